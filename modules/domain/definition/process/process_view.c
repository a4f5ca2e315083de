/* Figures of a process. See process_view.h. */
#include "domain/definition/process/process_view.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/view.h"
#include "domain/definition/process/process_layout.h"

enum {
	MARGIN = 24,
	LINE_HEIGHT = 15,
	STEP_LINES = 5,
	LABEL_LINES = 3,
	NAME_WIDTH = 112,
	LETTER = 7, /* the width that a letter takes on the whole, at 12 px */
	POINTS_TEXT_MAX = 4096
};

struct frame {
	double left, top, right, bottom;
};

static void
stretch(struct frame *f, double x, double y)
{
	f->left = fmin(f->left, x);
	f->top = fmin(f->top, y);
	f->right = fmax(f->right, x);
	f->bottom = fmax(f->bottom, y);
}

static void
stretch_box(struct frame *f, const struct model_box *box)
{
	if (box->width <= 0)
		return;
	stretch(f, box->x, box->y);
	stretch(f, layout_right(box), layout_bottom(box));
}

static bool
has_name_below(const struct model_node *node)
{
	return node->name[0] != '\0' && !model_node_is_step(node) && node->label.width <= 0;
}

static struct frame
frame_of(const struct process_model *model)
{
	struct frame f = { INFINITY, INFINITY, -INFINITY, -INFINITY };

	for (size_t i = 0; i < model->node_count; i++) {
		stretch_box(&f, &model->nodes[i].box);
		stretch_box(&f, &model->nodes[i].label);
		if (has_name_below(&model->nodes[i]))
			stretch_box(
			    &f, &(struct model_box){ layout_middle_x(&model->nodes[i].box) - NAME_WIDTH / 2.0,
				    layout_bottom(&model->nodes[i].box), NAME_WIDTH, (LABEL_LINES + 1) * LINE_HEIGHT });
	}
	for (size_t i = 0; i < model->note_count; i++)
		stretch_box(&f, &model->notes[i].box);
	for (size_t i = 0; i < model->flow_count; i++) {
		stretch_box(&f, &model->flows[i].label);
		for (size_t p = 0; p < model->flows[i].point_count; p++)
			stretch(&f, model->flows[i].points[p].x, model->flows[i].points[p].y);
	}
	return f;
}

