/* What components have in common: validation, properties, choices, defaults. See form_reader.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_prefill.h"
#include "domain/definition/form/form_reader.h"

enum { PROPERTIES_MAX = 50 };

static const char *const validate_members[] = { "required", "minLength", "maxLength", "min", "max", "validationType",
	NULL };

void
form_reader_validate(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *validate = json_object_get(component, "validate");
	const char *here = form_reader_below(r, path, "validate"), *type;

	if (validate == NULL)
		return;
	if (!json_is_object(validate)) {
		form_reader_refuse(r, "form.wrong_type", here);
		return;
	}
	form_reader_check_members(r, validate, here, validate_members, NULL);
	field->required = form_reader_flag(r, validate, here, "required");
	field->min_length = form_reader_count(r, validate, here, "minLength", FORM_TEXT_MAX);
	field->max_length = form_reader_count(r, validate, here, "maxLength", FORM_TEXT_MAX);
	field->has_min = form_reader_decimal(r, validate, here, "min", &field->min);
	field->has_max = form_reader_decimal(r, validate, here, "max", &field->max);
	type = form_reader_text(r, validate, here, "validationType", FORM_KEY_MAX);
	if (type != NULL && strcmp(type, "email") == 0)
		field->kind = FORM_EMAIL;
	else if (type != NULL && strcmp(type, "phone") == 0)
		field->kind = FORM_PHONE;
	else if (type != NULL && *type != '\0')
		form_reader_refuse(r, "form.unknown_value", form_reader_below(r, here, "validationType"));
}

void
form_reader_properties(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *properties = json_object_get(component, "properties"), *value;
	const char *here = form_reader_below(r, path, "properties"), *name;
	struct form_property *list;

	if (properties == NULL)
		return;
	if (!json_is_object(properties) || json_object_size(properties) > PROPERTIES_MAX) {
		form_reader_refuse(r, "form.wrong_type", here);
		return;
	}
	list = arena_array(r->arena, json_object_size(properties) + 1, sizeof(*list));
	json_object_foreach(properties, name, value)
	{
		if (!json_is_string(value) || strlen(name) > FORM_KEY_MAX)
			form_reader_refuse(
			    r, "form.wrong_type", form_reader_below(r, here, form_reader_shown(r, name)));
		else
			list[field->property_count++] = (struct form_property){ arena_strdup(r->arena, name),
				form_reader_text(r, properties, here, name, FORM_LABEL_MAX) };
	}
	field->properties = list;
}

#define TYPE(type) (1u << (type))
enum {
	TEXTS = TYPE(FORM_TEXT) | TYPE(FORM_TEXTAREA),
	CHOICES = TYPE(FORM_CHECKLIST) | TYPE(FORM_RADIO) | TYPE(FORM_SELECT),
	GROUPS = TYPE(FORM_GROUP) | TYPE(FORM_LIST),
	ANSWERED = TYPE(FORM_GROUP) - 1, /* form_field_is_answered */
};

/* Which of our properties mean something on which types; those that are not named here are the author's own. */
static const struct {
	const char *name;
	unsigned types;
	bool is_flag; /* yes or no */
} property_rows[] = {
	{ "kind", TEXTS | TYPE(FORM_NUMBER) | TYPE(FORM_GROUP), false },
	{ "page", TYPE(FORM_GROUP), true },
	{ "required", ANSWERED, false },
	{ "required_if", ANSWERED, false },
	{ "valid_if", ANSWERED | GROUPS, false },
	{ "ineligible", ANSWERED | GROUPS, false },
	{ "ineligible_stops", ANSWERED | GROUPS, true },
	{ "not_past", TYPE(FORM_DATE), true },
	{ "not_future", TYPE(FORM_DATE), true },
	{ "not_before", TYPE(FORM_DATE), false },
	{ "not_after", TYPE(FORM_DATE), false },
	{ "min_rows", TYPE(FORM_LIST), false },
	{ "max_rows", TYPE(FORM_LIST), false },
	{ "min_chosen", TYPE(FORM_CHECKLIST), false },
	{ "max_chosen", TYPE(FORM_CHECKLIST), false },
	{ "list", CHOICES, false },
	{ "list_parent", TYPE(FORM_SELECT), false },
	{ "co_signer", GROUPS, true },
	{ "prefill", ANSWERED, false },
	{ "prefill_locked", TEXTS | TYPE(FORM_DATE), true },
};

