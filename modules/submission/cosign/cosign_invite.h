/*
 * The way in for who was invited to sign: by the link, or by the code on paper; then by a code sent to the address that
 * the applicant named, or by an account that has this address. Nothing of the filing is shown before.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_INVITE_H
#define MOTCUA_SUBMISSION_COSIGN_INVITE_H

#include "core/err.h"
#include "core/memory/arena.h"

struct cosigner;
struct ctx;
struct draft;
struct input;
struct view;

extern const struct input cosign_enter_input, cosign_typed_input, cosign_way_input, cosign_code_input,
    cosign_account_input;

/* Without a code the page that asks for it, else what one is invited to. */
enum err handle_cosign_enter(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_cosign_typed(struct ctx *c, const void *input) MUST_CHECK;
enum err again_cosign_typed(struct ctx *c, const void *input) MUST_CHECK;
/* Sends the one-time code and asks for it. */
enum err handle_cosign_send_code(struct ctx *c, const void *input) MUST_CHECK;
enum err again_cosign_send_code(struct ctx *c, const void *input) MUST_CHECK;
/* With the right code the filing can be read and answered for an hour. */
enum err handle_cosign_code(struct ctx *c, const void *input) MUST_CHECK;
enum err again_cosign_code(struct ctx *c, const void *input) MUST_CHECK;
/* The same by one's own account. */
enum err handle_cosign_account(struct ctx *c, const void *input) MUST_CHECK;

/*
 * Who reads, by the token of this browser, and the draft. ERR_NOT_FOUND: nobody has proved anything here, or not any more. The answer is
 * kept by no cache from here on.
 */
enum err cosign_reader(struct ctx *c, struct cosigner *ret_signer, struct draft *ret_draft) MUST_CHECK;
/* Nobody reads here: the answer leads to where the invitation's code is asked for, with what was wrong besides. */
enum err cosign_ended(struct ctx *c) MUST_CHECK;
/* The digest of this browser's token, as it came. */
struct bytes cosign_token_hash(struct ctx *c);

struct view *cosign_enter_sample(struct arena *arena);
struct view *cosign_invite_sample(struct arena *arena);
struct view *cosign_code_sample(struct arena *arena);

#endif
