/* FEEL expressions and unary tests into a tree, by recursive descent with bounded depth. See feel.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel_tree.h"

enum { LIST_MAX = 512, READS_MAX = 128 };

struct parser {
	struct arena *arena;
	struct feel_lexer lexer;
	struct feel_token token; /* the next one, not yet taken */
	struct feel_error *error;
	bool failed;
	int depth;
	bool saw_input; /* "?" was read */
	const char *reads[READS_MAX];
	size_t read_count;
};

static const struct feel_node *parse_expression(struct parser *p);
static const struct feel_node *parse_sum(struct parser *p);

static const struct feel_node nothing = { .op = FEEL_OP_LITERAL, .depth = 1, .value = { .type = FEEL_NULL } };

/* The first mistake is the one that is told; the rest of the parse only unwinds. */
static const struct feel_node *
refuse(struct parser *p, const char *message, size_t position, const char *what)
{
	if (!p->failed)
		*p->error = (struct feel_error){ .message = message, .position = position, .what = what };
	p->failed = true;
	p->token = (struct feel_token){ .kind = FEEL_T_END, .position = position, .text = "" };
	return &nothing;
}

static void
advance(struct parser *p)
{
	if (p->failed)
		return;
	p->token = feel_lex(&p->lexer);
	if (p->token.kind == FEEL_T_BAD)
		refuse(p, p->token.message, p->token.position, "");
}

static bool
at(const struct parser *p, enum feel_token_kind kind, const char *text)
{
	return p->token.kind == kind && strcmp(p->token.text, text) == 0;
}

static bool
accept(struct parser *p, enum feel_token_kind kind, const char *text)
{
	if (!at(p, kind, text))
		return false;
	advance(p);
	return true;
}

static void
expect(struct parser *p, enum feel_token_kind kind, const char *text)
{
	if (!accept(p, kind, text))
		refuse(p, p->token.kind == FEEL_T_END ? "feel.unfinished" : "feel.syntax", p->token.position, text);
}

static struct feel_node *
node_new(struct parser *p, enum feel_op op, size_t position, const struct feel_node *const *args, size_t count)
{
	struct feel_node *node = ARENA_NEW(p->arena, struct feel_node);

	node->op = op;
	node->position = position;
	node->depth = 1;
	node->args = arena_array(p->arena, count + 1, sizeof(*node->args));
	node->count = count;
	for (size_t i = 0; i < count; i++) {
		node->args[i] = args[i];
		if (node->depth <= args[i]->depth)
			node->depth = args[i]->depth + 1;
	}
	if (node->depth > FEEL_DEPTH_MAX)
		refuse(p, "feel.too_deep", position, "");
	return node;
}

static struct feel_node *
binary(struct parser *p, enum feel_op op, size_t position, const struct feel_node *left, const struct feel_node *right)
{
	const struct feel_node *args[] = { left, right };

	return node_new(p, op, position, args, 2);
}

static struct feel_node *
literal(struct parser *p, size_t position, struct feel_value value)
{
	struct feel_node *node = node_new(p, FEEL_OP_LITERAL, position, NULL, 0);

	node->value = value;
	return node;
}

/* A growing list of arguments. */
struct arguments {
	const struct feel_node **items;
	size_t count, capacity;
};

static void
arguments_add(struct parser *p, struct arguments *list, const struct feel_node *node)
{
	if (list->count == LIST_MAX) {
		refuse(p, "feel.too_long", node->position, "");
		return;
	}
	if (list->count == list->capacity) {
		const struct feel_node **old = list->items;
		list->capacity = list->capacity == 0 ? 4 : list->capacity * 2;
		list->items = arena_array(p->arena, list->capacity, sizeof(*list->items));
		if (list->count > 0)
			memcpy(list->items, old, list->count * sizeof(*old));
	}
	list->items[list->count++] = node;
}

