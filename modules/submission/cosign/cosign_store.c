/* SQL of second signers. Lock order: the draft, its signers, then what the door locks. See cosign_store.h. */
#include "cosign/cosign_store.h"

#include <stdbool.h>
#include <string.h>

#include "core/data/db.h"
#include "cosign/cosign_facts.h"
#include "domain/dossier/outbox_store.h"

#include "draft_store.h"
#include "submit_store.h"

static const struct db_column cosigning_columns[] = {
	COL(cosigning, draft_id, DB_INT),
	COL(cosigning, digest, DB_BYTES),
	COL(cosigning, round, DB_INT),
	COL(cosigning, asked_at, DB_TIME),
	COL(cosigning, email, DB_TEXT),
	COL(cosigning, phone, DB_TEXT),
	COL(cosigning, language, DB_TEXT),
};
static const struct db_column signer_columns[] = {
	COL(cosigner, draft_id, DB_INT),
	COL(cosigner, position, DB_INT),
	COL(cosigner, group_id, DB_TEXT),
	COL(cosigner, row_no, DB_INT),
	COL(cosigner, name, DB_TEXT),
	COL(cosigner, email, DB_TEXT),
	COL(cosigner, phone, DB_TEXT),
	COL(cosigner, state, DB_TEXT),
	COL(cosigner, asked_at, DB_TIME),
	COL(cosigner, reminders, DB_INT),
	COL(cosigner, link_hash, DB_BYTES),
	COL(cosigner, sealed_link, DB_BYTES),
	COL(cosigner, proof_until, DB_TIME),
	COL(cosigner, method, DB_TEXT),
	COL(cosigner, address, DB_TEXT),
	COL(cosigner, answered_at, DB_TIME),
	COL(cosigner, reason, DB_TEXT),
};
#define COSIGNING                                                                                                      \
	"SELECT cosign.draft_id, cosign.digest, cosign.round, cosign.asked_at, cosign.email, cosign.phone, "           \
	"cosign.language FROM cosign "
#define SIGNER                                                                                                         \
	"SELECT cosigner.draft_id, cosigner.position, cosigner.group_id, cosigner.row_no, cosigner.name, "             \
	"cosigner.email, cosigner.phone, cosigner.state, cosigner.asked_at, cosigner.reminders, cosigner.link_hash, "  \
	"cosigner.sealed_link, cosigner.proof_until, cosigner.method, cosigner.address, cosigner.answered_at, "        \
	"cosigner.reason FROM cosigner "

