/* Names of FEEL and what they begin: calls, iterations over lists; properties and filters behind operands. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_parser.h"

enum { ITERATORS_MAX = 4, PROPERTY_MAX = 16 };

static const struct {
	const char *word; /* before the variables */
	enum feel_op op;
	const char *body; /* before the result or condition */
} iterations[] = {
	{ "for", FEEL_OP_FOR, "return" },
	{ "some", FEEL_OP_SOME, "satisfies" },
	{ "every", FEEL_OP_EVERY, "satisfies" },
};
enum { ITERATIONS = sizeof(iterations) / sizeof(*iterations) };

const struct feel_node *
parser_inner(struct feel_parser *p)
{
	bool outer = p->bare;
	const struct feel_node *node;

	p->bare = false;
	node = parser_expression(p);
	p->bare = outer;
	return node;
}

static void
remember_read(struct feel_parser *p, const char *name, size_t position)
{
	for (size_t i = 0; i < p->read_count; i++)
		if (strcmp(p->reads[i], name) == 0)
			return;
	if (p->read_count == FEEL_READS_MAX)
		parser_refuse(p, "feel.too_long", position, name);
	else
		p->reads[p->read_count++] = name;
}

/* --- calls ----------------------------------------------------------------------------------------------------------- */

static const struct feel_node *
parse_call(struct feel_parser *p, struct feel_token name)
{
	const struct feel_function *function;
	struct feel_arguments args = { 0 };
	struct feel_node *node;

	parser_advance(p); /* "(" */
	while (!p->failed && !parser_at(p, FEEL_T_SIGN, ")")) {
		parser_argument(p, &args, parser_inner(p));
		if (!parser_accept(p, FEEL_T_SIGN, ","))
			break;
	}
	parser_expect(p, FEEL_T_SIGN, ")");
	if (strcmp(name.text, "not") == 0 && args.count == 1)
		return parser_node(p, FEEL_OP_NOT, name.position, args.items, 1);
	function = feel_function_find(name.text, args.count);
	if (function == NULL)
		return parser_refuse(p, "feel.unknown_function", name.position, name.text);
	if (!feel_function_takes(function, args.count))
		return parser_refuse(p, "feel.arguments", name.position, name.text);
	node = parser_node(p, FEEL_OP_CALL, name.position, args.items, args.count);
	node->function = function;
	return node;
}

/* --- iterations ------------------------------------------------------------------------------------------------------ */

/* "x in list" or "i in 1..3" */
static const struct feel_node *
parse_iterator(struct feel_parser *p, struct feel_local *local)
{
	const struct feel_node *over;
	size_t position = p->token.position;

	if (p->token.kind != FEEL_T_NAME || strchr(p->token.text, '.') != NULL)
		return parser_refuse(p, "feel.syntax", position, p->token.text);
	local->name = p->token.text;
	parser_advance(p);
	parser_expect(p, FEEL_T_WORD, "in");
	over = parser_inner(p);
	if (!parser_accept(p, FEEL_T_SIGN, ".."))
		return over;
	return parser_binary(p, FEEL_OP_SERIES, position, over, parser_inner(p));
}

/* A later variable may run over what an earlier one gives. */
static const struct feel_node *
parse_iteration(struct feel_parser *p, size_t kind, size_t position)
{
	const struct feel_local *outer = p->locals;
	struct feel_arguments parts = { 0 };

	do {
		struct feel_local *local = ARENA_NEW(p->arena, struct feel_local);
		if (parts.count == ITERATORS_MAX)
			return parser_refuse(p, "feel.too_long", p->token.position, "");
		parser_argument(p, &parts, parse_iterator(p, local));
		local->outer = p->locals;
		p->locals = local;
	} while (parser_accept(p, FEEL_T_SIGN, ","));
	parser_expect(p, FEEL_T_NAME, iterations[kind].body);
	if (!p->failed)
		parser_argument(p, &parts, parser_expression(p));
	p->locals = outer;
	return parser_node(p, iterations[kind].op, position, parts.items, parts.count);
}

/* --- names ------------------------------------------------------------------------------------------------------------ */

