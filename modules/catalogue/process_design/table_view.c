/* The table's page as a view. See table_view.h. */
#include "process_design/table_view.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/definition/process_table/process_table_term.h"
#include "domain/directory/officer.h"
#include "domain/time/term.h"

#define KEY(name) "catalogue_process_design." name

enum { DIFFERENCES_MAX = 80 };

/* The roles that a step of a process may have. */
static const enum role roles[] = { ROLE_INTAKE, ROLE_PROCESSING, ROLE_SECTION_HEAD, ROLE_LEADER, ROLE_CLERK,
	ROLE_RETURNING, ROLE_CASHIER };

const char *
table_duration_text(const struct next_words *words, int64_t minutes)
{
	/* A quarter of an hour is the smallest part of a day that four decimals hold: 15/480 = 0,03125 is cut, not rounded. */
	const int64_t whole = minutes / STANDARD_DAY, part = minutes % STANDARD_DAY * 10000 / STANDARD_DAY;
	char *days = arena_printf(words->arena, "%lld,%04lld", (long long)whole, (long long)part);
	char *hours =
	    arena_printf(words->arena, "%lld,%02lld", (long long)(minutes / 60), (long long)(minutes % 60 * 100 / 60));
	char *const texts[] = { days, hours };

	for (size_t i = 0; i < 2; i++) {
		size_t size = strlen(texts[i]);
		while (texts[i][size - 1] == '0')
			texts[i][--size] = '\0';
		if (texts[i][size - 1] == ',')
			texts[i][size - 1] = '\0';
	}
	const struct message_argument arguments[] = { { "days", days }, { "hours", hours } };
	return message_format(words->arena, words->messages, words->language, KEY("duration"), arguments, 2);
}

static const char *
say(const struct next_words *words, const char *key, const char *name, const char *value)
{
	const struct message_argument arguments[] = { { name, value } };

	return message_format(words->arena, words->messages, words->language, key, arguments, 1);
}

/* --- boxes --------------------------------------------------------------------------------------------------------- */

struct writing {
	struct ctx *c;
	struct table_page *page;
	struct view *errors;
};

/* A box by its name in the form; its fault goes to the head of the page too. */
static struct view *
show_box(struct writing *w, struct view *into, const char *member, const char *name, const char *label,
    const struct form_text *text)
{
	struct view *box = view_child(into, member);
	const char *error = text->error == NULL ? NULL : ctx_text(w->c, text->error);

	view_text(box, "name", name);
	view_text(box, "label", label);
	view_text(box, "value", text->text);
	view_text(box, "error", error);
	if (error != NULL) {
		struct view *item = view_item(w->errors);
		view_text(item, "message", arena_printf(w->c->arena, "%s: %s", label, error));
		view_text(item, "beside", error);
		view_url(item, "anchor", arena_printf(w->c->arena, "#%s", name));
	}
	return box;
}

static const char *
label_of(struct writing *w, const char *group, const char *name)
{
	return ctx_text(w->c, arena_printf(w->c->arena, KEY("%s_%s"), group, name));
}

static void
show_roles(struct writing *w, struct view *box, const struct form_row *row)
{
	struct view *options = view_list(box, "options");
	struct view *own = view_item(options);
	const char *chosen = row->cells[CELL_ROLE].text;

	view_text(own, "value", "");
	view_text(own, "label",
	    *row->guess == '\0' ? ctx_text(w->c, KEY("role_auto"))
				: say(&w->page->words, KEY("role_read"), "role",
				      ctx_text(w->c, arena_printf(w->c->arena, "role.%s", row->guess))));
	view_bool(own, "selected", *chosen == '\0');
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		const char *name = role_name(roles[i]);
		struct view *option = view_item(options);
		view_text(option, "value", name);
		view_text(option, "label", ctx_text(w->c, arena_printf(w->c->arena, "role.%s", name)));
		view_bool(option, "selected", strcmp(chosen, name) == 0);
	}
}

static void
show_cells(struct writing *w, struct view *item, size_t number, const struct form_row *row)
{
	const char *step = say(&w->page->words, KEY("row"), "number", arena_printf(w->c->arena, "%zu", number + 1));

	view_int(item, "number", (int64_t)number + 1);
	view_text(item, "row", step);
	for (enum cell cell = 0; cell < CELL__MAX; cell++) {
		const char *name = arena_printf(w->c->arena, "step.%zu.%s", number, cell_name(cell));
		const char *label =
		    cell == CELL_ID ? ""
				    : arena_printf(w->c->arena, "%s, %s", step, label_of(w, "cell", cell_name(cell)));
		struct view *box = show_box(w, item, cell_name(cell), name, label, &row->cells[cell]);
		if (cell == CELL_ROLE)
			show_roles(w, box, row);
	}
}

