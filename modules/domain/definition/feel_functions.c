/* The functions that FEEL expressions may call: one table, one short function each. See feel_tree.h and README.md. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel_tree.h"

#define UNUSED(x) ((void)(x))

/* f(a, b, c) or f([a, b, c]) */
static struct feel_list
gathered(const struct feel_value *args, size_t count)
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
	struct feel_list list = gathered(args, count);
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
	struct feel_list list = gathered(args, count);
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
call_contains(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_boolean(strstr(args[0].string, args[1].string) != NULL);
}

static struct feel_value
call_starts_with(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_boolean(strncmp(args[0].string, args[1].string, strlen(args[1].string)) == 0);
}

static struct feel_value
call_ends_with(struct feel_run *run, const struct feel_value *args, size_t count)
{
	size_t size = strlen(args[0].string), tail = strlen(args[1].string);

	UNUSED(run);
	UNUSED(count);
	return feel_boolean(tail <= size && strcmp(args[0].string + size - tail, args[1].string) == 0);
}

/* Characters, not bytes. */
static int64_t
length_of(const char *text)
{
	int64_t length = 0;

	for (; *text != '\0'; text++)
		length += ((unsigned char)*text & 0xc0) != 0x80;
	return length;
}

static struct feel_value
call_string_length(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(length_of(args[0].string));
}

/* The byte where character number `index` begins. */
static const char *
skip_characters(const char *text, int64_t index)
{
	while (*text != '\0') {
		if (((unsigned char)*text & 0xc0) != 0x80 && index-- == 0)
			break;
		text++;
	}
	return text;
}

/* From a position counted from 1, or from the end if negative. */
static struct feel_value
call_substring(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t start, length = length_of(args[0].string), take = length;

	if (decimal_to_int(args[1].number, &start) != OK || start == 0 || start > length || start < -length)
		return feel_null();
	if (count == 3 && (decimal_to_int(args[2].number, &take) != OK || take < 1))
		return feel_null();
	const char *from = skip_characters(args[0].string, start > 0 ? start - 1 : length + start);
	return feel_string(arena_strndup(run->arena, from, (size_t)(skip_characters(from, take) - from)));
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
call_date(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t days;

	UNUSED(run);
	UNUSED(count);
	return feel_date_parse(args[0].string, strlen(args[0].string), &days) == OK ? feel_date(days) : feel_null();
}

static struct feel_value
call_duration(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_duration_parse(args[0].string);
}

static struct feel_value
call_today(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(args);
	UNUSED(count);
	return feel_date(run->context->today);
}

static struct feel_value
call_age(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(count);
	return feel_integer(feel_years_between(args[0].date, run->context->today));
}

static struct feel_value
call_years_between(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(feel_years_between(args[0].date, args[1].date));
}

static struct feel_value
call_days_between(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[1].date - args[0].date);
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
	struct feel_list list = gathered(args, count);
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
	{ "contains", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, call_contains, false },
	{ "starts with", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, call_starts_with, false },
	{ "ends with", 2, 2, { FEEL_STRING, FEEL_STRING }, FEEL_BOOLEAN, call_ends_with, false },
	{ "string length", 1, 1, { FEEL_STRING }, FEEL_NUMBER, call_string_length, false },
	{ "substring", 2, 3, { FEEL_STRING, FEEL_NUMBER, FEEL_NUMBER }, FEEL_STRING, call_substring, false },
	{ "string", 1, 1, { FEEL_ANY }, FEEL_STRING, call_string, false },
	{ "number", 1, 1, { FEEL_STRING }, FEEL_NUMBER, call_number, false },
	{ "floor", 1, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_floor, false },
	{ "ceiling", 1, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_ceiling, false },
	{ "decimal", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_decimal, false },
	{ "round half up", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_round_half_up, false },
	{ "abs", 1, 1, { FEEL_NUMBER }, FEEL_NUMBER, call_abs, false },
	{ "modulo", 2, 2, { FEEL_NUMBER, FEEL_NUMBER }, FEEL_NUMBER, call_modulo, false },
	{ "date", 1, 1, { FEEL_STRING }, FEEL_DATE, call_date, false },
	{ "duration", 1, 1, { FEEL_STRING }, FEEL_ANY, call_duration, false },
	{ "today", 0, 0, { FEEL_ANY }, FEEL_DATE, call_today, false },
	{ "age", 1, 1, { FEEL_DATE }, FEEL_NUMBER, call_age, false },
	{ "years between", 2, 2, { FEEL_DATE, FEEL_DATE }, FEEL_NUMBER, call_years_between, false },
	{ "days between", 2, 2, { FEEL_DATE, FEEL_DATE }, FEEL_NUMBER, call_days_between, false },
	{ "is defined", 1, 1, { FEEL_ANY }, FEEL_BOOLEAN, call_is_defined, true },
};
enum { FUNCTIONS = sizeof(functions) / sizeof(*functions) };

const struct feel_function *
feel_function_find(const char *name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (strcmp(functions[i].name, name) == 0)
			return &functions[i];
	return NULL;
}

size_t
feel_function_prefix(const char *text)
{
	for (size_t i = 0; i < FUNCTIONS; i++) {
		size_t size = strlen(functions[i].name);
		if (strchr(functions[i].name, ' ') != NULL && strncmp(text, functions[i].name, size) == 0 &&
		    text[size + strspn(text + size, " ")] == '(')
			return size;
	}
	return 0;
}
