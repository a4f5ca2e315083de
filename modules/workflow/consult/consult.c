/* Asking and answering. See consult.h; the question's form is step_form.c's. */
#include "consult/consult.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/time/local_time.h"

#include "consult/consult_store.h"
#include "office.h"
#include "step/step_act.h"
#include "step/step_field.h"
#include "step/step_journal.h"

/* Until when an answer counts on the day of its deadline: the close of the office. */
enum { CLOSING_MINUTE = 17 * 60 };

static const char *const opinions[] = { "agree", "disagree", "other", NULL };

struct consult_input {
	const char *number;
	int64_t seq;
	const char *opinion, *answer;
};
static const struct field page_fields[] = {
	FIELD(consult_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(consult_input, seq, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = 1000),
};
static const struct field answer_fields[] = {
	FIELD(consult_input, number, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(consult_input, seq, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = 1000),
	FIELD(consult_input, opinion, FIELD_CHOICE, FROM_FORM, .required = true, .choices = opinions,
	    .label = "workflow_process.opinion"),
	FIELD(consult_input, answer, FIELD_LINES, FROM_FORM, .required = true, .max = 4000,
	    .label = "workflow_process.answer"),
};
const struct input consult_page_input = INPUT(consult_input, page_fields);
const struct input consult_answer_input = INPUT(consult_input, answer_fields);

/* --- asking (declared in step_act.h) ----------------------------------------------------------------------------------- */

enum err
act_consult(struct step_pass *p)
{
	struct consultation consultation = { .step_id = "",
		.question = p->in->question,
		.deadline_at = utc_from_local(p->in->deadline, CLOSING_MINUTE),
		.asked_at = p->env->now,
		.asked_by = p->who.id };
	struct agency agency;
	enum err err = agency_by_code(p->env->db, p->in->agency, &agency);

	if (err == ERR_NOT_FOUND || (!err && (agency.id == p->d.agency_solving_id || agency.current_id != agency.id)))
		return refuse(p->c, ERR_INVALID, "workflow_process.agency_wrong", "agency");
	if (err)
		return err;
	if (consultation.deadline_at <= p->env->now)
		return refuse(p->c, ERR_INVALID, "workflow_process.deadline_past", "deadline");
	consultation.agency_id = agency.id;
	if ((err = pass_start(p)) ||
	    (err = pass_apply(p, DOSSIER_CONSULT,
		 journal_facts(p->env->arena, "agency", agency.code, "question", p->in->question, "deadline",
		     moment_iso(p->env->arena, consultation.deadline_at)))))
		return err;
	return consultation_add(p->env->db, p->d.id, &consultation);
}

/* --- the agency that was asked ------------------------------------------------------------------------------------------ */

/* Those who work on dossiers there. */
static bool
may_answer(const struct officer *officer, int64_t agency_id)
{
	static const enum role roles[] = { ROLE_PROCESSING, ROLE_SECTION_HEAD, ROLE_LEADER };

	for (size_t r = 0; r < sizeof(roles) / sizeof(roles[0]); r++)
		for (size_t i = 0; i < officer->scope_count; i++)
			if (officer->scopes[i].role == roles[r] && officer->scopes[i].agency_id == agency_id)
				return true;
	return false;
}

static enum err
find(struct ctx *c, const struct consult_input *in, struct dossier *ret_dossier, struct consultation *ret_row)
{
	const struct consultation *rows;
	size_t count;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = dossier_by_number(c->db, in->number, ret_dossier)) ||
	    (err = consultations_of(c->db, ret_dossier->id, &rows, &count)))
		return err;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].seq != in->seq || !may_answer(ctx_officer(c), rows[i].agency_id))
			continue;
		*ret_row = rows[i];
		return OK;
	}
	return ERR_NOT_FOUND;
}

struct answer {
	struct ctx *c;
	const struct consult_input *in;
	const struct dossier *dossier;
	const struct consultation *row;
	struct step_env env;
};

/* A step of the process is done with its answer; a refusal of what was prepared sends the work back to the desk. */
static enum err
end_step(const struct answer *a, struct dossier *d, const struct dossier_who *who)
{
	const struct step_done done = { .step_id = a->row->step_id,
		.action = "answer",
		.note = a->in->answer,
		.outcome = "",
		.opinion = a->in->opinion,
		.officer_id = who->id };
	struct step_moved moved;
	struct flow flow;
	bool open;
	enum err err;

	if (a->row->step_id[0] == '\0')
		return OK;
	if ((err = step_is_open(&a->env, d, a->row->step_id, &open)) || !open ||
	    (err = step_flow_of(&a->env, d, &flow)))
		return err; /* too late: the process went on without it, what was said is kept */
	if (strcmp(a->in->opinion, "disagree") == 0)
		return step_begin_again(&a->env, d, &flow);
	if ((err = step_advance(&a->env, d, &flow, &done, &moved)) || (err = step_decide(&a->env, d, &flow, who)))
		return err;
	return step_publish_settled(&a->env, d, &flow);
}

