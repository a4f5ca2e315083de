/*
 * An agency's working calendar: a weekly pattern of shifts valid from a date, days off with their reason, make-up
 * working days. Built once from what administrators entered, then read-only: shared by threads and asked millions of
 * times. Knows nothing of dossiers, of the database or of today.
 * Days and minutes are those of local_time.h.
 */
#ifndef MOTCUA_DOMAIN_TIME_CALENDAR_H
#define MOTCUA_DOMAIN_TIME_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/time/local_time.h"

struct arena;
struct calendar;

#define CALENDAR_SHIFTS_MAX 4
#define CALENDAR_DAYS_MAX   (60 * 366)
#define CALENDAR_LAST_DAY   2932896 /* 31/12/9999; the first possible day is 0 */

/* Minutes of the day, from <= m < to; 07:30-11:30 is {450, 690}. */
struct shift {
	int16_t from, to;
};

struct day_shifts {
	struct shift shifts[CALENDAR_SHIFTS_MAX]; /* ascending, not overlapping; touching shifts are allowed */
	int count;                                /* 0: not a working day */
};

/* The pattern of a week from that day on, until the next pattern begins. */
struct calendar_week {
	int32_t from;
	struct day_shifts days[7]; /* Monday first */
};

enum calendar_exception_kind {
	CALENDAR_DAY_OFF,
	CALENDAR_LIKE_WEEKDAY, /* a make-up day worked with the pattern of `weekday` */
	CALENDAR_OWN_SHIFTS,   /* a day worked with shifts of its own */
};

struct calendar_exception {
	int32_t day;
	enum calendar_exception_kind kind;
	int weekday;              /* 0 Monday ... 6 Sunday, of CALENDAR_LIKE_WEEKDAY */
	struct day_shifts shifts; /* of CALENDAR_OWN_SHIFTS */
	const char *reason;       /* for people ("Ngày Văn hóa Việt Nam"), or NULL; copied */
};

struct calendar_spec {
	int64_t version;                   /* kept beside every due date computed with this calendar */
	int32_t first_day, last_day;       /* the calendar answers for these days, both included */
	const struct calendar_week *weeks; /* ascending by `from`; the first holds for all days before the second */
	size_t week_count;
	const struct calendar_exception *exceptions; /* any order, at most one a day; those out of range are ignored */
	size_t exception_count;
};

/*
 * Validates and compiles. ERR_INVALID with a key clock.calendar_* and the field at fault: no or unordered weeks, a shift
 * that ends before it begins or leaves the day, overlapping or unordered shifts, two exceptions on one day, an unknown
 * weekday, a range that is empty or longer than CALENDAR_DAYS_MAX.
 */
MUST_CHECK enum err calendar_new(
    struct arena *arena, const struct calendar_spec *spec, struct failure *failure, const struct calendar **ret);

/* Its version, and the days that it knows: from the first to the last, days since 1970-01-01 at the office. */
int64_t calendar_version(const struct calendar *calendar);
bool calendar_covers(const struct calendar *calendar, int32_t day);
int32_t calendar_first_day(const struct calendar *calendar);
int32_t calendar_last_day(const struct calendar *calendar);

/* The shifts of a day; a day out of range has none. Never NULL. */
const struct day_shifts *calendar_shifts(const struct calendar *calendar, int32_t day);
/* Working minutes of a day; 0 for a day off and out of range. */
int calendar_day_minutes(const struct calendar *calendar, int32_t day);
/* The exception entered for that day (a holiday, a make-up day), or NULL: for explanations. */
const struct calendar_exception *calendar_exception_on(const struct calendar *calendar, int32_t day);

/* Working minutes between the calendar's first minute and `minute`; before it 0, after its end all of them. */
int64_t calendar_worked(const struct calendar *calendar, int64_t minute);
/*
 * The earliest minute by which `worked` (> 0) minutes have been worked since the calendar's first: it stays at the end
 * of a shift (11:30, not 13:30). MINUTE_NONE beyond the calendar or for worked <= 0.
 */
int64_t calendar_when_worked(const struct calendar *calendar, int64_t worked);
/* The first minute at or after `minute` at which the office works (11:30 gives 13:30). MINUTE_NONE beyond the end. */
int64_t calendar_next_open(const struct calendar *calendar, int64_t minute);

/* The first working day at or after `day`; DAY_NONE beyond the calendar. */
int32_t calendar_working_day(const struct calendar *calendar, int32_t day);
/* The count-th (> 0) working day after `day`, or with count < 0 before it; 0: `day` itself. DAY_NONE beyond. */
int32_t calendar_add_working_days(const struct calendar *calendar, int32_t day, int32_t count);
/* Working days d with from < d <= to. */
int32_t calendar_working_days_between(const struct calendar *calendar, int32_t from, int32_t to);
/* Start of the first and end of the last shift of a working day, as minutes; MINUTE_NONE on a day off. */
int64_t calendar_opening(const struct calendar *calendar, int32_t day);
int64_t calendar_closing(const struct calendar *calendar, int32_t day);

/* Working minutes from one instant to a later one (0 if not later). */
int64_t working_minutes_between(const struct calendar *calendar, int64_t from_us, int64_t to_us);
/*
 * The instant when `minutes` (>= 0) have been worked after `from_us`: with 0, the next moment at which the office works;
 * else it stays at the end of the shift. TIME_NONE beyond the calendar.
 */
int64_t add_working_minutes(const struct calendar *calendar, int64_t from_us, int64_t minutes);

#endif
