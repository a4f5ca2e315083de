/*
 * The compiled calendar: one index of shifts and two running sums per day, so that every question is one array access or
 * one binary search. See calendar.h. Must not know of dossiers or of today.
 */
#include "domain/time/calendar.h"

#include <string.h>

#include "core/memory/arena.h"

struct compiled_day {
	const struct day_shifts *shifts;
	const struct calendar_exception *exception; /* or NULL */
	int32_t minutes;
};

struct calendar {
	int64_t version;
	int32_t first_day, day_count;
	struct compiled_day *days;
	int32_t *minutes_before; /* day_count + 1: working minutes before that day */
	int32_t *days_before;    /* day_count + 1: working days before that day */
};

static const struct day_shifts no_shifts;

/* --- validation ----------------------------------------------------------------------------------------------------- */

static enum err
shifts_check(const struct day_shifts *day, const char *field, struct failure *failure)
{
	int end = 0;

	if (day->count < 0 || day->count > CALENDAR_SHIFTS_MAX)
		return FAILURE(failure, ERR_INVALID, "clock.calendar_shift_count", field, "%d shifts", day->count);
	for (int i = 0; i < day->count; i++) {
		const struct shift *shift = &day->shifts[i];

		if (shift->from < 0 || shift->to > DAY_MINUTES || shift->from >= shift->to)
			return FAILURE(failure, ERR_INVALID, "clock.calendar_shift_range", field, "shift %d-%d",
			    shift->from, shift->to);
		if (shift->from < end)
			return FAILURE(failure, ERR_INVALID, "clock.calendar_shift_overlap", field,
			    "shift %d-%d before %d", shift->from, shift->to, end);
		end = shift->to;
	}
	return OK;
}

static enum err
weeks_check(const struct calendar_spec *spec, struct failure *failure)
{
	enum err err;

	if (spec->week_count == 0)
		return FAILURE(failure, ERR_INVALID, "clock.calendar_no_week", "weeks", "no weekly pattern");
	for (size_t i = 0; i < spec->week_count; i++) {
		if (i > 0 && spec->weeks[i].from <= spec->weeks[i - 1].from)
			return FAILURE(failure, ERR_INVALID, "clock.calendar_week_order", "weeks", "pattern %zu", i);
		for (int d = 0; d < 7; d++)
			if ((err = shifts_check(&spec->weeks[i].days[d], "weeks", failure)))
				return err;
	}
	return OK;
}

static enum err
exception_check(const struct calendar_exception *exception, struct failure *failure)
{
	switch (exception->kind) {
	case CALENDAR_DAY_OFF: return OK;
	case CALENDAR_LIKE_WEEKDAY:
		if (exception->weekday >= 0 && exception->weekday < 7)
			return OK;
		break;
	case CALENDAR_OWN_SHIFTS: return shifts_check(&exception->shifts, "exceptions", failure);
	}
	return FAILURE(failure, ERR_INVALID, "clock.calendar_exception", "exceptions", "day %d", exception->day);
}

static enum err
spec_check(const struct calendar_spec *spec, struct failure *failure)
{
	enum err err;

	if (spec->first_day < 0 || spec->last_day < spec->first_day || spec->last_day > CALENDAR_LAST_DAY ||
	    spec->last_day - spec->first_day >= CALENDAR_DAYS_MAX)
		return FAILURE(failure, ERR_INVALID, "clock.calendar_range", "last_day", "days %d to %d",
		    spec->first_day, spec->last_day);
	if ((err = weeks_check(spec, failure)))
		return err;
	for (size_t i = 0; i < spec->exception_count; i++)
		if ((err = exception_check(&spec->exceptions[i], failure)))
			return err;
	return OK;
}

/* --- compilation ---------------------------------------------------------------------------------------------------- */

static void
lay_weeks(struct calendar *calendar, const struct calendar_week *weeks, size_t count)
{
	size_t w = 0;

	for (int32_t i = 0; i < calendar->day_count; i++) {
		int32_t day = calendar->first_day + i;

		while (w + 1 < count && weeks[w + 1].from <= day)
			w++;
		calendar->days[i].shifts = &weeks[w].days[weekday(day) - MONDAY];
	}
}

/* The pattern that holds in the week of `day`, as the weekday `like`: make-up days follow the pattern of their own time. */
static const struct day_shifts *
pattern_of(const struct calendar_week *weeks, size_t count, int32_t day, int like)
{
	size_t w = 0;

	while (w + 1 < count && weeks[w + 1].from <= day)
		w++;
	return &weeks[w].days[like];
}

