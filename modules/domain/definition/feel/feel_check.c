/* Type check of FEEL trees when a definition is saved. See feel.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"

/* Variables of the iterations around a node, innermost first. */
struct local_type {
	enum feel_type type;
	const struct local_type *outer;
};

struct checker {
	const struct feel_names *names;
	enum feel_type input;
	struct feel_error *error;
	const struct local_type *locals;
	bool failed;
};

static enum feel_type check(struct checker *c, const struct feel_node *node);

static enum feel_type
refuse(struct checker *c, const char *message, const struct feel_node *node, const char *what)
{
	if (!c->failed)
		*c->error = (struct feel_error){ .message = message, .position = node->position, .what = what };
	c->failed = true;
	return FEEL_ANY;
}

/* Known only when evaluated: an undeclared type, or null. */
static bool
is_open(enum feel_type type)
{
	return type == FEEL_ANY || type == FEEL_NULL;
}

static bool
fits(enum feel_type type, enum feel_type wanted)
{
	return is_open(type) || wanted == FEEL_ANY || type == wanted;
}

static const char *
type_name(enum feel_type type)
{
	static const char *const names[] = { "any", "null", "boolean", "number", "string", "date", "days", "months",
		"list", "range" };

	return names[type];
}

static enum feel_type
check_wanted(struct checker *c, const struct feel_node *node, enum feel_type wanted)
{
	enum feel_type type = check(c, node);

	if (!fits(type, wanted))
		return refuse(c, "feel.type", node, type_name(wanted));
	return type;
}

static enum feel_type
check_name(struct checker *c, const struct feel_node *node)
{
	const struct feel_name *name = feel_name_find(c->names, node->text);

	return name != NULL ? name->type : refuse(c, "feel.unknown_name", node, node->text);
}

static bool
is_duration(enum feel_type type)
{
	return type == FEEL_DAYS || type == FEEL_MONTHS;
}

/* The type of a + b or a - b; FEEL_RANGE, which no sum has, if there is none. */
static enum feel_type
type_of_sum(enum feel_op op, enum feel_type a, enum feel_type b)
{
	bool adds = op == FEEL_OP_ADD;

	if (is_open(a) || is_open(b))
		return FEEL_ANY;
	if (a == b && (a == FEEL_NUMBER || is_duration(a) || (adds && a == FEEL_STRING)))
		return a;
	if (a == FEEL_DATE && is_duration(b))
		return FEEL_DATE;
	if (adds && is_duration(a) && b == FEEL_DATE)
		return FEEL_DATE;
	return !adds && a == FEEL_DATE && b == FEEL_DATE ? FEEL_DAYS : FEEL_RANGE;
}

static enum feel_type
check_sum(struct checker *c, const struct feel_node *node)
{
	enum feel_type type = check(c, node->args[0]);

	for (size_t i = 1; i < node->count; i++) {
		enum feel_type next = check(c, node->args[i]);
		type = type_of_sum(node->op, type, next);
		if (type == FEEL_RANGE)
			return refuse(c, "feel.type", node->args[i], type_name(next));
	}
	return type;
}

static enum feel_type
check_all(struct checker *c, const struct feel_node *node, enum feel_type wanted, enum feel_type result)
{
	for (size_t i = 0; i < node->count; i++)
		check_wanted(c, node->args[i], wanted);
	return result;
}

static enum feel_type
check_comparison(struct checker *c, const struct feel_node *node)
{
	enum feel_type a = check(c, node->args[0]), b = check(c, node->args[1]);
	bool ordered = node->op != FEEL_OP_EQUAL && node->op != FEEL_OP_NOT_EQUAL;

	if (!is_open(a) && !is_open(b) && a != b)
		return refuse(c, "feel.type", node->args[1], type_name(a));
	if (ordered && (a == FEEL_BOOLEAN || a == FEEL_LIST || a == FEEL_RANGE))
		return refuse(c, "feel.type", node->args[0], type_name(a));
	return FEEL_BOOLEAN;
}

/* The common type of the parts, FEEL_ANY if they differ. */
static enum feel_type
common_type(enum feel_type a, enum feel_type b)
{
	return a == b ? a : a == FEEL_NULL ? b : b == FEEL_NULL ? a : FEEL_ANY;
}

