/* form-js JSON into a form: a table of what each type may hold, and refusal of everything else by its path. See form.h. */
#include <string.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "domain/definition/form_private.h"

enum { KEY_MAX = 64, LABEL_MAX = 2000, NOTE_MAX = 10000, PROPERTIES_MAX = 50 };

struct reader {
	struct arena *arena;
	struct form *form;
	struct form_error *error;
	bool failed;
};

/* Members that any component may have, then those of its type. Layout and appearance belong to the editor's preview. */
static const char *const common_members[] = { "type", "id", "key", "label", "description", "properties", "conditional",
	"layout", "validate", "appearance", "disabled", "readonly", "defaultValue", NULL };

struct type_row {
	const char *name;
	enum form_type type;
	bool keyed;
	const char *const *members;
};

#define MEMBERS(...)                                                                                                   \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
static const struct type_row types[] = {
	{ "textfield", FORM_TEXT, true, MEMBERS(NULL) },
	{ "textarea", FORM_TEXTAREA, true, MEMBERS(NULL) },
	{ "number", FORM_NUMBER, true, MEMBERS("decimalDigits", "increment", "serializeToString") },
	{ "datetime", FORM_DATE, true,
	    MEMBERS("subtype", "dateLabel", "timeLabel", "disallowPassedDates", "use24h", "timeInterval",
		"timeSerializingFormat") },
	{ "checkbox", FORM_CHECKBOX, true, MEMBERS(NULL) },
	{ "checklist", FORM_CHECKLIST, true, MEMBERS("values") },
	{ "radio", FORM_RADIO, true, MEMBERS("values") },
	{ "select", FORM_SELECT, true, MEMBERS("values", "searchable") },
	{ "filepicker", FORM_FILE, true, MEMBERS("accept", "multiple") },
	{ "group", FORM_GROUP, false, MEMBERS("components", "path", "showOutline", "verticalAlignment") },
	{ "dynamiclist", FORM_LIST, false,
	    MEMBERS("components", "path", "showOutline", "verticalAlignment", "isRepeating", "allowAddRemove",
		"defaultRepetitions", "nonCollapsedItems", "disableCollapse") },
	{ "text", FORM_NOTE, false, MEMBERS("text") },
	{ "expression", FORM_EXPRESSION, true, MEMBERS("expression", "computeOn") },
};

static const char *const root_members[] = { "type", "id", "components", "schemaVersion", "exporter", "generated",
	"executionPlatform", "executionPlatformVersion", "versionTag", NULL };
static const char *const validate_members[] = { "required", "minLength", "maxLength", "min", "max", "validationType",
	NULL };
/* Where other form systems keep script: named apart, so that the author learns why. */
static const char *const script_members[] = { "customConditional", "calculateValue", "customDefaultValue", "custom",
	"customValidation", "logic", "script", "onChange", "valuesExpression", "html", "pattern", NULL };

static void
refuse(struct reader *r, const char *message, const char *path)
{
	if (!r->failed)
		*r->error = (struct form_error){ .message = message, .path = path, .feel = { .what = "" } };
	r->failed = true;
}

static const char *
below(struct reader *r, const char *path, const char *member)
{
	return *path == '\0' ? member : arena_printf(r->arena, "%s.%s", path, member);
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, name) == 0)
			return true;
	return false;
}

/* A name out of a hostile document, fit to be shown: quoted only if it is an identifier. */
static const char *
shown_name(struct reader *r, const char *name)
{
	return form_key_valid(name) ? arena_strdup(r->arena, name) : "?";
}

static void
check_members(struct reader *r, json_t *object, const char *path, const char *const *known, const char *const *more)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		if (is_one_of(name, known) || (more != NULL && is_one_of(name, more)))
			continue;
		refuse(r, is_one_of(name, script_members) ? "form.script" : "form.unknown_member",
		    below(r, path, shown_name(r, name)));
	}
}

/* The member's text in the arena, or NULL if it is absent; a wrong type or length is refused. */
static const char *
text_member(struct reader *r, json_t *object, const char *path, const char *name, size_t max)
{
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		return NULL;
	if (!json_is_string(value) || json_string_length(value) > max) {
		refuse(r, "form.wrong_type", below(r, path, name));
		return NULL;
	}
	return arena_strndup(r->arena, json_string_value(value), json_string_length(value));
}

