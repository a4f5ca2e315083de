/*
 * The rules of signing together: what each second signer may do when, and when a filing may go. Pure, as a table; knows no
 * database, no page and no clock.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_STATE_H
#define MOTCUA_SUBMISSION_COSIGN_STATE_H

#include <stddef.h>

#include "core/err.h"

enum cosigner_state { COSIGNER_WAITING, COSIGNER_CONFIRMED, COSIGNER_DECLINED, COSIGNER_STATE__MAX };

/* What happens to one signer. OFFER_*: the applicant offers the filing for signing again, unchanged or changed since. */
enum cosigner_event {
	COSIGNER_CONFIRM,
	COSIGNER_DECLINE,
	COSIGNER_RESEND,
	COSIGNER_OFFER_SAME,
	COSIGNER_OFFER_CHANGED,
	COSIGNER_EVENT__MAX
};

/*
 * Where the event leads. ERR_CONFLICT: not from this state. A repeated answer leads to where it led before. Until the
 * dossier is filed a confirmation may be taken back by declining; who has declined confirms only after being asked again.
 */
MUST_CHECK enum err cosigner_next(enum cosigner_state from, enum cosigner_event event, enum cosigner_state *ret_to);

/* As it stands in the table cosigner. */
const char *cosigner_state_name(enum cosigner_state state);
/* What is no state reads as waiting: it never counts as a confirmation. */
enum cosigner_state cosigner_state_of(const char *name);

/* What all signers together mean for the filing. */
enum cosign_whole { COSIGN_WAITS, COSIGN_DECLINED, COSIGN_COMPLETE };
/* One refusal outweighs what is still awaited; nobody at all is not complete. */
enum cosign_whole cosign_whole_of(const enum cosigner_state *states, size_t count);

#endif
