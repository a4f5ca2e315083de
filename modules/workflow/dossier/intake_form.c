/* The form of one decision of the counter. See intake_form.h. */
#include "dossier/intake_form.h"

#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/dossier/dossier.h"
#include "dossier/intake.h"
#include "office.h"

enum { AREAS = 2, ROWS = 4 };

/* What each decision is called, where it is sent, what it asks. */
static const struct form {
	enum dossier_event_kind kind;
	const char *part, *title, *lead, *button, *confirm;
	bool warning;
	struct textarea areas[AREAS];
} forms[] = {
	{ DOSSIER_REFUSE_INTAKE, "tu-choi", "workflow.refuse", "workflow.refuse_lead", "workflow.refuse",
	    "workflow.refuse_sure", true, { { "reason", "workflow.reason_label", "workflow.refuse_hint", false } } },
	{ DOSSIER_ASK_INTAKE_SUPPLEMENT, "yeu-cau-bo-sung", "workflow.ask_supplement", "workflow.supplement_once",
	    "workflow.ask_supplement", NULL, false,
	    { { "items", "workflow.supplement_items_label", NULL, false },
		{ "reason", "workflow.reason_label", "workflow.supplement_hint", false } } },
	{ DOSSIER_SUPPLEMENT_ANSWERED, "nhan-bo-sung", "workflow.take_supplement", "workflow.take_lead",
	    "workflow.take_supplement", NULL, false, { { "note", "workflow.note", "workflow.take_hint", true } } },
	{ DOSSIER_FORWARD_STEP, "ban-giao", "workflow.hand_over", "workflow.hand_over_lead", "workflow.hand_over", NULL,
	    false, { { "to", "workflow.hand_over_to", NULL, false }, { "note", "workflow.note", NULL, true } } },
};

static const struct form *
form_of(enum dossier_event_kind kind)
{
	for (size_t i = 0; i + 1 < sizeof(forms) / sizeof(forms[0]); i++)
		if (forms[i].kind == kind)
			return &forms[i];
	return &forms[sizeof(forms) / sizeof(forms[0]) - 1];
}

void
intake_add_textarea(struct ctx *c, struct view *into, const struct textarea *area)
{
	part_field(into, area->name, ctx_text(c, area->label), area->hint == NULL ? NULL : ctx_text(c, area->hint),
	    again_error(c, area->name), area->optional);
	view_text(into, "value", again_typed(c, area->name, ""));
	view_int(into, "rows", ROWS);
	view_text(into, "maxlength", NULL);
}

struct view *
intake_form_view(struct ctx *c, const struct dossier *dossier, enum dossier_event_kind kind, const char *queue)
{
	const struct form *form = form_of(kind);
	struct view *view = view_object(c->arena);
	struct view *areas = view_list(view, "areas");
	const char *page = url(c->arena, "/can-bo/ho-so/{}", dossier_number(dossier));

	view_text(view, "title", ctx_text(c, form->title));
	view_url(view, "back_url", office_dossier_url(c, dossier, queue));
	again_errors(c, view);
	view_text(view, "code", dossier_number(dossier));
	view_text(view, "procedure", dossier->procedure_name);
	view_text(view, "applicant", dossier->applicant_name);
	view_text(view, "lead", ctx_text(c, form->lead));
	view_url(
	    view, "action", url_query_add(c->arena, arena_printf(c->arena, "%s/%s", page, form->part), "queue", queue));
	/* What is sent again keeps the version that the officer saw when deciding. */
	view_text(
	    view, "version", again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)dossier->version)));
	view_text(view, "once", idempotency_key(c));
	for (size_t i = 0; i < AREAS && form->areas[i].name != NULL; i++)
		intake_add_textarea(c, view_item(areas), &form->areas[i]);
	view_text(view, "button", ctx_text(c, form->button));
	view_bool(view, "warning", form->warning);
	view_bool(view, "secondary", false);
	view_text(view, "confirm", form->confirm == NULL ? NULL : ctx_text(c, form->confirm));
	return view;
}

static void
sample_area(struct view *area)
{
	part_field(area, "reason", "Reason", "Hint", "Error", true);
	view_text(area, "value", "Text");
	view_int(area, "rows", ROWS);
	view_text(area, "maxlength", "2000");
}

struct view *
intake_form_sample(struct arena *arena)
{
	struct view *view = view_object(arena), *error;

	view_text(view, "title", "Refuse");
	view_url(view, "back_url", "/can-bo/ho-so");
	view_bool(view, "has_errors", true);
	error = view_item(view_list(view, "errors"));
	view_text(error, "message", "Error");
	view_url(error, "anchor", "#reason");
	view_text(view, "code", "H29.1-261121-0001");
	view_text(view, "procedure", "Procedure");
	view_text(view, "applicant", "Applicant");
	view_text(view, "lead", "Lead");
	view_url(view, "action", "/can-bo/ho-so/H29.1-261121-0001/tu-choi");
	view_text(view, "version", "1");
	view_text(view, "once", "once");
	sample_area(view_item(view_list(view, "areas")));
	view_text(view, "button", "Refuse");
	view_bool(view, "warning", true);
	view_bool(view, "secondary", true);
	view_text(view, "confirm", "Sure?");
	return view;
}
