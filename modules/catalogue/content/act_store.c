/* SQL of content_act. See act_store.h. */
#include "content/act_store.h"

#include "core/data/db.h"

static const struct db_column columns[] = {
	COL(content_act, owner, DB_TEXT),
	COL(content_act, owner_id, DB_INT),
	COL(content_act, kind, DB_TEXT),
	COL(content_act, at, DB_TIME),
	COL(content_act, officer_id, DB_INT),
	COL(content_act, officer_name, DB_TEXT),
	COL(content_act, title, DB_TEXT),
	COL(content_act, body, DB_TEXT),
};

enum { ADD, NEWEST, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT INTO content_act (owner, owner_id, seq, kind, at, officer_id, title, body) "
		  "SELECT ?, ?, next.seq, ?, ?, ?, ?, ? FROM (SELECT COALESCE(MAX(act.seq), 0) + 1 AS seq "
		  "FROM content_act act WHERE act.owner = ? AND act.owner_id = ?) next",
	    NO_ROW },
	[NEWEST] = { "SELECT act.owner, act.owner_id, act.kind, act.at, act.officer_id, officer.name AS officer_name, "
		     "act.title, act.body FROM content_act act LEFT JOIN officer ON officer.id = act.officer_id "
		     "WHERE act.owner = ? AND act.owner_id = ? ORDER BY act.seq DESC LIMIT 50",
	    ROW(columns, content_act) },
};
const struct store content_act_store = { "content_act", statements, STATEMENT__MAX };

enum err
content_act_add(struct db *db, const struct content_act *act)
{
	return db_exec(db, &statements[ADD],
	    ARGS(TEXT(act->owner), INT(act->owner_id), TEXT(act->kind), TIME(act->at), INT(act->officer_id),
		TEXT(act->title), TEXT(act->body), TEXT(act->owner), INT(act->owner_id)));
}

enum err
content_acts(struct db *db, const char *owner, int64_t owner_id, const struct content_act **ret_acts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[NEWEST], ARGS(TEXT(owner), INT(owner_id)), ACTS_SHOWN, &rows);

	if (err)
		return err;
	*ret_acts = rows.rows;
	*ret_count = rows.count;
	return OK;
}
