/* What stands over a rule's table (name, hit policy, columns), and first tables: without script. See rule_page.h. */
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
#include "domain/definition/rule/rule_blank.h"
#include "rule_design/column_view.h"
#include "rule_design/rule_page.h"

enum { HTTP_OK = 200, HTTP_INVALID = 422, TABLE_NAME_MAX = 300 };

static const char *const acts[] = { "luu", "xem", NULL };

#define FRAME_FIELDS(tag)                                                                                              \
	FIELD(tag, code, FIELD_CODE, FROM_PATH, .required = true),                                                     \
	    FIELD_NAMED(tag, decision, "bang", FIELD_TEXT, FROM_QUERY, .required = true, .max = 200)

struct rule_frame_input {
	const char *code, *decision;
	bool saved;
};
static const struct field frame_fields[] = {
	FRAME_FIELDS(rule_frame_input),
	FIELD_NAMED(rule_frame_input, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input rule_frame_input = INPUT(rule_frame_input, frame_fields);

struct rule_frame_save_input {
	const char *code, *decision;
	int64_t version;
	const char *act, *name, *policy; /* act NULL: it is saved */
};
static const struct field save_fields[] = {
	FRAME_FIELDS(rule_frame_save_input),
	FIELD(rule_frame_save_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(rule_frame_save_input, act, "lam", FIELD_CHOICE, FROM_FORM, .choices = acts),
	FIELD_NAMED(rule_frame_save_input, name, "ten", FIELD_TEXT, FROM_FORM, .required = true, .max = TABLE_NAME_MAX,
	    .label = "catalogue_draw.script.table.name"),
	FIELD_NAMED(rule_frame_save_input, policy, "cach", FIELD_CHOICE, FROM_FORM, .required = true,
	    .choices = rule_policies, .label = "catalogue_draw.script.table.policy"),
};
const struct input rule_frame_save_input = INPUT(rule_frame_save_input, save_fields);

struct rule_begin_input {
	const char *code, *purpose;
	int64_t version;
};
static const struct field begin_fields[] = {
	FIELD(rule_begin_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(rule_begin_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(rule_begin_input, purpose, "de", FIELD_CHOICE, FROM_FORM, .required = true,
	    .choices = rule_purpose_names, .label = "catalogue_rule_design.purpose_field"),
};
const struct input rule_begin_input = INPUT(rule_begin_input, begin_fields);

/* --- the page --------------------------------------------------------------------------------------------------------- */

static enum err
open_frame(
    struct ctx *c, const char *code, const char *decision, struct rule_desk *desk, struct column_shown *ret_shown)
{
	enum err err = rule_desk_open(c, code, desk);
	const struct rule_table *table;

	if (err)
		return err;
	table = rule_desk_table(desk, decision);
	if (table == NULL || table->literal != NULL)
		return refuse(c, ERR_NOT_FOUND, "catalogue_rule_design.no_row", NULL);
	*ret_shown = (struct column_shown){ .desk = desk, .table = table };
	return OK;
}

static enum err
show(struct ctx *c, int status, const struct column_shown *shown)
{
	return respond_page_status(c, status, "catalogue/rule_frame", frame_view(c, shown));
}

enum err
handle_rule_frame(struct ctx *c, const void *input)
{
	const struct rule_frame_input *in = input;
	struct column_shown shown = { 0 };
	struct rule_desk desk;
	enum err err = open_frame(c, in->code, in->decision, &desk, &shown);

	shown.saved = in->saved;
	return err ? err : show(c, HTTP_OK, &shown);
}

enum err
handle_rule_frame_again(struct ctx *c, const void *input)
{
	const struct rule_frame_save_input *in = input;
	struct column_shown shown = { 0 };
	struct rule_desk desk;
	enum err err = open_frame(c, in->code, in->decision, &desk, &shown);

	return err ? err : show(c, HTTP_INVALID, &shown);
}

/* --- saving ----------------------------------------------------------------------------------------------------------- */

struct frame_save {
	struct ctx *c;
	const struct rule_frame_save_input *in;
	struct rule_desk desk;
	struct column_shown shown;
	struct definition_problems problems; /* of the rule with what was typed */
	bool typed_wrong;
};

static bool
only_shows(const struct rule_frame_save_input *in)
{
	return in->act != NULL && strcmp(in->act, "xem") == 0;
}

/* Into the document and, unless it is only looked at, saved. ERR_INVALID with typed_wrong: told beside a field. */
static enum err
write_frame(struct frame_save *save)
{
	struct ctx *c = save->c;
	const struct rule_frame_save_input *in = save->in;
	const struct rule_edit edits[] = {
		{ .kind = RULE_EDIT_NAME, .decision = in->decision, .text = in->name },
		{ .kind = RULE_EDIT_POLICY, .decision = in->decision, .text = in->policy },
	};
	const size_t count = sizeof(edits) / sizeof(*edits);
	enum err err = open_frame(c, in->code, in->decision, &save->desk, &save->shown);

	if (err || (err = desk_may_change(c, &save->desk.desk)))
		return err;
	err = only_shows(in) ? rule_desk_try(c, &save->desk, edits, count, &save->problems)
			     : rule_desk_apply(c, &save->desk, in->version, edits, count, &save->problems);
	if (save->problems.unreadable) {
		/* Several results cannot be added up; a table that builds on this one knows it by its name. */
		const bool adds_up = strncmp(in->policy, "COLLECT ", 8) == 0 && save->shown.table->output_count > 1;
		const char *field = adds_up ? "cach" : "ten";

		save->typed_wrong = true;
		return again_refuse_named(
		    c, field, column_box_label(c, field, false), "catalogue_rule_design.frame_unfit");
	}
	return err;
}

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct frame_save *save = arg;
	struct ctx *c = save->c;

	(void)db;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s#%s",
	    definition_path(c->arena, DEFINITION_RULE, save->in->code, "/vi-du"),
	    rule_place(c->arena, save->in->decision, 0));
	return write_frame(save);
}

/* What saving would say, on the page with what was typed; nothing is saved. The desk's rule is used up by it: it is opened anew. */
static enum err
try_frame(struct frame_save *save)
{
	struct ctx *c = save->c;
	enum err err = write_frame(save);

	if (err && !save->typed_wrong)
		return err;
	failure_clear(&c->failure);
	if ((err = open_frame(c, save->in->code, save->in->decision, &save->desk, &save->shown)))
		return err;
	save->shown.problems = &save->problems;
	return show(c, HTTP_OK, &save->shown);
}

enum err
handle_rule_frame_save(struct ctx *c, const void *input)
{
	struct frame_save save = { .c = c, .in = input, .problems.arena = c->arena };
	enum err err;

	if (only_shows(save.in))
		return try_frame(&save);
	err = idempotency_run(c, "catalogue.rule.frame", save_once, &save);
	if (!save.typed_wrong)
		return err;
	failure_clear(&c->failure);
	return handle_rule_frame_again(c, input);
}

/* --- first tables ----------------------------------------------------------------------------------------------------- */

static struct rule_blank_words
words_for(struct ctx *c, const struct desk *desk, enum rule_purpose purpose)
{
	const struct rule_blank_shape *shape = &rule_blank_shapes[purpose];
	const char *own = rule_purpose_names[purpose];
	struct rule_blank_words words = { .code = desk->draft.code,
		.name = desk->draft.name,
		.table = ctx_text(c, arena_printf(c->arena, "catalogue_rule_design.purpose.%s.table", own)),
		.channel = ctx_text(c, "catalogue_rule_design.channel") };

	for (size_t i = 0; i < shape->output_count; i++)
		words.outputs[i] = ctx_text(
		    c, arena_printf(c->arena, "catalogue_rule_design.purpose.%s.%s", own, shape->outputs[i].name));
	return words;
}

static enum rule_purpose
purpose_of(const struct rule_begin_input *in)
{
	enum rule_purpose purpose = RULE_FOR_FEES;

	while (purpose + 1 < RULE_PURPOSES && rule_purpose_names[purpose] != in->purpose)
		purpose++;
	return purpose;
}

static enum err
add_table(struct ctx *c, struct rule_desk *desk, enum rule_purpose purpose, const struct rule **ret_rule)
{
	const struct rule_blank_words words = words_for(c, &desk->desk, purpose);
	enum err err;

	if (*desk->desk.draft.content == '\0')
		return rule_blank(c->arena, purpose, &words, ret_rule);
	if (desk->rule == NULL)
		return refuse(c, ERR_CONFLICT, "catalogue_rule_design.no_rule", NULL);
	*ret_rule = desk->rule;
	err = rule_blank_add(c->arena, desk->rule, purpose, &words);
	return err == ERR_CONFLICT ? refuse(c, err, "catalogue_rule_design.purpose_taken", NULL) : err;
}

struct beginning {
	struct ctx *c;
	const struct rule_begin_input *in;
};

static enum err
begin_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct beginning *b = arg;
	struct ctx *c = b->c;
	const enum rule_purpose purpose = purpose_of(b->in);
	struct definition_problems problems;
	const struct rule *rule;
	struct rule_desk desk;
	enum err err = rule_desk_open(c, b->in->code, &desk);

	(void)db;
	if (err || (err = desk_may_change(c, &desk.desk)) || (err = add_table(c, &desk, purpose, &rule)))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s#%s",
	    definition_path(c->arena, DEFINITION_RULE, b->in->code, "/vi-du"),
	    rule_place(c->arena, rule_blank_shapes[purpose].id, 0));
	return rule_desk_save(c, &desk, b->in->version, rule, &problems);
}

enum err
handle_rule_begin(struct ctx *c, const void *input)
{
	struct beginning b = { c, input };

	return idempotency_run(c, "catalogue.rule.begin", begin_once, &b);
}
