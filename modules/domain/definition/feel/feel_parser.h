/*
 * The state of a parse and its smallest parts. Private to feel_parse.c (expressions and tests), feel_primary.c
 * (literals, brackets) and feel_name.c (names, calls, iterations, filters).
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FEEL_PARSER_H
#define MOTCUA_DOMAIN_DEFINITION_FEEL_PARSER_H

#include "domain/definition/feel/feel_tree.h"

enum { FEEL_LIST_MAX = 512, FEEL_READS_MAX = 128 };

struct feel_local {
	const char *name;
	const struct feel_local *outer;
};

struct feel_parser {
	struct arena *arena;
	struct feel_lexer lexer;
	struct feel_token token; /* the next one, not yet taken */
	struct feel_error *error;
	bool failed;
	int depth;
	bool saw_input;                  /* "?" was read */
	bool bare;                       /* the end of a range: "[" closes it and begins no filter */
	const struct feel_local *locals; /* variables of the iterations around this place, innermost first */
	const char *reads[FEEL_READS_MAX];
	size_t read_count;
};

/* A growing list of arguments. */
struct feel_arguments {
	const struct feel_node **items;
	size_t count, capacity;
};

/* What stands for an operand after a mistake. */
extern const struct feel_node feel_nothing;

/* The first mistake is the one that is told; the rest of the parse only unwinds. */
const struct feel_node *parser_refuse(struct feel_parser *p, const char *message, size_t position, const char *what);
void parser_advance(struct feel_parser *p);
bool parser_at(const struct feel_parser *p, enum feel_token_kind kind, const char *text);
/* Takes the token if it is there. */
bool parser_accept(struct feel_parser *p, enum feel_token_kind kind, const char *text);
void parser_expect(struct feel_parser *p, enum feel_token_kind kind, const char *text);

/* A node over `args`; too deep a tree is refused. */
struct feel_node *parser_node(
    struct feel_parser *p, enum feel_op op, size_t position, const struct feel_node *const *args, size_t count);
struct feel_node *parser_binary(struct feel_parser *p, enum feel_op op, size_t position, const struct feel_node *left,
    const struct feel_node *right);
struct feel_node *parser_literal(struct feel_parser *p, size_t position, struct feel_value value);
void parser_argument(struct feel_parser *p, struct feel_arguments *list, const struct feel_node *node);

/* feel_name.c: a name, a local, a property of either, a call or an iteration. */
const struct feel_node *parser_name(struct feel_parser *p);
/* What stands in brackets or as an argument: a whole expression in which "[" may begin a filter again. */
const struct feel_node *parser_inner(struct feel_parser *p);
/* What follows an operand: ".year", "[item > 1]", "[1]". */
const struct feel_node *parser_postfix(struct feel_parser *p, const struct feel_node *operand);
/* feel_primary.c: what an operator stands between. */
const struct feel_node *parser_primary(struct feel_parser *p);
/* The rest of a range, after its low end: ".. high" and the closing bracket. */
const struct feel_node *parser_range(
    struct feel_parser *p, size_t position, const struct feel_node *low, bool low_included);
/* feel_parse.c: a whole expression, and a sum. */
const struct feel_node *parser_expression(struct feel_parser *p);
const struct feel_node *parser_sum(struct feel_parser *p);

#endif
