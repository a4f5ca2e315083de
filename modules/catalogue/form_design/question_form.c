/* The texts of a question between page and document. See question_form.h. */
#include "form_design/question_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "form_design/date_limit.h"

const char *const rule_mode_names[] = { "none", "rows", "feel", NULL };

const struct rule_row rule_rows_of_page[RULE_PLACE__MAX] = {
	[RULE_SHOW] = { "show", "conditional.hide", CONDITION_HIDES, NULL },
	[RULE_NEED] = { "need_if", "properties.required_if", CONDITION_HOLDS, NULL },
	[RULE_VALID] = { "valid", "properties.valid_if", CONDITION_VALID, "valid" },
	[RULE_INELIGIBLE] = { "ineligible", "properties.ineligible", CONDITION_HOLDS, "ineligible" },
};

bool
rule_is_of(enum rule_place place, enum form_question question)
{
	bool answered = question_is_keyed(question) && question != QUESTION_COMPUTED && question != QUESTION_ROWS;

	if (place == RULE_SHOW)
		return true;
	return answered || (place != RULE_NEED && (question == QUESTION_GROUP || question == QUESTION_ROWS));
}

/* A question that is new is not in the form as it was opened: then by what it stands in. */
const struct form_field *
question_list(const struct form_edit *edit, const char *id)
{
	const struct form_field *field = edit->form != NULL ? form_field_by_id(edit->form, id) : NULL;
	struct form_place place = { 0 };

	if (field != NULL)
		return field->list;
	if (edit->form == NULL || form_edit_find(edit, id, &place) == NULL || place.holder == NULL)
		return NULL;
	field = form_field_by_id(edit->form, form_edit_text(place.holder, "id"));
	return field == NULL ? NULL : field->type == FORM_LIST ? field : field->list;
}

/* --- from the document --------------------------------------------------------------------------------------------- */

static void
rule_of(const struct form_edit *edit, const json_t *component, enum rule_place place, struct question_rule *rule)
{
	const struct rule_row *row = &rule_rows_of_page[place];
	const char *text = json_string_value(member_get(component, row->member));

	*rule = (struct question_rule){ .feel = "" };
	if (text == NULL || *text == '\0')
		return;
	rule->feel = arena_strdup(edit->arena, *text == '=' ? text + 1 : text);
	rule->mode = MODE_FEEL;
	if (edit->form != NULL &&
	    condition_read(edit->arena, edit->form, question_list(edit, form_edit_text(component, "id")), rule->feel,
		row->sense, &rule->condition))
		rule->mode = MODE_ROWS;
}

void
question_form_of(const struct form_edit *edit, const json_t *component, struct question_form *ret_form)
{
	struct form_place place = { 0 };

	*ret_form = (struct question_form){ .question = question_of(component) };
	for (size_t i = 0; i < setting_count; i++)
		ret_form->texts[i] = setting_read(edit->arena, component, &settings[i]);
	for (size_t i = 0; message_rule(i) != NULL; i++)
		for (size_t k = 0; k < LANGUAGES; k++) {
			char member[MESSAGE_MEMBER_SIZE];
			const char *words;

			message_member(member, message_rule(i), message_languages[k]);
			words = json_string_value(member_get(component, member));
			ret_form->words[i][k] = words != NULL ? words : "";
		}
	for (int i = 0; i < RULE_PLACE__MAX; i++)
		rule_of(edit, component, (enum rule_place)i, &ret_form->rules[i]);
	(void)form_edit_find(edit, form_edit_text(component, "id"), &place);
	ret_form->place = place.holder != NULL ? form_edit_text(place.holder, "id") : "";
}

/* --- from the page ------------------------------------------------------------------------------------------------- */

static const char *
typed_text(const struct input_rest *typed, const char *name)
{
	for (size_t i = 0; i < typed->count; i++)
		if (typed->pairs[i].value != NULL && strcmp(typed->pairs[i].name, name) == 0)
			return typed->pairs[i].value;
	return "";
}

static const char *
typed_part(struct arena *arena, const struct input_rest *typed, const char *rule, const char *part)
{
	return typed_text(typed, arena_printf(arena, "%s.%s", rule, part));
}

/* A name of a table's, or 0. */
static int
named(const char *const *names, const char *text)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], text) == 0)
			return i;
	return 0;
}

