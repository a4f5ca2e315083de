/*
 * The office's own terms: what the law asks of the officer rather than of the procedure. They run on the same calendar.
 * The table is data: a caller may pass a province's own.
 */
#ifndef MOTCUA_DOMAIN_TIME_OFFICE_TERMS_H
#define MOTCUA_DOMAIN_TIME_OFFICE_TERMS_H

#include <stdint.h>

#include "core/err.h"

struct calendar;

enum office_term {
	OFFICE_ONLINE_ANSWER,     /* answer to an online filing: 8 working hours (NĐ 45/2020 Điều 11) */
	OFFICE_ONLINE_ALERT,      /* the officer is alerted after 2 working hours */
	OFFICE_SUPPLEMENT_NOTICE, /* notice of what is missing: 3 working days (NĐ 61/2018 Điều 19 khoản 4) */
	OFFICE_APOLOGY,        /* apology and extension: 1 day before the due date (NĐ 61/2018 Điều 19 khoản 9) */
	OFFICE_ACKNOWLEDGE,    /* a partner acknowledges within 2 working hours (NĐ 63/2024 Điều 7 khoản 4) */
	OFFICE_SYNC,           /* a partner has the data within 10 minutes by the wall clock (the same) */
	OFFICE_PAPER_TRANSFER, /* papers go on the same day, or when the next begins from 15:00 (NĐ 61/2018 Điều 18) */
	OFFICE_TERM__MAX
};

enum office_count {
	OFFICE_WORKING_MINUTES, /* amount: working minutes after */
	OFFICE_ELAPSED_MINUTES, /* amount: minutes by the wall clock after */
	OFFICE_WORKING_DAYS, /* amount: close of the n-th working day after (not counting the day), or before if < 0 */
	OFFICE_CUT_OFF,      /* amount: minute of the day; before it the close of the day, else the next opening */
};

struct office_term_rule {
	enum office_count count;
	int32_t amount;
};

/* The defaults above, OFFICE_TERM__MAX of them. */
extern const struct office_term_rule office_terms_default[OFFICE_TERM__MAX];

/*
 * The last moment for `term`, counted from `from_us` (for OFFICE_APOLOGY: from the due date). `rules`: a table of
 * OFFICE_TERM__MAX, or NULL for the defaults. TIME_NONE if the calendar does not reach so far.
 */
int64_t office_term_due(
    const struct office_term_rule *rules, const struct calendar *calendar, enum office_term term, int64_t from_us);

/* "online_answer" ...: the identifiers stored in the database. Never NULL. */
const char *office_term_name(enum office_term term);
MUST_CHECK enum err office_term_by_name(const char *name, enum office_term *ret);

#endif
