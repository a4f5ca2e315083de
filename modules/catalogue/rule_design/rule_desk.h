/* The desk of a rule with what its pages need: the rule read, its tables, its examples. Private to rule_design. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_RULE_DESK_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_RULE_DESK_H

#include "define/desk.h"
#include "domain/definition/rule/rule.h"
#include "domain/definition/rule/rule_edit.h"
#include "domain/definition/rule/rule_table.h"
#include "rule_design/example_store.h"
#include "rule_design/worked.h"

struct ctx;

struct rule_desk {
	struct desk desk;
	struct rule *rule; /* NULL: nothing is drawn yet, or it cannot be read */
	const struct rule_table *tables;
	size_t table_count;
	struct feel_names inputs; /* for which a trial asks: those that the rule reads */
	const struct rule_example *examples;
	size_t example_count;
};

/* ERR_NOT_FOUND as desk_open; a rule that cannot be read is no error. */
MUST_CHECK enum err rule_desk_open(struct ctx *c, const char *code, struct rule_desk *ret_desk);
/* The table of a decision by its id; NULL if there is none. */
const struct rule_table *rule_desk_table(const struct rule_desk *desk, const char *decision);
/* A column from 1, the inputs, then the outputs; NULL if there is none. */
const struct rule_table_column *rule_desk_column(const struct rule_table *table, int64_t column);

/*
 * Makes the edits and saves what comes of them against the version that was opened. ERR_INVALID with ret_problems->unreadable:
 * the document could not be read any more, nothing is saved; ERR_CONFLICT: somebody saved since, or what was to be edited is
 * gone. The rule of the desk must not be used afterwards.
 */
MUST_CHECK enum err rule_desk_apply(struct ctx *c, struct rule_desk *desk, int64_t version,
    const struct rule_edit *edits, size_t count, struct definition_problems *ret_problems);
/*
 * What rule_desk_apply would find, and nothing is saved: a document that could not be read any more is OK with
 * ret_problems->unreadable.
 */
MUST_CHECK enum err rule_desk_try(struct ctx *c, struct rule_desk *desk, const struct rule_edit *edits, size_t count,
    struct definition_problems *ret_problems);
/* Saves a document that was changed otherwise; the same errors. */
MUST_CHECK enum err rule_desk_save(struct ctx *c, struct rule_desk *desk, int64_t version, const struct rule *rule,
    struct definition_problems *ret_problems);

#endif
