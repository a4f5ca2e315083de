/*
 * Invitations to sign: the code that is in the link, in the QR code and on paper, and the messages that carry it. The code is
 * kept as a digest to be found by, and sealed to be sent again; in the clear it is only on its way.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_INVITATION_H
#define MOTCUA_SUBMISSION_COSIGN_INVITATION_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/dossier/outbox_store.h"

struct core_config;
struct cosigner;

/* 15 characters of 30 and a check character: 73 bits. Four groups of four on paper. */
enum { INVITATION_CODE = 16 };

/* Gives the signer a fresh code: link_hash and sealed_link. */
void invitation_renew(struct arena *arena, const struct core_config *config, struct cosigner *signer);
/* The digest by which a code is found; ERR_INVALID: no code of ours (a typing error, most of the time). */
MUST_CHECK enum err invitation_hash(struct arena *arena, const char *typed, struct bytes *ret_hash);
/* The signer's code as it was made; ERR_INVALID: taken back, or sealed by another installation. */
MUST_CHECK enum err invitation_code(
    struct arena *arena, const struct core_config *config, const struct cosigner *signer, const char **ret_code);
/* "H7KM-2QPX-9RTA-4CDE" */
const char *invitation_grouped(struct arena *arena, const char *code);
/* The whole address of the page; the code is in its query, which no log keeps. */
const char *invitation_link(struct arena *arena, const struct core_config *config, const char *code);

/* What a message says besides its words. */
struct invitation_message {
	const char *topic;         /* cosign.ask, cosign.remind, cosign.declined, cosign.expiring */
	const char *key;           /* done once */
	const char *email, *phone; /* "" where there is none */
	const char *procedure, *agency, *link, *code, *until, *language;
	int64_t not_after;
};
/* For exchange; payload NULL where nothing leaves this house. */
struct outbox_message invitation_message(
    struct arena *arena, const struct core_config *config, const struct invitation_message *message);

#endif
