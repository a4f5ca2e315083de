/* What happens to a running clock: pauses, supplements, extensions, the decision; ledgers that cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/time/clock.h"

#include "domain/time/clock_fixture.h"

static void
a_pause_shifts_by_its_working_time_even_twice(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_hours(3 * STANDARD_DAY);
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)), /* due Thu 12/11 09:00 */
		PAUSE(2, at(2026, 11, 10, 9, 0), REASON_SUPPLEMENT),
		EVENT(3, CLOCK_RESUME, at(2026, 11, 11, 10, 0)), /* 9 h */
		PAUSE(4, at(2026, 11, 11, 20, 0), REASON_FEE),
		EVENT(5, CLOCK_RESUME, at(2026, 11, 12, 12, 0)), /* 4 h: the morning */
		EVENT(6, CLOCK_STOP, at(2026, 11, 13, 9, 0)),
	};

	policy.after_supplement = AFTER_CONTINUE;
	struct due_result result = due_of(f, policy, events, 2);
	assert_int_equal(result.state, CLOCK_PAUSED);
	assert_instant(result.due, at(2026, 11, 12, 9, 0));
	assert_instant(due_of(f, policy, events, 3).due, at(2026, 11, 13, 10, 0));
	result = due_of(f, policy, events, COUNT(events));
	assert_instant(result.due, at(2026, 11, 13, 16, 0));
	assert_instant(result.first_due, at(2026, 11, 12, 9, 0));
	assert_int_equal(result.paused_minutes, 13 * 60);
	assert_int_equal(result.state, CLOCK_STOPPED);
	/* Mon 09:00 to Fri 09:00 are 32 working hours, 13 of them paused */
	assert_int_equal(result.used_minutes, 19 * 60);
}

static void
a_pause_in_calendar_days_shifts_by_its_dates(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_calendar(10);
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 2, 9, 0)), /* due Thu 12/11 */
		PAUSE(2, at(2026, 11, 5, 16, 0), REASON_FEE),
		EVENT(3, CLOCK_RESUME, at(2026, 11, 9, 8, 0)), /* four dates */
	};

	assert_instant(due_of(f, policy, events, 3).due, at(2026, 11, 16, 17, 30));
}

static void
after_a_supplement_the_term_is_counted_again_from_the_start(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = with_cutoff(policy_days(3));
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)),
		PAUSE(2, at(2026, 11, 11, 9, 0), REASON_SUPPLEMENT),
		EVENT(3, CLOCK_RESTART, at(2026, 11, 16, 15, 0)), /* after the cut-off: deemed Tue 17/11 */
		PAUSE(4, at(2026, 11, 18, 9, 0), REASON_SUPPLEMENT),
		EVENT(5, CLOCK_RESTART, at(2026, 11, 23, 9, 0)),
	};

	policy.wait_limit_days = 15;
	assert_int_equal(clock_resume_kind(&policy, REASON_SUPPLEMENT), CLOCK_RESTART);
	assert_int_equal(clock_resume_kind(&policy, REASON_FEE), CLOCK_RESUME);
	struct due_result waiting = due_of(f, policy, events, 2);
	assert_instant(waiting.due, TIME_NONE);
	assert_true(waiting.waiting);
	/* fifteen working days after 11/11: 12, 13, 16-20, 23, 25-27, 30/11, 01-03/12 (24/11 is a holiday) */
	assert_instant(waiting.wait_limit, at(2026, 12, 3, 17, 30));
	assert_instant(due_of(f, policy, events, 3).due, at(2026, 11, 20, 17, 30));
	struct due_result twice = due_of(f, policy, events, 5);
	assert_instant(twice.due, at(2026, 11, 27, 17, 30));
	assert_instant(twice.first_due, at(2026, 11, 12, 17, 30));
	assert_int_equal(twice.rounds, 3);
	assert_int_equal(twice.used_minutes, 0);
}

static void
a_reason_that_the_policy_does_not_list_stops_nothing(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(3);
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)),
		PAUSE(2, at(2026, 11, 10, 9, 0), REASON_FEE),
		EVENT(3, CLOCK_RESUME, at(2026, 11, 16, 9, 0)),
	};

	policy.pause_reasons = REASON_BIT(REASON_SUPPLEMENT);
	policy.wait_limit_days = 3;
	struct due_result result = due_of(f, policy, events, 2);
	assert_int_equal(result.state, CLOCK_RUNNING);
	assert_true(result.waiting);
	assert_instant(result.wait_limit, at(2026, 11, 13, 17, 30));
	assert_instant(due_of(f, policy, events, 3).due, at(2026, 11, 12, 17, 30));
}

