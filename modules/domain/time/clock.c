/*
 * The due date from the ledger. One pass over the events keeps the present round (since the start or the last restart);
 * the due date is then computed from the round in closed form. The rules are told in clock.h, with their articles.
 */
#include "domain/time/clock.h"

#include <string.h>

#include "core/locale/date.h"

/* A round: from the start, or the last restart, on. Times are office minutes. */
struct round {
	const struct clock_policy *policy;
	const struct calendar *calendar;
	struct due_result *result;
	int64_t intake;       /* instant, TIME_NONE without */
	int64_t start;        /* deemed receipt */
	int64_t start_worked; /* calendar_worked(start) */
	int64_t paused;       /* working minutes of the closed pauses that stopped the clock */
	int64_t paused_days;  /* the same in dates */
	int64_t extension;    /* standard minutes */
	int64_t pause;        /* begin of the open pause, not before the start */
	bool pause_stops;
	int64_t last; /* the latest event */
};

/* --- when the office is deemed to have received ----------------------------------------------------------------------- */

static int64_t
deemed_minute(const struct clock_policy *policy, const struct calendar *calendar, int64_t minute, bool *cut_off)
{
	int32_t day = minute_day(minute);
	int64_t limit = calendar_closing(calendar, day);

	*cut_off = false;
	if (!calendar_covers(calendar, day))
		return MINUTE_NONE;
	if (limit == MINUTE_NONE || minute >= limit)
		return calendar_next_open(calendar, minute);
	if (policy->cutoff == CUTOFF_AT)
		limit = (int64_t)day * DAY_MINUTES + policy->cutoff_minute;
	else if (policy->cutoff == CUTOFF_BEFORE_CLOSING)
		limit -= policy->cutoff_minute;
	*cut_off = minute >= limit;
	return calendar_next_open(calendar, *cut_off ? (int64_t)(day + 1) * DAY_MINUTES : minute);
}

int64_t
clock_deemed(const struct clock_policy *policy, const struct calendar *calendar, int64_t at_us, bool *cut_off)
{
	bool cut;
	int64_t minute = deemed_minute(policy, calendar, office_minute(at_us), &cut);

	if (cut_off != NULL)
		*cut_off = cut;
	return minute == MINUTE_NONE ? TIME_NONE : office_instant(minute);
}

/* --- the due date of a round -------------------------------------------------------------------------------------------- */

static int64_t
due_in_working_time(const struct round *round, int64_t minutes)
{
	int64_t total = minutes + round->paused;

	return total == 0 ? round->start : calendar_when_worked(round->calendar, round->start_worked + total);
}

/* The minute at which `part` of a standard day is over on the first working day after `day`, in that day's measure. */
static int64_t
part_of_next_day(const struct calendar *calendar, int32_t day, int64_t part)
{
	int32_t next = calendar_add_working_days(calendar, day, 1);

	if (next == DAY_NONE)
		return MINUTE_NONE;
	int64_t minutes = (calendar_day_minutes(calendar, next) * part + STANDARD_DAY - 1) / STANDARD_DAY;
	return calendar_when_worked(calendar, calendar_worked(calendar, calendar_opening(calendar, next)) + minutes);
}

static int64_t
due_in_working_days(const struct round *round, int64_t minutes)
{
	bool same_day = round->policy->term.unit == TERM_SAME_DAY;
	int64_t whole = minutes / STANDARD_DAY, part = minutes % STANDARD_DAY;

	if (!same_day && (minutes == 0 || (whole == 0 && round->policy->first_day_counted)))
		return due_in_working_time(round, minutes);
	if (!same_day && round->policy->first_day_counted)
		whole--;
	int32_t day = calendar_add_working_days(round->calendar, minute_day(round->start), (int32_t)whole);
	if (day == DAY_NONE)
		return MINUTE_NONE;
	int64_t minute =
	    part > 0 ? part_of_next_day(round->calendar, day, part) : calendar_closing(round->calendar, day);
	if (minute == MINUTE_NONE || round->paused == 0)
		return minute;
	return calendar_when_worked(round->calendar, calendar_worked(round->calendar, minute) + round->paused);
}

/* The same date so many months later, or the last of that month (Civil Code, article 148.3). */
static int32_t
add_months(int32_t day, int32_t months)
{
	struct civil civil = civil_from_days(day);
	int month = civil.month - 1 + months;

	civil.year += month / 12;
	civil.month = month % 12 + 1;
	while (!civil_valid(civil) && civil.day > 28)
		civil.day--;
	return days_from_civil(civil);
}

