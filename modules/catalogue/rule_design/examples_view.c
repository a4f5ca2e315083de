/* The page of a rule and its examples. See examples_view.h. */
#include "rule_design/examples_view.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/definition/rule/rule_blank.h"
#include "record/procedure_record.h"
#include "rule_design/rule_page.h"
#include "rule_design/table_view.h"

enum { TEXT_MAX = 2000 };

static const char *
word(struct ctx *c, const char *group, const char *name)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_rule_design.%s.%s", group, name));
}

static const char *
dong(struct ctx *c, int64_t amount)
{
	return message_format(c->arena, c->messages, c->language, "catalogue_rule_design.dong",
	    MESSAGE_ARGUMENTS({ "amount", money_text(c->arena, amount) }));
}

/* --- the form --------------------------------------------------------------------------------------------------------- */

static const char *
given_value(const struct given *given, const char *name)
{
	for (size_t i = 0; given != NULL && i < given->count; i++)
		if (strcmp(given->values[i].name, name) == 0)
			return given->values[i].text;
	return NULL;
}

/* What a choice is called by people; what only this rule knows is called as it is written. */
static const char *
choice_words(struct ctx *c, const struct feel_name *input, const char *text)
{
	if (strcmp(input->name, "channel") != 0)
		return text;
	for (size_t i = 0; channel_names[i] != NULL; i++)
		if (strcmp(channel_names[i], text) == 0)
			return ctx_text(c, arena_printf(c->arena, "catalogue_draw.script.channel.%s", text));
	return text;
}

static void
add_options(struct ctx *c, struct view *select, const struct feel_name *input, const struct feel_value *choices,
    size_t count, const char *chosen)
{
	struct view *options;

	view_text(select, "empty", ctx_text(c, "catalogue_rule_design.no_value"));
	options = view_list(select, "options");
	if (input->type == FEEL_BOOLEAN) {
		part_option(options, "true", ctx_text(c, "catalogue_rule_design.yes"), chosen);
		part_option(options, "false", ctx_text(c, "catalogue_rule_design.no"), chosen);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const char *text = feel_to_text(c->arena, choices[i]);
		part_option(options, text, choice_words(c, input, text), chosen);
	}
}

static const char *
hint_of(struct ctx *c, enum feel_type type)
{
	switch (type) {
	case FEEL_NUMBER: return ctx_text(c, "catalogue_rule_design.hint_number");
	case FEEL_DATE: return ctx_text(c, "catalogue_rule_design.hint_date");
	case FEEL_LIST: return ctx_text(c, "catalogue_rule_design.hint_list");
	default: return NULL;
	}
}

