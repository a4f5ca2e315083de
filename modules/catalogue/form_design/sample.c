/* Sample views of the editor of forms, for --check: every member that a template names. */
#include "choice/choice.h"
#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "form_design/design.h"
#include "form_design/outline.h"
#include "form_design/preview.h"
#include "form_design/question_view.h"
#include "form_design/source.h"

static void
sample_texts(struct view *view, const char *const *names)
{
	for (; *names != NULL; names++)
		view_text(view, *names, "sample");
}

static void
sample_urls(struct view *view, const char *const *names)
{
	for (; *names != NULL; names++)
		view_url(view, *names, "/sample");
}

static void
sample_options(struct view *field, const char *name)
{
	struct view *option = view_item(view_list(field, "options"));

	sample_texts(option, (const char *const[]){ "value", "label", "offers", NULL });
	view_text(option, "hint", NULL);
	view_text(option, "id", name);
	view_bool(option, "selected", true);
}

/* A field of whatever partial: all that any of them reads. */
static void
sample_field(struct view *field, const char *name)
{
	part_field(field, name, "Sample", "Hint", "Error", true);
	sample_texts(field, (const char *const[]){ "value", "width", "autocomplete", "inputmode", "maxlength", "empty",
				"offers", "accept", NULL });
	view_text(field, "type", "text");
	view_int(field, "rows", 3);
	view_bool(field, "inline", true);
	view_bool(field, "multiple", true);
	view_bool(field, "selected", true);
	sample_options(field, name);
}

static void
sample_fields(struct view *view, const char *line, const char *buttons)
{
	struct view *fields = view_list(view, "fields");

	sample_field(view_child(part_item(fields), "input"), line);
	sample_field(view_child(part_item(fields), "radios"), buttons);
}

/* --- what all pages have --------------------------------------------------------------------------------------------- */

static void
preview_sample(struct view *page)
{
	struct view *preview = view_child(page, "preview"), *sheet = view_item(view_list(preview, "pages")), *item,
		    *live, *more;

	view_text(preview, "live", "{}");
	view_url(preview, "choices_url", CHOICE_SEEK_PATH);
	view_text(sheet, "title", "sample");
	item = part_item(view_list(sheet, "fields"));
	sample_field(view_child(item, "input"), "field-3");
	live = view_child(item, "live");
	view_text(live, "of", "sample");
	view_int(live, "row", 0);
	view_bool(live, "is_hidden", true);
	sample_texts(view_child(item, "computed"), (const char *const[]){ "id", "label", "value", NULL });
	view_text(item, "locked", NULL);
	more = view_child(item, "more");
	sample_texts(more, (const char *const[]){ "list", "label", "seeks", NULL });
	sample_texts(view_child(more, "choices"), (const char *const[]){ "of", "shared", "above", NULL });
}

static void
sample_problem(struct view *problem)
{
	sample_texts(problem, (const char *const[]){ "text", "at", NULL });
	view_url(problem, "url", "/sample");
}

/* The members that design_show gives every page. */
static void
design_sample(struct view *page)
{
	desk_sample(page);
	view_text(page, "once", "sample");
	view_int(page, "version", 1);
	view_bool(page, "may_edit", true);
	sample_urls(
	    page, (const char *const[]){ "action", "outline_url", "try_url", "source_url", "import_url", NULL });
	view_bool(page, "has_problems", true);
	view_bool(page, "has_remarks", true);
	view_text(page, "undo_at", "sample");
	view_bool(page, "undo_focus", true);
	view_bool(page, "is_outline", false);
	view_text(page, "problem_count", "2");
	sample_problem(view_item(view_list(page, "problems")));
	sample_problem(view_item(view_list(page, "remarks")));
	preview_sample(page);
}

static void
sample_errors(struct view *page)
{
	struct view *error = view_item(view_list(page, "errors"));

	view_bool(page, "has_errors", true);
	view_text(error, "message", "sample");
	view_url(error, "anchor", "#sample");
}

/* --- the pages ------------------------------------------------------------------------------------------------------- */

static void
sample_row(struct view *row, const char *id)
{
	view_text(row, "id", id);
	sample_texts(row, (const char *const[]){ "label", "kind", "need", "condition", "valid", "read_by", "up", "down",
			      "copy", "remove", NULL });
	sample_urls(row, (const char *const[]){ "url", "add_url", NULL });
	view_bool(row, "focus_link", true);
	view_bool(row, "focus_up", true);
	view_bool(row, "focus_down", true);
	view_int(row, "depth", 1);
}

struct view *
form_outline_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *section;

	design_sample(page);
	sample_urls(page, (const char *const[]){ "add_url", "many_url", "add_page_url", NULL });
	view_bool(page, "is_empty", false);
	section = view_item(view_list(page, "sections"));
	view_text(section, "number", "1");
	view_url(section, "add_url", "/sample");
	sample_row(view_item(view_list(section, "head")), "page");
	sample_row(view_item(view_list(section, "rows")), "row");
	return page;
}

