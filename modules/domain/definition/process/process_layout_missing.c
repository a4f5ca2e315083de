/*
 * Places for what was added to a drawing, which otherwise stays as drawn: a new node stands behind the one before it, and
 * what stood there moves to the right. See process_model.h, process_model_lay_out_missing.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_layout.h"

enum { NEAR = 30 };

/* The drawn node that leads to this one, or that its timer stands on; NULL if there is none. */
static const struct model_node *
node_before(const struct process_model *model, const struct model_node *node)
{
	for (size_t f = 0; f < model->flow_count; f++) {
		const struct model_node *from = process_model_node(model, model->flows[f].from);

		if (strcmp(model->flows[f].to, node->id) == 0 && from != NULL && from->box.width > 0)
			return from;
	}
	return NULL;
}

static bool
overlaps(const struct process_model *model, const struct model_box *box)
{
	for (size_t i = 0; i < model->node_count; i++) {
		const struct model_box *other = &model->nodes[i].box;

		if (other->width > 0 && box->x < layout_right(other) && layout_right(box) > other->x &&
		    box->y < layout_bottom(other) && layout_bottom(box) > other->y)
			return true;
	}
	return false;
}

static void
shift_points(struct model_point *points, size_t count, double x, double by)
{
	for (size_t p = 0; p < count; p++)
		if (points[p].x > x)
			points[p].x += by;
}

static void
shift_box(struct model_box *box, double x, double by)
{
	if (box->width > 0 && box->x > x)
		box->x += by;
}

/* Everything behind x moves to the right. */
static void
make_room(struct process_model *model, double x, double by)
{
	for (size_t i = 0; i < model->node_count; i++) {
		shift_box(&model->nodes[i].box, x, by);
		shift_box(&model->nodes[i].label, x, by);
	}
	for (size_t i = 0; i < model->flow_count; i++) {
		shift_points(model->flows[i].points, model->flows[i].point_count, x, by);
		shift_box(&model->flows[i].label, x, by);
	}
	for (size_t i = 0; i < model->note_count; i++)
		shift_box(&model->notes[i].box, x, by);
	for (size_t i = 0; i < model->line_count; i++)
		shift_points(model->lines[i].points, model->lines[i].point_count, x, by);
}

/* Below everything, for a node that nothing drawn leads to. */
static struct model_box
box_below(const struct process_model *model, enum model_kind kind)
{
	double y = LAYOUT_TOP - LAYOUT_ROW;

	for (size_t i = 0; i < model->node_count; i++)
		if (model->nodes[i].box.width > 0 && layout_middle_y(&model->nodes[i].box) > y)
			y = layout_middle_y(&model->nodes[i].box);
	return layout_box(kind, LAYOUT_LEFT + LAYOUT_STEP_WIDTH / 2.0, y + LAYOUT_ROW);
}

static void
place_node(struct process_model *model, struct model_node *node)
{
	const struct model_node *before = node_before(model, node);
	struct model_box box;

	if (before == NULL) {
		node->box = box_below(model, node->kind);
		return;
	}
	box = layout_box(node->kind, 0, layout_middle_y(&before->box));
	box.x = layout_right(&before->box) + LAYOUT_GAP;
	if (overlaps(model, &box))
		make_room(model, layout_right(&before->box), box.width + LAYOUT_GAP);
	node->box = box;
}

static void
place_timer(struct process_model *model, struct model_node *timer)
{
	const struct model_node *host = process_model_node(model, timer->attached);
	size_t n = 0, count = 0;

	for (size_t i = 0; i < model->node_count; i++)
		if (strcmp(model->nodes[i].attached, timer->attached) == 0) {
			n += &model->nodes[i] < timer;
			count++;
		}
	timer->box = host == NULL ? box_below(model, MODEL_TIMER) : layout_timer_box(&host->box, n, count);
}

static bool
is_near(const struct model_point *point, const struct model_box *box)
{
	return point->x > box->x - NEAR && point->x < layout_right(box) + NEAR && point->y > box->y - NEAR &&
	       point->y < layout_bottom(box) + NEAR;
}

/* A line that no longer begins and ends where its flow does is drawn again. */
static void
draw_flow(struct arena *arena, struct process_model *model, struct model_flow *flow)
{
	const struct model_node *from = process_model_node(model, flow->from),
				*to = process_model_node(model, flow->to);
	struct layout_path path = { .count = 0 };
	double x, y, low;

	if (from == NULL || to == NULL ||
	    (flow->point_count > 1 && is_near(&flow->points[0], &from->box) &&
		is_near(&flow->points[flow->point_count - 1], &to->box)))
		return;
	if (to->box.x > layout_right(&from->box)) {
		x = (layout_right(&from->box) + to->box.x) / 2;
		layout_to(&path, layout_right(&from->box), layout_middle_y(&from->box));
		layout_to(&path, x, layout_middle_y(&from->box));
		layout_to(&path, x, layout_middle_y(&to->box));
		layout_to(&path, to->box.x, layout_middle_y(&to->box));
	} else {
		x = layout_middle_x(&from->box);
		y = layout_bottom(&from->box);
		low = (y > layout_bottom(&to->box) ? y : layout_bottom(&to->box)) + LAYOUT_TRACK * 2;
		layout_to(&path, x, y);
		layout_to(&path, x, low);
		layout_to(&path, layout_middle_x(&to->box), low);
		layout_to(&path, layout_middle_x(&to->box), layout_bottom(&to->box));
	}
	layout_finish(arena, &path, flow);
}

void
process_model_lay_out_missing(struct arena *arena, struct process_model *model)
{
	size_t drawn = 0;

	for (size_t i = 0; i < model->node_count; i++)
		drawn += model->nodes[i].box.width > 0;
	if (drawn == 0) {
		process_model_lay_out(arena, model);
		return;
	}
	for (size_t i = 0; i < model->node_count; i++)
		if (model->nodes[i].box.width <= 0 && model->nodes[i].kind != MODEL_TIMER)
			place_node(model, &model->nodes[i]);
	for (size_t i = 0; i < model->node_count; i++)
		if (model->nodes[i].box.width <= 0)
			place_timer(model, &model->nodes[i]);
	for (size_t i = 0; i < model->flow_count; i++)
		draw_flow(arena, model, &model->flows[i]);
	layout_notes(arena, model);
}
