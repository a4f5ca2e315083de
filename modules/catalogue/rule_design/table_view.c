/* Tables of a rule as views. See table_view.h. */
#include "rule_design/table_view.h"

#include <ctype.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "rule_design/column_view.h"
#include "rule_design/rule_page.h"

static void
add_columns(struct ctx *c, struct view *view, const struct rule_desk *desk, const struct rule_table *table, bool input)
{
	const struct rule_table_column *columns = input ? table->inputs : table->outputs;
	const size_t count = input ? table->input_count : table->output_count;
	struct view *list = view_list(view, input ? "inputs" : "outputs");

	for (size_t i = 0; i < count; i++) {
		const int64_t number = (int64_t)(input ? i : table->input_count + i) + 1;
		struct view *item = view_item(list);
		bool plain = strcmp(columns[i].label, columns[i].expression) == 0;

		view_text(item, "label", columns[i].label);
		view_text(item, "expression", *columns[i].expression != '\0' && !plain ? columns[i].expression : NULL);
		view_text(item, "allowed", *columns[i].allowed != '\0' ? columns[i].allowed : NULL);
		view_url(item, "url", desk->desk.may_edit ? rule_column_path(c, desk, table, number, input) : NULL);
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

/* A problem that leads to the place, or to its other row. */
static void
add_faults(struct ctx *c, struct view *row, const char *place, const struct definition_problems *problems)
{
	struct view *list = view_list(row, "faults");

	for (size_t i = 0; i < problems->count; i++) {
		const struct definition_problem *problem = &problems->items[i];
		const char *at = problem->href != NULL ? strchr(problem->href, '#') : NULL;
		struct view *item;

		if ((at == NULL || strcmp(at + 1, place) != 0) &&
		    (problem->also == NULL || strcmp(problem->also, place) != 0))
			continue;
		item = view_item(list);
		view_text(item, "text", definition_problem_text(c, problem));
		view_bool(item, "blocks", problem->blocks);
	}
	view_bool(row, "has_faults", view_count(list) > 0);
}

static void
add_rows(struct ctx *c, struct view *view, const struct rule_desk *desk, const struct rule_table *table,
    const struct definition_problems *problems, const struct given *given, const struct outcome *outcome)
{
	struct view *list = view_list(view, "rows");

	for (size_t i = 0; i < table->row_count; i++) {
		struct view *row = view_item(list);

		view_text(row, "place", rule_place(c->arena, table->id, i + 1));
		add_faults(c, row, rule_place(c->arena, table->id, i + 1), problems);
		view_int(row, "number", (int64_t)i + 1);
		add_cells(row, "inputs", table->rows[i].inputs, table->input_count);
		add_cells(row, "outputs", table->rows[i].outputs, table->output_count);
		view_text(row, "note", *table->rows[i].note != '\0' ? table->rows[i].note : NULL);
		view_bool(row, "matched", is_matched(table, i, given, outcome));
		view_url(row, "url", desk->desk.may_edit ? row_url(c, desk, table, i + 1) : NULL);
	}
}

const char *
rule_policy_text(struct ctx *c, const char *policy)
{
	char *key = arena_printf(c->arena, "catalogue_rule_design.hit.%s", policy);

	for (char *at = strrchr(key, '.') + 1; *at != '\0'; at++)
		*at = *at == ' ' ? '_' : (char)tolower((unsigned char)*at);
	return ctx_text(c, key);
}

void
rule_tables_add(struct ctx *c, struct view *page, const struct rule_desk *desk,
    const struct definition_problems *problems, const struct given *given, const struct outcome *outcome)
{
	struct view *list = view_list(page, "tables");

	for (size_t i = 0; i < desk->table_count; i++) {
		const struct rule_table *table = &desk->tables[i];
		struct view *item = view_item(list);

		view_text(item, "place", rule_place(c->arena, table->id, 0));
		view_text(item, "name", table->name);
		view_text(item, "literal", table->literal);
		view_text(item, "policy", table->literal == NULL ? rule_policy_text(c, rule_policy_of(table)) : NULL);
		view_bool(item, "editable", desk->desk.may_edit);
		view_url(item, "add_url",
		    desk->desk.may_edit && table->literal == NULL && table->row_count == 0 ? row_url(c, desk, table, 0)
											   : NULL);
		view_url(item, "frame_url",
		    desk->desk.may_edit && table->literal == NULL ? rule_frame_path(c, desk, table) : NULL);
		add_faults(c, item, rule_place(c->arena, table->id, 0), problems);
		add_columns(c, item, desk, table, true);
		add_columns(c, item, desk, table, false);
		add_rows(c, item, desk, table, problems, given, outcome);
	}
}

static void
sample_column(struct view *table, const char *name)
{
	struct view *item = view_item(view_list(table, name));

	view_text(item, "label", "sample");
	view_text(item, "expression", "sample");
	view_text(item, "allowed", "1, 2");
	view_url(item, "url", DEFINE_PATH);
}

static void
sample_fault(struct view *view)
{
	struct view *item = view_item(view_list(view, "faults"));

	view_text(item, "text", "sample");
	view_bool(item, "blocks", true);
	view_bool(view, "has_faults", true);
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
	view_url(table, "frame_url", DEFINE_PATH);
	sample_fault(table);
	sample_column(table, "inputs");
	sample_column(table, "outputs");
	row = view_item(view_list(table, "rows"));
	view_text(row, "place", "bang-fees-1");
	view_int(row, "number", 1);
	sample_fault(row);
	view_item_text(view_list(row, "inputs"), ">= 1");
	view_item_text(view_list(row, "outputs"), "16000");
	view_text(row, "note", "sample");
	view_bool(row, "matched", true);
	view_url(row, "url", DEFINE_PATH);
}
