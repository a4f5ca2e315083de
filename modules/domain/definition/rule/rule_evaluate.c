/* Evaluation of decisions on named inputs. See rule.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_private.h"

struct evaluation {
	struct arena *arena;
	const struct rule *rule;
	struct feel_context context; /* inputs and the decisions evaluated so far */
	struct feel_binding *bindings;
};

const struct rule_decision *
rule_decision_find(const struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->decision_count; i++)
		if (strcmp(rule->decisions[i].id, name) == 0 || strcmp(rule->decisions[i].name, name) == 0)
			return &rule->decisions[i];
	return NULL;
}

/* A result of another type than declared is no result. */
static struct feel_value
of_type(struct feel_value value, enum feel_type type)
{
	return type == FEEL_ANY || value.type == type ? value : feel_null();
}

/* A value that is none of those allowed; no value at all is never outside. */
static bool
is_outside(struct evaluation *e, const struct rule_column *column, struct feel_value value)
{
	return column->allowed != NULL && value.type != FEEL_NULL &&
	       !feel_matches(e->arena, column->allowed, value, &e->context);
}

static struct rule_output
outputs_of(struct evaluation *e, const struct rule_decision *decision, const struct feel **expressions,
    struct rule_result *ret)
{
	struct feel_binding *items = arena_array(e->arena, decision->output_count, sizeof(*items));

	for (size_t i = 0; i < decision->output_count; i++) {
		struct feel_value value =
		    of_type(feel_evaluate(e->arena, expressions[i], &e->context), decision->outputs[i].type);
		items[i] = (struct feel_binding){ decision->outputs[i].name, value };
		if (is_outside(e, &decision->outputs[i], value))
			ret->refused = rule_column_label(&decision->outputs[i]);
	}
	return (struct rule_output){ items, decision->output_count };
}

static bool
same_output(struct rule_output a, struct rule_output b)
{
	for (size_t i = 0; i < a.count; i++)
		if (!feel_equal(a.items[i].value, b.items[i].value))
			return false;
	return true;
}

/* The defaults of the outputs, if every output has one. */
static size_t
add_default(
    struct evaluation *e, const struct rule_decision *decision, struct rule_output *found, struct rule_result *ret)
{
	const struct feel **defaults = arena_array(e->arena, decision->output_count + 1, sizeof(*defaults));

	for (size_t i = 0; i < decision->output_count; i++)
		if ((defaults[i] = decision->outputs[i].expression) == NULL)
			return 0;
	found[0] = outputs_of(e, decision, defaults, ret);
	return 1;
}

static bool
row_matches(struct evaluation *e, const struct rule_decision *decision, const struct rule_row *row,
    const struct feel_value *inputs)
{
	for (size_t i = 0; i < decision->input_count; i++)
		if (!feel_matches(e->arena, row->tests[i], inputs[i], &e->context))
			return false;
	return true;
}

static void
read_inputs(
    struct evaluation *e, const struct rule_decision *decision, struct feel_value *inputs, struct rule_result *ret)
{
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct rule_column *column = &decision->inputs[i];
		inputs[i] = of_type(feel_evaluate(e->arena, column->expression, &e->context), column->type);
		if (is_outside(e, column, inputs[i]))
			ret->refused = rule_column_label(column);
	}
}

static void
match_rows(struct evaluation *e, const struct rule_decision *decision, struct rule_result *ret)
{
	struct rule_output *found = arena_array(e->arena, decision->row_count + 1, sizeof(*found));
	size_t *rows = arena_array(e->arena, decision->row_count + 1, sizeof(*rows)), count = 0;
	struct feel_value inputs[RULE_COLUMNS_MAX];

	read_inputs(e, decision, inputs, ret);
	for (size_t i = 0; i < decision->row_count && ret->refused == NULL; i++) {
		if (!row_matches(e, decision, &decision->rows[i], inputs))
			continue;
		rows[count] = i;
		found[count++] = outputs_of(e, decision, decision->rows[i].outputs, ret);
		if (decision->hit == HIT_FIRST)
			break;
	}
	ret->rows = rows;
	ret->row_count = count;
	ret->items = found;
	ret->count = count > 0 ? count : add_default(e, decision, found, ret);
}

static struct feel_value
sum_of(const struct rule_output *found, size_t count)
{
	struct decimal sum = decimal_from_int(0);

	for (size_t i = 0; i < count; i++)
		if (found[i].items[0].value.type != FEEL_NUMBER ||
		    decimal_add(sum, found[i].items[0].value.number, &sum) != OK)
			return feel_null();
	return feel_number(sum);
}

static struct feel_value
extreme_of(const struct rule_output *found, size_t count, bool least)
{
	struct feel_value best = found[0].items[0].value;

	for (size_t i = 0; i < count; i++) {
		struct feel_value value = found[i].items[0].value;
		if (value.type != FEEL_NUMBER || best.type != FEEL_NUMBER)
			return feel_null();
		if (least == (decimal_compare(value.number, best.number) < 0) &&
		    decimal_compare(value.number, best.number) != 0)
			best = value;
	}
	return best;
}

