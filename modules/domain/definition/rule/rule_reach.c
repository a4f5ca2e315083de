/* Rows that bounded inputs can meet. See rule_reach.h. */
#include "domain/definition/rule/rule_reach.h"

#include <string.h>

#include "domain/definition/rule/rule_check_fee.h"
#include "domain/definition/rule/rule_fee.h"

enum { TESTS_MAX = 50000 }; /* of cells against values, in one question */

struct reach {
	struct arena *arena;
	const struct rule_possible *columns[RULE_COLUMNS_MAX]; /* what each column can be; NULL: anything */
	size_t tests;
};

static const struct rule_possible *
possible_for(const struct rule_column *column, const struct rule_possible *inputs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(feel_text(column->expression), inputs[i].name) == 0)
			return &inputs[i];
	return NULL;
}

static bool
can_match(struct reach *r, const struct feel *test, const struct rule_possible *possible)
{
	const struct feel_context nothing = { 0 };
	const char *const *names;

	if (possible == NULL || feel_reads(test, &names) > 0)
		return true;
	for (size_t i = 0; i < possible->count; i++)
		if (++r->tests > TESTS_MAX || feel_matches(r->arena, test, possible->values[i], &nothing))
			return true;
	return false;
}

size_t
rule_reach(struct arena *arena, const struct rule *rule, const char *decision, const struct rule_possible *inputs,
    size_t input_count, bool *reached)
{
	const struct rule_decision *table = rule_decision_find(rule, decision);
	struct reach r = { .arena = arena };

	if (table == NULL || table->literal != NULL)
		return 0;
	for (size_t i = 0; i < table->input_count; i++)
		r.columns[i] = possible_for(&table->inputs[i], inputs, input_count);
	for (size_t i = 0; i < table->row_count; i++) {
		bool can = true;

		for (size_t k = 0; can && !reached[i] && k < table->input_count; k++)
			can = can_match(&r, table->rows[i].tests[k], r.columns[k]);
		reached[i] = reached[i] || can;
	}
	return table->row_count;
}

bool
rule_fee_is_free(struct arena *arena, const struct rule *rule, size_t row)
{
	const struct rule_decision *table = rule_decision_find(rule, RULE_FEES);
	struct feel_value price;
	int64_t amount;

	if (table == NULL || row >= table->row_count)
		return true;
	for (size_t i = 0; i < table->output_count; i++)
		if (strcmp(table->outputs[i].name, "price") == 0)
			return rule_constant(arena, table->rows[row].outputs[i], &price) && price.type == FEEL_NUMBER &&
			       decimal_to_int(price.number, &amount) == OK && amount == 0;
	return true;
}
