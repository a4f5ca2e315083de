/* One member of a definition at a time. See form_reader.h. */
#include "domain/definition/form/form_reader.h"

#include <string.h>

#include "core/locale/word_list.h"
#include "core/memory/arena.h"

/* Where other form systems keep script: named apart, so that the author learns why. */
static const char *const script_members[] = { "customConditional", "calculateValue", "customDefaultValue", "custom",
	"customValidation", "logic", "script", "onChange", "valuesExpression", "html", "pattern", NULL };

void
form_reader_refuse(struct form_reader *r, const char *message, const char *path)
{
	if (!r->failed)
		*r->error = (struct form_error){ .message = message, .path = path, .feel = { .what = "" } };
	r->failed = true;
}

const char *
form_reader_below(struct form_reader *r, const char *path, const char *member)
{
	return *path == '\0' ? member : arena_printf(r->arena, "%s.%s", path, member);
}

const char *
form_reader_property(struct form_reader *r, const char *path, const char *name)
{
	return form_reader_below(r, form_reader_below(r, path, "properties"), name);
}

/* A name out of a hostile document, fit to be shown: quoted only if it is an identifier. */
const char *
form_reader_shown(struct form_reader *r, const char *name)
{
	return form_key_valid(name) ? arena_strdup(r->arena, name) : "?";
}

void
form_reader_check_members(
    struct form_reader *r, json_t *object, const char *path, const char *const *known, const char *const *more)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		if (word_list_find(known, name) != NULL || (more != NULL && word_list_find(more, name) != NULL))
			continue;
		form_reader_refuse(r,
		    word_list_find(script_members, name) != NULL ? "form.script" : "form.unknown_member",
		    form_reader_below(r, path, form_reader_shown(r, name)));
	}
}

/* The member's text in the arena, or NULL if it is absent; a wrong type or length is refused. */
const char *
form_reader_text(struct form_reader *r, json_t *object, const char *path, const char *name, size_t max)
{
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		return NULL;
	if (!json_is_string(value) || json_string_length(value) > max) {
		form_reader_refuse(r, "form.wrong_type", form_reader_below(r, path, name));
		return NULL;
	}
	return arena_strndup(r->arena, json_string_value(value), json_string_length(value));
}

bool
form_reader_flag(struct form_reader *r, json_t *object, const char *path, const char *name)
{
	json_t *value = json_object_get(object, name);

	if (value != NULL && !json_is_boolean(value))
		form_reader_refuse(r, "form.wrong_type", form_reader_below(r, path, name));
	return json_is_true(value);
}

size_t
form_reader_count(struct form_reader *r, json_t *object, const char *path, const char *name, size_t max)
{
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		return 0;
	if (!json_is_integer(value) || json_integer_value(value) < 0 || (uint64_t)json_integer_value(value) > max) {
		form_reader_refuse(r, "form.wrong_type", form_reader_below(r, path, name));
		return 0;
	}
	return (size_t)json_integer_value(value);
}

/* form-js writes limits of numbers as JSON numbers or as text. */
bool
form_reader_decimal(struct form_reader *r, json_t *object, const char *path, const char *name, struct decimal *ret)
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
		form_reader_refuse(r, "form.wrong_type", form_reader_below(r, path, name));
	return true;
}