static int64_t
due_in_calendar_days(const struct round *round, int64_t minutes)
{
	const struct term *term = &round->policy->term;
	int64_t whole = (minutes + STANDARD_DAY - 1) / STANDARD_DAY;
	int64_t day = minute_day(round->start);

	if (term->unit == TERM_MONTH)
		day = add_months((int32_t)day, term->months);
	else if (term->unit != TERM_SAME_DAY && minutes == 0 && round->paused_days == 0)
		return round->start;
	day += whole + round->paused_days;
	if (round->policy->first_day_counted && term->unit != TERM_SAME_DAY && (whole > 0 || term->months > 0))
		day--;
	if (day > calendar_last_day(round->calendar))
		return MINUTE_NONE;
	int32_t last = calendar_working_day(round->calendar, (int32_t)day);
	return last == DAY_NONE ? MINUTE_NONE : calendar_closing(round->calendar, last);
}

static int64_t
round_due(const struct round *round)
{
	int64_t minutes = round->policy->term.minutes + round->extension, minute;

	if (term_is_rolling(&round->policy->term))
		minute = due_in_working_time(round, minutes);
	else if (round->policy->count == CLOCK_CALENDAR_DAYS)
		minute = due_in_calendar_days(round, minutes);
	else if (round->policy->count == CLOCK_WORKING_DAYS || round->policy->term.unit == TERM_SAME_DAY)
		minute = due_in_working_days(round, minutes);
	else
		minute = due_in_working_time(round, minutes);
	return minute == MINUTE_NONE ? TIME_NONE : office_instant(minute);
}

/* --- the ledger, event by event ------------------------------------------------------------------------------------------- */

static enum clock_problem
round_begin(struct round *round, int64_t at)
{
	struct due_result *result = round->result;
	bool cut_off;
	int64_t start = deemed_minute(round->policy, round->calendar, office_minute(at), &cut_off);

	if (start == MINUTE_NONE)
		return PROBLEM_BEYOND_CALENDAR;
	round->start = start;
	round->start_worked = calendar_worked(round->calendar, start);
	round->paused = round->paused_days = round->extension = 0;
	result->cut_off = cut_off;
	result->received = at;
	result->deemed_start = office_instant(start);
	result->state = CLOCK_RUNNING;
	result->rounds++;
	return PROBLEM_NONE;
}

static enum clock_problem
on_intake(struct round *round, const struct clock_event *event)
{
	if (round->intake != TIME_NONE || round->result->state != CLOCK_NOT_STARTED)
		return PROBLEM_INTAKE_TWICE;
	round->intake = event->at;
	return PROBLEM_NONE;
}

static enum clock_problem
on_start(struct round *round, const struct clock_event *event)
{
	bool handed_over = round->policy->start == START_HAND_OVER && round->intake != TIME_NONE;
	enum clock_problem problem;

	if (round->result->state != CLOCK_NOT_STARTED)
		return PROBLEM_STARTED_TWICE;
	if ((problem = round_begin(round, handed_over ? round->intake : event->at)))
		return problem;
	round->result->first_due = round_due(round);
	return PROBLEM_NONE;
}

static enum clock_problem
on_pause(struct round *round, const struct clock_event *event)
{
	struct due_result *result = round->result;

	if (result->waiting)
		return PROBLEM_PAUSED_TWICE;
	if (event->reason <= REASON_NONE || event->reason >= CLOCK_REASON__MAX)
		return PROBLEM_EVENT;
	int64_t minute = office_minute(event->at);
	round->pause = minute > round->start ? minute : round->start;
	round->pause_stops = (round->policy->pause_reasons & REASON_BIT(event->reason)) != 0;
	if (round->pause_stops)
		result->state = CLOCK_PAUSED;
	result->waiting = true;
	result->waiting_for = event->reason;
	if (event->reason == REASON_SUPPLEMENT || event->reason == REASON_FEE)
		result->wait_limit = clock_wait_limit(round->policy, round->calendar, event->at);
	return PROBLEM_NONE;
}

/* Ends the open pause at `minute`; the clock goes on where it stood. */
static void
pause_end(struct round *round, int64_t minute)
{
	struct due_result *result = round->result;

	if (minute < round->pause)
		minute = round->pause;
	if (round->pause_stops) {
		int64_t worked =
		    calendar_worked(round->calendar, minute) - calendar_worked(round->calendar, round->pause);

		round->paused += worked;
		round->paused_days += minute_day(minute) - minute_day(round->pause);
		result->paused_minutes += worked;
	}
	round->pause_stops = false;
	result->state = CLOCK_RUNNING;
	result->waiting = false;
	result->waiting_for = REASON_NONE;
	result->wait_limit = TIME_NONE;
}

static enum clock_problem
on_resume(struct round *round, const struct clock_event *event)
{
	if (!round->result->waiting)
		return PROBLEM_NOT_PAUSED;
	pause_end(round, office_minute(event->at));
	return PROBLEM_NONE;
}

