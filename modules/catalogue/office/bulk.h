/*
 * Bulk edits over the filtered list: one change is chosen, planned for every procedure that the filter leaves, shown with
 * what will become of each, and ordered; the job does it (bulk_job.h). Never touches a version in force.
 */
#ifndef MOTCUA_CATALOGUE_BULK_H
#define MOTCUA_CATALOGUE_BULK_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input bulk_form_input;
extern const struct input bulk_plan_input;
extern const struct input bulk_input;
extern const struct input bulk_act_input;

/* GET /can-bo/danh-muc/sua-hang-loat */
enum err handle_bulk_form(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: plans it. */
enum err handle_bulk_plan(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bulk_again(struct ctx *c, const void *input) MUST_CHECK;
/* GET /can-bo/danh-muc/sua-hang-loat/{code}: what it will do, how far it is, what became of each. */
enum err handle_bulk(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../thuc-hien and .../bo: by who planned it, once. */
enum err handle_bulk_order(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_bulk_drop(struct ctx *c, const void *input) MUST_CHECK;

/* What a bulk edit sets, in words where the schema has words for it, else as its code; NULL: it takes something away. */
const char *bulk_value_text(struct ctx *c, const char *kind, const char *value);

struct view *bulk_form_sample(struct arena *arena);
struct view *bulk_sample(struct arena *arena);

#endif
