/* The rows of a rule's table as forms: one row at a time, without script. See rule_page.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/definition/rule/rule_edit.h"
#include "rule_design/row_view.h"
#include "rule_design/rule_page.h"
#include "rule_design/told_view.h"

enum { HTTP_OK = 200, HTTP_INVALID = 422, EDITS_MAX = RULE_COLUMNS_MAX * 2 + 2, CELL_MAX = 2000, NOTE_MAX = 500 };

static const char *const acts[] = { "luu", "them", "chep", "bo", "len", "xuong", "xem", NULL };
static const enum rule_edit_kind act_edits[] = { RULE_EDIT_CELL, RULE_EDIT_ADD, RULE_EDIT_COPY, RULE_EDIT_DELETE,
	RULE_EDIT_UP, RULE_EDIT_DOWN, RULE_EDIT_CELL };

#define ROW_FIELDS(tag)                                                                                                \
	FIELD(tag, code, FIELD_CODE, FROM_PATH, .required = true),                                                     \
	    FIELD_NAMED(tag, decision, "bang", FIELD_TEXT, FROM_QUERY, .required = true, .max = 200),                  \
	    FIELD_NAMED(tag, row, "so", FIELD_INT, FROM_QUERY, .min = 0, .max = RULE_ROWS_MAX)

struct rule_row_input {
	const char *code, *decision;
	int64_t row;
	bool saved;
};
static const struct field row_fields[] = {
	ROW_FIELDS(rule_row_input),
	FIELD_NAMED(rule_row_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input rule_row_input = INPUT(rule_row_input, row_fields);

struct rule_row_save_input {
	const char *code, *decision;
	int64_t row, version;
	const char *act, *note;
	struct input_rest cells;
};
static const struct field save_fields[] = {
	ROW_FIELDS(rule_row_save_input),
	FIELD(rule_row_save_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(rule_row_save_input, act, "lam", FIELD_CHOICE, FROM_FORM, .required = true, .choices = acts),
	FIELD_NAMED(rule_row_save_input, note, "ghi-chu", FIELD_TEXT, FROM_FORM, .max = NOTE_MAX,
	    .label = "catalogue_rule_design.note"),
	FIELD(rule_row_save_input, cells, FIELD_REST, FROM_FORM, .most = RULE_COLUMNS_MAX * 2),
};
const struct input rule_row_save_input = INPUT(rule_row_save_input, save_fields);

/* The table and, unless it is 0, the row of it. */
static enum err
open_row(struct ctx *c, const char *code, const char *decision, int64_t row, struct rule_desk *desk,
    const struct rule_table **ret_table)
{
	enum err err = rule_desk_open(c, code, desk);

	if (err)
		return err;
	*ret_table = rule_desk_table(desk, decision);
	if (*ret_table == NULL || (*ret_table)->literal != NULL || row > (int64_t)(*ret_table)->row_count)
		return refuse(c, ERR_NOT_FOUND, "catalogue_rule_design.no_row", NULL);
	return OK;
}

static enum err
show(struct ctx *c, int status, const struct rule_desk *desk, const struct rule_table *table, int64_t row, bool saved)
{
	const struct row_shown shown = { desk, table, (size_t)row, saved, NULL };

	return respond_page_status(c, status, "catalogue/rule_row", row_view(c, &shown));
}

enum err
handle_rule_row(struct ctx *c, const void *input)
{
	const struct rule_row_input *in = input;
	const struct rule_table *table;
	struct rule_desk desk;
	enum err err = open_row(c, in->code, in->decision, in->row, &desk, &table);

	return err ? err : show(c, HTTP_OK, &desk, table, in->row, in->saved);
}

enum err
handle_rule_row_again(struct ctx *c, const void *input)
{
	const struct rule_row_save_input *in = input;
	const struct rule_table *table;
	struct rule_desk desk;
	enum err err = open_row(c, in->code, in->decision, in->row, &desk, &table);

	return err ? err : show(c, HTTP_INVALID, &desk, table, in->row, false);
}

/* --- saving ---------------------------------------------------------------------------------------------------------- */

static const char *
cell_text(const struct input_rest *cells, const char *name)
{
	for (size_t i = 0; i < cells->count; i++)
		if (strcmp(cells->pairs[i].name, name) == 0)
			return cells->pairs[i].value;
	return NULL;
}

static enum rule_edit_kind
edit_of(const struct rule_row_save_input *in)
{
	size_t i = 0;

	while (acts[i + 1] != NULL && acts[i] != in->act)
		i++;
	return act_edits[i];
}

/* What the form says of the row itself, then what its button does with it. */
static size_t
edits_of(struct ctx *c, const struct rule_row_save_input *in, const struct rule_table *table, struct rule_edit *edits)
{
	size_t columns = table->input_count + table->output_count, count = 0;
	const char *text;

	for (size_t i = 1; in->row > 0 && i <= columns; i++)
		if ((text = cell_text(&in->cells, arena_printf(c->arena, "o%zu", i))) != NULL)
			edits[count++] =
			    (struct rule_edit){ RULE_EDIT_CELL, in->decision, (size_t)in->row, i, text, NULL };
	if (in->row > 0)
		edits[count++] = (struct rule_edit){ RULE_EDIT_NOTE, in->decision, (size_t)in->row, 0,
			in->note != NULL ? in->note : "", NULL };
	if (edit_of(in) != RULE_EDIT_CELL)
		edits[count++] = (struct rule_edit){ edit_of(in), in->decision, (size_t)in->row, 0, "", NULL };
	return count;
}

