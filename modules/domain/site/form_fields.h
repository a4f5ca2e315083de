/*
 * A page of an electronic form, as form_view.h gives it, in the shape of the field partials of www/README.md; and the way back:
 * the boxes of a date as form.h names them. The one way in which forms are drawn,
 * for those who file and for those who design. Knows no draft.
 */
#ifndef MOTCUA_DOMAIN_SITE_FORM_FIELDS_H
#define MOTCUA_DOMAIN_SITE_FORM_FIELDS_H

#include "core/input/field.h"
#include "domain/definition/form/form.h"

struct arena;
struct ctx;
struct view;

/* Adds to the list `fields` one item per field of `page` (a page of form_view); groups and lists are laid flat. For
 * partials/form_fields, within a form with data-live. */
void form_fields_show(struct ctx *c, struct view *fields, const struct view *page);

/* One pair of what was posted; false: it is no question of the form. */
bool form_fields_add(
    struct arena *arena, const struct form *form, const struct input_pair *pair, struct form_values *values);
/* The answers among what was posted. A date in boxes comes as "key.day", "key.month", "key.year". */
void form_fields_read(struct arena *arena, const struct form *form, const struct input_pair *pairs, size_t count,
    struct form_values *values);

#endif
