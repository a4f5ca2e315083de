/* The longest way, with the rows it takes. See process_table.h; process_check_term counts the same minutes. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process_table/process_table.h"
#include "domain/definition/process_table/process_table_graph.h"

struct path {
	const struct table_graph *graph;
	int64_t own[MODEL_NODES_MAX], rest[MODEL_NODES_MAX]; /* rest: from the node to an end; -1: not known yet */
	size_t onward[MODEL_NODES_MAX];                      /* the node that follows on the longest way */
	bool walking[MODEL_NODES_MAX];
};

static int64_t
longest(struct path *p, size_t node)
{
	const struct table_graph *g = p->graph;
	int64_t best = 0;

	if (p->rest[node] >= 0)
		return p->rest[node];
	p->walking[node] = true;
	p->onward[node] = GRAPH_NONE;
	for (size_t i = 0; i < g->out_count[node]; i++) {
		const size_t to = g->to[g->out[node][i]];
		const int64_t rest = p->walking[to] ? 0 : longest(p, to);
		if (!p->walking[to] && (p->onward[node] == GRAPH_NONE || rest > best))
			p->onward[node] = to;
		best = rest > best ? rest : best;
	}
	p->walking[node] = false;
	p->rest[node] = best + p->own[node];
	return p->rest[node];
}

void
process_table_path(
    struct arena *arena, const struct process_table *table, const struct process_model *model, struct table_path *ret)
{
	struct path *p = ARENA_NEW(arena, struct path);
	size_t start = GRAPH_NONE;

	p->graph = table_graph_of(arena, model);
	*ret = (struct table_path){ .rows = arena_array(arena, MODEL_NODES_MAX, sizeof(*ret->rows)) };
	for (size_t i = model->node_count; i-- > 0;) {
		const struct model_node *node = &model->nodes[i];
		struct process_term term = { .minutes = 0 };

		if (model_node_is_step(node) && *node->term != '\0' &&
		    process_term_parse(arena, node->term, node->calendar, &term) == OK)
			p->own[i] = term.minutes;
		p->rest[i] = -1;
		ret->sum += p->own[i];
		start = node->kind == MODEL_START ? i : start;
	}
	ret->minutes = start == GRAPH_NONE ? 0 : longest(p, start);
	for (size_t hops = 0; start != GRAPH_NONE && hops < MODEL_NODES_MAX; hops++) {
		const size_t row = process_table_row(table, model->nodes[start].id);
		if (row < table->count && p->own[start] > 0)
			ret->rows[ret->count++] = row;
		start = p->onward[start];
	}
}