static void
a_pause_before_the_deemed_start_costs_nothing(void **state)
{
	struct fixture *f = *state;
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 16, 15, 20)), /* deemed 17/11 07:30 */
		PAUSE(2, at(2026, 11, 16, 16, 0), REASON_FEE),
		EVENT(3, CLOCK_RESUME, at(2026, 11, 17, 8, 30)),
	};
	struct due_result result = due_of(f, with_cutoff(policy_hours(120)), events, 3);

	assert_instant(result.due, at(2026, 11, 17, 10, 30));
	assert_int_equal(result.paused_minutes, 60);
	assert_true(result.cut_off);
}

static void
who_is_decided_upon_while_paused_is_in_time(void **state)
{
	struct fixture *f = *state;
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)),
		PAUSE(2, at(2026, 11, 10, 9, 0), REASON_SUPPLEMENT),
		EVENT(3, CLOCK_STOP, at(2026, 11, 30, 9, 0)),
	};
	struct due_result result = due_of(f, policy_days(3), events, 2);

	assert_false(clock_is_overdue(&result, at(2026, 11, 30, 9, 0)));
	result = due_of(f, policy_days(3), events, 3);
	assert_int_equal(clock_judge(result.due, result.finished), JUDGED_EARLY);
}

static void
the_hand_over_to_the_postman_starts_the_clock_where_the_policy_says_so(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(1);
	const struct clock_event events[] = {
		EVENT(1, CLOCK_INTAKE, at(2026, 11, 12, 9, 0)),
		EVENT(2, CLOCK_START, at(2026, 11, 16, 9, 0)),
	};

	assert_instant(due_of(f, policy, events, 2).due, at(2026, 11, 17, 17, 30));
	policy.start = START_HAND_OVER;
	assert_instant(due_of(f, policy, events, 2).due, at(2026, 11, 13, 17, 30));
	assert_instant(due_of(f, policy, events, 1).due, TIME_NONE);
	assert_int_equal(due_of(f, policy, events, 1).state, CLOCK_NOT_STARTED);
}

static void
an_extension_is_allowed_once_and_a_day_before_the_due_date(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(3);
	const struct clock_event events[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)), /* due Thu 12/11 */
		EXTEND(2, at(2026, 11, 11, 17, 0), 2 * STANDARD_DAY),
		EXTEND(3, at(2026, 11, 12, 9, 0), STANDARD_DAY),
	};
	const struct clock_event late[] = {
		EVENT(1, CLOCK_START, at(2026, 11, 9, 9, 0)),
		EXTEND(2, at(2026, 11, 12, 8, 0), STANDARD_DAY),
	};
	struct due_result result = due_of(f, policy, events, 1);
	struct failure failure = { 0 };

	assert_int_equal(clock_may_extend(&policy, f->calendar, &result, at(2026, 11, 11, 17, 30), NULL), OK);
	assert_int_equal(
	    clock_may_extend(&policy, f->calendar, &result, at(2026, 11, 11, 17, 31), &failure), ERR_CONFLICT);
	assert_string_equal(failure.message, "clock.extension_late");
	result = due_of(f, policy, events, 2);
	assert_instant(result.due, at(2026, 11, 16, 17, 30));
	assert_true(result.extended);
	assert_false(result.irregular);
	failure_clear(&failure);
	assert_int_equal(
	    clock_may_extend(&policy, f->calendar, &result, at(2026, 11, 12, 9, 0), &failure), ERR_CONFLICT);
	assert_string_equal(failure.message, "clock.extension_used");
	result = due_of(f, policy, events, 3);
	assert_instant(result.due, at(2026, 11, 17, 17, 30));
	assert_true(result.irregular);
	assert_true(due_of(f, policy, late, 2).irregular);
}

static void
dates_decide_between_early_on_time_and_late(void **state)
{
	int64_t due_at = at(2026, 11, 20, 9, 10);

	(void)state;
	assert_int_equal(clock_judge(due_at, at(2026, 11, 19, 23, 59)), JUDGED_EARLY);
	assert_int_equal(clock_judge(due_at, at(2026, 11, 20, 0, 0)), JUDGED_ON_TIME);
	assert_int_equal(clock_judge(due_at, at(2026, 11, 20, 17, 30)), JUDGED_ON_TIME);
	assert_int_equal(clock_judge(due_at, at(2026, 11, 21, 0, 0)), JUDGED_LATE);
	assert_int_equal(clock_judge(TIME_NONE, due_at), JUDGED_NONE);
	assert_int_equal(clock_judge(due_at, TIME_NONE), JUDGED_NONE);
}

