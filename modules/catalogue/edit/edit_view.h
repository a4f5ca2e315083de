/* A section's form as a view: fields and rows by the section's tables, with what was typed and what is wrong. */
#ifndef MOTCUA_CATALOGUE_EDIT_VIEW_H
#define MOTCUA_CATALOGUE_EDIT_VIEW_H

#include <stddef.h>

#include "edit/edit_store.h"
#include "edit/edit_table.h"

struct arena;
struct edit_values;
struct edition;
struct view;

/*
 * Adds to the page: parts [{title (or null), list (bool), fields, rows [{legend, was, fields}], add (or null)}], picks
 * [{id, options}] for datalists, has_errors and errors. Choices by source; those that the section does not use may be empty.
 */
void edit_view_values(struct arena *arena, const struct edition *edition, const struct edit_values *values,
    const struct edit_choices choices[SOURCE__MAX], struct view *page);

/* "Tên giấy tờ": what a member is called. */
const char *edit_label(
    struct arena *arena, const struct edition *edition, const struct edit_part *part, const char *member);
/* A value as people read it: words for choices, names for codes; NULL for nothing. */
const char *edit_spoken(struct arena *arena, const struct edition *edition, const struct edit_part *part,
    const struct edit_field *field, const char *text, const struct edit_choices choices[SOURCE__MAX]);
/* The name of a choice, or NULL. */
const char *edit_choice_name(const struct edit_choices *choices, const char *value);

#endif
