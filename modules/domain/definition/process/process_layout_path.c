/* Boxes and lines of a drawing. See process_layout.h. */
#include "domain/definition/process/process_layout.h"

#include <string.h>

#include "core/memory/arena.h"

enum {
	NOTE_WIDTH = 160,
	NOTE_HEIGHT = 60,
	NOTE_BELOW = 40,
	LABEL_WIDTH = 80,
	LABEL_HEIGHT = 14,
	NAME_WIDTH = 90,
	NAME_HEIGHT = 27
};

struct model_box
layout_box(enum model_kind kind, double x, double y)
{
	double width = LAYOUT_EVENT, height = LAYOUT_EVENT;

	if (kind == MODEL_TASK || kind == MODEL_CALL) {
		width = LAYOUT_STEP_WIDTH;
		height = LAYOUT_STEP_HEIGHT;
	} else if (kind == MODEL_EXCLUSIVE || kind == MODEL_PARALLEL) {
		width = height = LAYOUT_GATEWAY;
	}
	return (struct model_box){ x - width / 2, y - height / 2, width, height };
}

struct model_box
layout_timer_box(const struct model_box *step, size_t n, size_t count)
{
	return layout_box(
	    MODEL_TIMER, step->x + step->width * (double)(n + 1) / (double)(count + 1), layout_bottom(step));
}

double
layout_middle_x(const struct model_box *box)
{
	return box->x + box->width / 2;
}

double
layout_middle_y(const struct model_box *box)
{
	return box->y + box->height / 2;
}

double
layout_right(const struct model_box *box)
{
	return box->x + box->width;
}

double
layout_bottom(const struct model_box *box)
{
	return box->y + box->height;
}

/* Coordinates are whole or half units here, so equality is what it seems. */
static bool
same(double a, double b)
{
	return a - b < 0.001 && b - a < 0.001;
}

void
layout_to(struct layout_path *path, double x, double y)
{
	struct model_point *points = path->points;
	const size_t n = path->count;

	if (n > 0 && same(points[n - 1].x, x) && same(points[n - 1].y, y))
		return;
	if (n > 1 && ((same(points[n - 1].x, x) && same(points[n - 2].x, x)) ||
			 (same(points[n - 1].y, y) && same(points[n - 2].y, y)))) {
		points[n - 1] = (struct model_point){ x, y };
		return;
	}
	points[path->count++] = (struct model_point){ x, y };
}

void
layout_finish(struct arena *arena, const struct layout_path *path, struct model_flow *flow)
{
	struct model_point *points = arena_array(arena, path->count, sizeof(*points));
	const struct model_point *first = &path->points[0];

	memcpy(points, path->points, path->count * sizeof(*points));
	flow->points = points;
	flow->point_count = path->count;
	flow->label = (struct model_box){ 0 };
	if (flow->name[0] == '\0')
		return;
	flow->label = same(first->y, path->points[1].y)
			  ? (struct model_box){ first->x + 4, first->y - LABEL_HEIGHT - 4, LABEL_WIDTH, LABEL_HEIGHT }
			  : (struct model_box){ first->x + 8, first->y + 8, LABEL_WIDTH, LABEL_HEIGHT };
}

/* --- notes ------------------------------------------------------------------------------------------------------------ */

/* Below every box and line that has a place. */
static double
lowest(const struct process_model *model)
{
	double y = LAYOUT_TOP;

	for (size_t i = 0; i < model->node_count; i++)
		if (model->nodes[i].box.width > 0 && layout_bottom(&model->nodes[i].box) > y)
			y = layout_bottom(&model->nodes[i].box);
	for (size_t i = 0; i < model->note_count; i++)
		if (model->notes[i].box.width > 0 && layout_bottom(&model->notes[i].box) > y)
			y = layout_bottom(&model->notes[i].box);
	for (size_t i = 0; i < model->flow_count; i++)
		for (size_t p = 0; p < model->flows[i].point_count; p++)
			if (model->flows[i].points[p].y > y)
				y = model->flows[i].points[p].y;
	return y;
}

/* The middle of whatever has the id: the upper edge of a note, the lower of a node, the beginning of a flow. */
static bool
end_of_line(const struct process_model *model, const char *id, struct model_point *ret)
{
	const struct model_node *node = process_model_node(model, id);
	const struct model_flow *flow = process_model_flow(model, id);

	if (node != NULL)
		*ret = (struct model_point){ layout_middle_x(&node->box), layout_bottom(&node->box) };
	else if (flow != NULL && flow->point_count > 0)
		*ret = flow->points[0];
	for (size_t i = 0; i < model->note_count; i++)
		if (strcmp(model->notes[i].id, id) == 0) {
			*ret = (struct model_point){ layout_middle_x(&model->notes[i].box), model->notes[i].box.y };
			return true;
		}
	return node != NULL || flow != NULL;
}

void
layout_notes(struct arena *arena, struct process_model *model)
{
	const double y = lowest(model) + NOTE_BELOW;
	size_t placed = 0;

	for (size_t i = 0; i < model->note_count; i++)
		if (model->notes[i].box.width <= 0)
			model->notes[i].box =
			    (struct model_box){ LAYOUT_LEFT + (double)placed++ * (NOTE_WIDTH + LAYOUT_GAP), y,
				    NOTE_WIDTH, NOTE_HEIGHT };
	for (size_t i = 0; i < model->line_count; i++) {
		struct model_line *line = &model->lines[i];
		struct model_point *points = arena_array(arena, 2, sizeof(*points));

		if (line->point_count > 0)
			continue;
		if (end_of_line(model, line->from, &points[0]) && end_of_line(model, line->to, &points[1])) {
			line->points = points;
			line->point_count = 2;
		}
	}
	for (size_t i = 0; i < model->node_count; i++) {
		struct model_node *node = &model->nodes[i];
		const bool gateway = node->kind == MODEL_EXCLUSIVE || node->kind == MODEL_PARALLEL;

		if (gateway && node->name[0] != '\0' && node->label.width <= 0)
			node->label = (struct model_box){ layout_middle_x(&node->box) - NAME_WIDTH / 2.0,
				node->box.y - NAME_HEIGHT - 6, NAME_WIDTH, NAME_HEIGHT };
	}
}
