/* Views of the list of questions and of the answer. See question_view.h. */
#include "content/question_view.h"

#include <string.h>

#include "content/act_store.h"
#include "content/content.h"
#include "content/desk.h"
#include "content/markup.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"

enum { ANSWER_MOST = 20000, ANSWER_ROWS = 12, REASON_ROWS = 3, REASON_MOST = 500, LABEL_MOST = 120 };

static void
add_filters(struct ctx *c, struct view *page, const char *state)
{
	static const char *const states[] = { NULL, "published", "declined" };
	struct view *filters = view_list(page, "filters");

	view_bool(page, "has_filters", true);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		struct view *filter = view_item(filters);

		view_text(filter, "label",
		    desk_text(c, states[i] == NULL ? "catalogue_content.waiting"
						   : arena_printf(c->arena, "catalogue_content.state_%s", states[i])));
		view_url(filter, "url",
		    url_query_add(c->arena, arena_strdup(c->arena, QUESTIONS_PATH), "trang-thai", states[i]));
		view_bool(filter, "current",
		    state == states[i] || (state != NULL && states[i] != NULL && strcmp(state, states[i]) == 0));
	}
}

/* As it will be published, or as it was asked, or by what it is called. */
static const char *
label_of(struct arena *arena, const struct question *q)
{
	if (q->title[0] != '\0')
		return q->title;
	return q->asked_text != NULL ? markup_words(arena, q->asked_text, LABEL_MOST) : q->code;
}

static void
add_row(struct ctx *c, struct view *rows, const struct question *q, int32_t today)
{
	struct view *row = view_item(rows);
	struct view *cells;
	bool open = strcmp(q->state, "new") == 0 || strcmp(q->state, "draft") == 0;

	view_text(row, "label", label_of(c->arena, q));
	view_url(row, "url", url(c->arena, QUESTIONS_PATH "/{}", q->code));
	cells = view_list(row, "cells");
	desk_add_cell(c, cells, "catalogue_content.procedure", q->procedure_name);
	desk_add_cell(c, cells, "catalogue_content.asked_at", moment_text(c->arena, q->asked_at));
	desk_add_cell(
	    c, cells, "catalogue_content.due", q->due_on != DATE_NONE ? date_text(c->arena, q->due_on) : NULL);
	desk_state(c, row, q->state);
	view_bool(row, "late", open && q->due_on != DATE_NONE && q->due_on < today);
}

struct view *
questions_view(
    struct ctx *c, const char *state, int32_t today, const struct question *questions, size_t count, bool more)
{
	static const char *const columns[] = { "catalogue_content.question", "catalogue_content.procedure",
		"catalogue_content.asked_at", "catalogue_content.due" };
	struct view *page = view_object(c->arena), *list;
	bool writes = c->principal == NULL || desk_may_begin(ctx_officer(c));

	desk_page(c, page, desk_text(c, "catalogue_content.questions"), QUESTIONS_PATH, NULL);
	view_url(page, "new_url", writes ? QUESTIONS_PATH "/moi" : NULL);
	view_text(page, "new_label", desk_text(c, "catalogue_content.new_question"));
	add_filters(c, page, state);
	list = view_list(page, "columns");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		view_item_text(list, desk_text(c, columns[i]));
	list = view_list(page, "rows");
	for (size_t i = 0; i < count; i++)
		add_row(c, list, &questions[i], today);
	view_bool(page, "any", count > 0);
	/* Those that wait are few, the most urgent first: once some are answered, the others come. */
	view_url(page, "next_url",
	    more && state != NULL
		? url_query_add(c->arena,
		      url_query_add(c->arena, arena_strdup(c->arena, QUESTIONS_PATH), "trang-thai", state), "sau",
		      questions[count - 1].code)
		: NULL);
	return page;
}

static void
add_facts(struct ctx *c, struct view *page, const struct question *q)
{
	struct view *facts = view_list(page, "facts");

	view_bool(page, "has_facts", q->id != 0);
	if (q->id == 0)
		return;
	part_row(facts, desk_text(c, "catalogue_content.code"), q->code, NULL);
	part_row(facts, desk_text(c, "catalogue_content.asked_at"), moment_text(c->arena, q->asked_at), NULL);
	if (q->due_on != DATE_NONE)
		part_row(facts, desk_text(c, "catalogue_content.due"), date_text(c->arena, q->due_on), NULL);
	if (q->asker_name != NULL) {
		part_row(facts, desk_text(c, "catalogue_content.asker"), q->asker_name, NULL);
		part_row(facts, desk_text(c, "catalogue_content.contact"), q->asker_contact, NULL);
	}
	if (q->slug != NULL)
		part_row(facts, desk_text(c, "catalogue_content.address"),
		    arena_printf(c->arena, "/hoi-dap/%s", q->slug), NULL);
	if (q->decline_reason[0] != '\0')
		part_row(facts, desk_text(c, "catalogue_content.decline_reason"), q->decline_reason, NULL);
}

