/* Reminders. See cosign_job.h. */
#include "cosign/cosign_job.h"

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "cosign/cosign_begin.h"
#include "cosign/cosign_invitation.h"
#include "cosign/cosign_store.h"

#include "draft_store.h"

/* Days after the invitation on which whoever has not answered hears again, and before the end on which the applicant does. */
static const int64_t reminder_days[] = { 3, 10 };
enum { WARNING_DAYS = 5, FORGET_DAYS = 30 };

/* Answered, reminded or gone this very moment: nothing is left to do. */
static enum err
pass_over(struct job_ctx *j, enum err err)
{
	if (err != ERR_CONFLICT && err != ERR_NOT_FOUND)
		return err;
	failure_clear(&j->failure);
	return OK;
}

static enum err
remind(struct job_ctx *j, const struct cosigner *s)
{
	struct cosigning cosigning;
	struct draft draft;
	const char *code;
	enum err err;

	if ((err = draft_by_id(j->db, s->draft_id, &draft)) ||
	    (err = cosigning_of_draft(j->db, s->draft_id, &cosigning)))
		return err;
	if (invitation_code(j->arena, j->config, s, &code)) {
		/* Counted all the same: those that cannot be told never keep the others waiting. */
		log_event(LOG_ERROR, "invitation_sealed_elsewhere", LOG_INT("draft", s->draft_id));
		return cosigner_reminded(j->db, s, NULL, j->now);
	}
	const struct invitation_message message = {
		.topic = "cosign.remind",
		.key =
		    arena_printf(j->arena, "%lld|%lld|%lld|%lld|%lld", (long long)s->draft_id, (long long)s->position,
			(long long)cosigning.round, (long long)s->asked_at, (long long)s->reminders),
		.email = s->email,
		.phone = s->phone,
		.procedure = draft.procedure_name,
		.link = invitation_link(j->arena, j->config, code),
		.code = invitation_grouped(j->arena, code),
		.until = moment_text(j->arena, cosign_until(&draft)),
		.language = cosigning.language,
		.not_after = cosign_until(&draft),
	};
	const struct outbox_message out = invitation_message(j->arena, j->config, &message);

	return cosigner_reminded(j->db, s, &out, j->now);
}

static enum err
remind_all(struct job_ctx *j, size_t turn, bool *ret_more)
{
	const struct cosigner *signers;
	size_t count;
	enum err err =
	    cosigners_to_remind(j->db, (int64_t)turn, j->now - reminder_days[turn] * DATE_DAY, &signers, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++)
		err = pass_over(j, remind(j, &signers[i]));
	*ret_more = *ret_more || count == COSIGN_BATCH;
	return err;
}

static enum err
warn(struct job_ctx *j, const struct cosigning *w)
{
	struct draft draft;
	enum err err = draft_by_id(j->db, w->draft_id, &draft);

	if (err)
		return err;
	const struct invitation_message message = {
		.topic = "cosign.expiring",
		.key = arena_printf(j->arena, "%lld|%lld", (long long)w->draft_id, (long long)w->round),
		.email = w->email,
		.phone = w->phone,
		.procedure = draft.procedure_name,
		.link = arena_printf(j->arena, "%s%s", j->config->base_url,
		    url(j->arena, "/nop-ho-so/{}/{}/cung-ky", draft.procedure_code, draft.reference)),
		.until = moment_text(j->arena, cosign_until(&draft)),
		.language = w->language,
		.not_after = cosign_until(&draft),
	};
	const struct outbox_message out = invitation_message(j->arena, j->config, &message);

	return cosigning_warned(j->db, w, &out, j->now);
}

static enum err
warn_all(struct job_ctx *j, bool *ret_more)
{
	const struct cosigning *cosignings;
	size_t count;
	enum err err = cosignings_expiring(j->db, j->now - (DRAFT_DAYS - WARNING_DAYS) * DATE_DAY, &cosignings, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++)
		err = pass_over(j, warn(j, &cosignings[i]));
	*ret_more = *ret_more || count == COSIGN_BATCH;
	return err;
}

static enum err
run(struct job_ctx *j, bool *ret_more)
{
	enum err err = cosigners_forget(j->db, j->now - FORGET_DAYS * DATE_DAY);

	if (!err)
		err = warn_all(j, ret_more);
	for (size_t i = 0; !err && i < sizeof(reminder_days) / sizeof(reminder_days[0]); i++)
		err = remind_all(j, i, ret_more);
	return err;
}

const struct job cosign_job = { "cosign", 15 * 60, 0, run };
