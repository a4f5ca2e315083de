/*
 * The law about time, in one pure function: due(policy, calendar, ledger). The policy belongs to the version of the
 * procedure, the calendar to the agency, the ledger to the dossier. No database, no time of day, no state; the same
 * three arguments give the same answer for ever, so that a due date can be recomputed when a holiday is added.
 *
 * What is decided here, and why:
 * - Seconds are dropped: the receipt prints minutes, the clock counts minutes.
 * - A dossier that comes while the office is closed (before opening, at 11:30 sharp, at 17:30 sharp, on a day off) is
 *   deemed received when the office next works. From the cut-off on, it is deemed received when the next working day
 *   begins. The day of the deemed receipt is "the first day".
 * - WORKING_TIME runs from the deemed receipt, minute by minute, over working time only; one day is 480 minutes. It
 *   ends at the end of a shift (17:30), never at the start of the next one.
 * - WORKING_DAYS and CALENDAR_DAYS do not count the first day (Bộ luật Dân sự, Điều 147 khoản 2) unless the policy does;
 *   they end when the office closes on the last day. A calendar period that ends on a day off ends with the next working
 *   day (Điều 148 khoản 5); so does one in months (Điều 148 khoản 3: same date, or the last of a shorter month).
 * - A fraction of a working day ("7,5 ngày") ends when that part of the following working day's own minutes is over
 *   (half of a Saturday morning is two hours). Less than one day with the first day counted runs as working time.
 *   Hours and minutes always run as working time (Điều 147 khoản 1). Calendar terms are whole days.
 * - A same-day term ends when the office closes on the deemed day of receipt; with a cut-off this is the rule "nhận sau
 *   15 giờ, trả ngày làm việc tiếp theo". A zero term is due at the deemed receipt.
 * - A pause whose reason the policy lists stops the clock; others are only recorded (and still have a wait limit).
 *   RESUME continues: working counts are shifted by the working minutes of the pause, calendar counts by its dates.
 *   RESTART counts the whole term again from the deemed receipt of the supplement (NĐ 61/2018 Điều 19 khoản 4);
 *   pauses and extension minutes of the earlier round are spent, the fact of the extension stays.
 * - A stop during a pause ends the pause first, as a RESUME would: who is decided upon while paused is judged in time.
 * - An extension (NĐ 61/2018 Điều 19 khoản 9) lengthens the term; a second one, or one later than a day before the due
 *   date, is counted and marked irregular: the ledger records what was done, the caller refuses beforehand
 *   (clock_may_extend).
 */
#ifndef MOTCUA_DOMAIN_TIME_CLOCK_H
#define MOTCUA_DOMAIN_TIME_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/time/calendar.h"
#include "domain/time/clock_policy.h"

enum clock_event_kind {
	CLOCK_INTAKE, /* the dossier came (filed, handed to the postman, handed in) */
	CLOCK_START,
	CLOCK_PAUSE,
	CLOCK_RESUME,
	CLOCK_RESTART,
	CLOCK_EXTEND,
	CLOCK_STOP,
	CLOCK_EVENT__MAX
};

struct clock_event {
	int32_t seq;
	enum clock_event_kind kind;
	int64_t at;               /* microseconds UTC */
	enum clock_reason reason; /* of PAUSE */
	int32_t minutes;          /* of EXTEND: standard minutes added, 480 a day */
};

enum clock_state { CLOCK_NOT_STARTED, CLOCK_RUNNING, CLOCK_PAUSED, CLOCK_STOPPED, CLOCK_STATE__MAX };

/* Why a ledger has no due date: what the caller reports with `problem_seq`. */
enum clock_problem {
	PROBLEM_NONE,
	PROBLEM_UNORDERED,    /* an event is earlier than the one before it */
	PROBLEM_INTAKE_TWICE, /* or after the start */
	PROBLEM_STARTED_TWICE,
	PROBLEM_NOT_STARTED, /* pause, resume, restart or extension before the start */
	PROBLEM_PAUSED_TWICE,
	PROBLEM_NOT_PAUSED,      /* resume or restart without a pause */
	PROBLEM_STOPPED,         /* anything after the stop */
	PROBLEM_EVENT,           /* an unknown kind or reason, or minutes out of range */
	PROBLEM_BEYOND_CALENDAR, /* the calendar does not reach so far: enter the next year */
	CLOCK_PROBLEM__MAX
};

