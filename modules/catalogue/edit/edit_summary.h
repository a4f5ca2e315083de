/* The first page of the editor: what is missing before a draft can be sent on, and the way into each section. */
#ifndef MOTCUA_CATALOGUE_EDIT_SUMMARY_H
#define MOTCUA_CATALOGUE_EDIT_SUMMARY_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input edit_summary_input;

/* GET /can-bo/danh-muc/thu-tuc/{code}/sua */
enum err handle_edit_summary(struct ctx *c, const void *input) MUST_CHECK;

struct view *edit_summary_sample(struct arena *arena);

#endif
