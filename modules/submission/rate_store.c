/* Giving a rating. See rate_store.h. */
#include "rate_store.h"

#include <inttypes.h>

#include "core/data/db.h"
#include "domain/dossier/door_store.h"

static enum err
give_once(struct db *db, const void *arg)
{
	const struct rating_given *g = arg;
	struct dossier dossier = *g->dossier;
	const struct dossier_act act = {
		.kind = DOSSIER_RATED,
		.who = { ACTOR_APPLICANT, "citizen", g->account_id, 0 },
		.at = g->now,
		.facts = arena_printf(g->arena, "{\"overall\":%" PRId64 "}", g->rating->overall),
	};
	enum err err = rating_add(db, dossier.id, g->rating, g->now);

	return err ? err : dossier_apply(db, g->arena, &dossier, DOSSIER_ANY_VERSION, &act);
}

enum err
rating_give(struct db *db, const struct rating_given *given)
{
	enum err err = db_transaction(db, give_once, given);
	bool rated;

	if (err != ERR_CONFLICT || rating_exists(db, given->dossier->id, &rated) != OK || !rated)
		return err;
	failure_clear(db_failure(db));
	return OK;
}