static enum clock_problem
on_restart(struct round *round, const struct clock_event *event)
{
	if (!round->result->waiting)
		return PROBLEM_NOT_PAUSED;
	pause_end(round, office_minute(event->at));
	round->result->restarted = true;
	return round_begin(round, event->at);
}

/* The last moment at which the office may ask for a new date: the close of the working day before the due date. */
static int64_t
extension_deadline(const struct calendar *calendar, int64_t due_us)
{
	int32_t day = calendar_add_working_days(calendar, office_day(due_us), -1);

	return day == DAY_NONE ? TIME_NONE : office_instant(calendar_closing(calendar, day));
}

static enum clock_problem
on_extend(struct round *round, const struct clock_event *event)
{
	struct due_result *result = round->result;

	if (event->minutes <= 0 || event->minutes > TERM_MINUTES_MAX - round->extension)
		return PROBLEM_EVENT;
	if (result->state == CLOCK_RUNNING) {
		int64_t present = round_due(round);

		if (present != TIME_NONE && event->at > extension_deadline(round->calendar, present))
			result->irregular = true;
	}
	if (++result->extensions > round->policy->extensions_max)
		result->irregular = true;
	result->extended = true;
	round->extension += event->minutes;
	return PROBLEM_NONE;
}

static enum clock_problem
on_stop(struct round *round, const struct clock_event *event)
{
	if (round->result->waiting)
		pause_end(round, office_minute(event->at));
	round->result->state = CLOCK_STOPPED;
	round->result->finished = event->at;
	return PROBLEM_NONE;
}

static enum clock_problem (*const handlers[CLOCK_EVENT__MAX])(struct round *, const struct clock_event *) = {
	[CLOCK_INTAKE] = on_intake,
	[CLOCK_START] = on_start,
	[CLOCK_PAUSE] = on_pause,
	[CLOCK_RESUME] = on_resume,
	[CLOCK_RESTART] = on_restart,
	[CLOCK_EXTEND] = on_extend,
	[CLOCK_STOP] = on_stop,
};

static enum clock_problem
event_apply(struct round *round, const struct clock_event *event, const struct clock_event *before)
{
	bool needs_start = event->kind != CLOCK_INTAKE && event->kind != CLOCK_START && event->kind != CLOCK_STOP;

	if (event->kind < 0 || event->kind >= CLOCK_EVENT__MAX)
		return PROBLEM_EVENT;
	if (before != NULL && event->at < before->at)
		return PROBLEM_UNORDERED;
	if (round->result->state == CLOCK_STOPPED)
		return PROBLEM_STOPPED;
	if (needs_start && round->result->state == CLOCK_NOT_STARTED)
		return PROBLEM_NOT_STARTED;
	if (event->kind != CLOCK_INTAKE && !calendar_covers(round->calendar, office_day(event->at)))
		return PROBLEM_BEYOND_CALENDAR;
	enum clock_problem problem = handlers[event->kind](round, event);
	if (problem == PROBLEM_NONE)
		round->last = office_minute(event->at);
	return problem;
}

static void
round_close(struct round *round)
{
	struct due_result *result = round->result;
	bool awaits_restart = result->state == CLOCK_PAUSED && result->waiting_for == REASON_SUPPLEMENT &&
			      round->policy->after_supplement == AFTER_RESTART;
	int64_t until = result->state == CLOCK_PAUSED ? round->pause : round->last;

	if (result->rounds == 0)
		return;
	if (until > round->start)
		result->used_minutes = calendar_worked(round->calendar, until) - round->start_worked - round->paused;
	if (awaits_restart)
		return;
	result->due = round_due(round);
	if (result->due == TIME_NONE && result->problem == PROBLEM_NONE)
		result->problem = PROBLEM_BEYOND_CALENDAR;
}

static enum err
problem_err(enum clock_problem problem)
{
	if (problem == PROBLEM_NONE)
		return OK;
	return problem == PROBLEM_EVENT || problem == PROBLEM_BEYOND_CALENDAR ? ERR_INVALID : ERR_CONFLICT;
}

enum err
due(const struct clock_policy *policy, const struct calendar *calendar, const struct clock_event *events, size_t count,
    struct due_result *ret)
{
	struct round round = { .policy = policy, .calendar = calendar, .result = ret, .intake = TIME_NONE };
	enum err err;

	*ret = (struct due_result){
		.received = TIME_NONE,
		.deemed_start = TIME_NONE,
		.first_due = TIME_NONE,
		.due = TIME_NONE,
		.wait_limit = TIME_NONE,
		.finished = TIME_NONE,
	};
	if ((err = clock_policy_check(policy, NULL)))
		return err;
	for (size_t i = 0; i < count && ret->problem == PROBLEM_NONE; i++) {
		ret->problem = event_apply(&round, &events[i], i > 0 ? &events[i - 1] : NULL);
		ret->problem_seq = ret->problem == PROBLEM_NONE ? 0 : events[i].seq;
	}
	round_close(&round);
	return problem_err(ret->problem);
}

