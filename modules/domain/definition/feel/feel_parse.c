/* FEEL expressions and unary tests into a tree, by recursive descent with bounded depth. See feel.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_parser.h"

static const struct feel_node *
parse_unary(struct feel_parser *p)
{
	size_t position = p->token.position;
	const struct feel_node *operand;

	if (++p->depth > FEEL_DEPTH_MAX)
		return parser_refuse(p, "feel.too_deep", position, "");
	if (parser_accept(p, FEEL_T_SIGN, "-")) {
		operand = parse_unary(p);
		operand = parser_node(p, FEEL_OP_NEGATE, position, &operand, 1);
	} else {
		operand = parser_primary(p);
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
parse_chain(struct feel_parser *p, const struct level *levels, size_t count,
    const struct feel_node *(*below)(struct feel_parser *))
{
	const struct feel_node *left = below(p);

	for (size_t i = 0; !p->failed && i < count;) {
		bool gathers = levels[i].op == FEEL_OP_AND || levels[i].op == FEEL_OP_OR || levels[i].op == FEEL_OP_ADD;
		size_t position = p->token.position;
		struct feel_arguments all = { 0 };
		if (!parser_accept(p, levels[i].kind, levels[i].sign)) {
			i++;
			continue;
		}
		parser_argument(p, &all, left);
		do {
			parser_argument(p, &all, below(p));
		} while (gathers && parser_accept(p, levels[i].kind, levels[i].sign));
		left = parser_node(p, levels[i].op, position, all.items, all.count);
		i = 0;
	}
	return left;
}

static const struct feel_node *
parse_power(struct feel_parser *p)
{
	static const struct level levels[] = { { "**", FEEL_T_SIGN, FEEL_OP_POWER } };

	return parse_chain(p, levels, 1, parse_unary);
}

static const struct feel_node *
parse_product(struct feel_parser *p)
{
	static const struct level levels[] = { { "*", FEEL_T_SIGN, FEEL_OP_MULTIPLY },
		{ "/", FEEL_T_SIGN, FEEL_OP_DIVIDE } };

	return parse_chain(p, levels, 2, parse_power);
}

const struct feel_node *
parser_sum(struct feel_parser *p)
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
parse_one_test(struct feel_parser *p, const struct feel_node *subject)
{
	size_t position = p->token.position;
	bool outer = p->saw_input;
	const struct feel_node *test;

	for (size_t i = 0; i < COMPARISONS; i++)
		if (parser_accept(p, FEEL_T_SIGN, comparisons[i].sign))
			return parser_binary(p, comparisons[i].op, position, subject, parser_sum(p));
	p->saw_input = false;
	test = parser_expression(p);
	bool about_input = p->saw_input;
	p->saw_input = outer || about_input;
	return about_input ? test : parser_binary(p, FEEL_OP_MATCH, position, subject, test);
}

/* Tests separated by commas: any of them; after `first` if one is there already. */
static const struct feel_node *
parse_tests(struct feel_parser *p, const struct feel_node *subject, const struct feel_node *first)
{
	struct feel_arguments tests = { 0 };
	size_t position = p->token.position;

	parser_argument(p, &tests, first != NULL ? first : parse_one_test(p, subject));
	while (parser_accept(p, FEEL_T_SIGN, ","))
		parser_argument(p, &tests, parse_one_test(p, subject));
	return tests.count == 1 ? tests.items[0] : parser_node(p, FEEL_OP_OR, position, tests.items, tests.count);
}

/* After "in": one test, or several in brackets. */
static const struct feel_node *
parse_in(struct feel_parser *p, const struct feel_node *subject)
{
	size_t position = p->token.position;
	const struct feel_node *first;

	if (!parser_accept(p, FEEL_T_SIGN, "(")) {
		for (size_t i = 0; i < COMPARISONS; i++)
			if (parser_at(p, FEEL_T_SIGN, comparisons[i].sign))
				return parse_one_test(p, subject);
		return parser_binary(p, FEEL_OP_MATCH, position, subject, parser_sum(p));
	}
	first = parse_one_test(p, subject);
	if (parser_at(p, FEEL_T_SIGN, "..") && first->op == FEEL_OP_MATCH)
		return parser_binary(
		    p, FEEL_OP_MATCH, position, subject, parser_range(p, position, first->args[1], false));
	first = parse_tests(p, subject, first);
	parser_expect(p, FEEL_T_SIGN, ")");
	return first;
}