static enum err
lay_exceptions(struct arena *arena, struct calendar *calendar, const struct calendar_spec *spec,
    const struct calendar_week *weeks, struct failure *failure)
{
	struct calendar_exception *copies = arena_array(arena, spec->exception_count, sizeof(*copies));

	for (size_t i = 0; i < spec->exception_count; i++) {
		struct calendar_exception *copy = &copies[i];

		*copy = spec->exceptions[i];
		copy->reason = copy->reason == NULL ? NULL : arena_strdup(arena, copy->reason);
		if (!calendar_covers(calendar, copy->day))
			continue;
		struct compiled_day *day = &calendar->days[copy->day - calendar->first_day];
		if (day->exception != NULL)
			return FAILURE(
			    failure, ERR_INVALID, "clock.calendar_exception_twice", "exceptions", "day %d", copy->day);
		day->exception = copy;
		day->shifts = &no_shifts;
		if (copy->kind == CALENDAR_LIKE_WEEKDAY)
			day->shifts = pattern_of(weeks, spec->week_count, copy->day, copy->weekday);
		else if (copy->kind == CALENDAR_OWN_SHIFTS)
			day->shifts = &copy->shifts;
	}
	return OK;
}

static void
add_up(struct calendar *calendar)
{
	for (int32_t i = 0; i < calendar->day_count; i++) {
		struct compiled_day *day = &calendar->days[i];

		day->minutes = 0;
		for (int s = 0; s < day->shifts->count; s++)
			day->minutes += day->shifts->shifts[s].to - day->shifts->shifts[s].from;
		calendar->minutes_before[i + 1] = calendar->minutes_before[i] + day->minutes;
		calendar->days_before[i + 1] = calendar->days_before[i] + (day->minutes > 0);
	}
}

enum err
calendar_new(
    struct arena *arena, const struct calendar_spec *spec, struct failure *failure, const struct calendar **ret)
{
	enum err err;

	if ((err = spec_check(spec, failure)))
		return err;
	struct calendar *calendar = ARENA_NEW(arena, struct calendar);
	struct calendar_week *weeks = arena_array(arena, spec->week_count, sizeof(*weeks));
	memcpy(weeks, spec->weeks, spec->week_count * sizeof(*weeks));
	calendar->version = spec->version;
	calendar->first_day = spec->first_day;
	calendar->day_count = spec->last_day - spec->first_day + 1;
	calendar->days = arena_array(arena, (size_t)calendar->day_count, sizeof(*calendar->days));
	calendar->minutes_before = arena_array(arena, (size_t)calendar->day_count + 1, sizeof(int32_t));
	calendar->days_before = arena_array(arena, (size_t)calendar->day_count + 1, sizeof(int32_t));
	lay_weeks(calendar, weeks, spec->week_count);
	if ((err = lay_exceptions(arena, calendar, spec, weeks, failure)))
		return err;
	add_up(calendar);
	*ret = calendar;
	return OK;
}

/* --- questions ------------------------------------------------------------------------------------------------------ */

int64_t
calendar_version(const struct calendar *calendar)
{
	return calendar->version;
}

bool
calendar_covers(const struct calendar *calendar, int32_t day)
{
	return day >= calendar->first_day && (int64_t)day - calendar->first_day < calendar->day_count;
}

int32_t
calendar_first_day(const struct calendar *calendar)
{
	return calendar->first_day;
}

int32_t
calendar_last_day(const struct calendar *calendar)
{
	return calendar->first_day + calendar->day_count - 1;
}

const struct day_shifts *
calendar_shifts(const struct calendar *calendar, int32_t day)
{
	return calendar_covers(calendar, day) ? calendar->days[day - calendar->first_day].shifts : &no_shifts;
}

int
calendar_day_minutes(const struct calendar *calendar, int32_t day)
{
	return calendar_covers(calendar, day) ? calendar->days[day - calendar->first_day].minutes : 0;
}

const struct calendar_exception *
calendar_exception_on(const struct calendar *calendar, int32_t day)
{
	return calendar_covers(calendar, day) ? calendar->days[day - calendar->first_day].exception : NULL;
}

