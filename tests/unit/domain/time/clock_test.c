/* The law about time, rule by rule: the worked dates, the ways to count, the terms of the office itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "domain/time/clock.h"
#include "domain/time/office_terms.h"

#include "domain/time/clock_fixture.h"

static void
the_laws_worked_dates_hold_for_all_four_policies(void **state)
{
	struct fixture *f = *state;
	const struct {
		int64_t received;
		int days;
		int64_t a, a15, b, b15;
	} rows[] = {
		{ at(2026, 11, 23, 9, 10), 3, at(2026, 11, 27, 17, 30), at(2026, 11, 27, 17, 30),
		    at(2026, 11, 27, 9, 10), at(2026, 11, 27, 9, 10) },
		{ at(2026, 11, 23, 15, 20), 3, at(2026, 11, 27, 17, 30), at(2026, 11, 30, 17, 30),
		    at(2026, 11, 27, 15, 20), at(2026, 11, 27, 17, 30) },
		{ at(2026, 11, 23, 14, 59), 1, at(2026, 11, 25, 17, 30), at(2026, 11, 25, 17, 30),
		    at(2026, 11, 25, 14, 59), at(2026, 11, 25, 14, 59) },
		{ at(2026, 11, 23, 15, 0), 1, at(2026, 11, 25, 17, 30), at(2026, 11, 26, 17, 30),
		    at(2026, 11, 25, 15, 0), at(2026, 11, 25, 17, 30) },
		{ at(2026, 11, 20, 16, 0), 1, at(2026, 11, 23, 17, 30), at(2026, 11, 25, 17, 30),
		    at(2026, 11, 23, 16, 0), at(2026, 11, 23, 17, 30) },
		{ at(2026, 8, 20, 10, 0), 5, at(2026, 8, 26, 17, 30), at(2026, 8, 26, 17, 30), at(2026, 8, 26, 10, 0),
		    at(2026, 8, 26, 10, 0) },
		{ at(2026, 2, 13, 14, 0), 3, at(2026, 2, 25, 17, 30), at(2026, 2, 25, 17, 30), at(2026, 2, 25, 14, 0),
		    at(2026, 2, 25, 14, 0) },
		{ at(2026, 4, 24, 9, 0), 2, at(2026, 4, 29, 17, 30), at(2026, 4, 29, 17, 30), at(2026, 4, 29, 9, 0),
		    at(2026, 4, 29, 9, 0) },
		{ at(2026, 12, 30, 9, 0), 3, at(2027, 1, 5, 17, 30), at(2027, 1, 5, 17, 30), at(2027, 1, 5, 9, 0),
		    at(2027, 1, 5, 9, 0) },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_policy a = policy_days(rows[i].days), b = policy_hours(rows[i].days * STANDARD_DAY);

		assert_instant(due_from(f, a, rows[i].received), rows[i].a);
		assert_instant(due_from(f, with_cutoff(a), rows[i].received), rows[i].a15);
		assert_instant(due_from(f, b, rows[i].received), rows[i].b);
		assert_instant(due_from(f, with_cutoff(b), rows[i].received), rows[i].b15);
	}
}

static void
received_when_the_office_is_closed_counts_from_the_next_opening(void **state)
{
	struct fixture *f = *state;
	const struct {
		int64_t received, deemed, two_hours, one_day;
	} rows[] = {
		/* at break start, within the break, at closing, before opening, on a Saturday, on a make-up Saturday */
		{ at(2026, 11, 16, 11, 30), at(2026, 11, 16, 13, 30), at(2026, 11, 16, 15, 30),
		    at(2026, 11, 17, 17, 30) },
		{ at(2026, 11, 16, 12, 15), at(2026, 11, 16, 13, 30), at(2026, 11, 16, 15, 30),
		    at(2026, 11, 17, 17, 30) },
		{ at(2026, 11, 16, 17, 30), at(2026, 11, 17, 7, 30), at(2026, 11, 17, 9, 30),
		    at(2026, 11, 18, 17, 30) },
		{ at(2026, 11, 16, 6, 0), at(2026, 11, 16, 7, 30), at(2026, 11, 16, 9, 30), at(2026, 11, 17, 17, 30) },
		{ at(2026, 11, 21, 9, 0), at(2026, 11, 23, 7, 30), at(2026, 11, 23, 9, 30), at(2026, 11, 25, 17, 30) },
		{ at(2026, 8, 22, 9, 0), at(2026, 8, 22, 9, 0), at(2026, 8, 22, 11, 0), at(2026, 8, 24, 17, 30) },
	};
	bool cut_off;

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct clock_policy policy = policy_days(1);

		assert_instant(clock_deemed(&policy, f->calendar, rows[i].received, &cut_off), rows[i].deemed);
		assert_false(cut_off);
		assert_instant(due_from(f, policy, rows[i].received), rows[i].one_day);
		assert_instant(due_from(f, policy_hours(120), rows[i].received), rows[i].two_hours);
	}
}

