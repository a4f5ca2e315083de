/* The parts of a DMN rule. Private to rule_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_PRIVATE_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "domain/definition/rule/rule.h"
#include "domain/definition/rule/rule_table.h"

struct rule_column {
	const char *id, *label;
	const char *name; /* of an output; "" if it is the only one */
	enum feel_type type;
	const struct feel *expression; /* of an input; of an output: its default, or NULL */
	const struct feel *allowed;    /* a test of the value, or NULL */
};

struct rule_row {
	const char *id, *note;
	const struct feel **tests;   /* one for each input */
	const struct feel **outputs; /* one for each output */
};

struct rule_decision {
	const xmlNode *node; /* what it was read from */
	const char *id, *name;
	const struct rule_decision *required[RULE_DECISIONS_MAX];
	size_t required_count;
	const struct feel *literal; /* or NULL: a table */
	enum feel_type type;        /* of a literal or a single output */
	enum rule_hit hit;
	enum rule_aggregation aggregation;
	struct rule_column inputs[RULE_COLUMNS_MAX], outputs[RULE_COLUMNS_MAX];
	size_t input_count, output_count;
	struct rule_row *rows;
	size_t row_count;
};

struct rule {
	const xmlNode *root;         /* of the document that was read */
	struct feel_name *inputs;    /* all that the document declares */
	const struct feel **allowed; /* of each input, by its type, or NULL */
	size_t input_count;
	struct feel_name *reads; /* those of them that a column, a cell or an expression reads, in the same order */
	size_t read_count;
	struct rule_decision *decisions;
	size_t decision_count;
};

/* By id or name; NULL if there is none. */
const struct rule_decision *rule_decision_find(const struct rule *rule, const char *name);

/* What the decision may read: all input data and the results of the decisions that it requires. */
void rule_names_of(
    struct arena *arena, const struct rule *rule, const struct rule_decision *decision, struct feel_names *ret);
/* The words over a column: its label, else an output's name, an input's expression. */
const char *rule_column_label(const struct rule_column *column);

/* The namespace of the model, in the versions that are read. */
extern const char *const rule_namespaces[];
enum { RULE_NAMESPACES = 3 };

#endif
