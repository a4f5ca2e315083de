/* SQL of content_article. See article_store.h. */
#include "content/article_store.h"

#include "core/data/db.h"
#include "core/memory/arena.h"

enum { SLUG_TRIES = 1000 };

static const struct db_column article_columns[] = {
	COL(article, id, DB_INT),
	COL(article, kind, DB_TEXT),
	COL(article, slug, DB_TEXT),
	COL(article, title, DB_TEXT),
	COL(article, summary, DB_TEXT),
	COL(article, body, DB_TEXT),
	COL(article, video_url, DB_TEXT),
	COL(article, agency_id, DB_INT),
	COL(article, agency_code, DB_TEXT),
	COL(article, agency_name, DB_TEXT),
	COL(article, show_from, DB_DATE),
	COL(article, show_to, DB_DATE),
	COL(article, state, DB_TEXT),
	COL(article, needs_reader, DB_BOOL),
	COL(article, edited_by, DB_INT),
	COL(article, editor_name, DB_TEXT),
	COL(article, updated_at, DB_TIME),
	COL(article, published_at, DB_TIME),
	COL(article, version, DB_INT),
	COL(article, procedures, DB_TEXT),
};
struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

#define ARTICLE                                                                                                        \
	"SELECT article.id, article.kind, article.slug, article.title, article.summary, article.body, "                \
	"article.video_url, article.agency_id, agency.code AS agency_code, agency.name AS agency_name, "               \
	"article.show_from, article.show_to, article.state, article.needs_reader, article.edited_by, "                 \
	"officer.name AS editor_name, article.updated_at, article.published_at, article.version, "                     \
	"COALESCE((SELECT GROUP_CONCAT(item.code ORDER BY item.code) FROM content_article_procedure link "             \
	"JOIN procedure_item item ON item.id = link.procedure_id WHERE link.article_id = article.id), '') "            \
	"AS procedures FROM content_article article LEFT JOIN agency ON agency.id = article.agency_id "                \
	"LEFT JOIN officer ON officer.id = article.edited_by "

enum { BY_SLUG, LIST, PUBLIC, SLUG_TAKEN, CREATE, CHANGE, SET_STATE, UNLINK, LINK, PROCEDURE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_SLUG] = { ARTICLE "WHERE article.slug = ?", ROW(article_columns, article) },
	[LIST] = { ARTICLE "WHERE article.kind = COALESCE(?, article.kind) AND article.state = COALESCE(?, "
			   "article.state) AND article.id < COALESCE((SELECT last.id FROM content_article last "
			   "WHERE last.slug = ?), 9223372036854775807) ORDER BY article.id DESC",
	    ROW(article_columns, article) },
	[PUBLIC] = { ARTICLE "WHERE article.state = 'published' AND (article.show_from IS NULL OR "
			     "article.show_from <= ?) AND (article.show_to IS NULL OR article.show_to >= ?) "
			     "ORDER BY article.published_at DESC, article.id DESC",
	    ROW(article_columns, article) },
	[SLUG_TAKEN] = { "SELECT id FROM content_article WHERE slug = ?", ROW(id_columns, id_row) },
	[CREATE] = { "INSERT INTO content_article (kind, slug, title, summary, body, video_url, agency_id, show_from, "
		     "show_to, state, needs_reader, edited_by, created_at, updated_at) "
		     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE content_article SET title = ?, summary = ?, body = ?, video_url = ?, agency_id = ?, "
		     "show_from = ?, show_to = ?, needs_reader = ?, edited_by = ?, updated_at = ?, "
		     "version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
	[SET_STATE] = { "UPDATE content_article SET state = ?, published_at = COALESCE(published_at, ?), "
			"updated_at = ?, version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
	[UNLINK] = { "DELETE FROM content_article_procedure WHERE article_id = ?", NO_ROW },
	[LINK] = { "INSERT INTO content_article_procedure (article_id, procedure_id) VALUES (?, ?)", NO_ROW },
	[PROCEDURE] = { "SELECT id FROM procedure_item WHERE code = ?", ROW(id_columns, id_row) },
};
const struct store article_store = { "article", statements, STATEMENT__MAX };

enum err
article_by_slug(struct db *db, const char *slug, struct article *ret_article)
{
	return db_row(db, &statements[BY_SLUG], ARGS(TEXT(slug)), ret_article);
}

enum err
articles_list(struct db *db, const char *kind, const char *state, const char *after,
    const struct article **ret_articles, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(kind), TEXT(state), TEXT(after)), ARTICLES_PAGE, &rows);

	if (err)
		return err;
	*ret_articles = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