static bool
is_yes(const struct form_field *field, const char *name)
{
	const char *text = form_property(field, name);

	return text != NULL && strcmp(text, "yes") == 0;
}

static void
check_properties(struct form_reader *r, const char *path, const struct form_field *field)
{
	for (size_t i = 0; i < sizeof(property_rows) / sizeof(*property_rows); i++) {
		const char *name = property_rows[i].name, *text = form_property(field, name);

		if (text == NULL)
			continue;
		if (!(property_rows[i].types & TYPE(field->type)))
			form_reader_refuse(r, "form.not_here", form_reader_property(r, path, name));
		else if (property_rows[i].is_flag && strcmp(text, "yes") != 0 && strcmp(text, "no") != 0)
			form_reader_refuse(r, "form.unknown_value", form_reader_property(r, path, name));
	}
}

/* A whole number of a property, `most` at most; `absent` where there is none. */
static size_t
property_count(struct form_reader *r, const char *path, const struct form_field *field, const char *name, size_t most,
    size_t absent)
{
	const char *text = form_property(field, name);
	struct decimal number;
	int64_t count;

	if (text == NULL)
		return absent;
	if (decimal_parse(text, strlen(text), &number) == OK && decimal_to_int(number, &count) == OK && count >= 0 &&
	    (size_t)count <= most)
		return (size_t)count;
	form_reader_refuse(r, "form.unknown_value", form_reader_property(r, path, name));
	return absent;
}

static void
apply_kind(struct form_reader *r, const char *path, struct form_field *field)
{
	const char *kind = form_property(field, "kind"), *source = form_property(field, "prefill");

	if (kind != NULL &&
	    (!form_kind_by_name(kind, &field->kind) || (field->type == FORM_GROUP && field->kind != FORM_ADDRESS)))
		form_reader_refuse(r, "form.unknown_value", form_reader_property(r, path, "kind"));
	if (source != NULL && form_prefill_by_name(source) == NULL)
		form_reader_refuse(r, "form.unknown_value", form_reader_property(r, path, "prefill"));
}

static void
apply_need(struct form_reader *r, const char *path, struct form_field *field)
{
	const char *required = form_property(field, "required");

	field->soft = required != NULL && strcmp(required, "soft") == 0;
	if (required != NULL && !field->soft)
		form_reader_refuse(r, "form.unknown_value", form_reader_property(r, path, "required"));
	if (field->required && (field->soft || form_property(field, "required_if") != NULL))
		form_reader_refuse(r, "form.required_twice", form_reader_below(r, path, "validate.required"));
}

static void
apply_counts(struct form_reader *r, const char *path, struct form_field *field)
{
	field->min_rows = property_count(r, path, field, "min_rows", FORM_ROWS_MAX, 0);
	field->max_rows = property_count(r, path, field, "max_rows", FORM_ROWS_MAX, FORM_ROWS_MAX);
	field->min_chosen = property_count(r, path, field, "min_chosen", FORM_OPTIONS_MAX, 0);
	field->max_chosen = property_count(r, path, field, "max_chosen", FORM_OPTIONS_MAX, 0);
	if (field->min_rows > field->max_rows || (field->max_chosen > 0 && field->min_chosen > field->max_chosen) ||
	    (field->max_length > 0 && field->min_length > field->max_length) ||
	    (field->has_min && field->has_max && decimal_compare(field->min, field->max) > 0))
		form_reader_refuse(r, "form.limits", path);
}

/* What our properties say about checks; everything else in them is for those who ask with form_property. */
void
form_reader_apply_properties(struct form_reader *r, const char *path, struct form_field *field)
{
	if (r->failed)
		return;
	check_properties(r, path, field);
	apply_kind(r, path, field);
	apply_need(r, path, field);
	apply_counts(r, path, field);
	field->not_past = field->not_past || is_yes(field, "not_past");
	field->not_future = is_yes(field, "not_future");
	field->co_signer = is_yes(field, "co_signer");
	field->ineligible_stops = is_yes(field, "ineligible_stops");
}

