/* Forms of the acts. See step_form.h. */
#include "step/step_form.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/route.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"

#include "step/step_act.h"
#include "step/step_field.h"

#define DOSSIER_PATH "/can-bo/ho-so/{number}/"

struct form {
	struct ctx *c;
	const struct step_target *target;
	enum step_action action;
	struct view *page, *fields;
};

/* "workflow_process.<name>_<part>" */
static const char *
text_of(const struct form *f, const char *part)
{
	return ctx_text(f->c, arena_printf(f->c->arena, "workflow_process.%s_%s", step_name(f->action), part));
}

/* What the act is about: the dossier, and the result for those who act on it. */
static void
add_subject(const struct form *f)
{
	const struct dossier *d = &f->target->dossier;
	const struct step_row *row = &f->target->row;
	struct ctx *c = f->c;
	struct view *rows = view_list(f->page, "rows");

	part_row(rows, ctx_text(c, "workflow.code"), dossier_number(d), NULL);
	part_row(rows, ctx_text(c, "workflow.applicant"), d->applicant_name, NULL);
	part_row(rows, ctx_text(c, "workflow.procedure"), d->procedure_name, NULL);
	if (d->due_at != TIME_NONE)
		part_row(rows, ctx_text(c, "workflow.due"), moment_text(c->arena, d->due_at), NULL);
	if (f->target->facts.result == RESULT_NONE)
		return;
	part_row(rows, ctx_text(c, "workflow_process.result_title"), row->title, NULL);
	part_row(rows, ctx_text(c, "workflow_process.outcome"),
	    ctx_text(c, arena_printf(c->arena, "workflow_process.outcome_%s", row->outcome)), NULL);
	if (row->reason[0] != '\0')
		part_row(rows, ctx_text(c, "workflow_process.reason"), row->reason, NULL);
	if (row->number != NULL)
		part_row(rows, ctx_text(c, "workflow_process.number"),
		    arena_printf(c->arena, "%s, %s", row->number, date_text(c->arena, row->issued_on)), NULL);
}

/* The result's file, to be read before it is approved or sent out. */
static void
add_file(const struct form *f)
{
	const struct step_row *row = &f->target->row;
	struct view *file;

	if (row->file_reference == NULL) {
		view_text(f->page, "result_file", NULL);
		return;
	}
	file = view_child(f->page, "result_file");
	view_text(file, "name", row->file_name);
	view_url(file, "url", url(f->c->arena, "/can-bo/ho-so/{}/ket-qua", dossier_number(&f->target->dossier)));
	view_text(file, "sha256", hex_encode(f->c->arena, row->sha256.data, row->sha256.size));
}

/* --- fields, act by act ------------------------------------------------------------------------------------------------ */

static void
add_note(const struct form *f)
{
	step_field_lines(f->c, f->fields, "note", "workflow_process.note_optional", NULL, 2000, "");
}

static void
add_reason(const struct form *f)
{
	step_field_lines(f->c, f->fields, "reason", "workflow_process.reason", NULL, 2000,
	    f->action == STEP_REFUSE && f->target->row.reason != NULL ? f->target->row.reason : "");
}

static enum err
add_agencies(const struct form *f)
{
	const struct agency *agencies;
	size_t count;
	struct view *options = step_field_select(f->c, f->fields, "agency", "workflow_process.agency", NULL);
	const char *typed = again_typed(f->c, "agency", "");
	enum err err = agency_all(f->c->db, &agencies, &count);

	for (size_t i = 0; !err && i < count; i++) {
		struct view *option;

		if (agencies[i].current_id != agencies[i].id || agencies[i].valid_to != DATE_NONE ||
		    agencies[i].id == f->target->dossier.agency_solving_id)
			continue;
		option = view_item(options);
		view_text(option, "value", agencies[i].code);
		view_text(option, "label", agencies[i].name);
		view_bool(option, "selected", strcmp(typed, agencies[i].code) == 0);
	}
	return err;
}

static enum err
consult_form(const struct form *f)
{
	enum err err = add_agencies(f);

	step_field_lines(f->c, f->fields, "question", "workflow_process.question", NULL, 4000, "");
	step_field_date(f->c, f->fields, "deadline", "workflow_process.deadline", NULL, DATE_NONE);
	return err;
}

