/* The rule of seven days. See notice_rule.h. */
#include "content/notice_rule.h"

#include <string.h>

#include "content/content.h"
#include "core/locale/date.h"
#include "domain/time/calendar.h"

enum { HOURS = 24, MINUTES = 60, TIME_SIZE = sizeof("HH:MM") - 1 };

bool
notice_is_in_time(const struct notice *notice, const struct calendar *calendar, int32_t days, int64_t now)
{
	int32_t first;

	if (strcmp(notice->kind, "urgent") == 0)
		return true;
	first = calendar_add_working_days(calendar, local_from_utc(now).day, days);
	return first != DAY_NONE && local_from_utc(notice->starts_at).day >= first;
}

static int
two_digits(const char *text)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	return (text[0] - '0') * 10 + text[1] - '0';
}

int
notice_minutes(const char *text)
{
	int hour, minute;

	if (strlen(text) != TIME_SIZE || text[2] != ':')
		return -1;
	hour = two_digits(text);
	minute = two_digits(text + 3);
	return hour >= 0 && hour < HOURS && minute >= 0 && minute < MINUTES ? hour * MINUTES + minute : -1;
}

bool
notice_time_is_valid(const char *text)
{
	return notice_minutes(text) >= 0;
}
