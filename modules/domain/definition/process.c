/* Steps by name, the checks of a process and its terms. See process.h. */
#include "domain/definition/process.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process_private.h"
#include "domain/definition/xml.h"
#include "domain/time/term.h"

enum { CALENDAR_DAY = 1440 };

size_t
process_node_by_id(const struct process *process, const char *id)
{
	size_t i = 0;

	while (i < process->node_count && strcmp(process->nodes[i].id, id) != 0)
		i++;
	return i;
}

size_t
process_flow_by_id(const struct process *process, const char *id)
{
	size_t i = 0;

	while (i < process->flow_count && strcmp(process->flows[i].id, id) != 0)
		i++;
	return i;
}

const char *
process_id(const struct process *process)
{
	return process->id;
}

const char *
process_name(const struct process *process)
{
	return process->name;
}

size_t
process_steps(const struct process *process, const struct process_step *const **ret)
{
	*ret = process->steps;
	return process->step_count;
}

const struct process_step *
process_step(const struct process *process, const char *id)
{
	for (size_t i = 0; i < process->step_count; i++)
		if (strcmp(process->steps[i]->id, id) == 0)
			return process->steps[i];
	return NULL;
}

size_t
process_step_index(const struct process *process, const struct process_step *step)
{
	size_t i = 0;

	while (i < process->step_count && process->steps[i] != step)
		i++;
	return i;
}

static enum err
check_node(const struct process *process, const struct process_node *node, struct definition_error *error)
{
	bool splits = node->kind == NODE_EXCLUSIVE || node->kind == NODE_PARALLEL;

	if (node->kind == NODE_START && node->incoming_count > 0)
		return definition_refuse(error, "process.start", node->id);
	if (node->kind == NODE_END ? node->outgoing_count > 0 : node->outgoing_count == 0)
		return definition_refuse(error, "process.dead_end", node->id);
	if (!splits && node->outgoing_count > 1)
		return definition_refuse(error, "process.two_ways", node->id);
	for (size_t i = 0; i < node->outgoing_count; i++) {
		bool decides =
		    node->kind == NODE_EXCLUSIVE && node->outgoing_count > 1 && node->outgoing[i] != node->default_flow;
		if (decides != (process->flows[node->outgoing[i]].condition != NULL))
			return definition_refuse(error, "process.condition", process->flows[node->outgoing[i]].id);
	}
	return OK;
}

/* Marks what can be reached over the flows, forwards from `node` or backwards; a timer is reached with its step. */
static void
mark(const struct process *process, size_t node, bool forwards, bool *marked)
{
	marked[node] = true;
	for (bool moved = true; moved;) {
		moved = false;
		for (size_t i = 0; i < process->flow_count; i++) {
			size_t from = process->flows[i].from, to = process->flows[i].to;
			if (!forwards) {
				from = process->flows[i].to;
				to = process->flows[i].from;
			}
			if (marked[from] && !marked[to])
				marked[to] = moved = true;
		}
		for (size_t i = 0; forwards && i < process->node_count; i++)
			if (process->nodes[i].kind == NODE_TIMER && marked[process->nodes[i].attached] && !marked[i])
				marked[i] = moved = true;
	}
}

enum err
process_check_structure(struct arena *arena, const struct process *process, struct definition_error *error)
{
	bool *reached = arena_array(arena, PROCESS_NODES_MAX, sizeof(*reached));
	bool *ends = arena_array(arena, PROCESS_NODES_MAX, sizeof(*ends));
	size_t starts = 0;
	enum err err = OK;

	for (size_t i = 0; err == OK && i < process->node_count; i++) {
		err = check_node(process, &process->nodes[i], error);
		if (process->nodes[i].kind == NODE_START && ++starts == 1)
			mark(process, i, true, reached);
		if (process->nodes[i].kind == NODE_END)
			mark(process, i, false, ends);
	}
	if (err == OK && starts != 1)
		err = definition_refuse(error, "process.start", process->id);
	if (err == OK && process->step_count == 0)
		err = definition_refuse(error, "process.no_steps", process->id);
	for (size_t i = 0; err == OK && i < process->node_count; i++) {
		if (!reached[i])
			err = definition_refuse(error, "process.unreachable", process->nodes[i].id);
		else if (!ends[i])
			err = definition_refuse(error, "process.never_ends", process->nodes[i].id);
	}
	return err;
}

struct longest {
	const struct process *process;
	int64_t minutes[PROCESS_NODES_MAX]; /* from the node to an end; -1: not known yet */
	bool on_way[PROCESS_NODES_MAX];     /* being walked: a flow to it is a loop and counts once */
};

static int64_t
longest_from(struct longest *l, size_t node)
{
	const struct process_node *at = &l->process->nodes[node];
	int64_t best = 0;

	if (l->minutes[node] >= 0)
		return l->minutes[node];
	l->on_way[node] = true;
	for (size_t i = 0; i < at->outgoing_count; i++) {
		size_t next = l->process->flows[at->outgoing[i]].to;
		int64_t rest = l->on_way[next] ? 0 : longest_from(l, next);
		best = rest > best ? rest : best;
	}
	l->on_way[node] = false;
	l->minutes[node] = best + (at->kind == NODE_STEP ? at->step->term.minutes : 0);
	return l->minutes[node];
}

enum err
process_check_term(
    const struct process *process, int64_t legal_minutes, int64_t *ret_minutes, struct definition_error *error)
{
	struct longest l = { .process = process };
	bool calendar = false, working = false;

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	*ret_minutes = 0;
	for (size_t i = 0; i < process->step_count; i++) {
		calendar = calendar || process->steps[i]->term.calendar;
		working = working || (process->steps[i]->term.minutes > 0 && !process->steps[i]->term.calendar);
	}
	if (calendar && working)
		return definition_refuse(error, "process.term_mixed", process->id);
	for (size_t i = 0; i < process->node_count; i++)
		l.minutes[i] = -1;
	for (size_t i = 0; i < process->node_count; i++)
		if (process->nodes[i].kind == NODE_START)
			*ret_minutes = longest_from(&l, i);
	if (*ret_minutes > legal_minutes)
		return definition_refuse(error, "process.term_exceeded", process->id);
	return OK;
}

enum err
process_check_names(
    struct arena *arena, const struct process *process, const struct feel_names *names, struct definition_error *error)
{
	(void)arena;
	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	for (size_t i = 0; i < process->flow_count; i++) {
		const struct process_flow *flow = &process->flows[i];
		struct feel_error feel;
		if (flow->condition == NULL || feel_check(flow->condition, names, FEEL_BOOLEAN, &feel) == OK)
			continue;
		error->feel = feel;
		return definition_refuse(error, "process.condition", flow->id);
	}
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
