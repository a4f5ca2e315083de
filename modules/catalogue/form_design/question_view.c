/* The page of one question. See question_view.h. */
#include "form_design/question_view.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "choice/choice_write_store.h"
#include "define/target_store.h"
#include "form_design/date_limit.h"
#include "form_design/rule_view.h"

enum { AREA_ROWS = 6 };

struct drawing {
	struct ctx *c;
	struct view *errors;
	const struct design *design;
	const struct question_form *form;
	const struct question_lists *lists;
	const char *id;
};

static const char *
words(const struct drawing *d, const char *group, const char *name)
{
	return ctx_text(d->c, arena_printf(d->c->arena, "catalogue_form_design.%s.%s", group, name));
}

/* A text that need not be there: not every setting has a hint. */
static const char *
words_if_any(const struct drawing *d, const char *group, const char *name)
{
	const char *key = arena_printf(d->c->arena, "catalogue_form_design.%s.%s", group, name);
	const char *text = ctx_text(d->c, key);

	return strcmp(text, key) == 0 ? NULL : text;
}

static void
add_error(const struct drawing *d, const char *label, const char *message, const char *anchor)
{
	struct view *error = view_item(d->errors);

	view_text(error, "message", label != NULL ? arena_printf(d->c->arena, "%s: %s", label, message) : message);
	view_url(error, "anchor", arena_printf(d->c->arena, "#%s", anchor));
}

/* What is wrong with a setting; NULL: nothing. */
static const char *
error_of(const struct drawing *d, size_t at)
{
	if (d->form->errors[at] == NULL)
		return NULL;
	return d->form->errors[at] == d->form->refused.message ? form_error_words(d->c, &d->form->refused)
							       : ctx_text(d->c, d->form->errors[at]);
}

/* --- settings ------------------------------------------------------------------------------------------------------ */

static void
show_choices(const struct drawing *d, struct view *field, const struct setting *setting, const char *chosen)
{
	const char *group = arena_printf(d->c->arena, "choice.%s", setting->name);
	struct view *options = view_list(field, "options");

	view_text(field, "empty", setting->control == CONTROL_LIST ? words(d, "choice", "none") : NULL);
	view_bool(field, "inline", false);
	for (size_t i = 0; setting->choices[i] != NULL; i++) {
		const char *value = setting->choices[i];
		struct view *option = view_item(options);

		view_text(
		    option, "id", i == 0 ? setting->name : arena_printf(d->c->arena, "%s-%s", setting->name, value));
		view_text(option, "value", value);
		view_text(option, "label", words(d, group, value));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", strcmp(value, chosen) == 0);
	}
}

/* The shared lists that there are; one that is named and gone is still shown. */
static void
show_lists(const struct drawing *d, struct view *field, const char *chosen)
{
	struct view *options = view_list(field, "options");
	bool found = *chosen == '\0';

	view_text(field, "empty", words(d, "choice", "none"));
	for (size_t i = 0; i < d->lists->count; i++) {
		part_option(options, d->lists->items[i].code, d->lists->items[i].name, chosen);
		found = found || strcmp(d->lists->items[i].code, chosen) == 0;
	}
	if (!found)
		part_option(options, chosen, chosen, chosen);
}

/* Questions whose choices come from a shared list. */
static void
show_above(const struct drawing *d, struct view *field, const char *chosen)
{
	const struct form *form = d->design->edit.form;
	struct view *options = view_list(field, "options");

	view_text(field, "empty", words(d, "choice", "none"));
	for (size_t i = 0; form != NULL && i < form->field_count; i++)
		if (form->fields[i].list_code != NULL && strcmp(form->fields[i].id, d->id) != 0)
			part_option(options, form->fields[i].key, form->fields[i].label, chosen);
}

/* The papers of the procedures that use the form; without any its code is typed. */
static void
show_papers(const struct drawing *d, struct view *field, const char *chosen)
{
	struct view *options = view_list(field, "options");
	bool found = *chosen == '\0';

	view_text(field, "empty", words(d, "choice", "no_paper"));
	for (size_t i = 0; i < d->lists->paper_count; i++) {
		const struct target_paper *paper = &d->lists->papers[i];

		part_option(
		    options, paper->code, arena_printf(d->c->arena, "%s (%s)", paper->name, paper->code), chosen);
		found = found || strcmp(paper->code, chosen) == 0;
	}
	if (!found)
		part_option(options, chosen, chosen, chosen);
}

