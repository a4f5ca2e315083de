/*
 * Another agency's opinion (NĐ 61/2018/NĐ-CP, Đ19(5)): asked with content and deadline, answered by its own officers, who
 * see the question and what the dossier is about, nothing else of it.
 */
#ifndef MOTCUA_WORKFLOW_CONSULT_H
#define MOTCUA_WORKFLOW_CONSULT_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input consult_page_input, consult_answer_input;

MUST_CHECK enum err handle_consult_list(struct ctx *c, const void *input);
MUST_CHECK enum err handle_consult_page(struct ctx *c, const void *input);
MUST_CHECK enum err handle_consult_answer(struct ctx *c, const void *input);

struct view *consult_list_sample(struct arena *arena);
struct view *consult_answer_sample(struct arena *arena);

#endif
