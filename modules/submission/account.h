/* My account: unfinished drafts, dossiers filed (newest first, page by page), my details. */
#ifndef MOTCUA_SUBMISSION_ACCOUNT_H
#define MOTCUA_SUBMISSION_ACCOUNT_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input account_input, draft_remove_input;

enum err handle_account(struct ctx *c, const void *input) MUST_CHECK;
/* Deletes an unfinished draft with its files. */
enum err handle_draft_remove(struct ctx *c, const void *input) MUST_CHECK;

struct view *account_sample(struct arena *arena);

#endif
