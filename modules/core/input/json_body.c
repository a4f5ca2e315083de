/* JSON bodies: the same flat names and values that a form sends. See pairs.h. */
#include <inttypes.h>
#include <string.h>

#include <jansson.h>

#include "core/input/pairs.h"

enum { DEPTH_MOST = 32 };

/* A byte scan before the recursive parser: braces and brackets outside strings. */
static bool
too_deep(const char *data, size_t size)
{
	size_t depth = 0;
	bool in_string = false;

	for (size_t i = 0; i < size; i++) {
		if (in_string) {
			if (data[i] == '\\')
				i++;
			else if (data[i] == '"')
				in_string = false;
		} else if (data[i] == '"') {
			in_string = true;
		} else if (data[i] == '{' || data[i] == '[') {
			if (++depth > DEPTH_MOST)
				return true;
		} else if ((data[i] == '}' || data[i] == ']') && depth > 0) {
			depth--;
		}
	}
	return false;
}

static enum err
add_scalar(struct pairs *pairs, const char *name, const json_t *value)
{
	struct bytes bytes;

	if (json_is_string(value)) {
		bytes.size = json_string_length(value);
		bytes.data = (unsigned char *)arena_strndup(pairs->arena, json_string_value(value), bytes.size);
	} else if (json_is_integer(value)) {
		char *text = arena_printf(pairs->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));

		bytes = (struct bytes){ (unsigned char *)text, strlen(text) };
	} else if (json_is_boolean(value)) {
		bytes = (struct bytes){ (const unsigned char *)(json_is_true(value) ? "1" : "0"), 1 };
	} else {
		return ERR_INVALID;
	}
	return pairs_add(pairs, FROM_FORM, name, strlen(name), bytes, NULL);
}

static enum err
add_member(struct pairs *pairs, const char *name, const json_t *value)
{
	enum err err = OK;

	if (json_is_null(value))
		return OK;
	if (!json_is_array(value))
		return add_scalar(pairs, name, value);
	for (size_t i = 0; !err && i < json_array_size(value); i++) {
		const json_t *item = json_array_get(value, i);

		err = json_is_string(item) ? add_scalar(pairs, name, item) : ERR_INVALID;
	}
	return err;
}

static void
release(void *document)
{
	json_decref(document);
}

enum err
json_body_parse(struct pairs *pairs, const char *data, size_t size)
{
	json_error_t error;
	json_t *document;
	const char *name;
	json_t *value;
	enum err err;

	if (too_deep(data, size) || (document = json_loadb(data, size, JSON_REJECT_DUPLICATES, &error)) == NULL)
		return ERR_INVALID;
	arena_defer(pairs->arena, release, document);
	if (!json_is_object(document))
		return ERR_INVALID;
	json_object_foreach(document, name, value)
	{
		if ((err = add_member(pairs, name, value)))
			return err;
	}
	return OK;
}
