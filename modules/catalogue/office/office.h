/* The administrator's list of procedures: what is in force with which definitions, what is published, and the order to
 * publish anew. */
#ifndef MOTCUA_CATALOGUE_OFFICE_H
#define MOTCUA_CATALOGUE_OFFICE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input office_input;

/* GET /can-bo/danh-muc */
enum err handle_office(struct ctx *c, const void *input) MUST_CHECK;
/* POST /can-bo/danh-muc/cong-bo: an order for the job; the page says that it was given. */
enum err handle_publish(struct ctx *c, const void *input) MUST_CHECK;

/* The page with one row, for --check. */
struct view *office_sample(struct arena *arena);

#endif