static void
remember_read(struct parser *p, const char *name, size_t position)
{
	for (size_t i = 0; i < p->read_count; i++)
		if (strcmp(p->reads[i], name) == 0)
			return;
	if (p->read_count == READS_MAX)
		refuse(p, "feel.too_long", position, name);
	else
		p->reads[p->read_count++] = name;
}

static const struct feel_node *
parse_call(struct parser *p, struct feel_token name)
{
	const struct feel_function *function = feel_function_find(name.text);
	struct arguments args = { 0 };
	struct feel_node *node;

	advance(p); /* "(" */
	while (!p->failed && !at(p, FEEL_T_SIGN, ")")) {
		arguments_add(p, &args, parse_expression(p));
		if (!accept(p, FEEL_T_SIGN, ","))
			break;
	}
	expect(p, FEEL_T_SIGN, ")");
	if (strcmp(name.text, "not") == 0 && args.count == 1)
		return node_new(p, FEEL_OP_NOT, name.position, args.items, 1);
	if (function == NULL)
		return refuse(p, "feel.unknown_function", name.position, name.text);
	if ((int)args.count < function->min || (function->max >= 0 && (int)args.count > function->max))
		return refuse(p, "feel.arguments", name.position, name.text);
	node = node_new(p, FEEL_OP_CALL, name.position, args.items, args.count);
	node->function = function;
	return node;
}

static const struct feel_node *
parse_name(struct parser *p)
{
	struct feel_token name = p->token;
	struct feel_node *node;

	advance(p);
	if (at(p, FEEL_T_SIGN, "("))
		return parse_call(p, name);
	remember_read(p, name.text, name.position);
	node = node_new(p, FEEL_OP_NAME, name.position, NULL, 0);
	node->text = name.text;
	return node;
}

/* The rest of a range, after its low end: ".. high" and the closing bracket. */
static const struct feel_node *
parse_range(struct parser *p, size_t position, const struct feel_node *low, bool low_included)
{
	struct feel_node *node;
	const struct feel_node *high;

	expect(p, FEEL_T_SIGN, "..");
	high = parse_sum(p);
	node = binary(p, FEEL_OP_RANGE, position, low, high);
	node->low_included = low_included;
	node->high_included = at(p, FEEL_T_SIGN, "]");
	if (!accept(p, FEEL_T_SIGN, "]") && !accept(p, FEEL_T_SIGN, "["))
		expect(p, FEEL_T_SIGN, ")");
	return node;
}

static const struct feel_node *
parse_bracket(struct parser *p, size_t position)
{
	struct arguments items = { 0 };

	while (!p->failed && !at(p, FEEL_T_SIGN, "]")) {
		arguments_add(p, &items, parse_expression(p));
		if (items.count == 1 && at(p, FEEL_T_SIGN, ".."))
			return parse_range(p, position, items.items[0], true);
		if (!accept(p, FEEL_T_SIGN, ","))
			break;
	}
	expect(p, FEEL_T_SIGN, "]");
	return node_new(p, FEEL_OP_LIST, position, items.items, items.count);
}

static const struct feel_node *
parse_parenthesis(struct parser *p, size_t position)
{
	const struct feel_node *inner = parse_expression(p);

	if (at(p, FEEL_T_SIGN, ".."))
		return parse_range(p, position, inner, false);
	expect(p, FEEL_T_SIGN, ")");
	return inner;
}

static const struct feel_node *
parse_word(struct parser *p)
{
	struct feel_token word = p->token;
	const struct feel_node *parts[3];

	if (accept(p, FEEL_T_WORD, "true"))
		return literal(p, word.position, feel_boolean(true));
	if (accept(p, FEEL_T_WORD, "false"))
		return literal(p, word.position, feel_boolean(false));
	if (accept(p, FEEL_T_WORD, "null"))
		return literal(p, word.position, feel_null());
	if (!accept(p, FEEL_T_WORD, "if"))
		return refuse(p, "feel.syntax", word.position, word.text);
	parts[0] = parse_expression(p);
	expect(p, FEEL_T_WORD, "then");
	parts[1] = parse_expression(p);
	expect(p, FEEL_T_WORD, "else");
	parts[2] = parse_expression(p);
	return node_new(p, FEEL_OP_IF, word.position, parts, 3);
}

