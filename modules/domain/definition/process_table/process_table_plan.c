/* A table's rows as nodes and flows. See process_table_plan.h. */
#include "domain/definition/process_table/process_table_plan.h"

#include "core/memory/arena.h"

struct planning {
	const struct process_table *table;
	struct table_plan *plan;
	size_t step[TABLE_ROWS_MAX];  /* nodes */
	size_t ask[TABLE_ROWS_MAX];   /* node, or that of the step itself where nothing is decided */
	size_t block[TABLE_ROWS_MAX]; /* first row of the block that the row stands in; NO_BLOCK: on the way of all */
	size_t last[TABLE_ROWS_MAX];  /* of a block's first row: its last row */
	size_t split[TABLE_ROWS_MAX], join[TABLE_ROWS_MAX]; /* nodes of a block's first row */
	size_t end;
	struct plan_flow nowhere; /* where a flow goes that there is no room for */
};

enum { NO_BLOCK = TABLE_ROWS_MAX };

static size_t
add_node(struct planning *p, enum plan_part part, size_t row)
{
	struct table_plan *plan = p->plan;

	if (plan->node_count == MODEL_NODES_MAX) {
		plan->full = true;
		return 0;
	}
	plan->nodes[plan->node_count] = (struct plan_node){ .part = part, .row = row };
	return plan->node_count++;
}

static struct plan_flow *
add_flow(struct planning *p, size_t from, size_t to)
{
	struct table_plan *plan = p->plan;

	if (plan->flow_count == MODEL_FLOWS_MAX) {
		plan->full = true;
		return &p->nowhere;
	}
	plan->flows[plan->flow_count] = (struct plan_flow){ .from = from, .to = to, .condition = "", .label = "" };
	return &plan->flows[plan->flow_count++];
}

/* Rows of one block: from a lane 1 on, as long as the number does not fall. A branch alone is no block. */
static void
find_blocks(struct planning *p)
{
	const struct process_table *t = p->table;

	for (size_t i = 0; i < t->count;) {
		size_t end = i + 1;
		while (t->rows[i].lane > 0 && end < t->count && t->rows[end].lane >= t->rows[end - 1].lane)
			end++;
		const bool alone = t->rows[i].lane == t->rows[end - 1].lane;
		for (size_t row = i; row < end; row++)
			p->block[row] = alone ? NO_BLOCK : i;
		p->last[i] = end - 1;
		i = end;
	}
}

static void
add_nodes(struct planning *p)
{
	const struct process_table *t = p->table;

	(void)add_node(p, PLAN_START, 0);
	for (size_t i = 0; i < t->count; i++) {
		if (p->block[i] == i)
			p->split[i] = add_node(p, PLAN_SPLIT, i);
		p->step[i] = p->ask[i] = add_node(p, PLAN_STEP, i);
		if (t->rows[i].way_count > 0)
			p->ask[i] = add_node(p, PLAN_ASK, i);
		if (p->block[i] != NO_BLOCK && p->last[p->block[i]] == i)
			p->join[p->block[i]] = add_node(p, PLAN_JOIN, p->block[i]);
	}
	p->end = add_node(p, PLAN_END, 0);
}

/* Who comes to a block from outside it comes to all its branches. */
static size_t
enter_row(const struct planning *p, size_t from_block, size_t row)
{
	return p->block[row] == row && from_block != row ? p->split[row] : p->step[row];
}

static size_t
target(const struct planning *p, size_t row, size_t to, size_t block)
{
	if (to == TABLE_JOIN)
		return block == NO_BLOCK ? p->end : p->join[block];
	if (to == TABLE_NEXT)
		to = row + 1;
	return to >= p->table->count ? p->end : enter_row(p, block, to);
}

static bool
ends_branch(const struct planning *p, size_t row)
{
	const size_t block = p->block[row];

	return block != NO_BLOCK && (p->last[block] == row || p->table->rows[row + 1].lane != p->table->rows[row].lane);
}

static void
add_ways(struct planning *p, size_t row)
{
	const struct table_row *at = &p->table->rows[row];
	const size_t block = p->block[row];
	const bool behind = block != NO_BLOCK && p->last[block] == row;

	if (p->ask[row] != p->step[row])
		(void)add_flow(p, p->step[row], p->ask[row]);
	/* The usual way first: a gateway's flows are read in the order of the document. */
	const size_t next = behind || (at->next == TABLE_NEXT && ends_branch(p, row)) ? TABLE_JOIN : at->next;
	add_flow(p, p->ask[row], target(p, row, next, block))->usual = p->ask[row] != p->step[row];
	for (size_t i = 0; i < at->way_count; i++) {
		struct plan_flow *flow = add_flow(p, p->ask[row], target(p, row, at->ways[i].to, block));
		flow->condition = at->ways[i].condition;
		flow->label = at->ways[i].label;
	}
	if (behind)
		(void)add_flow(p, p->join[block], target(p, row, at->next, NO_BLOCK));
}

static void
add_branches(struct planning *p, size_t block)
{
	const struct process_table *t = p->table;

	for (size_t i = block; i <= p->last[block]; i++)
		if (i == block || t->rows[i].lane != t->rows[i - 1].lane)
			(void)add_flow(p, p->split[block], p->step[i]);
}

/* The branch that a flow to a join comes from: the lane of the row it leaves. */
static size_t
lane_of(const struct planning *p, const struct plan_flow *flow)
{
	return p->table->rows[p->plan->nodes[flow->from].row].lane;
}

static bool
comes_with(const struct planning *p, const struct plan_flow *one, const struct plan_flow *other)
{
	if (one->to != other->to)
		return false;
	return p->plan->nodes[one->to].part != PLAN_JOIN || lane_of(p, one) == lane_of(p, other);
}

/* Several ways to a split, or out of one branch to its join, meet first. */
static void
add_merges(struct planning *p)
{
	struct table_plan *plan = p->plan;
	const size_t count = plan->flow_count;

	for (size_t i = 0; i < count; i++) {
		const enum plan_part part = plan->nodes[plan->flows[i].to].part;
		const struct plan_flow first = plan->flows[i];
		size_t merge = 0;

		for (size_t j = i + 1; (part == PLAN_SPLIT || part == PLAN_JOIN) && j < count; j++) {
			if (!comes_with(p, &first, &plan->flows[j]))
				continue;
			if (merge == 0) {
				merge = add_node(p, PLAN_MERGE, plan->nodes[first.to].row);
				(void)add_flow(p, merge, first.to);
				plan->flows[i].to = merge;
			}
			plan->flows[j].to = merge;
		}
	}
}

struct table_plan *
table_plan_of(struct arena *arena, const struct process_table *table)
{
	struct planning *p = ARENA_NEW(arena, struct planning);

	p->table = table;
	p->plan = ARENA_NEW(arena, struct table_plan);
	find_blocks(p);
	add_nodes(p);
	if (p->plan->full)
		return p->plan;
	(void)add_flow(p, 0, p->block[0] == 0 ? p->split[0] : p->step[0]);
	for (size_t i = 0; i < table->count; i++) {
		if (p->block[i] == i)
			add_branches(p, i);
		add_ways(p, i);
	}
	add_merges(p);
	return p->plan;
}
