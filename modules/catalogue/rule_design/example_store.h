/* Kept examples of rules (definition_example, kind 'rule'), by the code of the rule. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_EXAMPLE_STORE_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_EXAMPLE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { RULE_EXAMPLES_KEPT = 200 };

struct rule_example {
	int64_t id, version;
	const char *name, *given, *expected; /* JSON as worked.h writes it */
};

/* In the order in which they were kept; at most RULE_EXAMPLES_KEPT. */
MUST_CHECK enum err rule_examples_of(
    struct db *db, const char *code, const struct rule_example **ret_examples, size_t *ret_count);
/* ERR_CONFLICT: there are RULE_EXAMPLES_KEPT already. */
MUST_CHECK enum err rule_example_add(
    struct db *db, const char *code, const struct rule_example *example, int64_t officer_id, int64_t now);
/* Expects something else from now on; ERR_CONFLICT: changed or gone since `version`. */
MUST_CHECK enum err rule_example_expect(
    struct db *db, const char *code, int64_t id, int64_t version, const char *expected);
MUST_CHECK enum err rule_example_remove(struct db *db, const char *code, int64_t id, int64_t version);

extern const struct store rule_example_store;

#endif