static const struct feel_node *
local_named(struct feel_parser *p, const char *name, size_t position)
{
	struct feel_node *node;
	size_t level = 0;

	for (const struct feel_local *local = p->locals; local != NULL; local = local->outer, level++) {
		if (strcmp(local->name, name) != 0)
			continue;
		node = parser_node(p, FEEL_OP_LOCAL, position, NULL, 0);
		node->text = local->name;
		node->level = level;
		return node;
	}
	return NULL;
}

static size_t
declared_slot(const struct feel_parser *p, const char *name)
{
	const struct feel_name *declared = feel_name_find(p->lexer.names, name);

	return declared != NULL ? (size_t)(declared - p->lexer.names->items) : (size_t)-1;
}

static const struct feel_node *
declared_name(struct feel_parser *p, const char *name, size_t position, size_t slot)
{
	struct feel_node *node = parser_node(p, FEEL_OP_NAME, position, NULL, 0);

	remember_read(p, name, position);
	node->text = name;
	node->slot = slot;
	return node;
}

static const struct feel_node *
property_of(struct feel_parser *p, const struct feel_node *operand, const char *property, size_t position)
{
	const struct feel_function *function = feel_property_find(property);
	struct feel_node *node;

	if (function == NULL)
		return parser_refuse(p, "feel.unknown_name", position, property);
	node = parser_node(p, FEEL_OP_CALL, position, &operand, 1);
	node->function = function;
	return node;
}

/* "born.year": a property of what is declared; NULL if the part before the last dot is not. */
static const struct feel_node *
dotted_property(struct feel_parser *p, const char *name, size_t position)
{
	const char *dot = strrchr(name, '.'), *owner;
	const struct feel_node *operand;
	size_t slot;

	if (dot == NULL || feel_property_find(dot + 1) == NULL)
		return NULL;
	owner = arena_strndup(p->arena, name, (size_t)(dot - name));
	operand = local_named(p, owner, position);
	if (operand == NULL && (slot = declared_slot(p, owner)) != (size_t)-1)
		operand = declared_name(p, owner, position, slot);
	return operand == NULL ? NULL : property_of(p, operand, dot + 1, position);
}

const struct feel_node *
parser_name(struct feel_parser *p)
{
	struct feel_token name = p->token;
	const struct feel_node *node;
	size_t slot;

	parser_advance(p);
	if (parser_at(p, FEEL_T_SIGN, "("))
		return parse_call(p, name);
	for (size_t i = 0; p->token.kind == FEEL_T_NAME && i < ITERATIONS; i++)
		if (strcmp(name.text, iterations[i].word) == 0)
			return parse_iteration(p, i, name.position);
	if ((node = local_named(p, name.text, name.position)) != NULL)
		return node;
	slot = declared_slot(p, name.text);
	if (slot == (size_t)-1 && (node = dotted_property(p, name.text, name.position)) != NULL)
		return node;
	return declared_name(p, name.text, name.position, slot);
}

/* --- behind an operand ------------------------------------------------------------------------------------------------ */

static const struct feel_node *
parse_filter(struct feel_parser *p, const struct feel_node *list, size_t position)
{
	const struct feel_local item = { "item", p->locals };
	const struct feel_node *test;

	p->locals = &item;
	test = parser_inner(p);
	p->locals = item.outer;
	parser_expect(p, FEEL_T_SIGN, "]");
	return parser_binary(p, FEEL_OP_FILTER, position, list, test);
}

const struct feel_node *
parser_postfix(struct feel_parser *p, const struct feel_node *operand)
{
	while (!p->failed) {
		size_t position = p->token.position;
		if (parser_accept(p, FEEL_T_SIGN, ".")) {
			struct feel_token property = p->token;
			if (property.kind != FEEL_T_NAME)
				return parser_refuse(p, "feel.syntax", position, ".");
			parser_advance(p);
			operand = property_of(p, operand, property.text, property.position);
		} else if (!p->bare && parser_accept(p, FEEL_T_SIGN, "[")) {
			operand = parse_filter(p, operand, position);
		} else {
			break;
		}
	}
	return operand;
}