static enum feel_type
check_range(struct checker *c, const struct feel_node *node, enum feel_type *ret_ends)
{
	enum feel_type low = check(c, node->args[0]), high = check(c, node->args[1]);

	*ret_ends = common_type(low, high);
	if (!is_open(low) && !is_open(high) && low != high)
		return refuse(c, "feel.type", node->args[1], type_name(low));
	return FEEL_RANGE;
}

/* The value can be what the test asks for: of the type of the value, of the list's items, of the range's ends. */
static enum feel_type
check_match(struct checker *c, const struct feel_node *node)
{
	enum feel_type value = check(c, node->args[0]), test;
	const struct feel_node *against = node->args[1];

	if (against->op == FEEL_OP_RANGE) {
		check_range(c, against, &test);
	} else if (against->op == FEEL_OP_LIST) {
		for (size_t i = 0; i < against->count; i++) {
			enum feel_type item = check(c, against->args[i]);
			if (!is_open(value) && !is_open(item) && item != value && item != FEEL_RANGE &&
			    value != FEEL_LIST)
				return refuse(c, "feel.type", against->args[i], type_name(value));
		}
		return FEEL_BOOLEAN;
	} else {
		test = check(c, against);
	}
	if (!is_open(value) && !is_open(test) && test != value && test != FEEL_LIST)
		return refuse(c, "feel.type", against, type_name(value));
	return FEEL_BOOLEAN;
}

static enum feel_type
check_call(struct checker *c, const struct feel_node *node)
{
	const struct feel_function *function = node->function;

	for (size_t i = 0; i < node->count; i++) {
		enum feel_type wanted = function->max < 0 ? function->args[0] : function->args[i];
		enum feel_type type = check(c, node->args[i]);
		bool list = function->max < 0 && node->count == 1 && type == FEEL_LIST;
		if (!list && !fits(type, wanted))
			return refuse(c, "feel.type", node->args[i], type_name(wanted));
	}
	return function->result;
}

static enum feel_type
check_between(struct checker *c, const struct feel_node *node)
{
	enum feel_type value = check(c, node->args[0]);

	for (size_t i = 1; i < 3; i++)
		if (!fits(check(c, node->args[i]), is_open(value) ? FEEL_ANY : value))
			return refuse(c, "feel.type", node->args[i], type_name(value));
	return FEEL_BOOLEAN;
}

static enum feel_type
check_negate(struct checker *c, const struct feel_node *node)
{
	enum feel_type type = check(c, node->args[0]);

	if (!is_open(type) && type != FEEL_NUMBER && !is_duration(type))
		return refuse(c, "feel.type", node->args[0], type_name(FEEL_NUMBER));
	return type;
}

static enum feel_type
check_if(struct checker *c, const struct feel_node *node)
{
	check_wanted(c, node->args[0], FEEL_BOOLEAN);
	enum feel_type then = check(c, node->args[1]);

	return common_type(then, check(c, node->args[2]));
}

/* The type of the elements of a list, as far as it is plain: nothing is checked twice. */
static enum feel_type
item_type(struct checker *c, const struct feel_node *list)
{
	enum feel_type type = FEEL_NULL;
	const struct feel_name *name;

	switch (list->op) {
	case FEEL_OP_NAME: name = feel_name_find(c->names, list->text); return name != NULL ? name->item : FEEL_ANY;
	case FEEL_OP_LIST:
		for (size_t i = 0; i < list->count; i++)
			type = common_type(
			    type, list->args[i]->op == FEEL_OP_LITERAL ? list->args[i]->value.type : FEEL_ANY);
		return type;
	case FEEL_OP_SERIES: return FEEL_NUMBER;
	case FEEL_OP_FILTER: return item_type(c, list->args[0]);
	default: return FEEL_ANY;
	}
}

/* What the variables run over, each seen by those after it; then the result, of type `wanted`. */
static enum feel_type
check_parts(struct checker *c, const struct feel_node *node, size_t which, enum feel_type wanted)
{
	struct local_type local = { .outer = c->locals };
	enum feel_type type;

	if (which + 1 == node->count)
		return check_wanted(c, node->args[which], wanted);
	check_wanted(c, node->args[which], FEEL_LIST);
	local.type = item_type(c, node->args[which]);
	c->locals = &local;
	type = check_parts(c, node, which + 1, wanted);
	c->locals = local.outer;
	return type;
}

