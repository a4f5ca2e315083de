/* The parts of a DMN rule. Private to rule_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_PRIVATE_H

#include <stdbool.h>

#include "domain/definition/rule.h"

enum rule_hit { HIT_UNIQUE, HIT_FIRST, HIT_ANY, HIT_RULE_ORDER, HIT_COLLECT };
enum rule_aggregation { AGGREGATE_LIST, AGGREGATE_SUM, AGGREGATE_COUNT, AGGREGATE_MIN, AGGREGATE_MAX };

struct rule_column {
	const char *name; /* of an output; "" if it is the only one */
	enum feel_type type;
	const struct feel *expression; /* of an input; of an output: its default, or NULL */
};

struct rule_row {
	const struct feel **tests;   /* one for each input */
	const struct feel **outputs; /* one for each output */
};

struct rule_decision {
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
	struct feel_name *inputs;
	size_t input_count;
	struct rule_decision *decisions;
	size_t decision_count;
};

#endif