/* Rows without a question are no rows. */
static void
rule_typed(struct arena *arena, const struct input_rest *typed, const char *name, struct question_rule *rule)
{
	*rule = (struct question_rule){ .mode = (enum rule_mode)named(
					    rule_mode_names, typed_part(arena, typed, name, "mode")),
		.feel = typed_part(arena, typed, name, "feel") };
	rule->feel += *rule->feel == '=' ? 1 : 0;
	rule->condition.any = strcmp(typed_part(arena, typed, name, "any"), "1") == 0;
	for (int i = 0; i < CONDITION_TESTS_MAX; i++) {
		const char *key = typed_part(arena, typed, name, arena_printf(arena, "%d.key", i));

		if (*key == '\0')
			continue;
		rule->condition.tests[rule->condition.count++] = (struct condition_test){
			.key = key,
			.op = (enum condition_op)named(
			    condition_op_names, typed_part(arena, typed, name, arena_printf(arena, "%d.op", i))),
			.value = typed_part(arena, typed, name, arena_printf(arena, "%d.value", i)),
			.other = typed_part(arena, typed, name, arena_printf(arena, "%d.other", i)),
		};
	}
}

/* A limit of a date is put together of its parts. */
static const char *
limit_typed(struct arena *arena, const struct input_rest *typed, const char *name)
{
	const struct date_limit limit = { .from = typed_part(arena, typed, name, "from"),
		.count = typed_part(arena, typed, name, "count"),
		.unit = date_limit_units[named(date_limit_units, typed_part(arena, typed, name, "unit"))],
		.before = strcmp(typed_part(arena, typed, name, "way"), "before") == 0,
		.text = typed_text(typed, name) };

	return date_limit_write(arena, &limit);
}

void
question_form_typed(
    struct arena *arena, const struct input_rest *typed, enum form_question question, struct question_form *ret_form)
{
	*ret_form = (struct question_form){ .question = question, .place = typed_text(typed, "place") };
	for (size_t i = 0; i < setting_count; i++)
		ret_form->texts[i] = settings[i].way == WAY_LIMIT ? limit_typed(arena, typed, settings[i].name)
								  : typed_text(typed, settings[i].name);
	for (size_t i = 0; message_rule(i) != NULL; i++)
		for (size_t k = 0; k < LANGUAGES; k++)
			ret_form->words[i][k] = typed_text(
			    typed, arena_printf(arena, "message.%s.%s", message_rule(i), message_languages[k]));
	for (int i = 0; i < RULE_PLACE__MAX; i++)
		rule_typed(arena, typed, rule_rows_of_page[i].name, &ret_form->rules[i]);
}

/* --- into the document --------------------------------------------------------------------------------------------- */

static size_t
setting_number(const char *name)
{
	size_t i = 0;

	while (i < setting_count && strcmp(settings[i].name, name) != 0)
		i++;
	return i;
}

const char *
question_form_title(const struct question_form *form)
{
	const char *member = form->question == QUESTION_HEADING ? "heading"
			     : form->question == QUESTION_NOTE  ? "text"
								: "label";

	return form->texts[setting_number(member)];
}

static bool
apply_settings(struct form_edit *edit, json_t *component, struct question_form *form)
{
	bool good = true;

	for (size_t i = 0; i < setting_count; i++) {
		if (settings[i].way == WAY_KEY || !setting_is_of(&settings[i], form->question))
			continue;
		form->errors[i] = setting_write(edit->arena, component, &settings[i], form->texts[i]);
		good = good && form->errors[i] == NULL;
	}
	return good;
}

/* A question to choose from has choices: its own, or those of a shared list. */
static bool
check_choices(const json_t *component, struct question_form *form)
{
	size_t options = setting_number("options");

	if (!setting_is_of(&settings[options], form->question) || form->errors[options] != NULL)
		return true;
	if (json_array_size(json_object_get(component, "values")) == 0 &&
	    member_get(component, "properties.list") == NULL)
		form->errors[options] = "catalogue_form_design.errors.no_options";
	else if (json_array_size(json_object_get(component, "values")) > 0 &&
		 member_get(component, "properties.list") != NULL)
		form->errors[options] = "catalogue_form_design.errors.two_lists";
	return form->errors[options] == NULL;
}

static bool
is_name(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	size_t first = strspn(text, letters);

	return first > 0 &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == strlen(text) &&
	       strlen(text) <= 64;
}

static bool
apply_key(struct form_edit *edit, json_t *component, struct question_form *form)
{
	size_t at = setting_number("key");
	const char *key = form->texts[at];

	if (!question_is_keyed(form->question) || *key == '\0')
		return true;
	if (!is_name(key))
		form->errors[at] = "catalogue_form_design.errors.key";
	else
		(void)form_edit_rename(edit, form_edit_text(component, "id"), key);
	return form->errors[at] == NULL;
}

/* What must hold of a new question reads that question: the document with it, if it can be read so far. */
static struct form_edit
edit_with(struct form_edit *edit, const json_t *component)
{
	struct form_edit with = *edit;
	struct form_error error;
	const char *json;
	size_t size;

	if (edit->form != NULL && form_field_by_id(edit->form, form_edit_text(component, "id")) == NULL &&
	    form_edit_finish(edit, &json, &size, &with.form, &error) != OK)
		with.form = edit->form;
	return with;
}

