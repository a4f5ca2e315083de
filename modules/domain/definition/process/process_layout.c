/*
 * Drawing a whole process: layers from left to right, branches in rows below each other, ways back under everything.
 * See process_model.h, process_model_lay_out.
 */
#include "domain/definition/process/process_layout.h"

#include <string.h>

#include "core/memory/arena.h"

enum { LAYERS_MAX = MODEL_NODES_MAX, ROWS_MAX = MODEL_NODES_MAX + MODEL_FLOWS_MAX, CHANNELS = 4 };

struct layout {
	struct arena *arena;
	struct process_model *model;
	size_t from[MODEL_FLOWS_MAX], to[MODEL_FLOWS_MAX]; /* nodes; a timer's flow comes from the timer's step */
	bool back[MODEL_FLOWS_MAX];                        /* leads to where the way has been already */
	size_t lane[MODEL_FLOWS_MAX];                      /* row in which a flow passes the layers between */
	bool on_way[MODEL_NODES_MAX], seen[MODEL_NODES_MAX];
	size_t layer[MODEL_NODES_MAX], row[MODEL_NODES_MAX];
	bool placed[MODEL_NODES_MAX];
	bool (*taken)[ROWS_MAX]; /* [layer][row] */
	size_t rows, tracks;
};

static size_t
index_of(const struct process_model *model, const char *id)
{
	const struct model_node *node = process_model_node(model, id);

	return node == NULL ? 0 : (size_t)(node - model->nodes);
}

static bool
is_timer(const struct layout *l, size_t node)
{
	return l->model->nodes[node].kind == MODEL_TIMER;
}

static size_t
host_of(const struct layout *l, size_t node)
{
	return is_timer(l, node) ? index_of(l->model, l->model->nodes[node].attached) : node;
}

/* --- layers ----------------------------------------------------------------------------------------------------------- */

static void
find_ways_back(struct layout *l, size_t node)
{
	l->seen[node] = l->on_way[node] = true;
	for (size_t f = 0; f < l->model->flow_count; f++) {
		if (l->from[f] != node)
			continue;
		if (l->on_way[l->to[f]])
			l->back[f] = true;
		else if (!l->seen[l->to[f]])
			find_ways_back(l, l->to[f]);
	}
	l->on_way[node] = false;
}

static void
find_layers(struct layout *l)
{
	for (size_t i = 0; i < l->model->node_count; i++)
		if (l->model->nodes[i].kind == MODEL_START && !l->seen[i])
			find_ways_back(l, i);
	for (size_t i = 0; i < l->model->node_count; i++)
		if (!l->seen[i])
			find_ways_back(l, i);
	for (bool moved = true; moved;) {
		moved = false;
		for (size_t f = 0; f < l->model->flow_count; f++)
			if (!l->back[f] && l->layer[l->to[f]] <= l->layer[l->from[f]]) {
				l->layer[l->to[f]] = l->layer[l->from[f]] + 1;
				moved = true;
			}
	}
}

/* --- rows ------------------------------------------------------------------------------------------------------------- */

/* The first row from `row` on that is free in the layers from `first` to `last`; the last one holds all that is left. */
static size_t
free_row(struct layout *l, size_t row, size_t first, size_t last)
{
	row = row < ROWS_MAX ? row : ROWS_MAX - 1;
	for (; row < ROWS_MAX - 1; row++) {
		bool is_free = true;

		for (size_t layer = first; layer <= last && is_free; layer++)
			is_free = !l->taken[layer][row];
		if (is_free)
			break;
	}
	for (size_t layer = first; layer <= last; layer++)
		l->taken[layer][row] = true;
	if (row >= l->rows)
		l->rows = row + 1;
	return row;
}

/* The first way out stays in the row, each other takes one below; those from timers come last. */
static void
give_lanes(struct layout *l, size_t node)
{
	size_t next = l->row[node];

	for (int timers = 0; timers < 2; timers++)
		for (size_t f = 0; f < l->model->flow_count; f++) {
			const struct model_node *source = process_model_node(l->model, l->model->flows[f].from);

			if (l->from[f] != node || l->back[f] || (source->kind == MODEL_TIMER) != (timers == 1))
				continue;
			if (timers == 1 && next == l->row[node])
				next++;
			l->lane[f] = next++;
			if (l->layer[l->to[f]] > l->layer[node] + 1)
				l->lane[f] = free_row(l, l->lane[f], l->layer[node] + 1, l->layer[l->to[f]] - 1);
		}
}

