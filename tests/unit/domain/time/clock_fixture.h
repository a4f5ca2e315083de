/* What the tests of the clock share: an office's calendar, policies, ledgers of few words, instants that print readably. */
#ifndef MOTCUA_TESTS_CLOCK_FIXTURE_H
#define MOTCUA_TESTS_CLOCK_FIXTURE_H

#include <stdio.h>

#include "domain/time/clock.h"
#include "domain/time/office_year.h"

struct fixture {
	struct arena *arena;
	const struct calendar *calendar;
};

static inline int
setup(void **state)
{
	static struct fixture fixture;

	fixture.arena = arena_new(ARENA_REQUEST_LIMIT);
	fixture.calendar = office_calendar(fixture.arena, 2027);
	*state = &fixture;
	return fixture.calendar == NULL;
}

static inline int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	return 0;
}

static inline struct clock_policy
policy_days(int days)
{
	struct clock_policy policy = clock_policy_default();

	policy.term = term_of_minutes(TERM_WORKING_DAY, days * STANDARD_DAY);
	return policy;
}

static inline struct clock_policy
policy_hours(int minutes)
{
	struct clock_policy policy = clock_policy_default();

	policy.count = CLOCK_WORKING_TIME;
	policy.term = term_of_minutes(TERM_HOUR, minutes);
	return policy;
}

static inline struct clock_policy
policy_calendar(int days)
{
	struct clock_policy policy = clock_policy_default();

	policy.count = CLOCK_CALENDAR_DAYS;
	policy.term = term_of_minutes(TERM_DAY, days * STANDARD_DAY);
	return policy;
}

/* 15:00 on. */
static inline struct clock_policy
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

static inline struct due_result
due_of(struct fixture *f, struct clock_policy policy, const struct clock_event *events, size_t count)
{
	struct due_result result;

	assert_int_equal(due(&policy, f->calendar, events, count, &result), OK);
	return result;
}

static inline int64_t
due_from(struct fixture *f, struct clock_policy policy, int64_t received)
{
	const struct clock_event start = EVENT(1, CLOCK_START, received);

	return due_of(f, policy, &start, 1).due;
}

/* Compares office dates and times, and prints them readably when they differ. */
static inline void
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

#endif