/* The rows of a condition into FEEL. */
static enum err
write_rows(struct form_edit *edit, const json_t *component, struct question_rule *rule, enum condition_sense sense,
    const char **ret_feel)
{
	struct form_edit with = sense == CONDITION_VALID ? edit_with(edit, component) : *edit;
	struct condition resolved = rule->condition;
	enum err err;

	for (size_t i = 0; i < resolved.count; i++)
		if (strcmp(resolved.tests[i].key, RULE_THIS) == 0)
			resolved.tests[i].key = arena_strdup(edit->arena, form_edit_text(component, "key"));
	err = condition_write(
	    edit->arena, with.form, question_list(&with, form_edit_text(component, "id")), &resolved, sense, ret_feel);
	for (size_t i = 0; i < resolved.count; i++)
		rule->condition.tests[i].error = resolved.tests[i].error;
	return err;
}

static bool
apply_rule(struct form_edit *edit, json_t *component, struct question_form *form, enum rule_place place)
{
	const struct rule_row *row = &rule_rows_of_page[place];
	struct question_rule *rule = &form->rules[place];
	const char *feel = rule->mode == MODE_FEEL ? rule->feel : "";
	bool wanted = place != RULE_NEED || strcmp(form->texts[setting_number("need")], "if") == 0;

	if (!rule_is_of(place, form->question))
		member_set(component, row->member, NULL);
	if (!rule_is_of(place, form->question) || !wanted)
		return true;
	if (place == RULE_NEED && rule->mode == MODE_NONE)
		rule->mode = MODE_ROWS;
	if (rule->mode == MODE_ROWS) {
		if (edit->form == NULL)
			rule->error = "catalogue_form_design.errors.broken";
		else if (write_rows(edit, component, rule, row->sense, &feel))
			rule->error = "catalogue_form_design.errors.rows";
	}
	if (rule->error == NULL && *feel == '\0' && rule->mode != MODE_NONE)
		rule->error = "catalogue_form_design.errors.no_rows";
	if (rule->error != NULL)
		return false;
	member_set(component, row->member, *feel != '\0' ? json_string(arena_printf(edit->arena, "=%s", feel)) : NULL);
	return true;
}

static void
apply_words(json_t *component, const struct question_form *form)
{
	for (size_t i = 0; message_rule(i) != NULL; i++)
		for (size_t k = 0; k < LANGUAGES && message_rule_is_of(i, form->question); k++) {
			const char *words = form->words[i][k];
			char member[MESSAGE_MEMBER_SIZE];

			message_member(member, message_rule(i), message_languages[k]);
			member_set(component, member, *words != '\0' ? json_string(words) : NULL);
		}
}

enum err
question_form_apply(struct form_edit *edit, json_t *component, struct question_form *form)
{
	const char *id = form_edit_text(component, "id");
	bool good;

	if (question_of(component) != form->question)
		question_become(component, form->question);
	good = apply_settings(edit, component, form);
	good = check_choices(component, form) && good;
	/* Conditions are read against the names as the document was opened, so the key follows them. */
	for (int i = 0; i < RULE_PLACE__MAX; i++)
		good = apply_rule(edit, component, form, (enum rule_place)i) && good;
	good = apply_key(edit, component, form) && good;
	apply_words(component, form);
	if (form->question != QUESTION_PAGE)
		form->place_error = form_edit_move_into(edit, id, form->place);
	return good && form->place_error == NULL ? OK : ERR_INVALID;
}

/* --- what the form as a whole has against it ------------------------------------------------------------------------ */

/* The path within the component: "components[1].components[0].validate.min" -> "validate.min". */
static const char *
member_of(const char *path)
{
	static const char step[] = "components[";
	const char *end;

	while (strncmp(path, step, sizeof(step) - 1) == 0 && (end = strchr(path, ']')) != NULL)
		path = end + 1 + (end[1] == '.' ? 1 : 0);
	return path;
}

void
question_form_fault(
    const struct form_edit *edit, const json_t *component, struct question_form *form, const struct form_error *error)
{
	const char *member = member_of(error->path);

	form->refused = *error;
	if (form_edit_at(edit, error->path) != component)
		return;
	for (int i = 0; i < RULE_PLACE__MAX; i++)
		if (strcmp(rule_rows_of_page[i].member, member) == 0) {
			form->rules[i].error = error->message;
			return;
		}
	for (size_t i = 0; i < setting_count; i++) {
		size_t size = strlen(settings[i].member);

		if (!setting_is_of(&settings[i], form->question) || strncmp(settings[i].member, member, size) != 0 ||
		    (member[size] != '\0' && member[size] != '['))
			continue;
		form->errors[i] = error->message;
		return;
	}
}
