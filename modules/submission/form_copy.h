/*
 * My electronic form as it was filed or completed since, as a sheet to print: the same sheet as the office's
 * (www/templates/partials/form_copy.html). Anybody else's is ERR_NOT_FOUND, so is a dossier without a form.
 */
#ifndef MOTCUA_SUBMISSION_FORM_COPY_H
#define MOTCUA_SUBMISSION_FORM_COPY_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input form_copy_input;

enum err handle_my_form_copy(struct ctx *c, const void *input) MUST_CHECK;

struct view *my_form_copy_sample(struct arena *arena);

#endif
