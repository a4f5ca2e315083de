/* Terms of steps and the legal clock. See process_clock.h. */
#include "domain/definition/process/process_clock.h"

#include "core/locale/date.h"
#include "domain/time/term.h"

/* Of an opinion asked; what the process says is stronger. */
static const struct process_term opinion_term = { .text = "", .minutes = 3 * STANDARD_DAY };

struct counting {
	const struct calendar *calendar;
	const struct process_term *term;
	int64_t from;      /* since when it runs */
	int64_t remaining; /* minutes */
	bool paused;
	int64_t passed; /* when the term had passed before a pause began; TIME_NONE: it had not */
};

const struct process_term *
process_step_term(const struct process_step *step)
{
	return step->kind == PROCESS_CONSULT && step->term.minutes <= 0 ? &opinion_term : &step->term;
}

bool
process_step_pauses(const struct process_step *step)
{
	return step->kind != PROCESS_CONSULT;
}

static int64_t
end_of(const struct counting *c)
{
	return c->term->calendar ? c->from + c->remaining * DATE_MINUTE
				 : add_working_minutes(c->calendar, c->from, c->remaining);
}

int64_t
process_term_after(const struct calendar *calendar, const struct process_term *term, int64_t from)
{
	const struct counting c = { .calendar = calendar, .term = term, .from = from, .remaining = term->minutes };

	return term->minutes > 0 ? end_of(&c) : TIME_NONE;
}

static void
pause_at(struct counting *c, int64_t at)
{
	const int64_t end = end_of(c);

	c->paused = true;
	if (end != TIME_NONE && end <= at)
		c->passed = end;
	else if (c->term->calendar)
		c->remaining -= (at - c->from) / DATE_MINUTE;
	else
		c->remaining -= working_minutes_between(c->calendar, c->from, at);
}

static void
go_on(struct counting *c, const struct clock_event *event)
{
	if (c->paused || event->kind == CLOCK_RESTART)
		c->from = event->at;
	if (event->kind == CLOCK_RESTART) {
		c->remaining = c->term->minutes;
		c->passed = TIME_NONE;
	}
	c->paused = false;
}

static bool
stops(const struct clock_policy *policy, const struct clock_event *event)
{
	return event->kind == CLOCK_PAUSE && (policy->pause_reasons & REASON_BIT(event->reason)) != 0;
}

int64_t
process_term_end(const struct clock_policy *policy, const struct calendar *calendar, const struct clock_event *events,
    size_t count, int64_t opened_at, const struct process_term *term)
{
	struct counting c = { calendar, term, opened_at, term->minutes, false, TIME_NONE };

	if (term->minutes <= 0)
		return TIME_NONE;
	for (size_t i = 0; i < count; i++) {
		const bool ends = events[i].kind == CLOCK_RESUME || events[i].kind == CLOCK_RESTART;

		if (events[i].at <= opened_at)
			c.paused = ends ? false : c.paused || stops(policy, &events[i]);
		else if (ends)
			go_on(&c, &events[i]);
		else if (stops(policy, &events[i]) && !c.paused && c.passed == TIME_NONE)
			pause_at(&c, events[i].at);
	}
	if (c.passed != TIME_NONE)
		return c.passed;
	return c.paused ? TIME_NONE : end_of(&c);
}
