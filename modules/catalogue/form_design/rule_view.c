/* Conditions as rows. See rule_view.h. */
#include "form_design/rule_view.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"

enum { BLANK_ROWS = 1, FEEL_ROWS = 3 };

/* What the conditions of one question are drawn with. */
struct drawing {
	struct ctx *c;
	struct view *errors;
	const struct form *form;
	const struct form_field *list;
	const char *own_key; /* of the question itself: "" for none, RULE_THIS for a new one */
};

static const char *
words(const struct drawing *d, const char *group, const char *name)
{
	return ctx_text(d->c, arena_printf(d->c->arena, "catalogue_form_design.%s.%s", group, name));
}

static void
add_error(const struct drawing *d, const char *message, const char *anchor)
{
	struct view *error = view_item(d->errors);

	view_text(error, "message", message);
	view_url(error, "anchor", arena_printf(d->c->arena, "#%s", anchor));
}

static bool
has_choices(const struct form_field *field)
{
	return field->option_count > 0;
}

static void
show_key(const struct drawing *d, struct view *options, const char *key, const char *label, const char *chosen)
{
	const struct form_field *field = d->form != NULL ? form_field_by_key(d->form, key) : NULL;
	struct view *option = view_item(options);

	view_text(option, "value", key);
	view_text(option, "label", label);
	view_bool(option, "selected", strcmp(key, chosen) == 0);
	view_text(
	    option, "offers", field != NULL && has_choices(field) ? arena_printf(d->c->arena, "offers-%s", key) : NULL);
}

/*
 * The questions that a row may name; `offers` is the list of values that goes with each. A question hangs on itself only where it is
 * about what its answer must be.
 */
static void
show_keys(const struct drawing *d, struct view *select, enum rule_place place, const char *chosen)
{
	struct view *options = view_list(select, "options");
	bool found = *chosen == '\0';

	if (place == RULE_VALID && *d->own_key != '\0') {
		show_key(d, options, d->own_key, words(d, "rule", "this"), chosen);
		found = found || strcmp(chosen, d->own_key) == 0;
	}
	for (size_t i = 0; d->form != NULL && i < d->form->field_count; i++) {
		const struct form_field *field = &d->form->fields[i];

		if (!condition_offers(field, d->list) || strcmp(field->key, d->own_key) == 0)
			continue;
		show_key(d, options, field->key, field->label != NULL ? field->label : field->key, chosen);
		found = found || strcmp(field->key, chosen) == 0;
	}
	if (!found)
		show_key(d, options, chosen, chosen, chosen);
}

/* The question to compare with, in the place of a value. */
static void
show_other(const struct drawing *d, struct view *row, const char *name, const char *chosen, const char *error)
{
	struct view *other = view_child(row, "other"), *options;

	part_field(other, arena_printf(d->c->arena, "%s.other", name), words(d, "rule", "other"), NULL, error, false);
	view_text(other, "empty", words(d, "rule", "no_other"));
	options = view_list(other, "options");
	for (size_t i = 0; d->form != NULL && i < d->form->field_count; i++) {
		const struct form_field *field = &d->form->fields[i];

		if (condition_offers(field, d->list) && strcmp(field->key, d->own_key) != 0 &&
		    field->type != FORM_CHECKBOX && field->type != FORM_CHECKLIST)
			part_option(options, field->key, field->label != NULL ? field->label : field->key, chosen);
	}
}