static void
a_term_that_ends_with_a_shift_stays_there(void **state)
{
	struct fixture *f = *state;

	assert_instant(due_from(f, policy_hours(240), at(2026, 11, 16, 7, 30)), at(2026, 11, 16, 11, 30));
	assert_instant(due_from(f, policy_hours(241), at(2026, 11, 16, 7, 30)), at(2026, 11, 16, 13, 31));
	assert_instant(due_from(f, policy_hours(480), at(2026, 11, 16, 7, 30)), at(2026, 11, 16, 17, 30));
	/* hours that end on a quarter stay put, and are not pushed to the next one */
	assert_instant(due_from(f, policy_hours(120), at(2026, 11, 16, 8, 0)), at(2026, 11, 16, 10, 0));
	assert_instant(due_from(f, policy_hours(120), at(2026, 11, 16, 8, 50)), at(2026, 11, 16, 10, 50));
}

static void
a_zero_term_is_due_at_the_deemed_receipt(void **state)
{
	struct fixture *f = *state;

	assert_instant(due_from(f, policy_hours(0), at(2026, 11, 16, 9, 0)), at(2026, 11, 16, 9, 0));
	assert_instant(due_from(f, policy_hours(0), at(2026, 11, 16, 11, 30)), at(2026, 11, 16, 13, 30));
	assert_instant(due_from(f, policy_days(0), at(2026, 11, 21, 9, 0)), at(2026, 11, 23, 7, 30));
}

static void
seconds_are_dropped(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = with_cutoff(policy_days(1));

	assert_instant(due_from(f, policy, at(2026, 11, 16, 15, 0) - 1), at(2026, 11, 17, 17, 30));
	assert_instant(due_from(f, policy_hours(120), at(2026, 11, 16, 8, 0) + 59999999), at(2026, 11, 16, 10, 0));
}

static void
a_same_day_result_is_due_the_day_or_after_the_cut_off_the_next(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = with_cutoff(policy_days(0));

	policy.term.unit = TERM_SAME_DAY;
	assert_instant(due_from(f, policy, at(2026, 11, 20, 14, 59)), at(2026, 11, 20, 17, 30));
	assert_instant(due_from(f, policy, at(2026, 11, 20, 15, 0)), at(2026, 11, 23, 17, 30));
	policy.cutoff = CUTOFF_NONE;
	assert_instant(due_from(f, policy, at(2026, 11, 20, 15, 0)), at(2026, 11, 20, 17, 30));
	policy.count = CLOCK_CALENDAR_DAYS;
	assert_instant(due_from(f, policy, at(2026, 11, 20, 15, 0)), at(2026, 11, 20, 17, 30));
}

static void
within_an_hour_before_closing_counts_from_the_next_day(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(1);

	policy.cutoff = CUTOFF_BEFORE_CLOSING;
	policy.cutoff_minute = 60;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 16, 29)), at(2026, 11, 17, 17, 30));
	assert_instant(due_from(f, policy, at(2026, 11, 16, 16, 30)), at(2026, 11, 18, 17, 30));
}

static void
calendar_days_that_end_on_a_day_off_roll_to_the_next_working_day(void **state)
{
	struct fixture *f = *state;

	/* 30 days from 25/10 end on 24/11, a holiday; 5 days from 16/11 end on Saturday 21/11 */
	assert_instant(due_from(f, policy_calendar(29), at(2026, 10, 26, 9, 0)), at(2026, 11, 25, 17, 30));
	assert_instant(due_from(f, policy_calendar(5), at(2026, 11, 16, 9, 0)), at(2026, 11, 23, 17, 30));
	assert_instant(due_from(f, policy_calendar(4), at(2026, 11, 16, 9, 0)), at(2026, 11, 20, 17, 30));
	/* across Tết: the last day, 20/02, is a holiday, then comes a weekend */
	assert_instant(due_from(f, policy_calendar(7), at(2026, 2, 13, 9, 0)), at(2026, 2, 23, 17, 30));
}

