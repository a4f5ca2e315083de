/* A procedure that the catalogue does not have yet: its code, its name, its sector; everything else is the editor's. */
#ifndef MOTCUA_CATALOGUE_EDIT_NEW_H
#define MOTCUA_CATALOGUE_EDIT_NEW_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input edit_new_input;

/* GET /can-bo/danh-muc/thu-tuc-moi */
enum err handle_edit_new(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: the procedure belongs to the unit of who made it; an administrator's to the office of the People's Committee. A
 * code or other code of a procedure that exists is refused at its field. */
enum err handle_edit_create(struct ctx *c, const void *input) MUST_CHECK;

struct view *edit_new_sample(struct arena *arena);

#endif
