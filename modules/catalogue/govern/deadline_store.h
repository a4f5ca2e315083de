/* Decisions by which versions were published, when they became public, and the rules by which both are judged. */
#ifndef MOTCUA_CATALOGUE_DEADLINE_STORE_H
#define MOTCUA_CATALOGUE_DEADLINE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* All versions that were published by one decision. */
struct decision {
	const char *decision_no;
	int32_t decision_date, effective_from; /* the earliest day of force */
	int64_t versions;
	bool by_ministry;
	int64_t entered_at;           /* when the last of them was decided here; TIME_NONE: before that was noted */
	int64_t public_at;            /* the first publication after that; TIME_NONE: none yet */
	const char *track;            /* as the office noted it, NULL: the ordinary one */
	const char *units, *deciders; /* names, comma separated; NULL: none */
};
/* Signed from `first` to before `end`, newest first; at most 5,000. */
MUST_CHECK enum err decisions_read(
    struct db *db, int32_t first, int32_t end, const struct decision **ret_decisions, size_t *ret_count);

struct publication_rule {
	const char *track;            /* ministry, province, fast */
	int32_t valid_from, valid_to; /* DATE_NONE: still */
	int64_t public_days, before_days;
	const char *source;
};
MUST_CHECK enum err publication_rules(struct db *db, const struct publication_rule **ret_rules, size_t *ret_count);

struct decision_track {
	const char *decision_no;
	int32_t decision_date;
	const char *track;
	int64_t officer_id, at;
};
MUST_CHECK enum err decision_track_put(struct db *db, const struct decision_track *track);
/* ERR_NOT_FOUND: no version was published by it. */
MUST_CHECK enum err decision_find(struct db *db, const char *decision_no, int32_t decision_date);

extern const struct store deadline_store;

#endif