static void
a_period_in_months_ends_on_the_same_date_or_the_last_of_the_month(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_calendar(0);

	policy.term = (struct term){ .unit = TERM_MONTH, .months = 1 };
	assert_instant(due_from(f, policy, at(2026, 3, 3, 9, 0)), at(2026, 4, 3, 17, 30));
	assert_instant(due_from(f, policy, at(2026, 3, 31, 9, 0)), at(2026, 5, 4, 17, 30));
	policy.term.months = 13;
	assert_instant(due_from(f, policy, at(2026, 1, 30, 9, 0)), at(2027, 3, 1, 17, 30));
}

static void
the_first_day_counts_only_where_the_policy_says_so(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(1);

	policy.first_day_counted = true;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 9, 0)), at(2026, 11, 16, 17, 30));
	policy = policy_calendar(5);
	policy.first_day_counted = true;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 9, 0)), at(2026, 11, 20, 17, 30));
}

static void
half_a_day_is_half_of_that_days_own_minutes(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_days(0);

	policy.term.minutes = STANDARD_DAY / 2;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 9, 0)), at(2026, 11, 17, 11, 30));
	policy.term.minutes = 7 * STANDARD_DAY + STANDARD_DAY / 2; /* 7,5 ngày */
	assert_instant(due_from(f, policy, at(2026, 11, 2, 9, 0)), at(2026, 11, 12, 11, 30));
	policy.term.minutes = STANDARD_DAY / 2;
	policy.first_day_counted = true;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 10, 0)), at(2026, 11, 16, 16, 0));
}

static void
hours_run_from_the_moment_whatever_the_policy_counts(void **state)
{
	struct fixture *f = *state;
	struct clock_policy policy = policy_hours(120);

	policy.count = CLOCK_WORKING_DAYS;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 10, 30)), at(2026, 11, 16, 14, 30));
	policy.count = CLOCK_CALENDAR_DAYS;
	assert_instant(due_from(f, policy, at(2026, 11, 16, 10, 30)), at(2026, 11, 16, 14, 30));
}

static void
a_policy_that_contradicts_itself_is_refused(void **state)
{
	struct fixture *f = *state;
	const struct clock_event start = EVENT(1, CLOCK_START, at(2026, 11, 16, 9, 0));
	struct clock_policy policies[] = { policy_calendar(1), policy_days(1), policy_days(1), policy_days(1),
		policy_days(1), policy_calendar(1), policy_days(1), policy_days(1) };
	struct failure failure = { 0 };
	struct due_result result;

	policies[0].term.minutes = 100;                                      /* a part of a calendar day */
	policies[1].term = (struct term){ .unit = TERM_MONTH, .months = 1 }; /* months in working days */
	policies[2].cutoff = CUTOFF_AT;                                      /* at minute 0 */
	policies[3].count = CLOCK_COUNT__MAX;
	policies[4].pause_reasons = 1;
	policies[5].term.unit = TERM_WORKING_DAY;
	policies[6].wait_limit_days = -1;
	policies[7].term.minutes = -1;
	for (size_t i = 0; i < COUNT(policies); i++) {
		failure_clear(&failure);
		assert_int_equal(clock_policy_check(&policies[i], &failure), ERR_INVALID);
		assert_non_null(failure.message);
		assert_int_equal(due(&policies[i], f->calendar, &start, 1, &result), ERR_INVALID);
	}
	assert_int_equal(clock_policy_check(&(struct clock_policy){ .term.unit = TERM_HOUR }, NULL), OK);
}

static void
the_offices_own_terms_run_on_the_same_calendar(void **state)
{
	struct fixture *f = *state;
	const struct office_term_rule *own = (struct office_term_rule[OFFICE_TERM__MAX]){
		[OFFICE_ONLINE_ALERT] = { OFFICE_WORKING_MINUTES, 60 },
	};
	const struct {
		enum office_term term;
		int64_t from, due;
	} rows[] = {
		{ OFFICE_ONLINE_ANSWER, at(2026, 11, 21, 20, 0), at(2026, 11, 23, 17, 30) },
		{ OFFICE_ONLINE_ANSWER, at(2026, 11, 23, 10, 0), at(2026, 11, 25, 10, 0) },
		{ OFFICE_ONLINE_ALERT, at(2026, 11, 23, 10, 0), at(2026, 11, 23, 14, 0) },
		{ OFFICE_SUPPLEMENT_NOTICE, at(2026, 11, 20, 10, 0), at(2026, 11, 26, 17, 30) },
		{ OFFICE_APOLOGY, at(2026, 11, 25, 17, 30), at(2026, 11, 23, 17, 30) },
		{ OFFICE_ACKNOWLEDGE, at(2026, 11, 23, 17, 0), at(2026, 11, 25, 9, 0) },
		{ OFFICE_SYNC, at(2026, 11, 22, 23, 55), at(2026, 11, 23, 0, 5) },
		{ OFFICE_PAPER_TRANSFER, at(2026, 11, 20, 14, 59), at(2026, 11, 20, 17, 30) },
		{ OFFICE_PAPER_TRANSFER, at(2026, 11, 20, 15, 0), at(2026, 11, 23, 7, 30) },
	};
	enum office_term found;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_instant(office_term_due(NULL, f->calendar, rows[i].term, rows[i].from), rows[i].due);
	assert_instant(
	    office_term_due(own, f->calendar, OFFICE_ONLINE_ALERT, at(2026, 11, 23, 10, 0)), at(2026, 11, 23, 11, 0));
	for (int i = 0; i < OFFICE_TERM__MAX; i++) {
		assert_int_equal(office_term_by_name(office_term_name((enum office_term)i), &found), OK);
		assert_int_equal(found, i);
	}
}

