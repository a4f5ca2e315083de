/* The law about time, rule by rule: the worked dates, the defects of earlier systems, impossible ledgers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "domain/time/clock.h"
#include "domain/time/office_terms.h"

#include "domain/time/office_year.h"

struct fixture {
	struct arena *arena;
	const struct calendar *calendar;
};

static int
setup(void **state)
{
	static struct fixture fixture;

	fixture.arena = arena_new(ARENA_REQUEST_LIMIT);
	fixture.calendar = office_calendar(fixture.arena, 2027);
	*state = &fixture;
	return fixture.calendar == NULL;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	return 0;
}

static struct clock_policy
policy_days(int days)
{
	struct clock_policy policy = clock_policy_default();

	policy.term = term_of_minutes(TERM_WORKING_DAY, days * STANDARD_DAY);
	return policy;
}

static struct clock_policy
policy_hours(int minutes)
{
	struct clock_policy policy = clock_policy_default();

	policy.count = CLOCK_WORKING_TIME;
	policy.term = term_of_minutes(TERM_HOUR, minutes);
	return policy;
}

static struct clock_policy
policy_calendar(int days)
{
	struct clock_policy policy = clock_policy_default();

	policy.count = CLOCK_CALENDAR_DAYS;
	policy.term = term_of_minutes(TERM_DAY, days * STANDARD_DAY);
	return policy;
}

/* 15:00 on. */
static struct clock_policy
with_cutoff(struct clock_policy policy)
{
	policy.cutoff = CUTOFF_AT;
	policy.cutoff_minute = 15 * 60;
	return policy;
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define EVENT(number, what, when)                                                                                      \
	{                                                                                                              \
		.seq = number, .kind = what, .at = when                                                                \
	}
#define PAUSE(number, when, why)                                                                                       \
	{                                                                                                              \
		.seq = number, .kind = CLOCK_PAUSE, .at = when, .reason = why                                          \
	}
#define EXTEND(number, when, more)                                                                                     \
	{                                                                                                              \
		.seq = number, .kind = CLOCK_EXTEND, .at = when, .minutes = more                                       \
	}

static struct due_result
due_of(struct fixture *f, struct clock_policy policy, const struct clock_event *events, size_t count)
{
	struct due_result result;

	assert_int_equal(due(&policy, f->calendar, events, count, &result), OK);
	return result;
}

static int64_t
due_from(struct fixture *f, struct clock_policy policy, int64_t received)
{
	const struct clock_event start = EVENT(1, CLOCK_START, received);

	return due_of(f, policy, &start, 1).due;
}

/* Compares office dates and times, and prints them readably when they differ. */
static void
assert_instant(int64_t found, int64_t expected)
{
	char texts[2][32];
	const int64_t instants[2] = { found, expected };

	for (int i = 0; i < 2; i++) {
		struct civil date = civil_from_days(office_day(instants[i]));
		int minute = minute_of_day(office_minute(instants[i]));

		if (instants[i] == TIME_NONE)
			(void)snprintf(texts[i], sizeof(texts[i]), "none");
		else
			(void)snprintf(texts[i], sizeof(texts[i]), "%04d-%02d-%02d %02d:%02d", date.year, date.month,
			    date.day, minute / 60, minute % 60);
	}
	assert_string_equal(texts[0], texts[1]);
	assert_true(found == expected);
}

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
		TEST(a_policy_that_contradicts_itself_is_refused),
		TEST(the_offices_own_terms_run_on_the_same_calendar),
		TEST(working_minutes_add_up_across_holidays),
		TEST(a_due_date_costs_less_than_two_microseconds),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
