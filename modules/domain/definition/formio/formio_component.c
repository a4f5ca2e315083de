/* Form.io components into ours. See formio_private.h. */
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"
#include "domain/definition/formio/formio_private.h"

static const struct formio_type types[] = {
	{ "textfield", "textfield", NULL, NULL, FORMIO_FIELD },
	{ "textarea", "textarea", NULL, NULL, FORMIO_FIELD },
	{ "number", "number", NULL, NULL, FORMIO_FIELD },
	{ "currency", "number", NULL, "money", FORMIO_FIELD },
	{ "email", "textfield", NULL, "email", FORMIO_FIELD },
	{ "phoneNumber", "textfield", NULL, "phone", FORMIO_FIELD },
	{ "url", "textfield", NULL, NULL, FORMIO_FIELD },
	{ "address", "textfield", NULL, "address", FORMIO_FIELD },
	{ "datetime", "datetime", "date", NULL, FORMIO_FIELD },
	{ "day", "datetime", "date", NULL, FORMIO_FIELD },
	{ "time", "datetime", "time", NULL, FORMIO_FIELD },
	{ "checkbox", "checkbox", NULL, NULL, FORMIO_FIELD },
	{ "file", "filepicker", NULL, NULL, FORMIO_FIELD },
	{ "selectboxes", "checklist", NULL, NULL, FORMIO_CHOICES },
	{ "select", "select", NULL, NULL, FORMIO_CHOICES },
	{ "radio", "radio", NULL, NULL, FORMIO_CHOICES },
	{ "panel", "group", NULL, NULL, FORMIO_GROUP },
	{ "fieldset", "group", NULL, NULL, FORMIO_GROUP },
	{ "well", "group", NULL, NULL, FORMIO_GROUP },
	{ "container", "group", NULL, NULL, FORMIO_GROUP },
	{ "columns", "group", NULL, NULL, FORMIO_FLAT },
	{ "table", "group", NULL, NULL, FORMIO_FLAT },
	{ "tabs", "group", NULL, NULL, FORMIO_FLAT },
	{ "datagrid", "dynamiclist", NULL, NULL, FORMIO_LIST },
	{ "editgrid", "dynamiclist", NULL, NULL, FORMIO_LIST },
	{ "content", "text", NULL, NULL, FORMIO_TEXT },
	{ "htmlelement", "text", NULL, NULL, FORMIO_TEXT },
	{ "button", "", NULL, NULL, FORMIO_NOTHING },
};
static const struct formio_type unknown = { "", "", NULL, NULL, FORMIO_UNKNOWN };

const struct formio_type *
formio_type_of(const json_t *component)
{
	const char *name = formio_text(component, "type");

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return &unknown;
}

/* --- names --------------------------------------------------------------------------------------------------------- */

static bool
is_taken(const struct formio *f, const char *key)
{
	for (size_t i = 0; i < f->field_count; i++)
		if (strcmp(f->fields[i].new_key, key) == 0)
			return true;
	return false;
}

/* The old key as a name that expressions can read, and that no other field has. */
static const char *
new_key(struct formio *f, const char *old)
{
	char *name =
	    arena_printf(f->arena, "%s%.48s", *old >= '0' && *old <= '9' ? "k_" : "", *old != '\0' ? old : "truong");
	const char *found = name;

	for (char *c = name; *c != '\0'; c++)
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", *c) == NULL)
			*c = '_';
	for (int i = 2; is_taken(f, found); i++)
		found = arena_printf(f->arena, "%s_%d", name, i);
	return found;
}

static const char *
label_of(const struct formio *f, const json_t *component)
{
	static const char *const members[] = { "label", "title", "legend", "key" };

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *text = formio_text(component, members[i]);

		if (*text != '\0' && strlen(text) <= 2000)
			return arena_strdup(f->arena, text);
	}
	return "?";
}

/* Remembered for conditions; gives it id and key. */
static void
name_field(struct formio *f, const json_t *from, json_t *to, const json_t *list, const char *path)
{
	const char *old = formio_text(from, "key"), *key = new_key(f, old);
	bool named = strcmp(formio_text(to, "type"), "group") != 0 && strcmp(formio_text(to, "type"), "text") != 0;

	json_object_set_new(to, "id", json_string(key));
	if (named)
		json_object_set_new(
		    to, strcmp(formio_text(to, "type"), "dynamiclist") == 0 ? "path" : "key", json_string(key));
	if (named && *old != '\0' && strcmp(old, key) != 0)
		formio_note(f, "formio.renamed", formio_below(f, path, "key"));
	f->fields[f->field_count++] = (struct formio_field){ old, key, from, to, list, path };
}

/* --- choices ------------------------------------------------------------------------------------------------------- */

