/*
 * The acts on a draft of a definition as forms: the unit sends it, takes it back, gives it up; the office controls it; the
 * Chairman approves it by decision; back to the unit with a reason. The table of acts is version/act's. Each is answered
 * the same however often it is sent.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_STEPS_H
#define MOTCUA_CATALOGUE_DEFINE_STEPS_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input define_step_input;    /* {kind} {code} version */
extern const struct input define_page_input;    /* {kind} {code} */
extern const struct input define_return_input;  /* {kind} {code} version, reason */
extern const struct input define_approve_input; /* {kind} {code} version, number, date, from */

/* POST .../gui, rut, bo, kiem-soat */
enum err handle_define_submit(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_take_back(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_discard(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_control(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST .../tra-lai */
enum err handle_define_return_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_return(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST .../phe-duyet */
enum err handle_define_approve_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_approve(struct ctx *c, const void *input) MUST_CHECK;

#endif