static void
working_minutes_add_up_across_holidays(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(working_minutes_between(f->calendar, at(2026, 11, 23, 17, 0), at(2026, 11, 25, 8, 0)), 60);
	assert_int_equal(working_minutes_between(f->calendar, at(2026, 11, 25, 8, 0), at(2026, 11, 23, 17, 0)), 0);
	assert_instant(add_working_minutes(f->calendar, at(2026, 11, 23, 17, 0), 60), at(2026, 11, 25, 8, 0));
	assert_instant(add_working_minutes(f->calendar, at(2026, 11, 23, 17, 0), -1), TIME_NONE);
}

#define ROUNDS 200000

static void
a_due_date_costs_less_than_two_microseconds(void **state)
{
	struct fixture *f = *state;
	const struct calendar *ten_years = office_calendar(f->arena, 2035);
	struct clock_policy policy = with_cutoff(policy_days(7));
	const struct clock_event events[] = {
		EVENT(1, CLOCK_INTAKE, at(2030, 5, 6, 8, 0)),
		EVENT(2, CLOCK_START, at(2030, 5, 6, 9, 0)),
		PAUSE(3, at(2030, 5, 8, 9, 0), REASON_SUPPLEMENT),
		EVENT(4, CLOCK_RESTART, at(2030, 5, 13, 9, 0)),
		EXTEND(5, at(2030, 5, 14, 9, 0), 960),
		EVENT(6, CLOCK_STOP, at(2030, 5, 20, 9, 0)),
	};
	struct due_result result;
	struct timespec before, after;
	int64_t sum = 0;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	for (int i = 0; i < ROUNDS; i++) {
		policy.term.minutes = (1 + i % 30) * STANDARD_DAY;
		assert_true(due(&policy, ten_years, events, COUNT(events), &result) == OK);
		sum += result.due != TIME_NONE;
	}
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	double each =
	    ((double)(after.tv_sec - before.tv_sec) * 1e6 + (double)(after.tv_nsec - before.tv_nsec) / 1e3) / ROUNDS;
	print_message("due() with six events and ten years: %.3f us\n", each);
	assert_int_equal(sum, ROUNDS);
#ifndef __SANITIZE_ADDRESS__
	assert_true(each < 2.0);
#endif
}

#define TEST(name) cmocka_unit_test(name)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_laws_worked_dates_hold_for_all_four_policies),
		TEST(received_when_the_office_is_closed_counts_from_the_next_opening),
		TEST(a_term_that_ends_with_a_shift_stays_there),
		TEST(a_zero_term_is_due_at_the_deemed_receipt),
		TEST(seconds_are_dropped),
		TEST(a_same_day_result_is_due_the_day_or_after_the_cut_off_the_next),
		TEST(within_an_hour_before_closing_counts_from_the_next_day),
		TEST(calendar_days_that_end_on_a_day_off_roll_to_the_next_working_day),
		TEST(a_period_in_months_ends_on_the_same_date_or_the_last_of_the_month),
		TEST(the_first_day_counts_only_where_the_policy_says_so),
		TEST(half_a_day_is_half_of_that_days_own_minutes),
		TEST(hours_run_from_the_moment_whatever_the_policy_counts),
		TEST(a_policy_that_contradicts_itself_is_refused),
		TEST(the_offices_own_terms_run_on_the_same_calendar),
		TEST(working_minutes_add_up_across_holidays),
		TEST(a_due_date_costs_less_than_two_microseconds),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
