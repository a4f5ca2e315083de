/* The calendar and the local clock: days_from_civil after Howard Hinnant's algorithms; UTC+7. See date.h. */
#include "core/locale/date.h"

#include <stddef.h>

#include "core/memory/arena.h"

enum { DAYS_PER_ERA = 146097, DAYS_TO_EPOCH = 719468, MINUTES_PER_DAY = 24 * 60 };

static int
days_in_month(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
civil_valid(struct civil civil)
{
	return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
	       civil.day <= days_in_month(civil.year, civil.month);
}

int32_t
days_from_civil(struct civil civil)
{
	/* years begin in March, so that the leap day is the last one */
	int year = civil.year - (civil.month <= 2);
	int era = (year >= 0 ? year : year - 399) / 400;
	int year_of_era = year - era * 400;
	int day_of_year = (153 * (civil.month + (civil.month > 2 ? -3 : 9)) + 2) / 5 + civil.day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (int32_t)((int64_t)era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH);
}

struct civil
civil_from_days(int32_t day)
{
	int64_t shifted = (int64_t)day + DAYS_TO_EPOCH;
	int era = (int)((shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA);
	int day_of_era = (int)(shifted - (int64_t)era * DAYS_PER_ERA);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_of_year = (5 * day_of_year + 2) / 153;
	int month = month_of_year < 10 ? month_of_year + 3 : month_of_year - 9;

	return (struct civil){
		.year = year_of_era + era * 400 + (month <= 2),
		.month = month,
		.day = day_of_year - (153 * month_of_year + 2) / 5 + 1,
	};
}

int
weekday(int32_t day)
{
	int since_thursday = day % 7; /* 1970-01-01 was a Thursday */

	return (since_thursday + 7 + THURSDAY - MONDAY) % 7 + MONDAY;
}

/* Quotient rounded down and its remainder, also for moments before 1970. */
static int64_t
floor_divide(int64_t value, int64_t by, int64_t *rest)
{
	int64_t quotient = value / by;

	*rest = value % by;
	if (*rest < 0) {
		*rest += by;
		quotient--;
	}
	return quotient;
}

struct local_time
local_from_utc(int64_t at)
{
	int64_t rest, minutes = floor_divide(at, DATE_MINUTE, &rest) + LOCAL_OFFSET;
	int64_t minute, day = floor_divide(minutes, MINUTES_PER_DAY, &minute);

	return (struct local_time){ .day = (int32_t)day, .minute = (int)minute };
}

int64_t
utc_from_local(int32_t day, int minute)
{
	return (int64_t)day * DATE_DAY + ((int64_t)minute - LOCAL_OFFSET) * DATE_MINUTE;
}

/* Reads between `least` and `most` digits at *text and moves behind them. */
static bool
read_number(const char **text, int least, int most, int *number)
{
	int digits = 0;

	for (*number = 0; digits < most && **text >= '0' && **text <= '9'; digits++, (*text)++)
		*number = *number * 10 + (**text - '0');
	return digits >= least;
}

static bool
read_separator(const char **text, char separator)
{
	return *(*text)++ == separator;
}

static bool
parse_iso(const char *text, struct civil *civil)
{
	return read_number(&text, 4, 4, &civil->year) && read_separator(&text, '-') &&
	       read_number(&text, 2, 2, &civil->month) && read_separator(&text, '-') &&
	       read_number(&text, 2, 2, &civil->day) && *text == '\0';
}

static bool
parse_local(const char *text, struct civil *civil)
{
	char separator;

	if (!read_number(&text, 1, 2, &civil->day))
		return false;
	separator = *text;
	if (separator != '/' && separator != '-' && separator != '.')
		return false;
	return read_separator(&text, separator) && read_number(&text, 1, 2, &civil->month) &&
	       read_separator(&text, separator) && read_number(&text, 4, 4, &civil->year) && *text == '\0';
}

enum err
date_parse(const char *text, int32_t *day)
{
	struct civil civil;

	if (!parse_iso(text, &civil) && !parse_local(text, &civil))
		return ERR_INVALID;
	if (!civil_valid(civil))
		return ERR_INVALID;
	*day = days_from_civil(civil);
	return OK;
}

static bool
read_clock(const char **text, int *minute, int *second)
{
	int hour;

	if (!read_number(text, 2, 2, &hour) || !read_number(text, 2, 2, minute) || !read_number(text, 2, 2, second))
		return false;
	if (hour > 23 || *minute > 59 || *second > 59)
		return false;
	*minute += hour * 60;
	return true;
}

enum err
moment_from_compact(const char *text, int64_t *at)
{
	struct civil civil;
	int minute, second;

	if (!read_number(&text, 4, 4, &civil.year) || !read_number(&text, 2, 2, &civil.month) ||
	    !read_number(&text, 2, 2, &civil.day) || !read_clock(&text, &minute, &second))
		return ERR_INVALID;
	if (*text != '\0' || !civil_valid(civil))
		return ERR_INVALID;
	*at = utc_from_local(days_from_civil(civil), minute) + second * DATE_SECOND;
	return OK;
}
