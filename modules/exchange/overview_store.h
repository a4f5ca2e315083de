/* What an administrator sees of the outbox and of the deliveries. */
#ifndef MOTCUA_EXCHANGE_OVERVIEW_STORE_H
#define MOTCUA_EXCHANGE_OVERVIEW_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct overview_counts {
	int64_t waiting, failing, dead, sent_today;
	int64_t oldest_due; /* since when the oldest waiting row is due; TIME_NONE: none is */
};
/* As of `now`; today is the local day. */
MUST_CHECK enum err overview_counts(struct db *db, int64_t now, struct overview_counts *ret_counts);

/* A row of the outbox that failed or is dead. Texts that do not apply are NULL. */
struct overview_row {
	int64_t id;
	const char *topic, *state, *number, *channels, *targets, *error;
	int64_t created_at, next_at, attempts;
	bool can_resend;
};
/* Dead ones first, newest first; at most 100. */
MUST_CHECK enum err overview_troubles(struct db *db, const struct overview_row **ret_rows, size_t *ret_count);
/* The latest that arrived; at most 20. */
MUST_CHECK enum err overview_sent(struct db *db, const struct overview_row **ret_rows, size_t *ret_count);

extern const struct store overview_store;

#endif