/* @"2026-11-21", @"P1Y" */
static const struct feel_node *
parse_temporal(struct parser *p, size_t position)
{
	struct feel_token text = p->token;
	struct feel_value value;
	int64_t days;

	if (text.kind != FEEL_T_STRING)
		return refuse(p, "feel.syntax", position, "@");
	advance(p);
	if (feel_date_parse(text.text, strlen(text.text), &days) == OK)
		return literal(p, position, feel_date(days));
	value = feel_duration_parse(text.text);
	if (value.type == FEEL_NULL)
		return refuse(p, "feel.date", position, text.text);
	return literal(p, position, value);
}

static const struct feel_node *
parse_primary(struct parser *p)
{
	struct feel_token token = p->token;

	if (token.kind == FEEL_T_NAME)
		return parse_name(p);
	if (token.kind == FEEL_T_WORD)
		return parse_word(p);
	if (token.kind == FEEL_T_END)
		return refuse(p, "feel.unfinished", token.position, "");
	advance(p);
	if (token.kind == FEEL_T_NUMBER)
		return literal(p, token.position, feel_number(token.number));
	if (token.kind == FEEL_T_STRING)
		return literal(p, token.position, feel_string(token.text));
	if (strcmp(token.text, "(") == 0)
		return parse_parenthesis(p, token.position);
	if (strcmp(token.text, "[") == 0)
		return parse_bracket(p, token.position);
	if (strcmp(token.text, "]") == 0) /* ]1..5]: open at the low end */
		return parse_range(p, token.position, parse_sum(p), false);
	if (strcmp(token.text, "@") == 0)
		return parse_temporal(p, token.position);
	if (strcmp(token.text, "?") == 0) {
		p->saw_input = true;
		return node_new(p, FEEL_OP_INPUT, token.position, NULL, 0);
	}
	return refuse(p, "feel.syntax", token.position, token.text);
}

static const struct feel_node *
parse_unary(struct parser *p)
{
	size_t position = p->token.position;
	const struct feel_node *operand;

	if (++p->depth > FEEL_DEPTH_MAX)
		return refuse(p, "feel.too_deep", position, "");
	if (accept(p, FEEL_T_SIGN, "-")) {
		operand = parse_unary(p);
		operand = node_new(p, FEEL_OP_NEGATE, position, &operand, 1);
	} else {
		operand = parse_primary(p);
	}
	p->depth--;
	return operand;
}

struct level {
	const char *sign;
	enum feel_token_kind kind;
	enum feel_op op;
};

/* a op b op c, from the left. A run of one operator that may be gathered is one node, so that it is not deep. */
static const struct feel_node *
parse_chain(
    struct parser *p, const struct level *levels, size_t count, const struct feel_node *(*below)(struct parser *))
{
	const struct feel_node *left = below(p);

	for (size_t i = 0; !p->failed && i < count;) {
		bool gathers = levels[i].op == FEEL_OP_AND || levels[i].op == FEEL_OP_OR || levels[i].op == FEEL_OP_ADD;
		size_t position = p->token.position;
		struct arguments all = { 0 };
		if (!accept(p, levels[i].kind, levels[i].sign)) {
			i++;
			continue;
		}
		arguments_add(p, &all, left);
		do {
			arguments_add(p, &all, below(p));
		} while (gathers && accept(p, levels[i].kind, levels[i].sign));
		left = node_new(p, levels[i].op, position, all.items, all.count);
		i = 0;
	}
	return left;
}

static const struct feel_node *
parse_power(struct parser *p)
{
	static const struct level levels[] = { { "**", FEEL_T_SIGN, FEEL_OP_POWER } };

	return parse_chain(p, levels, 1, parse_unary);
}

