/* The counter's pages as views. See counter_view.h. */
#include "counter/counter_view.h"

#include <inttypes.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "counter/counter_brought.h"
#include "domain/definition/form/form_view.h"
#include "domain/definition/rule/rule_table.h"
#include "domain/dossier/dossier.h"
#include "domain/site/form_fields.h"
#include "domain/time/local_time.h"
#include "field_view.h"
#include "dossier/intake_form.h"

struct view *
counter_choice_view(struct ctx *c, const struct counter_choice *choice)
{
	const struct field_line person = { .name = "person",
		.label = "workflow.find_label",
		.hint = "workflow.find_hint",
		.value = choice->person,
		.width = "20",
		.inputmode = "numeric",
		.optional = true };
	const struct field_line words = { .name = "q",
		.label = "workflow.choose_procedure",
		.hint = "workflow.choose_hint",
		.value = choice->words };
	struct view *view = view_object(c->arena), *list;
	size_t shown = choice->found < COUNTER_SHOWN ? choice->found : COUNTER_SHOWN;

	view_text(view, "title", ctx_text(c, "workflow.counter_title"));
	view_text(view, "notice", NULL);
	again_errors(c, view);
	view_url(view, "action", "/can-bo/tai-quay");
	field_add_line(c, view_child(view, "person"), &person);
	field_add_line(c, view_child(view, "words"), &words);
	view_text(view, "found",
	    message_format(c->arena, c->messages, c->language, "workflow.procedures_found",
		MESSAGE_ARGUMENTS({ "shown", money_text(c->arena, (int64_t)shown) },
		    { "count", money_text(c->arena, (int64_t)choice->found) })));
	view_bool(view, "any", shown > 0);
	list = view_list(view, "procedures");
	for (size_t i = 0; i < shown; i++) {
		struct view *item = view_item(list);

		view_text(item, "label", choice->procedures[i]->name);
		view_text(item, "code", choice->procedures[i]->code);
		view_url(item, "url",
		    url_query_add(c->arena, url(c->arena, "/can-bo/tai-quay/{}", choice->procedures[i]->code), "person",
			choice->person));
	}
	return view;
}

static void
add_kind(struct ctx *c, struct view *list, const char *name, const char *known)
{
	struct view *options = field_add_choice(c, field_item(list, "radios"), name, "workflow.person_kind", true);
	bool organisation = known != NULL && strcmp(known, "organisation") == 0;

	field_add_option(c, options, name, "person", ctx_text(c, "workflow.kind_person"), !organisation);
	field_add_option(c, options, name, "organisation", ctx_text(c, "workflow.kind_organisation"), organisation);
}

static void
add_line(struct ctx *c, struct view *list, const char *name, const char *label, const char *value, bool optional)
{
	const struct field_line line = { .name = name, .label = label, .value = value, .optional = optional };

	field_add_line(c, field_item(list, "input"), &line);
}

static void
add_people(struct ctx *c, const struct counter_register *page, struct view *view)
{
	const struct dossier_party none = { .number = page->number, .birth_date = DATE_ABSENT };
	const struct dossier_party *p = page->known != NULL ? page->known : &none;
	struct view *person = view_list(view, "person"), *owner = view_list(view, "owner");

	add_line(c, person, "applicant.name", "workflow.person_name", p->name, false);
	add_line(c, person, "applicant.number", "workflow.person_number", p->number, true);
	add_line(c, person, "applicant.phone", "workflow.person_phone", p->phone, true);
	add_line(c, person, "applicant.address", "workflow.person_address", p->address, false);
	add_line(c, person, "applicant.email", "workflow.person_email", p->email, true);
	field_add_date(c, field_item(person, "date"), "applicant.birth", "workflow.person_birth", p->birth_date, true);
	add_kind(c, person, "applicant.kind", p->kind);
	add_line(c, owner, "owner.name", "workflow.owner_name", NULL, true);
	add_line(c, owner, "owner.number", "workflow.owner_number", NULL, true);
	add_line(c, owner, "owner.phone", "workflow.owner_phone", NULL, true);
	add_line(c, owner, "owner.address", "workflow.owner_address", NULL, true);
	add_kind(c, owner, "owner.kind", NULL);
}

/* The row of the rule that says so, in words; NULL: none does. */
static const char *
row_text(struct ctx *c, const struct counter_case *which, const char *decision, size_t row)
{
	const char *words;

	if (row == 0)
		return NULL;
	words = rule_row_words(c->arena, which->rule, decision, row);
	return message_format(c->arena, c->messages, c->language,
	    *words == '\0' ? "workflow.by_rule_row" : "workflow.by_rule",
	    MESSAGE_ARGUMENTS({ "row", arena_printf(c->arena, "%zu", row) }, { "words", words }));
}

