/* Check answers and send: every answer with its way back, the fee by the rule, the statement of truth, one dossier. */
#ifndef MOTCUA_SUBMISSION_CHECK_H
#define MOTCUA_SUBMISSION_CHECK_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct ctx;
struct filing;
struct input;
struct rule_fees;
struct view;

extern const struct input check_input, send_input;

enum err handle_check(struct ctx *c, const void *input) MUST_CHECK;
/* Sends once however often it is called; leads to the confirmation. */
enum err handle_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_send(struct ctx *c, const void *input) MUST_CHECK;

/* The page (check_view.c). */
struct view *check_view(struct ctx *c, const struct filing *filing, const struct rule_fees *fees);
/* `sections`: the form's pages with their answers, ways back only with `change`. */
void check_show_answers(struct ctx *c, struct view *sections, const struct filing *filing, bool change);
struct view *check_sample(struct arena *arena);

#endif
