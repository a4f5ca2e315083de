/* See keyword_store.h. */
#include "search/keyword_store.h"

#include "core/data/db.h"

static const struct db_column keyword_columns[] = {
	COL(keyword, word, DB_TEXT),
	COL(keyword, meaning, DB_TEXT),
};
static const struct db_column miss_columns[] = {
	COL(miss, words, DB_TEXT),
	COL(miss, times, DB_INT),
	COL(miss, last_day, DB_DATE),
};

enum { LIST, ADD, LOAD, REMOVE, MISS_ADD, MISSES, MISS_EXPIRE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { "SELECT word, meaning FROM search_synonym WHERE (word > ? OR (word = ? AND meaning > ?)) "
		   "AND (? = '' OR LOCATE(?, word) > 0 OR LOCATE(?, meaning) > 0) ORDER BY word, meaning",
	    ROW(keyword_columns, keyword) },
	[ADD] = { "INSERT INTO search_synonym (word, meaning) VALUES (?, ?)", NO_ROW },
	[LOAD] = { "INSERT INTO search_synonym (word, meaning) VALUES (?, ?) ON DUPLICATE KEY UPDATE word = word",
	    NO_ROW },
	[REMOVE] = { "DELETE FROM search_synonym WHERE word = ? AND meaning = ?", NO_ROW },
	/* A day's rows are bounded: whoever sends nonsense fills no table. */
	[MISS_ADD] = { "INSERT INTO search_miss (day, words, times) SELECT ?, ?, 1 FROM DUAL "
		       "WHERE (SELECT COUNT(*) FROM search_miss WHERE day = ?) < 5000 "
		       "ON DUPLICATE KEY UPDATE times = times + 1",
	    NO_ROW },
	[MISSES] = { "SELECT words, CAST(SUM(times) AS SIGNED) AS times, MAX(day) AS last_day FROM search_miss "
		     "WHERE day >= ? GROUP BY words HAVING SUM(search_miss.times) >= 3 ORDER BY 2 DESC, words",
	    ROW(miss_columns, miss) },
	[MISS_EXPIRE] = { "DELETE FROM search_miss WHERE day < ?", NO_ROW },
};
const struct store keyword_store = { "keyword", statements, STATEMENT__MAX };

enum err
keyword_list(struct db *db, const char *part, const struct keyword *after, const struct keyword **ret_rows,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST],
	    ARGS(TEXT(after->word), TEXT(after->word), TEXT(after->meaning), TEXT(part), TEXT(part), TEXT(part)),
	    KEYWORD_PAGE, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
keyword_add(struct db *db, const struct keyword *keyword)
{
	return db_exec(db, &statements[ADD], ARGS(TEXT(keyword->word), TEXT(keyword->meaning)));
}

enum err
keyword_load(struct db *db, const struct keyword *keyword)
{
	return db_exec(db, &statements[LOAD], ARGS(TEXT(keyword->word), TEXT(keyword->meaning)));
}

enum err
keyword_remove(struct db *db, const struct keyword *keyword)
{
	return db_change_one(db, &statements[REMOVE], ARGS(TEXT(keyword->word), TEXT(keyword->meaning)));
}

enum err
miss_add(struct db *db, int32_t day, const char *words)
{
	return db_exec(db, &statements[MISS_ADD], ARGS(DATE(day), TEXT(words), DATE(day)));
}

enum err
miss_list(struct db *db, int32_t since, const struct miss **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[MISSES], ARGS(DATE(since)), MISS_PAGE, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
miss_expire(struct db *db, int32_t before)
{
	return db_exec(db, &statements[MISS_EXPIRE], ARGS(DATE(before)));
}
