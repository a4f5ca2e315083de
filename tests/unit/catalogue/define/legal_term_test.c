/* The time that the law gives a procedure, in the minutes in which steps are counted. */
#include "define/legal_term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/time/clock_policy.h"
#include "domain/time/policy_text.h"

enum { DAY = 480, CALENDAR = 24 * 60 };

/* The minutes that a policy with this count and term leaves to steps counted in working or calendar time. */
static int64_t
minutes(enum clock_count count, const char *term, bool calendar_steps)
{
	struct arena *arena = arena_new(1 << 20);
	struct clock_policy policy = clock_policy_default();
	int64_t result;

	policy.count = count;
	assert_int_equal(term_parse(arena, term, &policy.term), OK);
	result = legal_term_minutes(&policy, calendar_steps);
	arena_free(arena);
	return result;
}

static void
test_working_days_are_as_many_days_of_steps(void **state)
{
	(void)state;
	assert_int_equal(minutes(CLOCK_WORKING_DAYS, "15 ngày làm việc", false), 15 * DAY);
	assert_int_equal(minutes(CLOCK_WORKING_DAYS, "7,5 ngày", false), 15 * DAY / 2);
	assert_int_equal(minutes(CLOCK_WORKING_TIME, "4 giờ", false), 240);
}

static void
test_a_result_of_the_same_day_leaves_one_working_day(void **state)
{
	(void)state;
	assert_int_equal(minutes(CLOCK_WORKING_TIME, "trong ngày", false), DAY);
}

static void
test_seven_calendar_days_stand_for_five_working_days(void **state)
{
	(void)state;
	assert_int_equal(minutes(CLOCK_CALENDAR_DAYS, "7 ngày", false), 5 * DAY);
	assert_int_equal(minutes(CLOCK_CALENDAR_DAYS, "7 ngày", true), 7 * CALENDAR);
	assert_int_equal(minutes(CLOCK_WORKING_DAYS, "5 ngày làm việc", true), 7 * CALENDAR);
}

static void
test_a_month_is_thirty_calendar_days(void **state)
{
	(void)state;
	assert_int_equal(minutes(CLOCK_CALENDAR_DAYS, "2 tháng", true), 60 * CALENDAR);
	assert_int_equal(minutes(CLOCK_CALENDAR_DAYS, "2 tháng", false), 60 * DAY * 5 / 7);
}

static void
test_hours_run_from_the_moment_whatever_is_counted(void **state)
{
	(void)state;
	assert_int_equal(minutes(CLOCK_CALENDAR_DAYS, "4 giờ", false), 240);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_working_days_are_as_many_days_of_steps),
		cmocka_unit_test(test_a_result_of_the_same_day_leaves_one_working_day),
		cmocka_unit_test(test_seven_calendar_days_stand_for_five_working_days),
		cmocka_unit_test(test_a_month_is_thirty_calendar_days),
		cmocka_unit_test(test_hours_run_from_the_moment_whatever_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
