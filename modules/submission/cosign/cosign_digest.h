/*
 * What second signers confirm, as one number: SHA-256 over what the applicant declared (answers as the form keeps them, without what
 * the form computes of them), every paper's content, the procedure, case and agencies, and the form and rule by which it is shown.
 * Whoever changes any of it has another digest, and a confirmation of the former is none of the latter.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_DIGEST_H
#define MOTCUA_SUBMISSION_COSIGN_DIGEST_H

#include "core/memory/arena.h"

struct ctx;
struct filing;

struct bytes cosign_digest(struct ctx *c, const struct filing *filing);

#endif
