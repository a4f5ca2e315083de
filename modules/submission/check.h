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
struct submission;
struct view;

extern const struct input check_input, send_input;

enum err handle_check(struct ctx *c, const void *input) MUST_CHECK;
/* Sends once however often it is called; leads to the confirmation, or to who must sign too. */
enum err handle_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_send(struct ctx *c, const void *input) MUST_CHECK;

/* Is there an applicant, every page filled in and every paper that is needed? */
bool check_is_complete(struct ctx *c, const struct filing *filing);
/* What submission_send takes: the dossier that the draft becomes as of now. `filing` takes the case that is in force. */
MUST_CHECK enum err check_submission(struct ctx *c, struct filing *filing, struct submission *ret_submission);

/* The page (check_view.c). */
struct view *check_view(struct ctx *c, const struct filing *filing, const struct rule_fees *fees);
/* `sections`: the form's pages with their answers, ways back only with `change`. */
void check_show_answers(struct ctx *c, struct view *sections, const struct filing *filing, bool change);
/* `sections`: the papers, as named by the procedure and by the applicant. */
void check_show_papers(struct ctx *c, struct view *sections, const struct filing *filing, bool change);
struct view *check_sample(struct arena *arena);

#endif
