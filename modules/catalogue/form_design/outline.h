/* The outline of a form: its pages and questions in their order, and what can be done to each without opening it. */
#ifndef MOTCUA_CATALOGUE_FORM_OUTLINE_H
#define MOTCUA_CATALOGUE_FORM_OUTLINE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input form_outline_input;
extern const struct input form_outline_act_input;

/* GET .../soan */
MUST_CHECK enum err handle_form_outline(struct ctx *c, const void *input);
/* POST the same: up, down, copy, remove, undo, a first page. */
MUST_CHECK enum err handle_form_outline_act(struct ctx *c, const void *input);

struct view *form_outline_sample(struct arena *arena);

#endif