/* The choices stand in a shared list; beside its code the component has none of its own. */
static void
name_list(struct form_reader *r, const char *path, const struct form_field *field, const json_t *values)
{
	if (!form_key_valid(field->list_code))
		form_reader_refuse(r, "form.bad_key", form_reader_property(r, path, "list"));
	if (values != NULL && json_array_size(values) > 0)
		form_reader_refuse(r, "form.not_here", form_reader_below(r, path, "values"));
}

/* The choice at `i`; none of those before it says the same. */
static void
read_option(struct form_reader *r, json_t *item, const char *at, struct form_option *options, size_t i)
{
	static const char *const members[] = { "value", "label", NULL };
	struct form_option *option = &options[i];

	if (!json_is_object(item)) {
		form_reader_refuse(r, "form.wrong_type", at);
		return;
	}
	form_reader_check_members(r, item, at, members, NULL);
	option->value = form_reader_text(r, item, at, "value", FORM_KEY_MAX);
	option->label = form_reader_text(r, item, at, "label", FORM_LABEL_MAX);
	if (option->value == NULL || option->label == NULL || !form_key_valid(option->value)) {
		form_reader_refuse(r, "form.bad_key", form_reader_below(r, at, "value"));
		return;
	}
	for (size_t k = 0; !r->failed && k < i; k++)
		if (strcmp(options[k].value, option->value) == 0)
			form_reader_refuse(r, "form.duplicate", form_reader_below(r, at, "value"));
}

void
form_reader_options(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *values = json_object_get(component, "values");
	const char *here = form_reader_below(r, path, "values");
	const size_t count = json_array_size(values);
	struct form_option *options;

	field->list_code = form_property(field, "list");
	if (field->list_code != NULL) {
		name_list(r, path, field, values);
		return;
	}
	if (count == 0 || count > FORM_OPTIONS_MAX) {
		form_reader_refuse(r, "form.wrong_type", here);
		return;
	}
	options = arena_array(r->arena, count, sizeof(*options));
	for (size_t i = 0; !r->failed && i < count; i++)
		read_option(r, json_array_get(values, i), arena_printf(r->arena, "%s[%zu]", here, i), options, i);
	if (r->failed)
		return;
	field->options = options;
	field->option_count = count;
}

void
form_reader_number(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	field->decimal_digits = -1;
	if (json_object_get(component, "decimalDigits") != NULL)
		field->decimal_digits = (int32_t)form_reader_count(r, component, path, "decimalDigits", DECIMAL_DIGITS);
}

void
form_reader_date(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	const char *subtype = form_reader_text(r, component, path, "subtype", FORM_KEY_MAX);
	const char *label = form_reader_text(r, component, path, "dateLabel", FORM_LABEL_MAX);

	if (subtype != NULL && strcmp(subtype, "time") == 0) {
		field->type = FORM_TIME;
		label = form_reader_text(r, component, path, "timeLabel", FORM_LABEL_MAX);
	} else if (subtype == NULL || strcmp(subtype, "date") != 0) {
		form_reader_refuse(r, "form.unknown_value", form_reader_below(r, path, "subtype"));
	}
	field->label = field->label != NULL ? field->label : label;
	field->not_past = form_reader_flag(r, component, path, "disallowPassedDates");
}

/* A default of a checkbox is true or false, of a choice one of its values, of anything else a text or whole number. */
void
form_reader_default(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *value = json_object_get(component, "defaultValue");

	if (value == NULL || json_is_null(value))
		return;
	if (field->type == FORM_CHECKBOX && json_is_boolean(value))
		field->default_value = json_is_true(value) ? "true" : NULL;
	else if (field->type == FORM_NUMBER && json_is_integer(value))
		field->default_value = arena_printf(r->arena, "%lld", (long long)json_integer_value(value));
	else
		field->default_value = form_reader_text(r, component, path, "defaultValue", FORM_TEXT_MAX);
	if (field->option_count > 0 && field->default_value != NULL && *field->default_value != '\0' &&
	    form_option_label(field, field->default_value) == NULL)
		form_reader_refuse(r, "form.unknown_value", form_reader_below(r, path, "defaultValue"));
}
