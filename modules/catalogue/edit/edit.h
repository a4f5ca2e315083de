/*
 * The procedure editor: one page for each section of the record, saved by itself; all fields and rows work by keyboard and
 * without script. Writes drafts alone; what becomes of a draft is version/'s.
 */
#ifndef MOTCUA_CATALOGUE_EDIT_H
#define MOTCUA_CATALOGUE_EDIT_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input edit_section_input;
extern const struct input edit_save_input;

/* GET /can-bo/danh-muc/thu-tuc/{code}/sua/{section} */
enum err handle_edit_section(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: saves, or adds rows, or only shows what the clock would say; a draft that somebody else changed meanwhile
 * is shown with the differences, and nothing typed is lost. */
enum err handle_edit_save(struct ctx *c, const void *input) MUST_CHECK;

/* The page with every kind of field, for --check. */
struct view *edit_section_sample(struct arena *arena);

#endif
