/* SQL of content_notice. See notice_store.h. */
#include "content/notice_store.h"

#include "core/data/db.h"

static const struct db_column notice_columns[] = {
	COL(notice, id, DB_INT),
	COL(notice, code, DB_TEXT),
	COL(notice, kind, DB_TEXT),
	COL(notice, state, DB_TEXT),
	COL(notice, title, DB_TEXT),
	COL(notice, services, DB_TEXT),
	COL(notice, body, DB_TEXT),
	COL(notice, starts_at, DB_TIME),
	COL(notice, ends_at, DB_TIME),
	COL(notice, editor_name, DB_TEXT),
	COL(notice, updated_at, DB_TIME),
	COL(notice, published_at, DB_TIME),
	COL(notice, version, DB_INT),
};

#define NOTICE                                                                                                         \
	"SELECT notice.id, notice.code, notice.kind, notice.state, notice.title, notice.services, notice.body, "       \
	"notice.starts_at, notice.ends_at, officer.name AS editor_name, notice.updated_at, notice.published_at, "      \
	"notice.version FROM content_notice notice LEFT JOIN officer ON officer.id = notice.edited_by "

enum { BY_CODE, LIST, PUBLIC, ADD, CHANGE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_CODE] = { NOTICE "WHERE notice.code = ?", ROW(notice_columns, notice) },
	[LIST] = { NOTICE "WHERE notice.id < COALESCE((SELECT last.id FROM content_notice last WHERE last.code = ?), "
			  "9223372036854775807) ORDER BY notice.id DESC",
	    ROW(notice_columns, notice) },
	[PUBLIC] = { NOTICE "WHERE notice.state = 'published' ORDER BY notice.starts_at DESC, notice.id DESC LIMIT 50",
	    ROW(notice_columns, notice) },
	[ADD] = { "INSERT INTO content_notice (code, kind, state, title, services, body, starts_at, ends_at, "
		  "edited_by, "
		  "updated_at) VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE content_notice SET kind = ?, state = ?, title = ?, services = ?, body = ?, starts_at = ?, "
		     "ends_at = ?, edited_by = COALESCE(?, edited_by), updated_at = ?, published_at = ?, "
		     "version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
};
const struct store content_notice_store = { "content_notice", statements, STATEMENT__MAX };

enum err
notice_by_code(struct db *db, const char *code, struct notice *ret_notice)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_notice);
}

enum err
notices_list(struct db *db, const char *after, const struct notice **ret_notices, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(after)), NOTICES_PAGE, &rows);

	if (err)
		return err;
	*ret_notices = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
notices_public(struct db *db, const struct notice **ret_notices, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PUBLIC], NO_ARGS, NOTICES_PUBLIC, &rows);

	if (err)
		return err;
	*ret_notices = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
notice_add(struct db *db, struct notice *n, int64_t edited_by)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(n->code), TEXT(n->kind), TEXT(n->title), TEXT(n->services), TEXT(n->body), TIME(n->starts_at),
		TIME(n->ends_at), INT(edited_by), TIME(n->updated_at)));

	n->id = (int64_t)db_insert_id(db);
	n->version = 1;
	return err;
}

enum err
notice_change(struct db *db, const struct notice *n, int64_t edited_by)
{
	return db_change_one(db, &statements[CHANGE],
	    ARGS(TEXT(n->kind), TEXT(n->state), TEXT(n->title), TEXT(n->services), TEXT(n->body), TIME(n->starts_at),
		TIME(n->ends_at), INT(edited_by), TIME(n->updated_at), TIME(n->published_at), INT(n->id),
		INT(n->version)));
}