/* The result is called what the procedure calls it, until somebody says otherwise. */
static enum err
draft_form(const struct form *f)
{
	const bool refusing = f->action == STEP_REFUSE;
	const char *title = f->target->row.title;
	struct procedure procedure;
	enum err err;

	if (title == NULL && refusing)
		title = ctx_text(f->c, "workflow_process.refusal_title");
	if (title == NULL) {
		if ((err = procedure_by_id(f->c->db, f->target->dossier.procedure_version_id, &procedure)))
			return err;
		title = procedure.result_name;
	}
	step_field_line(f->c, f->fields, "title", "workflow_process.result_title", NULL, title, NULL, false);
	if (refusing)
		add_reason(f);
	step_field_file(f->c, f->fields, "file", "workflow_process.file", "workflow_process.file_hint", ".pdf", false,
	    refusing || f->target->row.file_reference != NULL);
	return OK;
}

static enum err
number_form(const struct form *f)
{
	step_field_line(
	    f->c, f->fields, "symbol", "workflow_process.symbol", "workflow_process.symbol_hint", "", "20", true);
	step_field_date(
	    f->c, f->fields, "issued_on", "workflow_process.issued_on", NULL, office_day(f->target->env.now));
	return OK;
}

/* The applicant is whom the result is for, unless another person comes. */
static enum err
return_result_form(const struct form *f)
{
	const struct dossier_party *parties;
	const char *identity = "";
	size_t count;
	enum err err = dossier_parties(f->c->db, f->target->dossier.id, &parties, &count);

	if (err)
		return err;
	for (size_t i = 0; i < count; i++)
		if (strcmp(parties[i].role, "applicant") == 0)
			identity = parties[i].number;
	step_field_line(
	    f->c, f->fields, "to", "workflow_process.to", NULL, f->target->dossier.applicant_name, NULL, false);
	step_field_line(f->c, f->fields, "identity", "workflow_process.identity", "workflow_process.identity_hint",
	    identity, "20", false);
	step_field_check(f->c, f->fields, "authorised", "workflow_process.authorised");
	step_field_check(f->c, f->fields, "without_receipt", "workflow_process.without_receipt");
	step_field_check(f->c, f->fields, "originals", "workflow_process.originals");
	step_field_check(f->c, f->fields, "sign", "workflow_process.sign");
	add_note(f);
	return OK;
}

static enum err
supplement_brought_form(const struct form *f)
{
	step_field_lines(
	    f->c, f->fields, "papers", "workflow_process.papers", "workflow_process.papers_hint", 4000, "");
	step_field_file(f->c, f->fields, "scans", "workflow_process.scans", "workflow_process.scans_hint",
	    ".pdf,.jpg,.jpeg,.png", true, true);
	add_note(f);
	return OK;
}

static enum err
ask_supplement_form(const struct form *f)
{
	const struct officer *officer = ctx_officer(f->c);

	step_field_lines(f->c, f->fields, "items", "workflow_process.items", "workflow_process.items_hint", 4000, "");
	add_reason(f);
	step_field_line(f->c, f->fields, "contact", "workflow_process.contact", "workflow_process.contact_hint",
	    officer->name, NULL, false);
	return OK;
}

static enum err
extend_form(const struct form *f)
{
	add_reason(f);
	step_field_line(f->c, f->fields, "days", "workflow_process.days", "workflow_process.days_hint", "", "3", false);
	return OK;
}

static enum err
stop_form(const struct form *f)
{
	add_reason(f);
	step_field_line(f->c, f->fields, "requested_by", "workflow_process.requested_by", NULL, "", NULL, true);
	return OK;
}

static enum err
note_form(const struct form *f)
{
	add_note(f);
	return OK;
}

