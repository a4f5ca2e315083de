/* The check-answers page. See check.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/definition/form/form_view.h"

#include "check.h"
#include "cosign/cosign_begin.h"
#include "filing.h"
#include "show.h"

static struct view *
add_section(struct view *sections, const char *title)
{
	struct view *section = view_item(sections);

	view_text(section, "title", title);
	return view_list(section, "rows");
}

static const char *
text_of(const struct view *source, const char *name)
{
	return view_as_text(view_find(source, name));
}

static void
add_answer(struct ctx *c, struct view *rows, const struct filing *f, const struct view *answer, const char *change_url)
{
	const char *label = text_of(answer, "label"), *value = text_of(answer, "value");

	if (view_as_bool(view_find(answer, "is_file")) || label == NULL || label[0] == '\0')
		return;
	if (view_as_bool(view_find(answer, "is_repeated")))
		label = arena_printf(c->arena, "%s (%lld)", label, (long long)view_as_int(view_find(answer, "row")));
	if (view_as_bool(view_find(answer, "is_lacking")))
		value = words(c, "submission.lacking");
	else if (view_as_bool(view_find(answer, "is_checkbox")))
		value = words(c, view_as_bool(view_find(answer, "is_missing")) ? "common.no" : "common.yes");
	show_row(rows, label, value, prefill_is_held(f, text_of(answer, "field")) ? NULL : change_url);
}

/* What could be given several times and was not given once: nobody declares by silence, nor looks for where to add one. */
static void
add_empty_lists(struct ctx *c, struct view *rows, const struct filing *f, const char *page, const char *change_url)
{
	const struct form_state *state = form_state_new(c->arena, f->form, &f->values, f->today);

	for (size_t i = 0; i < f->form->field_count; i++) {
		const struct form_field *list = &f->form->fields[i];

		if (list->type == FORM_LIST && list->label != NULL &&
		    (list->page == NULL || strcmp(list->page->id, page) == 0) && !form_state_hidden(state, list, 0) &&
		    form_values_rows(f->form, &f->values, list) == 0)
			show_row(rows, list->label, NULL, change_url);
	}
}

/* The number of the form's page with that id, from 1. */
static size_t
page_number(const struct filing *f, const char *id)
{
	for (size_t i = 0; i < f->form->page_count; i++)
		if (id != NULL && strcmp(f->form->pages[i]->id, id) == 0)
			return i + 1;
	return 1;
}

static void
add_applicant(struct ctx *c, struct view *sections, const struct filing *f, bool change)
{
	static const char *const lines[][2] = { { "submission.account_name", "@name" },
		{ "submission.person_number", "@number" }, { "submission.phone", "@phone" },
		{ "submission.email", "@email" }, { "submission.address", "@address" },
		{ "submission.subject", "@subject" } };
	const char *url = change ? filing_url(c, &f->draft, "nguoi-nop") : NULL;
	struct view *rows = add_section(sections, words(c, "submission.applicant_title"));

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		show_row(rows, words(c, lines[i][0]), filing_answer(f, lines[i][1]), url);
}

void
check_show_answers(struct ctx *c, struct view *sections, const struct filing *f, bool change)
{
	const struct form_view_options options = {
		.today = f->today,
		.language = c->language,
		.message = filing_problem_words,
		.context = c,
	};
	const struct view *pages;

	if (!filing_form_asks_applicant(f) && filing_answer(f, "@name") != NULL)
		add_applicant(c, sections, f, change);
	if (f->form == NULL)
		return;
	pages = view_find(form_summary_view(c->arena, f->form, &f->values, &options), "pages");
	for (const struct view *page = view_first(pages); page != NULL; page = view_next(page)) {
		const char *title = text_of(page, "title");
		const char *url = change ? filing_change_url(c, &f->draft, page_number(f, text_of(page, "id"))) : NULL;
		const struct view *answers = view_find(page, "answers");
		struct view *rows = add_section(sections, title != NULL ? title : words(c, "submission.step_form"));

		for (const struct view *a = view_first(answers); a != NULL; a = view_next(a))
			add_answer(c, rows, f, a, url);
		add_empty_lists(c, rows, f, text_of(page, "id"), url);
	}
}

/* What may still be lacking, and for whom the service is not: said before one sends, no obstacle to it. */
static void
add_remarks(struct ctx *c, struct view *page, const struct filing *f)
{
	struct view *list = view_list(page, "remarks");
	struct form_problems remarks = { 0 };

	if (f->form != NULL)
		filing_remarks(c, f, &f->values, NULL, &remarks);
	for (size_t i = 0; i < remarks.count; i++) {
		const struct form_problem *one = &remarks.items[i];
		const char *label = one->field->label != NULL ? one->field->label : "";

		view_text(view_item(list), "warning_text",
		    one->text != NULL ? one->text : filing_problem_words(c, one->message, label, one->limit));
	}
}

