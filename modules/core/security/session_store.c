/* SQL of core_session. See session_store.h. */
#include "core/security/session_store.h"

#include "core/data/db.h"
#include "core/server/module.h"

static const struct db_column columns[] = {
	COL(session_row, token_hash, DB_BYTES),
	COL(session_row, kind, DB_TEXT),
	COL(session_row, agent_label, DB_TEXT),
	COL(session_row, account_id, DB_INT),
	COL(session_row, acting_for, DB_INT),
	COL(session_row, created_at, DB_TIME),
	COL(session_row, seen_at, DB_TIME),
	COL(session_row, expires_at, DB_TIME),
	COL(session_row, second_factor_at, DB_TIME),
};

enum { FIND, INSERT, SEEN, ACT_FOR, DELETE, DELETE_OTHERS, EXPIRE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[FIND] = {"SELECT token_hash, kind, agent_label, account_id, acting_for, created_at, seen_at, expires_at, "
		   "second_factor_at FROM core_session WHERE token_hash = ? AND expires_at > ?", ROW(columns, session_row) },
	[INSERT] = { "INSERT INTO core_session (token_hash, kind, agent_label, account_id, acting_for, created_at, "
                  "seen_at, "
		     "expires_at, second_factor_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",											      NO_ROW													 },
	[SEEN] = { "UPDATE core_session SET seen_at = ? WHERE token_hash = ?",NO_ROW},
	[ACT_FOR] = { "UPDATE core_session SET acting_for = ? WHERE token_hash = ?",											      NO_ROW																									   },
	[DELETE] = { "DELETE FROM core_session WHERE token_hash = ?",NO_ROW},
	[DELETE_OTHERS] = { "DELETE FROM core_session WHERE kind = ? AND account_id = ? AND token_hash <> ?",                                                                                              NO_ROW																																					     },
	[EXPIRE] = { "DELETE FROM core_session WHERE expires_at <= ? LIMIT 1000",NO_ROW},
};
const struct store session_store = { "core/session", statements, STATEMENT__MAX };

enum err
session_row_find(struct db *db, struct bytes token_hash, int64_t now, struct session_row *ret_row)
{
	return db_row(db, &statements[FIND], ARGS(BYTES(token_hash), TIME(now)), ret_row);
}

struct replacement {
	const struct session_row *row;
	struct bytes old_hash;
};

static enum err
replace_once(struct db *db, const void *arg)
{
	const struct replacement *r = arg;
	const struct session_row *row = r->row;
	enum err err = OK;

	if (r->old_hash.size > 0)
		err = db_exec(db, &statements[DELETE], ARGS(BYTES(r->old_hash)));
	if (err)
		return err;
	return db_exec(db, &statements[INSERT],
	    ARGS(BYTES(row->token_hash), TEXT(row->kind), TEXT(row->agent_label), INT(row->account_id),
		INT(row->acting_for), TIME(row->created_at), TIME(row->seen_at), TIME(row->expires_at),
		TIME(row->second_factor_at)));
}

enum err
session_row_replace(struct db *db, const struct session_row *row, struct bytes old_hash)
{
	const struct replacement r = { row, old_hash };

	return db_transaction(db, replace_once, &r);
}

enum err
session_row_seen(struct db *db, struct bytes token_hash, int64_t now)
{
	return db_exec(db, &statements[SEEN], ARGS(TIME(now), BYTES(token_hash)));
}

enum err
session_row_act_for(struct db *db, struct bytes token_hash, int64_t acting_for)
{
	return db_change_one(db, &statements[ACT_FOR], ARGS(INT(acting_for), BYTES(token_hash)));
}

enum err
session_row_delete(struct db *db, struct bytes token_hash)
{
	return db_exec(db, &statements[DELETE], ARGS(BYTES(token_hash)));
}

enum err
session_rows_delete(struct db *db, const char *kind, int64_t account_id, struct bytes but_hash)
{
	return db_exec(db, &statements[DELETE_OTHERS], ARGS(TEXT(kind), INT(account_id), BYTES(but_hash)));
}

enum err
session_rows_expire(struct db *db, int64_t now)
{
	return db_exec(db, &statements[EXPIRE], ARGS(TIME(now)));
}
