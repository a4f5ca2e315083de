/* Sample views of the import's pages, for --check. See import_page.h. */
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "import/import_page.h"
#include "office/office_nav.h"

static void
texts(struct view *object, const char *const *names)
{
	for (; *names != NULL; names++)
		view_text(object, *names, "sample");
}

static void
sample_state(struct view *object)
{
	struct view *state = view_child(object, "state");

	view_text(state, "label", "sample");
	view_text(state, "kind", "done");
}

static void
no_errors(struct view *page)
{
	view_bool(page, "has_errors", false);
	(void)view_list(page, "errors");
	office_nav_sample(page);
}

static void
sample_checkbox(struct view *field)
{
	texts(field, (const char *const[]){ "id", "name", "label", "value", "error", NULL });
	view_bool(field, "selected", true);
}

struct view *
import_runs_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item, *field;

	texts(page, (const char *const[]){ "title", "once", NULL });
	view_url(page, "action", IMPORT_PATH);
	view_url(page, "export_url", EXPORT_PATH);
	view_url(page, "next_url", IMPORT_PATH);
	view_bool(page, "any", true);
	field = view_child(page, "file");
	part_field(field, "file", "sample", "sample", "sample", false);
	view_text(field, "accept", "sample");
	view_bool(field, "multiple", false);
	sample_checkbox(view_child(page, "complete"));
	item = view_item(view_list(page, "runs"));
	texts(item, (const char *const[]){ "code", "file", "when", "who", NULL });
	view_url(item, "url", IMPORT_PATH);
	sample_state(item);
	no_errors(page);
	return page;
}

static void
sample_radios(struct view *field, const char *name)
{
	struct view *option;

	part_field(field, name, "sample", NULL, "sample", false);
	view_bool(field, "inline", false);
	option = view_item(view_list(field, "options"));
	view_text(option, "id", name);
	texts(option, (const char *const[]){ "value", "label", "hint", NULL });
	view_bool(option, "selected", true);
}

static void
sample_date(struct view *field, const char *name)
{
	part_field(field, name, "sample", "sample", "sample", true);
	texts(field, (const char *const[]){ "day", "month", "year", NULL });
	view_bool(field, "birthday", false);
}

static void
sample_order(struct view *order)
{
	struct view *field;

	view_url(order, "action", IMPORT_PATH);
	view_url(order, "abandon_url", IMPORT_PATH);
	view_int(order, "version", 1);
	view_text(order, "once", "sample");
	sample_radios(view_child(order, "mode"), "mode");
	sample_radios(view_child(order, "fault"), "fault");
	field = view_child(order, "decision_no");
	part_field(field, "decision_no", "sample", "sample", "sample", true);
	texts(field, (const char *const[]){ "value", "type", "width", "autocomplete", "inputmode", NULL });
	sample_date(view_child(order, "decision_date"), "decision_date");
	sample_date(view_child(order, "effective_from"), "effective_from");
	sample_checkbox(view_child(order, "ministry"));
}

static void
sample_line(struct view *line)
{
	struct view *item;

	texts(line, (const char *const[]){ "place", "code", "name", NULL });
	view_url(line, "url", IMPORT_PATH);
	sample_state(line);
	texts(view_item(view_list(line, "faults")), (const char *const[]){ "member", "text", NULL });
	texts(view_item(view_list(line, "notes")), (const char *const[]){ "member", "text", "source", NULL });
	view_text(view_item(view_list(line, "changes")), "text", "sample");
	item = view_item(view_list(line, "matches"));
	texts(item, (const char *const[]){ "code", "text", NULL });
	view_url(item, "url", IMPORT_PATH);
	view_bool(line, "any_matches", true);
}

struct view *
import_run_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item;

	texts(page, (const char *const[]){ "title", "code", "when", "who", "refused", "held", NULL });
	sample_state(page);
	view_bool(page, "working", true);
	item = view_child(page, "done");
	view_text(item, "text", "sample");
	view_url(item, "url", IMPORT_PATH);
	item = view_child(page, "progress");
	view_int(item, "percent", 1);
	view_text(item, "text", "sample");
	item = view_item(view_list(page, "filters"));
	view_text(item, "label", "sample");
	view_url(item, "url", IMPORT_PATH);
	view_bool(item, "current", true);
	sample_line(view_item(view_list(page, "lines")));
	view_bool(page, "any", true);
	view_url(page, "next_url", IMPORT_PATH);
	sample_order(view_child(page, "order"));
	no_errors(page);
	return page;
}

struct view *
export_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item;

	view_text(page, "title", "sample");
	item = view_item(view_list(page, "formats"));
	texts(item, (const char *const[]){ "label", "hint", NULL });
	view_url(item, "url", EXPORT_PATH);
	view_url(page, "schema_url", EXPORT_PATH);
	office_nav_sample(page);
	return page;
}
