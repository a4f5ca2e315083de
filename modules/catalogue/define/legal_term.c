/* Legal terms in minutes of steps. See legal_term.h. */
#include "define/legal_term.h"

#include "domain/time/clock_policy.h"

enum { CALENDAR_DAY = 24 * 60, DAYS_OF_MONTH = 30, CALENDAR_WEEK = 7, WORKING_WEEK = 5 };

int64_t
legal_term_minutes(const struct clock_policy *policy, bool calendar_steps)
{
	const struct term *term = &policy->term;
	int64_t standard = term->minutes;
	bool calendar = policy->count == CLOCK_CALENDAR_DAYS;

	if (term->unit == TERM_SAME_DAY)
		standard = STANDARD_DAY;
	if (term->unit == TERM_MONTH) {
		standard = (int64_t)term->months * DAYS_OF_MONTH * STANDARD_DAY;
		calendar = true;
	}
	if (calendar && term_is_rolling(term))
		calendar = false;
	if (calendar == calendar_steps)
		return calendar ? standard * CALENDAR_DAY / STANDARD_DAY : standard;
	return calendar ? standard * WORKING_WEEK / CALENDAR_WEEK
			: standard * CALENDAR_WEEK / WORKING_WEEK * CALENDAR_DAY / STANDARD_DAY;
}