static const char *
reason_of(struct ctx *c, const struct counter_case *which, const struct paper_line *line)
{
	if (line->by == PAPER_BY_RULE)
		return row_text(c, which, "papers", line->row);
	return line->by == PAPER_BY_FORM && line->requirement != NULL ? ctx_text(c, "workflow.by_answers") : NULL;
}

/* What was typed for the papers of another case is not for those of this one. */
struct counting {
	struct ctx *c;
	bool changed, other_case;
};

static const char *
count_typed(const struct counting *n, const char *prefix, int64_t number, int64_t asked)
{
	struct arena *arena = n->c->arena;
	const char *typed = again_typed(n->c, arena_printf(arena, "%s.%" PRId64, prefix, number), NULL);

	if (typed != NULL && !n->other_case && (*typed != '\0' || !n->changed))
		return typed;
	return asked == 0 ? "" : arena_printf(arena, "%" PRId64, asked);
}

/* The counts that the procedure asks for stand there already: the officer changes what is different. */
static void
add_paper(const struct counting *n, const struct counter_case *which, const struct paper_line *line, struct view *item)
{
	static const struct procedure_requirement none = { .originals = 0 };
	const struct procedure_requirement *r = line->requirement != NULL ? line->requirement : &none;
	const int64_t number = counter_paper_number(line);
	const bool needed = line->need == PAPER_REQUIRED;

	view_int(item, "seq", number);
	view_text(item, "name", line->name);
	view_text(item, "required", needed ? ctx_text(n->c, "workflow.paper_required") : NULL);
	view_text(item, "reason", reason_of(n->c, which, line));
	view_text(item, "original", count_typed(n, "original", number, needed ? r->originals : 0));
	view_text(item, "certified", count_typed(n, "certified", number, needed ? r->certified : 0));
	view_text(item, "copy", count_typed(n, "copy", number, needed ? r->photocopies : 0));
	view_bool(item, "scanned", !r->shown_only);
}

static void
add_papers(struct ctx *c, const struct counter_register *page, struct view *view)
{
	const struct counter_case *which = &page->which;
	const struct counting counting = { c, counter_is_changed(c->arena, which, page->shown),
		counter_is_other_case(which, page->shown) };
	struct view *list = view_list(view, "papers"), *others = view_list(view, "not_asked");

	for (size_t i = 0; i < which->papers.count; i++) {
		const struct paper_line *line = &which->papers.items[i];
		struct view *other;

		if (line->need != PAPER_NOT_ASKED) {
			add_paper(&counting, which, line, view_item(list));
			continue;
		}
		other = view_item(others);
		view_text(other, "name", line->name);
		view_text(other, "reason", reason_of(c, which, line));
	}
	view_bool(view, "has_papers", view_count(list) > 0);
	view_bool(view, "has_not_asked", view_count(others) > 0);
	view_text(view, "papers_error", again_error(c, "papers"));
	view_text(view, "shown", counter_case_word(c->arena, which));
}

/* Where the answers led, if the rule led them. */
static void
add_course(struct ctx *c, const struct counter_case *which, struct view *view)
{
	const struct course *course = &which->course;
	struct view *list = view_list(view, "led"), *item;
	const char *case_name = "";

	for (size_t i = 0; i < which->case_count; i++)
		if (which->cases[i].case_no == course->case_no)
			case_name = which->cases[i].name;
	if (course->case_row > 0) {
		item = view_item(list);
		view_text(item, "text",
		    message_format(c->arena, c->messages, c->language, "workflow.led_to_case",
			MESSAGE_ARGUMENTS({ "name", case_name })));
		view_text(item, "reason", row_text(c, which, "routing", course->case_row));
	}
	if (course->agency_row > 0) {
		item = view_item(list);
		view_text(item, "text",
		    message_format(c->arena, c->messages, c->language, "workflow.led_to_agency",
			MESSAGE_ARGUMENTS({ "name", course->offering.agency_solving_name })));
		view_text(item, "reason", row_text(c, which, "routing", course->agency_row));
	}
	view_bool(view, "has_led", view_count(list) > 0);
}

/* What was wrong with an answer stands beside it; the words were found when it was refused. */
static struct form_problems
problems_of(struct ctx *c, const struct counter_case *which)
{
	struct form_problem *items = arena_array(c->arena, which->asked_count + 1, sizeof(*items));
	struct form_problems problems = { items, 0 };

	for (size_t i = 0; i < which->asked_count; i++) {
		const char *text = again_error(c, counter_answer_id(c->arena, which->asked[i]));

		if (text != NULL)
			items[problems.count++] = (struct form_problem){ .field = which->asked[i], .text = text };
	}
	return problems;
}