static void
show_test(
    const struct drawing *d, struct view *row, enum rule_place place, size_t number, const struct condition_test *test)
{
	const char *rule = rule_rows_of_page[place].name, *name = arena_printf(d->c->arena, "%s.%zu", rule, number);
	const struct form_field *field = d->form != NULL ? form_field_by_key(d->form, test->key) : NULL;
	const char *error = test->error != NULL ? ctx_text(d->c, test->error) : NULL;
	const char *chosen = place == RULE_VALID && test->other != NULL ? test->other : "";
	const bool compares =
	    *chosen != '\0'; /* with another question: what is typed as a value then counts for nothing */
	struct view *key = view_child(row, "key"), *op = view_child(row, "op"), *value = view_child(row, "value"), *ops;

	view_int(row, "number", (int64_t)number + 1);
	part_field(key, arena_printf(d->c->arena, "%s.key", name), words(d, "rule", "question"), NULL, NULL, false);
	show_keys(d, key, place, test->key);
	part_field(op, arena_printf(d->c->arena, "%s.op", name), words(d, "rule", "op"), NULL, NULL, false);
	view_text(op, "empty", NULL);
	ops = view_list(op, "options");
	for (int i = 0; i < CONDITION_OP__MAX; i++)
		part_option(
		    ops, condition_op_names[i], words(d, "op", condition_op_names[i]), condition_op_names[test->op]);
	part_field(value, arena_printf(d->c->arena, "%s.value", name), words(d, "rule", "value"), NULL,
	    compares ? NULL : error, false);
	view_text(value, "value", test->value);
	view_text(value, "offers",
	    field != NULL && has_choices(field) ? arena_printf(d->c->arena, "offers-%s", field->key) : NULL);
	view_text(row, "other", NULL);
	if (place == RULE_VALID)
		show_other(d, row, name, chosen, compares ? error : NULL);
	if (error != NULL)
		add_error(d, arena_printf(d->c->arena, "%s %zu: %s", words(d, "rule", "row"), number + 1, error),
		    arena_printf(d->c->arena, "%s.%s", name, compares ? "other" : "value"));
}

static void
show_modes(const struct drawing *d, struct view *rule, const char *name, enum rule_place place, enum rule_mode mode)
{
	struct view *modes = view_child(rule, "modes"), *options;

	part_field(modes, arena_printf(d->c->arena, "%s.mode", name), words(d, "rule", name), NULL, NULL, false);
	view_bool(modes, "inline", true);
	options = view_list(modes, "options");
	for (int i = place == RULE_NEED ? MODE_ROWS : MODE_NONE; i <= MODE_FEEL; i++) {
		struct view *option = view_item(options);
		bool first = view_count(options) == 1;

		view_text(option, "id",
		    first ? arena_printf(d->c->arena, "%s.mode", name)
			  : arena_printf(d->c->arena, "%s.mode-%s", name, rule_mode_names[i]));
		view_text(option, "value", rule_mode_names[i]);
		view_text(option, "label",
		    words(d, i == MODE_NONE ? "rule_none" : "rule_mode", i == MODE_NONE ? name : rule_mode_names[i]));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", (int)mode == i || (place == RULE_NEED && mode == MODE_NONE && first));
	}
}

/* The text with what is wrong in it, and where. */
static void
show_feel(const struct drawing *d, struct view *rule, const char *name, const struct question_form *form,
    const struct question_rule *of)
{
	struct view *feel = view_child(rule, "feel");
	const char *id = arena_printf(d->c->arena, "%s.feel", name), *error = NULL;

	if (of->error != NULL)
		error = of->error == form->refused.message ? form_error_words(d->c, &form->refused)
							   : ctx_text(d->c, of->error);
	part_field(feel, id, words(d, "rule_feel", name), words(d, "rule", "feel_hint"),
	    of->mode == MODE_FEEL ? error : NULL, false);
	view_text(feel, "value", of->feel);
	view_int(feel, "rows", FEEL_ROWS);
	view_text(feel, "maxlength", NULL);
	view_text(rule, "error", of->mode == MODE_FEEL ? NULL : error);
	if (error != NULL)
		add_error(d, arena_printf(d->c->arena, "%s: %s", words(d, "rule", name), error),
		    of->mode == MODE_FEEL ? id : arena_printf(d->c->arena, "%s.0.key", name));
}

