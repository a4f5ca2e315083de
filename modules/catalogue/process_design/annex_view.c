/* The printed annex. See annex_view.h; the layout is that of published decisions (QĐ 1594, QĐ 2916). */
#include "process_design/annex_view.h"

#include <stdbool.h>
#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "process_design/table_view.h"

#define KEY(name) "catalogue_process_design." name

/* Lines of a text as paragraphs. */
static void
add_lines(struct ctx *c, struct view *list, const char *text)
{
	char *rest = arena_strdup(c->arena, text), *line;

	while ((line = strtok_r(rest, "\n", &rest)) != NULL)
		view_text(view_item(list), "text", line);
}

static void
add_part(struct ctx *c, struct view *parts, size_t *number, const char *title, const char *text)
{
	if (*text == '\0')
		return;
	struct view *part = view_item(parts);
	view_int(part, "number", (int64_t)++ * number);
	view_text(part, "title", ctx_text(c, title));
	add_lines(c, view_list(part, "lines"), text);
}

static void
show_steps(struct ctx *c, struct table_page *page, struct view *view)
{
	struct view *steps = view_list(view, "steps");

	for (size_t i = 0; i < page->table.count; i++) {
		const struct table_row *row = &page->table.rows[i];
		struct view *step = view_item(steps);
		const char *next = next_text_of(&page->words, &page->table, i);
		const struct message_argument number[] = { { "number", arena_printf(c->arena, "%zu", i + 1) } };

		view_text(step, "symbol",
		    *row->symbol != '\0' ? row->symbol
					 : message_format(c->arena, c->messages, c->language, KEY("row"), number, 1));
		view_text(step, "name", row->name);
		view_text(step, "unit", row->unit);
		view_text(step, "term", *row->term != '\0' ? row->term : row->timing);
		view_text(step, "output", row->output);
		view_text(step, "next", *next == '\0' ? NULL : next);
		/* A name that was made out of the content is not said twice. */
		view_bool(step, "named", strstr(row->content, row->name) == NULL);
		add_lines(c, view_list(step, "lines"), row->content);
	}
}

static void
show_lists(struct view *view, const struct model_sheet *sheet)
{
	struct view *papers = view_list(view, "papers"), *records = view_list(view, "records");

	for (size_t i = 0; i < sheet->paper_count; i++) {
		struct view *paper = view_item(papers);
		view_int(paper, "number", (int64_t)i + 1);
		view_text(paper, "name", sheet->papers[i].name);
		view_text(paper, "form", *sheet->papers[i].form == '\0' ? NULL : sheet->papers[i].form);
		view_text(paper, "originals", sheet->papers[i].originals);
		view_text(paper, "photocopies", sheet->papers[i].photocopies);
	}
	for (size_t i = 0; i < sheet->record_count; i++) {
		struct view *record = view_item(records);
		view_int(record, "number", (int64_t)i + 1);
		view_text(record, "name", sheet->records[i].name);
		view_text(record, "place", sheet->records[i].place);
		view_text(record, "keep", sheet->records[i].keep);
	}
	view_bool(view, "has_papers", sheet->paper_count > 0);
	view_bool(view, "has_records", sheet->record_count > 0);
}

struct view *
annex_view(struct ctx *c, struct table_page *page)
{
	const struct model_sheet *sheet = &page->table.sheet;
	struct view *view = view_object(c->arena), *basis = view_list(view, "basis");
	struct view *before = view_list(view, "before"), *after = view_list(view, "after");
	struct table_path path;
	size_t number = 0;

	view_text(view, "title", page->table.name);
	view_url(view, "back_url", definition_path(c->arena, DEFINITION_PROCESS, page->desk.draft.code, "/bang"));
	view_text(view, "name", page->table.name);
	view_text(view, "owner", page->desk.draft.owner_name);
	view_text(view, "symbol", *sheet->symbol == '\0' ? NULL : sheet->symbol);
	view_text(view, "issue", *sheet->issue == '\0' ? NULL : sheet->issue);
	view_text(view, "issued_on", *sheet->issued_on == '\0' ? NULL : sheet->issued_on);
	add_part(c, before, &number, KEY("head_purpose"), sheet->purpose);
	add_part(c, before, &number, KEY("head_scope"), sheet->scope);
	for (size_t i = 0; i < sheet->basis_count; i++)
		view_text(view_item(basis), "text", sheet->basis[i]);
	view_int(view, "basis_number", sheet->basis_count > 0 ? (int64_t)++number : 0);
	add_part(c, after, &number, KEY("head_conditions"), sheet->conditions);
	view_int(view, "papers_number", sheet->paper_count > 0 ? (int64_t)++number : 0);
	show_lists(view, sheet);
	struct view *rest = view_list(view, "rest");
	add_part(c, rest, &number, KEY("head_quantity"), sheet->quantity);
	process_table_path(c->arena, &page->table, page->model, &path);
	const struct message_argument duration[] = { { "term", sheet->term },
		{ "duration", table_duration_text(&page->words, path.minutes) } };
	add_part(c, rest, &number, KEY("head_term"),
	    *sheet->term == '\0' ? ""
				 : message_format(c->arena, c->messages, c->language, KEY("annex_term"), duration, 2));
	add_part(c, rest, &number, KEY("head_place"), sheet->place);
	add_part(c, rest, &number, KEY("head_fee"), sheet->fee);
	add_part(c, rest, &number, KEY("head_result"), sheet->result);
	view_int(view, "steps_number", (int64_t)++number);
	show_steps(c, page, view);
	view_text(view, "total", table_duration_text(&page->words, path.minutes));
	view_int(view, "records_number", sheet->record_count > 0 ? (int64_t)++number : 0);
	return view;
}
