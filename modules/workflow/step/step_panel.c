/* The process on the dossier's page. See step.h. */
#include "step/step.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/process/process_view.h"

#include "consult/consult_store.h"
#include "step/step_target.h"

static void
add_actions(struct ctx *c, const struct step_target *t, struct view *panel)
{
	enum step_action allowed[STEP_ACTION__MAX];
	const size_t count = step_allowed(&t->facts, allowed);
	const char *base = url(c->arena, "/can-bo/ho-so/{}", dossier_number(&t->dossier));
	struct view *list = view_list(panel, "actions");

	for (size_t i = 0; i < count; i++) {
		struct view *item = view_item(list);

		view_text(item, "label",
		    ctx_text(c, arena_printf(c->arena, "workflow_process.%s_title", step_name(allowed[i]))));
		view_url(item, "url", arena_printf(c->arena, "%s/%s", base, step_path(allowed[i])));
		view_bool(item, "secondary", i > 0);
		view_bool(item, "warning", allowed[i] == STEP_REFUSE || allowed[i] == STEP_STOP);
	}
	view_bool(panel, "has_actions", count > 0);
}

/* Open, or done and not open again. */
static void
step_standing(const struct step_target *t, const char *step_id, bool *ret_done, bool *ret_open)
{
	*ret_done = *ret_open = false;
	for (size_t i = 0; i < t->task_count; i++) {
		if (strcmp(t->tasks[i].step_id, step_id) != 0)
			continue;
		*ret_open = t->tasks[i].closed_at == TIME_NONE;
		*ret_done = !*ret_open;
	}
}

/* The name of a step, and until when, if it is open and has a term. */
static const char *
step_label(struct ctx *c, const struct step_target *t, const struct process_step *step, bool open)
{
	const char *name = flow_is_plain(&t->flow) ? ctx_text(c, step->name) : step->name;

	for (size_t i = 0; open && i < t->task_count; i++)
		if (t->tasks[i].closed_at == TIME_NONE && t->tasks[i].due_at != TIME_NONE &&
		    strcmp(t->tasks[i].step_id, step->id) == 0)
			return message_format(c->arena, c->messages, c->language, "workflow_process.step_due",
			    MESSAGE_ARGUMENTS({ "step", name }, { "due", moment_text(c->arena, t->tasks[i].due_at) }));
	return name;
}

/* Intake was done with the acceptance; what was given back is to be done again. */
static void
add_steps(struct ctx *c, const struct step_target *t, struct view *panel)
{
	struct view *list = view_list(panel, "steps");
	bool behind = t->dossier.code != NULL;
	bool done, open;

	for (size_t i = 0; i < t->flow.count; i++) {
		const struct process_step *step = t->flow.steps[i];
		const bool intake = strcmp(step->role, role_name(ROLE_INTAKE)) == 0;
		struct view *item = view_item(list);

		step_standing(t, step->id, &done, &open);
		if (open)
			behind = false;
		view_text(item, "label", step_label(c, t, step, open));
		view_bool(item, "done", intake ? t->dossier.code != NULL : done && behind);
		view_bool(item, "current", open);
	}
	view_bool(panel, "has_steps", t->flow.count > 0);
}

/* The same as it is drawn. The plain process is too short for a drawing. */
static void
add_diagram(struct ctx *c, const struct step_target *t, struct view *page)
{
	struct process_mark *marks = arena_array(c->arena, t->flow.count, sizeof(*marks));
	size_t count = 0;
	bool done, open;

	if (flow_is_plain(&t->flow)) {
		view_text(page, "diagram", NULL);
		return;
	}
	for (size_t i = 0; i < t->flow.count; i++) {
		const struct process_step *step = t->flow.steps[i];

		step_standing(t, step->id, &done, &open);
		if (open)
			marks[count++] = (struct process_mark){ step->id, PROCESS_MARK_CURRENT };
		else if (done || (strcmp(step->role, role_name(ROLE_INTAKE)) == 0 && t->dossier.code != NULL))
			marks[count++] = (struct process_mark){ step->id, PROCESS_MARK_DONE };
	}
	process_view(c->arena, t->flow.model, marks, count, view_child(page, "diagram"));
}

