/* Columns and heads of tables as views of forms. See column_view.h. */
#include "rule_design/column_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "rule_design/allowed.h"
#include "rule_design/rule_page.h"
#include "rule_design/table_view.h"
#include "rule_design/told_view.h"

const char *const rule_column_types[] = { "string", "number", "boolean", "date", NULL };
const char *const rule_column_sides[] = { "dieu-kien", "ket-qua", NULL };

const char *
rule_column_type(enum feel_type type)
{
	switch (type) {
	case FEEL_STRING: return "string";
	case FEEL_NUMBER: return "number";
	case FEEL_BOOLEAN: return "boolean";
	case FEEL_DATE: return "date";
	default: return "";
	}
}

const char *
rule_frame_path(struct ctx *c, const struct rule_desk *desk, const struct rule_table *table)
{
	char *path =
	    arena_strdup(c->arena, definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/khung"));

	return url_query_add(c->arena, path, "bang", table->id);
}

const char *
rule_column_path(
    struct ctx *c, const struct rule_desk *desk, const struct rule_table *table, int64_t column, bool input)
{
	char *path = arena_strdup(c->arena, definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/cot"));

	path = url_query_add(c->arena, path, "bang", table->id);
	path = url_query_add(c->arena, path, "so", arena_printf(c->arena, "%lld", (long long)column));
	return column > 0 ? path : url_query_add(c->arena, path, "loai", rule_column_sides[input ? 0 : 1]);
}

/* --- what both pages have --------------------------------------------------------------------------------------------- */

const char *
column_box_label(struct ctx *c, const char *name, bool input)
{
	static const struct {
		const char *name, *label, *output; /* the keys for a condition's column, and for a result's */
	} boxes[] = {
		{ "nhan", "label", "label" },
		{ "doc", "expression", "code" },
		{ "kieu", "type", "type" },
		{ "cho-phep", "values", "values" },
		{ "ten", "name", "name" },
		{ "cach", "policy", "policy" },
	};

	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++)
		if (strcmp(boxes[i].name, name) == 0)
			return ctx_text(c, arena_printf(c->arena, "catalogue_draw.script.table.%s",
					       input ? boxes[i].label : boxes[i].output));
	return NULL;
}

static void
line(struct ctx *c, struct view *page, const char *name, bool input, const char *hint, const char *value)
{
	struct view *field = view_child(page, name);

	part_field(field, name, column_box_label(c, name, input), hint != NULL ? ctx_text(c, hint) : NULL,
	    again_error(c, name), false);
	view_text(field, "value", again_typed(c, name, value));
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
frame(struct ctx *c, struct view *page, const struct column_shown *shown, const char *heading, const char *action)
{
	const struct rule_desk *desk = shown->desk;
	struct view *notice;

	desk_show(c, page, &desk->desk, "/vi-du");
	if (shown->saved) {
		notice = view_child(page, "notice");
		view_text(notice, "text", ctx_text(c, "catalogue_rule_design.row_saved"));
		view_bool(notice, "success", true);
		view_text(notice, "link", NULL);
	}
	view_text(page, "heading", heading);
	view_url(page, "back_url",
	    arena_printf(c->arena, "%s#%s", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/vi-du"),
		rule_place(c->arena, shown->table->id, 0)));
	view_url(page, "action", action);
	view_text(page, "once", idempotency_key(c));
	view_int(page, "version", desk->desk.draft.version);
	view_bool(page, "may_edit", desk->desk.may_edit);
	told_view(c, page, desk, shown->problems);
}

/* --- a column --------------------------------------------------------------------------------------------------------- */

static void
add_types(struct ctx *c, struct view *page, const char *type)
{
	const char *name = "kieu", *chosen = again_typed(c, name, type);
	struct view *select = view_child(page, name), *options;

	part_field(select, name, column_box_label(c, name, false), NULL, again_error(c, name), false);
	view_text(select, "empty", ctx_text(c, "catalogue_rule_design.any_type"));
	options = view_list(select, "options");
	for (size_t i = 0; rule_column_types[i] != NULL; i++)
		part_option(options, rule_column_types[i],
		    ctx_text(c, arena_printf(c->arena, "catalogue_draw.script.type.%s", rule_column_types[i])), chosen);
}

static void
add_allowed(struct ctx *c, struct view *page, const struct rule_table_column *column)
{
	const char *name = "cho-phep";
	const char *lines =
	    column != NULL ? allowed_lines(c->arena, column->allowed, column->type == FEEL_STRING) : NULL;
	struct view *field = view_child(page, name);

	part_field(field, name, column_box_label(c, name, false),
	    ctx_text(c, "catalogue_draw.script.table.values_hint"), again_error(c, name), true);
	view_text(field, "value", again_typed(c, name, lines));
	view_int(field, "rows", 4);
	view_text(field, "maxlength", NULL);
}

static const char *
column_heading(struct ctx *c, const struct column_shown *shown)
{
	const struct rule_table_column *column = rule_desk_column(shown->table, shown->column);
	const char *side = shown->input ? "input" : "output";

	if (column == NULL)
		return message_format(c->arena, c->messages, c->language,
		    arena_printf(c->arena, "catalogue_rule_design.new_%s", side),
		    MESSAGE_ARGUMENTS({ "table", shown->table->name }));
	return message_format(c->arena, c->messages, c->language,
	    arena_printf(c->arena, "catalogue_rule_design.%s_of", side),
	    MESSAGE_ARGUMENTS({ "table", shown->table->name }, { "column", column->label }));
}

/* Has the column a neighbour of its kind on that side? */
static bool
may_move(const struct column_shown *shown, int64_t way)
{
	const int64_t inputs = (int64_t)shown->table->input_count, to = shown->column + way;

	if (shown->column == 0 || rule_desk_column(shown->table, to) == NULL)
		return false;
	return (shown->column <= inputs) == (to <= inputs);
}

struct view *
column_view(struct ctx *c, const struct column_shown *shown)
{
	const struct rule_table_column *column = rule_desk_column(shown->table, shown->column);
	const char *read = column == NULL ? NULL : shown->input ? column->expression : column->name;
	struct view *page = view_object(c->arena);

	frame(c, page, shown, column_heading(c, shown),
	    rule_column_path(c, shown->desk, shown->table, shown->column, shown->input));
	line(c, page, "nhan", shown->input, NULL, column != NULL ? column->label : NULL);
	line(c, page, "doc", shown->input,
	    shown->input ? "catalogue_rule_design.reads_hint" : "catalogue_rule_design.code_hint", read);
	add_types(c, page, column != NULL ? rule_column_type(column->type) : "string");
	add_allowed(c, page, column);
	view_bool(page, "is_new", column == NULL);
	view_bool(page, "may_left", may_move(shown, -1));
	view_bool(page, "may_right", may_move(shown, 1));
	view_bool(page, "may_remove", column != NULL && (shown->input || shown->table->output_count > 1));
	return page;
}

/* --- the table -------------------------------------------------------------------------------------------------------- */

static void
add_policies(struct ctx *c, struct view *page, const struct rule_table *table)
{
	const char *name = "cach", *chosen = again_typed(c, name, rule_policy_of(table));
	struct view *radios = view_child(page, name), *options;

	part_field(radios, name, column_box_label(c, name, false), NULL, again_error(c, name), false);
	view_bool(radios, "inline", false);
	options = view_list(radios, "options");
	for (size_t i = 0; rule_policies[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? name : arena_printf(c->arena, "%s-%zu", name, i + 1));
		view_text(option, "value", rule_policies[i]);
		view_text(option, "label", rule_policy_text(c, rule_policies[i]));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", chosen != NULL && strcmp(chosen, rule_policies[i]) == 0);
	}
}

static void
add_columns(struct ctx *c, struct view *page, const struct column_shown *shown)
{
	const struct rule_table *table = shown->table;
	struct view *list = view_list(page, "columns");

	for (int64_t i = 1; rule_desk_column(table, i) != NULL; i++) {
		const bool input = i <= (int64_t)table->input_count;
		const struct rule_table_column *column = rule_desk_column(table, i);
		struct view *item = view_item(list);

		view_text(item, "label",
		    message_format(c->arena, c->messages, c->language,
			input ? "catalogue_draw.script.table.input" : "catalogue_draw.script.table.output",
			MESSAGE_ARGUMENTS({ "name", column->label })));
		view_url(item, "url", rule_column_path(c, shown->desk, table, i, input));
	}
	view_url(page, "input_url", rule_column_path(c, shown->desk, table, 0, true));
	view_url(page, "output_url", rule_column_path(c, shown->desk, table, 0, false));
}

struct view *
frame_view(struct ctx *c, const struct column_shown *shown)
{
	struct view *page = view_object(c->arena);

	frame(c, page, shown,
	    message_format(c->arena, c->messages, c->language, "catalogue_rule_design.frame_of",
		MESSAGE_ARGUMENTS({ "table", shown->table->name })),
	    rule_frame_path(c, shown->desk, shown->table));
	line(c, page, "ten", false, NULL, shown->table->name);
	add_policies(c, page, shown->table);
	add_columns(c, page, shown);
	return page;
}

/* --- samples ---------------------------------------------------------------------------------------------------------- */

static void
sample_frame(struct view *page)
{
	desk_sample(page);
	view_text(page, "heading", "sample");
	view_url(page, "action", DEFINE_PATH);
	view_text(page, "once", "sample");
	view_int(page, "version", 1);
	view_bool(page, "may_edit", true);
	told_sample(page);
}

static struct view *
sample_field(struct view *page, const char *name)
{
	struct view *field = view_child(page, name);

	part_field(field, name, "sample", "sample", "sample", false);
	view_text(field, "value", "sample");
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
	return field;
}

static void
sample_option(struct view *field)
{
	struct view *option = view_item(view_list(field, "options"));

	view_text(option, "id", "cach");
	view_text(option, "value", "sample");
	view_text(option, "label", "sample");
	view_text(option, "hint", NULL);
	view_bool(option, "selected", true);
}

struct view *
rule_column_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *types, *allowed;

	sample_frame(page);
	(void)sample_field(page, "nhan");
	(void)sample_field(page, "doc");
	types = sample_field(page, "kieu");
	view_text(types, "empty", "sample");
	sample_option(types);
	allowed = sample_field(page, "cho-phep");
	view_int(allowed, "rows", 4);
	view_text(allowed, "maxlength", NULL);
	view_bool(page, "is_new", false);
	view_bool(page, "may_left", true);
	view_bool(page, "may_right", true);
	view_bool(page, "may_remove", true);
	return page;
}

struct view *
rule_frame_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *radios, *column;

	sample_frame(page);
	(void)sample_field(page, "ten");
	radios = sample_field(page, "cach");
	view_bool(radios, "inline", false);
	sample_option(radios);
	column = view_item(view_list(page, "columns"));
	view_text(column, "label", "sample");
	view_url(column, "url", DEFINE_PATH);
	view_url(page, "input_url", DEFINE_PATH);
	view_url(page, "output_url", DEFINE_PATH);
	return page;
}
