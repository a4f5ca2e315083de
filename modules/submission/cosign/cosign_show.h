/* What the applicant's pages and the signers' have in common: a signer's state and answer in words. Fills views only. */
#ifndef MOTCUA_SUBMISSION_COSIGN_SHOW_H
#define MOTCUA_SUBMISSION_COSIGN_SHOW_H

#include "cosign/cosign_state.h"

struct cosigner;
struct ctx;
struct view;

/* `state` {label, kind} for partials/tag. */
void cosign_show_state(struct ctx *c, struct view *item, enum cosigner_state state);
/* "Invited on ..., to ng***@example.vn", "Confirmed at ..." or "Declined at ...". */
const char *cosign_words_answer(struct ctx *c, const struct cosigner *signer);
/* Both addresses that are known, masked. */
const char *cosign_words_addresses(struct ctx *c, const struct cosigner *signer);

#endif
