/* A column of a rule's table as a form, new or there already: without script. See rule_page.h. */
#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "rule_design/allowed.h"
#include "rule_design/column_view.h"
#include "rule_design/rule_page.h"

enum { HTTP_OK = 200, HTTP_INVALID = 422, LABEL_MAX = 200, READ_MAX = 2000, ALLOWED_MAX = 8000 };

static const char *const acts[] = { "luu", "trai", "phai", "bo", "xem", NULL };
enum act { ACT_SAVE, ACT_LEFT, ACT_RIGHT, ACT_REMOVE, ACT_TRY };

#define COLUMN_FIELDS(tag)                                                                                             \
	FIELD(tag, code, FIELD_CODE, FROM_PATH, .required = true),                                                     \
	    FIELD_NAMED(tag, decision, "bang", FIELD_TEXT, FROM_QUERY, .required = true, .max = 200),                  \
	    FIELD_NAMED(tag, column, "so", FIELD_INT, FROM_QUERY, .min = 0, .max = 2 * RULE_COLUMNS_MAX),              \
	    FIELD_NAMED(tag, side, "loai", FIELD_CHOICE, FROM_QUERY, .choices = rule_column_sides)

struct rule_column_input {
	const char *code, *decision, *side;
	int64_t column;
	bool saved;
};
static const struct field column_fields[] = {
	COLUMN_FIELDS(rule_column_input),
	FIELD_NAMED(rule_column_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input rule_column_input = INPUT(rule_column_input, column_fields);

struct rule_column_save_input {
	const char *code, *decision, *side;
	int64_t column, version;
	const char *act, *label, *read, *type, *allowed;
};
static const struct field save_fields[] = {
	COLUMN_FIELDS(rule_column_save_input),
	FIELD(rule_column_save_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(rule_column_save_input, act, "lam", FIELD_CHOICE, FROM_FORM, .required = true, .choices = acts),
	FIELD_NAMED(rule_column_save_input, label, "nhan", FIELD_TEXT, FROM_FORM, .required = true, .max = LABEL_MAX,
	    .label = "catalogue_draw.script.table.label"),
	FIELD_NAMED(rule_column_save_input, read, "doc", FIELD_TEXT, FROM_FORM, .required = true, .max = READ_MAX,
	    .label = "catalogue_rule_design.reads"),
	FIELD_NAMED(rule_column_save_input, type, "kieu", FIELD_CHOICE, FROM_FORM, .choices = rule_column_types,
	    .label = "catalogue_draw.script.table.type"),
	FIELD_NAMED(rule_column_save_input, allowed, "cho-phep", FIELD_LINES, FROM_FORM, .max = ALLOWED_MAX,
	    .label = "catalogue_draw.script.table.values"),
};
const struct input rule_column_save_input = INPUT(rule_column_save_input, save_fields);

static enum act
act_of(const struct rule_column_save_input *in)
{
	size_t i = 0;

	while (acts[i + 1] != NULL && acts[i] != in->act)
		i++;
	return (enum act)i;
}

static enum err
open_column(struct ctx *c, const char *code, const char *decision, int64_t column, const char *side,
    struct rule_desk *desk, struct column_shown *ret_shown)
{
	enum err err = rule_desk_open(c, code, desk);
	const struct rule_table *table;

	if (err)
		return err;
	table = rule_desk_table(desk, decision);
	if (table == NULL || table->literal != NULL || (column > 0 && rule_desk_column(table, column) == NULL))
		return refuse(c, ERR_NOT_FOUND, "catalogue_rule_design.no_row", NULL);
	*ret_shown = (struct column_shown){ .desk = desk, .table = table, .column = column };
	ret_shown->input =
	    column > 0 ? column <= (int64_t)table->input_count : side == NULL || side != rule_column_sides[1];
	return OK;
}

static enum err
show(struct ctx *c, int status, const struct column_shown *shown)
{
	return respond_page_status(c, status, "catalogue/rule_column", column_view(c, shown));
}

enum err
handle_rule_column(struct ctx *c, const void *input)
{
	const struct rule_column_input *in = input;
	struct column_shown shown = { 0 };
	struct rule_desk desk;
	enum err err = open_column(c, in->code, in->decision, in->column, in->side, &desk, &shown);

	shown.saved = in->saved;
	return err ? err : show(c, HTTP_OK, &shown);
}

enum err
handle_rule_column_again(struct ctx *c, const void *input)
{
	const struct rule_column_save_input *in = input;
	struct column_shown shown = { 0 };
	struct rule_desk desk;
	enum err err = open_column(c, in->code, in->decision, in->column, in->side, &desk, &shown);

	return err ? err : show(c, HTTP_INVALID, &shown);
}

/* --- saving ---------------------------------------------------------------------------------------------------------- */

struct column_save {
	struct ctx *c;
	const struct rule_column_save_input *in;
	struct rule_desk desk;
	struct column_shown shown;
	struct definition_problems problems; /* of the rule with what was typed */
	bool typed_wrong;                    /* told beside a field: the form is shown again */
};

static enum feel_type
type_of(const char *name)
{
	static const enum feel_type types[] = { FEEL_STRING, FEEL_NUMBER, FEEL_BOOLEAN, FEEL_DATE };

	for (size_t i = 0; rule_column_types[i] != NULL; i++)
		if (rule_column_types[i] == name)
			return types[i];
	return FEEL_ANY;
}

/* A type that was not changed stays as the document has it: it may have a name of its own there. */
static struct rule_column_head
head_of(struct ctx *c, const struct column_save *save)
{
	const struct rule_column_save_input *in = save->in;
	const struct rule_table_column *column = rule_desk_column(save->shown.table, in->column);
	const char *type = in->type != NULL ? in->type : "";
	const bool same = column != NULL && strcmp(rule_column_type(column->type), type) == 0;

	return (struct rule_column_head){ .label = in->label,
		.read = in->read,
		.type = same ? NULL : type,
		.allowed =
		    in->allowed != NULL ? allowed_feel(c->arena, in->allowed, strcmp(type, "string") == 0) : "" };
}

static bool
is_wrong(struct column_save *save, const struct rule_column_head *head)
{
	const struct rule_column_save_input *in = save->in;
	struct feel_error error;
	const enum rule_head_part part = rule_head_check(save->c->arena, save->desk.rule, in->decision,
	    (size_t)in->column, save->shown.input, head, type_of(in->type), &error);
	const char *field = part == RULE_HEAD_READ ? "doc" : "cho-phep";

	if (part != RULE_HEAD_RIGHT)
		(void)again_refuse_named(
		    save->c, field, column_box_label(save->c, field, save->shown.input), error.message);
	return part != RULE_HEAD_RIGHT;
}

/* What was typed is kept also where the column is moved; of one that goes, nothing. */
static size_t
edits_of(const struct column_save *save, const struct rule_column_head *head, struct rule_edit edits[2])
{
	static const enum rule_edit_kind moves[] = { RULE_EDIT_COLUMN, RULE_EDIT_COLUMN_LEFT, RULE_EDIT_COLUMN_RIGHT,
		RULE_EDIT_COLUMN_DELETE };
	const enum act act = act_of(save->in);
	size_t count = 0;
	struct rule_edit own = { .decision = save->in->decision,
		.column = (size_t)save->in->column,
		.text = "",
		.head = head,
		.kind = save->in->column > 0 ? RULE_EDIT_COLUMN
			: save->shown.input  ? RULE_EDIT_INPUT_ADD
					     : RULE_EDIT_OUTPUT_ADD };

	if (act != ACT_REMOVE || save->in->column == 0)
		edits[count++] = own;
	if (act == ACT_SAVE || act == ACT_TRY || save->in->column == 0)
		return count;
	own.kind = moves[act];
	edits[count++] = own;
	return count;
}

/* Into the document and, unless it is only looked at, saved. ERR_INVALID with typed_wrong: told beside a field. */
static enum err
write_column(struct column_save *save)
{
	struct ctx *c = save->c;
	const struct rule_column_head head = head_of(c, save);
	const enum act act = act_of(save->in);
	struct rule_edit edits[2];
	size_t count;
	enum err err;

	if (act != ACT_REMOVE && (save->typed_wrong = is_wrong(save, &head)))
		return ERR_INVALID;
	count = edits_of(save, &head, edits);
	err = act == ACT_TRY ? rule_desk_try(c, &save->desk, edits, count, &save->problems)
			     : rule_desk_apply(c, &save->desk, save->in->version, edits, count, &save->problems);
	if (!save->problems.unreadable)
		return err == ERR_CONFLICT && c->failure.message == NULL
			   ? refuse(c, ERR_CONFLICT, "catalogue_rule_design.last_output", NULL)
			   : err;
	/* Cells of the column, or of a table that builds on it, do not fit what it is now. */
	(void)again_refuse(c, act == ACT_REMOVE ? "doc" : "kieu", "catalogue_rule_design.cells_unfit");
	save->typed_wrong = true;
	return ERR_INVALID;
}

/* Where the column stands afterwards; of a new one and one that is gone the table. */
static const char *
next_place(struct ctx *c, const struct column_save *save)
{
	const enum act act = act_of(save->in);
	const struct rule_table *table = save->shown.table;
	const int64_t column = save->in->column + (act == ACT_RIGHT) - (act == ACT_LEFT);
	const char *path = save->in->column == 0 || act == ACT_REMOVE
			       ? rule_frame_path(c, &save->desk, table)
			       : rule_column_path(c, &save->desk, table, column, save->shown.input);

	path = url_query_add(c->arena, arena_strdup(c->arena, path), "da-luu", "1");
	return strlen(path) < IDEMPOTENCY_LOCATION
		   ? path
		   : definition_path(c->arena, DEFINITION_RULE, save->in->code, "/vi-du");
}

static enum err
open_to_change(struct column_save *save)
{
	const struct rule_column_save_input *in = save->in;
	enum err err = open_column(save->c, in->code, in->decision, in->column, in->side, &save->desk, &save->shown);

	return err ? err : desk_may_change(save->c, &save->desk.desk);
}

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct column_save *save = arg;
	enum err err = open_to_change(save);

	(void)db;
	if (err)
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", next_place(save->c, save));
	return write_column(save);
}

/* What saving would say, on the page with what was typed; nothing is saved. The desk's rule is used up by it: it is opened anew. */
static enum err
try_column(struct column_save *save)
{
	struct ctx *c = save->c;
	enum err err = open_to_change(save);

	if (!err)
		err = write_column(save);
	if (err && !save->typed_wrong)
		return err;
	failure_clear(&c->failure);
	if ((err = open_to_change(save)))
		return err;
	save->shown.problems = &save->problems;
	return show(c, HTTP_OK, &save->shown);
}

enum err
handle_rule_column_save(struct ctx *c, const void *input)
{
	struct column_save *save = ARENA_NEW(c->arena, struct column_save);
	enum err err;

	*save = (struct column_save){ .c = c, .in = input, .problems.arena = c->arena };
	if (act_of(save->in) == ACT_TRY)
		return try_column(save);
	err = idempotency_run(c, "catalogue.rule.column", save_once, save);
	if (!save->typed_wrong)
		return err;
	failure_clear(&c->failure);
	return handle_rule_column_again(c, input);
}
