/* Printed forms of a sample dossier. See paper_page.h. */
#include "simulate/paper_page.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/qr.h"
#include "core/view/view.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/site.h"
#include "domain/time/local_time.h"
#include "simulate/simulation.h"

enum paper { PAPER_RECEIPT, PAPER_SUPPLEMENT, PAPER_REFUSAL, PAPER_CONTROL };

const char *const simulate_papers[] = { "giay-tiep-nhan", "phieu-bo-sung", "phieu-tu-choi", "phieu-kiem-soat", NULL };
const size_t simulate_paper_count = sizeof(simulate_papers) / sizeof(simulate_papers[0]) - 1;

static const struct {
	const char *template, *form; /* its name in the messages of the printed forms */
} papers[] = { [PAPER_RECEIPT] = { "catalogue/simulate_receipt", "receipt" },
	[PAPER_SUPPLEMENT] = { "catalogue/simulate_supplement", "supplement" },
	[PAPER_REFUSAL] = { "catalogue/simulate_refusal", "refusal" },
	[PAPER_CONTROL] = { "catalogue/simulate_control", "control" } };

/* TT 03/2025/TT-VPCP, Điều 6: its forms are printed from that day on, those of TT 01/2018/TT-VPCP before. */
static const struct civil forms_of_2025 = { 2025, 9, 15 };

