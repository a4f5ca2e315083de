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

/* What the one statement at the start of a request tells. */
struct session_found {
	int64_t now;              /* NOW(6), also where there is no session */
	struct session_row row;   /* kind NULL: no such session. Its limits are the caller's to judge. */
	const char *idle_minutes; /* the setting of its kind, NULL if none is set */
};

/* The session of that token and the time of the database, in one statement; OK also where there is no such session. */
enum err session_row_find(struct db *db, struct bytes token_hash, struct session_found *ret_found) MUST_CHECK;
/*
 * Inserts the row and deletes `old_hash` (size 0: none) in one transaction. Of the account's sessions of that kind
 * the `most` used last stay (0: all).
 */
enum err session_row_replace(
    struct db *db, const struct session_row *row, struct bytes old_hash, int64_t most) MUST_CHECK;
enum err session_row_seen(struct db *db, struct bytes token_hash, int64_t now) MUST_CHECK;
enum err session_row_act_for(struct db *db, struct bytes token_hash, int64_t acting_for) MUST_CHECK;
enum err session_row_delete(struct db *db, struct bytes token_hash) MUST_CHECK;
enum err session_rows_delete(struct db *db, const char *kind, int64_t account_id, struct bytes but_hash) MUST_CHECK;
/* For the sweeper: rows past their absolute limit; a thousand at most, *ret_gone says how many. */
enum err session_rows_expire(struct db *db, int64_t now, uint64_t *ret_gone) MUST_CHECK;

extern const struct store session_store;

#endif
