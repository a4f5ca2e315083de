/*
 * Attempts to pay a demand: one reference each, random, that only we and the gateway know. Their states and who may move
 * them are capture.h's business; this only reads and writes rows.
 */
#ifndef MOTCUA_PAYMENT_ATTEMPT_STORE_H
#define MOTCUA_PAYMENT_ATTEMPT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

#define ATTEMPT_INITIATED "initiated"
#define ATTEMPT_PAID      "paid"
#define ATTEMPT_FAILED    "failed"
#define ATTEMPT_EXPIRED   "expired"
#define ATTEMPT_HELD      "held"
#define ATTEMPT_PAID_LATE "paid_late"

enum { ATTEMPT_REF_SIZE = 20 };

struct attempt {
	int64_t id, demand_id;
	const char *gateway, *merchant_ref;
	int64_t amount; /* đồng */
	const char *state;
	const char *gateway_txn;  /* NULL until money was taken */
	const char *sent_at_text; /* yyyyMMddHHmmss, GMT+7 */
	const char *once_key;     /* NULL: none */
	const char *leave_url;    /* NULL until the gateway gave one */
	const char *payer_address;
	int64_t received, officer_id; /* cash; DB_NULL_INT otherwise */
	int64_t created_at, expires_at;
	int64_t captured_at, ask_at; /* TIME_NONE: not (any more) */
	int64_t asked;
};

/* Is it in the state of that name (capture.h)? */
bool attempt_is(const struct attempt *attempt, const char *state);
/* Paid or paid late: no message can move it any more. */
bool attempt_is_paid(const struct attempt *attempt);

/* A new attempt as it stands in `attempt`, but for its id. */
MUST_CHECK enum err attempt_insert(struct db *db, const struct attempt *attempt, int64_t *ret_id);
/* Locks the row: always the first lock. ERR_NOT_FOUND if the gateway has no such reference. */
MUST_CHECK enum err attempt_lock(
    struct db *db, const char *gateway, const char *merchant_ref, struct attempt *ret_attempt);
MUST_CHECK enum err attempt_by_ref(
    struct db *db, const char *gateway, const char *merchant_ref, struct attempt *ret_attempt);
/* The newest of a demand; ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err attempt_newest(struct db *db, int64_t demand_id, struct attempt *ret_attempt);
/* The newest at that gateway that may still be paid at `now`; ERR_NOT_FOUND. */
MUST_CHECK enum err attempt_live(
    struct db *db, int64_t demand_id, const char *gateway, int64_t now, struct attempt *ret_attempt);
/* Who may talk to the gateway about it now: ERR_CONFLICT if another request began within the last minute. */
MUST_CHECK enum err attempt_begin(struct db *db, int64_t id, int64_t now);
/* The gateway's address for the payer, once; ERR_CONFLICT if there is one. */
MUST_CHECK enum err attempt_set_leave(struct db *db, int64_t id, const char *leave_url);
/* Nothing came of talking to the gateway: the next request may try again. */
MUST_CHECK enum err attempt_release(struct db *db, int64_t id);
/* The gateway refused the order, so that no money can have been taken; OK if the attempt has moved on. */
MUST_CHECK enum err attempt_refused(struct db *db, int64_t id);
/* The gateway was asked and knows of no money: over, if its time is up. OK if the attempt has moved on. */
MUST_CHECK enum err attempt_expire(struct db *db, int64_t id, int64_t now);
/* Under the lock: the gateway says that no money came, or that it may have; then it is asked again from `ask_at` on. */
MUST_CHECK enum err attempt_fail(struct db *db, int64_t id);
MUST_CHECK enum err attempt_hold(struct db *db, int64_t id, int64_t ask_at);
/* Money was taken: paid or paid_late, with the gateway's number. ERR_CONFLICT: the number belongs to another attempt. */
MUST_CHECK enum err attempt_set_paid(struct db *db, int64_t id, const char *state, const char *gateway_txn, int64_t at);
/* Does the gateway's number stand for another attempt's money already? */
MUST_CHECK enum err attempt_txn_taken(
    struct db *db, const char *gateway, const char *gateway_txn, int64_t id, bool *ret_taken);
/* Asked once more; TIME_NONE: never again. OK if a message came first and nothing is left to ask. */
MUST_CHECK enum err attempt_set_ask(struct db *db, int64_t id, int64_t ask_at);
/* Those whose time to ask has come, oldest first. */
MUST_CHECK enum err attempts_to_ask(
    struct db *db, int64_t now, size_t most, const struct attempt **ret_attempts, size_t *ret_count);

/* What was taken in at the agencies of the JSON array from `from` up to `to`, in the order in which it came: the first `most`. */
struct taking {
	const char *number, *payer, *gateway;
	int64_t amount, captured_at;
	const char *officer_name; /* NULL: not at a counter */
};
MUST_CHECK enum err takings(struct db *db, const char *agencies, int64_t from, int64_t to, size_t most,
    const struct taking **ret_takings, size_t *ret_count);

/* The same, all of it, summed by gateway. */
struct takings_total {
	const char *gateway;
	int64_t amount, count;
};
MUST_CHECK enum err takings_totals(struct db *db, const char *agencies, int64_t from, int64_t to,
    const struct takings_total **ret_totals, size_t *ret_count);

extern const struct store attempt_store;

#endif
