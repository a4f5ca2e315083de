/*
 * Tables to begin with: a rule of fees, of papers or of routing has the id, the hit policy and the outputs by which it is read
 * (rule.h); people cannot guess these. Words for people come from the caller.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_BLANK_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_BLANK_H

#include "domain/definition/rule/rule.h"

enum rule_purpose { RULE_FOR_FEES, RULE_FOR_PAPERS, RULE_FOR_ROUTING, RULE_PURPOSES };

enum { RULE_BLANK_OUTPUTS = 6 };

/* One output of such a table. */
struct rule_blank_output {
	const char *name, *type, *allowed;
};
struct rule_blank_shape {
	const char *id; /* of the decision: "fees", "papers", "routing" */
	const char *policy;
	struct rule_blank_output outputs[RULE_BLANK_OUTPUTS];
	size_t output_count;
};
extern const struct rule_blank_shape rule_blank_shapes[RULE_PURPOSES];

/* "fees" ... in messages and forms, ends with NULL. */
extern const char *const rule_purpose_names[];

struct rule_blank_words {
	const char *code, *name;                 /* of the definition; only for a new document */
	const char *table;                       /* the table's name */
	const char *channel;                     /* label of the one condition that is there: how it was filed */
	const char *outputs[RULE_BLANK_OUTPUTS]; /* labels */
};

/* A document with that table, without a row. Must not be used but to be written with rule_write. */
enum err rule_blank(struct arena *arena, enum rule_purpose purpose, const struct rule_blank_words *words,
    const struct rule **ret) MUST_CHECK;
/* Adds that table to the document of `rule`, as rule_edit_apply does. ERR_CONFLICT: a decision of that id is there. */
enum err rule_blank_add(struct arena *arena, const struct rule *rule, enum rule_purpose purpose,
    const struct rule_blank_words *words) MUST_CHECK;

#endif
