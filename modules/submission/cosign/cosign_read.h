/*
 * What a second signer reads, all that is to be filed and nothing else, and the answer: confirmed or declined. The last confirmation
 * files the dossier.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_READ_H
#define MOTCUA_SUBMISSION_COSIGN_READ_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input cosign_read_input, cosign_file_input, cosign_confirm_input, cosign_decline_input;

enum err handle_cosign_read(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_cosign_file(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_cosign_confirm(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_cosign_decline(struct ctx *c, const void *input) MUST_CHECK;
enum err again_cosign_read(struct ctx *c, const void *input) MUST_CHECK;

struct view *cosign_read_sample(struct arena *arena);

#endif
