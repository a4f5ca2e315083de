/* Opening, finding, writing, reading a form's document. See form_edit.h; the acts are in form_edit_act.c. */
#include "form_design/form_edit.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"

static void
decref(void *json)
{
	json_decref(json);
}

/* Everything the acts walk through has the shape that they expect. */
static bool
is_sound(const json_t *holder)
{
	json_t *components = json_object_get(holder, "components"), *component;
	size_t i;

	if (components == NULL)
		return true;
	if (!json_is_array(components))
		return false;
	json_array_foreach(components, i, component)
	{
		if (!json_is_object(component) || !is_sound(component))
			return false;
	}
	return true;
}

enum err
form_edit_open(struct arena *arena, const char *json, size_t size, struct form_edit *ret_edit, struct form_error *error)
{
	struct form_edit edit = { .arena = arena };
	enum err err = form_parse(arena, json, size, &edit.form, &edit.problem);

	*error = edit.problem;
	/* form_parse bounds size and depth before it looks at anything else. */
	if (err == ERR_TOO_LARGE || (err && strcmp(edit.problem.message, "form.not_json") == 0))
		return err;
	if ((edit.root = json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL)) == NULL)
		return ERR_INVALID;
	arena_defer(arena, decref, edit.root);
	if (!json_is_array(json_object_get(edit.root, "components")) || !is_sound(edit.root))
		return ERR_INVALID;
	if (err)
		edit.form = NULL;
	else
		edit.problem.message = NULL;
	*ret_edit = edit;
	return OK;
}

enum err
form_edit_finish(
    struct form_edit *edit, const char **ret_json, size_t *ret_size, struct form **ret_form, struct form_error *error)
{
	char *text = json_dumps(edit->root, JSON_INDENT(1));
	struct form *form = NULL;
	enum err err;

	*error = (struct form_error){ .message = "form.too_large", .path = "", .feel = { .what = "" } };
	if (text == NULL)
		return ERR_TOO_LARGE;
	*ret_size = strlen(text);
	*ret_json = *ret_size <= FORM_BYTES_MAX ? arena_strndup(edit->arena, text, *ret_size) : NULL;
	free(text);
	if (*ret_json == NULL)
		return ERR_TOO_LARGE;
	err = form_parse(edit->arena, *ret_json, *ret_size, &form, error);
	if (ret_form != NULL)
		*ret_form = err ? NULL : form;
	return err && edit->form == NULL ? OK : err;
}

static json_t *
find_in(json_t *holder, bool at_top, const char *id, struct form_place *ret_place)
{
	json_t *list = json_object_get(holder, "components"), *component;
	size_t i;

	json_array_foreach(list, i, component)
	{
		json_t *inside;

		if (strcmp(form_edit_text(component, "id"), id) == 0) {
			if (ret_place != NULL)
				*ret_place = (struct form_place){ list, i, at_top ? NULL : holder };
			return component;
		}
		if ((inside = find_in(component, false, id, ret_place)) != NULL)
			return inside;
	}
	return NULL;
}

json_t *
form_edit_find(const struct form_edit *edit, const char *id, struct form_place *ret_place)
{
	return id == NULL ? NULL : find_in(edit->root, true, id, ret_place);
}

json_t *
form_edit_at(const struct form_edit *edit, const char *path)
{
	static const char step[] = "components[";
	json_t *found = NULL, *here = edit->root;

	while (here != NULL && strncmp(path, step, sizeof(step) - 1) == 0) {
		char *end;
		unsigned long at = strtoul(path + sizeof(step) - 1, &end, 10);

		here = json_array_get(json_object_get(here, "components"), at);
		found = here != NULL ? here : found;
		path = *end == ']' ? end + 1 : end;
		path += *path == '.' ? 1 : 0;
	}
	return found;
}

const char *
form_edit_text(const json_t *component, const char *member)
{
	const char *text = json_string_value(json_object_get(component, member));

	return text != NULL ? text : "";
}

bool
form_edit_is_page(const json_t *component)
{
	return strcmp(form_edit_text(component, "type"), "group") == 0 &&
	       strcmp(form_edit_text(json_object_get(component, "properties"), "page"), "yes") == 0;
}

bool
form_edit_is_holder(const json_t *component)
{
	return json_is_array(json_object_get(component, "components"));
}

bool
form_edit_has_pages(const struct form_edit *edit)
{
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(edit->root, "components"), i, component)
	{
		if (form_edit_is_page(component))
			return true;
	}
	return false;
}

static bool
stands_inside(const struct form_field *field, const struct form_field *container)
{
	for (; field != NULL; field = field->parent)
		if (field == container)
			return true;
	return false;
}

static bool
reads_inside(const struct form_edit *edit, const struct feel *feel, const struct form_field *container)
{
	const char *const *names;
	size_t count = feel != NULL ? feel_reads(feel, &names) : 0;

	for (size_t i = 0; i < count; i++)
		for (const struct form_field *read = form_field_by_key(edit->form, names[i]); read != NULL;
		     read = read->parent)
			if (read == container)
				return true;
	return false;
}

/* Another field that a rule names outright: the choice above, the date beside. */
static bool
names_inside(const struct form_field *field, const struct form_field *container)
{
	const struct form_field *const named[] = { field->list_parent,
		field->not_before != NULL ? field->not_before->field : NULL,
		field->not_after != NULL ? field->not_after->field : NULL };

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		if (named[i] != NULL && stands_inside(named[i], container))
			return true;
	return false;
}

static bool
reads_any(const struct form_edit *edit, const struct form_field *field, const struct form_field *container)
{
	const struct feel *const rules[] = { field->hide, field->expression, field->required_if, field->valid_if,
		field->ineligible };

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (reads_inside(edit, rules[i], container))
			return true;
	return names_inside(field, container);
}

size_t
form_edit_readers(const struct form_edit *edit, const char *id, const struct form_field **ret_readers, size_t most)
{
	const struct form_field *asked = edit->form != NULL ? form_field_by_id(edit->form, id) : NULL;
	size_t count = 0;

	for (size_t i = 0; asked != NULL && i < edit->form->field_count && count < most; i++) {
		const struct form_field *field = &edit->form->fields[i];

		if (!stands_inside(field, asked) && reads_any(edit, field, asked))
			ret_readers[count++] = field;
	}
	return count;
}
