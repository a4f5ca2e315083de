/*
 * A table into a model: the plan of what is to be drawn is matched with what is drawn, the rest is taken away and added. Ids
 * stay, for dossiers are compared by them when a process changes. See process_table.h.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process_table/process_table.h"
#include "domain/definition/process_table/process_table_graph.h"
#include "domain/definition/process_table/process_table_plan.h"

static const char returned[] = "action = \"return_back\"";

struct writing {
	struct arena *arena;
	struct process_table *table;
	struct process_model *model;
	struct table_plan *plan;
	const struct table_graph *graph;
	bool node_kept[MODEL_NODES_MAX]; /* of the model as it was */
	size_t
	    flow_of[MODEL_FLOWS_MAX]; /* of the plan: the flow of the model that stays for it; MODEL_FLOWS_MAX: none */
	bool flow_kept[MODEL_FLOWS_MAX];
};

/* --- texts --------------------------------------------------------------------------------------------------------- */

/* What is usual for a role; a step may be given back only where a way for that is drawn. */
static const struct {
	const char *role, *actions;
} usual_actions[] = {
	{ "intake", "accept request_supplement refuse" },
	{ "processing", "forward request_supplement refuse" },
	{ "section_head", "forward" },
	{ "leader", "approve" },
	{ "clerk", "issue" },
	{ "returning", "hand_over" },
};
enum { ROLES = sizeof(usual_actions) / sizeof(usual_actions[0]) };

static const char *
without_return(struct arena *arena, const char *actions)
{
	char *rest = arena_strdup(arena, actions), *word;
	const char *kept = "";

	while ((word = strtok_r(rest, " ", &rest)) != NULL)
		if (strcmp(word, "return_back") != 0)
			kept = *kept == '\0' ? word : arena_printf(arena, "%s %s", kept, word);
	return kept;
}

static const char *
actions_of_role(const char *role)
{
	for (size_t i = 0; i < ROLES; i++)
		if (strcmp(usual_actions[i].role, role) == 0)
			return usual_actions[i].actions;
	return "";
}

/* Actions that nobody chose follow the role. */
static const char *
actions_of(struct arena *arena, const struct table_row *row, const char *old_role, bool gives_back)
{
	const char *kept = without_return(arena, row->actions);

	if (*kept == '\0' || strcmp(kept, actions_of_role(old_role)) == 0)
		kept = actions_of_role(row->role);
	if (!gives_back)
		return kept;
	return *kept == '\0' ? "return_back" : arena_printf(arena, "%s return_back", kept);
}

static void
write_row(struct arena *arena, const struct table_row *row, struct model_node *node, bool fixed)
{
	bool gives_back = false;

	for (size_t i = 0; i < row->way_count; i++)
		gives_back = gives_back || strcmp(row->ways[i].condition, returned) == 0;
	node->actions = fixed ? row->actions : actions_of(arena, row, node->role, gives_back);
	node->kind = *row->agency != '\0' ? MODEL_CALL : MODEL_TASK;
	node->symbol = row->symbol;
	node->name = row->name;
	node->unit = row->unit;
	node->role = row->role;
	node->documentation = row->content;
	node->term = row->term;
	node->calendar = row->calendar;
	node->output = row->output;
	node->timing = row->timing;
	node->agency = row->agency;
	node->called = row->called;
	node->form = row->form;
}

static void
write_texts(struct writing *w)
{
	for (size_t i = 0; i < w->table->count; i++) {
		struct table_row *row = &w->table->rows[i];
		struct model_node *node = process_model_node(w->model, row->id);
		if (node != NULL)
			write_row(w->arena, row, node, w->table->fixed != NULL);
	}
}

/* --- what stays ---------------------------------------------------------------------------------------------------- */

static size_t
number_of(const struct writing *w, const char *id)
{
	for (size_t i = 0; id != NULL && i < w->model->node_count; i++)
		if (strcmp(w->model->nodes[i].id, id) == 0)
			return i;
	return GRAPH_NONE;
}

