/*
 * A model as a table. What the drawing says is first understood without any order (who follows whom, which steps stand in which
 * branch), then put into the order of the document, or of the flow where that needs fewer words. See process_table.h.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process_table/process_table.h"
#include "domain/definition/process_table/process_table_graph.h"

struct reading {
	struct arena *arena;
	const struct table_graph *graph;
	/* of a step: the split whose branch it stands in and the flow that begins that branch; GRAPH_NONE: on the way of all */
	size_t split[MODEL_NODES_MAX], branch[MODEL_NODES_MAX];
	size_t join[MODEL_NODES_MAX]; /* of a split */
	size_t entry;                 /* what the start leads to */
	const char *fixed;
};

/* One order of the rows that is being tried. */
struct order {
	size_t at[MODEL_NODES_MAX]; /* the step of a row */
	size_t count;
	size_t row[MODEL_NODES_MAX]; /* of a step */
	size_t lane[MODEL_NODES_MAX];
	size_t first[MODEL_NODES_MAX], last[MODEL_NODES_MAX]; /* of a split: its rows */
};

static const struct model_node *
node_of(const struct reading *r, size_t node)
{
	return &r->graph->model->nodes[node];
}

static bool
is_step(const struct reading *r, size_t node)
{
	return node != GRAPH_NONE && model_node_is_step(node_of(r, node));
}

/* A step leads on by one flow without a condition. */
static bool
leads_on(const struct reading *r, size_t node)
{
	const struct table_graph *g = r->graph;

	return g->out_count[node] == 1 && *g->model->flows[g->out[node][0]].condition == '\0';
}

/* --- branches ------------------------------------------------------------------------------------------------------ */

struct branch {
	size_t split, flow;
	size_t join; /* GRAPH_NONE until it is met */
};

static bool take_branch(struct reading *r, struct branch *b, size_t node, bool decided);

static bool
take_ways(struct reading *r, struct branch *b, size_t node, bool decided)
{
	const struct table_graph *g = r->graph;

	for (size_t i = 0; i < g->out_count[node]; i++)
		if (!take_branch(r, b, table_graph_after(g, g->out[node][i]), decided))
			return false;
	return true;
}

/* Everything from here to the join belongs to the branch; false: it leads elsewhere too, or decides twice (`decided`). */
static bool
take_branch(struct reading *r, struct branch *b, size_t node, bool decided)
{
	if (node == GRAPH_NONE)
		return false;
	if (table_graph_is_join(r->graph, node)) {
		const bool same = b->join == GRAPH_NONE || b->join == node;
		b->join = node;
		return same;
	}
	if (table_graph_decides(r->graph, node))
		return !decided && take_ways(r, b, node, true);
	if (!is_step(r, node) || (r->split[node] != GRAPH_NONE && r->branch[node] != b->flow))
		return false;
	if (r->split[node] == b->split)
		return true;
	r->split[node] = b->split;
	r->branch[node] = b->flow;
	return take_ways(r, b, node, false);
}

static bool
take_split(struct reading *r, size_t split)
{
	const struct table_graph *g = r->graph;
	struct branch b = { .split = split, .join = GRAPH_NONE };

	if (g->out_count[split] > TABLE_LANES_MAX)
		return false;
	for (size_t i = 0; i < g->out_count[split]; i++) {
		b.flow = g->out[split][i];
		if (!is_step(r, table_graph_after(g, b.flow)) ||
		    !take_branch(r, &b, table_graph_after(g, b.flow), false))
			return false;
	}
	r->join[split] = b.join;
	return b.join != GRAPH_NONE && g->in_count[b.join] == g->out_count[split];
}

/* --- is it a table at all? ----------------------------------------------------------------------------------------- */