static const struct feel_node *
parse_product(struct parser *p)
{
	static const struct level levels[] = { { "*", FEEL_T_SIGN, FEEL_OP_MULTIPLY },
		{ "/", FEEL_T_SIGN, FEEL_OP_DIVIDE } };

	return parse_chain(p, levels, 2, parse_power);
}

static const struct feel_node *
parse_sum(struct parser *p)
{
	static const struct level levels[] = { { "+", FEEL_T_SIGN, FEEL_OP_ADD },
		{ "-", FEEL_T_SIGN, FEEL_OP_SUBTRACT } };

	return parse_chain(p, levels, 2, parse_product);
}

static const struct level comparisons[] = {
	{ "=", FEEL_T_SIGN, FEEL_OP_EQUAL },
	{ "!=", FEEL_T_SIGN, FEEL_OP_NOT_EQUAL },
	{ "<", FEEL_T_SIGN, FEEL_OP_LESS },
	{ "<=", FEEL_T_SIGN, FEEL_OP_LESS_EQUAL },
	{ ">", FEEL_T_SIGN, FEEL_OP_GREATER },
	{ ">=", FEEL_T_SIGN, FEEL_OP_GREATER_EQUAL },
};
enum { COMPARISONS = sizeof(comparisons) / sizeof(*comparisons) };

/* One test of `subject`: ">5", a range, a list, a value, or an expression about "?". */
static const struct feel_node *
parse_one_test(struct parser *p, const struct feel_node *subject)
{
	size_t position = p->token.position;
	bool outer = p->saw_input;
	const struct feel_node *test;

	for (size_t i = 0; i < COMPARISONS; i++)
		if (accept(p, FEEL_T_SIGN, comparisons[i].sign))
			return binary(p, comparisons[i].op, position, subject, parse_sum(p));
	p->saw_input = false;
	test = parse_expression(p);
	bool about_input = p->saw_input;
	p->saw_input = outer || about_input;
	return about_input ? test : binary(p, FEEL_OP_MATCH, position, subject, test);
}

/* Tests separated by commas: any of them; after `first` if one is there already. */
static const struct feel_node *
parse_tests(struct parser *p, const struct feel_node *subject, const struct feel_node *first)
{
	struct arguments tests = { 0 };
	size_t position = p->token.position;

	arguments_add(p, &tests, first != NULL ? first : parse_one_test(p, subject));
	while (accept(p, FEEL_T_SIGN, ","))
		arguments_add(p, &tests, parse_one_test(p, subject));
	return tests.count == 1 ? tests.items[0] : node_new(p, FEEL_OP_OR, position, tests.items, tests.count);
}

/* After "in": one test, or several in brackets. */
static const struct feel_node *
parse_in(struct parser *p, const struct feel_node *subject)
{
	size_t position = p->token.position;
	const struct feel_node *first;

	if (!accept(p, FEEL_T_SIGN, "(")) {
		for (size_t i = 0; i < COMPARISONS; i++)
			if (at(p, FEEL_T_SIGN, comparisons[i].sign))
				return parse_one_test(p, subject);
		return binary(p, FEEL_OP_MATCH, position, subject, parse_sum(p));
	}
	first = parse_one_test(p, subject);
	if (at(p, FEEL_T_SIGN, "..") && first->op == FEEL_OP_MATCH)
		return binary(p, FEEL_OP_MATCH, position, subject, parse_range(p, position, first->args[1], false));
	first = parse_tests(p, subject, first);
	expect(p, FEEL_T_SIGN, ")");
	return first;
}

