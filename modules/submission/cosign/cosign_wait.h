/* The applicant's page while others must sign: who has, who has not, invite again, print an invitation, take it back. */
#ifndef MOTCUA_SUBMISSION_COSIGN_WAIT_H
#define MOTCUA_SUBMISSION_COSIGN_WAIT_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input cosign_wait_input, cosign_back_input, cosign_resend_input, cosign_sheet_input;

enum err handle_cosign_wait(struct ctx *c, const void *input) MUST_CHECK;
/* The draft may be changed again; leads to its answers. */
enum err handle_cosign_back(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_cosign_resend(struct ctx *c, const void *input) MUST_CHECK;
/* The invitation on paper, with a QR code. */
enum err handle_cosign_sheet(struct ctx *c, const void *input) MUST_CHECK;

struct view *cosign_wait_sample(struct arena *arena);
struct view *cosign_sheet_sample(struct arena *arena);

#endif
