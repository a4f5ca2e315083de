/* Papers about the work. See step_print.h. */
#include "step/step_print.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/time/local_time.h"
#include "domain/dossier/dossier_store.h"

#include "facts.h"
#include "office.h"
#include "step/step_act.h"

/* A paper: the dossier, the event that it tells of, its facts. */
struct paper {
	struct ctx *c;
	struct dossier dossier;
	struct dossier_event event;
	json_t *facts; /* NULL once erased */
	const struct dossier_party *applicant;
	struct agency solving, receiving;
	struct view *page;
};

static enum err
find_applicant(struct paper *p)
{
	static const struct dossier_party nobody = {
		.name = "", .number = "", .address = "", .phone = "", .email = ""
	};
	const struct dossier_party *parties;
	size_t count;
	enum err err = dossier_parties(p->c->db, p->dossier.id, &parties, &count);

	p->applicant = &nobody;
	for (size_t i = 0; !err && i < count; i++)
		if (strcmp(parties[i].role, "applicant") == 0)
			p->applicant = &parties[i];
	return err;
}

static const char *
fact(const struct paper *p, const char *name)
{
	const char *text = p->facts != NULL ? facts_text(p->c->arena, p->facts, name) : NULL;

	return text != NULL ? text : "";
}

/* The head of every paper, and whom and what it is about. */
static void
add_head(struct paper *p, const char *title)
{
	struct ctx *c = p->c;
	const struct dossier *d = &p->dossier;
	const struct agency *from = &p->solving;

	view_text(p->page, "title", ctx_text(c, title));
	view_url(p->page, "back_url", office_dossier_url(c, d, NULL));
	view_text(p->page, "number", NULL);
	view_text(
	    p->page, "place_date", moment_format(c->arena, ctx_text(c, "workflow_process.place_date"), p->event.at));
	view_text(p->page, "agency", from->name);
	view_text(p->page, "counter_agency", p->receiving.name);
	view_text(p->page, "code", dossier_number(d));
	view_text(p->page, "applicant", p->applicant->name);
	view_text(p->page, "address", p->applicant->address);
	view_text(p->page, "phone", p->applicant->phone);
	view_text(p->page, "procedure", d->procedure_name);
	view_text(p->page, "received", d->received_at != TIME_NONE ? moment_text(c->arena, d->received_at) : NULL);
}

static enum err
paper_of(struct ctx *c, const void *input, enum dossier_event_kind kind, const char *title, struct paper *ret_paper)
{
	const struct step_input *in = input;
	struct paper *p = ret_paper;
	enum err err;

	*p = (struct paper){ .c = c, .page = view_object(c->arena) };
	if ((err = office_dossier(c, in->number, &p->dossier)) ||
	    (err = dossier_event_last(c->db, p->dossier.id, kind, &p->event)) || (err = find_applicant(p)) ||
	    (err = agency_on(c->db, p->dossier.agency_solving_id, office_day(p->event.at), &p->solving)) ||
	    (err = agency_on(c->db, p->dossier.agency_receiving_id, office_day(p->event.at), &p->receiving)))
		return err;
	p->facts = facts_read(c->arena, p->event.facts);
	add_head(p, title);
	return OK;
}

enum err
handle_apology(struct ctx *c, const void *input)
{
	const char *pattern = ctx_text(c, "workflow_process.moment_long");
	struct paper p;
	enum err err = paper_of(c, input, DOSSIER_EXTEND, "workflow_process.apology_title", &p);

	if (err)
		return err;
	view_text(p.page, "first_due",
	    p.dossier.first_due_at != TIME_NONE ? moment_format(c->arena, pattern, p.dossier.first_due_at) : NULL);
	view_text(p.page, "new_due",
	    p.dossier.due_at != TIME_NONE ? moment_format(c->arena, pattern, p.dossier.due_at) : NULL);
	view_text(p.page, "reason", fact(&p, "reason"));
	return respond_page(c, "workflow/step_apology", p.page);
}

enum err
handle_stop_notice(struct ctx *c, const void *input)
{
	const char *by;
	struct paper p;
	enum err err = paper_of(c, input, DOSSIER_STOP, "workflow_process.stop_notice_title", &p);

	if (err)
		return err;
	by = fact(&p, "requested_by");
	view_text(p.page, "reason", fact(&p, "reason"));
	view_text(p.page, "requested_by", by[0] != '\0' ? by : NULL);
	view_text(p.page, "stopped", moment_format(c->arena, ctx_text(c, "workflow_process.moment_long"), p.event.at));
	return respond_page(c, "workflow/step_stop_notice", p.page);
}

enum err
handle_return_receipt(struct ctx *c, const void *input)
{
	struct officer_brief giver = { .name = "" };
	struct step_row row;
	struct paper p;
	enum err err = paper_of(c, input, DOSSIER_RETURN_RESULT, "workflow_process.return_receipt_title", &p);

	if (err || (err = step_row(c->db, p.dossier.id, &row)))
		return err;
	/* A citizen who fetched it online signed nowhere: then nobody gave it. */
	if (strcmp(p.event.actor_kind, "officer") == 0 && (err = officer_by_id(c->db, p.event.actor_id, &giver)))
		return err;
	view_text(p.page, "giver", giver.name);
	view_text(p.page, "to", fact(&p, "to"));
	view_text(p.page, "identity", fact(&p, "identity"));
	view_bool(p.page, "authorised", fact(&p, "authorised")[0] != '\0');
	view_bool(p.page, "originals", fact(&p, "originals")[0] != '\0');
	view_bool(p.page, "without_receipt", strcmp(fact(&p, "shown"), "identity") == 0);
	view_text(p.page, "result", row.title != NULL ? row.title : p.dossier.procedure_name);
	view_text(p.page, "result_number",
	    row.number != NULL ? arena_printf(c->arena, "%s, %s", row.number, date_text(c->arena, row.issued_on))
			       : NULL);
	view_text(p.page, "returned", moment_format(c->arena, ctx_text(c, "workflow_process.moment_long"), p.event.at));
	return respond_page(c, "workflow/return_receipt", p.page);
}
