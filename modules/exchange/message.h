/* What is to be told to one person, as the outbox row asks: composed from the catalogue's texts, sent by deliver.h. */
#ifndef MOTCUA_EXCHANGE_MESSAGE_H
#define MOTCUA_EXCHANGE_MESSAGE_H

#include <stdbool.h>

#include "core/err.h"

struct job_ctx;
struct outbox_row;

/* NULL where that channel is not used; mail and phone both NULL: there is nobody to tell. */
struct message_out {
	const char *mail, *subject, *text;
	const char *phone, *sms;
	bool secret; /* a one-time code: nobody may find it in a log, not even as the other side repeats it */
};

/* A one-time code, {"to", "code", "purpose", "language"}. ERR_INVALID: the payload is none, or was wiped. */
MUST_CHECK enum err code_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message);

/*
 * An invitation to sign what somebody else files, a reminder of it, or word of it to the applicant (cosign.ask, remind, declined,
 * expiring): {"email", "phone", "procedure", "agency", "link", "code", "until", "language"}, what is not known left out.
 * By mail where an address is given, else by SMS. Nothing that the applicant typed is in it but where it goes.
 */
MUST_CHECK enum err cosign_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message);

/*
 * What happened to a dossier, {"dossier", "seq"}, for its applicant: by mail where an address is known, by SMS where none
 * is or where the applicant has to act. ERR_INVALID: no such event, or none that people are told of.
 */
MUST_CHECK enum err notice_compose(struct job_ctx *j, const struct outbox_row *row, struct message_out *ret_message);

#endif
