/* JSON Schema 2020-12 of a frozen form, for partners who send or read answers. See form.h. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

static void
decref(void *json)
{
	json_decref(json);
}

/* A shared list has its days, so it is named and not told: $comment says where to look. */
static json_t *
choices(const struct form_field *field)
{
	json_t *list = json_array();

	if (field->list_code != NULL) {
		json_decref(list);
		return json_pack("{s:s, s:s, s:o}", "type", "string", "pattern", "^[A-Za-z0-9_.-]{1,64}$", "$comment",
		    json_sprintf("list %s", field->list_code));
	}
	for (size_t i = 0; i < field->option_count; i++)
		json_array_append_new(list, json_string(field->options[i].value));
	return json_pack("{s:s, s:o}", "type", "string", "enum", list);
}

static json_t *
text_schema(const struct form_field *field)
{
	static const char *const patterns[FORM_KIND__MAX] = {
		[FORM_PERSON_NUMBER] = "^[0-9]{12}$",
		[FORM_COMPANY_NUMBER] = "^[0-9]{10}(-[0-9]{3})?$",
		[FORM_PHONE] = "^(0|\\+84)[0-9]{9,10}$",
		[FORM_TAX_NUMBER] = "^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$",
		[FORM_OLD_IDENTITY_CARD] = "^[0-9]{9}$",
		[FORM_PASSPORT] = "^[A-Z0-9]{6,9}$",
		[FORM_BANK_ACCOUNT] = "^[0-9]{6,19}$",
		[FORM_VEHICLE_PLATE] = "^[1-9][0-9][A-Z\u0110]{1,3}[0-9]{4,6}$",
	};
	json_t *schema = json_pack("{s:s}", "type", "string");

	if (field->max_length > 0)
		json_object_set_new(schema, "maxLength", json_integer((json_int_t)field->max_length));
	if (field->min_length > 0)
		json_object_set_new(schema, "minLength", json_integer((json_int_t)field->min_length));
	if (patterns[field->kind] != NULL)
		json_object_set_new(schema, "pattern", json_string(patterns[field->kind]));
	if (field->kind == FORM_EMAIL)
		json_object_set_new(schema, "format", json_string("email"));
	return schema;
}

static json_t *
plural(json_t *items)
{
	return json_pack("{s:s, s:o, s:b}", "type", "array", "items", items, "uniqueItems", 1);
}

/* None, or as many as the form asks for once any is chosen. */
static json_t *
checklist(const struct form_field *field)
{
	json_t *schema = plural(choices(field));

	if (field->max_chosen > 0)
		json_object_set_new(schema, "maxItems", json_integer((json_int_t)field->max_chosen));
	if (field->min_chosen > 0)
		json_object_set_new(schema, "anyOf",
		    json_pack("[{s:i}, {s:I}]", "maxItems", 0, "minItems", (json_int_t)field->min_chosen));
	return schema;
}

static json_t *
field_schema(const struct form_field *field)
{
	switch (field->type) {
	case FORM_NUMBER: return json_pack("{s:s, s:s}", "type", "string", "pattern", "^-?[0-9]+(\\.[0-9]+)?$");
	case FORM_DATE: return json_pack("{s:s, s:s}", "type", "string", "format", "date");
	case FORM_TIME: return json_pack("{s:s, s:s}", "type", "string", "pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$");
	case FORM_CHECKBOX: return json_pack("{s:s}", "type", "boolean");
	case FORM_RADIO:
	case FORM_SELECT: return choices(field);
	case FORM_CHECKLIST: return checklist(field);
	case FORM_FILE: return plural(json_pack("{s:s}", "type", "string"));
	case FORM_EXPRESSION: return json_pack("{s:[s,s]}", "type", "string", "boolean");
	default: return text_schema(field);
	}
}

/* A field under a condition may be absent, so only those that always show are required. */
static bool
always_shown(const struct form_field *field, const struct form_field *list)
{
	for (; field != list; field = field->parent)
		if (field->hide != NULL)
			return false;
	return true;
}

/* What partners must handle with care is marked; what is open is not. A list is no answer: its columns are. */
static void
note_sensitivity(const struct form_field *field, json_t *schema)
{
	static const char *const names[] = { [FORM_PERSONAL] = "personal", [FORM_SENSITIVE] = "sensitive" };
	const enum form_sensitivity sensitivity = form_sensitivity(field);

	if (form_field_is_answered(field) && sensitivity != FORM_OPEN)
		json_object_set_new(schema, "x-sensitivity", json_string(names[sensitivity]));
}

static json_t *object_schema(const struct form *form, const struct form_field *list);

static json_t *
list_schema(const struct form *form, const struct form_field *list)
{
	return json_pack("{s:s, s:o, s:I, s:I}", "type", "array", "items", object_schema(form, list), "minItems",
	    (json_int_t)(list->hide == NULL ? list->min_rows : 0), "maxItems", (json_int_t)list->max_rows);
}

static json_t *
object_schema(const struct form *form, const struct form_field *list)
{
	json_t *properties = json_object(), *required = json_array();

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];
		if (field->key == NULL || field->list != list)
			continue;
		json_t *schema = field->type == FORM_LIST ? list_schema(form, field) : field_schema(field);
		if (field->label != NULL)
			json_object_set_new(schema, "title", json_string(field->label));
		note_sensitivity(field, schema);
		json_object_set_new(properties, field->key, schema);
		if (field->required && form_field_is_answered(field) && always_shown(field, list))
			json_array_append_new(required, json_string(field->key));
	}
	return json_pack("{s:s, s:o, s:o, s:b}", "type", "object", "properties", properties, "required", required,
	    "additionalProperties", 0);
}

const char *
form_json_schema(struct arena *arena, const struct form *form, const char *id)
{
	json_t *root = json_pack("{s:s, s:s, s:{s:{s:s}, s:o}, s:[s,s], s:b}", "$schema",
	    "https://json-schema.org/draft/2020-12/schema", "type", "object", "properties", "form", "const", form->id,
	    "answers", object_schema(form, NULL), "required", "form", "answers", "additionalProperties", 0);
	char *text;

	if (id != NULL)
		json_object_set_new(root, "$id", json_string(id));
	text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);
	arena_defer(arena, decref, root);
	if (text == NULL)
		return "{}";
	arena_defer(arena, free, text);
	return text;
}
