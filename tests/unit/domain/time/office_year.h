/* The calendar of 2026 that the law's worked dates are computed with: shared by the tests of time. */
#ifndef MOTCUA_TESTS_OFFICE_YEAR_H
#define MOTCUA_TESTS_OFFICE_YEAR_H

#include <stdint.h>

#include "core/err.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/time/calendar.h"

/* Monday to Friday 07:30-11:30 and 13:30-17:30. */
static inline struct calendar_week
office_week(void)
{
	struct calendar_week week = { 0 };

	for (int day = 0; day < 5; day++)
		week.days[day] = (struct day_shifts){ .shifts = { { 450, 690 }, { 810, 1050 } }, .count = 2 };
	return week;
}

static inline int32_t
day_of(int year, int month, int day)
{
	return days_from_civil((struct civil){ year, month, day });
}

static inline int64_t
at(int year, int month, int day, int hour, int minute)
{
	return utc_from_local(day_of(year, month, day), hour * 60 + minute);
}

static inline struct calendar_exception
off(int year, int month, int day, const char *reason)
{
	return (
	    struct calendar_exception){ .day = day_of(year, month, day), .kind = CALENDAR_DAY_OFF, .reason = reason };
}

/* NULL if the builder refuses. From 1/1/2026 to 31/12 of `last_year`. */
static inline const struct calendar *
office_calendar(struct arena *arena, int last_year)
{
	const struct calendar_week week = office_week();
	const struct calendar_exception exceptions[] = {
		off(2026, 1, 1, "Tết Dương lịch"),
		off(2026, 2, 16, "Tết Nguyên đán"),
		off(2026, 2, 17, "Tết Nguyên đán"),
		off(2026, 2, 18, "Tết Nguyên đán"),
		off(2026, 2, 19, "Tết Nguyên đán"),
		off(2026, 2, 20, "Tết Nguyên đán"),
		off(2026, 4, 27, "nghỉ bù Giỗ Tổ Hùng Vương"),
		off(2026, 4, 30, "Ngày Chiến thắng"),
		off(2026, 5, 1, "Ngày Quốc tế lao động"),
		off(2026, 8, 31, "hoán đổi ngày làm việc"),
		off(2026, 9, 1, "Quốc khánh"),
		off(2026, 9, 2, "Quốc khánh"),
		off(2026, 11, 24, "Ngày Văn hóa Việt Nam"),
		off(2027, 1, 1, "Tết Dương lịch"),
		{ .day = day_of(2026, 8, 22), .kind = CALENDAR_LIKE_WEEKDAY, .weekday = 0, .reason = "làm bù" },
	};
	const struct calendar_spec spec = {
		.version = 1,
		.first_day = day_of(2026, 1, 1),
		.last_day = day_of(last_year, 12, 31),
		.weeks = &week,
		.week_count = 1,
		.exceptions = exceptions,
		.exception_count = sizeof(exceptions) / sizeof(*exceptions),
	};
	const struct calendar *calendar = NULL;

	return calendar_new(arena, &spec, NULL, &calendar) == OK ? calendar : NULL;
}

#endif