static void
an_open_dossier_is_late_from_the_day_after(void **state)
{
	struct fixture *f = *state;
	const struct clock_event start = EVENT(1, CLOCK_START, at(2026, 11, 16, 9, 0));
	struct due_result result = due_of(f, policy_days(1), &start, 1);

	assert_false(clock_is_overdue(&result, at(2026, 11, 17, 23, 59)));
	assert_true(clock_is_overdue(&result, at(2026, 11, 18, 0, 0)));
}

static void
an_impossible_ledger_is_named(void **state)
{
	struct fixture *f = *state;
	const int64_t t = at(2026, 11, 16, 9, 0);
	const struct {
		struct clock_event events[4];
		size_t count;
		enum clock_problem problem;
		enum err err;
	} rows[] = {
		{ { PAUSE(1, t, REASON_FEE) }, 1, PROBLEM_NOT_STARTED, ERR_CONFLICT },
		{ { EXTEND(1, t, 480) }, 1, PROBLEM_NOT_STARTED, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_START, t) }, 2, PROBLEM_STARTED_TWICE, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_INTAKE, t), EVENT(2, CLOCK_INTAKE, t) }, 2, PROBLEM_INTAKE_TWICE, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_INTAKE, t) }, 2, PROBLEM_INTAKE_TWICE, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_RESUME, t) }, 2, PROBLEM_NOT_PAUSED, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_RESTART, t) }, 2, PROBLEM_NOT_PAUSED, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), PAUSE(2, t, REASON_FEE), PAUSE(3, t, REASON_FEE) }, 3,
		    PROBLEM_PAUSED_TWICE, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_STOP, t), EVENT(3, CLOCK_STOP, t) }, 3, PROBLEM_STOPPED,
		    ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_STOP, t - 1) }, 2, PROBLEM_UNORDERED, ERR_CONFLICT },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_PAUSE, t) }, 2, PROBLEM_EVENT, ERR_INVALID },
		{ { EVENT(1, CLOCK_START, t), EVENT(2, CLOCK_EXTEND, t) }, 2, PROBLEM_EVENT, ERR_INVALID },
		{ { EVENT(1, CLOCK_EVENT__MAX, t) }, 1, PROBLEM_EVENT, ERR_INVALID },
		{ { EVENT(1, CLOCK_START, at(2028, 1, 3, 9, 0)) }, 1, PROBLEM_BEYOND_CALENDAR, ERR_INVALID },
		{ { EVENT(1, CLOCK_START, at(2027, 12, 31, 9, 0)) }, 1, PROBLEM_BEYOND_CALENDAR, ERR_INVALID },
		{ { EVENT(1, CLOCK_START, INT64_MAX) }, 1, PROBLEM_BEYOND_CALENDAR, ERR_INVALID },
		{ { EVENT(1, CLOCK_START, INT64_MIN) }, 1, PROBLEM_BEYOND_CALENDAR, ERR_INVALID },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_policy policy = policy_days(3);
		struct due_result result;

		assert_int_equal(due(&policy, f->calendar, rows[i].events, rows[i].count, &result), rows[i].err);
		assert_int_equal(result.problem, rows[i].problem);
		assert_string_not_equal(clock_problem_key(result.problem), "clock.problem_none");
	}
}

#define TEST(name) cmocka_unit_test(name)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pause_shifts_by_its_working_time_even_twice),
		TEST(a_pause_in_calendar_days_shifts_by_its_dates),
		TEST(after_a_supplement_the_term_is_counted_again_from_the_start),
		TEST(a_reason_that_the_policy_does_not_list_stops_nothing),
		TEST(a_pause_before_the_deemed_start_costs_nothing),
		TEST(who_is_decided_upon_while_paused_is_in_time),
		TEST(the_hand_over_to_the_postman_starts_the_clock_where_the_policy_says_so),
		TEST(an_extension_is_allowed_once_and_a_day_before_the_due_date),
		TEST(dates_decide_between_early_on_time_and_late),
		TEST(an_open_dossier_is_late_from_the_day_after),
		TEST(an_impossible_ledger_is_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
