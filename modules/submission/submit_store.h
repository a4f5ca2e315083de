/*
 * Sending a draft: in one transaction it becomes a dossier, or completes the one that asked, with its papers, and can never
 * be sent again. Uses the door and the file store; holds no SQL of its own.
 */
#ifndef MOTCUA_SUBMISSION_SUBMIT_STORE_H
#define MOTCUA_SUBMISSION_SUBMIT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/dossier/door_store.h"

struct db;

struct submission {
	struct arena *arena;
	int64_t draft_id, saved_at; /* the draft as the rest was made from it */
	bool signing;               /* it waits for its last second signer, in whose transaction this runs */
	const struct dossier_filing *filing;
	const int64_t *files; /* of the papers */
	size_t file_count;
	const char *fee_facts; /* JSON of the fee that is due before acceptance, NULL: none */
	struct bytes secret;   /* the installation's: the tracking secret is kept sealed for the confirmation */
	int64_t now;
};

/* SUBMIT_SECRET_PURPOSE, owned by the draft: what seal() binds the tracking secret to. */
#define SUBMIT_SECRET_PURPOSE "tracking"

/*
 * OK also for a draft that was sent before: *ret_number is then what it became. ERR_CONFLICT: answers or papers were
 * changed in another window meanwhile, or it was offered for signing; nothing of it would be lost silently.
 */
MUST_CHECK enum err submission_send(struct db *db, const struct submission *submission, const char **ret_number);

/* The answer to a request for a supplement. `act.kind` is DOSSIER_SUPPLEMENT_ANSWERED. */
struct completion {
	struct arena *arena;
	int64_t draft_id, saved_at, dossier_id, asked_seq;
	const struct dossier_act *act;
	const int64_t *files;
	size_t file_count;
	int64_t now;
};
/* OK also if this draft was sent before. ERR_CONFLICT: the dossier no longer waits for it, or the draft was changed meanwhile. */
MUST_CHECK enum err completion_send(struct db *db, const struct completion *completion);

#endif