static bool
flag_member(struct reader *r, json_t *object, const char *path, const char *name)
{
	json_t *value = json_object_get(object, name);

	if (value != NULL && !json_is_boolean(value))
		refuse(r, "form.wrong_type", below(r, path, name));
	return json_is_true(value);
}

static size_t
count_member(struct reader *r, json_t *object, const char *path, const char *name, size_t max)
{
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		return 0;
	if (!json_is_integer(value) || json_integer_value(value) < 0 || (uint64_t)json_integer_value(value) > max) {
		refuse(r, "form.wrong_type", below(r, path, name));
		return 0;
	}
	return (size_t)json_integer_value(value);
}

/* form-js writes limits of numbers as JSON numbers or as text. */
static bool
decimal_member(struct reader *r, json_t *object, const char *path, const char *name, struct decimal *ret)
{
	json_t *value = json_object_get(object, name);
	const char *text = json_string_value(value);

	if (value == NULL)
		return false;
	if (json_is_real(value))
		text = arena_printf(r->arena, "%.15g", json_real_value(value));
	if (json_is_integer(value))
		*ret = decimal_from_int(json_integer_value(value));
	else if (text == NULL || decimal_parse(text, strlen(text), ret) != OK)
		refuse(r, "form.wrong_type", below(r, path, name));
	return true;
}

static void
read_validate(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *validate = json_object_get(component, "validate");
	const char *here = below(r, path, "validate"), *type;

	if (validate == NULL)
		return;
	if (!json_is_object(validate)) {
		refuse(r, "form.wrong_type", here);
		return;
	}
	check_members(r, validate, here, validate_members, NULL);
	field->required = flag_member(r, validate, here, "required");
	field->min_length = count_member(r, validate, here, "minLength", FORM_TEXT_MAX);
	field->max_length = count_member(r, validate, here, "maxLength", FORM_TEXT_MAX);
	field->has_min = decimal_member(r, validate, here, "min", &field->min);
	field->has_max = decimal_member(r, validate, here, "max", &field->max);
	type = text_member(r, validate, here, "validationType", KEY_MAX);
	if (type != NULL && strcmp(type, "email") == 0)
		field->kind = FORM_EMAIL;
	else if (type != NULL && strcmp(type, "phone") == 0)
		field->kind = FORM_PHONE;
	else if (type != NULL && *type != '\0')
		refuse(r, "form.unknown_value", below(r, here, "validationType"));
}

static void
read_properties(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *properties = json_object_get(component, "properties"), *value;
	const char *here = below(r, path, "properties"), *name;
	struct form_property *list;

	if (properties == NULL)
		return;
	if (!json_is_object(properties) || json_object_size(properties) > PROPERTIES_MAX) {
		refuse(r, "form.wrong_type", here);
		return;
	}
	list = arena_array(r->arena, json_object_size(properties) + 1, sizeof(*list));
	json_object_foreach(properties, name, value)
	{
		if (!json_is_string(value) || strlen(name) > KEY_MAX)
			refuse(r, "form.wrong_type", below(r, here, shown_name(r, name)));
		else
			list[field->property_count++] = (struct form_property){ arena_strdup(r->arena, name),
				text_member(r, properties, here, name, LABEL_MAX) };
	}
	field->properties = list;
}

/* What our properties say about checks; everything else in them is for those who ask with form_property. */
static void
apply_properties(struct reader *r, const char *path, struct form_field *field)
{
	static const char *const numbers[] = { "min_rows", "max_rows", NULL };
	const char *kind = form_property(field, "kind"), *here = below(r, path, "properties");
	const char *not_past = form_property(field, "not_past"), *not_future = form_property(field, "not_future");

	if (kind != NULL && !form_kind_by_name(kind, &field->kind))
		refuse(r, "form.unknown_value", below(r, here, "kind"));
	field->not_past = field->not_past || (not_past != NULL && strcmp(not_past, "yes") == 0);
	field->not_future = not_future != NULL && strcmp(not_future, "yes") == 0;
	field->max_rows = FORM_ROWS_MAX;
	for (size_t i = 0; numbers[i] != NULL; i++) {
		const char *text = form_property(field, numbers[i]);
		struct decimal number;
		int64_t rows;
		if (text == NULL)
			continue;
		if (decimal_parse(text, strlen(text), &number) != OK || decimal_to_int(number, &rows) != OK ||
		    rows < 0 || rows > FORM_ROWS_MAX)
			refuse(r, "form.unknown_value", below(r, here, numbers[i]));
		else
			*(i == 0 ? &field->min_rows : &field->max_rows) = (size_t)rows;
	}
}