articles_public(struct db *db, int32_t today, const struct article **ret_articles, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PUBLIC], ARGS(DATE(today), DATE(today)), ARTICLES_PUBLIC, &rows);

	if (err)
		return err;
	*ret_articles = rows.rows;
	*ret_count = rows.count;
	return OK;
}

/* `wanted`, or the same with the first number that is free. */
static enum err
free_slug(struct db *db, struct arena *arena, const char *wanted, const char **ret_slug)
{
	const char *slug = wanted;
	struct id_row row;

	for (int i = 2; i < SLUG_TRIES; i++) {
		enum err err = db_row(db, &statements[SLUG_TAKEN], ARGS(TEXT(slug)), &row);

		if (err == ERR_NOT_FOUND) {
			*ret_slug = slug;
			return OK;
		}
		if (err)
			return err;
		slug = arena_printf(arena, "%s-%d", wanted, i);
	}
	return ERR_CONFLICT;
}

static enum err
link_procedures(struct db *db, int64_t article_id, const int64_t *procedures, size_t count)
{
	enum err err = db_exec(db, &statements[UNLINK], ARGS(INT(article_id)));

	for (size_t i = 0; !err && i < count; i++)
		err = db_exec(db, &statements[LINK], ARGS(INT(article_id), INT(procedures[i])));
	return err;
}

enum err
article_create(struct db *db, struct arena *arena, struct article *a, const int64_t *procedures, size_t procedure_count)
{
	enum err err = free_slug(db, arena, a->slug, &a->slug);

	if (!err)
		err = db_exec(db, &statements[CREATE],
		    ARGS(TEXT(a->kind), TEXT(a->slug), TEXT(a->title), TEXT(a->summary), TEXT(a->body),
			TEXT(a->video_url), INT(a->agency_id), DATE(a->show_from), DATE(a->show_to),
			BOOL(a->needs_reader), INT(a->edited_by), TIME(a->updated_at), TIME(a->updated_at)));
	if (err)
		return err;
	a->id = (int64_t)db_insert_id(db);
	return link_procedures(db, a->id, procedures, procedure_count);
}

enum err
article_change(struct db *db, const struct article *a, const int64_t *procedures, size_t procedure_count)
{
	enum err err = db_change_one(db, &statements[CHANGE],
	    ARGS(TEXT(a->title), TEXT(a->summary), TEXT(a->body), TEXT(a->video_url), INT(a->agency_id),
		DATE(a->show_from), DATE(a->show_to), BOOL(a->needs_reader), INT(a->edited_by), TIME(a->updated_at),
		INT(a->id), INT(a->version)));

	return err ? err : link_procedures(db, a->id, procedures, procedure_count);
}

enum err
article_set_state(struct db *db, const struct article *article, const char *state, int64_t now)
{
	return db_change_one(db, &statements[SET_STATE],
	    ARGS(TEXT(state), TIME(now), TIME(now), INT(article->id), INT(article->version)));
}

enum err
procedure_id_by_code(struct db *db, const char *code, int64_t *ret_id)
{
	struct id_row row;
	enum err err = db_row(db, &statements[PROCEDURE], ARGS(TEXT(code)), &row);

	if (!err)
		*ret_id = row.id;
	return err;
}