/* Does the drawing have a node for this one? Steps by their id, gateways by what stands beside them. */
static bool
stands_for(const struct writing *w, const struct plan_node *node, size_t drawn)
{
	const struct table_graph *g = w->graph;
	const enum model_kind kind = w->model->nodes[drawn].kind;
	const size_t step = number_of(w, w->table->rows[node->row].id);
	const size_t before = step == GRAPH_NONE || g->out_count[step] == 0 ? GRAPH_NONE : g->to[g->out[step][0]];

	switch (node->part) {
	case PLAN_START: return kind == MODEL_START;
	case PLAN_END: return kind == MODEL_END;
	case PLAN_STEP: return drawn == step && model_node_is_step(&w->model->nodes[drawn]);
	case PLAN_ASK: return kind == MODEL_EXCLUSIVE && g->out_count[drawn] > 1 && before == drawn;
	case PLAN_SPLIT:
		for (size_t i = 0; kind == MODEL_PARALLEL && g->out_count[drawn] > 1 && i < g->out_count[drawn]; i++)
			if (g->to[g->out[drawn][i]] == step)
				return true;
		return false;
	case PLAN_JOIN: return kind == MODEL_PARALLEL && g->in_count[drawn] > 1 && before == drawn;
	case PLAN_MERGE: break;
	}
	return false;
}

static void
keep_nodes(struct writing *w)
{
	for (size_t i = 0; i < w->plan->node_count; i++) {
		struct plan_node *node = &w->plan->nodes[i];
		for (size_t drawn = 0; node->id == NULL && drawn < w->model->node_count; drawn++) {
			if (w->node_kept[drawn] || !stands_for(w, node, drawn))
				continue;
			w->node_kept[drawn] = true;
			node->id = w->model->nodes[drawn].id;
		}
	}
}

static void
keep_flows(struct writing *w)
{
	for (size_t i = 0; i < w->plan->flow_count; i++) {
		const struct plan_flow *flow = &w->plan->flows[i];
		const size_t from = number_of(w, w->plan->nodes[flow->from].id);
		const size_t to = number_of(w, w->plan->nodes[flow->to].id);

		w->flow_of[i] = MODEL_FLOWS_MAX;
		for (size_t j = 0; from != GRAPH_NONE && to != GRAPH_NONE && j < w->model->flow_count; j++)
			if (w->flow_of[i] == MODEL_FLOWS_MAX && !w->flow_kept[j] && w->graph->from[j] == from &&
			    w->graph->to[j] == to &&
			    (*flow->condition == '\0') == (*w->model->flows[j].condition == '\0'))
				w->flow_of[i] = j;
		if (w->flow_of[i] < MODEL_FLOWS_MAX)
			w->flow_kept[w->flow_of[i]] = true;
	}
}

/* --- the new drawing ----------------------------------------------------------------------------------------------- */

/* Texts of flows that stay, read before the list is written anew. */
static struct model_flow
old_flow(const struct writing *w, const struct model_flow *flows, size_t plan_flow)
{
	const struct model_flow none = { .id = NULL };

	return w->flow_of[plan_flow] == MODEL_FLOWS_MAX ? none : flows[w->flow_of[plan_flow]];
}

static void
remove_rest(struct writing *w)
{
	const char **gone = arena_array(w->arena, MODEL_NODES_MAX, sizeof(*gone));
	size_t count = 0;

	for (size_t i = 0; i < w->model->node_count; i++)
		if (!w->node_kept[i])
			gone[count++] = w->model->nodes[i].id;
	for (size_t i = 0; i < count; i++)
		process_model_remove_node(w->model, gone[i]);
	while (w->model->flow_count > 0)
		process_model_remove_flow(w->model, w->model->flows[w->model->flow_count - 1].id);
}

static enum err
put_nodes(struct writing *w)
{
	static const enum model_kind kinds[] = { [PLAN_START] = MODEL_START,
		[PLAN_STEP] = MODEL_TASK,
		[PLAN_ASK] = MODEL_EXCLUSIVE,
		[PLAN_SPLIT] = MODEL_PARALLEL,
		[PLAN_JOIN] = MODEL_PARALLEL,
		[PLAN_MERGE] = MODEL_EXCLUSIVE,
		[PLAN_END] = MODEL_END };
	struct model_node *nodes = arena_array(w->arena, MODEL_NODES_MAX, sizeof(*nodes));

	for (size_t i = 0; i < w->plan->node_count; i++) {
		struct plan_node *node = &w->plan->nodes[i];
		struct model_node *drawn;

		if (node->id == NULL) {
			const char *id = node->part == PLAN_STEP ? process_model_fresh_id(w->model, "step") : NULL;
			drawn = process_model_add_node(w->model, kinds[node->part], id, "");
			if (drawn == NULL)
				return ERR_TOO_LARGE;
			node->id = drawn->id;
		}
		if (node->part == PLAN_STEP)
			w->table->rows[node->row].id = node->id;
		if (node->part == PLAN_ASK)
			process_model_node(w->model, node->id)->name = w->table->rows[node->row].question;
	}
	/* In the order of the rows: it is the order of the table when the document is read again. */
	for (size_t i = 0; i < w->plan->node_count; i++)
		nodes[i] = *process_model_node(w->model, w->plan->nodes[i].id);
	memcpy(w->model->nodes, nodes, w->plan->node_count * sizeof(*nodes));
	return OK;
}

