/* The nodes of a model as numbers, and what a step leads to. Private to process_table_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_GRAPH_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_GRAPH_H

#include "domain/definition/process_table/process_table.h"

enum { GRAPH_NONE = MODEL_NODES_MAX };

struct table_graph {
	const struct process_model *model;
	size_t from[MODEL_FLOWS_MAX], to[MODEL_FLOWS_MAX];    /* nodes; GRAPH_NONE where the reference leads nowhere */
	unsigned short out[MODEL_NODES_MAX][MODEL_NODES_MAX]; /* flows that leave a node, in document order */
	size_t out_count[MODEL_NODES_MAX], in_count[MODEL_NODES_MAX];
};

/* The graph is large: it lives in the arena. */
struct table_graph *table_graph_of(struct arena *arena, const struct process_model *model);
/* What stands at the end of the flow, past gateways with a single way in or out that decide nothing. */
size_t table_graph_after(const struct table_graph *graph, size_t flow);
bool table_graph_is_split(const struct table_graph *graph, size_t node); /* parallel, one way in at most, several out */
bool table_graph_is_join(const struct table_graph *graph, size_t node);  /* parallel, several in, one out */
bool table_graph_decides(const struct table_graph *graph, size_t node);  /* exclusive, several ways out */
/* The way taken when no condition holds; MODEL_FLOWS_MAX if there is none. */
size_t table_graph_usual(const struct table_graph *graph, size_t node);
/* Steps in the order of the way through them: what is usual first, each branch in one piece. Returns their number. */
size_t table_graph_order(struct arena *arena, const struct table_graph *graph, size_t order[MODEL_NODES_MAX]);

#endif
