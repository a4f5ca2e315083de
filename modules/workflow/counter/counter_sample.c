/* Pages of the counter that fill every name of their templates, for --check. See counter.h. */
#include "core/memory/arena.h"
#include "core/view/view.h"
#include "counter/counter.h"
#include "field_view.h"

static void
fill_line(struct view *into, const char *name)
{
	static const char *const texts[] = { "label", "hint", "error", "value", "type", "width", "autocomplete",
		"inputmode", "day", "month", "year", "empty", "maxlength" };

	view_text(into, "id", name);
	view_text(into, "name", name);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(into, texts[i], texts[i]);
	view_int(into, "rows", 4);
	view_bool(into, "optional", true);
	view_bool(into, "heading", false);
	view_bool(into, "inline", true);
	view_bool(into, "birthday", false);
}

static void
fill_choice(struct view *into, const char *name)
{
	struct view *option;

	fill_line(into, name);
	option = view_item(view_list(into, "options"));
	view_text(option, "id", name);
	view_text(option, "value", "value");
	view_text(option, "label", "Label");
	view_text(option, "hint", NULL);
	view_bool(option, "selected", true);
}

static struct view *
page_of(struct arena *arena, const char *action, const char *anchor)
{
	struct view *view = view_object(arena), *error;

	view_text(view, "title", "Counter");
	view_bool(view, "has_errors", true);
	error = view_item(view_list(view, "errors"));
	view_text(error, "message", "Error");
	view_url(error, "anchor", anchor);
	view_url(view, "action", action);
	return view;
}

struct view *
counter_sample(struct arena *arena)
{
	struct view *view = page_of(arena, "/can-bo/tai-quay", "#q"), *part;

	part = view_child(view, "notice");
	view_text(part, "text", "Done");
	view_bool(part, "success", true);
	view_text(part, "link", NULL);
	fill_line(view_child(view, "person"), "person");
	fill_line(view_child(view, "words"), "q");
	view_text(view, "found", "1 procedure");
	view_bool(view, "any", true);
	part = view_item(view_list(view, "procedures"));
	view_text(part, "label", "Procedure");
	view_text(part, "code", "2.000635");
	view_url(part, "url", "/can-bo/tai-quay/2.000635");
	return view;
}

static void
add_papers_and_fees(struct view *view)
{
	struct view *part = view_item(view_list(view, "papers"));

	view_int(part, "seq", 1);
	view_text(part, "name", "Paper");
	view_text(part, "required", "(required)");
	view_text(part, "reason", "Reason");
	view_text(part, "original", "1");
	view_text(part, "certified", "1");
	view_text(part, "copy", "1");
	view_bool(part, "scanned", true);
	view_bool(view, "has_papers", true);
	view_text(view, "papers_error", "Error");
	view_text(view, "shown", "1-00");
	part = view_item(view_list(view, "not_asked"));
	view_text(part, "name", "Paper");
	view_text(part, "reason", "Reason");
	view_bool(view, "has_not_asked", true);
	part = view_item(view_list(view, "led"));
	view_text(part, "text", "Case");
	view_text(part, "reason", "Reason");
	view_bool(view, "has_led", true);
	view_bool(view, "has_asked", true);
	fill_choice(field_item(view_list(view, "asked"), "select"), "doi_tuong");
	view_bool(view, "has_fees", true);
	view_text(view, "fee_text", "8.000");
	part = view_child(view, "fees");
	view_text(part, "total", "16.000");
	part = view_item(view_list(part, "lines"));
	view_text(part, "name", "Fee");
	view_text(part, "quantity", "2");
	view_text(part, "price", "8.000");
	view_text(part, "amount", "16.000");
}

struct view *
counter_register_sample(struct arena *arena)
{
	struct view *view = page_of(arena, "/can-bo/tai-quay/2.000635", "#applicant.name"), *list;

	view_url(view, "back_url", "/can-bo/tai-quay");
	view_url(view, "choices_url", "/can-bo/tai-quay/danh-sach");
	view_text(view, "once", "once");
	view_text(view, "code", "2.000635");
	view_text(view, "agency", "Agency");
	view_text(view, "term", "3 days");
	view_text(view, "lead", "Lead");
	list = view_item(view_list(view, "tabs"));
	view_text(list, "label", "Case");
	view_url(list, "url", "/can-bo/tai-quay/2.000635");
	view_bool(list, "current", true);
	view_bool(view, "has_cases", true);
	list = view_list(view, "person");
	fill_line(field_item(list, "input"), "applicant.name");
	fill_line(field_item(list, "date"), "applicant.birth");
	fill_choice(field_item(list, "radios"), "applicant.kind");
	fill_line(field_item(view_list(view, "owner"), "input"), "owner.name");
	fill_line(view_child(view, "subject"), "subject");
	add_papers_and_fees(view);
	fill_choice(view_child(view, "result_way"), "result");
	fill_line(view_child(view, "copies"), "copies");
	fill_line(view_child(view, "note"), "note");
	view_bool(view, "same_day", true);
	return view;
}