static enum feel_type
check_filter(struct checker *c, const struct feel_node *node)
{
	struct local_type item = { .outer = c->locals };
	enum feel_type type;

	check_wanted(c, node->args[0], FEEL_LIST);
	item.type = item_type(c, node->args[0]);
	c->locals = &item;
	type = check(c, node->args[1]);
	c->locals = item.outer;
	if (type == FEEL_NUMBER)
		return item.type == FEEL_NULL ? FEEL_ANY : item.type;
	if (!fits(type, FEEL_BOOLEAN))
		return refuse(c, "feel.type", node->args[1], type_name(FEEL_BOOLEAN));
	return type == FEEL_BOOLEAN ? FEEL_LIST : FEEL_ANY;
}

static enum feel_type
check_local(const struct checker *c, const struct feel_node *node)
{
	const struct local_type *local = c->locals;

	for (size_t level = node->level; level > 0 && local != NULL; level--)
		local = local->outer;
	return local == NULL ? FEEL_ANY : local->type;
}

static enum feel_type
check_iteration(struct checker *c, const struct feel_node *node)
{
	check_parts(c, node, 0, node->op == FEEL_OP_FOR ? FEEL_ANY : FEEL_BOOLEAN);
	return node->op == FEEL_OP_FOR ? FEEL_LIST : FEEL_BOOLEAN;
}

static enum feel_type
check(struct checker *c, const struct feel_node *node)
{
	enum feel_type ends;

	switch (node->op) {
	case FEEL_OP_LITERAL: return node->value.type;
	case FEEL_OP_NAME: return check_name(c, node);
	case FEEL_OP_INPUT: return c->input;
	case FEEL_OP_CALL: return check_call(c, node);
	case FEEL_OP_NEGATE: return check_negate(c, node);
	case FEEL_OP_ADD:
	case FEEL_OP_SUBTRACT: return check_sum(c, node);
	case FEEL_OP_MULTIPLY:
	case FEEL_OP_DIVIDE:
	case FEEL_OP_POWER: return check_all(c, node, FEEL_NUMBER, FEEL_NUMBER);
	case FEEL_OP_AND:
	case FEEL_OP_OR:
	case FEEL_OP_NOT: return check_all(c, node, FEEL_BOOLEAN, FEEL_BOOLEAN);
	case FEEL_OP_IF: return check_if(c, node);
	case FEEL_OP_BETWEEN: return check_between(c, node);
	case FEEL_OP_MATCH: return check_match(c, node);
	case FEEL_OP_LIST: return check_all(c, node, FEEL_ANY, FEEL_LIST);
	case FEEL_OP_RANGE: return check_range(c, node, &ends);
	case FEEL_OP_LOCAL: return check_local(c, node);
	case FEEL_OP_SERIES: return check_all(c, node, FEEL_NUMBER, FEEL_LIST);
	case FEEL_OP_FOR:
	case FEEL_OP_SOME:
	case FEEL_OP_EVERY: return check_iteration(c, node);
	case FEEL_OP_FILTER: return check_filter(c, node);
	default: return check_comparison(c, node);
	}
}

static enum err
check_root(const struct feel *feel, const struct feel_names *names, enum feel_type input, enum feel_type expected,
    struct feel_error *error)
{
	struct checker c = { .names = names, .input = input, .error = error };

	*error = (struct feel_error){ .what = "" };
	check_wanted(&c, feel->root, expected);
	return c.failed ? ERR_INVALID : OK;
}

enum err
feel_check(const struct feel *feel, const struct feel_names *names, enum feel_type expected, struct feel_error *error)
{
	return check_root(feel, names, FEEL_ANY, expected, error);
}

enum err
feel_check_test(const struct feel *feel, const struct feel_names *names, enum feel_type input, struct feel_error *error)
{
	return check_root(feel, names, input, FEEL_BOOLEAN, error);
}

enum feel_type
feel_result_type(const struct feel *feel, const struct feel_names *names)
{
	struct feel_error error;
	struct checker c = { .names = names, .error = &error };

	return check(&c, feel->root);
}