static enum err
answer_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct answer *a = arg;
	struct dossier d = *a->dossier;
	struct consultation row = *a->row;
	const struct dossier_act act = {
		.kind = DOSSIER_CONSULT_ANSWER,
		.who = office_who(a->c, ACTOR_PROCESSING),
		.at = a->env.now,
		.facts = journal_facts(a->env.arena, "opinion", a->in->opinion, "answer", a->in->answer),
	};
	enum err err;

	row.opinion = a->in->opinion;
	row.answer = a->in->answer;
	row.answered_at = a->env.now;
	row.answered_by = act.who.id;
	if ((err = dossier_apply(db, a->env.arena, &d, DOSSIER_ANY_VERSION, &act)) ||
	    (err = consultation_answer(db, &row)) || (err = end_step(a, &d, &act.who)))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/can-bo/y-kien");
	return OK;
}

enum err
handle_consult_answer(struct ctx *c, const void *input)
{
	struct dossier dossier;
	struct consultation row;
	struct answer answer = { .c = c, .in = input, .dossier = &dossier, .row = &row };
	enum err err;

	if ((err = find(c, input, &dossier, &row)) || (err = step_env_of(c, &answer.env)))
		return err;
	return idempotency_run(c, "workflow.consult_answer", answer_once, &answer);
}

/* --- pages ---------------------------------------------------------------------------------------------------------------- */

/* What the agency needs to answer: the question and what the dossier is about. */
static void
add_question(struct ctx *c, struct view *page, const struct consultation *row)
{
	struct view *rows = view_list(page, "rows");

	part_row(rows, ctx_text(c, "workflow.code"), row->number, NULL);
	part_row(rows, ctx_text(c, "workflow.procedure"), row->procedure_name, NULL);
	part_row(rows, ctx_text(c, "workflow_process.question"), row->question, NULL);
	part_row(rows, ctx_text(c, "workflow_process.deadline"), moment_text(c->arena, row->deadline_at), NULL);
	if (row->answered_at == TIME_NONE)
		return;
	part_row(rows, ctx_text(c, "workflow_process.opinion"),
	    ctx_text(c, arena_printf(c->arena, "workflow_process.opinion_%s", row->opinion)), NULL);
	part_row(rows, ctx_text(c, "workflow_process.answer"), row->answer, NULL);
}

enum err
handle_consult_page(struct ctx *c, const void *input)
{
	const struct consult_input *in = input;
	struct view *page = view_object(c->arena), *fields;
	struct dossier dossier;
	struct consultation row;
	enum err err = find(c, in, &dossier, &row);

	if (err)
		return err;
	view_text(page, "title", ctx_text(c, "workflow_process.consult_answer_title"));
	view_url(page, "back_url", "/can-bo/y-kien");
	again_errors(c, page);
	add_question(c, page, &row);
	view_bool(page, "open", row.answered_at == TIME_NONE);
	view_url(page, "action", c->request->path);
	view_text(page, "once", idempotency_key(c));
	fields = view_list(page, "fields");
	step_field_radios(
	    c, fields, "opinion", "workflow_process.opinion", opinions, "workflow_process.opinion_", NULL);
	step_field_lines(c, fields, "answer", "workflow_process.answer", NULL, 4000, "");
	return respond_page(c, "workflow/consult_answer", page);
}

enum err
handle_consult_list(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena), *list;
	const struct consultation *rows;
	size_t count;
	int64_t now;
	enum err err;

	(void)input;
	if ((err = ctx_now(c, &now)) ||
	    (err = consultations_at(c->db, officer_agencies(c->arena, ctx_officer(c), ROLE__MAX), &rows, &count)))
		return err;
	view_text(page, "title", ctx_text(c, "workflow_process.consult_list_title"));
	list = view_list(page, "consultations");
	for (size_t i = 0; i < count; i++) {
		struct view *item;

		if (!may_answer(ctx_officer(c), rows[i].agency_id))
			continue;
		item = view_item(list);
		view_text(item, "number", rows[i].number);
		view_url(item, "url",
		    url(c->arena, "/can-bo/y-kien/{}/{}", rows[i].number,
			arena_printf(c->arena, "%lld", (long long)rows[i].seq)));
		view_text(item, "procedure", rows[i].procedure_name);
		view_text(item, "question", rows[i].question);
		view_text(item, "deadline", moment_text(c->arena, rows[i].deadline_at));
		view_bool(item, "overdue", rows[i].deadline_at < now);
	}
	view_bool(page, "any", view_count(list) > 0);
	return respond_page(c, "workflow/consult_list", page);
}