/* --- around it ------------------------------------------------------------------------------------------------------------ */

enum clock_event_kind
clock_resume_kind(const struct clock_policy *policy, enum clock_reason reason)
{
	bool restart = reason == REASON_SUPPLEMENT && policy->after_supplement == AFTER_RESTART;

	return restart ? CLOCK_RESTART : CLOCK_RESUME;
}

int64_t
clock_wait_limit(const struct clock_policy *policy, const struct calendar *calendar, int64_t asked_us)
{
	if (policy->wait_limit_days <= 0)
		return TIME_NONE;
	int32_t day = calendar_add_working_days(calendar, office_day(asked_us), policy->wait_limit_days);
	return day == DAY_NONE ? TIME_NONE : office_instant(calendar_closing(calendar, day));
}

enum err
clock_may_extend(const struct clock_policy *policy, const struct calendar *calendar, const struct due_result *now,
    int64_t now_us, struct failure *failure)
{
	if (now->state != CLOCK_RUNNING || now->due == TIME_NONE)
		return FAILURE(failure, ERR_CONFLICT, "clock.extension_not_running", NULL, "state %s",
		    clock_state_name(now->state));
	if (now->extensions >= policy->extensions_max)
		return FAILURE(failure, ERR_CONFLICT, "clock.extension_used", NULL, "%d extensions", now->extensions);
	if (now_us > extension_deadline(calendar, now->due))
		return FAILURE(failure, ERR_CONFLICT, "clock.extension_late", NULL, "due %lld", (long long)now->due);
	return OK;
}

enum clock_judgement
clock_judge(int64_t due_us, int64_t finished_us)
{
	if (due_us == TIME_NONE || finished_us == TIME_NONE)
		return JUDGED_NONE;
	int32_t due_day = office_day(due_us), finished_day = office_day(finished_us);
	if (finished_day < due_day)
		return JUDGED_EARLY;
	return finished_day == due_day ? JUDGED_ON_TIME : JUDGED_LATE;
}

bool
clock_is_overdue(const struct due_result *result, int64_t now_us)
{
	return result->state == CLOCK_RUNNING && result->due != TIME_NONE &&
	       office_day(result->due) < office_day(now_us);
}

static const char *const event_names[CLOCK_EVENT__MAX] = {
	[CLOCK_INTAKE] = "intake",
	[CLOCK_START] = "start",
	[CLOCK_PAUSE] = "pause",
	[CLOCK_RESUME] = "resume",
	[CLOCK_RESTART] = "restart",
	[CLOCK_EXTEND] = "extend",
	[CLOCK_STOP] = "stop",
};

const char *
clock_event_name(enum clock_event_kind value)
{
	return value >= 0 && value < CLOCK_EVENT__MAX ? event_names[value] : "unknown";
}

enum err
clock_event_by_name(const char *name, enum clock_event_kind *ret)
{
	for (int i = 0; i < CLOCK_EVENT__MAX; i++)
		if (strcmp(name, event_names[i]) == 0) {
			*ret = (enum clock_event_kind)i;
			return OK;
		}
	return ERR_INVALID;
}

const char *
clock_state_name(enum clock_state value)
{
	static const char *const names[CLOCK_STATE__MAX] = { "not_started", "running", "paused", "stopped" };

	return value >= 0 && value < CLOCK_STATE__MAX ? names[value] : "unknown";
}

const char *
clock_judgement_name(enum clock_judgement value)
{
	static const char *const names[CLOCK_JUDGEMENT__MAX] = { "none", "early", "on_time", "late" };

	return value >= 0 && value < CLOCK_JUDGEMENT__MAX ? names[value] : "unknown";
}

const char *
clock_problem_key(enum clock_problem problem)
{
	static const char *const keys[CLOCK_PROBLEM__MAX] = {
		[PROBLEM_NONE] = "clock.problem_none",
		[PROBLEM_UNORDERED] = "clock.problem_unordered",
		[PROBLEM_INTAKE_TWICE] = "clock.problem_intake_twice",
		[PROBLEM_STARTED_TWICE] = "clock.problem_started_twice",
		[PROBLEM_NOT_STARTED] = "clock.problem_not_started",
		[PROBLEM_PAUSED_TWICE] = "clock.problem_paused_twice",
		[PROBLEM_NOT_PAUSED] = "clock.problem_not_paused",
		[PROBLEM_STOPPED] = "clock.problem_stopped",
		[PROBLEM_EVENT] = "clock.problem_event",
		[PROBLEM_BEYOND_CALENDAR] = "clock.problem_beyond_calendar",
	};

	return problem >= 0 && problem < CLOCK_PROBLEM__MAX ? keys[problem] : keys[PROBLEM_EVENT];
}