/* --- what is wrong beside a row ------------------------------------------------------------------------------------ */

static void
add_note(struct view *notes, const char *text, bool bad)
{
	struct view *note = view_item(notes);

	view_text(note, "text", text);
	view_bool(note, "bad", bad);
}

static void
show_notes(struct writing *w, struct view *item, size_t number, const struct form_row *row)
{
	struct table_page *page = w->page;
	struct view *notes = view_list(item, "notes");
	size_t count = 0;

	if (row->doubt != UNIT_SURE && ++count)
		add_note(notes,
		    ctx_text(w->c, arena_printf(w->c->arena, KEY("role_%s"), process_unit_doubt_name(row->doubt))),
		    false);
	for (size_t i = 0; page->checked && i < page->problems.count; i++) {
		const struct definition_problem *problem = &page->problems.items[i];
		if (process_table_row_of(&page->table, page->model, problem->place) == number && ++count)
			add_note(notes, definition_problem_text(w->c, problem), problem->blocks);
	}
	view_bool(item, "has_notes", count > 0);
}

static void
show_rows(struct writing *w, struct view *view)
{
	struct table_page *page = w->page;
	struct view *rows = view_list(view, "rows");

	for (size_t i = 0; i < page->form.count; i++) {
		struct view *item = view_item(rows);
		show_cells(w, item, i, &page->form.rows[i]);
		show_notes(w, item, i, &page->form.rows[i]);
	}
	/* What a script copies for a new row; its number is put in there. */
	struct form_row blank = { .guess = "" };
	for (enum cell cell = 0; cell < CELL__MAX; cell++)
		blank.cells[cell].text = "";
	show_cells(w, view_child(view, "blank"), TABLE_ROWS_MAX, &blank);
}

/* --- the head and the other lists ---------------------------------------------------------------------------------- */

static void
show_head(struct writing *w, struct view *view)
{
	struct view *head = view_list(view, "head");

	(void)show_box(w, view, "name_box", "name", ctx_text(w->c, KEY("head_name")), &w->page->form.name);
	(void)show_box(w, view, "basis_box", "basis", ctx_text(w->c, KEY("head_basis")), &w->page->form.basis);
	for (size_t i = 0; i < HEAD_COUNT; i++) {
		struct view *item = view_item(head);
		struct view *box = show_box(w, item, "box", head_fields[i].name,
		    label_of(w, "head", head_fields[i].name), &w->page->form.heads[i]);
		view_bool(box, "lines", head_fields[i].lines);
	}
}

static void
show_list(struct writing *w, struct view *view, const char *list, const char *const *names, size_t width,
    const struct form_text *texts, size_t count)
{
	struct view *rows = view_list(view, arena_printf(w->c->arena, "%ss", list));

	for (size_t i = 0; i <= count && i < MODEL_ROWS_MAX; i++) {
		static const struct form_text nothing = { .text = "" };
		struct view *item = view_item(rows);
		view_int(item, "number", (int64_t)i + 1);
		for (size_t k = 0; k < width; k++) {
			const char *label = label_of(w, list, names[k]);
			(void)show_box(w, item, names[k], arena_printf(w->c->arena, "%s.%zu.%s", list, i, names[k]),
			    arena_printf(w->c->arena, "%s %zu", label, i + 1),
			    i < count ? &texts[i * width + k] : &nothing);
		}
	}
}

/* --- how long it takes --------------------------------------------------------------------------------------------- */

static void
show_sum(struct writing *w, struct view *view)
{
	struct table_page *page = w->page;
	struct table_path path;
	const char *rows = "", *key = KEY("sum_alone");
	bool exceeded = false;

	view_bool(view, "has_sum", page->checked);
	view_text(view, "sum", NULL);
	view_bool(view, "exceeded", false);
	if (!page->checked)
		return;
	process_table_path(w->c->arena, &page->table, page->model, &path);
	for (size_t i = 0; i < path.count; i++)
		rows = arena_printf(w->c->arena, "%s%s%zu", rows, i == 0 ? "" : ", ", path.rows[i] + 1);
	const int64_t total = process_table_total(w->c->arena, page->table.sheet.term);
	if (total >= 0)
		key = path.minutes == total  ? KEY("sum_equal")
		      : path.minutes < total ? KEY("sum_less")
					     : KEY("sum_more");
	exceeded = total >= 0 && path.minutes > total;
	const struct message_argument arguments[] = { { "longest", table_duration_text(&page->words, path.minutes) },
		{ "rows", path.count == 0 ? "-" : rows }, { "sum", table_duration_text(&page->words, path.sum) },
		{ "term", page->table.sheet.term } };
	view_text(view, "sum", message_format(w->c->arena, w->c->messages, w->c->language, key, arguments, 4));
	view_bool(view, "exceeded", exceeded);
}

