/*
 * Operations over agencies in the back office: planned, shown as a dry run, ordered, called off. The dry run only reads: the
 * lists on the page are those that the job will apply.
 */
#ifndef MOTCUA_CATALOGUE_OPERATION_PAGE_H
#define MOTCUA_CATALOGUE_OPERATION_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input operations_input;
extern const struct input operation_new_input;
extern const struct input operation_add_input;
extern const struct input operation_input;
extern const struct input operation_act_input;
extern const struct input operation_choose_input;

/* GET /can-bo/danh-muc/co-quan/sap-xep */
enum err handle_operations(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST .../sap-xep/moi */
enum err handle_operation_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_operation_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_operation_add(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../sap-xep/{operation}: the dry run */
enum err handle_operation(struct ctx *c, const void *input) MUST_CHECK;
/* POST below it: phan-cong (what goes to whom), thuc-hien (order), huy (call off) */
enum err handle_operation_choose(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_operation_choose_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_operation_order(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_operation_cancel(struct ctx *c, const void *input) MUST_CHECK;

#endif
