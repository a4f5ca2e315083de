/*
 * What was sent to whom, and every attempt: the exchange module's own tables. An attempt is written down before it is
 * made, so that a process which dies in it leaves a trace: the next one repeats it once and says so, and no more.
 */
#ifndef MOTCUA_EXCHANGE_DELIVERY_STORE_H
#define MOTCUA_EXCHANGE_DELIVERY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;
struct outbox_row;

/* The states of a delivery; those from SENT on are final until somebody sends it again by hand. */
#define DELIVERY_WAITING "waiting"
#define DELIVERY_SENDING "sending"
#define DELIVERY_FAILED  "failed"
#define DELIVERY_SENT    "sent"
#define DELIVERY_REFUSED "refused"
#define DELIVERY_UNCLEAR "unclear"

struct delivery {
	int64_t id, attempts, lost;
	const char *state;
};

/* Nothing more is to be done for it. */
bool delivery_is_final(const struct delivery *delivery);

struct delivery_start {
	const struct outbox_row *row;
	const char *channel; /* email, sms */
	struct bytes target_hash;
	const char *target_masked;
	int64_t now;
};
/*
 * Before an attempt: the delivery of this row over this channel, made if it is new. Unless it is final it is now
 * "sending" and the attempt is counted. One that a dead process left in "sending" is repeated once (lost is 1 then);
 * the second time it becomes "unclear".
 */
MUST_CHECK enum err delivery_begin(struct db *db, const struct delivery_start *start, struct delivery *ret_delivery);

struct delivery_end {
	const struct delivery *delivery;
	const char *state; /* sent, failed, refused */
	const char *reply;
	struct bytes message_hash;
	int64_t now;
};
/* After the attempt: its end, and its line in the log. */
MUST_CHECK enum err delivery_finish(struct db *db, const struct delivery_end *end);

/* An administrator sends a dead row again: its deliveries that did not arrive start anew, in the caller's transaction. */
MUST_CHECK enum err delivery_reopen(struct db *db, int64_t outbox_id);

extern const struct store delivery_store;

#endif