/* --- a conflict ---------------------------------------------------------------------------------------------------- */

static void
add_difference(struct view *list, size_t *count, const char *label, const char *theirs, const char *mine)
{
	if (strcmp(theirs, mine) == 0 || ++*count > DIFFERENCES_MAX)
		return;
	struct view *item = view_item(list);
	view_text(item, "label", label);
	view_text(item, "theirs", *theirs == '\0' ? NULL : theirs);
	view_text(item, "mine", *mine == '\0' ? NULL : mine);
}

static void
show_conflict(struct writing *w, struct view *view)
{
	const struct table_form *mine = &w->page->form, *theirs = w->page->theirs;
	struct view *list = view_list(view, "differences");
	size_t count = 0;

	view_bool(view, "conflict", theirs != NULL);
	if (theirs == NULL)
		return;
	for (size_t i = 0; i < HEAD_COUNT; i++)
		add_difference(
		    list, &count, label_of(w, "head", head_fields[i].name), theirs->heads[i].text, mine->heads[i].text);
	add_difference(list, &count, ctx_text(w->c, KEY("head_basis")), theirs->basis.text, mine->basis.text);
	for (size_t i = 0; i < mine->count || i < theirs->count; i++)
		for (enum cell cell = 0; cell < CELL_ID; cell++)
			add_difference(list, &count,
			    arena_printf(w->c->arena, "%zu. %s", i + 1, label_of(w, "cell", cell_name(cell))),
			    i < theirs->count ? theirs->rows[i].cells[cell].text : "",
			    i < mine->count ? mine->rows[i].cells[cell].text : "");
}

/* --- the page ------------------------------------------------------------------------------------------------------ */

/* Problems that belong to no row stand above the table. */
static void
show_whole(struct writing *w, struct view *view)
{
	struct table_page *page = w->page;
	struct view *notes = view_list(view, "notes");

	view_bool(view, "has_notes", false);
	for (size_t i = 0; page->checked && i < page->problems.count; i++) {
		const struct definition_problem *problem = &page->problems.items[i];
		if (process_table_row_of(&page->table, page->model, problem->place) < page->table.count)
			continue;
		add_note(notes, definition_problem_text(w->c, problem), problem->blocks);
		view_bool(view, "has_notes", true);
	}
}

/* What is folded away is opened where something in it is wrong. */
static bool
head_is_wrong(const struct table_form *form)
{
	size_t wrong = form->wrong;

	for (size_t i = 0; i < form->count; i++)
		for (enum cell cell = 0; cell < CELL__MAX; cell++)
			wrong -= form->rows[i].cells[cell].error != NULL;
	return wrong > 0;
}

static const char *
fixed_text(struct ctx *c, const struct process_table *table)
{
	return table->fixed == NULL ? NULL : ctx_text(c, arena_printf(c->arena, KEY("fixed_%s"), table->fixed));
}

struct view *
table_view(struct ctx *c, struct table_page *page)
{
	struct view *view = view_object(c->arena);
	struct writing w = { .c = c, .page = page };
	struct desk *desk = &page->desk;

	desk_show(c, view, desk, "/bang");
	w.errors = view_list(view, "errors");
	if (page->form.fault != NULL) {
		struct view *item = view_item(w.errors);
		view_text(item, "message", ctx_text(c, page->form.fault));
		view_url(item, "anchor", "#steps");
	}
	view_url(view, "action", definition_path(c->arena, desk->kind, desk->draft.code, "/bang"));
	view_url(view, "print_url", definition_path(c->arena, desk->kind, desk->draft.code, "/bang/in"));
	view_int(view, "version", desk->draft.version);
	view_bool(view, "readonly", !desk->may_edit);
	view_bool(view, "movable", desk->may_edit && page->table.fixed == NULL);
	view_text(view, "fixed", fixed_text(c, &page->table));
	view_int(view, "count", (int64_t)page->form.count);
	view_bool(view, "head_open", head_is_wrong(&page->form));
	show_head(&w, view);
	show_list(&w, view, "paper", paper_names, PAPER_TEXTS, page->form.papers[0], page->form.paper_count);
	show_list(&w, view, "record", record_names, RECORD_TEXTS, page->form.records[0], page->form.record_count);
	show_rows(&w, view);
	show_whole(&w, view);
	show_sum(&w, view);
	show_conflict(&w, view);
	view_bool(view, "has_errors", page->form.wrong > 0 || page->form.fault != NULL);
	view_text(view, "said",
	    page->saved   ? ctx_text(c, KEY("saved"))
	    : page->tried ? ctx_text(c, KEY("tried"))
			  : NULL);
	return view;
}