/* The largest i with sums[i] < value; sums[0] is 0, value > 0. */
static int32_t
last_below(const int32_t *sums, int32_t count, int64_t value)
{
	int32_t low = 0, high = count;

	while (low < high) {
		int32_t middle = low + (high - low + 1) / 2;

		if (sums[middle] < value)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

int64_t
calendar_worked(const struct calendar *calendar, int64_t minute)
{
	int64_t index = floor_divide(minute, DAY_MINUTES) - calendar->first_day;
	int64_t of_day = minute - (index + calendar->first_day) * DAY_MINUTES;

	if (index < 0)
		return 0;
	if (index >= calendar->day_count)
		return calendar->minutes_before[calendar->day_count];
	const struct day_shifts *day = calendar->days[index].shifts;
	int64_t worked = calendar->minutes_before[index];
	for (int s = 0; s < day->count && of_day > day->shifts[s].from; s++)
		worked += (of_day < day->shifts[s].to ? of_day : day->shifts[s].to) - day->shifts[s].from;
	return worked;
}

int64_t
calendar_when_worked(const struct calendar *calendar, int64_t worked)
{
	if (worked <= 0 || worked > calendar->minutes_before[calendar->day_count])
		return MINUTE_NONE;
	int32_t index = last_below(calendar->minutes_before, calendar->day_count, worked);
	const struct day_shifts *day = calendar->days[index].shifts;
	int64_t left = worked - calendar->minutes_before[index];
	for (int s = 0; s < day->count; s++) {
		int length = day->shifts[s].to - day->shifts[s].from;

		if (left <= length)
			return (int64_t)(calendar->first_day + index) * DAY_MINUTES + day->shifts[s].from + left;
		left -= length;
	}
	return MINUTE_NONE;
}

int64_t
calendar_next_open(const struct calendar *calendar, int64_t minute)
{
	int64_t start = (int64_t)calendar->first_day * DAY_MINUTES;

	if (minute < start)
		minute = start;
	/* One working minute later, one minute back: at 11:30 and at 13:30 alike that is 13:30. */
	int64_t after = calendar_when_worked(calendar, calendar_worked(calendar, minute) + 1);
	return after == MINUTE_NONE ? MINUTE_NONE : after - 1;
}

int32_t
calendar_working_day(const struct calendar *calendar, int32_t day)
{
	if (day < calendar->first_day)
		day = calendar->first_day;
	if (calendar_day_minutes(calendar, day) > 0)
		return day;
	return calendar_add_working_days(calendar, day, 1);
}

int32_t
calendar_add_working_days(const struct calendar *calendar, int32_t day, int32_t count)
{
	int64_t nth;

	if (count == 0 || !calendar_covers(calendar, day))
		return count == 0 ? day : DAY_NONE;
	int32_t index = day - calendar->first_day;
	if (count > 0)
		nth = (int64_t)calendar->days_before[index + 1] + count;
	else
		nth = (int64_t)calendar->days_before[index] + count + 1;
	if (nth < 1 || nth > calendar->days_before[calendar->day_count])
		return DAY_NONE;
	return calendar->first_day + last_below(calendar->days_before, calendar->day_count, nth);
}

/* Working days before the end of `day`, both ends of the calendar included. */
static int32_t
days_until_end_of(const struct calendar *calendar, int32_t day)
{
	if (day < calendar->first_day)
		return 0;
	if (!calendar_covers(calendar, day))
		return calendar->days_before[calendar->day_count];
	return calendar->days_before[day - calendar->first_day + 1];
}

int32_t
calendar_working_days_between(const struct calendar *calendar, int32_t from, int32_t to)
{
	return from < to ? days_until_end_of(calendar, to) - days_until_end_of(calendar, from) : 0;
}

int64_t
calendar_opening(const struct calendar *calendar, int32_t day)
{
	const struct day_shifts *shifts = calendar_shifts(calendar, day);

	return shifts->count == 0 ? MINUTE_NONE : (int64_t)day * DAY_MINUTES + shifts->shifts[0].from;
}

int64_t
calendar_closing(const struct calendar *calendar, int32_t day)
{
	const struct day_shifts *shifts = calendar_shifts(calendar, day);

	return shifts->count == 0 ? MINUTE_NONE : (int64_t)day * DAY_MINUTES + shifts->shifts[shifts->count - 1].to;
}

int64_t
working_minutes_between(const struct calendar *calendar, int64_t from_us, int64_t to_us)
{
	if (to_us <= from_us)
		return 0;
	return calendar_worked(calendar, office_minute(to_us)) - calendar_worked(calendar, office_minute(from_us));
}

int64_t
add_working_minutes(const struct calendar *calendar, int64_t from_us, int64_t minutes)
{
	int64_t from = office_minute(from_us), minute;

	if (!calendar_covers(calendar, minute_day(from)) || minutes < 0 || minutes > INT32_MAX)
		return TIME_NONE;
	if (minutes == 0)
		minute = calendar_next_open(calendar, from);
	else
		minute = calendar_when_worked(calendar, calendar_worked(calendar, from) + minutes);
	return minute == MINUTE_NONE ? TIME_NONE : office_instant(minute);
}