struct paper_input {
	const char *walk, *paper;
};
static const struct field paper_fields[] = {
	FIELD(paper_input, walk, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(paper_input, paper, FIELD_CHOICE, FROM_PATH, .required = true, .choices = simulate_papers),
};
const struct input simulate_paper_input = INPUT(paper_input, paper_fields);

static const struct walk_note *
note_of(const struct simulation *s, const char *action)
{
	for (size_t i = s->trace.note_count; i > 0; i--)
		if (s->trace.notes[i - 1].kind == WALK_STEP && strcmp(s->trace.notes[i - 1].action, action) == 0)
			return &s->trace.notes[i - 1];
	return NULL;
}

bool
simulate_paper_is_due(const struct simulation *s, size_t paper)
{
	switch ((enum paper)paper) {
	case PAPER_SUPPLEMENT: return s->trace.supplements > 0;
	case PAPER_REFUSAL: return s->trace.refused;
	default: return s->trace.accepted;
	}
}

static int64_t
moment_of(const struct simulation *s, enum paper paper)
{
	const struct walk_note *note;

	if (paper == PAPER_RECEIPT || paper == PAPER_CONTROL)
		return s->trace.accepted_at;
	note = note_of(s, paper == PAPER_SUPPLEMENT ? "request_supplement" : "refuse");
	return note != NULL ? note->at : s->trace.last_at;
}

static const char *
at(struct ctx *c, const char *pattern, int64_t moment)
{
	return moment == TIME_NONE ? NULL : moment_format(c->arena, ctx_text(c, pattern), moment);
}

/* The answer to the question for that fact of the person: who the applicant is. */
static const char *
told(const struct simulation *s, const char *fact)
{
	const struct form *form = s->definitions.form;

	for (size_t i = 0; form != NULL && i < form->field_count; i++)
		if (form_prefill_asks(&form->fields[i], fact, false))
			return form_values_get(&s->given.values, form->fields[i].key, 0);
	return NULL;
}

static void
add_applicant(struct ctx *c, const struct simulation *s, struct view *view)
{
	const char *name = told(s, "full_name");

	view_text(view, "owner", name != NULL ? name : simulate_text(c, "sample_person"));
	view_text(view, "submitter", NULL);
	view_text(view, "address", told(s, "address"));
	view_text(view, "phone", told(s, "phone"));
	view_text(view, "email", told(s, "email"));
	view_text(view, "identity_number", told(s, "person_number"));
}

static void
add_papers(struct ctx *c, const struct simulation *s, struct view *view)
{
	const struct requirement_record *items = s->which->requirements.items;
	struct view *list = view_list(view, "papers");

	for (size_t i = 0; i < s->which->requirements.count; i++) {
		struct view *item;

		if (items[i].shown_only)
			continue;
		item = view_item(list);
		view_int(item, "number", (int64_t)view_count(list));
		view_text(item, "name", items[i].name);
		view_text(item, "original", arena_printf(c->arena, "%02d", (int)items[i].originals));
		view_text(item, "certified", arena_printf(c->arena, "%02d", (int)items[i].certified));
		view_text(item, "copy", arena_printf(c->arena, "%02d", (int)items[i].photocopies));
	}
	view_text(view, "sets", arena_printf(c->arena, "%02d", (int)(s->version.copies > 0 ? s->version.copies : 1)));
}

/* Each step hands over to the next one that was opened when it ended. */
static void
add_hand_overs(struct ctx *c, const struct simulation *s, struct view *view)
{
	struct view *list = view_list(view, "steps_done");

	for (size_t i = 1; i < s->trace.visit_count; i++) {
		const struct walk_visit *to = &s->trace.visits[i], *from = to - 1;
		struct view *item = view_item(list);

		view_int(item, "number", (int64_t)i);
		view_text(item, "from", simulate_role(c, from->step));
		view_text(item, "to", simulate_role(c, to->step));
		view_text(item, "when", at(c, "workflow.print_moment", to->opened_at));
		view_text(item, "result",
		    from->closed_at == TIME_NONE ? NULL : simulate_text(c, from->late ? "late" : "in_time"));
		view_text(item, "note", to->step->name);
	}
	view_text(view, "agency",
	    s->offering != NULL && s->offering->solving_name != NULL ? s->offering->solving_name : s->agency.name);
	view_text(view, "coordinating", s->offering != NULL ? s->offering->consulted_name : NULL);
}

static struct view *
paper_view(struct ctx *c, const struct simulation *s, enum paper paper)
{
	const int64_t moment = moment_of(s, paper);
	const int set = office_day(moment) >= days_from_civil(forms_of_2025) ? 2025 : 2018;
	const char *hotline = site_province()->hotline;
	struct view *view = view_object(c->arena), *items;

	view_text(view, "title", ctx_text(c, arena_printf(c->arena, "workflow.%s_name", papers[paper].form)));
	view_text(view, "form", ctx_text(c, arena_printf(c->arena, "workflow.forms_%d.%s", set, papers[paper].form)));
	view_url(view, "back_url", simulation_url(c, s, "ket-thuc"));
	view_text(view, "number", simulate_text(c, "sample_number"));
	view_text(view, "place_date", at(c, "workflow.place_date", moment));
	view_text(view, "parent_agency", s->agency.name);
	view_text(view, "counter_name", ctx_text(c, "workflow.counter_office"));
	view_text(view, "code", simulate_text(c, "sample_code"));
	add_applicant(c, s, view);
	view_text(view, "subject", s->version.name);
	view_text(view, "signer", ctx_officer(c)->name);
	view_text(view, "book", NULL);
	view_text(view, "book_number", NULL);
	view_qr(c->arena, view, "qr", simulate_text(c, "sample_code"));
	view_text(view, "qr_label", ctx_text(c, "workflow.qr_label"));
	view_text(view, "track_address", NULL);
	view_text(view, "secret", NULL);
	view_text(view, "hotline", hotline);
	add_papers(c, s, view);
	view_text(view, "term", s->channel->term_text);
	view_text(view, "filed", at(c, "workflow.print_moment", s->given.filed_at));
	view_text(view, "received", at(c, "workflow.print_moment", s->trace.accepted_at));
	view_text(view, "due",
	    at(c, "workflow.print_moment",
		s->trace.clock.first_due != 0 ? s->trace.clock.first_due : s->trace.clock.due));
	view_text(view, "result_at", ctx_text(c, arena_printf(c->arena, "workflow.result_ways.%s", s->record.channel)));
	items = view_list(view, "items");
	view_item_text(items, simulate_text(c, "sample_item"));
	view_text(view, "reason", simulate_text(c, "sample_reason"));
	view_text(view, "until", at(c, "workflow.print_moment", s->trace.clock.wait_limit));
	view_text(view, "contact_name", ctx_officer(c)->name);
	view_text(view, "contact_phone", *s->agency.hotline != '\0' ? s->agency.hotline : hotline);
	add_hand_overs(c, s, view);
	return view;
}

enum err
handle_simulate_paper(struct ctx *c, const void *input)
{
	const struct paper_input *in = input;
	struct simulation *s;
	size_t paper = 0;
	enum err err = simulation_open(c, in->walk, &s);

	while (simulate_papers[paper] != in->paper)
		paper++;
	if (err || !simulate_paper_is_due(s, paper))
		return err ? err : ERR_NOT_FOUND;
	return respond_page(c, papers[paper].template, paper_view(c, s, (enum paper)paper));
}

struct view *
simulate_paper_sample(struct arena *arena)
{
	static const char *const texts[] = { "title", "form", "number", "place_date", "parent_agency", "counter_name",
		"code", "owner", "submitter", "address", "phone", "email", "identity_number", "subject", "signer",
		"book", "book_number", "qr_label", "track_address", "secret", "hotline", "sets", "term", "received",
		"due", "result_at", "contact_name", "contact_phone", "reason", "until", "filed", "agency",
		"coordinating" };
	static const char *const paper[] = { "name", "original", "certified", "copy" };
	static const char *const hand_over[] = { "from", "to", "when", "result", "note" };
	struct view *view = view_object(arena), *item;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(view, texts[i], "sample");
	view_url(view, "back_url", SIMULATE_PATH);
	view_qr(arena, view, "qr", "sample");
	item = view_item(view_list(view, "papers"));
	view_int(item, "number", 1);
	for (size_t i = 0; i < sizeof(paper) / sizeof(paper[0]); i++)
		view_text(item, paper[i], "sample");
	view_item_text(view_list(view, "items"), "sample");
	item = view_item(view_list(view, "steps_done"));
	view_int(item, "number", 1);
	for (size_t i = 0; i < sizeof(hand_over) / sizeof(hand_over[0]); i++)
		view_text(item, hand_over[i], "sample");
	return view;
}