static json_t *
old_values(const json_t *component)
{
	json_t *values = json_object_get(component, "values");

	return json_is_array(values) && json_array_size(values) > 0
		   ? values
		   : json_object_get(json_object_get(component, "data"), "values");
}

static const char *
option_value(struct formio *f, const json_t *option, size_t at)
{
	const json_t *value = json_object_get(option, "value");
	const char *text = json_string_value(value);

	if (json_is_integer(value))
		return arena_printf(f->arena, "%lld", (long long)json_integer_value(value));
	if (text != NULL && form_key_valid(text))
		return text;
	text = fold_slug(f->arena, text != NULL ? text : "", 60);
	return *text != '\0' ? text : arena_printf(f->arena, "muc_%zu", at + 1);
}

static bool
has_value(const json_t *values, const char *value)
{
	json_t *option;
	size_t i;

	json_array_foreach(values, i, option)
	{
		if (strcmp(formio_text(option, "value"), value) == 0)
			return true;
	}
	return false;
}

/* NULL: it has no choices of its own. */
static json_t *
new_values(struct formio *f, const json_t *component, const char *path)
{
	const char *source = formio_text(component, "dataSrc");
	json_t *old = old_values(component), *option, *values;
	size_t i;

	if ((*source != '\0' && strcmp(source, "values") != 0) || !json_is_array(old)) {
		formio_note(f, "formio.data_source", formio_below(f, path, "data"));
		return NULL;
	}
	values = json_array();
	json_array_foreach(old, i, option)
	{
		const char *label = formio_text(option, "label"), *value = option_value(f, option, i);

		if (!json_is_object(option) || *label == '\0')
			continue;
		if (json_array_size(values) == FORM_OPTIONS_MAX || has_value(values, value) || strlen(label) > 2000) {
			formio_note(f, "formio.choice", arena_printf(f->arena, "%s.values[%zu]", path, i));
			continue;
		}
		json_array_append_new(values, json_pack("{s:s,s:s}", "value", value, "label", label));
	}
	if (json_array_size(values) > 0)
		return values;
	json_decref(values);
	formio_note(f, "formio.data_source", formio_below(f, path, "data"));
	return NULL;
}

/* --- components ---------------------------------------------------------------------------------------------------- */

static void
add_words(struct formio *f, const json_t *from, json_t *to)
{
	const char *hint = formio_text(from, "description");

	if (*hint == '\0')
		hint = formio_text(from, "tooltip");
	if (*hint == '\0')
		hint = formio_text(from, "placeholder");
	hint = formio_plain(f, hint, "");
	if (*hint != '\0' && strlen(hint) <= 2000)
		json_object_set_new(to, "description", json_string(hint));
}

static void
add_field(struct formio *f, const json_t *from, const struct formio_type *type, const char *path, json_t *into,
    const json_t *list)
{
	json_t *values = type->shape == FORMIO_CHOICES ? new_values(f, from, path) : NULL, *to;
	const struct formio_type *as = type->shape == FORMIO_CHOICES && values == NULL ? &types[0] : type;
	json_int_t digits = json_integer_value(json_object_get(from, "decimalLimit"));

	to = json_pack("{s:s,s:s}", "type", as->ours, "label", f->label);
	if (as->subtype != NULL)
		json_object_set_new(to, "subtype", json_string(as->subtype));
	if (as->kind != NULL)
		formio_property(to, "kind", as->kind);
	if (values != NULL)
		json_object_set_new(to, "values", values);
	if (strcmp(as->ours, "number") == 0 && digits > 0 && digits <= DECIMAL_DIGITS)
		json_object_set_new(to, "decimalDigits", json_integer(digits));
	if (json_is_true(json_object_get(from, "multiple"))) {
		if (strcmp(as->ours, "filepicker") == 0)
			json_object_set_new(to, "multiple", json_true());
		else
			formio_note(f, "formio.multiple", formio_below(f, path, "multiple"));
	}
	if (strcmp(type->name, "datetime") == 0 && json_is_true(json_object_get(from, "enableTime")) &&
	    json_object_get(from, "enableDate") != NULL)
		formio_note(f, "formio.time_of_day", formio_below(f, path, "enableTime"));
	name_field(f, from, to, list, path);
	add_words(f, from, to);
	formio_validate(f, from, as, to, path);
	json_array_append_new(into, to);
}

