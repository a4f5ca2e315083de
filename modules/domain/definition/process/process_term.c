/* Terms of steps, and how long the steps take together. See process.h. */
#include <stdint.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"
#include "domain/time/term.h"

enum { CALENDAR_DAY = 1440 };

struct longest {
	const struct process *process;
	int64_t minutes[PROCESS_NODES_MAX]; /* from the node to an end; -1: not known yet */
	size_t next[PROCESS_NODES_MAX];     /* the node after it on the longest way; PROCESS_NONE: the end */
	bool on_way[PROCESS_NODES_MAX];     /* being walked: a flow to it is a loop and counts once */
};

static int64_t
longest_from(struct longest *l, size_t node)
{
	const struct process_node *at = &l->process->nodes[node];
	int64_t best = -1;

	if (l->minutes[node] >= 0)
		return l->minutes[node];
	l->on_way[node] = true;
	l->next[node] = PROCESS_NONE;
	for (size_t i = 0; i < at->outgoing_count; i++) {
		const size_t next = l->process->flows[at->outgoing[i]].to;
		const int64_t rest = l->on_way[next] ? -1 : longest_from(l, next);

		if (rest > best) {
			best = rest;
			l->next[node] = next;
		}
	}
	l->on_way[node] = false;
	l->minutes[node] = (best > 0 ? best : 0) + (at->kind == NODE_STEP ? at->step->term.minutes : 0);
	return l->minutes[node];
}

/* How the steps count their terms. */
static void
find_counting(const struct process *process, struct process_path *path)
{
	bool calendar = false, working = false;

	for (size_t i = 0; i < process->step_count; i++) {
		const struct process_term *term = &process->steps[i]->term;

		calendar = calendar || (term->minutes > 0 && term->calendar);
		working = working || (term->minutes > 0 && !term->calendar);
	}
	path->calendar = calendar;
	path->mixed = calendar && working;
}

/* The first step that counts otherwise than the one before it. */
static const char *
first_other(const struct process *process)
{
	const struct process_term *before = NULL;

	for (size_t i = 0; i < process->step_count; i++) {
		const struct process_term *term = &process->steps[i]->term;

		if (term->minutes > 0 && before != NULL && before->calendar != term->calendar)
			return process->steps[i]->id;
		if (term->minutes > 0)
			before = term;
	}
	return process->id;
}

/* The start's node, with the longest way from it found. */
static size_t
find_longest(struct longest *l)
{
	size_t start = 0;

	for (size_t i = 0; i < l->process->node_count; i++)
		l->minutes[i] = -1;
	while (start < l->process->node_count && l->process->nodes[start].kind != NODE_START)
		start++;
	if (start < l->process->node_count)
		(void)longest_from(l, start);
	return start;
}

void
process_critical_path(struct arena *arena, const struct process *process, struct process_path *ret)
{
	struct longest l = { .process = process };
	const struct process_step **steps = arena_array(arena, process->step_count + 1, sizeof(*steps));
	const size_t start = find_longest(&l);

	*ret = (struct process_path){ .steps = steps };
	find_counting(process, ret);
	if (start == process->node_count)
		return;
	ret->minutes = l.minutes[start];
	for (size_t at = start; at != PROCESS_NONE; at = l.next[at])
		if (process->nodes[at].kind == NODE_STEP)
			steps[ret->count++] = process->nodes[at].step;
}

enum err
process_check_term(
    const struct process *process, int64_t legal_minutes, int64_t *ret_minutes, struct definition_error *error)
{
	struct longest l = { .process = process };
	struct process_path counting = { .minutes = 0 };
	const size_t start = find_longest(&l);

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	*ret_minutes = start < process->node_count ? l.minutes[start] : 0;
	find_counting(process, &counting);
	if (counting.mixed)
		return definition_refuse(error, "process.term_mixed", first_other(process));
	if (*ret_minutes > legal_minutes)
		return definition_refuse(error, "process.term_exceeded", process->id);
	return OK;
}

/* Timers are written as ISO 8601 durations by the drawing tools. */
static enum err
parse_iso(const char *text, bool calendar, struct process_term *ret)
{
	struct feel_value duration = feel_duration_parse(text);

	if (duration.type != FEEL_DAYS || duration.seconds <= 0 || duration.seconds % 60 != 0)
		return ERR_INVALID;
	int64_t days = duration.seconds / 60 / CALENDAR_DAY, rest = duration.seconds / 60 % CALENDAR_DAY;
	ret->minutes = days * (calendar ? CALENDAR_DAY : STANDARD_DAY) + rest;
	return OK;
}

enum err
process_term_parse(struct arena *arena, const char *text, bool calendar, struct process_term *ret)
{
	struct term term;

	*ret = (struct process_term){ .text = arena_strdup(arena, text), .calendar = calendar };
	if (*text == 'P')
		return parse_iso(text, calendar, ret);
	if (term_parse(arena, text, &term) != OK || term.unit == TERM_MONTH)
		return ERR_INVALID;
	bool rolling = term_is_rolling(&term);
	ret->minutes = calendar && !rolling ? (int64_t)term.minutes * (CALENDAR_DAY / STANDARD_DAY) : term.minutes;
	return OK;
}
