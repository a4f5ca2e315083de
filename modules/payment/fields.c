/* Flat messages. See fields.h. */
#include "fields.h"

#include <string.h>

#include <jansson.h>

#include "core/memory/buffer.h"

enum { LINE_MOST = FIELDS_MOST * (FIELD_VALUE_MOST + 1) };

enum err
fields_add(struct fields *fields, const char *name, const char *value)
{
	if (fields->count == FIELDS_MOST || strlen(value) > FIELD_VALUE_MOST)
		return ERR_INVALID;
	for (const unsigned char *p = (const unsigned char *)value; *p != '\0'; p++)
		if (*p == '|' || *p < ' ')
			return ERR_INVALID;
	fields->items[fields->count].name = name;
	fields->items[fields->count++].value = value;
	return OK;
}

const char *
fields_get(const struct fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->count; i++)
		if (strcmp(fields->items[i].name, name) == 0)
			return fields->items[i].value;
	return "";
}

static enum err
read_members(struct arena *arena, json_t *root, struct fields *fields)
{
	const char *name;
	json_t *value;

	if (!json_is_object(root))
		return ERR_INVALID;
	json_object_foreach(root, name, value)
	{
		const char *text;

		if (json_is_string(value))
			text = arena_strdup(arena, json_string_value(value));
		else if (json_is_integer(value))
			text = arena_printf(arena, "%lld", (long long)json_integer_value(value));
		else
			continue;
		if (fields_add(fields, arena_strdup(arena, name), text))
			return ERR_INVALID;
	}
	return OK;
}

/* jansson refuses a NUL within a text by itself. */
enum err
fields_read(struct arena *arena, struct bytes json, struct fields *ret_fields)
{
	json_t *root;
	enum err err;

	ret_fields->count = 0;
	if (json.size == 0 || json.size > FIELDS_BYTES_MOST)
		return ERR_INVALID;
	root = json_loadb((const char *)json.data, json.size, JSON_REJECT_DUPLICATES, NULL);
	if (root == NULL)
		return ERR_INVALID;
	err = read_members(arena, root, ret_fields);
	json_decref(root);
	return err;
}

const char *
fields_line(struct arena *arena, const struct fields *fields, const char *const *names)
{
	struct buffer out;

	buffer_init(&out, arena, LINE_MOST);
	for (size_t i = 0; names[i] != NULL; i++) {
		if (i > 0)
			buffer_char(&out, '|');
		buffer_text(&out, fields_get(fields, names[i]));
	}
	return out.data;
}
