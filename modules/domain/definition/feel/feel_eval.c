/* Evaluation of FEEL trees: bounded steps, null for whatever has no value. See feel.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"

enum { STRING_MAX = 64 * 1024 }; /* bytes that an addition of strings may reach */

static struct feel_value evaluate(struct feel_run *run, const struct feel_node *node);

static struct feel_value
add_strings(struct feel_run *run, const char *a, const char *b)
{
	if (strlen(a) + strlen(b) > STRING_MAX)
		return feel_null();
	return feel_string(arena_printf(run->arena, "%s%s", a, b));
}

typedef enum err decimal_operation(struct decimal a, struct decimal b, struct decimal *ret);

static decimal_operation *const operations[FEEL_OP__MAX] = {
	[FEEL_OP_ADD] = decimal_add,
	[FEEL_OP_SUBTRACT] = decimal_subtract,
	[FEEL_OP_MULTIPLY] = decimal_multiply,
	[FEEL_OP_DIVIDE] = decimal_divide,
	[FEEL_OP_POWER] = decimal_power,
};

static struct feel_value
arithmetic(struct feel_run *run, enum feel_op op, struct feel_value a, struct feel_value b)
{
	struct decimal result;

	if (a.type == FEEL_NUMBER && b.type == FEEL_NUMBER)
		return operations[op](a.number, b.number, &result) == OK ? feel_number(result) : feel_null();
	if (op == FEEL_OP_ADD && a.type == FEEL_STRING && b.type == FEEL_STRING)
		return add_strings(run, a.string, b.string);
	if (op == FEEL_OP_ADD)
		return feel_add(a, b);
	return op == FEEL_OP_SUBTRACT ? feel_subtract(a, b) : feel_null();
}

static struct feel_value
evaluate_arithmetic(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value result = evaluate(run, node->args[0]);

	for (size_t i = 1; i < node->count; i++)
		result = arithmetic(run, node->op, result, evaluate(run, node->args[i]));
	return result;
}

static struct feel_value
evaluate_comparison(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value a = evaluate(run, node->args[0]), b = evaluate(run, node->args[1]);
	int order;

	if (node->op == FEEL_OP_EQUAL || node->op == FEEL_OP_NOT_EQUAL) {
		if (a.type != b.type && a.type != FEEL_NULL && b.type != FEEL_NULL)
			return feel_null();
		return feel_boolean(feel_equal(a, b) == (node->op == FEEL_OP_EQUAL));
	}
	if (!feel_compare(a, b, &order))
		return feel_null();
	switch (node->op) {
	case FEEL_OP_LESS: return feel_boolean(order < 0);
	case FEEL_OP_LESS_EQUAL: return feel_boolean(order <= 0);
	case FEEL_OP_GREATER: return feel_boolean(order > 0);
	default: return feel_boolean(order >= 0);
	}
}

/* Three-valued: one decisive value decides, else an unknown one makes the whole unknown. */
static struct feel_value
evaluate_logic(struct feel_run *run, const struct feel_node *node)
{
	bool decisive = node->op == FEEL_OP_OR, unknown = false;

	for (size_t i = 0; i < node->count; i++) {
		struct feel_value value = evaluate(run, node->args[i]);
		if (value.type != FEEL_BOOLEAN)
			unknown = true;
		else if (value.boolean == decisive)
			return value;
	}
	return unknown ? feel_null() : feel_boolean(!decisive);
}

static struct feel_value
evaluate_call(struct feel_run *run, const struct feel_node *node)
{
	const struct feel_function *function = node->function;
	struct feel_value *args = arena_array(run->arena, node->count + 1, sizeof(*args));

	for (size_t i = 0; i < node->count; i++) {
		enum feel_type wanted = function->max < 0 ? function->args[0] : function->args[i];
		args[i] = evaluate(run, node->args[i]);
		if (function->takes_null)
			continue;
		if (args[i].type == FEEL_NULL || (wanted != FEEL_ANY && args[i].type != wanted))
			return feel_null();
	}
	return function->call(run, args, node->count);
}

static struct feel_value
evaluate_list(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value *items = arena_array(run->arena, node->count + 1, sizeof(*items));

	for (size_t i = 0; i < node->count; i++)
		items[i] = evaluate(run, node->args[i]);
	return feel_list(items, node->count);
}

static struct feel_value
evaluate_range(struct feel_run *run, const struct feel_node *node, struct feel_value low, struct feel_value high)
{
	struct feel_value *ends = arena_array(run->arena, 2, sizeof(*ends));
	int order;

	ends[0] = low;
	ends[1] = high;
	if (!feel_compare(low, high, &order))
		return feel_null();
	return (struct feel_value){ .type = FEEL_RANGE,
		.range = { .low = &ends[0],
		    .high = &ends[1],
		    .low_included = node->low_included,
		    .high_included = node->high_included } };
}

/* Whoever binds in the order of the declaration is found at once. */
static struct feel_value
lookup(const struct feel_run *run, const char *name, size_t slot)
{
	if (slot < run->context->count && strcmp(run->context->bindings[slot].name, name) == 0)
		return run->context->bindings[slot].value;
	for (size_t i = 0; i < run->context->count; i++)
		if (strcmp(run->context->bindings[i].name, name) == 0)
			return run->context->bindings[i].value;
	return feel_null();
}

