/*
 * Rules of a definition that speak of other fields: conditions and expressions, limits against other dates, linked lists,
 * second signers. Read once all fields are known, for they may stand further down. See form_reader.h.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_reader.h"

/* Names at this place of the form; kept for its neighbours. */
static const struct feel_names *
names_of(struct form_reader *r, const struct form_field *list)
{
	if (!r->names_known || r->names_list != list)
		form_names_at(r->arena, r->form, list, &r->names);
	r->names_list = list;
	r->names_known = true;
	return &r->names;
}

/* The text after "=" of a condition or expression. */
static const struct feel *
read_feel(
    struct form_reader *r, const char *text, const char *path, const struct form_field *field, enum feel_type wanted)
{
	const struct feel_names *names;
	struct feel_error error;
	struct feel *feel = NULL;

	if (r->failed)
		return NULL;
	if (text == NULL || *text != '=') {
		form_reader_refuse(r, "form.not_feel", path);
		return NULL;
	}
	names = names_of(r, field->list);
	if (feel_parse(r->arena, text + 1, names, &feel, &error) != OK ||
	    feel_check(feel, names, wanted, &error) != OK) {
		form_reader_refuse(r, "form.condition", path);
		r->error->feel = error;
		return NULL;
	}
	return feel;
}

static const struct feel *
read_rule(struct form_reader *r, const char *path, const struct form_field *field, const char *name)
{
	const char *text = form_property(field, name);

	return text == NULL ? NULL : read_feel(r, text, form_reader_property(r, path, name), field, FEEL_BOOLEAN);
}

/* A rule of the author's own is said in the author's own words. */
static void
need_message(struct form_reader *r, const char *path, const struct form_field *field, const struct feel *rule,
    const char *property, const char *message)
{
	const char *words = form_property(field, message);

	if (rule != NULL && (words == NULL || *words == '\0'))
		form_reader_refuse(r, "form.no_message", form_reader_property(r, path, property));
}

/* Another field that a field may speak of: outside all lists, or in the same row. */
static const struct form_field *
field_beside(struct form_reader *r, const struct form_field *field, const char *key)
{
	const struct form_field *other = form_field_by_key(r->form, key);

	return other != NULL && other != field && (other->list == NULL || other->list == field->list) ? other : NULL;
}

static struct feel_value
negated(struct feel_value duration)
{
	if (duration.type == FEEL_MONTHS)
		duration.months = -duration.months;
	else
		duration.seconds = -duration.seconds;
	return duration;
}

/* "today", "today - P18Y", "ngay_cuoi + P1D" */
static const struct form_bound *
read_bound(struct form_reader *r, const char *path, const struct form_field *field, const char *name)
{
	const char *text = form_property(field, name), *here = form_reader_property(r, path, name);
	struct form_bound *bound;

	if (text == NULL)
		return NULL;
	bound = ARENA_NEW(r->arena, struct form_bound);
	const char *rest = text + strcspn(text, " +-");
	const char *key = arena_strndup(r->arena, text, (size_t)(rest - text));
	bound->offset = feel_null();
	if (strcmp(key, "today") != 0 &&
	    ((bound->field = field_beside(r, field, key)) == NULL || bound->field->type != FORM_DATE))
		form_reader_refuse(r, "form.unknown_date", here);
	rest += strspn(rest, " ");
	if (*rest == '\0')
		return bound;
	bound->offset = feel_duration_parse(rest + 1 + strspn(rest + 1, " "));
	if (bound->offset.type == FEEL_NULL || strchr("+-", *rest) == NULL)
		form_reader_refuse(r, "form.unknown_value", here);
	else if (*rest == '-')
		bound->offset = negated(bound->offset);
	return bound;
}

