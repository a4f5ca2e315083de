/*
 * The result on its way: drafted at the desk, approved by the leader as exactly this file, numbered and dated by the
 * clerk, published, returned at the counter. Declared in step_act.h.
 */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/ctx.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/number_store.h"
#include "domain/time/local_time.h"

#include "result/result_store.h"
#include "step/step_act.h"
#include "step/step_journal.h"

/* A new file takes the place of the earlier draft's; without one the earlier stays. */
static enum err
put_draft(struct step_pass *p, const char *outcome, const char *reason)
{
	const struct step_row *row = &p->target->row;
	struct result_draft draft = {
		.dossier_id = p->d.id,
		.title = p->in->title,
		.outcome = outcome,
		.reason = reason != NULL ? reason : "",
		.file_id = row->file_id,
		.sha256 = row->sha256,
		.drafted_by = p->who.id,
		.agency_id = p->d.agency_solving_id,
	};
	enum err err = pass_start(p);

	if (p->in->file != NULL) {
		draft.file_id = p->file_ids[0];
		draft.sha256 = (struct bytes){ p->in->file->sha256, SHA256_SIZE };
	}
	if (err || (err = task_take(p->env->db, p->d.id, p->task->step_id, p->who.id)))
		return err;
	return result_put(p->env->db, &draft, p->env->now);
}

enum err
act_draft(struct step_pass *p)
{
	if (p->in->file == NULL && p->target->row.file_id == DB_NULL_INT)
		return refuse(p->c, ERR_INVALID, "workflow_process.needs_file", "file");
	return put_draft(p, "granted", p->in->reason);
}

/* NĐ 61/2018/NĐ-CP, Đ19(8): a refusal after examination has its reason in writing and is a result, within the term. */
enum err
act_refuse(struct step_pass *p)
{
	return put_draft(p, "refused", p->in->reason);
}

static const char *
file_seen(struct arena *arena, const struct step_row *row)
{
	return row->sha256.size > 0 ? hex_encode(arena, row->sha256.data, row->sha256.size) : "none";
}

/* The leader approves the file that was shown, and no other: its hash goes into the journal. */
enum err
act_approve(struct step_pass *p)
{
	const struct dossier_who leader = p->who;
	struct step_moved moved;
	struct step_row row;
	const char *seen;
	enum err err = step_row(p->env->db, p->d.id, &row);

	if (err)
		return err;
	seen = file_seen(p->env->arena, &row);
	if (strcmp(seen, p->in->seen) != 0)
		return refuse(p->c, ERR_CONFLICT, "workflow_process.file_changed", NULL);
	if ((err = pass_apply(p, DOSSIER_APPROVE,
		 journal_facts(p->env->arena, "title", row.title, "outcome", row.outcome, "file", row.file_reference,
		     "sha256", row.sha256.size > 0 ? seen : NULL, "note", p->in->note))) ||
	    (err = result_approve(p->env->db, p->d.id, leader.id, p->env->now)) ||
	    (err = pass_advance(p, "approve", p->in->note, &moved)) ||
	    (err = step_decide(p->env, &p->d, &p->target->flow, &leader)))
		return err;
	return step_publish_settled(p->env, &p->d, &p->target->flow);
}

/* One register per agency and year, numbered from 1 without a gap (TT 01/2018/TT-VPCP, Đ10(2)). */
static enum err
next_number(struct step_pass *p, const char **ret_number)
{
	const int year = civil_from_days(p->in->issued_on).year;
	struct agency agency;
	int64_t value = 0;
	enum err err = agency_by_id(p->env->db, p->d.agency_solving_id, &agency);

	if (err ||
	    (err = counter_next(p->env->db, arena_printf(p->env->arena, "result/%s/%d", agency.code, year), &value)))
		return err;
	*ret_number = p->in->symbol != NULL ? arena_printf(p->env->arena, "%lld/%s", (long long)value, p->in->symbol)
					    : arena_printf(p->env->arena, "%lld/%d", (long long)value, year);
	return OK;
}

enum err
act_number(struct step_pass *p)
{
	const struct step_row *row = &p->target->row;
	const struct dossier_who clerk = p->who;
	struct step_moved moved;
	const char *number = NULL;
	enum err err;

	if (p->in->issued_on > office_day(p->env->now))
		return refuse(p->c, ERR_INVALID, "workflow_process.date_ahead", "issued_on");
	if (p->in->issued_on < office_day(row->approved_at))
		return refuse(p->c, ERR_INVALID, "workflow_process.date_before_approval", "issued_on");
	if ((err = next_number(p, &number)) ||
	    (err = pass_apply(p, DOSSIER_NUMBER_RESULT,
		 journal_facts(
		     p->env->arena, "number", number, "issued_on", date_iso(p->env->arena, p->in->issued_on)))) ||
	    (err = result_number(p->env->db, p->d.id, number, p->in->issued_on)))
		return err;
	/* The clerk's step ends with the publication, unless another agency is still to be asked. */
	if (p->d.state != DOSSIER_IN_PROGRESS)
		return OK;
	if ((err = pass_advance(p, "number", NULL, &moved)) ||
	    (err = step_decide(p->env, &p->d, &p->target->flow, &clerk)))
		return err;
	return step_publish_settled(p->env, &p->d, &p->target->flow);
}

enum err
act_publish(struct step_pass *p)
{
	const struct step_row *row = &p->target->row;
	struct step_moved moved;
	enum err err = pass_apply(p, DOSSIER_PUBLISH_RESULT,
	    journal_facts(p->env->arena, "number", row->number, "issued_on", date_iso(p->env->arena, row->issued_on)));

	if (err || (err = result_publish(p->env->db, p->d.id, "numbered", p->env->now)))
		return err;
	return pass_advance(p, "publish", NULL, &moved);
}

/*
 * To the applicant or to whom the applicant authorised (NĐ 61/2018/NĐ-CP, Đ6), against signature; a lost receipt is
 * replaced by an identity paper shown (NĐ 118/2025/NĐ-CP, Đ6); originals go back with the result (NĐ 61/2018, Đ20).
 */
enum err
act_return_result(struct step_pass *p)
{
	struct step_moved moved;
	enum err err;

	if (!p->in->sign)
		return refuse(p->c, ERR_INVALID, "workflow_process.needs_signature", "sign");
	if ((err = pass_apply(p, DOSSIER_RETURN_RESULT,
		 journal_facts(p->env->arena, "to", p->in->to, "identity", p->in->identity, "signed", "true",
		     "authorised", p->in->authorised ? "true" : NULL, "originals", p->in->originals ? "true" : NULL,
		     "shown", p->in->without_receipt ? "identity" : "receipt", "note", p->in->note))))
		return err;
	return pass_advance(p, "return_result", p->in->note, &moved);
}
