/* A model's nodes and flows by number. See process_table_graph.h. */
#include "domain/definition/process_table/process_table_graph.h"

#include <string.h>

#include "core/memory/arena.h"

static size_t
node_number(const struct process_model *model, const char *id)
{
	for (size_t i = 0; i < model->node_count; i++)
		if (strcmp(model->nodes[i].id, id) == 0)
			return i;
	return GRAPH_NONE;
}

struct table_graph *
table_graph_of(struct arena *arena, const struct process_model *model)
{
	struct table_graph *graph = ARENA_NEW(arena, struct table_graph);

	graph->model = model;
	for (size_t i = 0; i < model->flow_count; i++) {
		const size_t from = node_number(model, model->flows[i].from);
		const size_t to = node_number(model, model->flows[i].to);

		graph->from[i] = from;
		graph->to[i] = to;
		if (from == GRAPH_NONE || to == GRAPH_NONE)
			continue;
		if (graph->out_count[from] < MODEL_NODES_MAX)
			graph->out[from][graph->out_count[from]++] = (unsigned short)i;
		graph->in_count[to]++;
	}
	return graph;
}

static bool
is_kind(const struct table_graph *graph, size_t node, enum model_kind kind)
{
	return node != GRAPH_NONE && graph->model->nodes[node].kind == kind;
}

/* A gateway that neither decides, nor splits, nor waits. */
static bool
is_passage(const struct table_graph *graph, size_t node)
{
	return (is_kind(graph, node, MODEL_EXCLUSIVE) && graph->out_count[node] == 1) ||
	       (is_kind(graph, node, MODEL_PARALLEL) && graph->out_count[node] == 1 && graph->in_count[node] < 2);
}

size_t
table_graph_after(const struct table_graph *graph, size_t flow)
{
	size_t node = graph->to[flow];

	for (size_t i = 0; i < MODEL_NODES_MAX && is_passage(graph, node); i++)
		node = graph->to[graph->out[node][0]];
	return is_passage(graph, node) ? GRAPH_NONE : node;
}

bool
table_graph_is_split(const struct table_graph *graph, size_t node)
{
	return is_kind(graph, node, MODEL_PARALLEL) && graph->out_count[node] > 1 && graph->in_count[node] <= 1;
}

bool
table_graph_is_join(const struct table_graph *graph, size_t node)
{
	return is_kind(graph, node, MODEL_PARALLEL) && graph->out_count[node] == 1 && graph->in_count[node] > 1;
}

bool
table_graph_decides(const struct table_graph *graph, size_t node)
{
	return is_kind(graph, node, MODEL_EXCLUSIVE) && graph->out_count[node] > 1;
}

size_t
table_graph_usual(const struct table_graph *graph, size_t node)
{
	for (size_t i = 0; i < graph->out_count[node]; i++)
		if (strcmp(graph->model->flows[graph->out[node][i]].id, graph->model->nodes[node].default_flow) == 0)
			return graph->out[node][i];
	return MODEL_FLOWS_MAX;
}

struct walk {
	const struct table_graph *graph;
	bool seen[MODEL_NODES_MAX];
	size_t stack[MODEL_NODES_MAX], turn[MODEL_NODES_MAX], depth;
	size_t done[MODEL_NODES_MAX], done_count; /* steps, the last to be left first */
};

/* The flow to follow for the nth time: the usual way comes last, so that it stands first when the walk is turned round. */
static size_t
nth_flow(const struct table_graph *graph, size_t node, size_t turn)
{
	const size_t count = graph->out_count[node];
	size_t usual = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(graph->model->flows[graph->out[node][i]].id, graph->model->nodes[node].default_flow) == 0)
			usual = i;
	if (turn + 1 == count)
		return graph->out[node][usual];
	const size_t back = count - 1 - turn; /* the others from the last to the first */
	return graph->out[node][back > usual ? back : back - 1];
}

static void
enter(struct walk *w, size_t node)
{
	if (node == GRAPH_NONE || w->seen[node])
		return;
	w->seen[node] = true;
	w->turn[w->depth] = 0;
	w->stack[w->depth++] = node;
}

static void
walk_from(struct walk *w, size_t node)
{
	enter(w, node);
	while (w->depth > 0) {
		const size_t at = w->stack[w->depth - 1], turn = w->turn[w->depth - 1]++;

		if (turn < w->graph->out_count[at]) {
			enter(w, w->graph->to[nth_flow(w->graph, at, turn)]);
			continue;
		}
		w->depth--;
		if (model_node_is_step(&w->graph->model->nodes[at]))
			w->done[w->done_count++] = at;
	}
}

/* Walks all that the node leads to and has not been seen; its steps follow those that were there. */
static size_t
order_from(struct walk *w, size_t node, size_t *order, size_t count)
{
	w->done_count = 0;
	walk_from(w, node);
	for (size_t i = 0; i < w->done_count; i++)
		order[count + i] = w->done[w->done_count - 1 - i];
	return count + w->done_count;
}

size_t
table_graph_order(struct arena *arena, const struct table_graph *graph, size_t order[MODEL_NODES_MAX])
{
	/* From the start, then what only a timer leads to, then what hangs loose. */
	static const enum model_kind first[] = { MODEL_START, MODEL_TIMER };
	struct walk *w = ARENA_NEW(arena, struct walk);
	const struct process_model *model = graph->model;
	size_t count = 0;

	w->graph = graph;
	for (size_t kind = 0; kind < sizeof(first) / sizeof(first[0]); kind++)
		for (size_t i = 0; i < model->node_count; i++)
			if (model->nodes[i].kind == first[kind])
				count = order_from(w, i, order, count);
	for (size_t i = 0; i < model->node_count; i++)
		count = order_from(w, i, order, count);
	return count;
}
