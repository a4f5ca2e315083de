/*
 * The functions that FEEL expressions may call: one table, one short function each; those about lists, texts and days stand
 * in files of their own. See feel_functions.h and README.md.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_functions.h"

#define UNUSED(x) ((void)(x))

struct feel_list
feel_gathered(const struct feel_value *args, size_t count)
{
	if (count == 1 && args[0].type == FEEL_LIST)
		return args[0].list;
	return (struct feel_list){ .items = args, .count = count };
}

static struct feel_value
call_count(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer((int64_t)args[0].list.count);
}

static struct feel_value
call_sum(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct feel_list list = feel_gathered(args, count);
	struct decimal sum = decimal_from_int(0);

	UNUSED(run);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].type != FEEL_NUMBER || decimal_add(sum, list.items[i].number, &sum) != OK)
			return feel_null();
	return list.count == 0 ? feel_null() : feel_number(sum);
}

static struct feel_value
extreme(const struct feel_value *args, size_t count, int wanted)
{
	struct feel_list list = feel_gathered(args, count);
	struct feel_value best = list.count > 0 ? list.items[0] : feel_null();
	int order;

	for (size_t i = 0; i < list.count; i++) {
		if (!feel_compare(list.items[i], best, &order))
			return feel_null();
		if ((order < 0 && wanted < 0) || (order > 0 && wanted > 0))
			best = list.items[i];
	}
	return best;
}

static struct feel_value
call_min(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return extreme(args, count, -1);
}

static struct feel_value
call_max(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return extreme(args, count, 1);
}

static struct feel_value
call_string(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(count);
	return feel_string(feel_to_text(run->arena, args[0]));
}

static struct feel_value
call_number(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct decimal number;

	UNUSED(run);
	UNUSED(count);
	if (decimal_parse(args[0].string, strlen(args[0].string), &number) != OK)
		return feel_null();
	return feel_number(number);
}

static struct feel_value
call_list_contains(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	if (args[0].type != FEEL_LIST)
		return feel_null();
	for (size_t i = 0; i < args[0].list.count; i++)
		if (feel_equal(args[0].list.items[i], args[1]))
			return feel_boolean(true);
	return feel_boolean(false);
}

static struct feel_value
rounded(const struct feel_value *args, size_t count, enum decimal_rounding how)
{
	struct decimal result;
	int64_t scale = 0;

	if (count == 2 && (decimal_to_int(args[1].number, &scale) != OK || scale < -6000 || scale > 6000))
		return feel_null();
	if (decimal_round(args[0].number, (int32_t)scale, how, &result) != OK)
		return feel_null();
	return feel_number(result);
}

static struct feel_value
call_floor(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, DECIMAL_FLOOR);
}

static struct feel_value
call_ceiling(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, DECIMAL_CEILING);
}

static struct feel_value
call_decimal(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, DECIMAL_HALF_EVEN);
}

static struct feel_value
call_round_half_up(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, DECIMAL_HALF_UP);
}

static struct feel_value
call_round_up(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, args[0].number.negative ? DECIMAL_FLOOR : DECIMAL_CEILING);
}

static struct feel_value
call_round_down(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return rounded(args, count, args[0].number.negative ? DECIMAL_CEILING : DECIMAL_FLOOR);
}

/* Whole numbers only: 1 for odd ones, 0 for even ones. */
static struct feel_value
parity(struct feel_value number, int wanted)
{
	struct decimal rest;

	if (!decimal_is_integer(number.number) || decimal_modulo(number.number, decimal_from_int(2), &rest) != OK)
		return feel_null();
	return feel_boolean(decimal_compare(rest, decimal_from_int(wanted)) == 0);
}

static struct feel_value
call_odd(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return parity(args[0], 1);
}

static struct feel_value
call_even(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return parity(args[0], 0);
}

static struct feel_value
call_abs(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_number(args[0].number.negative ? decimal_negate(args[0].number) : args[0].number);
}

static struct feel_value
call_modulo(struct feel_run *run, const struct feel_value *args, size_t count)
{
	struct decimal result;

	UNUSED(run);
	UNUSED(count);
	return decimal_modulo(args[0].number, args[1].number, &result) == OK ? feel_number(result) : feel_null();
}

static struct feel_value
call_is_defined(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_boolean(args[0].type != FEEL_NULL);
}