static void
place(struct layout *l, size_t node)
{
	size_t row = SIZE_MAX;

	for (size_t f = 0; f < l->model->flow_count; f++)
		if (l->to[f] == node && !l->back[f] && l->lane[f] < row)
			row = l->lane[f];
	l->row[node] = free_row(l, row == SIZE_MAX ? 0 : row, l->layer[node], l->layer[node]);
	give_lanes(l, node);
}

static void
place_all(struct layout *l)
{
	for (size_t layer = 0; layer < LAYERS_MAX; layer++)
		for (size_t i = 0; i < l->model->node_count; i++)
			if (!is_timer(l, i) && l->layer[i] == layer)
				place(l, i);
}

/* --- boxes ------------------------------------------------------------------------------------------------------------ */

static double
column_x(size_t layer)
{
	return LAYOUT_LEFT + LAYOUT_STEP_WIDTH / 2.0 + (double)layer * (LAYOUT_STEP_WIDTH + LAYOUT_GAP);
}

static double
row_y(size_t row)
{
	return LAYOUT_TOP + (double)row * LAYOUT_ROW;
}

static void
set_boxes(struct layout *l)
{
	for (size_t i = 0; i < l->model->node_count; i++) {
		struct model_node *node = &l->model->nodes[i];

		node->label = (struct model_box){ 0 };
		if (!is_timer(l, i))
			node->box = layout_box(node->kind, column_x(l->layer[i]), row_y(l->row[i]));
	}
	for (size_t i = 0; i < l->model->node_count; i++) {
		const struct model_node *host = &l->model->nodes[host_of(l, i)];
		size_t n = 0, count = 0;

		if (!is_timer(l, i))
			continue;
		for (size_t j = 0; j < l->model->node_count; j++)
			if (is_timer(l, j) && host_of(l, j) == host_of(l, i)) {
				n += j < i;
				count++;
			}
		l->model->nodes[i].box = layout_timer_box(&host->box, n, count);
	}
}

/* --- lines ------------------------------------------------------------------------------------------------------------ */

/* Is nothing in this layer between the two rows, nor in the second one? */
static bool
is_clear(const struct layout *l, size_t layer, size_t row, size_t to_row)
{
	for (size_t r = row + 1; r <= to_row; r++)
		for (size_t i = 0; i < l->model->node_count; i++)
			if (!is_timer(l, i) && l->layer[i] == layer && l->row[i] == r)
				return false;
	return true;
}

static bool
is_gateway(const struct model_node *node)
{
	return node->kind == MODEL_EXCLUSIVE || node->kind == MODEL_PARALLEL;
}

/* The gap before a layer, a little beside its middle so that lines of several flows can be told apart. */
static double
channel(size_t layer, size_t flow)
{
	return column_x(layer) - LAYOUT_STEP_WIDTH / 2.0 - LAYOUT_GAP / 2.0 +
	       ((double)(flow % CHANNELS) - 1.5) * (LAYOUT_GAP / 8.0);
}

/* Out of a node to the row of its flow: down from a gateway, else to the right and in the gap. */
static void
leave(const struct layout *l, struct layout_path *path, size_t f)
{
	const struct model_node *source = process_model_node(l->model, l->model->flows[f].from);
	const size_t node = l->from[f];
	const double y = row_y(l->lane[f]), x = layout_middle_x(&source->box), gap = channel(l->layer[node] + 1, f);

	if (source->kind == MODEL_TIMER) {
		layout_to(path, x, layout_bottom(&source->box));
		if (l->lane[f] > l->row[node] && is_clear(l, l->layer[node], l->row[node], l->lane[f])) {
			layout_to(path, x, y);
			return;
		}
		layout_to(path, x, layout_bottom(&source->box) + LAYOUT_TRACK / 2.0);
		layout_to(path, gap, layout_bottom(&source->box) + LAYOUT_TRACK / 2.0);
	} else if (is_gateway(source) && l->lane[f] > l->row[node] &&
		   is_clear(l, l->layer[node], l->row[node], l->lane[f])) {
		layout_to(path, x, layout_bottom(&source->box));
	} else {
		layout_to(path, layout_right(&source->box), layout_middle_y(&source->box));
		if (l->lane[f] != l->row[node])
			layout_to(path, gap, layout_middle_y(&source->box));
	}
	layout_to(path, path->points[path->count - 1].x, y);
}

