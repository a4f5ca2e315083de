/*
 * A rule as tables that people read: columns with their labels and allowed values, rows with the texts of their cells.
 * Read only and pure; for pages, comparisons and checks. The texts are those of the DMN document.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_TABLE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_TABLE_H

#include "domain/definition/rule/rule.h"

enum rule_hit { HIT_UNIQUE, HIT_FIRST, HIT_ANY, HIT_RULE_ORDER, HIT_COLLECT };
enum rule_aggregation { AGGREGATE_LIST, AGGREGATE_SUM, AGGREGATE_COUNT, AGGREGATE_MIN, AGGREGATE_MAX };

struct rule_table_column {
	const char *id;         /* "" if the document gives none */
	const char *label;      /* for people; the name or the expression if there is no label */
	const char *name;       /* of an output; "" of an input */
	const char *expression; /* of an input, FEEL; of an output its default, or "" */
	const char *allowed;    /* unary tests, or "" */
	enum feel_type type;
};

struct rule_table_row {
	const char *id;             /* "" if the document gives none */
	const char *note;           /* the row's description, or "" */
	const char *const *inputs;  /* texts of the cells, one for each input column */
	const char *const *outputs; /* one for each output column */
};

struct rule_table {
	const char *id, *name;
	const char *
	    literal; /* the expression of a decision that is no table, else NULL: then it has neither columns nor rows */
	enum rule_hit hit;
	enum rule_aggregation aggregation;
	const struct rule_table_column *inputs, *outputs;
	size_t input_count, output_count;
	const struct rule_table_row *rows;
	size_t row_count;
};

/* The decisions in the order of the document. Returns how many. */
size_t rule_tables(struct arena *arena, const struct rule *rule, const struct rule_table **ret);

/* What a row of a table (from 1) is about: its note, else its conditions, "Số bản: > 2; Kênh: \"post\""; "" where it has neither. */
const char *rule_row_words(struct arena *arena, const struct rule *rule, const char *decision, size_t row);

/* DMN's hit policies with their aggregators: "UNIQUE", "RULE ORDER", "COLLECT SUM" ..., ends with NULL. */
extern const char *const rule_policies[];
/* The one of them that a table has. */
const char *rule_policy_of(const struct rule_table *table);

/*
 * What may be put in for the input `name`: the literals of the allowed values of a column that reads just this input, or
 * of its type. 0 if nothing is said, or something other than a list of literals.
 */
size_t rule_choices(struct arena *arena, const struct rule *rule, const char *name, const struct feel_value **ret);
/* The label of a column that reads just this input; its name if there is none. */
const char *rule_input_label(const struct rule *rule, const char *name);

#endif
