/*
 * Dates and moments as Vietnam writes them. A moment is int64 microseconds since 1970 UTC; a day is the number of
 * days since 1970-01-01 on the local calendar; local time is UTC+7 all year (Asia/Ho_Chi_Minh has no summer time).
 * Pure arithmetic: no time zone database, no clock (core/system/clock.h and the database have those).
 */
#ifndef MOTCUA_CORE_LOCALE_DATE_H
#define MOTCUA_CORE_LOCALE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

#define DATE_SECOND INT64_C(1000000) /* microseconds */
#define DATE_MINUTE (60 * DATE_SECOND)
#define DATE_HOUR   (60 * DATE_MINUTE)
#define DATE_DAY    (24 * DATE_HOUR)

#define LOCAL_OFFSET (7 * 60) /* minutes by which local time is ahead of UTC */

/* A day of the Gregorian calendar; month 1-12, day 1-31. */
struct civil {
	int year, month, day;
};

/* A moment on the local clock: day number and minute of that day, 0-1439. */
struct local_time {
	int32_t day;
	int minute;
};

enum { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* Does this day exist? Years 1 to 9999. */
bool civil_valid(struct civil civil);
/* Day number of an existing day. */
int32_t days_from_civil(struct civil civil);
struct civil civil_from_days(int32_t day);
/* MONDAY (1) to SUNDAY (7), as ISO 8601 counts. */
int weekday(int32_t day);

/* The local day and minute in which the moment lies; seconds are cut off. */
struct local_time local_from_utc(int64_t at);
/*
 * The moment at which that local minute begins; `minute` may lie outside 0-1439 and then counts from that day.
 * For days of the years 1 to 9999.
 */
int64_t utc_from_local(int32_t day, int minute);

/*
 * Reads dd/mm/yyyy (also d/m/yyyy, and - or . between) or yyyy-mm-dd, nothing before or after it.
 * ERR_INVALID for anything else and for days that do not exist.
 */
MUST_CHECK enum err date_parse(const char *text, int32_t *day);

/* "23/11/2026" */
const char *date_text(struct arena *arena, int32_t day) __attribute__((returns_nonnull));
/* "2026-11-23", for <input type=date>, JSON and sorting */
const char *date_iso(struct arena *arena, int32_t day) __attribute__((returns_nonnull));
/* "23/11/2026 09:10", local */
const char *moment_text(struct arena *arena, int64_t at) __attribute__((returns_nonnull));
/* "2026-11-23T09:10:00+07:00" */
const char *moment_iso(struct arena *arena, int64_t at) __attribute__((returns_nonnull));

/*
 * The moment in the words of a pattern from the message catalogue: "{HH} ... {mm} ..., ... {dd} ... {M0} ... {yyyy}".
 * {yyyy}; {MM} {M} month with and without zero; {M0} with a zero before 1 and 2 only, as documents of the
 * administration are dated (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4); {dd} {d}; {HH} {H} hour 0-23;
 * {mm}; {ss}. Anything else in the pattern stays as it is.
 */
const char *moment_format(struct arena *arena, const char *pattern, int64_t at) __attribute__((returns_nonnull));
/* The same for a day; times are 00. */
const char *date_format(struct arena *arena, const char *pattern, int32_t day) __attribute__((returns_nonnull));

enum { COMPACT_SIZE = sizeof("yyyyMMddHHmmss") };
/* yyyyMMddHHmmss on the 24-hour local clock (GMT+7), as payment gateways want it. Years outside 1-9999: ERR_INVALID. */
MUST_CHECK enum err moment_compact(int64_t at, char text[COMPACT_SIZE]);
MUST_CHECK enum err moment_from_compact(const char *text, int64_t *at);

#endif
