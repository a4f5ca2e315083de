/* Steps by name and the structure of a process. See process.h. */
#include "domain/definition/process/process.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"

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
		else if (err == OK && process->nodes[i].kind == NODE_START)
			err = definition_refuse(error, "process.start", process->nodes[i].id);
		if (process->nodes[i].kind == NODE_END)
			mark(process, i, false, ends);
	}
	if (err == OK && starts == 0)
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

static const struct feel_name always[] = {
	{ .name = "action", .type = FEEL_STRING },
	{ .name = "outcome", .type = FEEL_STRING },
	{ .name = "opinion", .type = FEEL_STRING },
	{ .name = "channel", .type = FEEL_STRING },
	{ .name = "case", .type = FEEL_NUMBER },
	{ .name = "supplements", .type = FEEL_NUMBER },
};
enum { ALWAYS = sizeof(always) / sizeof(always[0]) };

static bool
is_always_there(const char *name)
{
	for (size_t i = 0; i < ALWAYS; i++)
		if (strcmp(always[i].name, name) == 0)
			return true;
	return false;
}

void
process_names(struct arena *arena, const struct feel_names *answers, struct feel_names *ret)
{
	const size_t count = answers == NULL ? 0 : answers->count;
	struct feel_name *items = arena_array(arena, ALWAYS + count, sizeof(*items));

	memcpy(items, always, sizeof(always));
	*ret = (struct feel_names){ .items = items, .count = ALWAYS };
	for (size_t i = 0; i < count; i++)
		if (!is_always_there(answers->items[i].name))
			items[ret->count++] = answers->items[i];
}

bool
process_reads_answers(const struct process *process)
{
	for (size_t i = 0; i < process->flow_count; i++) {
		const struct feel *condition = process->flows[i].condition;
		const char *const *names;
		const size_t count = condition == NULL ? 0 : feel_reads(condition, &names);

		for (size_t n = 0; n < count; n++)
			if (!is_always_there(names[n]))
				return true;
	}
	return false;
}

/* Any way into a node, `flow_count` for none. */
static size_t
flow_into(const struct process *process, size_t node)
{
	size_t flow = 0;

	while (flow < process->flow_count && process->flows[flow].to != node)
		flow++;
	return flow;
}

const char *
process_flow_step(const struct process *process, const char *flow_id)
{
	size_t flow = process_flow_by_id(process, flow_id);

	for (size_t i = 0; i <= process->flow_count && flow < process->flow_count; i++) {
		const struct process_node *node = &process->nodes[process->flows[flow].from];

		if (node->step != NULL)
			return node->step->name;
		flow = flow_into(process, process->flows[flow].from);
	}
	return "";
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
