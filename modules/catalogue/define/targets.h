/* The procedures of a definition: those that its draft is for, to be changed; without a draft those that go by it today. */
#ifndef MOTCUA_CATALOGUE_DEFINE_TARGETS_H
#define MOTCUA_CATALOGUE_DEFINE_TARGETS_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input define_targets_input;        /* {kind} {code}, sau, da-lam */
extern const struct input define_targets_change_input; /* {kind} {code} version, act, procedure, case_no */
extern const struct input define_targets_listed_input; /* {kind} {code} version, sector, unit */

/* GET .../thu-tuc */
enum err handle_define_targets(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../thu-tuc: one procedure more, or one less. Only procedures that the officer drafts. */
enum err handle_define_targets_change(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../thu-tuc/loc: all procedures of a sector or unit. */
enum err handle_define_targets_listed(struct ctx *c, const void *input) MUST_CHECK;
/* The page again, with what is wrong in its form. */
enum err handle_define_targets_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
