/* One row of a table as the view of a form. See row_view.h. */
#include "rule_design/row_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "rule_design/rule_page.h"
#include "rule_design/told_view.h"

static const char *
row_path(struct ctx *c, const struct row_shown *shown, size_t row)
{
	char *path =
	    arena_strdup(c->arena, definition_path(c->arena, DEFINITION_RULE, shown->desk->desk.draft.code, "/dong"));

	path = url_query_add(c->arena, path, "bang", shown->table->id);
	return url_query_add(c->arena, path, "so", arena_printf(c->arena, "%zu", row));
}

static void
line(struct view *field, const char *value)
{
	view_text(field, "value", value);
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static const char *
column_hint(struct ctx *c, const struct rule_table_column *column)
{
	if (*column->allowed == '\0')
		return NULL;
	return message_format(c->arena, c->messages, c->language, "catalogue_rule_design.allowed_are",
	    MESSAGE_ARGUMENTS({ "values", column->allowed }));
}

static void
add_cells(struct ctx *c, struct view *page, const char *list, const struct rule_table_column *columns, size_t count,
    size_t first, const char *const *cells)
{
	struct view *fields = view_list(page, list);

	for (size_t i = 0; i < count; i++) {
		const char *name = arena_printf(c->arena, "o%zu", first + i);
		struct view *field = view_child(part_item(fields), "input");

		part_field(field, name, columns[i].label, column_hint(c, &columns[i]), again_error(c, name), false);
		line(field, again_typed(c, name, cells[i]));
	}
}

static void
add_row(struct ctx *c, struct view *page, const struct row_shown *shown)
{
	const struct rule_table *table = shown->table;
	const struct rule_table_row *row = &table->rows[shown->row - 1];
	struct view *note;

	add_cells(c, page, "inputs", table->inputs, table->input_count, 1, row->inputs);
	add_cells(c, page, "outputs", table->outputs, table->output_count, 1 + table->input_count, row->outputs);
	note = view_child(page, "note");
	part_field(note, "ghi-chu", ctx_text(c, "catalogue_rule_design.note"), NULL, again_error(c, "ghi-chu"), true);
	line(note, again_typed(c, "ghi-chu", row->note));
}

static void
add_notice(struct ctx *c, struct view *page)
{
	struct view *notice = view_child(page, "notice");

	view_text(notice, "text", ctx_text(c, "catalogue_rule_design.row_saved"));
	view_bool(notice, "success", true);
	view_text(notice, "link", NULL);
}

struct view *
row_view(struct ctx *c, const struct row_shown *shown)
{
	const struct rule_desk *desk = shown->desk;
	const char *number = arena_printf(c->arena, "%zu", shown->row);
	struct view *page = view_object(c->arena);
	bool has_row = shown->row > 0;

	desk_show(c, page, &desk->desk, "/vi-du");
	if (shown->saved)
		add_notice(c, page);
	view_text(page, "heading",
	    message_format(c->arena, c->messages, c->language,
		has_row ? "catalogue_rule_design.row_of" : "catalogue_rule_design.first_row_of",
		MESSAGE_ARGUMENTS({ "row", number }, { "table", shown->table->name })));
	view_url(page, "back_url",
	    arena_printf(c->arena, "%s#%s", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/vi-du"),
		rule_place(c->arena, shown->table->id, shown->row)));
	view_url(page, "action", row_path(c, shown, shown->row));
	view_text(page, "once", idempotency_key(c));
	view_int(page, "version", desk->desk.draft.version);
	view_bool(page, "may_edit", desk->desk.may_edit);
	view_bool(page, "has_row", has_row);
	view_bool(page, "may_up", shown->row > 1);
	view_bool(page, "may_down", has_row && shown->row < shown->table->row_count);
	view_url(page, "previous_url", shown->row > 1 ? row_path(c, shown, shown->row - 1) : NULL);
	view_url(page, "next_url",
	    has_row && shown->row < shown->table->row_count ? row_path(c, shown, shown->row + 1) : NULL);
	if (has_row)
		add_row(c, page, shown);
	told_view(c, page, desk, shown->problems);
	return page;
}

static void
sample_field(struct view *field, const char *name)
{
	part_field(field, name, "sample", "sample", "sample", false);
	line(field, "sample");
}

struct view *
rule_row_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	desk_sample(page);
	view_text(page, "heading", "sample");
	view_url(page, "action", DEFINE_PATH);
	view_text(page, "once", "sample");
	view_int(page, "version", 1);
	view_bool(page, "may_edit", true);
	view_bool(page, "has_row", true);
	view_bool(page, "may_up", true);
	view_bool(page, "may_down", true);
	view_url(page, "previous_url", DEFINE_PATH);
	view_url(page, "next_url", DEFINE_PATH);
	sample_field(view_child(part_item(view_list(page, "inputs")), "input"), "o1");
	sample_field(view_child(part_item(view_list(page, "outputs")), "input"), "o2");
	sample_field(view_child(page, "note"), "ghi-chu");
	told_sample(page);
	return page;
}
