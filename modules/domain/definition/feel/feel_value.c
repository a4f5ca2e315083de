/* FEEL values: making, comparing, showing them; days of the calendar. See feel.h and feel_tree.h. */
#include <stdio.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"

enum { SECONDS_PER_DAY = 86400, DURATION_MAX = 999999, LIST_TEXT_MAX = 64 * 1024 };

struct feel_value
feel_null(void)
{
	return (struct feel_value){ .type = FEEL_NULL };
}

struct feel_value
feel_boolean(bool boolean)
{
	return (struct feel_value){ .type = FEEL_BOOLEAN, .boolean = boolean };
}

struct feel_value
feel_number(struct decimal number)
{
	return (struct feel_value){ .type = FEEL_NUMBER, .number = number };
}

struct feel_value
feel_integer(int64_t number)
{
	return feel_number(decimal_from_int(number));
}

struct feel_value
feel_string(const char *string)
{
	return (struct feel_value){ .type = FEEL_STRING, .string = string };
}

struct feel_value
feel_date(int64_t days)
{
	return (struct feel_value){ .type = FEEL_DATE, .date = days };
}

struct feel_value
feel_list(const struct feel_value *items, size_t count)
{
	size_t weight = count;

	for (size_t i = 0; i < count && weight <= FEEL_STEPS_MAX; i++)
		if (items[i].type == FEEL_LIST)
			weight +=
			    items[i].list.weight > items[i].list.count ? items[i].list.weight : items[i].list.count;
	if (weight > FEEL_STEPS_MAX) /* lists of one list over and over would take forever to compare or to show */
		return feel_null();
	return (struct feel_value){ .type = FEEL_LIST, .list = { items, count, weight } };
}

static bool
ends_equal(const struct feel_value *a, const struct feel_value *b)
{
	return a == NULL || b == NULL ? a == b : feel_equal(*a, *b);
}

bool
feel_equal(struct feel_value a, struct feel_value b)
{
	int order;

	if (a.type != b.type)
		return false;
	switch (a.type) {
	case FEEL_NULL: return true;
	case FEEL_BOOLEAN: return a.boolean == b.boolean;
	case FEEL_LIST:
		if (a.list.count != b.list.count)
			return false;
		for (size_t i = 0; i < a.list.count; i++)
			if (!feel_equal(a.list.items[i], b.list.items[i]))
				return false;
		return true;
	case FEEL_RANGE:
		return a.range.low_included == b.range.low_included && a.range.high_included == b.range.high_included &&
		       ends_equal(a.range.low, b.range.low) && ends_equal(a.range.high, b.range.high);
	default: return feel_compare(a, b, &order) && order == 0;
	}
}