/* Instants in microseconds UTC, TIME_NONE where there is none; minutes are working minutes. */
struct due_result {
	enum clock_state state;
	bool waiting; /* a pause is open, whether it stops the clock or not */
	enum clock_reason waiting_for;
	bool extended;
	int32_t extensions; /* how many */
	bool irregular;     /* an extension against the rule was recorded */
	bool restarted;
	bool cut_off;         /* the last (re)start fell after the cut-off */
	int64_t received;     /* the instant that counts, as recorded: of the start, or of the last restart */
	int64_t deemed_start; /* when the office is deemed to have received it */
	int64_t first_due;    /* as printed on the receipt at the start */
	int64_t due;          /* now; while paused: as before the pause; none while not started or awaiting a restart */
	int64_t wait_limit;   /* end of the wait for the applicant, while waiting */
	int64_t finished;     /* the stop */
	int64_t used_minutes; /* of this round, up to the last event (pauses left out) */
	int64_t paused_minutes; /* working time of all pauses that stopped the clock, of all rounds */
	int32_t rounds;         /* 1 + restarts, 0 before the start */
	enum clock_problem problem;
	int32_t problem_seq; /* the event at fault */
};

/*
 * Total: every ledger gives an answer or a problem. OK; ERR_CONFLICT for an impossible sequence; ERR_INVALID for an
 * unknown kind, reason or number, a policy that clock_policy_check refuses, or a calendar that is too short
 * (PROBLEM_BEYOND_CALENDAR). On an error the result holds what was known before the event at fault.
 * Less than 2 us with a calendar of ten years and a ledger of ordinary length.
 */
MUST_CHECK enum err due(const struct clock_policy *policy, const struct calendar *calendar,
    const struct clock_event *events, size_t count, struct due_result *ret);

/* Key of the message catalogue that tells a problem to an officer. */
const char *clock_problem_key(enum clock_problem problem);

/* RESUME or RESTART: what to write when the wait for `reason` is over. */
enum clock_event_kind clock_resume_kind(const struct clock_policy *policy, enum clock_reason reason);

/* When the office is deemed to have received what came at `at_us`; `cut_off` may be NULL. TIME_NONE beyond the calendar. */
int64_t clock_deemed(const struct clock_policy *policy, const struct calendar *calendar, int64_t at_us, bool *cut_off);

/* The close of the last working day to wait for an applicant who was asked at `asked_us`; TIME_NONE: no limit. */
int64_t clock_wait_limit(const struct clock_policy *policy, const struct calendar *calendar, int64_t asked_us);

/*
 * May the office still ask for an extension at `now_us`? ERR_CONFLICT with clock.extension_used, clock.extension_late
 * (the last moment is the close of the working day before the due date) or clock.extension_not_running.
 */
MUST_CHECK enum err clock_may_extend(const struct clock_policy *policy, const struct calendar *calendar,
    const struct due_result *now, int64_t now_us, struct failure *failure);

/* Finished against due, by dates (law of the reports: before, on, after the day). */
enum clock_judgement { JUDGED_NONE, JUDGED_EARLY, JUDGED_ON_TIME, JUDGED_LATE, CLOCK_JUDGEMENT__MAX };
/* JUDGED_NONE if either is TIME_NONE. Judge on the finish, never on the day the applicant collects. */
enum clock_judgement clock_judge(int64_t due_us, int64_t finished_us);
/* An open dossier on the day of the report: late only if running with a due date before that day; paused is in time. */
bool clock_is_overdue(const struct due_result *result, int64_t now_us);

/* Stable identifiers ("pause", "running" ...) stored in the database. Never NULL. */
const char *clock_event_name(enum clock_event_kind value);
const char *clock_state_name(enum clock_state value);
const char *clock_judgement_name(enum clock_judgement value);
/* ERR_INVALID for an unknown name. */
MUST_CHECK enum err clock_event_by_name(const char *name, enum clock_event_kind *ret);

#endif