static void
add_input(struct ctx *c, struct view *fields, const struct rule_desk *desk, size_t place, const struct given *given)
{
	const struct feel_name *input = &desk->inputs.items[place];
	const struct feel_value *choices;
	size_t count = rule_choices(c->arena, desk->rule, input->name, &choices);
	const char *name = arena_printf(c->arena, "i%zu", place), *value = given_value(given, input->name);
	bool select = count > 0 || input->type == FEEL_BOOLEAN;
	struct view *field = view_child(part_item(fields), select ? "select" : "input");

	part_field(field, name, rule_input_label(desk->rule, input->name), select ? NULL : hint_of(c, input->type),
	    again_error(c, name), false);
	if (select) {
		add_options(c, field, input, choices, count, value);
		return;
	}
	view_text(
	    field, "value", value != NULL && input->type == FEEL_NUMBER ? form_number_typed(c->arena, value) : value);
	view_text(field, "type", "text");
	view_text(field, "width", input->type == FEEL_NUMBER || input->type == FEEL_DATE ? "10" : NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", input->type == FEEL_NUMBER ? "decimal" : NULL);
}

static void
add_decisions(struct ctx *c, struct view *fields, const struct rule_desk *desk, const struct given *given)
{
	struct view *select = view_child(part_item(fields), "select"), *options;

	part_field(select, "bang", ctx_text(c, "catalogue_rule_design.decision"), NULL, NULL, false);
	view_text(select, "empty", NULL);
	options = view_list(select, "options");
	for (size_t i = 0; i < desk->table_count; i++)
		part_option(options, desk->tables[i].id, desk->tables[i].name,
		    given != NULL ? given->decision : desk->tables[0].id);
}

static void
add_form(struct ctx *c, struct view *page, const struct examples_shown *shown)
{
	const struct rule_desk *desk = shown->desk;
	struct view *form, *fields, *name;

	if (desk->rule == NULL) {
		view_text(page, "form", NULL);
		return;
	}
	form = view_child(page, "form");
	view_url(form, "action", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/vi-du"));
	view_text(form, "once", idempotency_key(c));
	fields = view_list(form, "fields");
	if (desk->table_count > 1)
		add_decisions(c, fields, desk, shown->given);
	for (size_t i = 0; i < desk->inputs.count; i++)
		add_input(c, fields, desk, i, shown->given);
	name = view_child(form, "name");
	part_field(name, "ten", ctx_text(c, "catalogue_rule_design.name"),
	    ctx_text(c, "catalogue_rule_design.name_hint"), again_error(c, "ten"), true);
	view_text(name, "value", again_typed(c, "ten", NULL));
	view_text(name, "type", "text");
	view_text(name, "width", NULL);
	view_text(name, "autocomplete", "off");
	view_text(name, "inputmode", NULL);
	view_bool(form, "may_keep", desk->desk.may_edit);
}

/* For what a table may be begun: a first one, or one more for what the rule does not say yet. */
static void
add_begin(struct ctx *c, struct view *page, const struct rule_desk *desk)
{
	const bool empty = *desk->desk.draft.content == '\0';
	struct view *begin, *radios, *options;

	if (!desk->desk.may_edit || (!empty && desk->rule == NULL)) {
		view_text(page, "begin", NULL);
		return;
	}
	begin = view_child(page, "begin");
	radios = view_child(begin, "de");
	part_field(radios, "de", ctx_text(c, "catalogue_rule_design.purpose_label"), NULL, again_error(c, "de"), false);
	view_bool(radios, "inline", false);
	options = view_list(radios, "options");
	for (size_t i = 0; rule_purpose_names[i] != NULL; i++) {
		const char *name = rule_purpose_names[i];
		struct view *option;

		if (rule_desk_table(desk, rule_blank_shapes[i].id) != NULL)
			continue;
		option = view_item(options);
		view_text(option, "id", view_count(options) == 1 ? "de" : arena_printf(c->arena, "de-%s", name));
		view_text(option, "value", name);
		view_text(option, "label",
		    ctx_text(c, arena_printf(c->arena, "catalogue_rule_design.purpose.%s.label", name)));
		view_text(
		    option, "hint", ctx_text(c, arena_printf(c->arena, "catalogue_rule_design.purpose.%s.hint", name)));
		view_bool(option, "selected", false);
	}
	view_url(begin, "action", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/bang-moi"));
	view_text(begin, "once", idempotency_key(c));
	view_bool(begin, "first", empty);
	view_bool(begin, "any", view_count(options) > 0);
}

/* --- what came out -------------------------------------------------------------------------------------------------- */

static const char *
rows_text(struct ctx *c, const struct outcome *outcome)
{
	struct buffer text;

	buffer_init(&text, c->arena, TEXT_MAX);
	for (size_t i = 0; i < outcome->row_count; i++)
		buffer_printf(&text, "%s%zu", i > 0 ? ", " : "", outcome->rows[i] + 1);
	return text.size > 0 ? text.data : NULL;
}

/* In one line: the total of fees, the values, or why there are none. */
static const char *
summary(struct ctx *c, const struct outcome *outcome)
{
	struct buffer text;

	if (outcome->kind == OUTCOME_REFUSED)
		return message_format(c->arena, c->messages, c->language, "catalogue_rule_design.outcome.refused",
		    MESSAGE_ARGUMENTS({ "column", outcome->refused }));
	if (outcome->kind != OUTCOME_VALUES)
		return word(c, "outcome", outcome_kind_names[outcome->kind]);
	if (outcome->is_fees)
		return dong(c, outcome->total);
	if (outcome->count == 0)
		return word(c, "outcome", "nothing");
	buffer_init(&text, c->arena, TEXT_MAX);
	for (size_t i = 0; i < outcome->count; i++)
		buffer_printf(&text, "%s%s", i > 0 ? " | " : "", outcome->lines[i]);
	return text.data;
}

static void
add_fees(struct ctx *c, struct view *result, const struct rule_fees *fees)
{
	struct view *list = view_list(result, "fees");

	for (size_t i = 0; i < fees->count; i++) {
		const struct rule_fee *fee = &fees->items[i];
		struct view *item = view_item(list);

		view_text(item, "kind", word(c, "kind", fee->kind == RULE_FEE_PHI ? "phi" : "le_phi"));
		view_text(item, "name", fee->name);
		view_int(item, "quantity", fee->quantity);
		view_text(item, "price", dong(c, fee->price));
		view_text(item, "amount", dong(c, fee->amount));
		view_text(item, "basis", fee->basis);
	}
	view_bool(result, "has_fees", fees->count > 0);
}

static void
add_result(struct ctx *c, struct view *page, const struct examples_shown *shown)
{
	struct view *result;

	if (shown->outcome == NULL) {
		view_text(page, "result", NULL);
		return;
	}
	result = view_child(page, "result");
	view_text(result, "given", given_text(c, shown->desk->rule, shown->given));
	view_text(result, "summary", summary(c, shown->outcome));
	view_bool(result, "good", shown->outcome->kind == OUTCOME_VALUES);
	view_text(result, "rows", rows_text(c, shown->outcome));
	add_fees(c, result, &shown->outcome->fees);
}

/* --- the examples ------------------------------------------------------------------------------------------------------ */

const char *
given_text(struct ctx *c, const struct rule *rule, const struct given *given)
{
	struct buffer text;

	buffer_init(&text, c->arena, TEXT_MAX);
	for (size_t i = 0; i < given->count; i++)
		if (*given->values[i].text != '\0')
			buffer_printf(&text, "%s%s: %s", text.size > 0 ? "; " : "",
			    rule != NULL ? rule_input_label(rule, given->values[i].name) : given->values[i].name,
			    given->values[i].text);
	return text.size > 0 ? text.data : ctx_text(c, "catalogue_rule_design.nothing_given");
}

static bool
has_line(const struct outcome *outcome, const char *line)
{
	for (size_t i = 0; i < outcome->count; i++)
		if (strcmp(outcome->lines[i], line) == 0)
			return true;
	return false;
}

static void
add_differences(struct view *item, const struct outcome *expected, const struct outcome *outcome)
{
	struct view *missing = view_list(item, "missing"), *extra = view_list(item, "extra");

	for (size_t i = 0; i < expected->count; i++)
		if (!has_line(outcome, expected->lines[i]))
			view_item_text(missing, expected->lines[i]);
	for (size_t i = 0; i < outcome->count; i++)
		if (!has_line(expected, outcome->lines[i]))
			view_item_text(extra, outcome->lines[i]);
}

/* Returns whether it comes out as it was kept. */
static bool
add_example(struct ctx *c, struct view *item, const struct rule *rule, const struct rule_example *example)
{
	struct outcome expected = { .refused = "" }, outcome = { .kind = OUTCOME_GONE, .refused = "" };
	struct given given = { .decision = "" };
	bool good = given_read(c->arena, example->given, &given) == OK &&
		    outcome_read(c->arena, example->expected, &expected) == OK;
	struct view *state;

	if (rule != NULL)
		outcome_work_out(c->arena, rule, &given, &outcome);
	good = good && outcome_same(&expected, &outcome);
	view_int(item, "id", example->id);
	view_int(item, "version", example->version);
	view_text(item, "name", example->name);
	view_text(item, "given", given_text(c, rule, &given));
	view_text(item, "on", date_text(c->arena, given.on));
	view_text(item, "expected", summary(c, &expected));
	view_text(item, "outcome", summary(c, &outcome));
	view_bool(item, "good", good);
	state = view_child(item, "state");
	view_text(state, "label", ctx_text(c, good ? "catalogue_rule_design.good" : "catalogue_rule_design.bad"));
	view_text(state, "kind", good ? "done" : "bad");
	add_differences(item, &expected, &outcome);
	return good;
}

void
examples_add(
    struct ctx *c, struct view *page, const struct rule *rule, const struct rule_example *examples, size_t count)
{
	struct view *list = view_list(page, "examples");
	size_t failing = 0;

	for (size_t i = 0; i < count; i++)
		failing += !add_example(c, view_item(list), rule, &examples[i]);
	view_int(page, "example_count", (int64_t)count);
	view_int(page, "failing", (int64_t)failing);
}

struct view *
examples_view(struct ctx *c, const struct examples_shown *shown)
{
	const struct rule_desk *desk = shown->desk;
	struct view *page = view_object(c->arena), *notice;

	desk_show(c, page, &desk->desk, "/vi-du");
	if (shown->done != NULL) {
		notice = view_child(page, "notice");
		view_text(notice, "text", ctx_text(c, shown->done));
		view_bool(notice, "success", true);
		view_text(notice, "link", NULL);
	}
	definition_problems_show(c, DEFINITION_RULE, desk->desk.draft.code, shown->problems, page);
	view_bool(page, "has_rule", desk->rule != NULL);
	rule_tables_add(c, page, desk, shown->problems, shown->given, shown->outcome);
	add_begin(c, page, desk);
	add_form(c, page, shown);
	add_result(c, page, shown);
	examples_add(c, page, desk->rule, desk->examples, desk->example_count);
	view_bool(page, "may_edit", desk->desk.may_edit);
	view_url(page, "act_action", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/vi-du/sua"));
	view_text(page, "once_act", idempotency_key(c));
	view_int(page, "draft_version", desk->desk.draft.version);
	return page;
}