/* Whoever must sign too: the law asks for the hand of more than the one who files. */
static void
add_signers(struct ctx *c, struct view *sections, const struct filing *f)
{
	const struct form_co_signer *signers;
	size_t count =
	    f->form != NULL ? form_co_signers(form_state_new(c->arena, f->form, &f->values, f->today), &signers) : 0;
	struct view *rows = count > 0 ? add_section(sections, words(c, "submission_cosign.signers")) : NULL;

	for (size_t i = 0; i < count; i++)
		show_row(rows, signers[i].name,
		    words_with(c, "submission_cosign.summary", MESSAGE_ARGUMENTS({ "number", signers[i].number })),
		    NULL);
}

void
check_show_papers(struct ctx *c, struct view *sections, const struct filing *f, bool change)
{
	const char *url = filing_url(c, &f->draft, "giay-to");
	struct view *rows;
	const struct paper_slot *slots;
	size_t count;

	filing_slots(c, f, &slots, &count);
	if (count == 0)
		return;
	rows = add_section(sections, words(c, "submission.papers"));
	for (size_t i = 0; i < count; i++) {
		const char *names = NULL;

		for (size_t k = 0; k < f->paper_count; k++)
			if (strcmp(f->papers[k].requirement_code, slots[i].code) == 0)
				names = names == NULL ? f->papers[k].name
						      : arena_printf(c->arena, "%s, %s", names, f->papers[k].name);
		if (slots[i].replaced_by[0] != '\0')
			names = words_with(
			    c, "submission.paper_replaced", MESSAGE_ARGUMENTS({ "by", slots[i].replaced_by }));
		show_row(rows, slots[i].name, names, slots[i].uploaded && change ? url : NULL);
	}
}

static void
add_fees(struct ctx *c, struct view *page, const struct filing *f, const struct rule_fees *fees)
{
	struct view *list = view_list(page, "fees");
	bool at_filing = f->procedure.fee_time != NULL && strcmp(f->procedure.fee_time, "at_filing") == 0;
	bool online = c->config != NULL && config_has_word(&c->config->modules, "payment");

	view_bool(page, "has_fees", fees->count > 0);
	view_text(page, "fee_total", words_money(c, fees->total));
	for (size_t i = 0; i < fees->count; i++) {
		const struct rule_fee *fee = &fees->items[i];
		struct view *line = view_item(list);

		view_text(line, "label",
		    fee->quantity == 1 ? fee->name
				       : arena_printf(c->arena, "%s (%lld × %s)", fee->name, (long long)fee->quantity,
					     words_money(c, fee->price)));
		view_text(
		    line, "amount", fee->amount == 0 ? words(c, "submission.fee_exempt") : words_money(c, fee->amount));
		view_text(line, "basis", fee->basis);
	}
	view_text(page, "fee_when",
	    fees->total == 0 ? NULL
			     : words(c, !at_filing ? "submission.fee_at_return"
					: online   ? "submission.fee_at_filing"
						   : "submission.fee_at_counter"));
	view_text(page, "button",
	    words(c, cosign_is_needed(c, f)                   ? "submission_cosign.submit"
		     : fees->total > 0 && at_filing && online ? "submission.submit_and_pay"
							      : "submission.submit"));
}

static void
add_declaration(struct ctx *c, struct view *page)
{
	struct view *box = view_child(page, "declaration");

	view_text(box, "id", "declaration");
	view_text(box, "name", "declaration");
	view_text(box, "label", words(c, "submission.declaration"));
	view_text(box, "value", "1");
	view_bool(box, "selected", false);
	view_text(box, "error", again_error(c, "declaration"));
}

struct view *
check_view(struct ctx *c, const struct filing *f, const struct rule_fees *fees)
{
	struct view *page = view_object(c->arena), *sections;

	show_page(c, page, words(c, "submission.check_title"), filing_url(c, &f->draft, "giay-to"));
	show_procedure(c, page, f->draft.procedure_code, f->draft.procedure_name);
	show_filing_steps(c, page, 2);
	sections = view_list(page, "sections");
	check_show_answers(c, sections, f, true);
	add_signers(c, sections, f);
	check_show_papers(c, sections, f, true);
	add_remarks(c, page, f);
	add_fees(c, page, f, fees);
	view_text(page, "agency", f->course.offering.agency_receiving_name);
	view_text(page, "term", f->course.channel.term_text);
	add_declaration(c, page);
	view_url(page, "action", filing_url(c, &f->draft, "nop"));
	view_int(page, "saved", f->draft.saved_at);
	view_text(page, "definitions", filing_definitions(c->arena, f));
	return page;
}

struct view *
check_sample(struct arena *arena)
{
	static const struct rule_fee fee = { RULE_FEE_PHI, "a", "A", "B", 8000, 2, 16000 };
	static const struct draft_value answers[] = { { "@name", 0, "A" } };
	static const struct procedure_requirement requirement = { 1, "a", "A", 1, 0, 0, true, false, "", "" };
	const struct rule_fees fees = { &fee, 1, 16000 };
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct filing filing = {
		.draft = { .reference = "x", .purpose = "filing", .procedure_code = "1.000001", .procedure_name = "A" },
		.procedure = { .fee_time = "at_filing" },
		.course = { .channel = { .term_text = "A" },
		    .offering = { .agency_receiving_name = "A" },
		    .requirements = &requirement,
		    .requirement_count = 1 },
		.answers = answers,
		.answer_count = 1,
	};

	return check_view(&c, &filing, &fees);
}
