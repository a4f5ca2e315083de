/* Sending drafts. Lock order: the draft, then what the door locks. See submit_store.h. */
#include "submit_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/security/seal.h"
#include "domain/dossier/dossier_store.h"
#include "domain/file/file_store.h"

#include "draft_store.h"

struct sending {
	const struct submission *submission;
	const char **ret_number;
};

static enum err
give_files(struct db *db, const int64_t *files, size_t count, int64_t draft_id, int64_t dossier_id)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++)
		err = file_give(db, files[i], "draft", draft_id, "dossier", dossier_id);
	return err;
}

static enum err
demand_fee(struct db *db, const struct submission *s, struct dossier *dossier)
{
	const struct dossier_act act = {
		.kind = DOSSIER_DEMAND_INTAKE_FEE,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = s->now,
		.facts = s->fee_facts,
	};

	return s->fee_facts != NULL ? dossier_apply(db, s->arena, dossier, DOSSIER_ANY_VERSION, &act) : OK;
}

static enum err
send_once(struct db *db, const void *arg)
{
	const struct sending *sending = arg;
	const struct submission *s = sending->submission;
	struct draft draft;
	struct dossier dossier;
	const char *secret;
	enum err err = draft_lock_as_saved(db, s->draft_id, s->saved_at, &draft);

	if (err)
		return err;
	if (draft_is_sent(&draft)) {
		*sending->ret_number = draft.filing_number;
		return OK;
	}
	if (draft_is_signing(&draft) != s->signing)
		return FAILURE(
		    db_failure(db), ERR_CONFLICT, "submission.changed_elsewhere", NULL, "draft is %s", draft.state);
	if ((err = dossier_create(db, s->arena, s->filing, &dossier, &secret)) ||
	    (err = give_files(db, s->files, s->file_count, s->draft_id, dossier.id)) ||
	    (err = demand_fee(db, s, &dossier)))
		return err;
	const struct bytes plain = { (const unsigned char *)secret, strlen(secret) };
	const struct draft_sent sent = {
		.draft_id = s->draft_id,
		.dossier_id = dossier.id,
		.filing_number = dossier.filing_number,
		.sealed_secret = seal(s->arena, s->secret, SUBMIT_SECRET_PURPOSE, s->draft_id, plain),
		.now = s->now,
	};
	*sending->ret_number = dossier.filing_number;
	return draft_mark_sent(db, &sent);
}

enum err
submission_send(struct db *db, const struct submission *submission, const char **ret_number)
{
	const struct sending sending = { submission, ret_number };

	return db_transaction(db, send_once, &sending);
}

static enum err
complete_once(struct db *db, const void *arg)
{
	const struct completion *s = arg;
	struct dossier dossier;
	struct dossier_event asked;
	struct draft draft;
	enum err err = draft_lock_as_saved(db, s->draft_id, s->saved_at, &draft);

	if (err || !draft_is_open(&draft))
		return err;
	if ((err = dossier_by_id(db, s->dossier_id, &dossier)) ||
	    (err = dossier_event_last(db, s->dossier_id,
		 dossier.state == DOSSIER_INTAKE_SUPPLEMENT ? DOSSIER_ASK_INTAKE_SUPPLEMENT : DOSSIER_ASK_SUPPLEMENT,
		 &asked)))
		return err;
	/* An old page may not answer a later request. */
	if (asked.seq != s->asked_seq)
		return FAILURE(db_failure(db), ERR_CONFLICT, "dossier.moved_on", NULL, "asked again at %lld",
		    (long long)asked.seq);
	if ((err = give_files(db, s->files, s->file_count, s->draft_id, s->dossier_id)) ||
	    (err = dossier_apply(db, s->arena, &dossier, dossier.version, s->act)))
		return err;
	const struct draft_sent sent = {
		.draft_id = s->draft_id,
		.dossier_id = s->dossier_id,
		.filing_number = draft.filing_number,
		.now = s->now,
	};
	return draft_mark_sent(db, &sent);
}

enum err
completion_send(struct db *db, const struct completion *completion)
{
	return db_transaction(db, complete_once, completion);
}
