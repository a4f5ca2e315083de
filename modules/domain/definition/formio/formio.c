/* A Form.io document as a whole. See formio.h. */
#include "domain/definition/formio/formio.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"
#include "domain/definition/formio/formio_private.h"

enum { JSON_DEPTH_MAX = 64, JSON_VALUES_MAX = 100000 };

static void
decref(void *json)
{
	json_decref(json);
}

static json_t *
load(const char *json, size_t size)
{
	return size > FORMIO_BYTES_MAX ? NULL : form_json_load_within(json, size, JSON_DEPTH_MAX, JSON_VALUES_MAX);
}

/* Exports of a whole project or of our own wrapping have the form below "form". */
static json_t *
form_in(json_t *root)
{
	json_t *inside = json_object_get(root, "form");

	return json_is_array(json_object_get(inside, "components")) ? inside : root;
}

bool
formio_is(const char *json, size_t size)
{
	json_t *root = load(json, size), *form = form_in(root);
	const char *type = formio_text(form, "type");
	bool is = json_is_array(json_object_get(form, "components")) && strcmp(type, "default") != 0;

	json_decref(root);
	return is;
}

/* Ids of fields and of groups are one set of names; what the importer needed itself goes. */
static void
finish(struct formio *f, json_t *components)
{
	json_t *component;
	size_t i;

	json_array_foreach(components, i, component) json_object_del(component, "loose");
	for (i = 0; i < f->field_count; i++) {
		f->label = formio_text(f->fields[i].to, "label");
		formio_condition(f, f->fields[i].from, f->fields[i].to, f->fields[i].list, f->fields[i].path);
	}
}

static enum err
write_form(struct formio *f, const json_t *from, json_t *components, struct form_error *error)
{
	const char *name = formio_text(from, "name");
	json_t *root = json_pack("{s:s,s:s,s:i,s:O}", "type", "default", "id", form_key_valid(name) ? name : "form",
	    "schemaVersion", 18, "components", components);
	char *text = root != NULL ? json_dumps(root, JSON_INDENT(1)) : NULL;
	struct formio_report *report = f->report;
	enum err err = ERR_INVALID;

	json_decref(root);
	if (text == NULL)
		return ERR_INVALID;
	report->size = strlen(text);
	report->json = arena_strndup(f->arena, text, report->size);
	free(text);
	err = form_parse(f->arena, report->json, report->size, &report->form, error);
	if (err)
		report->json = NULL;
	return err;
}

enum err
formio_import(struct arena *arena, const char *json, size_t size, bool drop_script, struct formio_report *ret_report,
    struct form_error *error)
{
	struct formio f = { .arena = arena, .report = ret_report, .label = "" };
	json_t *root, *form, *components;

	*ret_report =
	    (struct formio_report){ .notes = arena_array(arena, FORMIO_NOTES_MAX, sizeof(struct formio_note)) };
	*error = (struct form_error){ .message = "form.too_large", .path = "", .feel = { .what = "" } };
	if (size > FORMIO_BYTES_MAX)
		return ERR_TOO_LARGE;
	error->message = "form.not_json";
	if ((root = load(json, size)) == NULL)
		return ERR_INVALID;
	arena_defer(arena, decref, root);
	form = form_in(root);
	error->message = "formio.not_formio";
	if (!json_is_array(json_object_get(form, "components")))
		return ERR_INVALID;
	f.fields = arena_array(arena, FORMIO_FIELDS_MAX + 1, sizeof(*f.fields));
	if (*formio_text(form, "controller") != '\0')
		formio_note(&f, "formio.script", "controller");
	components = json_array();
	arena_defer(arena, decref, components);
	formio_components(&f, json_object_get(form, "components"), "components", components, NULL,
	    strcmp(formio_text(form, "display"), "wizard") == 0, 0);
	finish(&f, components);
	if (ret_report->script_count > 0 && !drop_script) {
		error->message = "formio.script";
		for (size_t i = ret_report->count; i-- > 0;)
			if (ret_report->notes[i].script)
				error->path = ret_report->notes[i].path;
		return ERR_INVALID;
	}
	return write_form(&f, form, components, error);
}