static const char *
strange_node(const struct reading *r, size_t i)
{
	const struct table_graph *g = r->graph;
	const struct model_node *node = node_of(r, i);
	bool plain = true;

	if (node->kind == MODEL_TIMER)
		return "timer";
	if (node->kind == MODEL_TERMINATE)
		return "terminate";
	if (model_node_is_step(node) || node->kind == MODEL_START)
		plain = leads_on(r, i);
	else if (node->kind == MODEL_PARALLEL)
		plain = table_graph_is_split(g, i) || table_graph_is_join(g, i) ||
			(g->out_count[i] == 1 && g->in_count[i] == 1);
	else if (node->kind == MODEL_EXCLUSIVE)
		plain = g->out_count[i] == 1 ||
			(g->out_count[i] <= TABLE_WAYS_MAX + 1 && table_graph_usual(g, i) < MODEL_FLOWS_MAX);
	return plain ? NULL : "shape";
}

static void
understand(struct reading *r)
{
	const struct process_model *model = r->graph->model;
	size_t starts = 0, steps = 0;

	r->entry = GRAPH_NONE;
	for (size_t i = 0; i < model->node_count; i++) {
		r->split[i] = r->branch[i] = r->join[i] = GRAPH_NONE;
		if (r->fixed == NULL)
			r->fixed = strange_node(r, i);
		starts += model->nodes[i].kind == MODEL_START;
		steps += model_node_is_step(&model->nodes[i]);
		if (r->fixed == NULL && model->nodes[i].kind == MODEL_START)
			r->entry = table_graph_after(r->graph, r->graph->out[i][0]);
	}
	if (steps > TABLE_ROWS_MAX)
		r->fixed = "long";
	if (r->fixed == NULL && steps > 0 && starts != 1)
		r->fixed = "shape";
	for (size_t i = 0; r->fixed == NULL && i < model->node_count; i++)
		if (table_graph_is_split(r->graph, i) && !take_split(r, i))
			r->fixed = "shape";
}

/* --- an order tried ------------------------------------------------------------------------------------------------ */

/* The rows from `at` on that stand in the branches of one split, with their lanes; 0: they do not stand in one piece. */
static size_t
place_block(const struct reading *r, struct order *o, size_t at)
{
	const size_t split = r->split[o->at[at]];
	size_t lane = 0, branch = GRAPH_NONE, count = 0, members = 0;

	for (size_t i = 0; i < r->graph->model->node_count; i++)
		members += r->split[i] == split && is_step(r, i);
	for (; at + count < o->count && r->split[o->at[at + count]] == split; count++) {
		const size_t step = o->at[at + count];
		if (r->branch[step] != branch && table_graph_after(r->graph, r->branch[step]) != step)
			return 0;
		lane += r->branch[step] != branch;
		branch = r->branch[step];
		o->lane[at + count] = lane;
	}
	o->first[split] = at;
	o->last[split] = at + count - 1;
	return count == members && lane == r->graph->out_count[split] ? count : 0;
}

static bool
place(const struct reading *r, struct order *o)
{
	for (size_t i = 0; i < o->count; i++)
		o->row[o->at[i]] = i;
	for (size_t i = 0; i < o->count;) {
		size_t count = 1;
		o->lane[i] = 0;
		if (r->split[o->at[i]] != GRAPH_NONE && (count = place_block(r, o, i)) == 0)
			return false;
		i += count;
	}
	const size_t entry = o->count == 0 ? GRAPH_NONE : o->at[0];
	return o->count == 0 || r->entry == entry ||
	       (r->entry != GRAPH_NONE && table_graph_is_split(r->graph, r->entry) && o->first[r->entry] == 0);
}

/* The row that a way of the step at `row` leads to, as the table says it. False: it has no words for it. */
static bool
target(const struct reading *r, const struct order *o, size_t row, size_t node, size_t *ret)
{
	const size_t step = o->at[row], split = r->split[step];

	if (node == GRAPH_NONE)
		return false;
	if (table_graph_is_join(r->graph, node)) {
		*ret = TABLE_JOIN;
		return split != GRAPH_NONE && r->join[split] == node;
	}
	if (node_of(r, node)->kind == MODEL_END) {
		*ret = TABLE_END;
		return split == GRAPH_NONE;
	}
	if (table_graph_is_split(r->graph, node)) {
		*ret = o->first[node];
		return split == GRAPH_NONE;
	}
	if (!is_step(r, node))
		return false;
	*ret = o->row[node];
	/* Within a branch, or on the way of all: nothing leads into a branch from beside it. */
	return r->split[node] == split && (split == GRAPH_NONE || r->branch[node] == r->branch[step]);
}