/* What fee, papers, case and agency depend on, drawn as the applicant would see it. */
static void
add_asked(struct ctx *c, const struct counter_register *page, struct view *view)
{
	const struct counter_case *which = &page->which;
	const struct form_problems problems = problems_of(c, which);
	const struct form_view_options options = { .today = office_day(c->now),
		.language = c->language,
		.only = which->asked,
		.only_count = which->asked_count };
	struct view *list = view_list(view, "asked");
	const struct view *drawn;

	view_url(view, "choices_url", "/can-bo/tai-quay/danh-sach");
	view_bool(view, "has_asked", which->asked_count > 0);
	if (which->asked_count == 0)
		return;
	drawn = form_view(c->arena, which->form, &page->answers, &problems, &options);
	for (const struct view *part = view_first(view_find(drawn, "pages")); part != NULL; part = view_next(part))
		form_fields_show(c, list, part);
}

static void
add_fees(struct ctx *c, const struct counter_register *page, struct view *view)
{
	struct view *fees, *lines;

	const char *text = page->which.course.channel.fee_text;

	view_text(view, "fee_text", text[0] == '\0' ? NULL : text);
	view_bool(view, "has_fees", page->fees != NULL || text[0] != '\0');
	view_text(view, "fees", NULL);
	if (page->fees == NULL)
		return;
	fees = view_child(view, "fees");
	view_text(fees, "total", money_text(c->arena, page->fees->total));
	lines = view_list(fees, "lines");
	for (size_t i = 0; i < page->fees->count; i++) {
		struct view *line = view_item(lines);

		view_text(line, "name", page->fees->items[i].name);
		view_text(line, "quantity", money_text(c->arena, page->fees->items[i].quantity));
		view_text(line, "price", money_text(c->arena, page->fees->items[i].price));
		view_text(line, "amount", money_text(c->arena, page->fees->items[i].amount));
	}
}

static void
add_cases(struct ctx *c, const struct counter_register *page, struct view *view)
{
	const struct counter_case *which = &page->which;
	struct view *tabs = view_list(view, "tabs");

	for (size_t i = 0; which->case_count > 1 && i < which->case_count; i++) {
		struct view *tab = view_item(tabs);

		view_text(tab, "label", which->cases[i].name);
		view_url(tab, "url",
		    url_query_add(c->arena,
			url_query_add_int(c->arena, url(c->arena, "/can-bo/tai-quay/{}", which->procedure.code), "case",
			    which->cases[i].case_no),
			"person", page->number));
		view_bool(tab, "current", which->cases[i].case_no == which->course.case_no);
	}
	view_bool(view, "has_cases", which->case_count > 1);
}

static void
add_way(struct ctx *c, struct view *view)
{
	const struct textarea note = { "note", "workflow.note", NULL, true };
	const struct field_line copies = {
		.name = "copies", .label = "workflow.copies", .value = "1", .width = "3", .inputmode = "numeric"
	};
	struct view *options =
	    field_add_choice(c, view_child(view, "result_way"), "result", "workflow.result_way", false);

	field_add_option(c, options, "result", "counter", ctx_text(c, "workflow.result_ways.counter"), true);
	field_add_option(c, options, "result", "post", ctx_text(c, "workflow.result_ways.post"), false);
	field_add_line(c, view_child(view, "copies"), &copies);
	intake_add_textarea(c, view_child(view, "note"), &note);
}

struct view *
counter_register_view(struct ctx *c, const struct counter_register *page)
{
	const struct counter_case *which = &page->which;
	const struct field_line subject = {
		.name = "subject", .label = "workflow.subject", .value = which->procedure.name
	};
	struct view *view = view_object(c->arena);

	view_text(view, "title", which->procedure.name);
	view_url(view, "back_url", url_query_add(c->arena, "/can-bo/tai-quay", "person", page->number));
	again_errors(c, view);
	view_url(view, "action",
	    url_query_add_int(
		c->arena, url(c->arena, "/can-bo/tai-quay/{}", which->procedure.code), "case", which->course.case_no));
	view_text(view, "once", idempotency_key(c));
	view_text(view, "code", which->procedure.code);
	view_text(view, "agency", which->course.offering.agency_solving_name);
	view_text(view, "term", which->course.channel.term_text);
	view_text(view, "lead",
	    page->number == NULL ? NULL
				 : ctx_text(c, page->known != NULL ? "workflow.person_known" : "workflow.person_new"));
	add_cases(c, page, view);
	add_people(c, page, view);
	field_add_line(c, view_child(view, "subject"), &subject);
	add_papers(c, page, view);
	add_asked(c, page, view);
	add_course(c, which, view);
	add_fees(c, page, view);
	add_way(c, view);
	view_bool(view, "same_day", which->same_day);
	return view;
}
