/* The form of an act: what it is about, its fields, its one button. */
#ifndef MOTCUA_WORKFLOW_STEP_FORM_H
#define MOTCUA_WORKFLOW_STEP_FORM_H

#include "core/err.h"

struct arena;
struct ctx;
struct view;

/* Shown first, and again with what was wrong. */
MUST_CHECK enum err handle_step_form(struct ctx *c, const void *input);

struct view *step_form_sample(struct arena *arena);

#endif
