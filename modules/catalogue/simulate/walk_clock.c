/* The clocks of a walk. See walk_clock.h. Must stay pure. */
#include "simulate/walk_clock.h"

#include "core/memory/arena.h"
#include "domain/definition/process/process_clock.h"

enum { EVENTS_MAX = 2 * WALK_ACTS_MAX + 4 };

struct walk_clock
walk_clock_new(struct arena *arena, const struct walk_given *given, const struct clock_policy *policy)
{
	return (struct walk_clock){ given, policy, arena_array(arena, EVENTS_MAX, sizeof(struct clock_event)), 0 };
}

void
walk_clock_note(struct walk_clock *clock, enum clock_event_kind kind, enum clock_reason reason, int64_t at)
{
	if (clock->count < EVENTS_MAX)
		clock->ledger[clock->count++] = (struct clock_event){ .kind = kind, .at = at, .reason = reason };
}

/* --- terms of steps -------------------------------------------------------------------------------------------------- */

void
walk_clock_open(const struct walk_clock *clock, struct walk_visit *visit, int64_t at)
{
	visit->opened_at = visit->counted_from = at;
	visit->stood_still = false;
	visit->due_at =
	    process_term_after(walk_calendar_of(clock->given, visit->step), process_step_term(visit->step), at);
}

static int64_t
term_end(const struct walk_clock *clock, const struct walk_visit *visit, const struct process_term *term)
{
	return process_term_end(clock->policy, walk_calendar_of(clock->given, visit->step), clock->ledger, clock->count,
	    visit->opened_at, term);
}

static void
renew(const struct walk_clock *clock, struct walk_visit *visit)
{
	const struct clock_event *last = &clock->ledger[clock->count - 1];
	const int64_t due_at = term_end(clock, visit, process_step_term(visit->step));

	if (due_at == TIME_NONE || due_at == visit->due_at)
		return;
	visit->due_at = due_at;
	visit->stood_still = last->kind == CLOCK_RESUME;
	if (last->kind == CLOCK_RESTART)
		visit->counted_from = last->at;
}

void
walk_clock_renew(const struct walk_clock *clock, struct walk_visit *visits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (visits[i].closed_at == TIME_NONE && process_step_pauses(visits[i].step))
			renew(clock, &visits[i]);
}

int64_t
walk_clock_timer_end(const struct walk_clock *clock, const struct walk_visit *visit, const struct process_timer *timer)
{
	return term_end(clock, visit, &timer->after);
}

/* --- the legal clock ------------------------------------------------------------------------------------------------- */

static bool
is_legal(const struct clock_event *event, bool started)
{
	return started || event->kind == CLOCK_INTAKE || event->kind == CLOCK_START;
}

void
walk_clock_judge(struct arena *arena, const struct walk_clock *clock, struct walk_trace *trace)
{
	struct clock_event *events = arena_array(arena, clock->count + 1, sizeof(*events));
	bool started = false;

	trace->event_count = 0;
	for (size_t i = 0; i < clock->count; i++) {
		if (!is_legal(&clock->ledger[i], started))
			continue;
		started = started || clock->ledger[i].kind == CLOCK_START;
		events[trace->event_count] = clock->ledger[i];
		events[trace->event_count].seq = (int32_t)trace->event_count + 1;
		trace->event_count++;
	}
	trace->events = events;
	if (due(clock->policy, walk_legal_calendar(clock->given), events, trace->event_count, &trace->clock))
		trace->clock.due = TIME_NONE;
}