static void
aggregate(struct evaluation *e, const struct rule_decision *decision, struct rule_result *result)
{
	struct feel_binding *item = arena_array(e->arena, 1, sizeof(*item));
	struct rule_output *output = ARENA_NEW(e->arena, struct rule_output);

	if (result->count == 0)
		return;
	item->name = decision->outputs[0].name;
	if (decision->aggregation == AGGREGATE_SUM)
		item->value = sum_of(result->items, result->count);
	else if (decision->aggregation == AGGREGATE_COUNT)
		item->value = feel_integer((int64_t)result->count);
	else
		item->value = extreme_of(result->items, result->count, decision->aggregation == AGGREGATE_MIN);
	*output = (struct rule_output){ item, 1 };
	result->items = output;
	result->count = 1;
}

static void
evaluate_table(struct evaluation *e, const struct rule_decision *decision, struct rule_result *ret)
{
	match_rows(e, decision, ret);
	if (decision->hit == HIT_UNIQUE)
		ret->conflict = ret->count > 1;
	for (size_t i = 1; decision->hit == HIT_ANY && i < ret->count; i++)
		ret->conflict = ret->conflict || !same_output(ret->items[0], ret->items[i]);
	if (decision->hit < HIT_RULE_ORDER && ret->count > 1)
		ret->count = ret->conflict ? 0 : 1;
	if (decision->aggregation != AGGREGATE_LIST)
		aggregate(e, decision, ret);
	else
		ret->collected = decision->hit >= HIT_RULE_ORDER;
	if (ret->refused != NULL)
		ret->count = 0;
}

static void
evaluate_literal(struct evaluation *e, const struct rule_decision *decision, struct rule_result *ret)
{
	struct feel_binding *item = arena_array(e->arena, 1, sizeof(*item));
	struct rule_output *output = ARENA_NEW(e->arena, struct rule_output);

	*item = (struct feel_binding){ "",
		of_type(feel_evaluate(e->arena, decision->literal, &e->context), decision->type) };
	*output = (struct rule_output){ item, 1 };
	*ret = (struct rule_result){ .items = output, .count = 1 };
}

static void
bind_result(struct evaluation *e, const struct rule_decision *decision, const struct rule_result *result)
{
	struct feel_value *items = arena_array(e->arena, result->count + 1, sizeof(*items));
	struct feel_binding *next = &e->bindings[e->context.count];

	if (decision->output_count > 1) {
		for (size_t k = 0; result->count == 1 && !result->collected && k < decision->output_count;
		     k++, e->context.count++)
			*next++ = (struct feel_binding){ arena_printf(e->arena, "%s.%s", decision->name,
							     decision->outputs[k].name),
				result->items[0].items[k].value };
		return;
	}
	for (size_t i = 0; i < result->count; i++)
		items[i] = result->items[i].items[0].value;
	struct feel_value value = result->count > 0 ? items[0] : feel_null();
	if (result->collected)
		value = (struct feel_value){ .type = FEEL_LIST, .list = { items, result->count } };
	*next = (struct feel_binding){ decision->name, value };
	e->context.count++;
}

/* What is required comes first; there are no circles and no decision is evaluated twice. */
static void
evaluate_decision(struct evaluation *e, const struct rule_decision *decision, struct rule_result *results, bool *done)
{
	size_t own = (size_t)(decision - e->rule->decisions);
	const char *refused = NULL;

	if (done[own])
		return;
	for (size_t i = 0; i < decision->required_count; i++) {
		const struct rule_decision *other = decision->required[i];
		const struct rule_result *result = &results[other - e->rule->decisions];
		evaluate_decision(e, other, results, done);
		if (result->conflict || result->refused != NULL)
			refused = result->refused != NULL ? result->refused : other->name;
	}
	if (refused != NULL)
		results[own].refused = refused;
	else if (decision->literal != NULL)
		evaluate_literal(e, decision, &results[own]);
	else
		evaluate_table(e, decision, &results[own]);
	done[own] = true;
	bind_result(e, decision, &results[own]);
}

enum err
rule_evaluate(struct arena *arena, const struct rule *rule, const char *decision, const struct feel_context *inputs,
    struct rule_result *ret)
{
	const struct rule_decision *wanted = rule_decision_find(rule, decision);
	struct rule_result *results = arena_array(arena, rule->decision_count + 1, sizeof(*results));
	bool done[RULE_DECISIONS_MAX] = { false };
	struct evaluation e = { .arena = arena, .rule = rule };
	size_t most = inputs->count + 1;

	if (wanted == NULL)
		return ERR_NOT_FOUND;
	for (size_t i = 0; i < rule->decision_count; i++)
		most += rule->decisions[i].output_count + 1;
	e.bindings = arena_array(arena, most, sizeof(*e.bindings));
	if (inputs->count > 0)
		memcpy(e.bindings, inputs->bindings, inputs->count * sizeof(*e.bindings));
	e.context = (struct feel_context){ e.bindings, inputs->count, inputs->today };
	evaluate_decision(&e, wanted, results, done);
	*ret = results[wanted - rule->decisions];
	return OK;
}