/* The section head may say who works on it, where the desk's step comes next or later. */
static enum err
forward_form(const struct form *f)
{
	const struct officer_brief *officers;
	struct view *options;
	size_t count;
	enum err err;

	add_note(f);
	if (step_role(STEP_FORWARD, &f->target->facts) != ROLE_SECTION_HEAD || f->target->facts.result != RESULT_NONE ||
	    flow_step_of(&f->target->flow, ROLE_PROCESSING) == NULL)
		return OK;
	err = officers_of_role(f->c->db, f->target->dossier.agency_solving_id, role_name(ROLE_PROCESSING),
	    office_day(f->target->env.now), &officers, &count);
	options = step_field_select(f->c, f->fields, "assignee", "workflow_process.assignee", NULL);
	for (size_t i = 0; !err && i < count; i++) {
		struct view *option = view_item(options);

		view_text(option, "value", officers[i].code);
		view_text(option, "label", arena_printf(f->c->arena, "%s, %s", officers[i].name, officers[i].position));
		view_bool(option, "selected", strcmp(again_typed(f->c, "assignee", ""), officers[i].code) == 0);
	}
	return err;
}

static enum err
reason_form(const struct form *f)
{
	add_reason(f);
	return OK;
}

static enum err
plain_form(const struct form *f)
{
	(void)f;
	return OK;
}

static enum err (*const forms[STEP_ACTION__MAX])(const struct form *f) = {
	[STEP_CLAIM] = plain_form,
	[STEP_APPROVE] = note_form,
	[STEP_NUMBER] = number_form,
	[STEP_PUBLISH] = plain_form,
	[STEP_RETURN_RESULT] = return_result_form,
	[STEP_SUPPLEMENT_BROUGHT] = supplement_brought_form,
	[STEP_RESUME] = reason_form,
	[STEP_FORWARD] = forward_form,
	[STEP_DRAFT] = draft_form,
	[STEP_RETURN_BACK] = reason_form,
	[STEP_ASK_SUPPLEMENT] = ask_supplement_form,
	[STEP_CONSULT] = consult_form,
	[STEP_REFUSE] = draft_form,
	[STEP_EXTEND] = extend_form,
	[STEP_STOP] = stop_form,
};

/* --- the page ------------------------------------------------------------------------------------------------------------ */

static void
add_form(const struct form *f)
{
	const struct step_row *row = &f->target->row;
	struct ctx *c = f->c;
	const char *typed = again_typed(c, "version", NULL);

	view_url(f->page, "action", c->request->path);
	/* What was typed belongs to the dossier as it was then: a change in between must not be passed over. */
	view_text(f->page, "version",
	    typed != NULL ? typed : arena_printf(c->arena, "%lld", (long long)f->target->dossier.version));
	view_text(f->page, "once", idempotency_key(c));
	view_text(f->page, "seen",
	    f->action != STEP_APPROVE ? NULL
	    : row->sha256.size > 0    ? hex_encode(c->arena, row->sha256.data, row->sha256.size)
				      : "none");
	view_bool(f->page, "with_files",
	    f->action == STEP_DRAFT || f->action == STEP_REFUSE || f->action == STEP_SUPPLEMENT_BROUGHT);
	view_text(f->page, "button", text_of(f, "button"));
	view_bool(f->page, "secondary", false);
	view_bool(f->page, "warning", f->action == STEP_REFUSE || f->action == STEP_STOP);
}

enum err
handle_step_form(struct ctx *c, const void *input)
{
	const struct step_input *in = input;
	struct step_target *target = ARENA_NEW(c->arena, struct step_target);
	struct form f = { .c = c, .target = target, .page = view_object(c->arena) };
	enum err err;

	if (!step_by_path(c->route->path + sizeof(DOSSIER_PATH) - 1, &f.action))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "no act at %s", c->route->path);
	if ((err = step_target_for(c, in->number, f.action, target)))
		return err;
	view_text(f.page, "title", text_of(&f, "title"));
	view_text(f.page, "lead", text_of(&f, "lead"));
	view_url(f.page, "back_url", url(c->arena, "/can-bo/ho-so/{}", dossier_number(&target->dossier)));
	again_errors(c, f.page);
	add_subject(&f);
	add_file(&f);
	add_form(&f);
	f.fields = view_list(f.page, "fields");
	if ((err = forms[f.action](&f)))
		return err;
	return respond_page(c, "workflow/step_action", f.page);
}
