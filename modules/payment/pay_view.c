/* The citizen's pages as view trees. See pay_view.h. */
#include "pay_view.h"

#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"

static void
add_tag(struct view *page, struct pay_tag tag)
{
	struct view *state = view_child(page, "state");

	view_text(state, "label", tag.label);
	view_text(state, "kind", tag.kind);
}

static void
add_choices(struct arena *arena, struct view *view, const struct pay_page *page)
{
	struct view *method, *options;

	if (page->choice_count == 0) {
		view_text(view, "method", NULL);
		return;
	}
	method = view_child(view, "method");
	part_field(method, "method", page->choices_label, NULL, page->error, false);
	view_bool(method, "inline", false);
	options = view_list(method, "options");
	for (size_t i = 0; i < page->choice_count; i++) {
		const struct pay_choice *choice = &page->choices[i];
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? "method" : arena_printf(arena, "method-%s", choice->value));
		view_text(option, "value", choice->value);
		view_text(option, "label", choice->label);
		view_text(option, "hint", choice->hint);
		view_bool(option, "selected", choice->selected);
	}
}

struct view *
pay_view(struct arena *arena, const struct pay_page *page)
{
	struct view *view = view_object(arena), *lines;

	view_text(view, "title", page->title);
	view_text(view, "code", page->code);
	view_text(view, "procedure", page->procedure);
	lines = view_list(view, "lines");
	for (size_t i = 0; i < page->line_count; i++) {
		struct view *line = view_item(lines);

		view_text(line, "label", page->lines[i].label);
		view_text(line, "amount", page->lines[i].amount);
	}
	view_text(view, "total", page->total);
	view_text(view, "in_words", page->in_words);
	add_tag(view, page->tag);
	add_choices(arena, view, page);
	view_text(view, "once", page->once);
	view_url(view, "action", page->action);
	view_text(view, "counter_text", page->counter_text);
	view_text(view, "note", page->note);
	view_url(view, "receipt_url", page->receipt_url);
	view_url(view, "dossier_url", page->dossier_url);
	view_url(view, "back_url", page->back_url);
	return view;
}

struct view *
leave_view(struct arena *arena, const struct leave_page *page)
{
	struct view *view = view_object(arena);

	view_text(view, "title", page->title);
	view_text(view, "code", page->code);
	view_text(view, "amount", page->amount);
	view_text(view, "gateway", page->gateway);
	view_text(view, "host", page->host);
	view_url(view, "leave_url", page->leave_url);
	view_url(view, "reload_url", page->reload_url);
	view_url(view, "back_url", page->back_url);
	return view;
}

struct view *
return_view(struct arena *arena, const struct return_page *page)
{
	struct view *view = view_object(arena);

	view_text(view, "title", page->title);
	view_text(view, "code", page->code);
	view_text(view, "text", page->paid ? NULL : page->text);
	if (page->paid) {
		struct view *panel = view_child(view, "panel");

		view_text(panel, "title", page->title);
		view_text(panel, "text", page->text);
		view_text(panel, "code", page->code);
	} else {
		view_text(view, "panel", NULL);
	}
	add_tag(view, page->tag);
	view_text(view, "next", page->next);
	view_bool(view, "waiting", page->waiting);
	view_url(view, "reload_url", page->reload_url);
	view_url(view, "pay_url", page->pay_url);
	view_url(view, "dossier_url", page->dossier_url);
	view_url(view, "receipt_url", page->receipt_url);
	return view;
}

struct view *
home_view(struct arena *arena, const char *title)
{
	struct view *view = view_object(arena);

	view_text(view, "title", title);
	view_url(view, "mine_url", "/thanh-toan");
	view_url(view, "cashier_url", "/can-bo/thu-ngan");
	return view;
}

struct view *
mine_view(struct arena *arena, const char *title, const struct mine_row *rows, size_t count)
{
	struct view *view = view_object(arena), *list;

	view_text(view, "title", title);
	view_bool(view, "any", count > 0);
	list = view_list(view, "demands");
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_item(list);

		view_text(row, "code", rows[i].code);
		view_url(row, "url", rows[i].url);
		view_text(row, "procedure", rows[i].procedure);
		view_text(row, "amount", rows[i].amount);
		view_text(row, "since", rows[i].since);
	}
	return view;
}
