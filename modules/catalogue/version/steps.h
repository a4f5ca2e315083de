/*
 * The acts on a version as forms: begin a draft, send it, take it back, give it up; control, return with a reason, decide.
 * Each is answered the same however often it is sent.
 */
#ifndef MOTCUA_CATALOGUE_STEPS_H
#define MOTCUA_CATALOGUE_STEPS_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input draft_begin_input; /* {code} */
extern const struct input step_input;        /* {code} {no} version */
extern const struct input step_page_input;   /* {code} {no} */
extern const struct input return_input;      /* {code} {no} version, reason */
extern const struct input decide_input;      /* {code} {no} version, number, date, effective, fast */

/* POST /phien-ban: the draft at work, or a new one; leads to the editor. */
enum err handle_draft_begin(struct ctx *c, const void *input) MUST_CHECK;
/* POST /phien-ban/{no}/gui, rut, bo, kiem-soat */
enum err handle_submit(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_take_back(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_discard(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_control(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /phien-ban/{no}/tra-lai */
enum err handle_return_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_return(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /phien-ban/{no}/cong-bo */
enum err handle_decide_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_decide(struct ctx *c, const void *input) MUST_CHECK;

#endif
