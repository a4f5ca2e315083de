/*
 * Completing a dossier that the office asked for: what is asked, papers, corrected answers, a note; sent once. The answers are
 * corrected on the pages of the form itself, in a draft that begins with what was filed.
 */
#ifndef MOTCUA_SUBMISSION_SUPPLEMENT_H
#define MOTCUA_SUBMISSION_SUPPLEMENT_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input supplement_input, supplement_send_input;

enum err handle_supplement(struct ctx *c, const void *input) MUST_CHECK;
/* Makes the draft of this request, once. */
enum err handle_supplement_begin(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_supplement_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_supplement(struct ctx *c, const void *input) MUST_CHECK;
/* The page of a dossier with the fault of an upload at the paper of that code. */
enum err supplement_page(struct ctx *c, const char *number, const char *error_at) MUST_CHECK;

struct view *supplement_sample(struct arena *arena);

#endif
