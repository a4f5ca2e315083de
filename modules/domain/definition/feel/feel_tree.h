/*
 * The tree of a FEEL expression and what its lexer, parser, checker and evaluator share. Private to feel_*.c.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FEEL_TREE_H
#define MOTCUA_DOMAIN_DEFINITION_FEEL_TREE_H

#include "domain/definition/feel/feel.h"

enum feel_op {
	FEEL_OP_LITERAL, /* value */
	FEEL_OP_NAME,    /* text */
	FEEL_OP_INPUT,   /* the value that a test is about: "?" */
	FEEL_OP_CALL,    /* function, args */
	FEEL_OP_NEGATE,
	FEEL_OP_ADD, /* two or more args, from the left */
	FEEL_OP_SUBTRACT,
	FEEL_OP_MULTIPLY,
	FEEL_OP_DIVIDE,
	FEEL_OP_POWER,
	FEEL_OP_EQUAL,
	FEEL_OP_NOT_EQUAL,
	FEEL_OP_LESS,
	FEEL_OP_LESS_EQUAL,
	FEEL_OP_GREATER,
	FEEL_OP_GREATER_EQUAL,
	FEEL_OP_AND, /* two or more args, three-valued */
	FEEL_OP_OR,
	FEEL_OP_NOT,
	FEEL_OP_IF,      /* condition, then, else */
	FEEL_OP_BETWEEN, /* value, low, high */
	FEEL_OP_MATCH,   /* value, test: equal to it, in the list, within the range */
	FEEL_OP_LIST,
	FEEL_OP_RANGE,  /* low, high */
	FEEL_OP_LOCAL,  /* level: the variable of an iteration around it, 0 for the innermost */
	FEEL_OP_SERIES, /* low, high: the whole numbers between, one by one; only what an iteration runs over */
	FEEL_OP_FOR,    /* what each variable runs over, then the result: a list */
	FEEL_OP_SOME,   /* the same with a condition, three-valued */
	FEEL_OP_EVERY,
	FEEL_OP_FILTER, /* list, condition about the local "item" or number of an element */
	FEEL_OP__MAX
};

struct feel_function;

struct feel_node {
	enum feel_op op;
	size_t position; /* in the source */
	int depth;       /* of the tree below, 1 for a leaf */
	struct feel_value value;
	const char *text;
	size_t slot;  /* of a name: its place among those declared, where its binding probably stands */
	size_t level; /* of a local */
	const struct feel_function *function;
	const struct feel_node **args;
	size_t count;
	bool low_included, high_included;
};

struct feel {
	const char *text;
	const struct feel_node *root;
	const char **reads;
	size_t read_count;
};

/* --- lexer --------------------------------------------------------------------------------------------------------- */

enum feel_token_kind { FEEL_T_END, FEEL_T_NUMBER, FEEL_T_STRING, FEEL_T_NAME, FEEL_T_WORD, FEEL_T_SIGN, FEEL_T_BAD };

struct feel_token {
	enum feel_token_kind kind;
	size_t position;
	const char *text; /* of a name, word (keyword), sign, or the content of a string */
	struct decimal number;
	const char *message; /* of a bad token */
};

struct feel_lexer {
	struct arena *arena;
	const char *source;
	size_t at;
	const struct feel_names *names;
};

/* The next token; FEEL_T_BAD with its message where the text is none, FEEL_T_END from the end on. */
struct feel_token feel_lex(struct feel_lexer *lexer);
/* May it stand within an identifier? */
bool feel_is_name_part(char c);
/* identifier(.identifier)*: the length of the one that begins the text, 0 if none does. */
size_t feel_plain_name(const char *text);

/* --- declared names (feel_names.c) --------------------------------------------------------------------------------- */

/* NULL if it is not declared; `names` may be NULL. */
const struct feel_name *feel_name_find(const struct feel_names *names, const char *name);
/* Names may hold spaces and other signs: the length of the longest one that begins the text, 0 if none does. */
size_t feel_name_prefix(const struct feel_names *names, const char *text);

/* --- functions ----------------------------------------------------------------------------------------------------- */

enum { FEEL_FUNCTION_ARGS = 3 };

/* The variables of the iterations that are running, innermost first. */
struct feel_scope {
	struct feel_value value;
	const struct feel_scope *outer;
};

struct feel_run {
	struct arena *arena;
	const struct feel_context *context;
	struct feel_value input;
	const struct feel_scope *scope;
	int64_t steps;
};

/* Work other than visiting nodes counts too; false, and the result is null, past FEEL_STEPS_MAX. */
bool feel_spend(struct feel_run *run, size_t steps);

typedef struct feel_value feel_call(struct feel_run *run, const struct feel_value *args, size_t count);

struct feel_function {
	const char *name;
	int min, max; /* number of arguments; max -1: any number, all of the first type, or one list of them */
	enum feel_type args[FEEL_FUNCTION_ARGS];
	enum feel_type result;
	feel_call *call;
	bool takes_null; /* else a null argument makes the result null, and so does a wrong type */
};

/* The one that takes `count` arguments, else any of that name, else NULL. */
const struct feel_function *feel_function_find(const char *name, size_t count);
bool feel_function_takes(const struct feel_function *function, size_t count);
/* A property of a value (".year" of a date): a function of one argument whose name no call can have; NULL if there is none. */
const struct feel_function *feel_property_find(const char *name);
/* Names of functions with spaces begin the text: length of the longest, 0 if none. */
size_t feel_function_prefix(const char *text);

/* --- evaluation ---------------------------------------------------------------------------------------------------- */

/* feel_eval.c: any node. */
struct feel_value feel_evaluate_node(struct feel_run *run, const struct feel_node *node);
/* feel_iterate.c: nodes of the kinds in their names. */
struct feel_value feel_local_value(const struct feel_run *run, const struct feel_node *node);
struct feel_value feel_series(struct feel_run *run, const struct feel_node *node);
struct feel_value feel_for(struct feel_run *run, const struct feel_node *node);
struct feel_value feel_quantified(struct feel_run *run, const struct feel_node *node);
struct feel_value feel_filter(struct feel_run *run, const struct feel_node *node);

/* --- values -------------------------------------------------------------------------------------------------------- */

/* -1, 0, 1; false if the two cannot be ordered. */
bool feel_compare(struct feel_value a, struct feel_value b, int *ret_order);
/* Three-valued: null where the two cannot be compared. */
struct feel_value feel_within(struct feel_value value, struct feel_value range);
struct feel_value feel_match_value(struct feel_value value, struct feel_value test);
struct feel_value feel_add(struct feel_value a, struct feel_value b);
struct feel_value feel_subtract(struct feel_value a, struct feel_value b);
/* YYYY-MM-DD, whether there is such a day or not. */
void feel_date_write(unsigned year, unsigned month, unsigned day, char text[11]);
/* Whole years from one day to the other, negative if it lies before. */
int64_t feel_years_between(int64_t from, int64_t to);

/* --- JSON ---------------------------------------------------------------------------------------------------------- */

/* Quoted; "<" is written as a number too, so that the text may stand inside a page. */
void feel_write_string(struct buffer *out, const char *text);

#endif