static void
read_options(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	static const char *const members[] = { "value", "label", NULL };
	json_t *values = json_object_get(component, "values"), *item;
	const char *here = below(r, path, "values");
	struct form_option *options;
	size_t i;

	if (!json_is_array(values) || json_array_size(values) == 0 || json_array_size(values) > FORM_OPTIONS_MAX) {
		refuse(r, "form.wrong_type", here);
		return;
	}
	options = arena_array(r->arena, json_array_size(values), sizeof(*options));
	json_array_foreach(values, i, item)
	{
		const char *at = arena_printf(r->arena, "%s[%zu]", here, i);
		if (!json_is_object(item)) {
			refuse(r, "form.wrong_type", at);
			return;
		}
		check_members(r, item, at, members, NULL);
		options[i].value = text_member(r, item, at, "value", KEY_MAX);
		options[i].label = text_member(r, item, at, "label", LABEL_MAX);
		if (options[i].value == NULL || options[i].label == NULL || !form_key_valid(options[i].value))
			refuse(r, "form.bad_key", below(r, at, "value"));
		for (size_t k = 0; !r->failed && k < i; k++)
			if (strcmp(options[k].value, options[i].value) == 0)
				refuse(r, "form.duplicate", below(r, at, "value"));
		if (r->failed)
			return;
	}
	field->options = options;
	field->option_count = json_array_size(values);
}

static void
read_number(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	field->decimal_digits = -1;
	if (json_object_get(component, "decimalDigits") != NULL)
		field->decimal_digits = (int32_t)count_member(r, component, path, "decimalDigits", DECIMAL_DIGITS);
}

static void
read_date(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	const char *subtype = text_member(r, component, path, "subtype", KEY_MAX);
	const char *label = text_member(r, component, path, "dateLabel", LABEL_MAX);

	if (subtype != NULL && strcmp(subtype, "time") == 0) {
		field->type = FORM_TIME;
		label = text_member(r, component, path, "timeLabel", LABEL_MAX);
	} else if (subtype == NULL || strcmp(subtype, "date") != 0) {
		refuse(r, "form.unknown_value", below(r, path, "subtype"));
	}
	field->label = field->label != NULL ? field->label : label;
	field->not_past = flag_member(r, component, path, "disallowPassedDates");
}

/* A default of a checkbox is true or false, of a choice one of its values, of anything else a text or whole number. */
static void
read_default(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	json_t *value = json_object_get(component, "defaultValue");

	if (value == NULL || json_is_null(value))
		return;
	if (field->type == FORM_CHECKBOX && json_is_boolean(value))
		field->default_value = json_is_true(value) ? "true" : NULL;
	else if (field->type == FORM_NUMBER && json_is_integer(value))
		field->default_value = arena_printf(r->arena, "%lld", (long long)json_integer_value(value));
	else
		field->default_value = text_member(r, component, path, "defaultValue", FORM_TEXT_MAX);
	if (field->option_count > 0 && field->default_value != NULL && *field->default_value != '\0' &&
	    form_option_label(field, field->default_value) == NULL)
		refuse(r, "form.unknown_value", below(r, path, "defaultValue"));
}

