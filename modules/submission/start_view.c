/* The start page. See start_view.h. */
#include "start_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"

#include "filing.h"
#include "show.h"
#include "start.h"

enum { AGENCIES_AS_RADIOS = 6 };

static void
add_fact(struct ctx *c, struct view *rows, const char *key, const char *value)
{
	if (value != NULL && value[0] != '\0')
		show_row(rows, words(c, key), value, NULL);
}

static void
add_facts(struct ctx *c, struct view *page, const struct start *s)
{
	struct view *rows = view_list(page, "rows");

	add_fact(c, rows, "submission.fact_term", s->channel.term_text);
	add_fact(c, rows, "submission.fact_fee", s->channel.fee_text);
	add_fact(c, rows, "submission.fact_result", s->procedure.result_name);
	if (s->offering_count == 1)
		add_fact(c, rows, "submission.agency", s->offerings[0].agency_receiving_name);
}

static void
add_papers(struct ctx *c, struct view *page, const struct start *s)
{
	struct view *papers = view_list(page, "papers");

	for (size_t i = 0; i < s->requirement_count; i++) {
		const struct procedure_requirement *r = &s->requirements[i];
		struct view *paper = view_item(papers);
		const char *note = r->replaced_by[0] != '\0' ? words_with(c, "submission.paper_replaced",
								   MESSAGE_ARGUMENTS({ "by", r->replaced_by }))
				   : r->required             ? NULL
							     : words(c, "submission.paper_if_any");

		view_text(paper, "label", r->name);
		view_text(paper, "note", note);
		view_url(paper, "template_url",
		    r->template_file[0] != '\0' ? url(c->arena, "/static/mau-don/{}", r->template_file) : NULL);
	}
	view_bool(page, "has_papers", s->requirement_count > 0);
}

static void
add_case(struct ctx *c, struct view *page, const struct start *s)
{
	struct shown_option *options = arena_array(c->arena, s->case_count + 1, sizeof(*options));

	if (s->case_count < 2) {
		view_text(page, "case", NULL);
		return;
	}
	for (size_t i = 0; i < s->case_count; i++)
		options[i] = (struct shown_option){ arena_printf(c->arena, "%lld", (long long)s->cases[i].case_no),
			s->cases[i].name, NULL };
	show_choice(
	    c, view_child(page, "case"), "case_no", words(c, "submission.case"), NULL, options, s->case_count, NULL);
}

/* Few agencies are radios, many a list. */
static void
add_agency(struct ctx *c, struct view *page, const struct start *s)
{
	struct shown_option *options = arena_array(c->arena, s->offering_count + 1, sizeof(*options));
	bool few = s->offering_count <= AGENCIES_AS_RADIOS;
	struct view *field;

	view_text(page, "agency", NULL);
	view_text(page, "agency_list", NULL);
	if (s->offering_count < 2)
		return;
	for (size_t i = 0; i < s->offering_count; i++)
		options[i] = (struct shown_option){ s->offerings[i].agency_receiving_code,
			s->offerings[i].agency_receiving_name, NULL };
	field = view_child(page, few ? "agency" : "agency_list");
	show_choice(c, field, "agency", words(c, "submission.agency"), NULL, options, s->offering_count, NULL);
	if (!few)
		view_text(field, "empty", words(c, "submission.agency_choose"));
}

static void
add_closed(struct ctx *c, struct view *page, const struct start *s)
{
	struct view *closed, *places;

	if (s->closed.reason == NULL) {
		view_text(page, "closed", NULL);
		return;
	}
	closed = view_child(page, "closed");
	view_text(closed, "text", words(c, s->closed.reason));
	view_url(closed, "url", s->closed.url);
	view_text(closed, "label", s->closed.label != NULL ? words(c, s->closed.label) : NULL);
	places = view_list(closed, "places");
	for (size_t i = 0; i < s->offering_count; i++)
		view_text(view_item(places), "name", s->offerings[i].agency_receiving_name);
	view_bool(closed, "has_places", s->offering_count > 0);
}

static void
add_draft(struct ctx *c, struct view *page, const struct draft *draft)
{
	view_bool(page, "has_draft", draft != NULL);
	view_url(page, "draft_url", draft != NULL ? filing_url(c, draft, "tiep") : NULL);
	view_text(page, "draft_when", draft != NULL ? words_moment(c, draft->saved_at) : NULL);
}

/* A stranger signs in first and comes back here, so that the first button of a filing is never answered by a refusal. */
static void
add_sign_in(struct ctx *c, struct view *page, const char *code)
{
	bool known = c->session.kind == SESSION_CITIZEN;

	view_url(page, "sign_in_url",
	    known ? NULL
		  : url_query_add(
			c->arena, url(c->arena, "/tai-khoan/dang-nhap"), "next", url(c->arena, "/nop-ho-so/{}", code)));
}

struct view *
start_view(struct ctx *c, const struct start *s)
{
	struct view *page = view_object(c->arena);
	bool has_catalogue = c->config != NULL && config_has_word(&c->config->modules, "catalogue");

	show_page(c, page, s->procedure.name, has_catalogue ? url(c->arena, "/thu-tuc/{}", s->procedure.slug) : "/");
	show_procedure(c, page, s->procedure.code, s->procedure.name);
	view_url(page, "read_url", has_catalogue ? url(c->arena, "/thu-tuc/{}", s->procedure.slug) : NULL);
	view_url(page, "action", url(c->arena, "/nop-ho-so/{}", s->procedure.code));
	view_text(page, "once", s->once);
	add_facts(c, page, s);
	add_papers(c, page, s);
	add_case(c, page, s);
	add_agency(c, page, s);
	add_draft(c, page, s->draft);
	add_closed(c, page, s);
	add_sign_in(c, page, s->procedure.code);
	return page;
}

struct view *
start_sample(struct arena *arena)
{
	static const struct procedure_case cases[] = { { 1, "A" }, { 2, "B" } };
	static const struct procedure_requirement requirement = { 1, "a", "A", 1, 0, 0, true, false, "", "a.pdf" };
	static const struct procedure_offering offerings[] = { { .agency_receiving_code = "H01.1",
								   .agency_receiving_name = "A" },
		{ .agency_receiving_code = "H01.2", .agency_receiving_name = "B" } };
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct start start = {
		.procedure = { .code = "1.000001", .slug = "a", .name = "A", .result_name = "A" },
		.channel = { "online", "A", "", "A" },
		.cases = cases,
		.case_count = 2,
		.requirements = &requirement,
		.requirement_count = 1,
		.offerings = offerings,
		.offering_count = 2,
		.once = "x",
	};

	return start_view(&c, &start);
}
