/* Tables of a rule as views. See table_view.h. */
#include "rule_design/table_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "rule_design/rule_page.h"

static void
add_columns(struct view *table, const char *name, const struct rule_table_column *columns, size_t count)
{
	struct view *list = view_list(table, name);

	for (size_t i = 0; i < count; i++) {
		struct view *item = view_item(list);
		bool plain = strcmp(columns[i].label, columns[i].expression) == 0;

		view_text(item, "label", columns[i].label);
		view_text(item, "expression", *columns[i].expression != '\0' && !plain ? columns[i].expression : NULL);
		view_text(item, "allowed", *columns[i].allowed != '\0' ? columns[i].allowed : NULL);
	}
}

static void
add_cells(struct view *row, const char *name, const char *const *cells, size_t count)
{
	struct view *list = view_list(row, name);

	for (size_t i = 0; i < count; i++)
		view_item_text(list, cells[i]);
}

static bool
is_matched(const struct rule_table *table, size_t row, const struct given *given, const struct outcome *outcome)
{
	if (given == NULL || outcome == NULL || strcmp(given->decision, table->id) != 0)
		return false;
	for (size_t i = 0; i < outcome->row_count; i++)
		if (outcome->rows[i] == row)
			return true;
	return false;
}

static const char *
row_url(struct ctx *c, const struct rule_desk *desk, const struct rule_table *table, size_t row)
{
	char *path = arena_strdup(c->arena, definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/dong"));

	path = url_query_add(c->arena, path, "bang", table->id);
	return url_query_add(c->arena, path, "so", arena_printf(c->arena, "%zu", row));
}

static void
add_rows(struct ctx *c, struct view *view, const struct rule_desk *desk, const struct rule_table *table,
    const struct given *given, const struct outcome *outcome)
{
	struct view *list = view_list(view, "rows");

	for (size_t i = 0; i < table->row_count; i++) {
		struct view *row = view_item(list);

		view_text(row, "place", rule_place(c->arena, table->id, i + 1));
		view_int(row, "number", (int64_t)i + 1);
		add_cells(row, "inputs", table->rows[i].inputs, table->input_count);
		add_cells(row, "outputs", table->rows[i].outputs, table->output_count);
		view_text(row, "note", *table->rows[i].note != '\0' ? table->rows[i].note : NULL);
		view_bool(row, "matched", is_matched(table, i, given, outcome));
		view_url(row, "url", desk->desk.may_edit ? row_url(c, desk, table, i + 1) : NULL);
	}
}

static const char *
policy(struct ctx *c, const struct rule_table *table)
{
	static const char *const keys[] = { "unique", "first", "any", "rule_order", "collect" };
	static const char *const aggregations[] = { "", "sum", "count", "min", "max" };

	if (table->aggregation != AGGREGATE_LIST)
		return ctx_text(c,
		    arena_printf(c->arena, "catalogue_rule_design.hit.collect_%s", aggregations[table->aggregation]));
	return ctx_text(c, arena_printf(c->arena, "catalogue_rule_design.hit.%s", keys[table->hit]));
}

void
rule_tables_add(struct ctx *c, struct view *page, const struct rule_desk *desk, const struct given *given,
    const struct outcome *outcome)
{
	struct view *list = view_list(page, "tables");

	for (size_t i = 0; i < desk->table_count; i++) {
		const struct rule_table *table = &desk->tables[i];
		struct view *item = view_item(list);

		view_text(item, "place", rule_place(c->arena, table->id, 0));
		view_text(item, "name", table->name);
		view_text(item, "literal", table->literal);
		view_text(item, "policy", table->literal == NULL ? policy(c, table) : NULL);
		view_bool(item, "editable", desk->desk.may_edit);
		view_url(item, "add_url",
		    desk->desk.may_edit && table->literal == NULL && table->row_count == 0 ? row_url(c, desk, table, 0)
											   : NULL);
		add_columns(item, "inputs", table->inputs, table->input_count);
		add_columns(item, "outputs", table->outputs, table->output_count);
		add_rows(c, item, desk, table, given, outcome);
	}
}

static void
sample_column(struct view *table, const char *name)
{
	struct view *item = view_item(view_list(table, name));

	view_text(item, "label", "sample");
	view_text(item, "expression", "sample");
	view_text(item, "allowed", "1, 2");
}

void
rule_tables_sample(struct view *page)
{
	struct view *table = view_item(view_list(page, "tables")), *row;

	view_text(table, "place", "bang-fees");
	view_text(table, "name", "sample");
	view_text(table, "literal", NULL);
	view_text(table, "policy", "sample");
	view_bool(table, "editable", true);
	view_url(table, "add_url", DEFINE_PATH);
	sample_column(table, "inputs");
	sample_column(table, "outputs");
	row = view_item(view_list(table, "rows"));
	view_text(row, "place", "bang-fees-1");
	view_int(row, "number", 1);
	view_item_text(view_list(row, "inputs"), ">= 1");
	view_item_text(view_list(row, "outputs"), "16000");
	view_text(row, "note", "sample");
	view_bool(row, "matched", true);
	view_url(row, "url", DEFINE_PATH);
}
