/* The law's terms against ours. See law_term.h. */
#include "govern/law_term.h"

#include <stdint.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/time/clock_policy.h"
#include "domain/time/policy_text.h"
#include "domain/time/term.h"

enum { WEEK_DAYS = 7, WORKING_WEEK = 5, MONTH_DAYS = 30 };

/*
 * In minutes of a calendar on which every day is STANDARD_DAY long, times WORKING_WEEK, so that nothing is rounded. What
 * leaves on the day it came takes at most that day: a little less than "one working day", which ends with the next.
 */
static int64_t
length(const struct term *term, bool calendar_days)
{
	bool calendar = calendar_days && term->unit != TERM_WORKING_DAY;

	if (term->unit == TERM_SAME_DAY)
		return STANDARD_DAY * WEEK_DAYS - 1;
	if (term->unit == TERM_MONTH)
		return (int64_t)term->months * MONTH_DAYS * STANDARD_DAY * WORKING_WEEK;
	if (term->unit == TERM_WEEK || (calendar && !term_is_rolling(term)))
		return (int64_t)term->minutes * WORKING_WEEK;
	return (int64_t)term->minutes * WEEK_DAYS;
}

static bool
counts_calendar(const char *count)
{
	return strcmp(count, clock_count_name(CLOCK_CALENDAR_DAYS)) == 0;
}

enum err
law_term_check(struct arena *arena, const char *term, const char *count)
{
	struct term parsed;
	enum clock_count counted;
	enum err err = term_parse(arena, term, &parsed);

	return err ? err : clock_count_by_name(count, &counted);
}

bool
law_term_exceeded(struct arena *arena, const char *term, const char *count, const char *policies)
{
	char *rest = arena_strdup(arena, policies), *line;
	struct term law;
	int64_t most;

	if (term_parse(arena, term, &law) != OK)
		return false;
	most = length(&law, counts_calendar(count));
	while ((line = strsep(&rest, "\n")) != NULL) {
		struct failure failure = { 0 };
		struct clock_policy policy;

		if (*line == '\0' || policy_parse(arena, line, &failure, &policy) != OK)
			continue;
		if (length(&policy.term, policy.count == CLOCK_CALENDAR_DAYS) > most)
			return true;
	}
	return false;
}
