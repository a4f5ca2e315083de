/* A work list that fills every name of its template, for --check. See list_view.h. */
#include "core/memory/arena.h"
#include "core/view/view.h"
#include "list/list_view.h"

static void
add_link(struct view *list, const char *label)
{
	struct view *item = view_item(list);

	view_text(item, "label", label);
	view_url(item, "url", "/can-bo/ho-so");
	view_text(item, "count", "1");
	view_bool(item, "current", true);
}

static void
add_filter(struct view *list)
{
	struct view *field = view_item(list), *option;

	view_text(field, "id", "due");
	view_text(field, "name", "due");
	view_text(field, "label", "Due");
	view_text(field, "hint", "Hint");
	view_text(field, "error", "Error");
	view_bool(field, "optional", true);
	view_bool(field, "heading", false);
	view_text(field, "empty", "Any");
	option = view_item(view_list(field, "options"));
	view_text(option, "value", "today");
	view_text(option, "label", "Today");
	view_bool(option, "selected", true);
}

static void
add_dossier(struct view *list)
{
	struct view *item = view_item(list), *tag;

	view_text(item, "code", "H29.1-261121-0001");
	view_url(item, "url", "/can-bo/ho-so/H29.1-261121-0001");
	view_text(item, "procedure", "Procedure");
	view_text(item, "applicant", "Applicant");
	view_text(item, "channel", "Online");
	view_text(item, "received", "21/11/2026 09:00");
	view_text(item, "due", "23/11/2026 17:30");
	view_text(item, "remaining", "1 day left");
	view_bool(item, "overdue", true);
	view_text(item, "step", "Processing");
	view_text(item, "assignee", "Officer");
	tag = view_child(item, "state");
	view_text(tag, "label", "In progress");
	view_text(tag, "kind", "active");
}

struct view *
list_sample(struct arena *arena)
{
	struct view *view = view_object(arena), *part;

	view_text(view, "title", "To receive");
	part = view_child(view, "notice");
	view_text(part, "text", "Done");
	view_bool(part, "success", true);
	view_text(part, "link", NULL);
	view_text(view, "queue", "tiep-nhan");
	view_url(view, "search_url", "/can-bo/ho-so");
	view_text(view, "q", "An");
	add_link(view_list(view, "queues"), "To receive");
	add_filter(view_list(view, "filters"));
	view_bool(view, "has_chips", true);
	add_link(view_list(view, "chips"), "An");
	view_url(view, "clear_url", "/can-bo/ho-so");
	view_text(view, "found", "1 dossier");
	view_bool(view, "any", true);
	add_dossier(view_list(view, "dossiers"));
	part = view_child(view, "pages");
	view_text(part, "shown", "1-1 of 1");
	view_url(part, "first_url", "/can-bo/ho-so");
	view_url(part, "next_url", "/can-bo/ho-so");
	view_url(view, "export_url", "/can-bo/ho-so/tai-ve");
	view_url(view, "answers_url", "/can-bo/ho-so/to-khai/tai-ve");
	return view;
}
