/* The rating and its mark in the journal, both or neither. Uses the door; holds no SQL of its own. */
#ifndef MOTCUA_SUBMISSION_RATE_STORE_H
#define MOTCUA_SUBMISSION_RATE_STORE_H

#include <stdint.h>

#include "core/err.h"

#include "follow_store.h"

struct arena;
struct db;
struct dossier;

struct rating_given {
	struct arena *arena;
	const struct dossier *dossier;
	const struct rating *rating;
	int64_t account_id, now;
};
/* OK also if the dossier was rated before: the first rating stays. */
MUST_CHECK enum err rating_give(struct db *db, const struct rating_given *given);

#endif
