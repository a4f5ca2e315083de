/* The applicant has declared what a form wants others to sign too: it is offered to them, and waits as a draft. */
#ifndef MOTCUA_SUBMISSION_COSIGN_BEGIN_H
#define MOTCUA_SUBMISSION_COSIGN_BEGIN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct cosigner;
struct ctx;
struct draft;
struct filing;
struct outbox_message;

/* Does the form, as it is answered, name somebody who must sign too? */
bool cosign_is_needed(struct ctx *c, const struct filing *filing);
/*
 * Invites them and answers with the page where the applicant waits. ERR_INVALID: somebody cannot be reached but at the applicant's own
 * address, or shares one with another signer; ERR_LIMITED: too many invitations from this account, or to one address.
 */
MUST_CHECK enum err cosign_begin(struct ctx *c, struct filing *filing);

/* Until when an invitation lasts: as long as the draft. */
int64_t cosign_until(const struct draft *draft);
/* Counts one invitation of this account to the signer. ERR_LIMITED, with words. */
MUST_CHECK enum err cosign_may_ask(struct ctx *c, const struct cosigner *signer, int64_t now);
/* The message that invites the signer by the code of `signer->sealed_link`; payload NULL where nothing leaves this house. */
MUST_CHECK enum err cosign_asking(struct ctx *c, const struct draft *draft, const char *agency,
    const struct cosigner *signer, int64_t until, struct outbox_message *ret_message);

#endif