void
rule_words_view(struct ctx *c, struct view *fields, const struct question_form *form, size_t rule)
{
	for (size_t k = 0; k < LANGUAGES; k++) {
		struct view *field = view_child(part_item(fields), "input");

		part_field(field, arena_printf(c->arena, "message.%s.%s", message_rule(rule), message_languages[k]),
		    ctx_text(c, arena_printf(c->arena, "catalogue_form_design.language.%s", message_languages[k])),
		    NULL, NULL, false);
		view_text(field, "value", form->words[rule][k]);
		view_text(field, "type", "text");
		view_text(field, "width", NULL);
		view_text(field, "autocomplete", "off");
		view_text(field, "inputmode", NULL);
	}
}

static void
show_words(const struct drawing *d, struct view *rule, const struct question_form *form, enum rule_place place)
{
	const char *message = rule_rows_of_page[place].message;
	struct view *fields = view_list(rule, "words");

	view_bool(rule, "has_words", message != NULL);
	view_text(rule, "words_legend", message != NULL ? words(d, "message_rule", message) : NULL);
	if (message != NULL)
		rule_words_view(d->c, fields, form, message_rule_number(message));
}

static void
show_rule(const struct drawing *d, struct view *list, const struct question_form *form, enum rule_place place)
{
	/* What must hold is mostly about the question itself. */
	const struct condition_test blank = { .key = "", .value = "" },
				    first = { .key = place == RULE_VALID ? d->own_key : "", .value = "" };
	const struct question_rule *of = &form->rules[place];
	const char *name = rule_rows_of_page[place].name;
	struct view *rule = view_item(list), *rows = view_list(rule, "rows");
	size_t count = of->condition.count + BLANK_ROWS;

	view_text(rule, "name", name);
	view_text(rule, "any_name", arena_printf(d->c->arena, "%s.any", name));
	view_bool(rule, "any", of->condition.any);
	view_bool(rule, "is_need", place == RULE_NEED);
	view_bool(rule, "open", of->mode != MODE_NONE || of->error != NULL);
	view_text(rule, "legend", words(d, "rule", name));
	view_text(rule, "hint", place == RULE_VALID ? words(d, "rule", "valid_hint") : NULL);
	view_text(rule, "mode", rule_mode_names[of->mode]);
	show_modes(d, rule, name, place, of->mode);
	show_feel(d, rule, name, form, of);
	for (size_t i = 0; i < count && i < CONDITION_TESTS_MAX; i++)
		show_test(d, view_item(rows), place, i,
		    i < of->condition.count ? &of->condition.tests[i]
		    : i == 0                ? &first
					    : &blank);
	show_words(d, rule, form, place);
}

/* The words of each question's choices, for the boxes of values. */
static void
show_offers(const struct drawing *d, struct view *page)
{
	struct view *offers = view_list(page, "offers");

	for (size_t i = 0; d->form != NULL && i < d->form->field_count; i++) {
		const struct form_field *field = &d->form->fields[i];
		struct view *offer, *options;

		if (!has_choices(field) || !condition_offers(field, d->list))
			continue;
		offer = view_item(offers);
		view_text(offer, "id", arena_printf(d->c->arena, "offers-%s", field->key));
		options = view_list(offer, "options");
		for (size_t k = 0; k < field->option_count; k++)
			part_option(options, field->options[k].label, field->options[k].label, NULL);
	}
}

/* Groups and lists have no answer of their own. */
static const char *
own_key(const struct question_form *form, const struct form_field *own)
{
	if (!question_is_keyed(form->question) || form->question == QUESTION_ROWS)
		return "";
	return own != NULL && own->key != NULL ? own->key : RULE_THIS;
}

void
rules_view(struct ctx *c, struct view *page, struct view *errors, const struct design *design,
    const struct question_form *form, const char *id)
{
	const struct form_field *own =
	    design->edit.form != NULL && *id != '\0' ? form_field_by_id(design->edit.form, id) : NULL;
	const struct drawing d = { c, errors, design->edit.form, question_list(&design->edit, id), own_key(form, own) };
	struct view *list = view_list(page, "rules");

	for (int i = 0; i < RULE_PLACE__MAX; i++)
		if (rule_is_of((enum rule_place)i, form->question))
			show_rule(&d, list, form, (enum rule_place)i);
	show_offers(&d, page);
}
