/* The working calendar: what the builder refuses, and the days and minutes it counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/time/calendar.h"

#include "domain/time/office_year.h"

static void
assert_refused(const struct calendar_spec *spec, const char *message)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct failure failure = { 0 };
	const struct calendar *calendar = NULL;

	assert_int_equal(calendar_new(arena, spec, &failure, &calendar), ERR_INVALID);
	assert_string_equal(failure.message, message);
	assert_null(calendar);
	arena_free(arena);
}

static void
assert_shifts_refused(struct day_shifts day, const char *message)
{
	struct calendar_week week = office_week();
	const struct calendar_spec spec = { .first_day = 20000, .last_day = 20100, .weeks = &week, .week_count = 1 };

	week.days[2] = day;
	assert_refused(&spec, message);
}

static void
wrong_shifts_are_refused_by_name(void **state)
{
	(void)state;
	assert_shifts_refused((struct day_shifts){ .count = CALENDAR_SHIFTS_MAX + 1 }, "clock.calendar_shift_count");
	assert_shifts_refused((struct day_shifts){ .count = -1 }, "clock.calendar_shift_count");
	assert_shifts_refused((struct day_shifts){ { { 600, 600 } }, 1 }, "clock.calendar_shift_range");
	assert_shifts_refused((struct day_shifts){ { { -1, 600 } }, 1 }, "clock.calendar_shift_range");
	assert_shifts_refused((struct day_shifts){ { { 600, 1441 } }, 1 }, "clock.calendar_shift_range");
	assert_shifts_refused((struct day_shifts){ { { 450, 690 }, { 689, 700 } }, 2 }, "clock.calendar_shift_overlap");
	assert_shifts_refused((struct day_shifts){ { { 810, 900 }, { 450, 690 } }, 2 }, "clock.calendar_shift_overlap");
}

static void
wrong_ranges_weeks_and_exceptions_are_refused_by_name(void **state)
{
	struct calendar_week weeks[2] = { office_week(), office_week() };
	const struct calendar_exception twice[] = { { .day = 20005 }, { .day = 20005 } };
	const struct calendar_exception eighth = { .day = 20005, .kind = CALENDAR_LIKE_WEEKDAY, .weekday = 7 };
	const struct calendar_spec good = { .first_day = 20000, .last_day = 20100, .weeks = weeks, .week_count = 1 };
	struct calendar_spec spec = good;

	(void)state;
	spec.last_day = 19999;
	assert_refused(&spec, "clock.calendar_range");
	spec.last_day = 20000 + CALENDAR_DAYS_MAX;
	assert_refused(&spec, "clock.calendar_range");
	spec = good;
	spec.first_day = INT32_MIN;
	assert_refused(&spec, "clock.calendar_range");
	spec = good;
	spec.week_count = 0;
	assert_refused(&spec, "clock.calendar_no_week");
	spec.week_count = 2;
	assert_refused(&spec, "clock.calendar_week_order");
	spec = good;
	spec.exceptions = twice;
	spec.exception_count = 2;
	assert_refused(&spec, "clock.calendar_exception_twice");
	spec.exceptions = &eighth;
	spec.exception_count = 1;
	assert_refused(&spec, "clock.calendar_exception");
}

static void
a_new_pattern_holds_from_its_day_also_for_make_up_days(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct calendar_week weeks[2] = { office_week(), office_week() };
	const struct calendar_exception make_up = {
		.day = day_of(2026, 7, 4), .kind = CALENDAR_LIKE_WEEKDAY, .weekday = 0
	};
	const struct calendar_spec spec = { .first_day = day_of(2026, 6, 1),
		.last_day = day_of(2026, 7, 31),
		.weeks = weeks,
		.week_count = 2,
		.exceptions = &make_up,
		.exception_count = 1 };
	const struct calendar *calendar;

	(void)state;
	weeks[1].from = day_of(2026, 7, 1);
	weeks[1].days[0] = (struct day_shifts){ { { 420, 690 } }, 1 };
	assert_int_equal(calendar_new(arena, &spec, NULL, &calendar), OK);
	assert_int_equal(calendar_day_minutes(calendar, day_of(2026, 6, 29)), 480); /* Mondays */
	assert_int_equal(calendar_day_minutes(calendar, day_of(2026, 7, 6)), 270);
	assert_int_equal(calendar_day_minutes(calendar, day_of(2026, 7, 4)), 270); /* Saturday worked as a Monday */
	arena_free(arena);
}

static void
days_and_minutes_are_counted_over_holidays_and_make_up_days(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	const struct calendar *calendar = office_calendar(arena, 2026);
	int32_t monday = day_of(2026, 11, 23);

	(void)state;
	assert_int_equal(calendar_add_working_days(calendar, monday, 1), day_of(2026, 11, 25));
	assert_int_equal(calendar_add_working_days(calendar, day_of(2026, 11, 25), -1), monday);
	assert_int_equal(calendar_add_working_days(calendar, day_of(2026, 11, 22), -1), day_of(2026, 11, 20));
	assert_int_equal(calendar_add_working_days(calendar, monday, 0), monday);
	assert_int_equal(calendar_add_working_days(calendar, monday, 1000), DAY_NONE);
	assert_int_equal(calendar_add_working_days(calendar, monday, -1000), DAY_NONE);
	assert_int_equal(calendar_add_working_days(calendar, day_of(2025, 1, 1), 1), DAY_NONE);
	assert_int_equal(calendar_working_day(calendar, day_of(2026, 8, 22)), day_of(2026, 8, 22));
	assert_int_equal(calendar_working_day(calendar, day_of(2026, 11, 24)), day_of(2026, 11, 25));
	assert_int_equal(calendar_working_days_between(calendar, monday, day_of(2026, 11, 30)), 4);
	assert_int_equal(calendar_working_days_between(calendar, day_of(2026, 11, 30), monday), 0);
	assert_string_equal(calendar_exception_on(calendar, day_of(2026, 11, 24))->reason, "Ngày Văn hóa Việt Nam");
	assert_null(calendar_exception_on(calendar, monday));
	assert_int_equal(calendar_shifts(calendar, day_of(2027, 1, 4))->count, 0);
	assert_true(calendar_closing(calendar, day_of(2026, 11, 24)) == MINUTE_NONE);
	arena_free(arena);
}

static void
nothing_lies_beyond_the_calendar(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	const struct calendar *calendar = office_calendar(arena, 2026);
	int64_t all = calendar_worked(calendar, INT64_MAX / 2);

	(void)state;
	assert_int_equal(calendar_worked(calendar, 0), 0);
	assert_true(calendar_when_worked(calendar, all) == (int64_t)day_of(2026, 12, 31) * 1440 + 1050);
	assert_true(calendar_when_worked(calendar, all + 1) == MINUTE_NONE);
	assert_true(calendar_when_worked(calendar, 0) == MINUTE_NONE);
	assert_true(calendar_next_open(calendar, (int64_t)day_of(2026, 12, 31) * 1440 + 1050) == MINUTE_NONE);
	assert_true(add_working_minutes(calendar, at(2026, 12, 31, 17, 0), 31) == TIME_NONE);
	assert_true(add_working_minutes(calendar, at(2027, 1, 4, 9, 0), 1) == TIME_NONE);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_shifts_are_refused_by_name),
		cmocka_unit_test(wrong_ranges_weeks_and_exceptions_are_refused_by_name),
		cmocka_unit_test(a_new_pattern_holds_from_its_day_also_for_make_up_days),
		cmocka_unit_test(days_and_minutes_are_counted_over_holidays_and_make_up_days),
		cmocka_unit_test(nothing_lies_beyond_the_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
