/* SQL of the board. See notice_store.h. */
#include "notice_store.h"

#include "core/data/db.h"

static const struct db_column columns[] = { COL(notice, reference, DB_TEXT), COL(notice, title, DB_TEXT),
	COL(notice, body, DB_TEXT), COL(notice, published_at, DB_TIME), COL(notice, published_by, DB_INT) };
#define NOTICE "SELECT reference, title, body, published_at, published_by FROM example_notice "

enum { NEWEST, BY_REFERENCE, ADD, STATEMENT__MAX, SHOWN_MOST = 50 };
static const struct db_statement statements[STATEMENT__MAX] = {
	[NEWEST] = { NOTICE "ORDER BY published_at DESC, id DESC LIMIT 50", ROW(columns, notice) },
	[BY_REFERENCE] = { NOTICE "WHERE reference = ?", ROW(columns, notice) },
	[ADD] = { "INSERT INTO example_notice (reference, title, body, published_at, published_by) VALUES (?, ?, ?, ?, "
		  "?)",
	    NO_ROW },
};
const struct store notice_store = { "notice", statements, STATEMENT__MAX };

enum err
notices_newest(struct db *db, const struct notice **ret_notices, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[NEWEST], NO_ARGS, SHOWN_MOST, &rows);

	*ret_notices = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
notice_by_reference(struct db *db, const char *reference, struct notice *ret_notice)
{
	return db_row(db, &statements[BY_REFERENCE], ARGS(TEXT(reference)), ret_notice);
}

enum err
notice_add(struct db *db, const struct notice *n)
{
	return db_exec(db, &statements[ADD],
	    ARGS(TEXT(n->reference), TEXT(n->title), TEXT(n->body), TIME(n->published_at), INT(n->published_by)));
}
