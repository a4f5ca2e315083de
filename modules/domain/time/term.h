/*
 * A term as a decision prints it ("7,5 ngày", "02 giờ", "1/2 ngày", "30 ngày", "trong ngày"), kept with its words and
 * its unit and turned into standard minutes. One standard day is 480 minutes (Bộ luật Lao động 2019, Điều 105).
 * How the minutes are counted is the clock policy's business (clock.h).
 */
#ifndef MOTCUA_DOMAIN_TIME_TERM_H
#define MOTCUA_DOMAIN_TIME_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

#define STANDARD_DAY     480                   /* minutes */
#define TERM_TEXT_MAX    64                    /* bytes, the NUL included */
#define TERM_MINUTES_MAX (3660 * STANDARD_DAY) /* ten years */
#define TERM_MONTHS_MAX  120

enum term_unit {
	TERM_SAME_DAY, /* "ngay khi tiếp nhận", "trong ngày": the result leaves the day the dossier came */
	TERM_MINUTE,
	TERM_HOUR,
	TERM_DAY,         /* "ngày": calendar or working, as the procedure's policy says */
	TERM_WORKING_DAY, /* "ngày làm việc" */
	TERM_WEEK,        /* seven calendar days */
	TERM_MONTH,       /* by date, not by minutes (Bộ luật Dân sự, Điều 148 khoản 3) */
	TERM_UNIT__MAX
};

struct term {
	enum term_unit unit;
	int32_t minutes; /* standard minutes: 3600 for "7,5 ngày"; 0 for TERM_SAME_DAY and TERM_MONTH */
	int32_t months;  /* of TERM_MONTH */
	char text[TERM_TEXT_MAX];
};

/*
 * Reads one term: number (7,5 or 7.5 or 1/2 or 02) and unit, or the words of a same-day result; "làm việc" after hours
 * or days, any case, with or without diacritics. ERR_INVALID for anything else, several alternatives in one text, a
 * fraction that is no whole minute, a negative, zero or huge number: such a text needs an editor's decision.
 */
MUST_CHECK enum err term_parse(struct arena *arena, const char *text, struct term *ret);

/* A term of so many standard minutes that nobody printed; its text is empty. */
struct term term_of_minutes(enum term_unit unit, int32_t minutes);
/* True for hours and minutes: they run from the moment (Bộ luật Dân sự, Điều 147 khoản 1), whatever the policy counts. */
bool term_is_rolling(const struct term *term);

/* "same_day", "hour" ...: the identifiers stored in the database. Never NULL. */
const char *term_unit_name(enum term_unit unit);
MUST_CHECK enum err term_unit_by_name(const char *name, enum term_unit *ret);

#endif