/* The row that is shown next. */
static size_t
next_row(const struct rule_row_save_input *in)
{
	size_t row = (size_t)in->row;

	switch (edit_of(in)) {
	case RULE_EDIT_ADD:
	case RULE_EDIT_COPY:
	case RULE_EDIT_DOWN: return row + 1;
	case RULE_EDIT_UP: return row - 1;
	default: return row;
	}
}

/* A cell that is no expression is told beside its field; true if that was it. */
static bool
refuse_cell(
    struct ctx *c, const struct rule *rule, const struct rule_row_save_input *in, const struct rule_table *table)
{
	size_t columns = table->input_count + table->output_count;
	bool refused = false;

	for (size_t i = 1; in->row > 0 && i <= columns; i++) {
		const char *name = arena_printf(c->arena, "o%zu", i), *text = cell_text(&in->cells, name);
		struct feel_error error;
		if (text == NULL || rule_cell_check(c->arena, rule, in->decision, i, text, &error) == OK)
			continue;
		(void)again_refuse_named(c, name, rule_desk_column(table, (int64_t)i)->label, error.message);
		refused = true;
	}
	return refused;
}

/* Where the person goes next: the row that the button led to, or the table when the row is gone. */
static const char *
next_place(struct ctx *c, const struct rule_row_save_input *in)
{
	char *path = arena_strdup(c->arena, definition_path(c->arena, DEFINITION_RULE, in->code, "/dong"));

	if (edit_of(in) == RULE_EDIT_DELETE)
		return arena_printf(c->arena, "%s#%s", definition_path(c->arena, DEFINITION_RULE, in->code, "/vi-du"),
		    rule_place(c->arena, in->decision, 0));
	path = url_query_add(c->arena, path, "bang", in->decision);
	path = url_query_add(c->arena, path, "so", arena_printf(c->arena, "%zu", next_row(in)));
	path = url_query_add(c->arena, path, "da-luu", "1");
	return strlen(path) < IDEMPOTENCY_LOCATION ? path
						   : definition_path(c->arena, DEFINITION_RULE, in->code, "/vi-du");
}

/* Is the row only to be checked, as it stands in its boxes? */
static bool
only_shows(const struct rule_row_save_input *in)
{
	return strcmp(in->act, "xem") == 0;
}

struct row_save {
	struct ctx *c;
	const struct rule_row_save_input *in;
	struct rule_desk desk;
	const struct rule_table *table;
	bool typed_wrong; /* a cell is no expression: the form is shown again */
};

static enum err
write_row(struct row_save *save)
{
	struct ctx *c = save->c;
	struct rule_edit edits[EDITS_MAX];
	struct definition_problems problems;

	return rule_desk_apply(
	    c, &save->desk, save->in->version, edits, edits_of(c, save->in, save->table, edits), &problems);
}

/* The row at its desk and what was typed into it, judged. ERR_INVALID with typed_wrong: a cell is no expression. */
static enum err
judge_row(struct row_save *save)
{
	struct ctx *c = save->c;
	const struct rule_row_save_input *in = save->in;
	enum err err = open_row(c, in->code, in->decision, in->row, &save->desk, &save->table);

	if (err || (err = desk_may_change(c, &save->desk.desk)))
		return err;
	save->typed_wrong = refuse_cell(c, save->desk.rule, in, save->table);
	return save->typed_wrong ? ERR_INVALID : OK;
}

/* All of it in one transaction under the form's key: pressed twice, a row is added or deleted once. */
static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct row_save *save = arg;
	enum err err = judge_row(save);

	(void)db;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", next_place(save->c, save->in));
	return err ? err : write_row(save);
}

/* What saving would say, on the page with what was typed; nothing is saved. The desk's rule is used up by it: it is opened anew. */
static enum err
try_row(struct row_save *save)
{
	struct ctx *c = save->c;
	const struct rule_row_save_input *in = save->in;
	struct definition_problems problems = { .arena = c->arena };
	struct row_shown shown = { .desk = &save->desk, .row = (size_t)in->row, .problems = &problems };
	struct rule_edit edits[EDITS_MAX];
	enum err err = judge_row(save);

	if (!err)
		err = rule_desk_try(c, &save->desk, edits, edits_of(c, in, save->table, edits), &problems);
	if (err && !save->typed_wrong)
		return err;
	failure_clear(&c->failure);
	if ((err = open_row(c, in->code, in->decision, in->row, &save->desk, &shown.table)))
		return err;
	told_lead(c, &save->desk, &problems, in->decision, shown.row, "#o1");
	return respond_page(c, "catalogue/rule_row", row_view(c, &shown));
}

enum err
handle_rule_row_save(struct ctx *c, const void *input)
{
	const struct rule_row_save_input *in = input;
	struct row_save *save = ARENA_NEW(c->arena, struct row_save);
	enum err err;

	*save = (struct row_save){ .c = c, .in = in };
	if (only_shows(in))
		return try_row(save);
	err = idempotency_run(c, "catalogue.rule.row", save_once, save);
	if (!save->typed_wrong)
		return err;
	failure_clear(&c->failure);
	return show(c, HTTP_INVALID, &save->desk, save->table, in->row, false);
}
