/* The cells of a fee table that are known without inputs, judged as rule_fees would. See rule_check_fee.h. */
#include "domain/definition/rule/rule_check_fee.h"

#include <string.h>

#include "domain/definition/rule/rule_fee.h"
#include "domain/number/money.h"

static bool
is_fees(const struct rule_decision *table)
{
	return strcmp(table->id, RULE_FEES) == 0;
}

static bool
is_amount(struct feel_value value)
{
	int64_t amount;

	return value.type == FEEL_NUMBER && money_from_decimal(value.number, MONEY_NOT_NEGATIVE, &amount) == OK;
}

static bool
is_kind(struct feel_value value)
{
	return value.type == FEEL_STRING && (strcmp(value.string, "phi") == 0 || strcmp(value.string, "le_phi") == 0);
}

static bool
is_code(struct feel_value value)
{
	return value.type == FEEL_STRING && rule_fee_is_code(value.string);
}

static bool
is_words(struct feel_value value)
{
	return value.type == FEEL_STRING && *value.string != '\0';
}

static const struct {
	const char *output;
	bool (*is_proper)(struct feel_value value);
} cells[] = {
	{ "kind", is_kind },
	{ "code", is_code },
	{ "name", is_words },
	{ "price", is_amount },
	{ "quantity", is_amount },
	{ "basis", is_words },
};

static void
check_column(struct rule_problems *problems, const struct rule_decision *table, size_t column, size_t kind)
{
	struct feel_value value;

	for (size_t i = 0; i < table->row_count; i++)
		if (rule_constant(problems->arena, table->rows[i].outputs[column], &value) &&
		    !cells[kind].is_proper(value))
			rule_problem_add(problems, (struct rule_problem){ .message = "rule.check.fee_cell",
						       .blocks = true,
						       .decision = table->id,
						       .rows = { i + 1 },
						       .column = rule_column_label(&table->outputs[column]) });
}

void
rule_check_fees(struct rule_problems *problems, const struct rule_decision *table)
{
	if (!is_fees(table))
		return;
	if (!rule_decision_is_fees(table)) {
		rule_problem_add(problems,
		    (struct rule_problem){ .message = "rule.check.fee_shape", .blocks = true, .decision = table->id });
		return;
	}
	for (size_t i = 0; i < table->output_count; i++)
		for (size_t k = 0; k < sizeof(cells) / sizeof(*cells); k++)
			if (strcmp(table->outputs[i].name, cells[k].output) == 0)
				check_column(problems, table, i, k);
}

bool
rule_fee_same_code(struct arena *arena, const struct rule_decision *table, size_t a, size_t b)
{
	struct feel_value left, right;

	if (!is_fees(table))
		return false;
	for (size_t i = 0; i < table->output_count; i++)
		if (strcmp(table->outputs[i].name, "code") == 0)
			return rule_constant(arena, table->rows[a].outputs[i], &left) &&
			       rule_constant(arena, table->rows[b].outputs[i], &right) && feel_equal(left, right);
	return false;
}
