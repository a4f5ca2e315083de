/*
 * Folding a process block by block until a single flow from start to end is left: then it is sound, however many states its
 * parallel branches have. Each fold keeps soundness both ways. See process_sound.c, which judges what cannot be folded.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"

enum fold_kind { FOLD_START, FOLD_END, FOLD_ONE_OF, FOLD_ALL };

struct fold_edge {
	size_t from, to;
};

struct fold {
	enum fold_kind kinds[PROCESS_NODES_MAX];
	struct fold_edge edges[PROCESS_FLOWS_MAX];
	size_t edge_count;
	size_t in[PROCESS_NODES_MAX], out[PROCESS_NODES_MAX];
};

static void
count_edges(struct fold *f)
{
	memset(f->in, 0, sizeof(f->in));
	memset(f->out, 0, sizeof(f->out));
	for (size_t i = 0; i < f->edge_count; i++) {
		f->out[f->edges[i].from]++;
		f->in[f->edges[i].to]++;
	}
}

static void
drop_edge(struct fold *f, size_t edge)
{
	f->edges[edge] = f->edges[--f->edge_count];
	count_edges(f);
}

/* Is there an end that no flow leads to? It would be lost among the others. */
static bool
has_lone_end(const struct process *process)
{
	bool reached[PROCESS_NODES_MAX] = { false };

	for (size_t i = 0; i < process->flow_count; i++)
		reached[process->flows[i].to] = true;
	for (size_t i = 0; i < process->node_count; i++)
		if (process->nodes[i].kind == NODE_END && !reached[i])
			return true;
	return false;
}

/* The nodes with all ends as one, steps as "one of" (whoever comes in goes on), interrupting timers as ways out of their step;
 * false where a timer leaves its step running, or an end takes parallel branches with it: then nothing is folded. */
static bool
fold_begin(const struct process *process, struct fold *f)
{
	size_t end = process->node_count;
	bool terminates = false, parallel = false;

	for (size_t i = 0; i < process->node_count; i++) {
		const struct process_node *node = &process->nodes[i];

		terminates = terminates || node->terminates;
		parallel = parallel || node->kind == NODE_PARALLEL;
		f->kinds[i] = node->kind == NODE_START      ? FOLD_START
			      : node->kind == NODE_END      ? FOLD_END
			      : node->kind == NODE_PARALLEL ? FOLD_ALL
							    : FOLD_ONE_OF;
		if (node->kind == NODE_END && end == process->node_count)
			end = i;
		for (size_t t = 0; node->kind == NODE_STEP && t < node->step->timer_count; t++)
			if (!node->step->timers[t].interrupting)
				return false;
	}
	if ((terminates && parallel) || has_lone_end(process))
		return false;
	for (size_t i = 0; i < process->flow_count; i++) {
		const struct process_flow *flow = &process->flows[i];
		const struct process_node *from = &process->nodes[flow->from];

		f->edges[f->edge_count++] = (struct fold_edge){ from->kind == NODE_TIMER ? from->attached : flow->from,
			process->nodes[flow->to].kind == NODE_END ? end : flow->to };
	}
	count_edges(f);
	return true;
}

/* A node with one way in and one way out falls away. */
static bool
fold_passage(struct fold *f, size_t edge)
{
	size_t at = f->edges[edge].to;

	if (f->in[at] != 1 || f->out[at] != 1 || f->edges[edge].from == at)
		return false;
	for (size_t i = 0; i < f->edge_count; i++)
		if (f->edges[i].from == at) {
			f->edges[edge].to = f->edges[i].to;
			drop_edge(f, i);
			return true;
		}
	return false;
}

/* Two ways from one place to another are one, if they part and meet in the same manner. */
static bool
fold_double(struct fold *f, size_t edge)
{
	enum fold_kind from = f->kinds[f->edges[edge].from], to = f->kinds[f->edges[edge].to];
	bool alike =
	    (from == FOLD_ONE_OF && (to == FOLD_ONE_OF || to == FOLD_END)) || (from == FOLD_ALL && to == FOLD_ALL);

	if (!alike || f->edges[edge].from == f->edges[edge].to)
		return false;
	for (size_t i = edge + 1; i < f->edge_count; i++)
		if (f->edges[i].from == f->edges[edge].from && f->edges[i].to == f->edges[edge].to) {
			drop_edge(f, i);
			return true;
		}
	return false;
}

static bool
leads_back(const struct fold *f, size_t node)
{
	bool reached[PROCESS_NODES_MAX] = { false };

	for (bool moved = true; moved && !reached[node];) {
		moved = false;
		for (size_t i = 0; i < f->edge_count; i++)
			if ((f->edges[i].from == node || reached[f->edges[i].from]) && !reached[f->edges[i].to])
				reached[f->edges[i].to] = moved = true;
	}
	return reached[node];
}

/* A choice that leads back to itself, beside others; a parallel branch that simply ends, beside others: but not within a loop,
 * which could begin the branch anew before it has ended. */
static bool
fold_needless(struct fold *f, size_t edge)
{
	size_t from = f->edges[edge].from, to = f->edges[edge].to;
	bool loop = from == to && f->kinds[from] == FOLD_ONE_OF && f->in[from] > 1 && f->out[from] > 1;
	bool end = f->kinds[from] == FOLD_ALL && f->kinds[to] == FOLD_END && f->out[from] > 1 && !leads_back(f, from);

	if (loop || end)
		drop_edge(f, edge);
	return loop || end;
}

/* Two nodes of one kind behind each other are one, if nothing else comes between; neither is cut off from the rest. */
static bool
fold_alike(struct fold *f, size_t edge)
{
	size_t from = f->edges[edge].from, to = f->edges[edge].to;

	if (from == to || f->kinds[from] != f->kinds[to] || f->kinds[from] < FOLD_ONE_OF)
		return false;
	if (f->in[to] == 1 && f->out[to] > 0) {
		for (size_t i = 0; i < f->edge_count; i++)
			if (f->edges[i].from == to)
				f->edges[i].from = from;
	} else if (f->out[from] == 1 && f->in[from] > 0) {
		for (size_t i = 0; i < f->edge_count; i++)
			if (f->edges[i].to == from)
				f->edges[i].to = to;
	} else {
		return false;
	}
	drop_edge(f, edge);
	return true;
}

bool
process_folds(struct arena *arena, const struct process *process)
{
	struct fold *f = ARENA_NEW(arena, struct fold);
	bool moved = true;

	if (!fold_begin(process, f))
		return false;
	while (moved) {
		moved = false;
		for (size_t i = 0; i < f->edge_count && !moved; i++)
			moved = fold_passage(f, i) || fold_double(f, i) || fold_needless(f, i) || fold_alike(f, i);
	}
	return f->edge_count == 1 && f->kinds[f->edges[0].from] == FOLD_START && f->kinds[f->edges[0].to] == FOLD_END;
}
