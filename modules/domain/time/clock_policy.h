/*
 * How a procedure's time is counted: the part of the law that differs from procedure to procedure and belongs to the
 * procedure's version. What the settings do is told at the head of clock.h. Data only.
 */
#ifndef MOTCUA_DOMAIN_TIME_CLOCK_POLICY_H
#define MOTCUA_DOMAIN_TIME_CLOCK_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/time/term.h"

/* Every enum below is stored by name (clock_*_name); the numbers mean nothing outside the process. */
enum clock_count { CLOCK_WORKING_TIME, CLOCK_WORKING_DAYS, CLOCK_CALENDAR_DAYS, CLOCK_COUNT__MAX };

enum clock_cutoff {
	CUTOFF_NONE,
	CUTOFF_AT,             /* from that minute of the day on */
	CUTOFF_BEFORE_CLOSING, /* within so many minutes before the day's last shift ends */
	CLOCK_CUTOFF__MAX
};

enum clock_start {
	START_ACCEPTANCE, /* NĐ 61/2018 Điều 17: when the complete dossier is accepted */
	START_HAND_OVER, /* the INTAKE event: Biên bản giao nhận with the postman (QĐ 45/2016 Điều 7 khoản 4) */
	START_ARRIVAL, /* the START event is written when the competent agency has it (NĐ 99/2022 Điều 16 khoản 2) */
	CLOCK_START__MAX
};

enum clock_reason {
	REASON_NONE,
	REASON_SUPPLEMENT,   /* the applicant is to complete the dossier */
	REASON_FEE,          /* the applicant is to pay */
	REASON_OTHER_AGENCY, /* forwarded, posted or waiting for another authority where a special law leaves that out */
	REASON_VERIFICATION, /* posting, inspection or verification excluded by a special law */
	REASON_OUTAGE,       /* disaster, failure of system, power or internet (NĐ 99/2022 Điều 16 khoản 3) */
	REASON_STOPPED,      /* the office stopped the dossier */
	REASON_APPLICANT,    /* at the applicant's request */
	CLOCK_REASON__MAX
};
#define REASON_BIT(reason) (UINT32_C(1) << (reason))

enum clock_after_supplement { AFTER_CONTINUE, AFTER_RESTART, CLOCK_AFTER__MAX };

struct clock_policy {
	enum clock_count count;
	struct term term;
	bool first_day_counted;
	enum clock_cutoff cutoff;
	int16_t cutoff_minute; /* minute of the day (900 is 15:00), or minutes before closing */
	enum clock_start start;
	uint32_t pause_reasons; /* REASON_BITs that stop the clock */
	enum clock_after_supplement after_supplement;
	int16_t
	    wait_limit_days; /* working days to wait for the applicant, then the dossier may be closed; 0: no limit */
	int16_t extensions_max; /* 1 by NĐ 61/2018 Điều 19 khoản 9 */
};

/* The general law: 1 working day not counting the first, no cut-off, every reason pauses, restart after a supplement. */
struct clock_policy clock_policy_default(void);
/* ERR_INVALID with a key clock.policy_* and the field: months or parts of days against the count, absurd numbers. */
MUST_CHECK enum err clock_policy_check(const struct clock_policy *policy, struct failure *failure);

/* Stable identifiers ("working_days", "supplement" ...) stored in the database. Never NULL. */
const char *clock_count_name(enum clock_count value);
const char *clock_start_name(enum clock_start value);
const char *clock_reason_name(enum clock_reason value);
const char *clock_after_name(enum clock_after_supplement value);
/* ERR_INVALID for an unknown name. */
MUST_CHECK enum err clock_count_by_name(const char *name, enum clock_count *ret);
MUST_CHECK enum err clock_start_by_name(const char *name, enum clock_start *ret);
MUST_CHECK enum err clock_reason_by_name(const char *name, enum clock_reason *ret);
MUST_CHECK enum err clock_after_by_name(const char *name, enum clock_after_supplement *ret);

#endif
