/* Questions and answers (hỏi đáp) in the back office: what waits and until when, answering, publishing, declining. */
#ifndef MOTCUA_CATALOGUE_QUESTION_H
#define MOTCUA_CATALOGUE_QUESTION_H

#include "core/err.h"
#include "core/input/field.h"
#include "core/system/jobs.h"

struct ctx;

extern const struct input questions_input, question_input, question_create_input, question_save_input,
    question_act_input, question_decline_input;

/* GET /can-bo/danh-muc/hoi-dap */
enum err handle_questions(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/hoi-dap/moi: what is asked often, written by the office */
enum err handle_question_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_question_create(struct ctx *c, const void *input) MUST_CHECK;
enum err again_question_create(struct ctx *c, const void *input) MUST_CHECK;
/* GET and POST /can-bo/danh-muc/hoi-dap/{code} */
enum err handle_question(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_question_save(struct ctx *c, const void *input) MUST_CHECK;
enum err again_question_save(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../dang, .../go, .../tu-choi */
enum err handle_question_publish(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_question_withdraw(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_question_decline(struct ctx *c, const void *input) MUST_CHECK;
enum err again_question_decline(struct ctx *c, const void *input) MUST_CHECK;

/* The job: who asked is forgotten 30 days after the question was closed. */
enum err questions_forgotten(struct job_ctx *j, bool *ret_more) MUST_CHECK;

#endif
