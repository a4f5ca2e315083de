/*
 * A form's document as text: looked at, changed by hand, taken away as a file; and brought in from a file, of ours or of Form.io,
 * with a report of what could not be carried.
 */
#ifndef MOTCUA_CATALOGUE_FORM_SOURCE_H
#define MOTCUA_CATALOGUE_FORM_SOURCE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input form_source_input;
extern const struct input form_source_save_input;
extern const struct input form_bring_input;

/* GET .../soan/json */
MUST_CHECK enum err handle_form_source(struct ctx *c, const void *input);
/* POST the same */
MUST_CHECK enum err handle_form_source_save(struct ctx *c, const void *input);
/* GET .../soan/json/tai-ve */
MUST_CHECK enum err handle_form_source_file(struct ctx *c, const void *input);
/* GET and POST .../soan/nhap: the file is read and shown; nothing is saved before the person has seen the report. */
MUST_CHECK enum err handle_form_bring(struct ctx *c, const void *input);
MUST_CHECK enum err handle_form_bring_file(struct ctx *c, const void *input);

struct view *form_source_sample(struct arena *arena);
struct view *form_bring_sample(struct arena *arena);

#endif