static void
show_setting(const struct drawing *d, struct view *fields, size_t at)
{
	static const char *const partials[] = { "input", "input", "textarea", "checkbox", "select", "radios" };
	const struct setting *setting = &settings[at];
	const bool typed = setting->way == WAY_PAPER && d->lists->paper_count == 0;
	const char *label = words(d, "setting", setting->name), *text = d->form->texts[at], *error = error_of(d, at);
	struct view *field = view_child(part_item(fields), partials[typed ? CONTROL_SHORT : setting->control]);

	part_field(field, setting->name, label,
	    typed ? words(d, "hint", "requirement_typed") : words_if_any(d, "hint", setting->name), error, false);
	view_text(field, "value", setting->control == CONTROL_BOX ? "1" : text);
	view_bool(field, "selected", *text != '\0');
	view_text(field, "type", "text");
	view_text(field, "width", setting->control == CONTROL_SHORT ? "10" : NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
	view_int(field, "rows", AREA_ROWS);
	view_text(field, "maxlength", NULL);
	if (setting->way == WAY_LIST)
		show_lists(d, field, text);
	else if (setting->way == WAY_PAPER && !typed)
		show_papers(d, field, text);
	else if (setting->way == WAY_ABOVE)
		show_above(d, field, text);
	else if (setting->choices != NULL)
		show_choices(d, field, setting, text);
	if (error != NULL)
		add_error(d, label, error, setting->name);
}

/* --- limits of dates ----------------------------------------------------------------------------------------------- */

static struct view *
limit_part(const struct drawing *d, struct view *limit, const char *part, const char *setting)
{
	struct view *field = view_child(limit, part);

	part_field(
	    field, arena_printf(d->c->arena, "%s.%s", setting, part), words(d, "limit", part), NULL, NULL, false);
	view_text(field, "empty", NULL);
	return field;
}

/* Today, and the other questions about a day. */
static void
show_days(const struct drawing *d, struct view *options, const char *chosen)
{
	const struct form *form = d->design->edit.form;
	const struct form_field *list = question_list(&d->design->edit, d->id);

	part_option(options, "", words(d, "limit", "none"), chosen);
	part_option(options, DATE_LIMIT_TODAY, words(d, "limit", "today"), chosen);
	for (size_t i = 0; form != NULL && i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];

		if (field->type == FORM_DATE && strcmp(field->id, d->id) != 0 &&
		    (field->list == NULL || field->list == list))
			part_option(options, field->key, field->label, chosen);
	}
	part_option(options, DATE_LIMIT_TEXT, words(d, "limit", "written"), chosen);
}

static void
show_limit(const struct drawing *d, struct view *limits, size_t at)
{
	const char *name = settings[at].name, *label = words(d, "setting", name), *error = error_of(d, at);
	struct view *limit = view_item(limits), *options, *text = view_child(limit, "text");
	struct date_limit said;

	date_limit_read(d->c->arena, d->form->texts[at], &said);
	view_text(limit, "name", name);
	view_text(limit, "legend", label);
	view_text(limit, "error", error);
	show_days(d, view_list(limit_part(d, limit, "from", name), "options"), said.from);
	view_text(limit_part(d, limit, "count", name), "value", said.count);
	options = view_list(limit_part(d, limit, "unit", name), "options");
	for (const char *const *unit = date_limit_units; *unit != NULL; unit++)
		part_option(options, *unit, words(d, "limit_unit", *unit), said.unit);
	options = view_list(limit_part(d, limit, "way", name), "options");
	part_option(options, "before", words(d, "limit", "before"), said.before ? "before" : "after");
	part_option(options, "after", words(d, "limit", "after"), said.before ? "before" : "after");
	part_field(text, name, words(d, "limit", "text"), words(d, "hint", "limit"), NULL, false);
	view_text(text, "value", strcmp(said.from, DATE_LIMIT_TEXT) == 0 ? said.text : "");
	if (error != NULL)
		add_error(d, label, error, arena_printf(d->c->arena, "%s.from", name));
}

/* Is there something to see in a part that is folded otherwise? */
static bool
is_used(const struct drawing *d, enum setting_part part)
{
	for (size_t i = 0; i < setting_count; i++)
		if (settings[i].part == part && setting_is_of(&settings[i], d->form->question) &&
		    d->form->errors[i] != NULL)
			return true;
	return false;
}

static bool
is_shown(const struct drawing *d, size_t at, enum setting_part part)
{
	return settings[at].part == part && setting_is_of(&settings[at], d->form->question);
}