static const struct type_row *
find_type(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

/* The id never changes and the key never repeats: both are checked against every field read so far. */
static void
read_identity(
    struct reader *r, json_t *component, const char *path, const struct type_row *type, struct form_field *field)
{
	const char *key_member = field->type == FORM_LIST ? "path" : "key";

	field->id = text_member(r, component, path, "id", KEY_MAX);
	if (type->keyed || field->type == FORM_LIST)
		field->key = text_member(r, component, path, key_member, KEY_MAX);
	if (field->id == NULL || !form_key_valid(field->id))
		refuse(r, "form.bad_id", below(r, path, "id"));
	if (!r->failed && (type->keyed || field->type == FORM_LIST) &&
	    (field->key == NULL || !form_name_valid(field->key)))
		refuse(r, "form.bad_key", below(r, path, key_member));
	for (size_t i = 0; !r->failed && i < field->index; i++) {
		const struct form_field *other = &r->form->fields[i];
		if (strcmp(other->id, field->id) == 0)
			refuse(r, "form.duplicate", below(r, path, "id"));
		if (field->key != NULL && other->key != NULL && strcmp(other->key, field->key) == 0)
			refuse(r, "form.duplicate", below(r, path, key_member));
	}
}

static struct form_field *const *read_components(
    struct reader *r, json_t *holder, const char *path, struct form_field *parent, size_t *ret_count);

static void
read_container(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	const char *group_path = field->type == FORM_GROUP ? text_member(r, component, path, "path", KEY_MAX) : NULL;

	if (group_path != NULL && *group_path != '\0')
		refuse(r, "form.group_path", below(r, path, "path"));
	if (field->type == FORM_LIST && field->list != NULL)
		refuse(r, "form.nested_list", path);
	if (field->page == field && field->parent != NULL)
		refuse(r, "form.nested_page", path);
	if (!r->failed)
		field->children = read_components(r, component, path, field, &field->child_count);
}

static void
read_by_type(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	switch (field->type) {
	case FORM_NUMBER: read_number(r, component, path, field); break;
	case FORM_DATE: read_date(r, component, path, field); break;
	case FORM_CHECKLIST:
	case FORM_RADIO:
	case FORM_SELECT: read_options(r, component, path, field); break;
	case FORM_FILE: field->multiple = flag_member(r, component, path, "multiple"); break;
	case FORM_NOTE: field->text = text_member(r, component, path, "text", NOTE_MAX); break;
	case FORM_GROUP:
	case FORM_LIST: read_container(r, component, path, field); break;
	default: break;
	}
}

static void
place(struct form_field *field, struct form_field *parent)
{
	const char *page = form_property(field, "page");

	field->parent = parent;
	field->list = parent == NULL ? NULL : parent->type == FORM_LIST ? parent : parent->list;
	field->page = parent != NULL ? parent->page : NULL;
	if (field->type == FORM_GROUP && page != NULL && strcmp(page, "yes") == 0)
		field->page = field;
}

static struct form_field *
read_component(struct reader *r, json_t *component, const char *path, struct form_field *parent)
{
	const char *name = json_is_object(component) ? text_member(r, component, path, "type", KEY_MAX) : NULL;
	const struct type_row *type = find_type(name);
	struct form_field *field = &r->form->fields[r->form->field_count];

	if (r->form->field_count == FORM_FIELDS_MAX)
		refuse(r, "form.too_many_fields", path);
	else if (type == NULL)
		refuse(r, "form.unknown_type", below(r, path, "type"));
	if (r->failed)
		return field;
	*field = (struct form_field){ .index = r->form->field_count++, .type = type->type };
	check_members(r, component, path, common_members, type->members);
	read_identity(r, component, path, type, field);
	field->label = text_member(r, component, path, "label", LABEL_MAX);
	field->description = text_member(r, component, path, "description", LABEL_MAX);
	read_validate(r, component, path, field);
	read_properties(r, component, path, field);
	apply_properties(r, path, field);
	place(field, parent);
	if (!r->failed)
		read_by_type(r, component, path, field);
	read_default(r, component, path, field);
	if (type->keyed && field->type != FORM_EXPRESSION && (field->label == NULL || *field->label == '\0'))
		refuse(r, "form.no_label", below(r, path, "label"));
	return field;
}

static struct form_field *const *
read_components(struct reader *r, json_t *holder, const char *path, struct form_field *parent, size_t *ret_count)
{
	json_t *components = json_object_get(holder, "components"), *component;
	const char *here = below(r, path, "components");
	struct form_field **list;
	size_t i;

	if (!json_is_array(components) || json_array_size(components) > FORM_FIELDS_MAX) {
		refuse(r, "form.wrong_type", here);
		return NULL;
	}
	list = arena_array(r->arena, json_array_size(components) + 1, sizeof(*list));
	json_array_foreach(components, i, component)
	{
		list[i] = read_component(r, component, arena_printf(r->arena, "%s[%zu]", here, i), parent);
		if (r->failed)
			return NULL;
	}
	*ret_count = i;
	return list;
}

static void
collect_pages(struct reader *r)
{
	const struct form_field **pages = arena_array(r->arena, r->form->top_count + 1, sizeof(*pages));

	for (size_t i = 0; i < r->form->top_count; i++)
		if (r->form->top[i]->page == r->form->top[i])
			pages[r->form->page_count++] = r->form->top[i];
	r->form->pages = pages;
	if (r->form->page_count > 0 && r->form->page_count < r->form->top_count)
		refuse(r, "form.outside_pages", "components"); /* all on pages, or none */
}

/* The text after "=" of a condition or expression. */
static const struct feel *
read_feel(struct reader *r, const char *text, const char *path, const struct form_field *field, enum feel_type wanted)
{
	struct feel_names names;
	struct feel_error error;
	struct feel *feel = NULL;

	if (text == NULL || *text != '=') {
		refuse(r, "form.not_feel", path);
		return NULL;
	}
	form_names_at(r->arena, r->form, field->list, &names);
	if (feel_parse(r->arena, text + 1, &names, &feel, &error) != OK ||
	    feel_check(feel, &names, wanted, &error) != OK) {
		refuse(r, "form.condition", path);
		r->error->feel = error;
		return NULL;
	}
	return feel;
}

static void
read_logic(struct reader *r, json_t *component, const char *path, struct form_field *field)
{
	static const char *const members[] = { "hide", NULL };
	json_t *conditional = json_object_get(component, "conditional");
	const char *here = below(r, path, "conditional");

	if (field->type == FORM_EXPRESSION)
		field->expression = read_feel(r, text_member(r, component, path, "expression", FEEL_TEXT_MAX),
		    below(r, path, "expression"), field, FEEL_ANY);
	if (conditional == NULL)
		return;
	if (!json_is_object(conditional)) {
		refuse(r, "form.wrong_type", here);
		return;
	}
	check_members(r, conditional, here, members, NULL);
	const char *hide = text_member(r, conditional, here, "hide", FEEL_TEXT_MAX);
	if (hide != NULL && *hide != '\0')
		field->hide = read_feel(r, hide, below(r, here, "hide"), field, FEEL_BOOLEAN);
}

/* Conditions may name fields that stand further down, so they are read once all fields are known. */
static void
read_all_logic(struct reader *r, json_t *holder, const char *path, size_t *index)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		const char *here = arena_printf(r->arena, "%s[%zu]", below(r, path, "components"), i);
		if (r->failed)
			return;
		read_logic(r, component, here, &r->form->fields[(*index)++]);
		read_all_logic(r, component, here, index);
	}
}

