/* The office's own terms over the agency's calendar. See office_terms.h, which names the law behind each number. */
#include "domain/time/office_terms.h"

#include <string.h>

#include "domain/time/calendar.h"

/* clang-format off */
const struct office_term_rule office_terms_default[OFFICE_TERM__MAX] = {
	[OFFICE_ONLINE_ANSWER]     = { OFFICE_WORKING_MINUTES, 480 },
	[OFFICE_ONLINE_ALERT]      = { OFFICE_WORKING_MINUTES, 120 },
	[OFFICE_SUPPLEMENT_NOTICE] = { OFFICE_WORKING_DAYS,    3 },
	[OFFICE_APOLOGY]           = { OFFICE_WORKING_DAYS,    -1 },
	[OFFICE_ACKNOWLEDGE]       = { OFFICE_WORKING_MINUTES, 120 },
	[OFFICE_SYNC]              = { OFFICE_ELAPSED_MINUTES, 10 },
	[OFFICE_PAPER_TRANSFER]    = { OFFICE_CUT_OFF,         15 * 60 },
};
/* clang-format on */

static const char *const names[OFFICE_TERM__MAX] = {
	[OFFICE_ONLINE_ANSWER] = "online_answer",
	[OFFICE_ONLINE_ALERT] = "online_alert",
	[OFFICE_SUPPLEMENT_NOTICE] = "supplement_notice",
	[OFFICE_APOLOGY] = "apology",
	[OFFICE_ACKNOWLEDGE] = "acknowledge",
	[OFFICE_SYNC] = "sync",
	[OFFICE_PAPER_TRANSFER] = "paper_transfer",
};

static int64_t
working_days_due(const struct calendar *calendar, int64_t from_us, int32_t count)
{
	int64_t from = office_minute(from_us);

	/* What arrives while the office is closed arrives when it next works; a term that runs back needs no such start. */
	if (count > 0 && calendar_covers(calendar, minute_day(from)))
		from = calendar_next_open(calendar, from);
	if (from == MINUTE_NONE)
		return TIME_NONE;
	int32_t day = calendar_add_working_days(calendar, minute_day(from), count);
	int64_t minute = day == DAY_NONE ? MINUTE_NONE : calendar_closing(calendar, day);
	return minute == MINUTE_NONE ? TIME_NONE : office_instant(minute);
}

static int64_t
cut_off_due(const struct calendar *calendar, int64_t from_us, int32_t cut_off)
{
	int64_t from = office_minute(from_us);
	int32_t day = minute_day(from);

	if (!calendar_covers(calendar, day))
		return TIME_NONE;
	int64_t closing = calendar_closing(calendar, day);
	if (closing != MINUTE_NONE && from < closing && minute_of_day(from) < cut_off)
		return office_instant(closing);
	day = calendar_add_working_days(calendar, day, 1);
	return day == DAY_NONE ? TIME_NONE : office_instant(calendar_opening(calendar, day));
}

int64_t
office_term_due(
    const struct office_term_rule *rules, const struct calendar *calendar, enum office_term term, int64_t from_us)
{
	const struct office_term_rule *rule = &(rules == NULL ? office_terms_default : rules)[term];

	switch (rule->count) {
	case OFFICE_WORKING_MINUTES: return add_working_minutes(calendar, from_us, rule->amount);
	case OFFICE_ELAPSED_MINUTES: return from_us + rule->amount * DATE_MINUTE;
	case OFFICE_WORKING_DAYS: return working_days_due(calendar, from_us, rule->amount);
	case OFFICE_CUT_OFF: return cut_off_due(calendar, from_us, rule->amount);
	}
	return TIME_NONE;
}

const char *
office_term_name(enum office_term term)
{
	return term >= 0 && term < OFFICE_TERM__MAX ? names[term] : "unknown";
}

enum err
office_term_by_name(const char *name, enum office_term *ret)
{
	for (int i = 0; i < OFFICE_TERM__MAX; i++)
		if (strcmp(name, names[i]) == 0) {
			*ret = (enum office_term)i;
			return OK;
		}
	return ERR_INVALID;
}