/* "The row below" where that is what is meant. */
static size_t
usual(const struct order *o, size_t row, size_t to)
{
	const bool last = row + 1 == o->count;
	const bool ends_branch = o->lane[row] > 0 && (last || o->lane[row + 1] != o->lane[row]);

	if (to == TABLE_JOIN && ends_branch)
		return TABLE_NEXT;
	if (o->lane[row] > 0)
		return to == row + 1 && !ends_branch ? TABLE_NEXT : to;
	return (to == TABLE_END && last) || to == row + 1 ? TABLE_NEXT : to;
}

static bool
read_way(const struct reading *r, const struct order *o, struct table_row *into, size_t row, size_t flow, bool is_usual)
{
	const struct model_flow *drawn = &r->graph->model->flows[flow];
	struct table_way *way = &into->ways[into->way_count];
	size_t to;

	if (!target(r, o, row, table_graph_after(r->graph, flow), &to))
		return false;
	if (is_usual) {
		into->next = usual(o, row, to);
		return true;
	}
	*way = (struct table_way){ .condition = drawn->condition, .label = drawn->name, .to = to };
	into->way_count++;
	return *drawn->condition != '\0';
}

/* Where the block goes on stands with its last row, whose own way can then only be to the join. */
static bool
read_behind(const struct reading *r, const struct order *o, struct table_row *into, size_t row)
{
	const struct table_graph *g = r->graph;
	const size_t split = r->split[o->at[row]];
	size_t to, behind;

	if (split == GRAPH_NONE || o->last[split] != row)
		return true;
	behind = table_graph_after(g, g->out[r->join[split]][0]);
	if (into->next != TABLE_NEXT || behind == GRAPH_NONE)
		return false;
	if (node_of(r, behind)->kind == MODEL_END)
		to = row + 1 == o->count ? TABLE_NEXT : TABLE_END;
	else if (table_graph_is_split(g, behind))
		to = o->first[behind];
	else if (is_step(r, behind) && r->split[behind] == GRAPH_NONE)
		to = o->row[behind];
	else
		return false;
	into->next = to == row + 1 ? TABLE_NEXT : to;
	return true;
}