static struct feel_value
evaluate_between(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value value = evaluate(run, node->args[0]), low = evaluate(run, node->args[1]);
	struct feel_value high = evaluate(run, node->args[2]);

	return feel_within(value, (struct feel_value){ .type = FEEL_RANGE, .range = { &low, &high, true, true } });
}

/* "value in [1..5]": ends that are at hand need no memory. */
static struct feel_value
match_range(struct feel_run *run, const struct feel_node *node, struct feel_value value)
{
	struct feel_value low = evaluate(run, node->args[0]), high = evaluate(run, node->args[1]);
	struct feel_value range = { .type = FEEL_RANGE,
		.range = { &low, &high, node->low_included, node->high_included } };
	int order;

	run->steps++; /* the range itself */
	if (!feel_compare(low, high, &order))
		return feel_match_value(value, feel_null());
	return feel_within(value, range);
}

static struct feel_value
evaluate_match(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value value = evaluate(run, node->args[0]);

	if (node->args[1]->op == FEEL_OP_RANGE)
		return match_range(run, node->args[1], value);
	return feel_match_value(value, evaluate(run, node->args[1]));
}

static struct feel_value
evaluate_unary(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value value = evaluate(run, node->args[0]);

	if (node->op == FEEL_OP_NOT)
		return value.type == FEEL_BOOLEAN ? feel_boolean(!value.boolean) : feel_null();
	if (value.type == FEEL_NUMBER)
		return feel_number(decimal_negate(value.number));
	if (value.type == FEEL_DAYS)
		value.seconds = -value.seconds;
	else if (value.type == FEEL_MONTHS)
		value.months = -value.months;
	else
		return feel_null();
	return value;
}

static struct feel_value
evaluate_if(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value condition = evaluate(run, node->args[0]);
	bool holds = condition.type == FEEL_BOOLEAN && condition.boolean;

	return evaluate(run, node->args[holds ? 1 : 2]);
}

struct feel_value
feel_evaluate_node(struct feel_run *run, const struct feel_node *node)
{
	return evaluate(run, node);
}

bool
feel_spend(struct feel_run *run, size_t steps)
{
	run->steps += steps > FEEL_STEPS_MAX ? FEEL_STEPS_MAX : (int64_t)steps;
	return run->steps <= FEEL_STEPS_MAX;
}

static struct feel_value
evaluate(struct feel_run *run, const struct feel_node *node)
{
	if (++run->steps > FEEL_STEPS_MAX)
		return feel_null();
	switch (node->op) {
	case FEEL_OP_LITERAL: return node->value;
	case FEEL_OP_NAME: return lookup(run, node->text, node->slot);
	case FEEL_OP_INPUT: return run->input;
	case FEEL_OP_CALL: return evaluate_call(run, node);
	case FEEL_OP_NEGATE:
	case FEEL_OP_NOT: return evaluate_unary(run, node);
	case FEEL_OP_AND:
	case FEEL_OP_OR: return evaluate_logic(run, node);
	case FEEL_OP_IF: return evaluate_if(run, node);
	case FEEL_OP_BETWEEN: return evaluate_between(run, node);
	case FEEL_OP_MATCH: return evaluate_match(run, node);
	case FEEL_OP_LIST: return evaluate_list(run, node);
	case FEEL_OP_RANGE: {
		struct feel_value low = evaluate(run, node->args[0]);
		return evaluate_range(run, node, low, evaluate(run, node->args[1]));
	}
	case FEEL_OP_ADD:
	case FEEL_OP_SUBTRACT:
	case FEEL_OP_MULTIPLY:
	case FEEL_OP_DIVIDE:
	case FEEL_OP_POWER: return evaluate_arithmetic(run, node);
	case FEEL_OP_LOCAL: return feel_local_value(run, node);
	case FEEL_OP_SERIES: return feel_series(run, node);
	case FEEL_OP_FOR: return feel_for(run, node);
	case FEEL_OP_SOME:
	case FEEL_OP_EVERY: return feel_quantified(run, node);
	case FEEL_OP_FILTER: return feel_filter(run, node);
	default: return evaluate_comparison(run, node);
	}
}

/* Past the bound on steps the parts evaluated so far mean nothing. */
static struct feel_value
run_tree(struct feel_run *run, const struct feel *feel)
{
	struct feel_value value = evaluate(run, feel->root);

	return run->steps > FEEL_STEPS_MAX ? feel_null() : value;
}

struct feel_value
feel_evaluate(struct arena *arena, const struct feel *feel, const struct feel_context *context)
{
	struct feel_run run = { .arena = arena, .context = context, .input = feel_null() };

	return run_tree(&run, feel);
}

bool
feel_holds(struct arena *arena, const struct feel *feel, const struct feel_context *context)
{
	struct feel_value value = feel_evaluate(arena, feel, context);

	return value.type == FEEL_BOOLEAN && value.boolean;
}

bool
feel_matches(struct arena *arena, const struct feel *feel, struct feel_value input, const struct feel_context *context)
{
	struct feel_run run = { .arena = arena, .context = context, .input = input };
	struct feel_value value = run_tree(&run, feel);

	return value.type == FEEL_BOOLEAN && value.boolean;
}
