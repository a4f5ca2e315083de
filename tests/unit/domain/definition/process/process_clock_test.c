/* Terms of steps beside the legal clock: while the dossier is waited for, nobody is late with a step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/time/office_year.h"

#include "domain/definition/process/process_clock.h"

static struct arena *arena;
static const struct calendar *calendar;
static const struct process_term day = { .text = "1 ngày", .minutes = 480 };
static const struct clock_policy pausing = { .pause_reasons = REASON_BIT(REASON_SUPPLEMENT) | REASON_BIT(REASON_FEE) };

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 << 20);
	calendar = office_calendar(arena, 2027);
	return calendar == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct clock_event
event(enum clock_event_kind kind, int64_t moment, enum clock_reason reason)
{
	return (struct clock_event){ .kind = kind, .at = moment, .reason = reason };
}

/* Opened on Monday 16 November 2026 at 08:00. */
static int64_t
end(const struct clock_event *events, size_t count, const struct process_term *term)
{
	return process_term_end(&pausing, calendar, events, count, at(2026, 11, 16, 8, 0), term);
}

static void
a_term_runs_over_working_time_or_by_the_clock_on_the_wall(void **state)
{
	const struct process_term calendar_day = { .text = "1 ngày", .minutes = 1440, .calendar = true };
	const struct process_term none = { .text = "" };

	(void)state;
	assert_true(end(NULL, 0, &day) == at(2026, 11, 17, 8, 0));
	assert_true(end(NULL, 0, &calendar_day) == at(2026, 11, 17, 8, 0));
	assert_true(end(NULL, 0, &none) == TIME_NONE);
	/* The day of Vietnamese culture is no working day. */
	assert_true(
	    process_term_end(&pausing, calendar, NULL, 0, at(2026, 11, 23, 13, 30), &day) == at(2026, 11, 25, 11, 30));
}

static void
a_pause_that_stops_the_legal_clock_stops_the_step_and_going_on_gives_the_rest(void **state)
{
	const struct clock_event events[] = {
		event(CLOCK_START, at(2026, 11, 16, 7, 30), REASON_NONE),
		event(CLOCK_PAUSE, at(2026, 11, 16, 10, 0), REASON_FEE), /* two of eight hours are used */
		event(CLOCK_RESUME, at(2026, 11, 19, 14, 0), REASON_NONE),
	};

	(void)state;
	assert_true(end(events, 2, &day) == TIME_NONE);
	assert_true(end(events, 3, &day) == at(2026, 11, 20, 10, 0));
}

static void
where_the_legal_term_begins_anew_so_does_the_step(void **state)
{
	const struct clock_event events[] = {
		event(CLOCK_PAUSE, at(2026, 11, 16, 10, 0), REASON_SUPPLEMENT),
		event(CLOCK_RESTART, at(2026, 11, 19, 8, 0), REASON_NONE),
	};

	(void)state;
	assert_true(end(events, 2, &day) == at(2026, 11, 20, 8, 0));
}

static void
a_reason_that_the_law_does_not_name_stops_nothing(void **state)
{
	const struct clock_event events[] = {
		event(CLOCK_PAUSE, at(2026, 11, 16, 10, 0), REASON_STOPPED),
		event(CLOCK_RESUME, at(2026, 11, 19, 14, 0), REASON_NONE),
	};

	(void)state;
	assert_true(end(events, 1, &day) == at(2026, 11, 17, 8, 0));
	assert_true(end(events, 2, &day) == at(2026, 11, 17, 8, 0));
}

static void
what_had_passed_before_the_pause_stays_passed_until_the_term_begins_anew(void **state)
{
	const struct clock_event events[] = {
		event(CLOCK_PAUSE, at(2026, 11, 18, 10, 0), REASON_SUPPLEMENT),
		event(CLOCK_RESUME, at(2026, 11, 19, 8, 0), REASON_NONE),
		event(CLOCK_PAUSE, at(2026, 11, 19, 9, 0), REASON_SUPPLEMENT),
		event(CLOCK_RESTART, at(2026, 11, 20, 8, 0), REASON_NONE),
	};

	(void)state;
	assert_true(end(events, 1, &day) == at(2026, 11, 17, 8, 0));
	assert_true(end(events, 3, &day) == at(2026, 11, 17, 8, 0));
	assert_true(end(events, 4, &day) == at(2026, 11, 23, 8, 0));
}

static void
what_was_before_the_step_was_opened_does_not_count(void **state)
{
	const struct clock_event before[] = {
		event(CLOCK_PAUSE, at(2026, 11, 10, 10, 0), REASON_SUPPLEMENT),
		event(CLOCK_RESTART, at(2026, 11, 12, 8, 0), REASON_NONE),
	};
	/* A step opened while the dossier is waited for begins when it goes on. */
	const struct clock_event during[] = {
		event(CLOCK_PAUSE, at(2026, 11, 13, 10, 0), REASON_FEE),
		event(CLOCK_RESUME, at(2026, 11, 18, 8, 0), REASON_NONE),
	};

	(void)state;
	assert_true(end(before, 2, &day) == at(2026, 11, 17, 8, 0));
	assert_true(end(during, 1, &day) == TIME_NONE);
	assert_true(end(during, 2, &day) == at(2026, 11, 19, 8, 0));
}

static void
an_opinion_asked_has_three_days_and_runs_on_unless_the_process_says_otherwise(void **state)
{
	const struct process_step step = { .kind = PROCESS_USER_TASK, .term = { .text = "" } };
	const struct process_step opinion = { .kind = PROCESS_CONSULT, .term = { .text = "" } };
	const struct process_step quick = { .kind = PROCESS_CONSULT, .term = day };

	(void)state;
	assert_int_equal(process_step_term(&step)->minutes, 0);
	assert_int_equal(process_step_term(&opinion)->minutes, 3 * 480);
	assert_int_equal(process_step_term(&quick)->minutes, 480);
	assert_true(process_step_pauses(&step));
	assert_false(process_step_pauses(&opinion));
	/* Thursday afternoon; Tuesday the 24th is off. */
	assert_true(process_term_after(calendar, process_step_term(&opinion), at(2026, 11, 19, 16, 30)) ==
		    at(2026, 11, 25, 16, 30));
	assert_true(process_term_after(calendar, process_step_term(&step), at(2026, 11, 19, 16, 30)) == TIME_NONE);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_term_runs_over_working_time_or_by_the_clock_on_the_wall),
		cmocka_unit_test(a_pause_that_stops_the_legal_clock_stops_the_step_and_going_on_gives_the_rest),
		cmocka_unit_test(where_the_legal_term_begins_anew_so_does_the_step),
		cmocka_unit_test(a_reason_that_the_law_does_not_name_stops_nothing),
		cmocka_unit_test(what_had_passed_before_the_pause_stays_passed_until_the_term_begins_anew),
		cmocka_unit_test(what_was_before_the_step_was_opened_does_not_count),
		cmocka_unit_test(an_opinion_asked_has_three_days_and_runs_on_unless_the_process_says_otherwise),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
