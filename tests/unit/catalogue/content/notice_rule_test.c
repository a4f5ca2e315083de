/* NĐ 224/2026 Điều 13: who plans an interruption tells it seven working days before; holidays do not count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/content.h"
#include "content/notice_rule.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/time/calendar.h"

enum { SEVEN = 7, OPENING = 450, CLOSING = 1050 };

static struct arena *arena;
static const struct calendar *calendar;

static int32_t
day_of(int year, int month, int day)
{
	return days_from_civil((struct civil){ year, month, day });
}

/* Monday to Friday in 2026, but not on 24 November. */
static int
start(void **state)
{
	const struct day_shifts work = { { { OPENING, CLOSING } }, 1 };
	const struct calendar_week week = { 0, { work, work, work, work, work } };
	const struct calendar_exception holiday = { .day = day_of(2026, 11, 24), .kind = CALENDAR_DAY_OFF };
	const struct calendar_spec spec = { 1, day_of(2026, 1, 1), day_of(2026, 12, 31), &week, 1, &holiday, 1 };
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT);
	return calendar_new(arena, &spec, &failure, &calendar);
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static bool
in_time(const char *kind, int32_t starts)
{
	const struct notice notice = { .kind = kind, .starts_at = utc_from_local(starts, OPENING) };

	return notice_is_in_time(&notice, calendar, SEVEN, utc_from_local(day_of(2026, 11, 20), OPENING));
}

static void
test_seven_working_days_lie_between_notice_and_interruption(void **state)
{
	(void)state;
	/* From Friday 20 November: 23, 25, 26, 27, 30 November, 1 December; the seventh is 2 December. */
	assert_false(in_time("planned", day_of(2026, 12, 1)));
	assert_true(in_time("planned", day_of(2026, 12, 2)));
}

static void
test_an_emergency_waits_for_nothing(void **state)
{
	(void)state;
	assert_true(in_time("urgent", day_of(2026, 11, 20)));
}

static void
test_beyond_the_calendar_nothing_is_in_time(void **state)
{
	const struct notice notice = { .kind = "planned", .starts_at = utc_from_local(day_of(2027, 6, 1), 0) };

	(void)state;
	assert_false(notice_is_in_time(&notice, calendar, SEVEN, utc_from_local(day_of(2026, 12, 28), 0)));
}

static void
test_times_of_the_day(void **state)
{
	static const char *const wrong[] = { "", "7:30", "24:00", "23:60", "ab:cd", "12:3", "12:345", "12.30",
		"-1:00" };

	(void)state;
	assert_int_equal(notice_minutes("00:00"), 0);
	assert_int_equal(notice_minutes("23:59"), 1439);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(notice_time_is_valid(wrong[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seven_working_days_lie_between_notice_and_interruption),
		cmocka_unit_test(test_an_emergency_waits_for_nothing),
		cmocka_unit_test(test_beyond_the_calendar_nothing_is_in_time),
		cmocka_unit_test(test_times_of_the_day),
	};

	return cmocka_run_group_tests(tests, start, end);
}
