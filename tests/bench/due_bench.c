/* What one due date costs: a calendar of ten years, a ledger with a supplement and an extension. Prints microseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/memory/arena.h"
#include "domain/time/calendar.h"
#include "domain/time/clock.h"

enum { ROUNDS = 200000, YEARS = 10, WORKING_DAYS = 5, TERMS = 30 };

static double
seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const struct calendar *
ten_years(struct arena *arena, int32_t first_day)
{
	struct calendar_week week = { .from = first_day };
	const struct calendar_spec spec = { .version = 1,
		.first_day = first_day,
		.last_day = first_day + YEARS * 366,
		.weeks = &week,
		.week_count = 1 };
	const struct calendar *calendar = NULL;
	struct failure failure = { 0 };

	for (int i = 0; i < WORKING_DAYS; i++)
		week.days[i] = (struct day_shifts){ .shifts = { { 450, 690 }, { 810, 1050 } }, .count = 2 };
	return calendar_new(arena, &spec, &failure, &calendar) == OK ? calendar : NULL;
}

int
main(void)
{
	const int32_t monday = 21921; /* 07/01/2030 */
	const struct clock_event events[] = {
		{ .seq = 1, .kind = CLOCK_INTAKE, .at = office_instant(monday * DAY_MINUTES + 480) },
		{ .seq = 2, .kind = CLOCK_START, .at = office_instant(monday * DAY_MINUTES + 540) },
		{ .seq = 3,
		    .kind = CLOCK_PAUSE,
		    .at = office_instant((monday + 2) * DAY_MINUTES + 540),
		    .reason = REASON_SUPPLEMENT },
		{ .seq = 4, .kind = CLOCK_RESTART, .at = office_instant((monday + 7) * DAY_MINUTES + 540) },
		{ .seq = 5,
		    .kind = CLOCK_EXTEND,
		    .at = office_instant((monday + 8) * DAY_MINUTES + 540),
		    .minutes = 960 },
		{ .seq = 6, .kind = CLOCK_STOP, .at = office_instant((monday + 14) * DAY_MINUTES + 540) },
	};
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	const struct calendar *calendar = ten_years(arena, monday - 366);
	struct clock_policy policy = clock_policy_default();
	struct due_result result;
	double begin = seconds();

	policy.term = term_of_minutes(TERM_WORKING_DAY, STANDARD_DAY);
	for (int i = 0; i < ROUNDS; i++) {
		policy.term.minutes = (1 + i % TERMS) * STANDARD_DAY;
		if (calendar == NULL || due(&policy, calendar, events, sizeof(events) / sizeof(*events), &result))
			return EXIT_FAILURE;
	}
	(void)printf("%.3f\n", (seconds() - begin) / ROUNDS * 1e6);
	arena_free(arena);
	return EXIT_SUCCESS;
}