static void
draw_forward(const struct layout *l, size_t f)
{
	const size_t node = l->to[f];
	const struct model_box *target = &l->model->nodes[node].box;
	struct layout_path path = { .count = 0 };
	const double y = row_y(l->lane[f]);

	leave(l, &path, f);
	if (l->lane[f] > l->row[node] && is_gateway(&l->model->nodes[node]) &&
	    is_clear(l, l->layer[node], l->row[node], l->lane[f])) {
		layout_to(&path, layout_middle_x(target), y);
		layout_to(&path, layout_middle_x(target), layout_bottom(target));
	} else {
		if (l->lane[f] != l->row[node]) {
			layout_to(&path, channel(l->layer[node], f), y);
			layout_to(&path, channel(l->layer[node], f), layout_middle_y(target));
		}
		layout_to(&path, target->x, layout_middle_y(target));
	}
	layout_finish(l->arena, &path, &l->model->flows[f]);
}

/* Does another flow leave the gateway downwards? */
static bool
goes_down(const struct layout *l, size_t node)
{
	for (size_t f = 0; f < l->model->flow_count; f++)
		if (l->from[f] == node && !l->back[f] && l->lane[f] > l->row[node])
			return true;
	return false;
}

static void
draw_back(struct layout *l, size_t f)
{
	const struct model_node *source = process_model_node(l->model, l->model->flows[f].from);
	const struct model_box *from = &source->box, *to = &l->model->nodes[l->to[f]].box;
	const double y = row_y(l->rows - 1) + LAYOUT_ROW / 2.0 + (double)l->tracks++ * LAYOUT_TRACK;
	const bool down =
	    is_clear(l, l->layer[l->from[f]], l->row[l->from[f]], l->rows - 1) && !goes_down(l, l->from[f]);
	struct layout_path path = { .count = 0 };

	if (down || source->kind == MODEL_TIMER) {
		layout_to(&path, layout_middle_x(from), layout_bottom(from));
		if (!down)
			layout_to(&path, layout_middle_x(from), layout_bottom(from) + LAYOUT_TRACK / 2.0);
	} else {
		layout_to(&path, layout_right(from), layout_middle_y(from));
	}
	if (!down)
		layout_to(&path, channel(l->layer[l->from[f]] + 1, f), path.points[path.count - 1].y);
	layout_to(&path, path.points[path.count - 1].x, y);
	if (is_clear(l, l->layer[l->to[f]], l->row[l->to[f]], l->rows - 1)) {
		layout_to(&path, layout_middle_x(to), y);
		layout_to(&path, layout_middle_x(to), layout_bottom(to));
	} else {
		layout_to(&path, channel(l->layer[l->to[f]], f), y);
		layout_to(&path, channel(l->layer[l->to[f]], f), layout_middle_y(to));
		layout_to(&path, to->x, layout_middle_y(to));
	}
	layout_finish(l->arena, &path, &l->model->flows[f]);
}

void
process_model_lay_out(struct arena *arena, struct process_model *model)
{
	struct layout *l = ARENA_NEW(arena, struct layout);

	*l = (struct layout){ .arena = arena, .model = model, .rows = 1 };
	l->taken = arena_array(arena, LAYERS_MAX + 1, sizeof(*l->taken));
	for (size_t f = 0; f < model->flow_count; f++) {
		l->from[f] = host_of(l, index_of(model, model->flows[f].from));
		l->to[f] = host_of(l, index_of(model, model->flows[f].to));
	}
	find_layers(l);
	place_all(l);
	set_boxes(l);
	for (size_t f = 0; f < model->flow_count; f++)
		if (l->back[f])
			draw_back(l, f);
		else
			draw_forward(l, f);
	for (size_t i = 0; i < model->line_count; i++)
		model->lines[i].point_count = 0;
	layout_notes(arena, model);
}
