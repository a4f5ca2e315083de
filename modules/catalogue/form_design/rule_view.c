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
	const char *own_key; /* a question does not hang on itself; "" for none */
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

/* The questions that a row may name; `offers` is the list of values that goes with each. */
static void
show_keys(const struct drawing *d, struct view *select, const char *chosen)
{
	struct view *options = view_list(select, "options");
	bool found = *chosen == '\0';

	for (size_t i = 0; d->form != NULL && i < d->form->field_count; i++) {
		const struct form_field *field = &d->form->fields[i];
		struct view *option;

		if (!condition_offers(field, d->list) || strcmp(field->key, d->own_key) == 0)
			continue;
		option = view_item(options);
		view_text(option, "value", field->key);
		view_text(option, "label", field->label != NULL ? field->label : field->key);
		view_bool(option, "selected", strcmp(field->key, chosen) == 0);
		view_text(
		    option, "offers", has_choices(field) ? arena_printf(d->c->arena, "offers-%s", field->key) : NULL);
		found = found || strcmp(field->key, chosen) == 0;
	}
	if (!found)
		part_option(options, chosen, chosen, chosen);
}

static void
show_test(const struct drawing *d, struct view *row, const char *rule, size_t number, const struct condition_test *test)
{
	const char *name = arena_printf(d->c->arena, "%s.%zu", rule, number);
	const struct form_field *field = d->form != NULL ? form_field_by_key(d->form, test->key) : NULL;
	const char *error = test->error != NULL ? ctx_text(d->c, test->error) : NULL;
	struct view *key = view_child(row, "key"), *op = view_child(row, "op"), *value = view_child(row, "value"), *ops;

	view_int(row, "number", (int64_t)number + 1);
	part_field(key, arena_printf(d->c->arena, "%s.key", name), words(d, "rule", "question"), NULL, NULL, false);
	show_keys(d, key, test->key);
	part_field(op, arena_printf(d->c->arena, "%s.op", name), words(d, "rule", "op"), NULL, NULL, false);
	view_text(op, "empty", NULL);
	ops = view_list(op, "options");
	for (int i = 0; i < CONDITION_OP__MAX; i++)
		part_option(
		    ops, condition_op_names[i], words(d, "op", condition_op_names[i]), condition_op_names[test->op]);
	part_field(value, arena_printf(d->c->arena, "%s.value", name), words(d, "rule", "value"), NULL, error, false);
	view_text(value, "value", test->value);
	view_text(value, "offers",
	    field != NULL && has_choices(field) ? arena_printf(d->c->arena, "offers-%s", field->key) : NULL);
	if (error != NULL)
		add_error(d, arena_printf(d->c->arena, "%s %zu: %s", words(d, "rule", "row"), number + 1, error),
		    arena_printf(d->c->arena, "%s.value", name));
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

static void
show_rule(const struct drawing *d, struct view *list, const struct question_form *form, enum rule_place place)
{
	static const struct condition_test blank = { .key = "", .value = "" };
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
	view_text(rule, "mode", rule_mode_names[of->mode]);
	show_modes(d, rule, name, place, of->mode);
	show_feel(d, rule, name, form, of);
	for (size_t i = 0; i < count && i < CONDITION_TESTS_MAX; i++)
		show_test(d, view_item(rows), name, i, i < of->condition.count ? &of->condition.tests[i] : &blank);
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

void
rules_view(struct ctx *c, struct view *page, struct view *errors, const struct design *design,
    const struct question_form *form, const char *id)
{
	const struct form_field *own =
	    design->edit.form != NULL && *id != '\0' ? form_field_by_id(design->edit.form, id) : NULL;
	const struct drawing d = { c, errors, design->edit.form, question_list(&design->edit, id),
		own != NULL && own->key != NULL ? own->key : "" };
	struct view *list = view_list(page, "rules");

	for (int i = 0; i < RULE_PLACE__MAX; i++)
		if (rule_is_of((enum rule_place)i, form->question))
			show_rule(&d, list, form, (enum rule_place)i);
	show_offers(&d, page);
}
