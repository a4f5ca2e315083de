/* JSON files of administrators into structs. See record.h; record_settle.c does what needs no JSON. */
#include "record/record.h"

#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "record/record_private.h"

enum { CHOICES_TEXT_MAX = 255 };

struct reader {
	struct arena *arena;
	struct record_fault *fault;
};

static enum err
read_text(struct reader *r, const char *path, const struct record_field *field, const json_t *value, const char **into)
{
	const char *text = json_string_value(value);

	if (text == NULL)
		return record_refuse(r->fault, path, "is no text");
	if (strlen(text) != json_string_length(value))
		return record_refuse(r->fault, path, "holds a control character");
	*into = arena_strdup(r->arena, text);
	return record_check_text(path, field, *into, r->fault);
}

static const char *
choice_of(const struct record_field *field, const json_t *value)
{
	const char *text = json_string_value(value);

	for (size_t i = 0; text != NULL && field->choices[i] != NULL; i++)
		if (strcmp(field->choices[i], text) == 0)
			return field->choices[i];
	return NULL;
}

static enum err
read_choices(
    struct reader *r, const char *path, const struct record_field *field, const json_t *value, const char **into)
{
	struct buffer joined;
	uint64_t seen = 0;

	if (!json_is_array(value) || (int64_t)json_array_size(value) < field->min)
		return record_refuse(r->fault, path, "is no list, or too short");
	buffer_init(&joined, r->arena, CHOICES_TEXT_MAX);
	for (size_t i = 0; i < json_array_size(value); i++) {
		const char *choice = choice_of(field, json_array_get(value, i));
		size_t at = 0;

		if (choice == NULL)
			return record_refuse(r->fault, path, "holds an unknown word");
		while (field->choices[at] != choice)
			at++;
		if (seen & UINT64_C(1) << at)
			return record_refuse(r->fault, path, "holds a word twice");
		seen |= UINT64_C(1) << at;
		buffer_printf(&joined, "%s%s", i > 0 ? "," : "", choice);
	}
	*into = joined.data;
	return OK;
}

static enum err read_object(
    struct reader *r, const char *path, const json_t *object, const struct record_table *table, void *into);

static enum err
read_list(
    struct reader *r, const char *path, const struct record_field *field, const json_t *value, struct record_list *into)
{
	size_t count = json_array_size(value);
	enum err err = OK;

	if (!json_is_array(value))
		return record_refuse(r->fault, path, "is no list");
	if ((int64_t)count < field->min || (int64_t)count > field->max)
		return record_refuse(r->fault, path, "has too few or too many entries");
	into->items = arena_array(r->arena, count > 0 ? count : 1, field->items->size);
	into->count = count;
	for (size_t i = 0; !err && i < count; i++)
		err = read_object(r, arena_printf(r->arena, "%s[%zu]", path, i), json_array_get(value, i), field->items,
		    (char *)into->items + i * field->items->size);
	return err;
}

static enum err
read_int(struct reader *r, const char *path, const struct record_field *field, const json_t *value, int64_t *into)
{
	if (!json_is_integer(value))
		return record_refuse(r->fault, path, "is no whole number");
	*into = json_integer_value(value);
	if (*into < field->min || *into > field->max)
		return record_refuse(r->fault, path, "is too small or too large");
	return OK;
}

static enum err
read_scalar(struct reader *r, const char *path, const struct record_field *field, const json_t *value, void *into)
{
	switch (field->kind) {
	case RECORD_BOOL:
		if (!json_is_boolean(value))
			return record_refuse(r->fault, path, "is neither true nor false");
		*(bool *)into = json_is_true(value);
		return OK;
	case RECORD_DATE:
		if (!json_is_string(value) || json_string_length(value) != 10 ||
		    date_parse(json_string_value(value), into))
			return record_refuse(r->fault, path, "is no day such as 2026-11-23");
		return OK;
	case RECORD_CHOICE:
		if ((*(const char **)into = choice_of(field, value)) == NULL)
			return record_refuse(r->fault, path, "is none of the words allowed");
		return OK;
	default: return record_refuse(r->fault, path, "is of no kind that a table can hold");
	}
}

