/* form-js JSON into a form: a table of what each type may hold, and refusal of everything else by its path. See form.h. */
#include <string.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_reader.h"

enum { NOTE_MAX = 10000 };

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
    struct form_reader *r, json_t *component, const char *path, const struct type_row *type, struct form_field *field)
{
	const char *key_member = field->type == FORM_LIST ? "path" : "key";

	field->id = form_reader_text(r, component, path, "id", FORM_KEY_MAX);
	if (type->keyed || field->type == FORM_LIST)
		field->key = form_reader_text(r, component, path, key_member, FORM_KEY_MAX);
	if (field->id == NULL || !form_key_valid(field->id))
		form_reader_refuse(r, "form.bad_id", form_reader_below(r, path, "id"));
	if (!r->failed && (type->keyed || field->type == FORM_LIST) &&
	    (field->key == NULL || !form_name_valid(field->key)))
		form_reader_refuse(r, "form.bad_key", form_reader_below(r, path, key_member));
	for (size_t i = 0; !r->failed && field->id != NULL && i < field->index; i++) {
		const struct form_field *other = &r->form->fields[i];
		if (strcmp(other->id, field->id) == 0)
			form_reader_refuse(r, "form.duplicate", form_reader_below(r, path, "id"));
		if (field->key != NULL && other->key != NULL && strcmp(other->key, field->key) == 0)
			form_reader_refuse(r, "form.duplicate", form_reader_below(r, path, key_member));
	}
}

static struct form_field *const *read_components(
    struct form_reader *r, json_t *holder, const char *path, struct form_field *parent, size_t *ret_count);

static void
read_container(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	const char *group_path =
	    field->type == FORM_GROUP ? form_reader_text(r, component, path, "path", FORM_KEY_MAX) : NULL;

	if (group_path != NULL && *group_path != '\0')
		form_reader_refuse(r, "form.group_path", form_reader_below(r, path, "path"));
	if (field->type == FORM_LIST && field->list != NULL)
		form_reader_refuse(r, "form.nested_list", path);
	if (field->page == field && field->parent != NULL)
		form_reader_refuse(r, "form.nested_page", path);
	if (!r->failed)
		field->children = read_components(r, component, path, field, &field->child_count);
}

static void
read_by_type(struct form_reader *r, json_t *component, const char *path, struct form_field *field)
{
	switch (field->type) {
	case FORM_NUMBER: form_reader_number(r, component, path, field); break;
	case FORM_DATE: form_reader_date(r, component, path, field); break;
	case FORM_CHECKLIST:
	case FORM_RADIO:
	case FORM_SELECT: form_reader_options(r, component, path, field); break;
	case FORM_FILE: field->multiple = form_reader_flag(r, component, path, "multiple"); break;
	case FORM_NOTE: field->text = form_reader_text(r, component, path, "text", NOTE_MAX); break;
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
read_component(struct form_reader *r, json_t *component, const char *path, struct form_field *parent)
{
	const char *name =
	    json_is_object(component) ? form_reader_text(r, component, path, "type", FORM_KEY_MAX) : NULL;
	const struct type_row *type = find_type(name);
	struct form_field *field = &r->form->fields[r->form->field_count];

	if (r->form->field_count == FORM_FIELDS_MAX)
		form_reader_refuse(r, "form.too_many_fields", path);
	else if (type == NULL)
		form_reader_refuse(r, "form.unknown_type", form_reader_below(r, path, "type"));
	if (r->failed || type == NULL)
		return field;
	*field = (struct form_field){ .index = r->form->field_count++, .type = type->type };
	form_reader_check_members(r, component, path, common_members, type->members);
	read_identity(r, component, path, type, field);
	field->label = form_reader_text(r, component, path, "label", FORM_LABEL_MAX);
	field->description = form_reader_text(r, component, path, "description", FORM_LABEL_MAX);
	form_reader_validate(r, component, path, field);
	form_reader_properties(r, component, path, field);
	place(field, parent);
	if (!r->failed)
		read_by_type(r, component, path, field);
	form_reader_apply_properties(r, path, field);
	form_reader_default(r, component, path, field);
	if (type->keyed && field->type != FORM_EXPRESSION && (field->label == NULL || *field->label == '\0'))
		form_reader_refuse(r, "form.no_label", form_reader_below(r, path, "label"));
	return field;
}

static struct form_field *const *
read_components(struct form_reader *r, json_t *holder, const char *path, struct form_field *parent, size_t *ret_count)
{
	json_t *components = json_object_get(holder, "components"), *component;
	const char *here = form_reader_below(r, path, "components");
	struct form_field **list;
	size_t i;

	if (!json_is_array(components) || json_array_size(components) > FORM_FIELDS_MAX) {
		form_reader_refuse(r, "form.wrong_type", here);
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
collect_pages(struct form_reader *r)
{
	const struct form_field **pages = arena_array(r->arena, r->form->top_count + 1, sizeof(*pages));

	for (size_t i = 0; i < r->form->top_count; i++)
		if (r->form->top[i]->page == r->form->top[i])
			pages[r->form->page_count++] = r->form->top[i];
	r->form->pages = pages;
	if (r->form->page_count > 0 && r->form->page_count < r->form->top_count)
		form_reader_refuse(r, "form.outside_pages", "components"); /* all on pages, or none */
}

/* Conditions may name fields that stand further down, so they are read once all fields are known. */
static void
read_all_rules(struct form_reader *r, json_t *holder, const char *path, size_t *index)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		const char *here = arena_printf(r->arena, "%s[%zu]", form_reader_below(r, path, "components"), i);
		if (r->failed)
			return;
		form_reader_rules(r, component, here, &r->form->fields[(*index)++]);
		read_all_rules(r, component, here, index);
	}
}

static void
read_root(struct form_reader *r, json_t *root)
{
	const char *type = form_reader_text(r, root, "", "type", FORM_KEY_MAX);
	size_t index = 0;

	form_reader_check_members(r, root, "", root_members, NULL);
	if (!r->failed && (type == NULL || strcmp(type, "default") != 0))
		form_reader_refuse(r, "form.unknown_type", "type");
	r->form->id = form_reader_text(r, root, "", "id", FORM_KEY_MAX);
	if (!r->failed && (r->form->id == NULL || !form_key_valid(r->form->id)))
		form_reader_refuse(r, "form.bad_id", "id");
	if (!r->failed)
		r->form->top = read_components(r, root, "", NULL, &r->form->top_count);
	if (!r->failed)
		collect_pages(r);
	if (!r->failed)
		form_index_keys(r->arena, r->form);
	if (!r->failed)
		read_all_rules(r, root, "", &index);
	const struct form_field *cycle = r->failed ? NULL : form_index_logic(r->arena, r->form);
	if (cycle != NULL)
		form_reader_refuse(r, "form.cycle", cycle->id);
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
	struct form_reader r = { .arena = arena, .error = error };
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
