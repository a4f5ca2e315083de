/*
 * A form as citizens see it, drawn by the same renderer: beside the editor without any answer, and on a page of its own where it
 * can be filled in and checked. Nothing of what is typed there is kept.
 */
#ifndef MOTCUA_CATALOGUE_FORM_PREVIEW_H
#define MOTCUA_CATALOGUE_FORM_PREVIEW_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct form;
struct view;

/*
 * Adds preview {pages [{title, fields}], live} to the page, null for no form: for catalogue/form_design_preview. Gives the form
 * the shared lists that it names.
 */
MUST_CHECK enum err preview_show(struct ctx *c, struct view *page, struct form *form);

extern const struct input form_preview_input;
extern const struct input form_preview_try_input;

/* GET .../soan/xem-thu */
MUST_CHECK enum err handle_form_preview(struct ctx *c, const void *input);
/* POST the same: what was typed checked as if it were filed, then shown as the citizen checks it. */
MUST_CHECK enum err handle_form_preview_try(struct ctx *c, const void *input);

struct view *form_try_sample(struct arena *arena);

#endif
