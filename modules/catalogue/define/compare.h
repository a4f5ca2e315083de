/* Two versions of a definition side by side, or the draft beside what was approved: each change with what stood and what stands there. */
#ifndef MOTCUA_CATALOGUE_DEFINE_COMPARE_H
#define MOTCUA_CATALOGUE_DEFINE_COMPARE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input define_compare_input;

/*
 * GET .../so-sanh?tu=1&den=2; den=0: the draft. Without numbers: the draft with the newest approved version, or that one with
 * the one before it.
 */
enum err handle_define_compare(struct ctx *c, const void *input) MUST_CHECK;

#endif