static enum err
put_flows(struct writing *w, const struct model_flow *before)
{
	for (size_t i = 0; i < w->plan->flow_count; i++) {
		const struct plan_flow *flow = &w->plan->flows[i];
		const struct model_flow old = old_flow(w, before, i);
		struct model_node *from = process_model_node(w->model, w->plan->nodes[flow->from].id);
		struct model_flow *drawn =
		    process_model_add_flow(w->model, old.id, from->id, w->plan->nodes[flow->to].id);

		if (drawn == NULL)
			return ERR_TOO_LARGE;
		if (old.id != NULL)
			*drawn = old;
		drawn->condition = flow->condition;
		if (*flow->label != '\0')
			drawn->name = flow->label;
		if (flow->usual)
			from->default_flow = drawn->id;
	}
	return OK;
}

/* Was the drawing made by ourselves, so that nobody misses it when it is made anew? */
static bool
is_drawn_by_hand(struct writing *w)
{
	struct model_node *drawn = arena_array(w->arena, MODEL_NODES_MAX, sizeof(*drawn));
	const size_t count = w->model->node_count;
	bool same = true, any = false;

	memcpy(drawn, w->model->nodes, count * sizeof(*drawn));
	process_model_lay_out(w->arena, w->model);
	for (size_t i = 0; i < count; i++) {
		const struct model_box *was = &drawn[i].box, *is = &w->model->nodes[i].box;
		any = any || was->width > 0;
		same = same && was->x >= is->x - 1 && was->x <= is->x + 1 && was->y >= is->y - 1 && was->y <= is->y + 1;
	}
	memcpy(w->model->nodes, drawn, count * sizeof(*drawn));
	return any && !same;
}

static enum err
draw_anew(struct writing *w)
{
	struct model_flow *before = arena_array(w->arena, MODEL_FLOWS_MAX, sizeof(*before));
	bool by_hand;
	enum err err;

	w->graph = table_graph_of(w->arena, w->model);
	w->plan = table_plan_of(w->arena, w->table);
	if (w->plan->full)
		return ERR_TOO_LARGE;
	keep_nodes(w);
	keep_flows(w);
	memcpy(before, w->model->flows, w->model->flow_count * sizeof(*before));
	by_hand = is_drawn_by_hand(w);
	remove_rest(w);
	if ((err = put_nodes(w)) || (err = put_flows(w, before)))
		return err;
	write_texts(w);
	if (!by_hand)
		process_model_lay_out(w->arena, w->model);
	else
		process_model_lay_out_missing(w->arena, w->model);
	return OK;
}

static enum err
check_size(const struct process_table *table)
{
	if (table->count > TABLE_ROWS_MAX)
		return ERR_TOO_LARGE;
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].way_count > TABLE_WAYS_MAX || table->rows[i].lane > TABLE_LANES_MAX)
			return ERR_TOO_LARGE;
	return OK;
}

enum err
process_table_to_model(struct arena *arena, struct process_table *table, struct process_model *model)
{
	struct writing *w = ARENA_NEW(arena, struct writing);
	struct process_table was;
	enum err err = table->fixed == NULL ? check_size(table) : OK;

	*w = (struct writing){ .arena = arena, .table = table, .model = model };
	if (err)
		return err;
	process_table_of_model(arena, model, &was);
	model->name = table->name;
	model->sheet = table->sheet;
	const bool same = process_table_same_ways(&was, table);
	if ((table->fixed != NULL || was.fixed != NULL) && !same)
		return ERR_INVALID;
	if (!same && table->count > 0)
		return draw_anew(w);
	if (!same) {
		while (model->node_count > 0)
			process_model_remove_node(model, model->nodes[0].id);
		return OK;
	}
	write_texts(w);
	return OK;
}