static void
show_parts(const struct drawing *d, struct view *page)
{
	static const char *const names[PART__MAX] = { "question", "answer", "data" };
	struct view *parts = view_list(page, "parts");

	for (int i = 0; i < PART__MAX; i++) {
		struct view *part = view_item(parts), *fields = view_list(part, "fields"), *limits;

		view_text(part, "title", words(d, "part", names[i]));
		view_bool(part, "is_question", i == PART_QUESTION);
		view_bool(part, "is_answer", i == PART_ANSWER);
		view_bool(part, "is_data", i == PART_DATA);
		for (size_t k = 0; k < setting_count; k++)
			if (is_shown(d, k, (enum setting_part)i) && settings[k].control != CONTROL_LIMIT)
				show_setting(d, fields, k);
		limits = view_list(part, "limits");
		for (size_t k = 0; k < setting_count; k++)
			if (is_shown(d, k, (enum setting_part)i) && settings[k].control == CONTROL_LIMIT)
				show_limit(d, limits, k);
		view_bool(part, "open", is_used(d, (enum setting_part)i));
		view_bool(part, "is_empty", view_count(fields) == 0);
	}
}

/* --- kind and place ------------------------------------------------------------------------------------------------ */

static void
show_kinds(const struct drawing *d, struct view *page)
{
	struct view *kinds = view_child(page, "kinds"), *options;

	part_field(kinds, "kieu", words(d, "setting", "kind"), NULL, NULL, false);
	view_text(kinds, "empty", NULL);
	options = view_list(kinds, "options");
	for (int i = 0; i < QUESTION__MAX; i++)
		if (question_may_become(d->form->question, (enum form_question)i))
			part_option(options, question_rows[i].name, question_words(d->c, (enum form_question)i),
			    question_rows[d->form->question].name);
	view_text(page, "kind", question_rows[d->form->question].name);
	view_text(page, "kind_label", question_words(d->c, d->form->question));
	view_bool(page, "may_become", view_count(options) > 1);
}

static void
add_places(const struct drawing *d, struct view *options, const json_t *holder, const char *id, int depth)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		const char *other = form_edit_text(component, "id");

		if (!form_edit_is_holder(component) || strcmp(other, id) == 0 ||
		    question_of(component) == QUESTION_PLACE)
			continue;
		part_option(options, other,
		    arena_printf(d->c->arena, "%s%s", depth > 0 ? "– " : "", component_words(d->c, component)),
		    d->form->place);
		add_places(d, options, component, id, depth + 1);
	}
}

/* Where it stands: a form without pages is a place too. */
static void
show_place(const struct drawing *d, struct view *page, const char *id)
{
	struct view *place = view_child(page, "place"), *options;
	const char *error = d->form->place_error != NULL ? ctx_text(d->c, d->form->place_error) : NULL;

	part_field(place, "place", words(d, "setting", "place"), NULL, error, false);
	view_text(place, "empty", NULL);
	options = view_list(place, "options");
	if (!form_edit_has_pages(&d->design->edit))
		part_option(options, "", words(d, "setting", "place_form"), d->form->place);
	add_places(d, options, d->design->edit.root, id, 0);
	view_bool(page, "has_places", d->form->question != QUESTION_PAGE && view_count(options) > 1);
	if (error != NULL)
		add_error(d, words(d, "setting", "place"), error, "place");
}

/* --- the author's words -------------------------------------------------------------------------------------------- */

/* What tells of an author's own condition is written where the condition is. */
static bool
is_said_beside_rule(size_t at)
{
	for (int i = 0; i < RULE_PLACE__MAX; i++)
		if (rule_rows_of_page[i].message != NULL && strcmp(rule_rows_of_page[i].message, message_rule(at)) == 0)
			return true;
	return false;
}

static void
show_words(const struct drawing *d, struct view *page)
{
	struct view *list = view_list(page, "words");
	bool used = false;

	for (size_t i = 0; message_rule(i) != NULL; i++) {
		struct view *rule;

		if (!message_rule_is_of(i, d->form->question) || is_said_beside_rule(i))
			continue;
		rule = view_item(list);
		view_text(rule, "legend", words(d, "message_rule", message_rule(i)));
		rule_words_view(d->c, view_list(rule, "fields"), d->form, i);
		for (size_t k = 0; k < LANGUAGES; k++)
			used = used || *d->form->words[i][k] != '\0';
	}
	view_bool(page, "has_words", view_count(list) > 0);
	view_bool(page, "words_open", used);
}

void
form_question_view(struct ctx *c, struct view *page, const struct design *design, const struct question_form *form,
    const struct question_lists *lists, const char *id)
{
	const struct drawing d = { c, view_list(page, "errors"), design, form, lists, id };

	show_kinds(&d, page);
	show_parts(&d, page);
	show_place(&d, page, id);
	rules_view(c, page, d.errors, design, form, id);
	show_words(&d, page);
	/* What the form as a whole has against it, and no text of this page. */
	if (form->refused.message != NULL && view_count(d.errors) == 0)
		add_error(&d, NULL, form_error_words(c, &form->refused), "label");
	view_bool(page, "has_errors", view_count(d.errors) > 0);
}