static bool
read_ways(const struct reading *r, const struct order *o, struct table_row *into, size_t row)
{
	const struct table_graph *g = r->graph;
	const size_t only = g->out[o->at[row]][0];
	const size_t node = table_graph_after(g, only);

	into->lane = o->lane[row];
	into->ways = arena_array(r->arena, TABLE_WAYS_MAX, sizeof(*into->ways));
	if (node == GRAPH_NONE || !table_graph_decides(g, node))
		return read_way(r, o, into, row, only, true) && read_behind(r, o, into, row);
	into->question = node_of(r, node)->name;
	for (size_t i = 0; i < g->out_count[node]; i++) {
		const size_t flow = g->out[node][i];
		if (!read_way(r, o, into, row, flow, flow == table_graph_usual(g, node)))
			return false;
	}
	return read_behind(r, o, into, row);
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static struct table_row
row_of_node(const struct model_node *node)
{
	struct table_row row = table_row_new();

	row.id = node->id;
	row.symbol = node->symbol;
	row.name = node->name;
	row.unit = node->unit;
	row.role = node->role;
	row.content = node->documentation;
	row.term = node->term;
	row.output = node->output;
	row.timing = node->timing;
	row.calendar = node->calendar;
	row.agency = node->agency;
	row.called = node->called;
	row.form = node->form;
	row.actions = node->actions;
	return row;
}

/* The rows in an order with their ways; SIZE_MAX: it does not fit, else how many rows do not go on with the row below. */
static size_t
read_rows(const struct reading *r, struct order *o, struct table_row *rows)
{
	size_t jumps = 0;

	if (r->fixed != NULL || !place(r, o))
		return SIZE_MAX;
	for (size_t i = 0; i < o->count; i++) {
		rows[i] = row_of_node(node_of(r, o->at[i]));
		if (!read_ways(r, o, &rows[i], i))
			return SIZE_MAX;
		jumps += rows[i].next != TABLE_NEXT;
	}
	return jumps;
}

/* --- what has no table: all that may come next --------------------------------------------------------------------- */

struct listing {
	const struct reading *r;
	const struct order *o;
	struct table_row *into;
	bool seen[MODEL_NODES_MAX];
};

static void
list_ways(struct listing *l, size_t node, struct table_way way)
{
	const struct reading *r = l->r;
	const struct table_graph *g = r->graph;

	if (node == GRAPH_NONE || l->seen[node] || l->into->way_count == TABLE_WAYS_MAX)
		return;
	l->seen[node] = true;
	if (is_step(r, node) || node_of(r, node)->kind == MODEL_END || node_of(r, node)->kind == MODEL_TERMINATE) {
		way.to = is_step(r, node) ? l->o->row[node] : TABLE_END;
		l->into->ways[l->into->way_count++] = way;
		return;
	}
	way.beside = way.beside || (node_of(r, node)->kind == MODEL_PARALLEL && g->out_count[node] > 1);
	for (size_t i = 0; i < g->out_count[node]; i++) {
		const struct model_flow *flow = &g->model->flows[g->out[node][i]];
		struct table_way on = way;
		if (*flow->condition != '\0')
			on.condition = *way.condition == '\0'
					   ? flow->condition
					   : arena_printf(r->arena, "(%s) and (%s)", way.condition, flow->condition);
		on.label = *flow->name != '\0' ? flow->name : way.label;
		list_ways(l, g->to[g->out[node][i]], on);
	}
}

static void
list_rows(const struct reading *r, struct order *o, struct table_row *rows)
{
	const struct table_graph *g = r->graph;

	for (size_t i = 0; i < o->count; i++)
		o->row[o->at[i]] = i;
	for (size_t i = 0; i < o->count; i++) {
		const size_t node = o->at[i];
		rows[i] = row_of_node(node_of(r, node));
		rows[i].ways = arena_array(r->arena, TABLE_WAYS_MAX, sizeof(*rows[i].ways));
		struct listing l = { .r = r, .o = o, .into = &rows[i] };
		for (size_t out = 0; out < g->out_count[node]; out++)
			list_ways(&l, g->to[g->out[node][out]], (struct table_way){ .condition = "", .label = "" });
	}
}

void
process_table_of_model(struct arena *arena, const struct process_model *model, struct process_table *ret)
{
	struct reading *r = ARENA_NEW(arena, struct reading);
	struct order *document = ARENA_NEW(arena, struct order), *flow = ARENA_NEW(arena, struct order);
	struct table_row *as_written = arena_array(arena, MODEL_NODES_MAX, sizeof(*as_written));
	struct table_row *as_flowing = arena_array(arena, MODEL_NODES_MAX, sizeof(*as_flowing));

	*ret = (struct process_table){ .id = model->id, .name = model->name, .sheet = model->sheet };
	r->arena = arena;
	r->graph = table_graph_of(arena, model);
	understand(r);
	for (size_t i = 0; i < model->node_count; i++)
		if (model_node_is_step(&model->nodes[i]))
			document->at[document->count++] = i;
	flow->count = table_graph_order(arena, r->graph, flow->at);
	const size_t jumps = read_rows(r, document, as_written), fewer = read_rows(r, flow, as_flowing);
	if (jumps == SIZE_MAX && fewer == SIZE_MAX) {
		ret->fixed = r->fixed != NULL ? r->fixed : "shape";
		list_rows(r, flow, as_flowing);
	}
	ret->rows = fewer < jumps || ret->fixed != NULL ? as_flowing : as_written;
	ret->count = document->count;
}