/* The answer above, whose own answer may hang on another; no circle. */
static void
read_list_parent(struct form_reader *r, const char *path, struct form_field *field)
{
	const char *key = form_property(field, "list_parent"), *here = form_reader_property(r, path, "list_parent");
	size_t steps = 0;

	if (key == NULL)
		return;
	field->list_parent = field_beside(r, field, key);
	if (field->list_code == NULL || field->list_parent == NULL ||
	    (field->list_parent->type != FORM_SELECT && field->list_parent->type != FORM_RADIO)) {
		form_reader_refuse(r, "form.unknown_list_parent", here);
		return;
	}
	for (const struct form_field *above = field->list_parent; above != NULL; above = above->list_parent)
		if (above == field || ++steps > r->form->field_count) {
			form_reader_refuse(r, "form.cycle", here);
			return;
		}
}

/* Who signs is told by name and number, and is reached by e-mail or telephone. */
static void
check_co_signer(struct form_reader *r, const char *path, const struct form_field *group)
{
	const char *here = form_reader_property(r, path, "co_signer");

	if (!group->co_signer)
		return;
	if (group->list != NULL)
		form_reader_refuse(r, "form.not_here", here);
	else if (form_signer_field(r->form, group, FORM_NAME) == NULL ||
		 form_signer_field(r->form, group, FORM_PERSON_NUMBER) == NULL ||
		 (form_signer_field(r->form, group, FORM_EMAIL) == NULL &&
		     form_signer_field(r->form, group, FORM_PHONE) == NULL))
		form_reader_refuse(r, "form.co_signer", here);
}

/* An address in parts: a choice at the top, at least one below it, and a line for the house and street. */
static void
check_address(struct form_reader *r, const char *path, const struct form_field *group)
{
	size_t tops = 0, linked = 0, lines = 0;

	if (group->type != FORM_GROUP || group->kind != FORM_ADDRESS)
		return;
	for (size_t i = 0; i < group->child_count; i++) {
		const struct form_field *child = group->children[i];
		const char *parent = form_property(child, "list_parent");
		tops += child->type == FORM_SELECT && child->list_code != NULL && parent == NULL;
		linked += child->type == FORM_SELECT && parent != NULL;
		lines += child->type == FORM_TEXT;
	}
	if (tops != 1 || linked < 1 || linked > 2 || lines < 1)
		form_reader_refuse(r, "form.address", form_reader_property(r, path, "kind"));
}

static void
read_conditional(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	static const char *const members[] = { "hide", NULL };
	json_t *conditional = json_object_get(component, "conditional");
	const char *here = form_reader_below(r, path, "conditional");

	if (conditional == NULL)
		return;
	if (!json_is_object(conditional)) {
		form_reader_refuse(r, "form.wrong_type", here);
		return;
	}
	form_reader_check_members(r, conditional, here, members, NULL);
	const char *hide = form_reader_text(r, conditional, here, "hide", FEEL_TEXT_MAX);
	if (hide != NULL && *hide != '\0')
		field->hide = read_feel(r, hide, form_reader_below(r, here, "hide"), field, FEEL_BOOLEAN);
}

void
form_reader_rules(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	if (field->type == FORM_EXPRESSION) {
		field->expression = read_feel(r, form_reader_text(r, component, path, "expression", FEEL_TEXT_MAX),
		    form_reader_below(r, path, "expression"), field, FEEL_ANY);
		if (!r->failed)
			form_names_learn(&r->names, field);
	}
	read_conditional(r, component, path, field);
	field->required_if = read_rule(r, path, field, "required_if");
	field->valid_if = read_rule(r, path, field, "valid_if");
	field->ineligible = read_rule(r, path, field, "ineligible");
	need_message(r, path, field, field->valid_if, "valid_if", "message.valid.vi");
	need_message(r, path, field, field->ineligible, "ineligible", "message.ineligible.vi");
	field->not_before = read_bound(r, path, field, "not_before");
	field->not_after = read_bound(r, path, field, "not_after");
	read_list_parent(r, path, field);
	check_co_signer(r, path, field);
	check_address(r, path, field);
}
