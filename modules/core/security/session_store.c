/* SQL of core_session. See session_store.h. */
#include "core/security/session_store.h"

#include <stddef.h>

#include "core/data/db.h"
#include "core/server/module.h"

#define FOUND(member, kind)                                                                                            \
	{                                                                                                              \
#member, (kind), offsetof(struct session_found, row.member)                                            \
	}
static const struct db_column found_columns[] = {
	COL(session_found, now, DB_TIME),
	COL(session_found, idle_minutes, DB_TEXT),
	FOUND(token_hash, DB_BYTES),
	FOUND(kind, DB_TEXT),
	FOUND(agent_label, DB_TEXT),
	FOUND(account_id, DB_INT),
	FOUND(acting_for, DB_INT),
	FOUND(created_at, DB_TIME),
	FOUND(seen_at, DB_TIME),
	FOUND(expires_at, DB_TIME),
	FOUND(second_factor_at, DB_TIME),
};

enum { FIND, INSERT, KEEP_MOST, SEEN, ACT_FOR, DELETE, DELETE_OTHERS, EXPIRE, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	/* Always one row: a request asks for time, session and idle limit in one round trip. */
	[FIND] = { "SELECT NOW(6) AS now, (SELECT value FROM core_setting WHERE core_setting.name = "
	    "CONCAT('session.', core_session.kind, '.idle_minutes')) AS idle_minutes, token_hash, kind, agent_label, "
	    "account_id, acting_for, created_at, seen_at, expires_at, second_factor_at "
	    "FROM (SELECT 1) AS always LEFT JOIN core_session ON token_hash = ?",
	    ROW(found_columns, session_found) },
	[INSERT] = { "INSERT INTO core_session (token_hash, kind, agent_label, account_id, acting_for, created_at, "
	    "seen_at, expires_at, second_factor_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", NO_ROW },
	/* NULL, and nothing is deleted, where there are not that many. */
	[KEEP_MOST] = { "DELETE FROM core_session WHERE kind = ? AND account_id = ? AND seen_at < (SELECT kept.seen_at "
	    "FROM (SELECT seen_at FROM core_session WHERE kind = ? AND account_id = ? ORDER BY seen_at DESC "
	    "LIMIT 1 OFFSET ?) AS kept)", NO_ROW },
	[SEEN] = { "UPDATE core_session SET seen_at = ? WHERE token_hash = ?", NO_ROW },
	[ACT_FOR] = { "UPDATE core_session SET acting_for = ? WHERE token_hash = ?", NO_ROW },
	[DELETE] = { "DELETE FROM core_session WHERE token_hash = ?", NO_ROW },
	[DELETE_OTHERS] = { "DELETE FROM core_session WHERE kind = ? AND account_id = ? AND token_hash <> ?", NO_ROW },
	[EXPIRE] = { "DELETE FROM core_session WHERE expires_at <= ? LIMIT 1000", NO_ROW },
};
/* clang-format on */
const struct store session_store = { "core/session", statements, STATEMENT__MAX };

enum err
session_row_find(struct db *db, struct bytes token_hash, struct session_found *ret_found)
{
	return db_row(db, &statements[FIND], ARGS(BYTES(token_hash)), ret_found);
}

struct replacement {
	const struct session_row *row;
	struct bytes old_hash;
	int64_t most;
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
	err = db_exec(db, &statements[INSERT],
	    ARGS(BYTES(row->token_hash), TEXT(row->kind), TEXT(row->agent_label), INT(row->account_id),
		INT(row->acting_for), TIME(row->created_at), TIME(row->seen_at), TIME(row->expires_at),
		TIME(row->second_factor_at)));
	if (err || r->most <= 0)
		return err;
	return db_exec(db, &statements[KEEP_MOST],
	    ARGS(TEXT(row->kind), INT(row->account_id), TEXT(row->kind), INT(row->account_id), INT(r->most - 1)));
}

enum err
session_row_replace(struct db *db, const struct session_row *row, struct bytes old_hash, int64_t most)
{
	const struct replacement r = { row, old_hash, most };

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
session_rows_expire(struct db *db, int64_t now, uint64_t *ret_gone)
{
	return db_change(db, &statements[EXPIRE], ARGS(TIME(now)), ret_gone);
}
