/* Two versions of a procedure beside each other: every change with what was said before and what is said now. */
#ifndef MOTCUA_CATALOGUE_COMPARE_H
#define MOTCUA_CATALOGUE_COMPARE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input compare_input;

/* GET /can-bo/danh-muc/thu-tuc/{code}/so-sanh?tu=1&den=2; without numbers: the newest with the one before it. */
enum err handle_compare(struct ctx *c, const void *input) MUST_CHECK;

/* The page with one change, for --check. */
struct view *compare_sample(struct arena *arena);

#endif
