/*
 * What happens to a version and its procedure between draft and history: steps of state, drafts begun, versions entering
 * force on their day, times without new dossiers. Whether an officer may is act.h's question; here it is done.
 */
#ifndef MOTCUA_CATALOGUE_LIFE_STORE_H
#define MOTCUA_CATALOGUE_LIFE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct record_fault;
struct version_line;

/* What this officer had to do with the version so far: made, changed or sent it; passed it. */
MUST_CHECK enum err version_hands(
    struct db *db, int64_t version_id, int64_t officer_id, bool *ret_wrote, bool *ret_controlled);

struct version_review {
	int64_t version_no, at;
	const char *kind;
	const char *officer_name, *position; /* NULL: the system */
	const char *note;
};
/* The history of all versions of a procedure, newest first; at most 200 lines. */
MUST_CHECK enum err reviews_of(
    struct db *db, int64_t procedure_id, const struct version_review **ret_reviews, size_t *ret_count);

/* The decision that a step to "published" brings. */
struct version_decision {
	const char *number;
	int32_t date, effective_from;
};
struct version_step {
	int64_t id, expected; /* the version and the state of its row that the officer saw */
	const char *from, *to;
	const char *act, *note; /* for its history */
	int64_t officer_id, at;
	const struct version_decision *decision; /* NULL but for "published" */
};
/* ERR_CONFLICT: it is no longer in the state `from`, or its row moved on. */
MUST_CHECK enum err version_step(struct db *db, struct arena *arena, const struct version_step *step);

/*
 * The draft of the procedure of that code: the one at work, or a new one that says what the version in force says (the
 * newest, if none is in force) without its decision. ERR_NOT_FOUND: no such procedure; ERR_CONFLICT: a version is with the
 * office or waits for its decision. The identity stays locked until the transaction ends.
 */
MUST_CHECK enum err draft_begin(struct db *db, struct arena *arena, const char *code, int64_t officer_id, int64_t now,
    struct version_line *ret_line);

struct procedure_start {
	const char *code, *slug, *name, *sector, *sector_name;
	int64_t owner_agency_id; /* DB_NULL_INT: the office */
};
/* A new procedure with an empty draft. ERR_INVALID with *fault: the code or the address is taken, a text is too long. */
MUST_CHECK enum err procedure_begin(struct db *db, struct arena *arena, const struct procedure_start *start,
    int64_t officer_id, int64_t now, struct record_fault *fault, struct version_line *ret_line);

/*
 * Points every procedure to its version in force on `today` (days), NULL if none or if the national base lists it no more;
 * a version whose day is over because a later one is in force becomes superseded and ends the day before; and to the definitions
 * that are in force for it on that day. *ret_changed:
 * how many procedures now point elsewhere than before.
 */
MUST_CHECK enum err procedures_enter_force(struct db *db, int32_t today, uint64_t *ret_changed);
/* Did a procedure open, close, become suspended or resume on a day after the last publication, up to `today`? */
MUST_CHECK enum err procedures_turned(struct db *db, int32_t today, bool *ret_turned);

struct suspension {
	int64_t seq;
	int32_t from_day, to_day; /* to_day: the first day on which it is open again; DATE_NONE: until it is lifted */
	const char *reason, *decision_no, *officer_name;
	int64_t at;
};
/* The latest first; at most 100. */
MUST_CHECK enum err suspensions_of(
    struct db *db, int64_t procedure_id, const struct suspension **ret_suspensions, size_t *ret_count);
MUST_CHECK enum err suspension_add(
    struct db *db, int64_t procedure_id, const struct suspension *suspension, int64_t officer_id);
/* What lasts beyond `today` ends with it, so that the procedure is open on that day. ERR_CONFLICT: nothing lasts. */
MUST_CHECK enum err suspension_lift(struct db *db, int64_t procedure_id, int32_t today);

extern const struct store life_store;

#endif