static void
add_group(struct formio *f, const json_t *from, const struct formio_type *type, const char *path, json_t *into,
    const json_t *list, bool page, int depth)
{
	json_t *to = json_pack("{s:s,s:s,s:[]}", "type", type->ours, "label", f->label, "components");

	if (type->shape == FORMIO_LIST && list != NULL) {
		formio_note(f, "formio.nested_list", path);
		json_decref(to);
		return;
	}
	if (page)
		formio_property(to, "page", "yes");
	name_field(f, from, to, list, path);
	formio_validate(f, from, type, to, path);
	formio_components(f, json_object_get(from, "components"), formio_below(f, path, "components"),
	    json_object_get(to, "components"), type->shape == FORMIO_LIST ? to : list, false, depth + 1);
	json_array_append_new(into, to);
}

static void
add_text(struct formio *f, const json_t *from, const char *path, json_t *into, const json_t *list)
{
	const char *html = formio_text(from, "content"), *member = *html == '\0' ? "html" : "content", *text;
	bool heading;
	json_t *to;

	if (*html == '\0')
		html = formio_text(from, "html");
	heading = html[0] == '<' && (html[1] == 'h' || html[1] == 'H') && html[2] >= '1' && html[2] <= '6';
	text = formio_plain(f, html, formio_below(f, path, member));
	if (*text == '\0')
		return;
	to = json_pack("{s:s,s:s}", "type", "text", "text", heading ? arena_printf(f->arena, "# %s", text) : text);
	if (to == NULL)
		return;
	name_field(f, from, to, list, path);
	json_array_append_new(into, to);
}

/* Columns, the cells of a table, the leaves of tabs: one after the other. */
static void
add_flat(struct formio *f, const json_t *from, const char *path, json_t *into, const json_t *list, int depth)
{
	const char *member = json_is_array(json_object_get(from, "columns")) ? "columns"
			     : json_is_array(json_object_get(from, "rows"))  ? "rows"
									     : "components";
	json_t *parts = json_object_get(from, member), *part, *cell;
	size_t i, k;

	json_array_foreach(parts, i, part)
	{
		const char *here = arena_printf(f->arena, "%s.%s[%zu]", path, member, i);

		if (json_is_object(part))
			formio_components(f, json_object_get(part, "components"),
			    arena_printf(f->arena, "%s.components", here), into, list, false, depth + 1);
		json_array_foreach(part, k, cell)
		{
			formio_components(f, json_object_get(cell, "components"),
			    arena_printf(f->arena, "%s[%zu].components", here, k), into, list, false, depth + 1);
		}
	}
}

static void
add_component(
    struct formio *f, const json_t *from, const char *path, json_t *into, const json_t *list, bool pages, int depth)
{
	const struct formio_type *type = formio_type_of(from);

	f->label = label_of(f, from);
	formio_check_members(f, from, path);
	switch (type->shape) {
	case FORMIO_FIELD:
	case FORMIO_CHOICES: add_field(f, from, type, path, into, list); break;
	case FORMIO_GROUP:
	case FORMIO_LIST:
		add_group(f, from, type, path, into, list, pages && strcmp(type->name, "panel") == 0, depth);
		break;
	case FORMIO_FLAT: add_flat(f, from, path, into, list, depth); break;
	case FORMIO_TEXT: add_text(f, from, path, into, list); break;
	case FORMIO_NOTHING: break;
	default: formio_note(f, "formio.type", formio_below(f, path, "type")); break;
	}
}

/* What a wizard has beside its panels goes on a page of its own. */
static json_t *
page_for_loose(struct formio *f, json_t *pages)
{
	json_t *last = json_array_get(pages, json_array_size(pages) - 1), *page;
	const char *id;

	if (last != NULL && json_object_get(last, "loose") != NULL)
		return json_object_get(last, "components");
	id = new_key(f, "trang");
	page = json_pack("{s:s,s:s,s:s,s:b,s:{s:s},s:[]}", "type", "group", "id", id, "label", f->label, "loose", 1,
	    "properties", "page", "yes", "components");
	f->fields[f->field_count++] = (struct formio_field){ .old_key = "", .new_key = id, .to = page, .path = "" };
	json_array_append_new(pages, page);
	return json_object_get(page, "components");
}

void
formio_components(
    struct formio *f, const json_t *from, const char *path, json_t *to, const json_t *list, bool pages, int depth)
{
	json_t *component;
	size_t i;

	json_array_foreach(from, i, component)
	{
		const char *here = arena_printf(f->arena, "%s[%zu]", path, i);
		bool page = pages && strcmp(formio_text(component, "type"), "panel") == 0;

		if (!json_is_object(component) || depth > FORMIO_DEPTH_MAX || f->field_count == FORMIO_FIELDS_MAX) {
			formio_note(f, "formio.type", here);
			continue;
		}
		if (pages && !page && formio_type_of(component)->shape < FORMIO_NOTHING) {
			f->label = label_of(f, component);
			add_component(f, component, here, page_for_loose(f, to), list, false, depth);
		} else {
			add_component(f, component, here, to, list, page, depth);
		}
	}
}
