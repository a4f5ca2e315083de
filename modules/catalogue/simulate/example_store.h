/*
 * Walks kept as examples of a procedure (definition_example, kind "procedure"): what was given and what came of it, with the
 * history of what was accepted since.
 */
#ifndef MOTCUA_CATALOGUE_EXAMPLE_STORE_H
#define MOTCUA_CATALOGUE_EXAMPLE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { EXAMPLES_MAX = 50 }; /* of one procedure */

struct example {
	int64_t id;
	const char *code, *name;      /* of the procedure; what people call it */
	const char *given, *expected; /* walk_record.h */
	int64_t version, created_at;
	const char *officer_name; /* NULL: none */
};

MUST_CHECK enum err example_by_id(struct db *db, int64_t id, struct example *ret_example);
/* Of one procedure, in the order in which they were kept. */
MUST_CHECK enum err examples_of(
    struct db *db, const char *code, const struct example **ret_examples, size_t *ret_count);
/* The codes of procedures that have examples, after `after` ("": from the first), at most `max`. */
MUST_CHECK enum err examples_procedures(
    struct db *db, const char *after, size_t max, const char *const **ret_codes, size_t *ret_count, bool *ret_more);

/*
 * Keeps one, with its line in the history; in the caller's transaction. ERR_CONFLICT with catalogue_simulate.examples_full.
 * `officer_id` DB_NULL_INT: an import by the command line.
 */
MUST_CHECK enum err example_add(
    struct db *db, const struct example *example, int64_t officer_id, int64_t now, const char *note, int64_t *ret_id);
/* Its outcome is `expected` from now on, for a reason. ERR_CONFLICT: it moved on from `version`. In a transaction. */
MUST_CHECK enum err example_accept(struct db *db, const struct example *example, int64_t version, const char *expected,
    int64_t officer_id, int64_t now, const char *note);
/* Given and expected become what another catalogue says (an import). In a transaction. */
MUST_CHECK enum err example_replace(struct db *db, const struct example *old, const char *given, const char *expected,
    int64_t officer_id, int64_t now, const char *note);
/* Takes it away for a reason; its history stays. In a transaction. */
MUST_CHECK enum err example_remove(
    struct db *db, const struct example *example, int64_t officer_id, int64_t now, const char *note);

struct example_act {
	const char *kind, *note, *officer_name;
	int64_t at;
};
/* Newest first; at most 100. */
MUST_CHECK enum err example_acts(struct db *db, int64_t id, const struct example_act **ret_acts, size_t *ret_count);

extern const struct store example_store;

#endif