static const struct feel_node *
parse_comparison(struct parser *p)
{
	const struct feel_node *left = parse_sum(p), *parts[3] = { left, NULL, NULL };
	size_t position = p->token.position;

	for (size_t i = 0; i < COMPARISONS; i++)
		if (accept(p, FEEL_T_SIGN, comparisons[i].sign))
			return binary(p, comparisons[i].op, position, left, parse_sum(p));
	if (accept(p, FEEL_T_WORD, "in"))
		return parse_in(p, left);
	if (!accept(p, FEEL_T_WORD, "between"))
		return left;
	parts[1] = parse_sum(p);
	expect(p, FEEL_T_WORD, "and");
	parts[2] = parse_sum(p);
	return node_new(p, FEEL_OP_BETWEEN, position, parts, 3);
}

static const struct feel_node *
parse_and(struct parser *p)
{
	static const struct level levels[] = { { "and", FEEL_T_WORD, FEEL_OP_AND } };

	return parse_chain(p, levels, 1, parse_comparison);
}

static const struct feel_node *
parse_expression(struct parser *p)
{
	static const struct level levels[] = { { "or", FEEL_T_WORD, FEEL_OP_OR } };
	const struct feel_node *node = &nothing;

	if (++p->depth > FEEL_DEPTH_MAX)
		refuse(p, "feel.too_deep", p->token.position, "");
	else
		node = parse_chain(p, levels, 1, parse_and);
	p->depth--;
	return node;
}

static const struct feel_node *
parse_cell(struct parser *p)
{
	const struct feel_node *input = node_new(p, FEEL_OP_INPUT, 0, NULL, 0), *tests;
	struct feel_lexer start = p->lexer;
	struct feel_token first = p->token;

	if (p->token.kind == FEEL_T_END) /* an empty cell says nothing about its column, like "-" */
		return literal(p, 0, feel_boolean(true));
	if (accept(p, FEEL_T_SIGN, "-")) {
		if (p->token.kind == FEEL_T_END)
			return literal(p, 0, feel_boolean(true));
		p->lexer = start;
		p->token = first;
	}
	if (!at(p, FEEL_T_NAME, "not"))
		return parse_tests(p, input, NULL);
	advance(p);
	expect(p, FEEL_T_SIGN, "(");
	tests = parse_tests(p, input, NULL);
	expect(p, FEEL_T_SIGN, ")");
	return node_new(p, FEEL_OP_NOT, first.position, &tests, 1);
}

static enum err
parse(struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret,
    struct feel_error *error, const struct feel_node *(*what)(struct parser *))
{
	struct parser *p = ARENA_NEW(arena, struct parser);
	struct feel *feel = ARENA_NEW(arena, struct feel);

	*error = (struct feel_error){ .message = "feel.too_long", .what = "" };
	if (strnlen(text, FEEL_TEXT_MAX + 1) > FEEL_TEXT_MAX)
		return ERR_INVALID;
	feel->text = arena_strdup(arena, text);
	p->arena = arena;
	p->error = error;
	p->lexer = (struct feel_lexer){ .arena = arena, .source = feel->text, .names = names };
	advance(p);
	feel->root = what(p);
	if (!p->failed && p->token.kind != FEEL_T_END)
		refuse(p, "feel.syntax", p->token.position, p->token.text);
	feel->reads = p->reads;
	feel->read_count = p->read_count;
	*ret = feel;
	if (p->failed)
		return ERR_INVALID;
	*error = (struct feel_error){ .what = "" };
	return OK;
}

static const struct feel_node *
parse_guard(struct parser *p)
{
	const struct feel_node *node = parse_expression(p);

	return p->saw_input ? refuse(p, "feel.syntax", 0, "?") : node;
}

enum err
feel_parse(
    struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret, struct feel_error *error)
{
	return parse(arena, text, names, ret, error, parse_guard);
}

enum err
feel_parse_test(
    struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret, struct feel_error *error)
{
	return parse(arena, text, names, ret, error, parse_cell);
}

size_t
feel_reads(const struct feel *feel, const char *const **ret_names)
{
	*ret_names = feel->reads;
	return feel->read_count;
}

const char *
feel_text(const struct feel *feel)
{
	return feel->text;
}
