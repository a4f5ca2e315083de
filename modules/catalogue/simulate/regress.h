/*
 * Examples walked again: with what is in force today, or with a draft in the place of one definition. Used by the page of
 * examples, the check of drafts (define/check.c), the import of bundles and the verb `simulate`.
 */
#ifndef MOTCUA_CATALOGUE_REGRESS_H
#define MOTCUA_CATALOGUE_REGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "simulate/example_store.h"
#include "simulate/walk_diff.h"
#include "simulate/walk_read.h"

struct arena;
struct db;
struct definition_problems;
struct definition_subject;
struct verb_ctx;

/* What a procedure goes by today, or its newest version where none is in force. ERR_NOT_FOUND: no such procedure. */
MUST_CHECK enum err regress_contents(struct db *db, const char *code, struct walk_contents *ret_contents);

/* One example, walked with those definitions; shared lists are those of the day of its filing. */
struct regression {
	int64_t filed_at;
	const struct walk_difference *differences;
	size_t count;
	const char *fault; /* message key: it cannot be walked at all; NULL */
	struct walk_outcome_record outcome;
};
void regress_walk(struct db *db, struct arena *arena, const struct walk_definitions *definitions, const char *given,
    const char *expected, struct regression *ret_regression);
/* Reads the contents first; what cannot be read is the fault. */
void regress_contents_walk(struct db *db, struct arena *arena, const struct walk_contents *contents, const char *given,
    const char *expected, struct regression *ret_regression);

/* How many differences each example of a procedure has; in the order of examples_of. */
struct regress_result {
	const struct example *example;
	size_t differences;
	const char *fault; /* message key, or NULL */
};
MUST_CHECK enum err regress_procedure(struct db *db, struct arena *arena, const char *code,
    const struct walk_contents *contents, const struct regress_result **ret_results, size_t *ret_count);

/*
 * A row of the table in define/check.c: examples of the procedures that a draft is for must come to the same, with what is in
 * force of the other kinds or with their open drafts: a walk may have been kept with all three drawn for the same day.
 */
MUST_CHECK enum err check_examples(const struct definition_subject *subject, struct definition_problems *problems);

#define SIMULATE_USAGE "[PROCEDURE]"
/* Verb: walks all examples again and tells which come to something else. Exit code 0 if none does. */
int simulate_run_verb(struct verb_ctx *v, int argc, char **argv);

#endif
