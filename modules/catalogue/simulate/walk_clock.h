/*
 * The clocks of a walk: the legal one and the terms of its steps, counted by the functions that count them for dossiers.
 * Private to walk.c.
 */
#ifndef MOTCUA_CATALOGUE_WALK_CLOCK_H
#define MOTCUA_CATALOGUE_WALK_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "simulate/walk.h"

struct walk_clock {
	const struct walk_given *given;
	const struct clock_policy *policy;
	/* What happened to the clock. Also what the counter waited for before the legal clock ran: its own step stands still then. */
	struct clock_event *ledger;
	size_t count;
};

struct walk_clock walk_clock_new(
    struct arena *arena, const struct walk_given *given, const struct clock_policy *policy);
/* What is beyond the acts that a walk may have is not noted. */
void walk_clock_note(struct walk_clock *clock, enum clock_event_kind kind, enum clock_reason reason, int64_t at);

/* From `at` on somebody has the step. */
void walk_clock_open(const struct walk_clock *clock, struct walk_visit *visit, int64_t at);
/* Counts the terms of open steps again when the dossier is no longer waited for. */
void walk_clock_renew(const struct walk_clock *clock, struct walk_visit *visits, size_t count);
/* When the timer of an open step fires; TIME_NONE: it stands still. */
int64_t walk_clock_timer_end(
    const struct walk_clock *clock, const struct walk_visit *visit, const struct process_timer *timer);

/* What the law's clock has seen of it, and what it says: `events` and `clock` of the trace. */
void walk_clock_judge(struct arena *arena, const struct walk_clock *clock, struct walk_trace *trace);

#endif