struct view *
form_add_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *family, *kind;

	design_sample(page);
	sample_texts(page, (const char *const[]){ "into", "after", NULL });
	view_url(page, "many_url", "/sample");
	sample_field(view_child(page, "label"), "field-4");
	family = view_item(view_list(page, "families"));
	view_text(family, "title", "sample");
	kind = view_item(view_list(family, "kinds"));
	sample_texts(kind, (const char *const[]){ "value", "label", NULL });
	return page;
}

static void
sample_rule(struct view *rule)
{
	struct view *row;

	view_text(rule, "any_name", "any");
	sample_texts(rule, (const char *const[]){ "name", "legend", "mode", "error", NULL });
	view_bool(rule, "any", true);
	view_bool(rule, "is_need", true);
	view_bool(rule, "open", true);
	view_bool(rule, "has_words", true);
	sample_texts(rule, (const char *const[]){ "hint", "words_legend", NULL });
	sample_field(view_child(part_item(view_list(rule, "words")), "input"), "field-15");
	sample_field(view_child(rule, "modes"), "field-5");
	sample_field(view_child(rule, "feel"), "field-6");
	row = view_item(view_list(rule, "rows"));
	view_int(row, "number", 1);
	sample_field(view_child(row, "key"), "field-7");
	sample_field(view_child(row, "op"), "field-8");
	sample_field(view_child(row, "value"), "field-9");
	sample_field(view_child(row, "other"), "field-16");
}

static void
sample_limit(struct view *limit, int number)
{
	static const char *const parts[] = { "from", "count", "unit", "way", "text" };
	static const char *const names[PART__MAX][sizeof(parts) / sizeof(*parts)] = {
		{ "limit-1", "limit-2", "limit-3", "limit-4", "limit-5" },
		{ "limit-6", "limit-7", "limit-8", "limit-9", "limit-10" },
		{ "limit-11", "limit-12", "limit-13", "limit-14", "limit-15" },
	};

	sample_texts(limit, (const char *const[]){ "name", "legend", "error", NULL });
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		sample_field(view_child(limit, parts[i]), names[number][i]);
}

static void
sample_parts(struct view *page)
{
	static const char *const lines[PART__MAX] = { "line-1", "line-2", "line-3" };
	static const char *const buttons[PART__MAX] = { "buttons-1", "buttons-2", "buttons-3" };
	struct view *parts = view_list(page, "parts");

	for (int i = 0; i < PART__MAX; i++) {
		struct view *part = view_item(parts);

		view_text(part, "title", "sample");
		view_bool(part, "is_question", i == PART_QUESTION);
		view_bool(part, "is_answer", i == PART_ANSWER);
		view_bool(part, "is_data", i == PART_DATA);
		view_bool(part, "open", true);
		view_bool(part, "is_empty", false);
		sample_fields(part, lines[i], buttons[i]);
		sample_limit(view_item(view_list(part, "limits")), i);
	}
}

struct view *
form_question_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *words, *offer;

	design_sample(page);
	sample_errors(page);
	sample_texts(page, (const char *const[]){ "id", "into", "after", "kind", "kind_label", NULL });
	view_bool(page, "conflict", true);
	view_bool(page, "tried", true);
	view_bool(page, "may_become", true);
	view_bool(page, "has_places", true);
	view_bool(page, "has_words", true);
	view_bool(page, "words_open", true);
	sample_field(view_child(page, "kinds"), "field-10");
	sample_field(view_child(page, "place"), "field-11");
	sample_parts(page);
	sample_rule(view_item(view_list(page, "rules")));
	words = view_item(view_list(page, "words"));
	view_text(words, "legend", "sample");
	sample_fields(words, "words-1", "words-2");
	offer = view_item(view_list(page, "offers"));
	view_text(offer, "id", "offer");
	sample_options(offer, "offer");
	return page;
}

struct view *
form_many_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	design_sample(page);
	sample_field(view_child(page, "lines"), "field-12");
	return page;
}

struct view *
form_source_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	design_sample(page);
	view_url(page, "file_url", "/sample");
	sample_field(view_child(page, "source"), "field-13");
	return page;
}

struct view *
form_bring_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *note;

	design_sample(page);
	view_url(page, "take_url", "/sample");
	view_text(page, "content", "{}");
	sample_field(view_child(page, "file"), "field-14");
	view_bool(page, "has_notes", true);
	note = view_item(view_list(page, "notes"));
	sample_texts(note, (const char *const[]){ "label", "reason", "path", NULL });
	view_bool(note, "script", true);
	return page;
}

struct view *
form_try_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *summary, *frame;

	sample_texts(page, (const char *const[]){ "title", "problem", NULL });
	view_bool(page, "phone", true);
	frame = view_item(view_list(page, "frames"));
	view_text(frame, "label", "sample");
	view_url(frame, "url", "/sample");
	view_bool(frame, "current", false);
	sample_urls(page, (const char *const[]){ "back_url", "action", NULL });
	sample_errors(page);
	preview_sample(page);
	summary = view_item(view_list(view_child(page, "summary"), "pages"));
	view_text(summary, "title", "sample");
	part_row(view_list(summary, "rows"), "sample", "sample", "/sample");
	return page;
}
