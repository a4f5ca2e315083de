/* Worked examples beside a rule's tables. See rule_page.h. */
#include "rule_design/rule_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/directory/officer.h"
#include "domain/directory/officer_guard.h"
#include "rule_design/examples_view.h"

enum { HTTP_OK = 200, HTTP_INVALID = 422, NAME_MAX_ = 300 };

static const char *const dones[] = { "giu", "nhan", "bo", NULL };
static const char *const done_messages[] = { "catalogue_rule_design.kept", "catalogue_rule_design.accepted",
	"catalogue_rule_design.removed" };
static const char *const try_acts[] = { "thu", "giu", NULL };
static const char *const example_acts[] = { "nhan", "bo", NULL };

struct rule_examples_input {
	const char *code, *done;
};
static const struct field examples_fields[] = {
	FIELD(rule_examples_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(rule_examples_input, done, "xong", FIELD_CHOICE, FROM_QUERY, .choices = dones),
};
const struct input rule_examples_input = INPUT(rule_examples_input, examples_fields);

struct rule_try_input {
	const char *code, *act, *decision, *name;
	struct input_rest values;
};
static const struct field try_fields[] = {
	FIELD(rule_try_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(rule_try_input, act, "lam", FIELD_CHOICE, FROM_FORM, .required = true, .choices = try_acts),
	FIELD_NAMED(rule_try_input, decision, "bang", FIELD_TEXT, FROM_FORM, .max = 200),
	FIELD_NAMED(rule_try_input, name, "ten", FIELD_TEXT, FROM_FORM, .max = NAME_MAX_,
	    .label = "catalogue_rule_design.name"),
	FIELD(rule_try_input, values, FIELD_REST, FROM_FORM, .most = GIVEN_MAX),
};
const struct input rule_try_input = INPUT(rule_try_input, try_fields);

struct rule_example_act_input {
	const char *code, *act;
	int64_t id, version, draft_version;
};
static const struct field act_fields[] = {
	FIELD(rule_example_act_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(
	    rule_example_act_input, act, "lam", FIELD_CHOICE, FROM_FORM, .required = true, .choices = example_acts),
	FIELD(rule_example_act_input, id, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT64_MAX),
	FIELD(rule_example_act_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX),
	FIELD_NAMED(rule_example_act_input, draft_version, "ban", FIELD_INT, FROM_FORM, .required = true, .min = 1,
	    .max = INT32_MAX),
};
const struct input rule_example_act_input = INPUT(rule_example_act_input, act_fields);

struct rule_run_input {
	const char *code, *content;
};
static const struct field run_fields[] = {
	FIELD(rule_run_input, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(rule_run_input, content, FIELD_LINES, FROM_FORM, .required = true, .max = DEFINITION_BYTES_MAX,
	    .label = "catalogue_rule_design.content"),
};
const struct input rule_run_input = INPUT(rule_run_input, run_fields);

/* --- the page ------------------------------------------------------------------------------------------------------ */

static enum err
show(struct ctx *c, int status, struct examples_shown *shown)
{
	struct definition_problems *problems = ARENA_NEW(c->arena, struct definition_problems);
	enum err err = desk_check(c, &shown->desk->desk, problems);

	shown->problems = problems;
	return err ? err : respond_page_status(c, status, "catalogue/rule_examples", examples_view(c, shown));
}

enum err
handle_rule_examples(struct ctx *c, const void *input)
{
	const struct rule_examples_input *in = input;
	struct rule_desk desk;
	struct examples_shown shown = { .desk = &desk };
	enum err err = rule_desk_open(c, in->code, &desk);

	for (size_t i = 0; in->done != NULL && dones[i] != NULL; i++)
		if (dones[i] == in->done)
			shown.done = done_messages[i];
	return err ? err : show(c, HTTP_OK, &shown);
}

enum err
handle_rule_examples_again(struct ctx *c, const void *input)
{
	const struct rule_examples_input *in = input; /* the code comes first in all tables of this page */
	struct rule_desk desk;
	struct examples_shown shown = { .desk = &desk };
	enum err err = rule_desk_open(c, in->code, &desk);

	return err ? err : show(c, HTTP_INVALID, &shown);
}

/* --- trying and keeping --------------------------------------------------------------------------------------------- */

static const char *
value_at(const struct input_rest *values, const char *name)
{
	for (size_t i = 0; i < values->count; i++)
		if (strcmp(values->pairs[i].name, name) == 0 && values->pairs[i].value != NULL)
			return values->pairs[i].value;
	return "";
}

/* What was typed, by the names of the rule's inputs. */
static struct given
given_of(struct ctx *c, const struct rule_desk *desk, const struct rule_try_input *in, int32_t today)
{
	const struct rule_table *table = rule_desk_table(desk, in->decision);
	struct given_value *values = arena_array(c->arena, desk->inputs.count + 1, sizeof(*values));
	struct given given = {
		.decision = table != NULL ? table->id : desk->tables[0].id, .on = today, .values = values
	};

	for (size_t i = 0; i < desk->inputs.count; i++) {
		const char *text = value_at(&in->values, arena_printf(c->arena, "i%zu", i));
		if (desk->inputs.items[i].type == FEEL_NUMBER)
			text = form_number_canonical(c->arena, text);
		if (*text != '\0')
			values[given.count++] = (struct given_value){ desk->inputs.items[i].name, text };
	}
	return given;
}

/* A text that is none of its input's type is told beside its field. */
static bool
is_refused(struct ctx *c, const struct rule_desk *desk, const struct given *given)
{
	struct feel_context inputs;
	const char *bad;

	if (given_bind(c->arena, desk->rule, given, &inputs, &bad) == OK)
		return false;
	for (size_t i = 0; i < desk->inputs.count; i++)
		if (strcmp(desk->inputs.items[i].name, bad) == 0)
			(void)again_refuse(c, arena_printf(c->arena, "i%zu", i), "catalogue_rule_design.wrong_type");
	return true;
}

struct keeping {
	const char *code;
	struct rule_example example;
	int64_t officer_id, now;
};

static enum err
keep_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct keeping *keeping = arg;

	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, DEFINE_PATH "/quy-tac/%s/vi-du?xong=%s#vi-du", keeping->code, dones[0]);
	return rule_example_add(db, keeping->code, &keeping->example, keeping->officer_id, keeping->now);
}

static enum err
keep(struct ctx *c, const struct rule_desk *desk, const char *name, const struct given *given,
    const struct outcome *outcome)
{
	struct keeping keeping = { .code = desk->desk.draft.code,
		.example = { .name = name != NULL ? name : given_text(c, desk->rule, given),
		    .given = given_write(c->arena, given),
		    .expected = outcome_write(c->arena, outcome) },
		.officer_id = ctx_officer(c)->id,
		.now = c->now };
	enum err err = desk_may_change(c, &desk->desk);

	if (err)
		return err;
	if (desk->example_count == RULE_EXAMPLES_KEPT)
		return refuse(c, ERR_CONFLICT, "catalogue_rule_design.too_many", NULL);
	return idempotency_run(c, "catalogue.rule.example", keep_once, &keeping);
}

enum err
handle_rule_try(struct ctx *c, const void *input)
{
	const struct rule_try_input *in = input;
	struct rule_desk desk;
	struct outcome outcome;
	struct given given;
	struct examples_shown shown = { .desk = &desk, .given = &given };
	int64_t now;
	enum err err = rule_desk_open(c, in->code, &desk);

	if (err || (err = ctx_now(c, &now)))
		return err;
	if (desk.rule == NULL)
		return refuse(c, ERR_CONFLICT, "catalogue_rule_design.no_rule", NULL);
	given = given_of(c, &desk, in, local_from_utc(now).day);
	if (is_refused(c, &desk, &given))
		return show(c, HTTP_INVALID, &shown);
	outcome_work_out(c->arena, desk.rule, &given, &outcome);
	if (strcmp(in->act, "giu") == 0)
		return keep(c, &desk, in->name, &given, &outcome);
	shown.outcome = &outcome;
	return show(c, HTTP_OK, &shown);
}

/* --- what is kept ------------------------------------------------------------------------------------------------------ */

struct acting {
	struct ctx *c;
	const struct rule_example_act_input *in;
};

static const struct rule_example *
example_by_id(const struct rule_desk *desk, int64_t id)
{
	for (size_t i = 0; i < desk->example_count; i++)
		if (desk->examples[i].id == id)
			return &desk->examples[i];
	return NULL;
}

/* What comes out of the draft that the person looked at is expected from now on: another draft asks again. */
static enum err
expect(struct ctx *c, const struct rule_desk *desk, const struct rule_example_act_input *in)
{
	const struct rule_example *example = example_by_id(desk, in->id);
	struct outcome outcome;
	struct given given;

	if (example == NULL || desk->rule == NULL || desk->desk.draft.version != in->draft_version ||
	    given_read(c->arena, example->given, &given) != OK)
		return desk_moved_on(c);
	outcome_work_out(c->arena, desk->rule, &given, &outcome);
	return rule_example_expect(
	    c->db, desk->desk.draft.code, in->id, in->version, outcome_write(c->arena, &outcome));
}

static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *acting = arg;
	const struct rule_example_act_input *in = acting->in;
	struct ctx *c = acting->c;
	struct rule_desk desk;
	enum err err = draft_hold(db, DEFINITION_RULE, in->code);

	if (err && err != ERR_NOT_FOUND)
		return err;
	if ((err = rule_desk_open(c, in->code, &desk)) || (err = desk_may_change(c, &desk.desk)))
		return err;
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, DEFINE_PATH "/quy-tac/%s/vi-du?xong=%s#vi-du", in->code, in->act);
	return strcmp(in->act, "nhan") == 0 ? expect(c, &desk, in)
					    : rule_example_remove(db, in->code, in->id, in->version);
}

enum err
handle_rule_example_act(struct ctx *c, const void *input)
{
	struct acting acting = { c, input };

	return idempotency_run(c, "catalogue.rule.example.act", act_once, &acting);
}

/* --- for the drawn editor ------------------------------------------------------------------------------------------ */

enum err
handle_rule_run(struct ctx *c, const void *input)
{
	const struct rule_run_input *in = input;
	struct view *answer = view_object(c->arena);
	struct definition_problems problems;
	struct definition_error error;
	const size_t size = strlen(in->content);
	struct rule_desk desk;
	struct rule *rule;
	enum err err = rule_desk_open(c, in->code, &desk);

	if (err || (err = desk_check_content(c, &desk.desk, in->content, size, &problems)))
		return err;
	if (rule_parse(c->arena, in->content, size, &rule, &error) != OK)
		rule = NULL;
	definition_problems_show(c, DEFINITION_RULE, in->code, &problems, answer);
	view_bool(answer, "unreadable", problems.unreadable);
	examples_add(c, answer, rule, desk.examples, desk.example_count);
	return respond_json(c, answer);
}
