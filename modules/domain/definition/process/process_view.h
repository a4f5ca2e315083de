/*
 * The drawing of a process as a view, for partials/process_diagram: figures and words in the places where it was drawn,
 * without markup. What stands open is marked.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_VIEW_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_VIEW_H

#include "domain/definition/process/process_model.h"

struct view;

enum process_mark_kind { PROCESS_MARK_DONE, PROCESS_MARK_CURRENT };
struct process_mark {
	const char *id; /* of the element */
	enum process_mark_kind kind;
};

/*
 * Adds to the object `into`: title (the process's name), here_url (to the first open step, or null), width, height, view_box, lines [{points, label, x, y}] (label may be
 * null) and figures [{id, step, call, gateway, parallel, event, end, terminate, timer, note (bools), current, done, x, y,
 * width, height, middle_x, middle_y, radius, inner (of a circle in the circle), points (of a diamond, or the plus in it),
 * plus, title, words [{text, x, y}]}]. What is not drawn gets its place in the model first.
 */
void process_view(struct arena *arena, struct process_model *model, const struct process_mark *marks, size_t count,
    struct view *into);

#endif
