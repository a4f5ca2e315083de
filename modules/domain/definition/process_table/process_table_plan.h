/* What the drawing of a table consists of, before it is held against a drawing that is there. Private to process_table_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_PLAN_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_TABLE_PLAN_H

#include "domain/definition/process_table/process_table.h"

enum plan_part {
	PLAN_START,
	PLAN_STEP,
	PLAN_ASK,   /* decides behind a step */
	PLAN_SPLIT, /* before a block of branches */
	PLAN_JOIN,  /* behind it */
	PLAN_MERGE, /* several ways come together before a split or join, which would wait for all of them */
	PLAN_END
};

struct plan_node {
	enum plan_part part;
	size_t row;     /* of a step and what decides behind it; of a split and join: the first row of their block */
	const char *id; /* in the model; NULL: not there yet */
};

struct plan_flow {
	size_t from, to; /* nodes of the plan */
	const char *condition, *label;
	bool usual; /* the way of a gateway that is taken when no condition holds */
};

struct table_plan {
	struct plan_node nodes[MODEL_NODES_MAX];
	struct plan_flow flows[MODEL_FLOWS_MAX];
	size_t node_count, flow_count;
	bool full; /* there was more than there is room for */
};

/* Of a table that is not fixed, with at least one row. */
struct table_plan *table_plan_of(struct arena *arena, const struct process_table *table);

#endif
