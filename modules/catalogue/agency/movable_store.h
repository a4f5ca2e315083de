/*
 * What hangs on the agencies that an operation ends, and where each piece goes by what was chosen. The dry run shows these
 * lists and the job applies the very same: nothing is worked out twice. Reads only.
 */
#ifndef MOTCUA_CATALOGUE_MOVABLE_STORE_H
#define MOTCUA_CATALOGUE_MOVABLE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agency/operation.h"
#include "core/err.h"
#include "core/server/module.h"

struct db;

/* A piece and where it goes. */
struct movable {
	int64_t id; /* of the officer, agency, procedure or dossier */
	const char *code, *name;
	int64_t from_id;
	const char *from_name;
	int64_t to_id; /* DB_NULL_INT: to every successor (procedures, guests), else nobody was chosen yet */
	const char *to_name;
	bool open;         /* a successor has to be chosen before this can be ordered */
	const char *place; /* in its list: what comes next is read with it as `after` */
};

struct movable_state {
	const char *state;
	int64_t dossiers;
};

MUST_CHECK enum err movable_counts(struct db *db, int64_t operation_id, struct movable_counts *ret_counts);
/* Each list by code, after `after` ("" for the first), at most `most`. */
struct movables {
	const struct movable *items;
	size_t count;
	bool more;
};
MUST_CHECK enum err movable_procedures(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret);
MUST_CHECK enum err movable_officers(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret);
/* Officers of other agencies with rights at one that ends: they have them at every successor. */
MUST_CHECK enum err movable_guests(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret);
/* The agencies below. */
MUST_CHECK enum err movable_agencies(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret);
/* Open dossiers, by filing number. */
MUST_CHECK enum err movable_dossiers(
    struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret);
/* How many of them stand in each state. */
MUST_CHECK enum err movable_states(
    struct db *db, int64_t operation_id, const struct movable_state **ret_counts, size_t *ret_count);

extern const struct store movable_store;

#endif
