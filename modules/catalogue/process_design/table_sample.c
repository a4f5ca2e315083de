/* The room's pages with every member, for --check. See table_page.h. */
#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "define/desk.h"
#include "office/office_nav.h"
#include "process_design/process_import.h"
#include "process_design/table_form.h"
#include "process_design/table_page.h"

/* Boxes of different places have names of their own, as on the page. */
static struct view *
box(struct arena *arena, struct view *into, const char *place, const char *member)
{
	struct view *view = view_child(into, member);

	view_text(view, "name", arena_printf(arena, "%s.%s", place, member));
	view_text(view, "label", "sample");
	view_text(view, "value", "1");
	view_text(view, "error", "sample");
	view_bool(view, "lines", true);
	return view;
}

static void
add_note(struct view *into)
{
	struct view *note = view_item(view_list(into, "notes"));

	view_bool(into, "has_notes", true);
	view_text(note, "text", "sample");
	view_bool(note, "bad", true);
}

static void
fill_row(struct arena *arena, struct view *row, const char *place)
{
	view_int(row, "number", 1);
	view_text(row, "row", place);
	for (enum cell cell = 0; cell < CELL__MAX; cell++) {
		struct view *text = box(arena, row, place, cell_name(cell));
		if (cell != CELL_ROLE)
			continue;
		struct view *option = view_item(view_list(text, "options"));
		view_text(option, "value", "intake");
		view_text(option, "label", "sample");
		view_bool(option, "selected", true);
	}
	add_note(row);
}

static void
fill_list(struct arena *arena, struct view *page, const char *list, const char *const *names, size_t count)
{
	struct view *row = view_item(view_list(page, list));

	view_int(row, "number", 1);
	for (size_t i = 0; i < count; i++)
		(void)box(arena, row, list, names[i]);
}

struct view *
process_table_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *difference;

	desk_sample(page);
	view_url(page, "action", DEFINE_PATH);
	view_url(page, "print_url", DEFINE_PATH);
	view_int(page, "version", 1);
	view_bool(page, "readonly", false);
	view_bool(page, "movable", true);
	view_bool(page, "head_open", true);
	view_int(page, "count", 1);
	view_text(page, "fixed", "sample");
	view_text(page, "said", "sample");
	view_bool(page, "has_sum", true);
	view_text(page, "sum", "sample");
	view_bool(page, "exceeded", true);
	(void)box(arena, page, "page", "name_box");
	(void)box(arena, page, "page", "basis_box");
	(void)box(arena, view_item(view_list(page, "head")), "head", "box");
	fill_list(arena, page, "papers", paper_names, PAPER_TEXTS);
	fill_list(arena, page, "records", record_names, RECORD_TEXTS);
	fill_row(arena, view_item(view_list(page, "rows")), "row");
	fill_row(arena, view_child(page, "blank"), "blank");
	add_note(page);
	view_bool(page, "conflict", true);
	difference = view_item(view_list(page, "differences"));
	view_text(difference, "label", "sample");
	view_text(difference, "theirs", "sample");
	view_text(difference, "mine", "sample");
	return page;
}

static void
fill_part(struct view *page, const char *list)
{
	struct view *part = view_item(view_list(page, list));

	view_int(part, "number", 1);
	view_text(part, "title", "sample");
	view_text(view_item(view_list(part, "lines")), "text", "sample");
}

static void
fill_texts(struct view *into, const char *const *names, size_t count)
{
	view_int(into, "number", 1);
	for (size_t i = 0; i < count; i++)
		view_text(into, names[i], "sample");
}

struct view *
process_annex_sample(struct arena *arena)
{
	static const char *const step_texts[] = { "symbol", "name", "unit", "term", "output", "next" };
	static const char *const numbers[] = { "basis_number", "papers_number", "steps_number", "records_number" };
	static const char *const texts[] = { "title", "name", "owner", "symbol", "issue", "issued_on", "total" };
	struct view *page = view_object(arena), *step;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(page, texts[i], "sample");
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		view_int(page, numbers[i], 1);
	view_url(page, "back_url", DEFINE_PATH);
	fill_part(page, "before");
	fill_part(page, "after");
	fill_part(page, "rest");
	view_text(view_item(view_list(page, "basis")), "text", "sample");
	view_bool(page, "has_papers", true);
	view_bool(page, "has_records", true);
	fill_texts(view_item(view_list(page, "papers")), paper_names, PAPER_TEXTS);
	fill_texts(view_item(view_list(page, "records")), record_names, RECORD_TEXTS);
	step = view_item(view_list(page, "steps"));
	fill_texts(step, step_texts, sizeof(step_texts) / sizeof(step_texts[0]));
	view_bool(step, "named", true);
	view_text(view_item(view_list(step, "lines")), "text", "sample");
	return page;
}

static void
fill_import(struct view *into)
{
	static const char *const texts[] = { "code", "file", "when", "who" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(into, texts[i], "sample");
	view_url(into, "url", DEFINE_PATH);
}

struct view *
process_imports_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *file = view_child(page, "file");

	office_nav_sample(page);
	view_text(page, "title", "sample");
	view_url(page, "action", DEFINE_PATH);
	view_text(page, "once", "sample");
	view_bool(page, "has_errors", false);
	(void)view_list(page, "errors");
	part_field(file, "file", "sample", NULL, NULL, false);
	view_text(file, "accept", ".csv");
	view_bool(file, "multiple", false);
	fill_import(view_item(view_list(page, "imports")));
	view_bool(page, "any", true);
	return page;
}

struct view *
process_import_sample(struct arena *arena)
{
	static const char *const texts[] = { "name", "code", "procedure", "sum", "printed" };
	struct view *page = view_object(arena), *process, *remark;

	office_nav_sample(page);
	view_text(page, "title", "sample");
	view_text(page, "counts", "sample");
	view_url(page, "back_url", DEFINE_PATH);
	fill_import(view_child(page, "import"));
	process = view_item(view_list(page, "processes"));
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		view_text(process, texts[i], "sample");
	view_url(process, "url", DEFINE_PATH);
	view_int(process, "steps", 1);
	view_bool(process, "taken", true);
	view_bool(process, "whole", true);
	remark = view_item(view_list(process, "remarks"));
	view_text(remark, "text", "sample");
	view_bool(remark, "bad", true);
	return page;
}