static void
add_fields(struct ctx *c, struct view *page, const struct question *q)
{
	struct view *fields = view_list(page, "fields");
	const struct desk_field all[] = {
		{ "title", "catalogue_content.question_title", "catalogue_content.question_title_hint", q->title },
		{ "answer", "catalogue_content.answer", "catalogue_content.body_hint", q->answer, ANSWER_ROWS,
		    ANSWER_MOST },
		{ "procedure", "catalogue_content.procedure_code", NULL, q->procedure_code, .width = "10",
		    .optional = true },
		{ "agency", "catalogue_content.agency_code", "catalogue_content.agency_hint", q->agency_code,
		    .width = "10", .optional = true },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		desk_add_text(c, fields, &all[i]);
}

static void
add_preview(struct ctx *c, struct view *page, const struct question *q, bool typed)
{
	struct view *preview;

	if (!typed && q->answer[0] == '\0') {
		view_text(page, "preview", NULL);
		return;
	}
	preview = view_child(page, "preview");
	view_text(preview, "title", again_typed(c, "title", q->title));
	view_text(preview, "summary", NULL);
	markup_view(c->arena, preview, again_typed(c, "answer", q->answer), 2);
}

static void
add_acts(struct ctx *c, struct view *page, const struct question *q, bool may_write)
{
	struct view *acts = desk_acts(page);

	if (!may_write || q->id == 0)
		return;
	if (strcmp(q->state, "published") == 0) {
		(void)desk_add_act(c, acts, "catalogue_content.withdraw",
		    url(c->arena, QUESTIONS_PATH "/{}/go", q->code), q->version, true);
		return;
	}
	if (q->answer[0] != '\0')
		(void)desk_add_act(c, acts, "catalogue_content.publish",
		    url(c->arena, QUESTIONS_PATH "/{}/dang", q->code), q->version, false);
	if (strcmp(q->state, "declined") != 0) {
		const struct desk_field reason = { "reason", "catalogue_content.decline_reason",
			"catalogue_content.decline_hint", NULL, REASON_ROWS, REASON_MOST };
		struct view *fields = desk_add_act(c, acts, "catalogue_content.decline",
		    url(c->arena, QUESTIONS_PATH "/{}/tu-choi", q->code), q->version, true);

		desk_add_text(c, fields, &reason);
	}
}

struct view *
question_edit_view(struct ctx *c, const struct question *q, bool may_write, bool preview, const char *done)
{
	struct view *page = view_object(c->arena);
	const char *title = q->id != 0 ? label_of(c->arena, q) : desk_text(c, "catalogue_content.new_question");
	const char *action =
	    q->id != 0 ? url(c->arena, QUESTIONS_PATH "/{}", q->code) : (const char *)QUESTIONS_PATH "/moi";

	desk_page(c, page, title, QUESTIONS_PATH, done);
	view_url(page, "back_url", QUESTIONS_PATH);
	if (q->id != 0)
		desk_state(c, page, q->state);
	else
		view_text(page, "state", NULL);
	add_facts(c, page, q);
	view_text(page, "asked", q->asked_text);
	desk_form(c, page, may_write ? action : NULL, q->version, true);
	add_fields(c, page, q);
	add_preview(c, page, q, preview);
	add_acts(c, page, q, may_write);
	view_bool(page, "has_history", false);
	return page;
}

static const struct question sample = { 1, "HD-1", "draft", "asked", "sample", "sample", "sample", 0, 20000, "sample",
	"sample", "- sample", "1.000001", "sample", "sample", 1, "H01", "agency", "no", "officer", 0, 0, 1 };

struct view *
questions_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return questions_view(&c, "published", 20001, &sample, 1, true);
}

struct view *
question_edit_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct content_act act = { "question", 1, "edit", 0, 1, "officer", "title", "text" };
	struct view *page = question_edit_view(&c, &sample, true, true, "catalogue_content.saved");

	desk_show_history(&c, page, &act, 1);
	return page;
}
