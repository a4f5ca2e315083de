/* The functions of FEEL about days and durations, and their properties. See feel_functions.h. */
#include <string.h>

#include "domain/definition/feel/feel_functions.h"

#define UNUSED(x) ((void)(x))

enum { SECONDS_PER_DAY = 86400, SECONDS_PER_HOUR = 3600, WEEK = 7, MONTHS = 12 };

struct feel_value
feel_date_read(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t days;

	UNUSED(run);
	UNUSED(count);
	return feel_date_parse(args[0].string, strlen(args[0].string), &days) == OK ? feel_date(days) : feel_null();
}

struct feel_value
feel_duration_read(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_duration_parse(args[0].string);
}

struct feel_value
feel_today(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(args);
	UNUSED(count);
	return feel_date(run->context->today);
}

struct feel_value
feel_age(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(count);
	return feel_integer(feel_years_between(args[0].date, run->context->today));
}

struct feel_value
feel_call_years_between(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(feel_years_between(args[0].date, args[1].date));
}

struct feel_value
feel_days_between(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[1].date - args[0].date);
}

/* date(2026, 11, 21); null if there is no such day. */
struct feel_value
feel_date_of(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t parts[3], days;
	char text[11];

	UNUSED(run);
	UNUSED(count);
	for (size_t i = 0; i < 3; i++)
		if (decimal_to_int(args[i].number, &parts[i]) != OK)
			return feel_null();
	if (parts[0] < 1 || parts[0] > 9999 || parts[1] < 1 || parts[1] > MONTHS || parts[2] < 1 || parts[2] > 31)
		return feel_null();
	feel_date_write((unsigned)parts[0], (unsigned)parts[1], (unsigned)parts[2], text);
	return feel_date_parse(text, strlen(text), &days) == OK ? feel_date(days) : feel_null();
}

struct feel_value
feel_last_day_of_month(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int year, month, day, next = 0;
	int64_t days = args[0].date;

	UNUSED(run);
	UNUSED(count);
	feel_date_parts(days, &year, &month, &day);
	for (int at = month; at == month; days++)
		feel_date_parts(days + 1, &year, &at, &next);
	return feel_date(days - 1);
}

/* Whole months from one day to the other. */
struct feel_value
feel_months_between(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t from = args[0].date, to = args[1].date, months;
	int years[2], month[2], day[2];
	bool back = from > to;

	UNUSED(run);
	UNUSED(count);
	feel_date_parts(back ? to : from, &years[0], &month[0], &day[0]);
	feel_date_parts(back ? from : to, &years[1], &month[1], &day[1]);
	months = (int64_t)(years[1] - years[0]) * MONTHS + month[1] - month[0] - (day[1] < day[0]);
	return (struct feel_value){ .type = FEEL_MONTHS, .months = back ? -months : months };
}

static struct feel_value
part_of_date(const struct feel_value *args, size_t which)
{
	int parts[3];

	feel_date_parts(args[0].date, &parts[0], &parts[1], &parts[2]);
	return feel_integer(parts[which]);
}

struct feel_value
feel_year(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return part_of_date(args, 0);
}

struct feel_value
feel_month(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return part_of_date(args, 1);
}

struct feel_value
feel_day(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return part_of_date(args, 2);
}

struct feel_value
feel_years_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].months / MONTHS);
}

struct feel_value
feel_months_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].months % MONTHS);
}

struct feel_value
feel_days_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].seconds / SECONDS_PER_DAY);
}

struct feel_value
feel_hours_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].seconds % SECONDS_PER_DAY / SECONDS_PER_HOUR);
}

struct feel_value
feel_minutes_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].seconds % SECONDS_PER_HOUR / 60);
}

struct feel_value
feel_seconds_part(struct feel_run *run, const struct feel_value *args, size_t count)
{
	UNUSED(run);
	UNUSED(count);
	return feel_integer(args[0].seconds % 60);
}

/* 1 is Monday, 7 Sunday; 1 January 1970 was a Thursday. */
struct feel_value
feel_weekday(struct feel_run *run, const struct feel_value *args, size_t count)
{
	int64_t place = (args[0].date + 3) % WEEK;

	UNUSED(run);
	UNUSED(count);
	return feel_integer((place < 0 ? place + WEEK : place) + 1);
}