static const struct feel_node *
parse_comparison(struct feel_parser *p)
{
	const struct feel_node *left = parser_sum(p), *parts[3] = { left, NULL, NULL };
	size_t position = p->token.position;

	for (size_t i = 0; i < COMPARISONS; i++)
		if (parser_accept(p, FEEL_T_SIGN, comparisons[i].sign))
			return parser_binary(p, comparisons[i].op, position, left, parser_sum(p));
	if (parser_accept(p, FEEL_T_WORD, "in"))
		return parse_in(p, left);
	if (!parser_accept(p, FEEL_T_WORD, "between"))
		return left;
	parts[1] = parser_sum(p);
	parser_expect(p, FEEL_T_WORD, "and");
	parts[2] = parser_sum(p);
	return parser_node(p, FEEL_OP_BETWEEN, position, parts, 3);
}

static const struct feel_node *
parse_and(struct feel_parser *p)
{
	static const struct level levels[] = { { "and", FEEL_T_WORD, FEEL_OP_AND } };

	return parse_chain(p, levels, 1, parse_comparison);
}

const struct feel_node *
parser_expression(struct feel_parser *p)
{
	static const struct level levels[] = { { "or", FEEL_T_WORD, FEEL_OP_OR } };
	const struct feel_node *node = &feel_nothing;

	if (++p->depth > FEEL_DEPTH_MAX)
		parser_refuse(p, "feel.too_deep", p->token.position, "");
	else
		node = parse_chain(p, levels, 1, parse_and);
	p->depth--;
	return node;
}

static const struct feel_node *
parse_cell(struct feel_parser *p)
{
	const struct feel_node *input = parser_node(p, FEEL_OP_INPUT, 0, NULL, 0), *tests;
	struct feel_lexer start = p->lexer;
	struct feel_token first = p->token;

	if (p->token.kind == FEEL_T_END) /* an empty cell says nothing about its column, like "-" */
		return parser_literal(p, 0, feel_boolean(true));
	if (parser_accept(p, FEEL_T_SIGN, "-")) {
		if (p->token.kind == FEEL_T_END)
			return parser_literal(p, 0, feel_boolean(true));
		p->lexer = start;
		p->token = first;
	}
	if (!parser_at(p, FEEL_T_NAME, "not"))
		return parse_tests(p, input, NULL);
	parser_advance(p);
	parser_expect(p, FEEL_T_SIGN, "(");
	tests = parse_tests(p, input, NULL);
	parser_expect(p, FEEL_T_SIGN, ")");
	return parser_node(p, FEEL_OP_NOT, first.position, &tests, 1);
}

static enum err
parse(struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret,
    struct feel_error *error, const struct feel_node *(*what)(struct feel_parser *))
{
	struct feel_parser *p = ARENA_NEW(arena, struct feel_parser);
	struct feel *feel = ARENA_NEW(arena, struct feel);

	*error = (struct feel_error){ .message = "feel.too_long", .what = "" };
	if (strnlen(text, FEEL_TEXT_MAX + 1) > FEEL_TEXT_MAX)
		return ERR_INVALID;
	feel->text = arena_strdup(arena, text);
	p->arena = arena;
	p->error = error;
	p->lexer = (struct feel_lexer){ .arena = arena, .source = feel->text, .names = names };
	parser_advance(p);
	feel->root = what(p);
	if (!p->failed && p->token.kind != FEEL_T_END)
		parser_refuse(p, "feel.syntax", p->token.position, p->token.text);
	feel->reads = p->reads;
	feel->read_count = p->read_count;
	*ret = feel;
	if (p->failed)
		return ERR_INVALID;
	*error = (struct feel_error){ .what = "" };
	return OK;
}

static const struct feel_node *
parse_guard(struct feel_parser *p)
{
	const struct feel_node *node = parser_expression(p);

	return p->saw_input ? parser_refuse(p, "feel.syntax", 0, "?") : node;
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
