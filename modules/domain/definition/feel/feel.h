/*
 * FEEL, the expression language of DMN, BPMN and form-js, in the subset of README.md beside this file: parsed once into
 * a typed tree, checked against declared names when a definition is saved, evaluated with bounded depth and steps.
 * Pure: the day of evaluation is passed in. A guard that is null or of a wrong type does not hold (fail closed).
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FEEL_H
#define MOTCUA_DOMAIN_DEFINITION_FEEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/number/decimal.h"

struct arena;
struct buffer;

enum {
	FEEL_TEXT_MAX = 4096,  /* bytes of one expression */
	FEEL_DEPTH_MAX = 64,   /* nesting of one expression */
	FEEL_STEPS_MAX = 20000 /* nodes visited in one evaluation; past it the result is null */
};

enum feel_type {
	FEEL_ANY, /* unknown until evaluated; never the type of a value */
	FEEL_NULL,
	FEEL_BOOLEAN,
	FEEL_NUMBER,
	FEEL_STRING,
	FEEL_DATE,   /* days since 1970-01-01, proleptic Gregorian */
	FEEL_DAYS,   /* days and time duration, in seconds */
	FEEL_MONTHS, /* years and months duration, in months */
	FEEL_LIST,
	FEEL_RANGE,
};

struct feel_value {
	enum feel_type type;
	union {
		bool boolean;
		struct decimal number;
		const char *string; /* UTF-8, NUL-terminated */
		int64_t date;
		int64_t seconds;
		int64_t months;
		struct feel_list {
			const struct feel_value *items;
			size_t count;
			size_t weight; /* elements with those of lists within; 0: not counted, none of them is a list */
		} list;
		struct feel_range {
			const struct feel_value *low, *high; /* NULL: open that way */
			bool low_included, high_included;
		} range;
	};
};

/* A declared name. Dotted names ("loan.rate") are one name; names with spaces are read if they are declared. */
struct feel_name {
	const char *name;
	enum feel_type type;
	enum feel_type item; /* of a FEEL_LIST: the type of its elements, FEEL_ANY if unknown */
};

struct feel_name_index;
struct feel_names {
	const struct feel_name *items;
	size_t count;
	const struct feel_name_index *index; /* by feel_names_index; NULL: they are looked up one by one */
};

/*
 * For many names that many expressions read. The names stay where they are; their types may still change, and `count` may be
 * lowered: then only the first ones are declared.
 */
void feel_names_index(struct arena *arena, struct feel_names *names);

/* What is wrong with an expression: a key of the message catalogue ("feel.unknown_name" ...) and where. */
struct feel_error {
	const char *message;
	size_t position;  /* byte offset in the expression */
	const char *what; /* the name or token in question, or "" */
};

struct feel; /* a parsed expression; lives in the arena it was parsed into */

/*
 * An expression ("a > 5 and b = null"). `names` may be NULL: then names with spaces are not read.
 * ERR_INVALID with *error; the text is copied where needed.
 */
enum err feel_parse(struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret,
    struct feel_error *error) MUST_CHECK;
/* The cell of a decision table ("-", ">5", "\"a\",\"b\"", "[1..10]", "not(...)"): a test of the column's value. */
enum err feel_parse_test(struct arena *arena, const char *text, const struct feel_names *names, struct feel **ret,
    struct feel_error *error) MUST_CHECK;

/*
 * Every name is declared, every operator and function meets types it can work with, the result can be `expected`
 * (FEEL_ANY: anything). For a test, `input` is the type of the column. ERR_INVALID with *error.
 */
enum err feel_check(const struct feel *feel, const struct feel_names *names, enum feel_type expected,
    struct feel_error *error) MUST_CHECK;
enum err feel_check_test(
    const struct feel *feel, const struct feel_names *names, enum feel_type input, struct feel_error *error) MUST_CHECK;
/* The type that feel_check found for the result: FEEL_ANY where only evaluation can tell. */
enum feel_type feel_result_type(const struct feel *feel, const struct feel_names *names);

/* Names that the expression reads, each once, in order of appearance: the index for live conditions. */
size_t feel_reads(const struct feel *feel, const char *const **ret_names);
/* The source text as parsed. */
const char *feel_text(const struct feel *feel);

struct feel_binding {
	const char *name;
	struct feel_value value;
};

struct feel_context {
	const struct feel_binding *bindings; /* a name that is not bound is null */
	size_t count;
	int64_t today; /* days since 1970-01-01, in the office's time zone */
};

/* Null for whatever has no value: wrong types, division by zero, overflow, too many steps. Never fails. */
struct feel_value feel_evaluate(struct arena *arena, const struct feel *feel, const struct feel_context *context);
/* A guard: true only if the value is the boolean true. */
bool feel_holds(struct arena *arena, const struct feel *feel, const struct feel_context *context);
/* A test of `input`: true only if it matches for certain. */
bool feel_matches(
    struct arena *arena, const struct feel *feel, struct feel_value input, const struct feel_context *context);

/* Values from C. A string is kept by reference; a date counts days since 1970-01-01. */
struct feel_value feel_null(void);
struct feel_value feel_boolean(bool boolean);
struct feel_value feel_number(struct decimal number);
struct feel_value feel_integer(int64_t number);
struct feel_value feel_string(const char *string);
struct feel_value feel_date(int64_t days);
/* A list by reference; null if all that is within comes to more than FEEL_STEPS_MAX elements. */
struct feel_value feel_list(const struct feel_value *items, size_t count);
/* FEEL's "=": values of different types are never equal, null equals null. */
bool feel_equal(struct feel_value a, struct feel_value b);
/* As FEEL's string(): for pages, evidence and tests. Null gives "". */
const char *feel_to_text(struct arena *arena, struct feel_value value);

/* YYYY-MM-DD of a day that exists, years 1 to 9999; else ERR_INVALID. */
enum err feel_date_parse(const char *text, size_t size, int64_t *ret_days) MUST_CHECK;
/* ISO 8601: "P1Y6M" or "P3DT4H", with a minus in front if negative; null for anything else. */
struct feel_value feel_duration_parse(const char *text);
void feel_date_format(int64_t days, char text[11]);
void feel_date_parts(int64_t days, int *year, int *month, int *day);

/*
 * The tree as JSON for the evaluator in the browser: {"op": ..., "args": [...]}, {"name": "a"}, {"number": "1.5"},
 * {"string": ...}, {"boolean": ...}, {"null": true}, {"call": "sum", "args": [...]} ...; see README.md.
 */
void feel_write_json(const struct feel *feel, struct buffer *out);

#endif
