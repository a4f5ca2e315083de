/* Iterations over lists: for, some, every, filters. Each step of theirs counts. See feel_tree.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"

struct iteration {
	struct feel_run *run;
	const struct feel_node *node;
	bool (*visit)(struct iteration *i, struct feel_value value); /* false: enough is known */
	struct feel_value *items;                                    /* of a "for" */
	size_t count, capacity;
	bool unknown; /* of a condition: neither true nor false */
	bool broken;  /* what to run over is no list */
};

struct feel_value
feel_local_value(const struct feel_run *run, const struct feel_node *node)
{
	const struct feel_scope *scope = run->scope;

	for (size_t level = node->level; level > 0 && scope != NULL; level--)
		scope = scope->outer;
	return scope == NULL ? feel_null() : scope->value;
}

/* Upwards or downwards, both ends included. */
struct feel_value
feel_series(struct feel_run *run, const struct feel_node *node)
{
	struct feel_value low = feel_evaluate_node(run, node->args[0]);
	struct feel_value high = feel_evaluate_node(run, node->args[1]), *items;
	int64_t from, to;
	size_t count;

	if (low.type != FEEL_NUMBER || high.type != FEEL_NUMBER || decimal_to_int(low.number, &from) != OK ||
	    decimal_to_int(high.number, &to) != OK || from > INT32_MAX || from < INT32_MIN || to > INT32_MAX ||
	    to < INT32_MIN)
		return feel_null();
	count = (size_t)(from <= to ? to - from : from - to) + 1;
	if (!feel_spend(run, count))
		return feel_null();
	items = arena_array(run->arena, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		items[i] = feel_integer(from <= to ? from + (int64_t)i : from - (int64_t)i);
	return feel_list(items, count);
}

/* Variable number `which` takes each element in turn; behind the last one the result is evaluated. */
static bool
iterate(struct iteration *i, size_t which)
{
	struct feel_scope scope = { .outer = i->run->scope };
	struct feel_value list;
	bool more = true;

	if (which + 1 == i->node->count)
		return i->visit(i, feel_evaluate_node(i->run, i->node->args[which]));
	list = feel_evaluate_node(i->run, i->node->args[which]);
	if (list.type != FEEL_LIST) {
		i->broken = true;
		return false;
	}
	i->run->scope = &scope;
	for (size_t k = 0; more && k < list.list.count; k++) {
		scope.value = list.list.items[k];
		more = feel_spend(i->run, 1) && iterate(i, which + 1);
	}
	i->run->scope = scope.outer;
	return more;
}

static bool
collect(struct iteration *i, struct feel_value value)
{
	struct feel_value *old = i->items;

	if (i->count == i->capacity) {
		i->capacity = i->capacity == 0 ? 8 : i->capacity * 2;
		i->items = arena_array(i->run->arena, i->capacity, sizeof(*i->items));
		if (i->count > 0)
			memcpy(i->items, old, i->count * sizeof(*old));
	}
	i->items[i->count++] = value;
	return true;
}

struct feel_value
feel_for(struct feel_run *run, const struct feel_node *node)
{
	struct iteration i = { .run = run, .node = node, .visit = collect };

	(void)iterate(&i, 0);
	return i.broken ? feel_null() : feel_list(i.items, i.count);
}

static bool
look_for(struct iteration *i, struct feel_value value, bool decisive)
{
	if (value.type != FEEL_BOOLEAN)
		i->unknown = true;
	else if (value.boolean == decisive)
		i->count = 1;
	return i->count == 0;
}

static bool
look_for_true(struct iteration *i, struct feel_value value)
{
	return look_for(i, value, true);
}

static bool
look_for_false(struct iteration *i, struct feel_value value)
{
	return look_for(i, value, false);
}

struct feel_value
feel_quantified(struct feel_run *run, const struct feel_node *node)
{
	bool decisive = node->op == FEEL_OP_SOME;
	struct iteration i = { .run = run, .node = node, .visit = decisive ? look_for_true : look_for_false };

	(void)iterate(&i, 0);
	if (i.broken)
		return feel_null();
	if (i.count > 0)
		return feel_boolean(decisive);
	return i.unknown ? feel_null() : feel_boolean(!decisive);
}

/* Counted from 1, or from the end if negative. */
static struct feel_value
element(struct feel_list list, struct decimal place)
{
	int64_t index, count = (int64_t)list.count;

	if (decimal_to_int(place, &index) != OK || index == 0 || index > count || index < -count)
		return feel_null();
	return list.items[index > 0 ? index - 1 : count + index];
}

static struct feel_value
filter_within(struct feel_run *run, struct feel_scope *scope, struct feel_list list, const struct feel_node *condition)
{
	struct feel_value *kept = arena_array(run->arena, list.count + 1, sizeof(*kept));
	size_t count = 0;

	run->scope = scope;
	for (size_t i = 0; i < list.count || i == 0; i++) {
		if (list.count > 0)
			scope->value = list.items[i];
		struct feel_value test = feel_evaluate_node(run, condition);
		if (i == 0 && test.type == FEEL_NUMBER)
			return element(list, test.number);
		if (!feel_spend(run, 1))
			break;
		if (list.count > 0 && test.type == FEEL_BOOLEAN && test.boolean)
			kept[count++] = scope->value;
	}
	return feel_list(kept, count);
}

/* A number between the brackets picks an element, a condition keeps those for which it is true for certain. */
struct feel_value
feel_filter(struct feel_run *run, const struct feel_node *node)
{
	const struct feel_value list = feel_evaluate_node(run, node->args[0]);
	struct feel_scope scope = { .outer = run->scope, .value = feel_null() };
	struct feel_value result;

	if (list.type != FEEL_LIST)
		return feel_null();
	result = filter_within(run, &scope, list.list, node->args[1]);
	run->scope = scope.outer;
	return result;
}
