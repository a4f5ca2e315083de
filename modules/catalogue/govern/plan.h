/*
 * The plan of one service: the level it is to reach and when, its integration on the national portal, the term that the law
 * allows. The office writes it; every earlier plan stays readable.
 */
#ifndef MOTCUA_CATALOGUE_PLAN_H
#define MOTCUA_CATALOGUE_PLAN_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define PLAN_PATH "/can-bo/danh-muc/lo-trinh/ke-hoach/{}"

extern const struct input plan_input, plan_put_input;

/* GET and POST /can-bo/danh-muc/lo-trinh/ke-hoach/{code} */
enum err handle_plan(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_plan_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_plan_put(struct ctx *c, const void *input) MUST_CHECK;

#endif