static enum err
read_absent(struct reader *r, const char *path, const struct record_field *field, void *into)
{
	if (!field->optional)
		return record_refuse(r->fault, path, "is missing");
	record_init_member(field, into);
	return OK;
}

static enum err
read_member(struct reader *r, const char *path, const struct record_field *field, const json_t *value, void *into)
{
	if (value == NULL || json_is_null(value))
		return read_absent(r, path, field, into);
	switch (field->kind) {
	case RECORD_TEXT:
	case RECORD_LINES:
	case RECORD_CODE: return read_text(r, path, field, value, into);
	case RECORD_INT: return read_int(r, path, field, value, into);
	case RECORD_CHOICES: return read_choices(r, path, field, value, into);
	case RECORD_LIST: return read_list(r, path, field, value, into);
	default: return read_scalar(r, path, field, value, into);
	}
}

static const char *
join(struct reader *r, const char *path, const char *name)
{
	return *path == '\0' ? arena_strdup(r->arena, name) : arena_printf(r->arena, "%s.%s", path, name);
}

static enum err
refuse_unknown(struct reader *r, const char *path, const json_t *object, const struct record_table *table)
{
	for (void *it = json_object_iter((json_t *)(uintptr_t)object); it != NULL;
	     it = json_object_iter_next((json_t *)(uintptr_t)object, it)) {
		const char *name = json_object_iter_key(it);
		size_t i = 0;

		while (i < table->count && strcmp(table->fields[i].name, name) != 0)
			i++;
		if (i == table->count)
			return record_refuse(r->fault, join(r, path, name), "is unknown");
	}
	return OK;
}

static enum err
read_object(struct reader *r, const char *path, const json_t *object, const struct record_table *table, void *into)
{
	enum err err;

	if (!json_is_object(object))
		return record_refuse(r->fault, path, "is no object");
	if ((err = refuse_unknown(r, path, object, table)))
		return err;
	for (size_t i = 0; !err && i < table->count; i++)
		err = read_member(r, join(r, path, table->fields[i].name), &table->fields[i],
		    json_object_get(object, table->fields[i].name), (char *)into + table->fields[i].offset);
	return err;
}

/* jansson itself goes down 2048 levels; ours are few, and a file that is deeper is none of ours. */
static bool
is_too_deep(const char *json, size_t size)
{
	size_t depth = 0;
	bool in_text = false;

	for (size_t i = 0; i < size; i++) {
		if (in_text && json[i] == '\\') {
			i++;
		} else if (json[i] == '"') {
			in_text = !in_text;
		} else if (!in_text && (json[i] == '{' || json[i] == '[')) {
			if (++depth > RECORD_DEPTH_MAX)
				return true;
		} else if (!in_text && (json[i] == '}' || json[i] == ']') && depth > 0) {
			depth--;
		}
	}
	return false;
}

enum err
record_read(struct arena *arena, const void *json, size_t size, const struct record_table *table, void *into,
    struct record_fault *fault)
{
	if (size > RECORD_BYTES_MAX)
		return record_refuse(fault, "", "the file is too large");
	return record_read_long(arena, json, size, table, into, fault);
}

enum err
record_read_long(struct arena *arena, const void *json, size_t size, const struct record_table *table, void *into,
    struct record_fault *fault)
{
	struct reader r = { arena, fault };
	json_error_t error;
	json_t *root;
	enum err err;

	if (is_too_deep(json, size))
		return record_refuse(fault, "", "the file is nested too deeply");
	root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		return record_refuse(
		    fault, arena_printf(arena, "line %d", error.line), arena_strdup(arena, error.text));
	err = read_object(&r, "", root, table, into);
	json_decref(root);
	return err;
}
