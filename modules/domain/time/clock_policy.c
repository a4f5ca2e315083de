/* The clock policy's default, check and names. See clock_policy.h. */
#include "domain/time/clock_policy.h"

#include <stddef.h>
#include <string.h>

#include "domain/time/local_time.h"

#define WAIT_LIMIT_MAX 3660 /* working days */

static const char *const count_names[CLOCK_COUNT__MAX] = {
	[CLOCK_WORKING_TIME] = "working_time",
	[CLOCK_WORKING_DAYS] = "working_days",
	[CLOCK_CALENDAR_DAYS] = "calendar_days",
};

static const char *const start_names[CLOCK_START__MAX] = {
	[START_ACCEPTANCE] = "acceptance",
	[START_HAND_OVER] = "hand_over",
	[START_ARRIVAL] = "arrival",
};

static const char *const reason_names[CLOCK_REASON__MAX] = {
	[REASON_NONE] = "none",
	[REASON_SUPPLEMENT] = "supplement",
	[REASON_FEE] = "fee",
	[REASON_OTHER_AGENCY] = "other_agency",
	[REASON_VERIFICATION] = "verification",
	[REASON_OUTAGE] = "outage",
	[REASON_STOPPED] = "stopped",
	[REASON_APPLICANT] = "applicant",
};

static const char *const after_names[CLOCK_AFTER__MAX] = {
	[AFTER_CONTINUE] = "continue",
	[AFTER_RESTART] = "restart",
};

#define ALL_REASONS (REASON_BIT(CLOCK_REASON__MAX) - REASON_BIT(REASON_SUPPLEMENT))

struct clock_policy
clock_policy_default(void)
{
	return (struct clock_policy){
		.count = CLOCK_WORKING_DAYS,
		.term = term_of_minutes(TERM_WORKING_DAY, STANDARD_DAY),
		.cutoff = CUTOFF_NONE,
		.start = START_ACCEPTANCE,
		.pause_reasons = ALL_REASONS,
		.after_supplement = AFTER_RESTART,
		.extensions_max = 1,
	};
}

static bool
within(int64_t value, int64_t from, int64_t to)
{
	return value >= from && value <= to;
}

static bool
term_is_sound(const struct term *term)
{
	switch (term->unit) {
	case TERM_SAME_DAY: return term->minutes == 0 && term->months == 0;
	case TERM_MONTH: return term->minutes == 0 && within(term->months, 1, TERM_MONTHS_MAX);
	case TERM_MINUTE:
	case TERM_HOUR:
	case TERM_DAY:
	case TERM_WORKING_DAY:
	case TERM_WEEK: return within(term->minutes, 0, TERM_MINUTES_MAX) && term->months == 0;
	case TERM_UNIT__MAX: break;
	}
	return false;
}

/* Can a term of this unit be counted this way? Hours, minutes and "the same day" can always. */
static bool
term_fits(const struct term *term, enum clock_count count)
{
	if (term->unit == TERM_WEEK || term->unit == TERM_MONTH)
		return count == CLOCK_CALENDAR_DAYS;
	if (count != CLOCK_CALENDAR_DAYS || term_is_rolling(term) || term->unit == TERM_SAME_DAY)
		return true;
	return term->unit == TERM_DAY && term->minutes % STANDARD_DAY == 0;
}

enum err
clock_policy_check(const struct clock_policy *policy, struct failure *failure)
{
	if (!within(policy->count, 0, CLOCK_COUNT__MAX - 1) || !within(policy->start, 0, CLOCK_START__MAX - 1) ||
	    !within(policy->after_supplement, 0, CLOCK_AFTER__MAX - 1))
		return FAILURE(failure, ERR_INVALID, "clock.policy_unknown", "count", "unknown count, start or after");
	if (!term_is_sound(&policy->term))
		return FAILURE(failure, ERR_INVALID, "clock.policy_term", "term", "unit %d, %d minutes, %d months",
		    (int)policy->term.unit, policy->term.minutes, policy->term.months);
	if (!term_fits(&policy->term, policy->count))
		return FAILURE(failure, ERR_INVALID, "clock.policy_term_count", "term", "%s counted as %s",
		    term_unit_name(policy->term.unit), clock_count_name(policy->count));
	if (!within(policy->cutoff, 0, CLOCK_CUTOFF__MAX - 1) ||
	    (policy->cutoff != CUTOFF_NONE && !within(policy->cutoff_minute, 1, DAY_MINUTES - 1)))
		return FAILURE(
		    failure, ERR_INVALID, "clock.policy_cutoff", "cutoff_minute", "minute %d", policy->cutoff_minute);
	if ((policy->pause_reasons & ~ALL_REASONS) != 0)
		return FAILURE(failure, ERR_INVALID, "clock.policy_unknown", "pause_reasons", "bits %x",
		    (unsigned)policy->pause_reasons);
	if (!within(policy->wait_limit_days, 0, WAIT_LIMIT_MAX) || !within(policy->extensions_max, 0, 9))
		return FAILURE(failure, ERR_INVALID, "clock.policy_limit", "wait_limit_days", "wait %d, extensions %d",
		    policy->wait_limit_days, policy->extensions_max);
	return OK;
}

static const char *
name_of(const char *const *names, int count, int value)
{
	return value >= 0 && value < count ? names[value] : "unknown";
}

/* The index of the name, or -1. */
static int
index_of(const char *const *names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

const char *
clock_count_name(enum clock_count value)
{
	return name_of(count_names, CLOCK_COUNT__MAX, (int)value);
}

const char *
clock_start_name(enum clock_start value)
{
	return name_of(start_names, CLOCK_START__MAX, (int)value);
}

const char *
clock_reason_name(enum clock_reason value)
{
	return name_of(reason_names, CLOCK_REASON__MAX, (int)value);
}

const char *
clock_after_name(enum clock_after_supplement value)
{
	return name_of(after_names, CLOCK_AFTER__MAX, (int)value);
}

enum err
clock_count_by_name(const char *name, enum clock_count *ret)
{
	int i = index_of(count_names, CLOCK_COUNT__MAX, name);

	if (i < 0)
		return ERR_INVALID;
	*ret = (enum clock_count)i;
	return OK;
}

enum err
clock_start_by_name(const char *name, enum clock_start *ret)
{
	int i = index_of(start_names, CLOCK_START__MAX, name);

	if (i < 0)
		return ERR_INVALID;
	*ret = (enum clock_start)i;
	return OK;
}

enum err
clock_reason_by_name(const char *name, enum clock_reason *ret)
{
	int i = index_of(reason_names, CLOCK_REASON__MAX, name);

	if (i < 0)
		return ERR_INVALID;
	*ret = (enum clock_reason)i;
	return OK;
}

enum err
clock_after_by_name(const char *name, enum clock_after_supplement *ret)
{
	int i = index_of(after_names, CLOCK_AFTER__MAX, name);

	if (i < 0)
		return ERR_INVALID;
	*ret = (enum clock_after_supplement)i;
	return OK;
}
