/*
 * Instants and office minutes: the clock's own unit. A minute is counted from 1970-01-01 00:00 in Asia/Ho_Chi_Minh
 * (UTC+7 without summer time since 1975), so that minute / 1440 is a day and minute % 1440 a minute of that day.
 * Must not know of the time of day: every instant is passed in.
 */
#ifndef MOTCUA_DOMAIN_TIME_LOCAL_TIME_H
#define MOTCUA_DOMAIN_TIME_LOCAL_TIME_H

#include <stdint.h>

#include "core/locale/date.h"
#include "core/none.h"

#define DAY_MINUTES 1440
#define MINUTE_NONE INT64_MIN
#define DAY_NONE    DATE_NONE

static inline int64_t
floor_divide(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

/* The office minute that holds the instant; seconds are dropped, as on the printed receipt. */
static inline int64_t
office_minute(int64_t instant_us)
{
	return floor_divide(instant_us, DATE_MINUTE) + LOCAL_OFFSET;
}

static inline int64_t
office_instant(int64_t minute)
{
	return (minute - LOCAL_OFFSET) * DATE_MINUTE;
}

/* The office day (0 is 1970-01-01, a Thursday) of an office minute, and of an instant. */
static inline int32_t
minute_day(int64_t minute)
{
	int64_t day = floor_divide(minute, DAY_MINUTES);

	return day <= INT32_MIN ? INT32_MIN + 1 : day > INT32_MAX ? INT32_MAX : (int32_t)day;
}

static inline int32_t
office_day(int64_t instant_us)
{
	return minute_day(office_minute(instant_us));
}

static inline int
minute_of_day(int64_t minute)
{
	return (int)(minute - floor_divide(minute, DAY_MINUTES) * DAY_MINUTES);
}

#endif
