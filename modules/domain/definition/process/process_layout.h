/* Lines between boxes of a drawing, for whoever draws a process. Private to process_*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_LAYOUT_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_LAYOUT_H

#include "domain/definition/process/process_model.h"

enum {
	LAYOUT_STEP_WIDTH = 120,
	LAYOUT_STEP_HEIGHT = 80,
	LAYOUT_EVENT = 36,
	LAYOUT_GATEWAY = 50,
	LAYOUT_GAP = 60,
	LAYOUT_ROW = 140, /* from the middle of one row to that of the next */
	LAYOUT_LEFT = 160,
	LAYOUT_TOP = 160, /* middle of the first row */
	LAYOUT_TRACK = 20 /* between ways back */
};

/* Size of the node's symbol, with its middle at x, y. */
struct model_box layout_box(enum model_kind kind, double x, double y);
/* The place of the n-th of `count` timers on the lower edge of a step. */
struct model_box layout_timer_box(const struct model_box *step, size_t n, size_t count);
double layout_middle_x(const struct model_box *box);
double layout_middle_y(const struct model_box *box);
double layout_right(const struct model_box *box);
double layout_bottom(const struct model_box *box);

/* A line being drawn: a point that repeats the last, or lies between its neighbours, is dropped. */
struct layout_path {
	struct model_point points[16];
	size_t count;
};
void layout_to(struct layout_path *path, double x, double y);
/* Gives the line to the flow, and its label a place beside the line's beginning. */
void layout_finish(struct arena *arena, const struct layout_path *path, struct model_flow *flow);

/* Places for notes without one, below everything, and their lines. */
void layout_notes(struct arena *arena, struct process_model *model);

#endif