static int
order_of(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

bool
feel_compare(struct feel_value a, struct feel_value b, int *ret_order)
{
	if (a.type != b.type)
		return false;
	switch (a.type) {
	case FEEL_NUMBER: *ret_order = decimal_compare(a.number, b.number); return true;
	case FEEL_STRING: *ret_order = strcmp(a.string, b.string); return true;
	case FEEL_DATE: *ret_order = order_of(a.date, b.date); return true;
	case FEEL_DAYS: *ret_order = order_of(a.seconds, b.seconds); return true;
	case FEEL_MONTHS: *ret_order = order_of(a.months, b.months); return true;
	default: return false;
	}
}

struct feel_value
feel_within(struct feel_value value, struct feel_value range)
{
	int order;

	if (range.range.low != NULL) {
		if (!feel_compare(value, *range.range.low, &order))
			return feel_null();
		if (order < 0 || (order == 0 && !range.range.low_included))
			return feel_boolean(false);
	}
	if (range.range.high != NULL) {
		if (!feel_compare(value, *range.range.high, &order))
			return feel_null();
		if (order > 0 || (order == 0 && !range.range.high_included))
			return feel_boolean(false);
	}
	return feel_boolean(true);
}

struct feel_value
feel_match_value(struct feel_value value, struct feel_value test)
{
	if (test.type == FEEL_RANGE)
		return feel_within(value, test);
	if (test.type != FEEL_LIST || value.type == FEEL_LIST)
		return feel_boolean(feel_equal(value, test));
	for (size_t i = 0; i < test.list.count; i++) {
		struct feel_value item = test.list.items[i];
		struct feel_value match = item.type == FEEL_LIST ? feel_boolean(false) : feel_match_value(value, item);
		if (match.type == FEEL_BOOLEAN && match.boolean)
			return match;
	}
	return feel_boolean(false);
}

void
feel_date_parts(int64_t days, int *year, int *month, int *day)
{
	struct civil civil = civil_from_days((int32_t)days);

	*year = civil.year;
	*month = civil.month;
	*day = civil.day;
}

enum err
feel_date_parse(const char *text, size_t size, int64_t *ret_days)
{
	int parts[3] = { 0, 0, 0 };

	if (size != 10 || text[4] != '-' || text[7] != '-')
		return ERR_INVALID;
	for (size_t i = 0, part = 0; i < size; i++) {
		if (i == 4 || i == 7) {
			part++;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return ERR_INVALID;
		parts[part] = parts[part] * 10 + (text[i] - '0');
	}
	struct civil civil = { parts[0], parts[1], parts[2] };
	if (!civil_valid(civil))
		return ERR_INVALID;
	*ret_days = days_from_civil(civil);
	return OK;
}

void
feel_date_format(int64_t days, char text[11])
{
	int year, month, day;

	feel_date_parts(days, &year, &month, &day);
	feel_date_write(year < 0 ? 0 : (unsigned)year, (unsigned)month, (unsigned)day, text);
}

void
feel_date_write(unsigned year, unsigned month, unsigned day, char text[11])
{
	snprintf(text, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}

static bool
date_in_range(int64_t days)
{
	return days >= -719162 && days <= 2932896; /* 0001-01-01 .. 9999-12-31 */
}

static struct feel_value
date_or_null(int64_t days)
{
	return date_in_range(days) ? feel_date(days) : feel_null();
}

/* The same day of another month, or that month's last day. */
static struct feel_value
add_months(int64_t date, int64_t months)
{
	int year, month, day;

	feel_date_parts(date, &year, &month, &day);
	int64_t index = (int64_t)year * 12 + (month - 1) + months;
	if (index < 12 || index >= INT64_C(120000))
		return feel_null();
	struct civil civil = { (int)(index / 12), (int)(index % 12) + 1, day };
	while (!civil_valid(civil))
		civil.day--;
	return feel_date(days_from_civil(civil));
}

static int64_t
whole_days(int64_t seconds)
{
	return seconds >= 0 ? seconds / SECONDS_PER_DAY : -((-seconds + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY);
}

static struct feel_value
duration(enum feel_type type, int64_t amount)
{
	const int64_t bound = (int64_t)DURATION_MAX * SECONDS_PER_DAY * 4;

	if (amount > bound || amount < -bound)
		return feel_null();
	return type == FEEL_DAYS ? (struct feel_value){ .type = FEEL_DAYS, .seconds = amount }
				 : (struct feel_value){ .type = FEEL_MONTHS, .months = amount };
}

struct feel_value
feel_add(struct feel_value a, struct feel_value b)
{
	if (a.type != FEEL_DATE && b.type == FEEL_DATE)
		return feel_add(b, a);
	if (a.type == FEEL_DATE && b.type == FEEL_DAYS)
		return date_or_null(a.date + whole_days(b.seconds));
	if (a.type == FEEL_DATE && b.type == FEEL_MONTHS)
		return add_months(a.date, b.months);
	if (a.type == FEEL_DAYS && b.type == FEEL_DAYS)
		return duration(FEEL_DAYS, a.seconds + b.seconds);
	if (a.type == FEEL_MONTHS && b.type == FEEL_MONTHS)
		return duration(FEEL_MONTHS, a.months + b.months);
	return feel_null();
}

struct feel_value
feel_subtract(struct feel_value a, struct feel_value b)
{
	if (a.type == FEEL_DATE && b.type == FEEL_DATE)
		return duration(FEEL_DAYS, (a.date - b.date) * SECONDS_PER_DAY);
	if (b.type == FEEL_DAYS && (a.type == FEEL_DATE || a.type == FEEL_DAYS))
		return feel_add(a, duration(FEEL_DAYS, -b.seconds));
	if (b.type == FEEL_MONTHS && (a.type == FEEL_DATE || a.type == FEEL_MONTHS))
		return feel_add(a, duration(FEEL_MONTHS, -b.months));
	return feel_null();
}

int64_t
feel_years_between(int64_t from, int64_t to)
{
	int from_year, from_month, from_day, to_year, to_month, to_day;

	if (from > to)
		return -feel_years_between(to, from);
	feel_date_parts(from, &from_year, &from_month, &from_day);
	feel_date_parts(to, &to_year, &to_month, &to_day);
	return to_year - from_year - (to_month < from_month || (to_month == from_month && to_day < from_day));
}

static const struct {
	char unit;
	bool after_t;
	enum feel_type type;
	int64_t factor;
} duration_units[] = {
	{ 'Y', false, FEEL_MONTHS, 12 },
	{ 'M', false, FEEL_MONTHS, 1 },
	{ 'D', false, FEEL_DAYS, SECONDS_PER_DAY },
	{ 'H', true, FEEL_DAYS, 3600 },
	{ 'M', true, FEEL_DAYS, 60 },
	{ 'S', true, FEEL_DAYS, 1 },
};
enum { DURATION_UNITS = sizeof(duration_units) / sizeof(*duration_units) };

/* -?P(nY)?(nM)? or -?P(nD)?(T(nH)?(nM)?(nS)?)? */
struct feel_value
feel_duration_parse(const char *text)
{
	bool negative = *text == '-', after_t = false;
	enum feel_type type = FEEL_NULL;
	int64_t sum = 0, number;
	size_t unit = 0;

	text += negative;
	if (*text++ != 'P')
		return feel_null();
	while (*text != '\0') {
		if (*text == 'T' && !after_t) {
			after_t = true;
			text++;
		}
		if (*text < '0' || *text > '9')
			return feel_null();
		for (number = 0; *text >= '0' && *text <= '9'; text++)
			if ((number = number * 10 + (*text - '0')) > DURATION_MAX)
				return feel_null();
		while (unit < DURATION_UNITS &&
		       (duration_units[unit].unit != *text || duration_units[unit].after_t != after_t))
			unit++;
		if (unit == DURATION_UNITS || (type != FEEL_NULL && type != duration_units[unit].type))
			return feel_null();
		type = duration_units[unit].type;
		sum += number * duration_units[unit++].factor;
		text++;
	}
	return type == FEEL_NULL ? feel_null() : duration(type, negative ? -sum : sum);
}

static void
text_of(struct buffer *out, struct feel_value value)
{
	char text[DECIMAL_TEXT_SHORT];

	switch (value.type) {
	case FEEL_BOOLEAN: buffer_text(out, value.boolean ? "true" : "false"); break;
	case FEEL_NUMBER:
		decimal_format(value.number, text, sizeof(text));
		buffer_text(out, text);
		break;
	case FEEL_STRING: buffer_text(out, value.string); break;
	case FEEL_DATE:
		feel_date_format(value.date, text);
		buffer_text(out, text);
		break;
	case FEEL_DAYS:
		buffer_printf(out, "%sP%lldD", value.seconds < 0 ? "-" : "",
		    (long long)(value.seconds < 0 ? -value.seconds : value.seconds) / SECONDS_PER_DAY);
		if (value.seconds % SECONDS_PER_DAY != 0)
			buffer_printf(out, "T%lldS",
			    (long long)(value.seconds < 0 ? -value.seconds : value.seconds) % SECONDS_PER_DAY);
		break;
	case FEEL_MONTHS:
		buffer_printf(out, "%sP%lldM", value.months < 0 ? "-" : "",
		    (long long)(value.months < 0 ? -value.months : value.months));
		break;
	case FEEL_LIST:
		for (size_t i = 0; i < value.list.count; i++) {
			buffer_text(out, i > 0 ? ", " : "");
			text_of(out, value.list.items[i]);
		}
		break;
	default: break;
	}
}

const char *
feel_to_text(struct arena *arena, struct feel_value value)
{
	struct buffer out;

	buffer_init(&out, arena, LIST_TEXT_MAX);
	text_of(&out, value);
	return out.data;
}
