/* Literals and brackets of FEEL, and the tokens under them. See feel_parser.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_parser.h"

const struct feel_node feel_nothing = { .op = FEEL_OP_LITERAL, .depth = 1, .value = { .type = FEEL_NULL } };

/* The first mistake is the one that is told; the rest of the parse only unwinds. */
const struct feel_node *
parser_refuse(struct feel_parser *p, const char *message, size_t position, const char *what)
{
	if (!p->failed)
		*p->error = (struct feel_error){ .message = message, .position = position, .what = what };
	p->failed = true;
	p->token = (struct feel_token){ .kind = FEEL_T_END, .position = position, .text = "" };
	return &feel_nothing;
}

void
parser_advance(struct feel_parser *p)
{
	if (p->failed)
		return;
	p->token = feel_lex(&p->lexer);
	if (p->token.kind == FEEL_T_BAD)
		parser_refuse(p, p->token.message, p->token.position, "");
}

bool
parser_at(const struct feel_parser *p, enum feel_token_kind kind, const char *text)
{
	return p->token.kind == kind && strcmp(p->token.text, text) == 0;
}

bool
parser_accept(struct feel_parser *p, enum feel_token_kind kind, const char *text)
{
	if (!parser_at(p, kind, text))
		return false;
	parser_advance(p);
	return true;
}

void
parser_expect(struct feel_parser *p, enum feel_token_kind kind, const char *text)
{
	if (!parser_accept(p, kind, text))
		parser_refuse(
		    p, p->token.kind == FEEL_T_END ? "feel.unfinished" : "feel.syntax", p->token.position, text);
}

struct feel_node *
parser_node(struct feel_parser *p, enum feel_op op, size_t position, const struct feel_node *const *args, size_t count)
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
		parser_refuse(p, "feel.too_deep", position, "");
	return node;
}

struct feel_node *
parser_binary(struct feel_parser *p, enum feel_op op, size_t position, const struct feel_node *left,
    const struct feel_node *right)
{
	const struct feel_node *args[] = { left, right };

	return parser_node(p, op, position, args, 2);
}

struct feel_node *
parser_literal(struct feel_parser *p, size_t position, struct feel_value value)
{
	struct feel_node *node = parser_node(p, FEEL_OP_LITERAL, position, NULL, 0);

	node->value = value;
	return node;
}

void
parser_argument(struct feel_parser *p, struct feel_arguments *list, const struct feel_node *node)
{
	if (list->count == FEEL_LIST_MAX) {
		parser_refuse(p, "feel.too_long", node->position, "");
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

/* The rest of a range, after its low end: ".. high" and the closing bracket. */
const struct feel_node *
parser_range(struct feel_parser *p, size_t position, const struct feel_node *low, bool low_included)
{
	struct feel_node *node;
	const struct feel_node *high;
	bool outer = p->bare;

	parser_expect(p, FEEL_T_SIGN, "..");
	p->bare = true;
	high = parser_sum(p);
	p->bare = outer;
	node = parser_binary(p, FEEL_OP_RANGE, position, low, high);
	node->low_included = low_included;
	node->high_included = parser_at(p, FEEL_T_SIGN, "]");
	if (!parser_accept(p, FEEL_T_SIGN, "]") && !parser_accept(p, FEEL_T_SIGN, "["))
		parser_expect(p, FEEL_T_SIGN, ")");
	return node;
}

static const struct feel_node *
parse_bracket(struct feel_parser *p, size_t position)
{
	struct feel_arguments items = { 0 };

	while (!p->failed && !parser_at(p, FEEL_T_SIGN, "]")) {
		parser_argument(p, &items, parser_inner(p));
		if (items.count == 1 && parser_at(p, FEEL_T_SIGN, ".."))
			return parser_range(p, position, items.items[0], true);
		if (!parser_accept(p, FEEL_T_SIGN, ","))
			break;
	}
	parser_expect(p, FEEL_T_SIGN, "]");
	return parser_node(p, FEEL_OP_LIST, position, items.items, items.count);
}

static const struct feel_node *
parse_parenthesis(struct feel_parser *p, size_t position)
{
	const struct feel_node *inner = parser_inner(p);

	if (parser_at(p, FEEL_T_SIGN, ".."))
		return parser_range(p, position, inner, false);
	parser_expect(p, FEEL_T_SIGN, ")");
	return inner;
}

static const struct feel_node *
parse_word(struct feel_parser *p)
{
	struct feel_token word = p->token;
	const struct feel_node *parts[3];

	if (parser_accept(p, FEEL_T_WORD, "true"))
		return parser_literal(p, word.position, feel_boolean(true));
	if (parser_accept(p, FEEL_T_WORD, "false"))
		return parser_literal(p, word.position, feel_boolean(false));
	if (parser_accept(p, FEEL_T_WORD, "null"))
		return parser_literal(p, word.position, feel_null());
	if (!parser_accept(p, FEEL_T_WORD, "if"))
		return parser_refuse(p, "feel.syntax", word.position, word.text);
	parts[0] = parser_expression(p);
	parser_expect(p, FEEL_T_WORD, "then");
	parts[1] = parser_expression(p);
	parser_expect(p, FEEL_T_WORD, "else");
	parts[2] = parser_expression(p);
	return parser_node(p, FEEL_OP_IF, word.position, parts, 3);
}

/* @"2026-11-21", @"P1Y" */
static const struct feel_node *
parse_temporal(struct feel_parser *p, size_t position)
{
	struct feel_token text = p->token;
	struct feel_value value;
	int64_t days;

	if (text.kind != FEEL_T_STRING)
		return parser_refuse(p, "feel.syntax", position, "@");
	parser_advance(p);
	if (feel_date_parse(text.text, strlen(text.text), &days) == OK)
		return parser_literal(p, position, feel_date(days));
	value = feel_duration_parse(text.text);
	if (value.type == FEEL_NULL)
		return parser_refuse(p, "feel.date", position, text.text);
	return parser_literal(p, position, value);
}

static const struct feel_node *
parse_operand(struct feel_parser *p)
{
	struct feel_token token = p->token;

	if (token.kind == FEEL_T_NAME)
		return parser_name(p);
	if (token.kind == FEEL_T_WORD)
		return parse_word(p);
	if (token.kind == FEEL_T_END)
		return parser_refuse(p, "feel.unfinished", token.position, "");
	parser_advance(p);
	if (token.kind == FEEL_T_NUMBER)
		return parser_literal(p, token.position, feel_number(token.number));
	if (token.kind == FEEL_T_STRING)
		return parser_literal(p, token.position, feel_string(token.text));
	if (strcmp(token.text, "(") == 0)
		return parse_parenthesis(p, token.position);
	if (strcmp(token.text, "[") == 0)
		return parse_bracket(p, token.position);
	if (strcmp(token.text, "]") == 0) /* ]1..5]: open at the low end */
		return parser_range(p, token.position, parser_sum(p), false);
	if (strcmp(token.text, "@") == 0)
		return parse_temporal(p, token.position);
	if (strcmp(token.text, "?") == 0) {
		p->saw_input = true;
		return parser_node(p, FEEL_OP_INPUT, token.position, NULL, 0);
	}
	return parser_refuse(p, "feel.syntax", token.position, token.text);
}

const struct feel_node *
parser_primary(struct feel_parser *p)
{
	return parser_postfix(p, parse_operand(p));
}