static void
add_result(struct ctx *c, const struct step_target *t, struct view *panel)
{
	const struct step_row *row = &t->row;
	struct view *result;

	if (t->facts.result == RESULT_NONE) {
		view_text(panel, "result", NULL);
		return;
	}
	result = view_child(panel, "result");
	view_text(result, "title", row->title);
	view_text(result, "outcome", ctx_text(c, arena_printf(c->arena, "workflow_process.outcome_%s", row->outcome)));
	view_text(
	    result, "state", ctx_text(c, arena_printf(c->arena, "workflow_process.result_%s", row->result_state)));
	view_text(result, "number",
	    row->number != NULL ? arena_printf(c->arena, "%s, %s", row->number, date_text(c->arena, row->issued_on))
				: NULL);
	view_text(result, "file_name", row->file_name);
	view_url(result, "file_url",
	    row->file_reference != NULL ? url(c->arena, "/can-bo/ho-so/{}/ket-qua", dossier_number(&t->dossier))
					: NULL);
}

/* What other agencies were asked and said: one statement more, where anybody was asked. */
static enum err
add_consultations(struct ctx *c, const struct step_target *t, struct view *panel)
{
	struct view *list = view_list(panel, "consultations");
	const struct consultation *rows;
	size_t count = 0;
	enum err err = t->row.consultations > 0 ? consultations_of(c->db, t->dossier.id, &rows, &count) : OK;

	for (size_t i = 0; !err && i < count; i++) {
		struct view *item = view_item(list);
		const bool answered = rows[i].answered_at != TIME_NONE;

		view_text(item, "agency", rows[i].agency_name);
		view_text(item, "question", rows[i].question);
		view_text(item, "deadline", moment_text(c->arena, rows[i].deadline_at));
		view_bool(item, "late", !answered && rows[i].deadline_at < t->env.now);
		view_text(item, "opinion",
		    answered ? ctx_text(c, arena_printf(c->arena, "workflow_process.opinion_%s", rows[i].opinion))
			     : NULL);
		view_text(item, "answer", rows[i].answer);
	}
	view_bool(panel, "has_consultations", count > 0);
	return err;
}

/* What may be printed about the work: papers of events that have happened. */
static void
add_prints(struct ctx *c, const struct step_target *t, struct view *panel)
{
	const struct {
		bool there;
		const char *path, *label;
	} prints[] = {
		{ t->dossier.extended, "phieu-xin-loi", "workflow_process.apology_name" },
		{ t->dossier.state == DOSSIER_STOPPED, "thong-bao-dung", "workflow_process.stop_notice_name" },
		{ t->dossier.state == DOSSIER_RETURNED, "bien-nhan", "workflow_process.return_receipt_name" },
	};
	const char *base = url(c->arena, "/can-bo/ho-so/{}", dossier_number(&t->dossier));
	struct view *list = view_list(panel, "prints");

	for (size_t i = 0; i < sizeof(prints) / sizeof(prints[0]); i++) {
		struct view *item;

		if (!prints[i].there)
			continue;
		item = view_item(list);
		view_text(item, "label", ctx_text(c, prints[i].label));
		view_url(item, "url", arena_printf(c->arena, "%s/%s", base, prints[i].path));
	}
	view_bool(panel, "has_prints", view_count(list) > 0);
}

enum err
step_panel(struct ctx *c, const struct dossier *dossier, struct view *page)
{
	struct step_target *target = ARENA_NEW(c->arena, struct step_target);
	struct view *panel;
	enum err err = step_target_load(c, dossier, target);

	/* A process that stands still must not hide the dossier: its page opens, the operator hears of it. */
	if (err == ERR_CONFLICT) {
		log_event(
		    LOG_ERROR, "process_not_started", LOG_INT("dossier", dossier->id), LOG_TEXT("why", c->failure.log));
		failure_clear(&c->failure);
		view_text(page, "step_panel", NULL);
		view_text(page, "diagram", NULL);
		return OK;
	}
	if (err)
		return err;
	panel = view_child(page, "step_panel");
	add_actions(c, target, panel);
	add_steps(c, target, panel);
	add_diagram(c, target, page);
	add_result(c, target, panel);
	add_prints(c, target, panel);
	return add_consultations(c, target, panel);
}