static void
read_root(struct reader *r, json_t *root)
{
	const char *type = text_member(r, root, "", "type", KEY_MAX);
	size_t index = 0;

	check_members(r, root, "", root_members, NULL);
	if (!r->failed && (type == NULL || strcmp(type, "default") != 0))
		refuse(r, "form.unknown_type", "type");
	r->form->id = text_member(r, root, "", "id", KEY_MAX);
	if (!r->failed && (r->form->id == NULL || !form_key_valid(r->form->id)))
		refuse(r, "form.bad_id", "id");
	if (!r->failed)
		r->form->top = read_components(r, root, "", NULL, &r->form->top_count);
	if (!r->failed)
		collect_pages(r);
	if (!r->failed)
		read_all_logic(r, root, "", &index);
	const struct form_field *cycle = r->failed ? NULL : form_logic_cycle(r->form);
	if (cycle != NULL)
		refuse(r, "form.cycle", cycle->id);
}

/* All components, those inside others too; the depth is bounded by form_json_load. */
static size_t
count_components(json_t *holder)
{
	json_t *component;
	size_t i, count = 0;

	json_array_foreach(json_object_get(holder, "components"), i, component) count +=
	    1 + count_components(component);
	return count;
}

static void
decref(void *json)
{
	json_decref(json);
}

enum err
form_parse(struct arena *arena, const char *json, size_t size, struct form **ret, struct form_error *error)
{
	struct reader r = { .arena = arena, .error = error };
	json_t *root;

	*error = (struct form_error){ .message = "form.too_large", .path = "", .feel = { .what = "" } };
	if (size > FORM_BYTES_MAX)
		return ERR_TOO_LARGE;
	error->message = "form.not_json";
	if ((root = form_json_load(json, size)) == NULL)
		return ERR_INVALID;
	arena_defer(arena, decref, root);
	r.form = ARENA_NEW(arena, struct form);
	size_t count = count_components(root);
	r.form->fields =
	    arena_array(arena, (count < FORM_FIELDS_MAX ? count : FORM_FIELDS_MAX) + 1, sizeof(*r.form->fields));
	*error = (struct form_error){ .path = "", .feel = { .what = "" } };
	read_root(&r, root);
	if (r.failed)
		return ERR_INVALID;
	*ret = r.form;
	return OK;
}
