/* Inviting second signers. See cosign_begin.h. */
#include "cosign/cosign_begin.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/random.h"
#include "core/security/sign_in_check.h"
#include "core/security/throttle_store.h"
#include "core/server/ctx.h"
#include "cosign/cosign_digest.h"
#include "cosign/cosign_invitation.h"
#include "cosign/cosign_store.h"

#include "filing.h"

/*
 * An invitation is a message to an address that somebody typed. By account: a large household filing a few times a day; by
 * address: asked, asked again, and once more, whoever asks.
 */
static const struct throttle by_account = { "cosign_account", 24 * 3600, 60 };
static const struct throttle by_address = { "cosign_address", 24 * 3600, 6 };

static size_t
signers_of(struct ctx *c, const struct filing *f, const struct form_co_signer **ret)
{
	return f->form != NULL ? form_co_signers(form_state_new(c->arena, f->form, &f->values, f->today), ret) : 0;
}

bool
cosign_is_needed(struct ctx *c, const struct filing *f)
{
	const struct form_co_signer *signers;

	return signers_of(c, f, &signers) > 0;
}

int64_t
cosign_until(const struct draft *draft)
{
	return draft->saved_at + DRAFT_DAYS * DATE_DAY;
}

static bool
is_one_of(const char *address, const char *const *others, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (others[i] != NULL && strcmp(others[i], address) == 0)
			return true;
	return false;
}

/* The address in normal form, "" if it is none or the applicant's own: nobody confirms in another's place. */
static const char *
own_address(struct ctx *c, const struct filing *f, const char *typed)
{
	struct dossier_party applicant;
	const char *address = typed[0] != '\0' ? sign_in_address(c, typed) : NULL;

	filing_applicant(f, &applicant);
	const char *const applicants[] = { f->account.login, f->account.email, f->account.phone,
		sign_in_address(c, applicant.email), sign_in_address(c, applicant.phone) };

	return address == NULL || is_one_of(address, applicants, sizeof(applicants) / sizeof(applicants[0])) ? ""
													     : address;
}

enum err
cosign_may_ask(struct ctx *c, const struct cosigner *signer, int64_t now)
{
	const char *account = arena_printf(c->arena, "%lld", (long long)c->session.account_id);
	enum err err = throttle_hit(c->db, &by_account, account, now);

	if (!err)
		err = throttle_hit(c->db, &by_address, signer->email[0] != '\0' ? signer->email : signer->phone, now);
	return err == ERR_LIMITED ? refuse(c, ERR_LIMITED, "submission_cosign.limited", NULL) : err;
}

enum err
cosign_asking(struct ctx *c, const struct draft *draft, const char *agency, const struct cosigner *signer,
    int64_t until, struct outbox_message *ret_message)
{
	const char *code;
	enum err err = invitation_code(c->arena, c->config, signer, &code);

	if (err)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "an invitation that does not open");
	const struct invitation_message message = {
		.topic = "cosign.ask",
		.key = random_token(c->arena, 16),
		.email = signer->email,
		.phone = signer->phone,
		.procedure = draft->procedure_name,
		.agency = agency,
		.link = invitation_link(c->arena, c->config, code),
		.code = invitation_grouped(c->arena, code),
		.until = moment_text(c->arena, until),
		.language = c->language,
		.not_after = until,
	};

	*ret_message = invitation_message(c->arena, c->config, &message);
	return OK;
}

/* Two names at one address: whoever reads what is sent there would sign for both. */
static bool
shares_address(struct arena *arena, const struct cosigner *signer, const struct cosigner *others, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!fold_equal(arena, signer->name, others[i].name) &&
		    ((signer->email[0] != '\0' && strcmp(signer->email, others[i].email) == 0) ||
			(signer->phone[0] != '\0' && strcmp(signer->phone, others[i].phone) == 0)))
			return true;
	return false;
}

/* The signer behind the `before` that are prepared already. */
static enum err
prepare(struct ctx *c, const struct filing *f, const struct form_co_signer *named, size_t before,
    struct cosigner *signers, struct outbox_message *message)
{
	struct cosigner *signer = &signers[before];
	enum err err;

	*signer = (struct cosigner){
		.draft_id = f->draft.id,
		.position = (int64_t)before + 1,
		.group_id = named->group->id,
		.row_no = named->row,
		.name = named->name,
		.email = own_address(c, f, named->email),
		.phone = own_address(c, f, named->phone),
		.state = cosigner_state_name(COSIGNER_WAITING),
		.answered_at = TIME_NONE,
	};
	if (signer->email[0] == '\0' && signer->phone[0] == '\0')
		return refuse(c, ERR_INVALID, "submission_cosign.own_address", "declaration");
	if (shares_address(c->arena, signer, signers, before))
		return refuse(c, ERR_INVALID, "submission_cosign.shared_address", "declaration");
	if ((err = cosign_may_ask(c, signer, f->now)))
		return err;
	invitation_renew(c->arena, c->config, signer);
	return cosign_asking(
	    c, &f->draft, f->course.offering.agency_receiving_name, signer, f->now + DRAFT_DAYS * DATE_DAY, message);
}

enum err
cosign_begin(struct ctx *c, struct filing *f)
{
	const struct form_co_signer *named;
	size_t count = signers_of(c, f, &named);
	struct cosigner *signers = arena_array(c->arena, count + 1, sizeof(*signers));
	struct outbox_message *messages = arena_array(c->arena, count + 1, sizeof(*messages));
	struct dossier_party applicant;
	enum err err = OK;

	if (count > COSIGNERS_MOST)
		return refuse(c, ERR_INVALID, "submission_cosign.too_many", "declaration");
	for (size_t i = 0; !err && i < count; i++)
		err = prepare(c, f, &named[i], i, signers, &messages[i]);
	if (err)
		return err;
	filing_applicant(f, &applicant);
	const struct cosign_offer offer = {
		.draft = &f->draft,
		.digest = cosign_digest(c, f),
		.email = applicant.email,
		.phone = applicant.phone,
		.language = c->language,
		.signers = signers,
		.messages = messages,
		.count = count,
		.now = f->now,
	};

	if ((err = cosign_offer(c->db, &offer)) || (err = draft_by_id(c->db, f->draft.id, &f->draft)))
		return err;
	return filing_redirect_sent(c, &f->draft);
}
