/* One text of a form into one member of a record, by the bounds of the record's table. Pure. */
#ifndef MOTCUA_CATALOGUE_EDIT_READ_H
#define MOTCUA_CATALOGUE_EDIT_READ_H

#include <stdbool.h>

#include "edit/edit_table.h"

struct arena;
struct record_field;

/*
 * NULL and the member set; or the message key of what is wrong (field_error.*) and the member untouched. `control`: how the
 * page asks for it; by CONTROL_MONEY the number is an amount with dots. An empty text is allowed unless `required`; it is what
 * the record has where nothing is said.
 */
const char *edit_read(struct arena *arena, const struct record_field *member, enum edit_control control, bool required,
    const char *text, void *into);

#endif
