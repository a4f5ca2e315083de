/*
 * The outbox: effects across modules as facts, written in the transaction that causes them and drained by the one
 * consumer that each row names. Every consumer is idempotent by topic and key; a row that keeps failing is kept as dead
 * for an administrator to see.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_OUTBOX_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_OUTBOX_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;

struct outbox_message {
	const char *consumer; /* workflow, payment, submission, catalogue, exchange */
	const char *topic;    /* "notice.email", "fee.demanded" ... at most 48 characters */
	const char *key;      /* with consumer and topic: done once; at most 128 bytes */
	int64_t dossier_id;   /* DB_NULL_INT: none */
	const char *payload;  /* JSON */
	int64_t not_before;   /* microseconds UTC; TIME_NONE: at once */
	int64_t not_after;    /* after that it is no longer worth sending; TIME_NONE: never expires */
};

/* In the caller's transaction; a message of the same consumer, topic and key is left as it is. */
MUST_CHECK enum err outbox_add(struct db *db, const struct outbox_message *message, int64_t now);

struct outbox_row {
	int64_t id;
	const char *topic, *key;
	int64_t dossier_id;
	const char *payload;
	int64_t created_at, not_after, attempts;
};

/*
 * Leases up to `most` (>= 1) due rows of the consumer for `lease_seconds` (SKIP LOCKED: two processes never get the
 * same). Each must be ended by one of the two calls below, else it is due again when the lease ends, 12 times at most.
 * Rows past not_after are not handed out any more: they end as dead, without their payload.
 */
MUST_CHECK enum err outbox_lease(struct db *db, const char *consumer, int64_t now, int lease_seconds, size_t most,
    const struct outbox_row **ret_rows, size_t *ret_count);
/* Done. wipe: the payload held a secret (a one-time code) and is emptied. */
MUST_CHECK enum err outbox_done(struct db *db, int64_t id, int wipe);
/* Failed: tried again after a growing wait (30 s doubling to 1 h), dead after 12 attempts or past not_after. */
MUST_CHECK enum err outbox_failed(struct db *db, const struct outbox_row *row, int64_t now, const char *error);
/* Dead at once: trying again cannot help. The payload of a row that could expire is emptied with it. */
MUST_CHECK enum err outbox_give_up(struct db *db, const struct outbox_row *row, const char *error);
/* A dead row of this consumer waits again, its attempts counted anew. ERR_CONFLICT: it is not dead, or it has expired. */
MUST_CHECK enum err outbox_revive(struct db *db, const char *consumer, int64_t id, int64_t now);

/* For --check: of those that add, and of those that consume as well. */
extern const struct store outbox_store;
extern const struct store outbox_consumer_store;

#endif