/* All and any are three-valued, like "and" and "or". */
static struct feel_value
call_all_or_any(const struct feel_value *args, size_t count, bool decisive)
{
	struct feel_list list = feel_gathered(args, count);
	bool unknown = false;

	for (size_t i = 0; i < list.count; i++) {
		if (list.items[i].type != FEEL_BOOLEAN)
			unknown = true;
		else if (list.items[i].boolean == decisive)
			return feel_boolean(decisive);
	}
	return unknown ? feel_null() : feel_boolean(!decisive);
}

static struct feel_value
call_all(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return call_all_or_any(args, count, false);
}

static struct feel_value
call_any(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	return call_all_or_any(args, count, true);
}

static const struct feel_function functions[] = {
	/* name, least and most arguments, their types, result, function, takes null */
	{ "count", 1, 1, { FEEL_LIST }, FEEL_NUMBER, call_count, false },
	{ "sum", 1, -1, { FEEL_NUMBER }, FEEL_NUMBER, call_sum, true },
	{ "min", 1, -1, { FEEL_ANY }, FEEL_ANY, call_min, true },
	{ "max", 1, -1, { FEEL_ANY }, FEEL_ANY, call_max, true },
	{ "all", 1, -1, { FEEL_BOOLEAN }, FEEL_BOOLEAN, call_all, true },
	{ "any", 1, -1, { FEEL_BOOLEAN }, FEEL_BOOLEAN, call_any, true },
	{ "list contains", 2, 2, { FEEL_LIST, FEEL_ANY }, FEEL_BOOLEAN, call_list_contains, true },
	{ "contains", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, feel_contains, false },
	{ "starts with", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, feel_starts_with, false },
	{ "ends with", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, feel_ends_with, false },
	{ "string length", 1, 1, { FEEL_STRING }, FEEL_NUMBER, feel_string_length, false },
	{ "substring", 2, 3, { FEEL_STRING, FEEL_NUMBER, FEEL_NUMBER }, FEEL_STRING, feel_substring, false },
	{ "string", 1, 1, { FEEL_ANY }, FEEL_STRING, call_string, false },
	{ "number", 1, 1, { FEEL_STRING }, FEEL_NUMBER, call_number, false },
	{ "floor", 1, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_floor, false },
	{ "ceiling", 1, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_ceiling, false },
	{ "decimal", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_decimal, false },
	{ "round half up", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_round_half_up, false },
	{ "abs", 1, 1, { FEEL_NUMBER }, FEEL_NUMBER, call_abs, false },
	{ "modulo", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_modulo, false },
	{ "round up", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_round_up, false },
	{ "round down", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_round_down, false },
	{ "odd", 1, 1, { FEEL_NUMBER }, FEEL_BOOLEAN, call_odd, false },
	{ "even", 1, 1, { FEEL_NUMBER }, FEEL_BOOLEAN, call_even, false },
	{ "date", 1, 1, { FEEL_STRING }, FEEL_DATE, feel_date_read, false },
	{ "date", 3, 3, { FEEL_NUMBER, FEEL_NUMBER, FEEL_NUMBER }, FEEL_DATE, feel_date_of, false },
	{ "last day of month", 1, 1, { FEEL_DATE }, FEEL_DATE, feel_last_day_of_month, false },
	{ "years and months duration", 2, 2, { FEEL_DATE, FEEL_DATE }, FEEL_MONTHS, feel_months_between, false },
	{ ".year", 1, 1, { FEEL_DATE }, FEEL_NUMBER, feel_year, false },
	{ ".month", 1, 1, { FEEL_DATE }, FEEL_NUMBER, feel_month, false },
	{ ".day", 1, 1, { FEEL_DATE }, FEEL_NUMBER, feel_day, false },
	{ ".weekday", 1, 1, { FEEL_DATE }, FEEL_NUMBER, feel_weekday, false },
	{ ".years", 1, 1, { FEEL_MONTHS }, FEEL_NUMBER, feel_years_part, false },
	{ ".months", 1, 1, { FEEL_MONTHS }, FEEL_NUMBER, feel_months_part, false },
	{ ".days", 1, 1, { FEEL_DAYS }, FEEL_NUMBER, feel_days_part, false },
	{ ".hours", 1, 1, { FEEL_DAYS }, FEEL_NUMBER, feel_hours_part, false },
	{ ".minutes", 1, 1, { FEEL_DAYS }, FEEL_NUMBER, feel_minutes_part, false },
	{ ".seconds", 1, 1, { FEEL_DAYS }, FEEL_NUMBER, feel_seconds_part, false },
	{ "upper case", 1, 1, { FEEL_STRING }, FEEL_STRING, feel_upper_case, false },
	{ "lower case", 1, 1, { FEEL_STRING }, FEEL_STRING, feel_lower_case, false },
	{ "substring before", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_STRING, feel_substring_before, false },
	{ "substring after", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_STRING, feel_substring_after, false },
	{ "string join", 1, 1, { FEEL_LIST }, FEEL_STRING, feel_string_join, false },
	{ "string join", 2, 2, { FEEL_LIST, FEEL_STRING }, FEEL_STRING, feel_string_join, false },
	{ "mean", 1, -1, { FEEL_NUMBER }, FEEL_NUMBER, feel_mean, true },
	{ "median", 1, -1, { FEEL_NUMBER }, FEEL_NUMBER, feel_median, true },
	{ "product", 1, -1, { FEEL_NUMBER }, FEEL_NUMBER, feel_product, true },
	{ "append", 2, -1, { FEEL_ANY }, FEEL_LIST, feel_append, true },
	{ "concatenate", 1, -1, { FEEL_LIST }, FEEL_LIST, feel_concatenate, false },
	{ "union", 1, -1, { FEEL_LIST }, FEEL_LIST, feel_union, false },
	{ "distinct values", 1, 1, { FEEL_LIST }, FEEL_LIST, feel_union, false },
	{ "flatten", 1, 1, { FEEL_LIST }, FEEL_LIST, feel_flatten, false },
	{ "reverse", 1, 1, { FEEL_LIST }, FEEL_LIST, feel_reverse, false },
	{ "index of", 2, 2, { FEEL_ANY, FEEL_ANY }, FEEL_LIST, feel_index_of, true },
	{ "sublist", 2, 3, { FEEL_LIST, FEEL_NUMBER, FEEL_NUMBER }, FEEL_LIST, feel_sublist, false },
	{ "remove", 2, 2, { FEEL_LIST, FEEL_NUMBER }, FEEL_LIST, feel_remove, false },
	{ "duration", 1, 1, { FEEL_STRING }, FEEL_ANY, feel_duration_read, false },
	{ "today", 0, 0, { FEEL_ANY }, FEEL_DATE, feel_today, false },
	{ "age", 1, 1, { FEEL_DATE }, FEEL_NUMBER, feel_age, false },
	{ "years between", 2, 2, { FEEL_DATE, FEEL_DATE }, FEEL_NUMBER, feel_call_years_between, false },
	{ "days between", 2, 2, { FEEL_DATE, FEEL_DATE }, FEEL_NUMBER, feel_days_between, false },
	{ "is defined", 1, 1, { FEEL_ANY }, FEEL_BOOLEAN, call_is_defined, true },
};
enum { FUNCTIONS = sizeof(functions) / sizeof(*functions) };