enum {
	OF_DRAFT,
	SIGNERS_OF,
	SIGNER_AT,
	BY_LINK,
	BY_PROOF,
	OFFER,
	CLEAR_SIGNERS,
	ADD_SIGNER,
	VOID_LINKS,
	ASK_AGAIN,
	PROVE,
	ANSWER,
	TO_REMIND,
	REMINDED,
	EXPIRING,
	WARNED,
	FORGET,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[OF_DRAFT] = { COSIGNING "WHERE cosign.draft_id = ?", ROW(cosigning_columns, cosigning) },
	[SIGNERS_OF] = { SIGNER "WHERE cosigner.draft_id = ? ORDER BY cosigner.position",
	    ROW(signer_columns, cosigner) },
	[SIGNER_AT] = { SIGNER "WHERE cosigner.draft_id = ? AND cosigner.position = ?", ROW(signer_columns, cosigner) },
	[BY_LINK] = { SIGNER "WHERE cosigner.link_hash = ?", ROW(signer_columns, cosigner) },
	[BY_PROOF] = { SIGNER "WHERE cosigner.proof_hash = ? AND cosigner.proof_until > ?",
	    ROW(signer_columns, cosigner) },
	[OFFER] = { "INSERT INTO cosign (draft_id, digest, round, asked_at, email, phone, language) "
		    "VALUES (?, ?, 1, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE digest = VALUES(digest), round = round + 1, "
		    "asked_at = VALUES(asked_at), email = VALUES(email), phone = VALUES(phone), "
		    "language = VALUES(language), warned = FALSE",
	    NO_ROW },
	[CLEAR_SIGNERS] = { "DELETE FROM cosigner WHERE draft_id = ?", NO_ROW },
	[ADD_SIGNER] = { "INSERT INTO cosigner (draft_id, position, group_id, row_no, name, email, phone, state, "
			 "asked_at, "
			 "link_hash, sealed_link, method, address, answered_at) "
			 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[VOID_LINKS] = { "UPDATE cosigner SET link_hash = NULL, sealed_link = NULL, proof_hash = NULL, proof_until = "
			 "NULL "
			 "WHERE draft_id = ?",
	    NO_ROW },
	[ASK_AGAIN] = { "UPDATE cosigner SET state = ?, asked_at = ?, reminders = 0, link_hash = ?, sealed_link = ?, "
			"proof_hash = NULL, proof_until = NULL, answered_at = NULL, reason = '' "
			"WHERE draft_id = ? AND position = ?",
	    NO_ROW },
	/* How a confirmation was proved stays with it, whatever its giver proves later to read it again. */
	[PROVE] = { "UPDATE cosigner SET proof_hash = ?, proof_until = ?, method = IF(state = 'confirmed', method, ?), "
		    "address = IF(state = 'confirmed', address, ?) WHERE draft_id = ? AND position = ? AND link_hash = "
		    "?",
	    NO_ROW },
	[ANSWER] = { "UPDATE cosigner SET state = ?, answered_at = ?, reason = ? "
		     "WHERE draft_id = ? AND position = ? AND proof_hash = ? AND proof_until > ?",
	    NO_ROW },
	[TO_REMIND] = { SIGNER "JOIN draft ON draft.id = cosigner.draft_id WHERE cosigner.state = 'waiting' "
			       "AND cosigner.reminders = ? AND cosigner.asked_at < ? AND draft.state = 'signing' "
			       "ORDER BY cosigner.asked_at LIMIT 51",
	    ROW(signer_columns, cosigner) },
	[REMINDED] = { "UPDATE cosigner SET reminders = reminders + 1 WHERE draft_id = ? AND position = ? "
		       "AND state = 'waiting' AND reminders = ? AND link_hash = ?",
	    NO_ROW },
	[EXPIRING] = { COSIGNING "JOIN draft ON draft.id = cosign.draft_id WHERE draft.state = 'signing' "
				 "AND draft.saved_at < ? AND NOT cosign.warned ORDER BY draft.saved_at LIMIT 51",
	    ROW(cosigning_columns, cosigning) },
	[WARNED] = { "UPDATE cosign SET warned = TRUE WHERE draft_id = ? AND round = ? AND NOT warned", NO_ROW },
	[FORGET] = { "DELETE cosign, cosigner FROM draft JOIN cosign ON cosign.draft_id = draft.id "
		     "LEFT JOIN cosigner ON cosigner.draft_id = draft.id WHERE draft.state = 'sent' AND draft.sent_at "
		     "< ?",
	    NO_ROW },
};
const struct store cosign_store = { "cosign", statements, STATEMENT__MAX };

enum err
cosigning_of_draft(struct db *db, int64_t draft_id, struct cosigning *ret_cosigning)
{
	return db_row(db, &statements[OF_DRAFT], ARGS(INT(draft_id)), ret_cosigning);
}

static enum err
list(
    struct db *db, int statement, const struct db_arg *args, size_t arg_count, const void **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, COSIGN_BATCH, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
cosigners_of_draft(struct db *db, int64_t draft_id, const struct cosigner **ret_signers, size_t *ret_count)
{
	return list(db, SIGNERS_OF, ARGS(INT(draft_id)), (const void **)ret_signers, ret_count);
}

enum err
cosigner_by_link(struct db *db, struct bytes link_hash, struct cosigner *ret_signer)
{
	return db_row(db, &statements[BY_LINK], ARGS(BYTES(link_hash)), ret_signer);
}

enum err
cosigner_by_proof(struct db *db, struct bytes proof_hash, int64_t now, struct cosigner *ret_signer)
{
	return db_row(db, &statements[BY_PROOF], ARGS(BYTES(proof_hash), TIME(now)), ret_signer);
}

static enum err
tell(struct db *db, const struct outbox_message *message, int64_t now)
{
	return message != NULL && message->payload != NULL ? outbox_add(db, message, now) : OK;
}

static bool
is_same_signer(const struct cosigner *one, const struct cosigner *other)
{
	return one->position == other->position && one->row_no == other->row_no &&
	       strcmp(one->group_id, other->group_id) == 0;
}

/* What the signer's row becomes, given how the same person answered before. */
static enum err
renew(const struct cosigner *asked, const struct cosigner *before, size_t count, bool same, struct cosigner *ret)
{
	enum cosigner_state state = COSIGNER_WAITING;
	enum err err;

	*ret = *asked;
	for (size_t i = 0; i < count; i++) {
		if (!is_same_signer(&before[i], asked))
			continue;
		if ((err = cosigner_next(cosigner_state_of(before[i].state),
			 same ? COSIGNER_OFFER_SAME : COSIGNER_OFFER_CHANGED, &state)))
			return err;
		if (state != COSIGNER_CONFIRMED)
			continue;
		ret->method = before[i].method;
		ret->address = before[i].address;
		ret->answered_at = before[i].answered_at;
	}
	ret->state = cosigner_state_name(state);
	return OK;
}

static enum err
offer_signers(struct db *db, const struct cosign_offer *o, bool same)
{
	const struct cosigner *before;
	size_t count;
	enum err err = cosigners_of_draft(db, o->draft->id, &before, &count);

	if (!err)
		err = db_exec(db, &statements[CLEAR_SIGNERS], ARGS(INT(o->draft->id)));
	for (size_t i = 0; !err && i < o->count; i++) {
		struct cosigner s;

		if ((err = renew(&o->signers[i], before, count, same, &s)) ||
		    (err = db_exec(db, &statements[ADD_SIGNER],
			 ARGS(INT(o->draft->id), INT(s.position), TEXT(s.group_id), INT(s.row_no), TEXT(s.name),
			     TEXT(s.email), TEXT(s.phone), TEXT(s.state), TIME(o->now), BYTES(s.link_hash),
			     BYTES(s.sealed_link), TEXT(s.method), TEXT(s.address), TIME(s.answered_at)))))
			return err;
		if (cosigner_state_of(s.state) == COSIGNER_WAITING)
			err = tell(db, &o->messages[i], o->now);
	}
	return err;
}

static enum err
offer_once(struct db *db, const void *arg)
{
	const struct cosign_offer *o = arg;
	struct cosigning before = { .digest = { NULL, 0 } };
	struct draft draft;
	enum err err = draft_lock(db, o->draft->id, &draft);

	if (err || !draft_is_open(&draft)) /* a second click */
		return err;
	if ((err = draft_lock_as_saved(db, o->draft->id, o->draft->saved_at, &draft)))
		return err;
	err = cosigning_of_draft(db, draft.id, &before);
	if (err && err != ERR_NOT_FOUND)
		return err;
	bool same =
	    before.digest.size == o->digest.size && memcmp(before.digest.data, o->digest.data, o->digest.size) == 0;

	if ((err = db_exec(db, &statements[OFFER],
		 ARGS(INT(draft.id), BYTES(o->digest), TIME(o->now), TEXT(o->email), TEXT(o->phone),
		     TEXT(o->language)))) ||
	    (err = offer_signers(db, o, same)))
		return err;
	return draft_offer(db, draft.id, o->now);
}

enum err
cosign_offer(struct db *db, const struct cosign_offer *offer)
{
	return db_transaction(db, offer_once, offer);
}

struct taking {
	int64_t draft_id, now;
};

static enum err
take_back_once(struct db *db, const void *arg)
{
	const struct taking *t = arg;
	struct draft draft;
	enum err err = draft_lock(db, t->draft_id, &draft);

	if (err || !draft_is_signing(&draft))
		return err;
	if ((err = db_exec(db, &statements[VOID_LINKS], ARGS(INT(t->draft_id)))))
		return err;
	return draft_take_back(db, t->draft_id, t->now);
}

enum err
cosign_take_back(struct db *db, int64_t draft_id, int64_t now)
{
	const struct taking taking = { draft_id, now };

	return db_transaction(db, take_back_once, &taking);
}

static enum err
not_now(struct db *db, const char *what)
{
	return FAILURE(db_failure(db), ERR_CONFLICT, "submission_cosign.not_now", NULL, "%s", what);
}

/* The signer as they stand within the transaction that holds the draft, which must be waiting; and where the event leads. */
static enum err
step(struct db *db, const struct cosigner *known, enum cosigner_event event, struct cosigner *ret_signer,
    enum cosigner_state *ret_to)
{
	struct draft draft;
	enum err err = draft_lock(db, known->draft_id, &draft);

	if (err)
		return err;
	if (!draft_is_signing(&draft))
		return not_now(db, "the draft waits for nobody");
	err = db_row(db, &statements[SIGNER_AT], ARGS(INT(known->draft_id), INT(known->position)), ret_signer);
	if (err)
		return err;
	if (cosigner_next(cosigner_state_of(ret_signer->state), event, ret_to) == OK)
		return OK;
	return not_now(db, "not from this state");
}

struct asking {
	const struct cosigner *signer;
	const struct outbox_message *message;
	int64_t now;
};

static enum err
resend_once(struct db *db, const void *arg)
{
	const struct asking *a = arg;
	struct cosigner signer;
	enum cosigner_state to;
	enum err err = step(db, a->signer, COSIGNER_RESEND, &signer, &to);

	if (err || signer.asked_at != a->signer->asked_at) /* the other of two clicks has asked */
		return err;
	if ((err = db_change_one(db, &statements[ASK_AGAIN],
		 ARGS(TEXT(cosigner_state_name(to)), TIME(a->now), BYTES(a->signer->link_hash),
		     BYTES(a->signer->sealed_link), INT(a->signer->draft_id), INT(a->signer->position)))))
		return err;
	return tell(db, a->message, a->now);
}

enum err
cosign_resend(struct db *db, const struct cosigner *signer, const struct outbox_message *message, int64_t now)
{
	const struct asking asking = { signer, message, now };

	return db_transaction(db, resend_once, &asking);
}

enum err
cosign_prove(struct db *db, const struct cosign_proof *p)
{
	return db_change_one(db, &statements[PROVE],
	    ARGS(BYTES(p->hash), TIME(p->until), TEXT(p->method), TEXT(p->address), INT(p->signer->draft_id),
		INT(p->signer->position), BYTES(p->signer->link_hash)));
}

static enum err
answer(struct db *db, const struct cosign_answer *a, enum cosigner_state state)
{
	enum err err = db_change_one(db, &statements[ANSWER],
	    ARGS(TEXT(cosigner_state_name(state)), TIME(a->now), TEXT(a->reason != NULL ? a->reason : ""),
		INT(a->signer->draft_id), INT(a->signer->position), BYTES(a->proof_hash), TIME(a->now)));

	return err == ERR_CONFLICT ? not_now(db, "the invitation was taken back") : err;
}

/* All have confirmed: the dossier is filed as of now, with who confirmed when and how in its first entry. */
static enum err
file(struct db *db, const struct cosign_answer *a, const char **ret_number)
{
	enum cosigner_state states[COSIGNERS_MOST];
	struct submission submission = *a->submission;
	struct dossier_filing filing = *submission.filing;
	const struct cosigner *signers;
	size_t count;
	enum err err = cosigners_of_draft(db, a->signer->draft_id, &signers, &count);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		states[i] = cosigner_state_of(signers[i].state);
	if (cosign_whole_of(states, count) != COSIGN_COMPLETE)
		return OK;
	filing.facts = cosign_facts(a->arena, filing.facts, a->digest, signers, count);
	submission.filing = &filing;
	return submission_send(db, &submission, ret_number);
}

struct confirming {
	const struct cosign_answer *answer;
	const char **number;
};

static enum err
confirm_once(struct db *db, const void *arg)
{
	const struct confirming *confirming = arg;
	const struct cosign_answer *a = confirming->answer;
	struct cosigning cosigning;
	struct cosigner signer;
	enum cosigner_state to;
	struct draft draft;
	enum err err = draft_lock(db, a->signer->draft_id, &draft);

	*confirming->number = NULL;
	if (err)
		return err;
	if (draft_is_sent(&draft)) { /* a second click on the last confirmation */
		*confirming->number = draft.filing_number;
		return OK;
	}
	if ((err = step(db, a->signer, COSIGNER_CONFIRM, &signer, &to)) ||
	    (err = cosigning_of_draft(db, a->signer->draft_id, &cosigning)))
		return err;
	if (cosigning.digest.size != a->digest.size ||
	    memcmp(cosigning.digest.data, a->digest.data, a->digest.size) != 0)
		return FAILURE(db_failure(db), ERR_CONFLICT, "submission_cosign.changed", NULL, "another digest");
	if (cosigner_state_of(signer.state) != to && (err = answer(db, a, to)))
		return err;
	return file(db, a, confirming->number);
}

enum err
cosign_confirm(struct db *db, const struct cosign_answer *answer, const char **ret_number)
{
	const struct confirming confirming = { answer, ret_number };

	return db_transaction(db, confirm_once, &confirming);
}

static enum err
decline_once(struct db *db, const void *arg)
{
	const struct cosign_answer *a = arg;
	struct cosigner signer;
	enum cosigner_state to;
	enum err err = step(db, a->signer, COSIGNER_DECLINE, &signer, &to);

	if (err || cosigner_state_of(signer.state) == to || (err = answer(db, a, to)))
		return err;
	return tell(db, a->message, a->now);
}

enum err
cosign_decline(struct db *db, const struct cosign_answer *answer)
{
	return db_transaction(db, decline_once, answer);
}

enum err
cosigners_to_remind(
    struct db *db, int64_t reminders, int64_t before, const struct cosigner **ret_signers, size_t *ret_count)
{
	return list(db, TO_REMIND, ARGS(INT(reminders), TIME(before)), (const void **)ret_signers, ret_count);
}

static enum err
remind_once(struct db *db, const void *arg)
{
	const struct asking *a = arg;
	enum err err = db_change_one(db, &statements[REMINDED],
	    ARGS(INT(a->signer->draft_id), INT(a->signer->position), INT(a->signer->reminders),
		BYTES(a->signer->link_hash)));

	return err ? err : tell(db, a->message, a->now);
}

enum err
cosigner_reminded(struct db *db, const struct cosigner *signer, const struct outbox_message *message, int64_t now)
{
	const struct asking asking = { signer, message, now };

	return db_transaction(db, remind_once, &asking);
}

enum err
cosignings_expiring(struct db *db, int64_t before, const struct cosigning **ret_cosignings, size_t *ret_count)
{
	return list(db, EXPIRING, ARGS(TIME(before)), (const void **)ret_cosignings, ret_count);
}

struct warning {
	const struct cosigning *cosigning;
	const struct outbox_message *message;
	int64_t now;
};

static enum err
warn_once(struct db *db, const void *arg)
{
	const struct warning *w = arg;
	enum err err =
	    db_change_one(db, &statements[WARNED], ARGS(INT(w->cosigning->draft_id), INT(w->cosigning->round)));

	return err ? err : tell(db, w->message, w->now);
}

enum err
cosigning_warned(struct db *db, const struct cosigning *cosigning, const struct outbox_message *message, int64_t now)
{
	const struct warning warning = { cosigning, message, now };

	return db_transaction(db, warn_once, &warning);
}

enum err
cosigners_forget(struct db *db, int64_t before)
{
	return db_exec(db, &statements[FORGET], ARGS(TIME(before)));
}
