/*
 * Who must sign a filing too, and how each has answered. Every change holds the draft's row first, so that answers,
 * changes and the filing itself come one after the other: the last confirmation files the dossier, exactly once. The rules
 * of each step are cosign_state.h's; of the invitation's code and the reader's token only digests are looked for.
 */
#ifndef MOTCUA_SUBMISSION_COSIGN_STORE_H
#define MOTCUA_SUBMISSION_COSIGN_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "cosign/cosign_state.h"

struct db;
struct draft;
struct outbox_message;
struct submission;

enum { COSIGNERS_MOST = 50, COSIGN_BATCH = 50 };

/* A draft that was offered for signing. */
struct cosigning {
	int64_t draft_id;
	struct bytes digest; /* of what is signed */
	int64_t round, asked_at;
	const char *email, *phone, *language; /* the applicant's; "" where there is none */
};

struct cosigner {
	int64_t draft_id, position; /* from 1, in the order of the form */
	const char *group_id;
	int64_t row_no;
	const char *name, *email, *phone; /* "" where there is none */
	const char *state;                /* cosigner_state_name */
	int64_t asked_at, reminders;
	struct bytes link_hash, sealed_link; /* size 0: taken back */
	int64_t proof_until;                 /* TIME_NONE: has never proved to be this person */
	const char *method, *address;        /* code or account, and with which address; NULL before */
	int64_t answered_at;                 /* TIME_NONE: not yet */
	const char *reason;                  /* of a refusal; "" if none */
};

MUST_CHECK enum err cosigning_of_draft(struct db *db, int64_t draft_id, struct cosigning *ret_cosigning);
MUST_CHECK enum err cosigners_of_draft(
    struct db *db, int64_t draft_id, const struct cosigner **ret_signers, size_t *ret_count);
/* By the digest of the invitation's code; ERR_NOT_FOUND: none, or taken back. */
MUST_CHECK enum err cosigner_by_link(struct db *db, struct bytes link_hash, struct cosigner *ret_signer);
/* By the digest of the reader's token, while it lasts. */
MUST_CHECK enum err cosigner_by_proof(struct db *db, struct bytes proof_hash, int64_t now, struct cosigner *ret_signer);

/* `signers`: all, as the form names them now, each with a fresh invitation; its message, payload NULL where none is sent. */
struct cosign_offer {
	const struct draft *draft; /* as it was read */
	struct bytes digest;
	const char *email, *phone, *language;
	const struct cosigner *signers;
	const struct outbox_message *messages;
	size_t count;
	int64_t now;
};
/*
 * The draft waits for all of them from now on. Whoever confirmed the very same before has confirmed; everybody else is asked.
 * OK also if it waits already, or was sent. ERR_CONFLICT: changed in another window meanwhile.
 */
MUST_CHECK enum err cosign_offer(struct db *db, const struct cosign_offer *offer);
/* The draft is the applicant's to change again, every invitation is void. OK also if it was so, or is sent. */
MUST_CHECK enum err cosign_take_back(struct db *db, int64_t draft_id, int64_t now);
/*
 * One signer, as they were read, is asked again, by a new invitation; OK and nothing done if they were asked since.
 * ERR_CONFLICT: the draft does not wait, or the signer has confirmed.
 */
MUST_CHECK enum err cosign_resend(
    struct db *db, const struct cosigner *signer, const struct outbox_message *message, int64_t now);

/* Who holds the invitation has proved to be the one it was for: reads and answers with this token until then. */
struct cosign_proof {
	const struct cosigner *signer;
	struct bytes hash;
	int64_t until;
	const char *method, *address;
};
/* ERR_CONFLICT: the invitation was taken back meanwhile. */
MUST_CHECK enum err cosign_prove(struct db *db, const struct cosign_proof *proof);

struct cosign_answer {
	struct arena *arena;
	const struct cosigner *signer;
	struct bytes proof_hash, digest;      /* of what was read */
	const struct submission *submission;  /* the dossier that the last confirmation files */
	const char *reason;                   /* of a refusal */
	const struct outbox_message *message; /* of a refusal, to the applicant; NULL: none */
	int64_t now;
};
/*
 * OK also for a repeated answer. *ret_number: the dossier's, once it is filed, else NULL. ERR_CONFLICT: taken back, changed
 * since it was read, or not from the signer's state.
 */
MUST_CHECK enum err cosign_confirm(struct db *db, const struct cosign_answer *answer, const char **ret_number);
/* ERR_CONFLICT: taken back, or filed. */
MUST_CHECK enum err cosign_decline(struct db *db, const struct cosign_answer *answer);

/* Signers who have not answered, asked before `before`, and reminded `reminders` times; at most COSIGN_BATCH. */
MUST_CHECK enum err cosigners_to_remind(
    struct db *db, int64_t reminders, int64_t before, const struct cosigner **ret_signers, size_t *ret_count);
/* In a transaction with the message, NULL: none. ERR_CONFLICT if somebody answered or reminded meanwhile. */
MUST_CHECK enum err cosigner_reminded(
    struct db *db, const struct cosigner *signer, const struct outbox_message *message, int64_t now);
/* Waiting drafts last saved before `before` whose applicant was not told that they expire; at most COSIGN_BATCH. */
MUST_CHECK enum err cosignings_expiring(
    struct db *db, int64_t before, const struct cosigning **ret_cosignings, size_t *ret_count);
MUST_CHECK enum err cosigning_warned(
    struct db *db, const struct cosigning *cosigning, const struct outbox_message *message, int64_t now);
/* Signers of drafts that were sent before that are forgotten: the journal of the dossier holds the evidence. */
MUST_CHECK enum err cosigners_forget(struct db *db, int64_t before);

extern const struct store cosign_store;

#endif