bool
feel_function_takes(const struct feel_function *function, size_t count)
{
	return (int)count >= function->min && (function->max < 0 || (int)count <= function->max);
}

const struct feel_function *
feel_function_find(const char *name, size_t count)
{
	const struct feel_function *found = NULL;

	for (size_t i = 0; i < FUNCTIONS; i++)
		if (strcmp(functions[i].name, name) == 0 && (found == NULL || !feel_function_takes(found, count)))
			found = &functions[i];
	return found;
}

const struct feel_function *
feel_property_find(const char *name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (functions[i].name[0] == '.' && strcmp(functions[i].name + 1, name) == 0)
			return &functions[i];
	return NULL;
}

/* Functions of DMN that are not in the subset and have spaces in their names: read as one name, so that it is told. */
static const char *const elsewhere[] = { "date and time", "day of week", "day of year", "month of year", "week of year",
	"get value", "get entries", "context put", "context merge", "insert before", "list replace", "met by",
	"overlaps before", "overlaps after", "started by", "finished by", "string match", "round half down" };

/* `name` with a bracket behind it begins the text. */
static size_t
begins(const char *text, const char *name)
{
	size_t size = strlen(name);

	if (strchr(name, ' ') == NULL || strncmp(text, name, size) != 0 || text[size + strspn(text + size, " ")] != '(')
		return 0;
	return size;
}

size_t
feel_function_prefix(const char *text)
{
	size_t size = 0;

	for (size_t i = 0; size == 0 && i < FUNCTIONS; i++)
		size = begins(text, functions[i].name);
	for (size_t i = 0; size == 0 && i < sizeof(elsewhere) / sizeof(*elsewhere); i++)
		size = begins(text, elsewhere[i]);
	return size;
}
