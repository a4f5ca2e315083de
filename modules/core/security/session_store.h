/* The rows of core_session. */
#ifndef MOTCUA_CORE_SECURITY_SESSION_STORE_H
#define MOTCUA_CORE_SECURITY_SESSION_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct db;
struct store;

struct session_row {
	struct bytes token_hash;
	const char *kind, *agent_label;
	int64_t account_id, acting_for; /* acting_for: INT64_MIN if NULL */
	int64_t created_at, seen_at, expires_at, second_factor_at;
};

/* ERR_NOT_FOUND: unknown, or past one of its limits at `now`: idle since before `idle_since` is the caller's to judge. */
enum err session_row_find(struct db *db, struct bytes token_hash, int64_t now, struct session_row *ret_row) MUST_CHECK;
/* Inserts the row and deletes `old_hash` (size 0: none) in one transaction. */
enum err session_row_replace(struct db *db, const struct session_row *row, struct bytes old_hash) MUST_CHECK;
enum err session_row_seen(struct db *db, struct bytes token_hash, int64_t now) MUST_CHECK;
enum err session_row_act_for(struct db *db, struct bytes token_hash, int64_t acting_for) MUST_CHECK;
enum err session_row_delete(struct db *db, struct bytes token_hash) MUST_CHECK;
enum err session_rows_delete(struct db *db, const char *kind, int64_t account_id, struct bytes but_hash) MUST_CHECK;
/* For the sweeper: rows past their absolute limit. */
enum err session_rows_expire(struct db *db, int64_t now) MUST_CHECK;

extern const struct store session_store;

#endif