/* Whole units from the frame's corner: nobody sees less. */
static int64_t
place(double at, double from)
{
	return llround(at - from) + MARGIN;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* As much of the text as fits into one line, broken at a space if there is one. Bytes. */
static size_t
line_size(const char *text, size_t letters)
{
	size_t cut = utf8_cut_points(text, letters), at = cut;

	if (text[cut] == '\0')
		return cut;
	while (at > 0 && text[at] != ' ' && text[at] != '\n')
		at--;
	return at > 0 ? at : cut;
}

/* Lines one below the other around the middle x, the block's middle (or, for a label, its top) at y. */
static void
add_words(struct arena *arena, struct view *figure, const char *text, size_t letters, int lines, int64_t x, int64_t y,
    bool centred)
{
	struct view *words = view_list(figure, "words"), *items[STEP_LINES];
	int count = 0;

	text += strspn(text, " \n");
	while (*text != '\0' && count < lines) {
		size_t size = line_size(text, letters);
		const char *line = arena_strndup(arena, text, size);

		text += size;
		text += strspn(text, " \n");
		if (*text != '\0' && count == lines - 1)
			line = arena_printf(arena, "%s…", line);
		items[count] = view_item(words);
		view_text(items[count++], "text", line);
	}
	if (centred)
		y -= (count - 1) * LINE_HEIGHT / 2 - 4;
	for (int i = 0; i < count; i++) {
		view_int(items[i], "x", x);
		view_int(items[i], "y", y + (int64_t)i * LINE_HEIGHT);
	}
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static const char *
diamond(struct arena *arena, int64_t x, int64_t y, int64_t width, int64_t height)
{
	const int64_t middle_x = x + width / 2, middle_y = y + height / 2, right = x + width, bottom = y + height;

	return arena_printf(arena,
	    "%" PRId64 ",%" PRId64 " %" PRId64 ",%" PRId64 " %" PRId64 ",%" PRId64 " %" PRId64 ",%" PRId64, middle_x, y,
	    right, middle_y, middle_x, bottom, x, middle_y);
}

static void
add_box(struct arena *arena, const struct frame *f, const struct model_box *box, struct view *figure)
{
	const int64_t x = place(box->x, f->left), y = place(box->y, f->top);
	const int64_t width = llround(box->width), height = llround(box->height);
	const int64_t radius = (width < height ? width : height) / 2;

	view_int(figure, "x", x);
	view_int(figure, "y", y);
	view_int(figure, "width", width);
	view_int(figure, "height", height);
	view_int(figure, "middle_x", x + width / 2);
	view_int(figure, "middle_y", y + height / 2);
	view_int(figure, "radius", radius);
	view_int(figure, "inner", radius > 5 ? radius - 5 : radius);
	view_text(figure, "points", diamond(arena, x, y, width, height));
	view_text(figure, "plus",
	    arena_printf(arena, "M%" PRId64 " %" PRId64 "v%" PRId64 "M%" PRId64 " %" PRId64 "h%" PRId64, x + width / 2,
		y + height / 4, height / 2, x + width / 4, y + height / 2, width / 2));
}

static struct view *
add_figure(struct view *figures, const char *id, const char *title)
{
	struct view *figure = view_item(figures);

	view_text(figure, "id", id);
	view_text(figure, "title", title);
	view_bool(figure, "note", false);
	view_bool(figure, "current", false);
	view_bool(figure, "done", false);
	return figure;
}

static void
add_kind(struct view *figure, enum model_kind kind)
{
	const bool is_end = kind == MODEL_END || kind == MODEL_TERMINATE;

	view_bool(figure, "step", kind == MODEL_TASK || kind == MODEL_CALL);
	view_bool(figure, "call", kind == MODEL_CALL);
	view_bool(figure, "gateway", kind == MODEL_EXCLUSIVE || kind == MODEL_PARALLEL);
	view_bool(figure, "parallel", kind == MODEL_PARALLEL);
	view_bool(figure, "event", kind == MODEL_START || is_end || kind == MODEL_TIMER);
	view_bool(figure, "end", is_end);
	view_bool(figure, "terminate", kind == MODEL_TERMINATE);
	view_bool(figure, "timer", kind == MODEL_TIMER);
}

static void
add_node(struct arena *arena, const struct frame *f, const struct model_node *node, const struct process_mark *marks,
    size_t count, struct view *figures)
{
	struct view *figure = add_figure(figures, node->id, node->name);
	const int64_t x = place(layout_middle_x(&node->box), f->left);

	add_kind(figure, node->kind);
	add_box(arena, f, &node->box, figure);
	for (size_t i = 0; i < count; i++)
		if (strcmp(marks[i].id, node->id) == 0)
			view_bool(figure, marks[i].kind == PROCESS_MARK_CURRENT ? "current" : "done", true);
	if (model_node_is_step(node))
		add_words(arena, figure, node->name, (size_t)(node->box.width / LETTER), STEP_LINES, x,
		    place(layout_middle_y(&node->box), f->top), true);
	else if (node->label.width > 0)
		add_words(arena, figure, node->name, (size_t)(node->label.width / LETTER), LABEL_LINES,
		    place(layout_middle_x(&node->label), f->left), place(node->label.y, f->top) + LINE_HEIGHT, false);
	else /* that of a timer beside the line that goes down from it */
		add_words(arena, figure, node->name, NAME_WIDTH / LETTER, LABEL_LINES,
		    node->kind == MODEL_TIMER ? x + NAME_WIDTH / 2 : x,
		    place(layout_bottom(&node->box), f->top) + LINE_HEIGHT, false);
}

static void
add_note(struct arena *arena, const struct frame *f, const struct model_note *note, struct view *figures)
{
	struct view *figure = add_figure(figures, note->id, note->text);

	add_kind(figure, MODEL_KIND__MAX);
	view_bool(figure, "note", true);
	add_box(arena, f, &note->box, figure);
	add_words(arena, figure, note->text, (size_t)(note->box.width / LETTER), STEP_LINES,
	    place(layout_middle_x(&note->box), f->left), place(layout_middle_y(&note->box), f->top), true);
}

static void
add_line(struct arena *arena, const struct frame *f, const struct model_flow *flow, struct view *lines)
{
	struct view *line = view_item(lines);
	const struct model_point *first = &flow->points[0];
	struct buffer points;

	buffer_init(&points, arena, POINTS_TEXT_MAX);
	for (size_t p = 0; p < flow->point_count; p++)
		buffer_printf(&points, "%s%lld,%lld", p == 0 ? "" : " ", (long long)place(flow->points[p].x, f->left),
		    (long long)place(flow->points[p].y, f->top));
	view_text(line, "points", points.data);
	view_text(line, "label", flow->name[0] == '\0' ? NULL : flow->name);
	view_int(line, "x", place(flow->label.width > 0 ? flow->label.x : first->x + 4, f->left));
	view_int(line, "y",
	    flow->label.width > 0 ? place(flow->label.y, f->top) + LINE_HEIGHT - 3 : place(first->y, f->top) - 6);
}

void
process_view(
    struct arena *arena, struct process_model *model, const struct process_mark *marks, size_t count, struct view *into)
{
	struct view *lines = view_list(into, "lines"), *figures = view_list(into, "figures");
	struct frame f;
	int64_t width, height;

	process_model_lay_out_missing(arena, model);
	f = frame_of(model);
	width = model->node_count == 0 ? 0 : place(f.right, f.left) + MARGIN;
	height = model->node_count == 0 ? 0 : place(f.bottom, f.top) + MARGIN;
	view_text(into, "title", model->name);
	view_url(into, "here_url", NULL);
	for (size_t i = count; i > 0; i--)
		if (marks[i - 1].kind == PROCESS_MARK_CURRENT)
			view_url(into, "here_url", arena_printf(arena, "#diagram-%s", marks[i - 1].id));
	view_int(into, "width", width);
	view_int(into, "height", height);
	view_text(into, "view_box", arena_printf(arena, "0 0 %lld %lld", (long long)width, (long long)height));
	for (size_t i = 0; i < model->flow_count; i++)
		if (model->flows[i].point_count > 1)
			add_line(arena, &f, &model->flows[i], lines);
	for (size_t i = 0; i < model->node_count; i++)
		add_node(arena, &f, &model->nodes[i], marks, count, figures);
	for (size_t i = 0; i < model->note_count; i++)
		add_note(arena, &f, &model->notes[i], figures);
}
