/* What a file says of a procedure. See said.h. */
#include "import/said.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { CHOICES_TEXT_MAX = 255, LIST_MAX = 1000 };
#define MEMBER(type, record, field)       (*(type *)(void *)((char *)(record) + (field)->offset))
#define CONST_MEMBER(type, record, field) (*(const type *)(const void *)((const char *)(record) + (field)->offset))

json_t *
said_made(json_t *value)
{
	if (value == NULL)
		abort();
	return value;
}

void
said_text(json_t *object, const char *name, const char *text)
{
	if (text != NULL && *text != '\0' && json_object_set_new(object, name, said_made(json_string(text))) != 0)
		abort();
}

bool
said_is_exchanged(const struct record_field *field)
{
	return strcmp(field->name, "versions") != 0 && strcmp(field->name, "state") != 0;
}

static const struct record_field *
field_of(const struct record_table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++)
		if (strcmp(table->fields[i].name, name) == 0)
			return &table->fields[i];
	return NULL;
}

const struct record_field *
said_field(const char *name, bool *ret_version)
{
	const struct record_field *field = field_of(&version_record_table, name);

	*ret_version = field != NULL;
	if (field == NULL)
		field = field_of(&procedure_record_table, name);
	return field != NULL && said_is_exchanged(field) ? field : NULL;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct reader {
	struct arena *arena;
	struct record_fault *fault;
};

static enum err
apply_text(struct reader *r, const char *path, const json_t *value, const char **into)
{
	const char *text = json_string_value(value), *nfc;

	if (json_is_null(value)) {
		*into = NULL;
		return OK;
	}
	if (text == NULL || strlen(text) != json_string_length(value) || utf8_nfc(r->arena, text, &nfc) != OK)
		return record_refuse(r->fault, path, "is no text");
	*into = utf8_newlines(r->arena, nfc);
	return OK;
}

static const char *
choice_of(const struct record_field *field, const char *text, size_t size)
{
	for (size_t i = 0; field->choices[i] != NULL; i++)
		if (strlen(field->choices[i]) == size && memcmp(field->choices[i], text, size) == 0)
			return field->choices[i];
	return NULL;
}

static enum err
apply_choice(
    struct reader *r, const char *path, const struct record_field *field, const json_t *value, const char **into)
{
	const char *text = json_string_value(value);

	*into = text != NULL ? choice_of(field, text, strlen(text)) : NULL;
	if (*into == NULL && !(json_is_null(value) && field->optional))
		return record_refuse(r->fault, path, "is none of the words that are known");
	return OK;
}

/* A list of words, or one text with commas between them, as a table's cell has it. */
static enum err
apply_choices(
    struct reader *r, const char *path, const struct record_field *field, const json_t *value, const char **into)
{
	struct buffer joined;
	const char *text = json_string_value(value);
	size_t count = json_is_array(value) ? json_array_size(value) : 0;

	if (text == NULL && !json_is_array(value))
		return record_refuse(r->fault, path, "is no list of words");
	buffer_init(&joined, r->arena, CHOICES_TEXT_MAX);
	for (size_t i = 0; text == NULL ? i < count : *text != '\0'; i++) {
		const char *word = text != NULL ? text : json_string_value(json_array_get(value, i));
		size_t size = word != NULL ? strcspn(word, ",") : 0;
		const char *choice = word != NULL ? choice_of(field, word, size) : NULL;

		if (choice == NULL)
			return record_refuse(r->fault, path, "names a word that is unknown");
		buffer_printf(&joined, "%s%s", joined.size > 0 ? "," : "", choice);
		if (text != NULL)
			text += size + (text[size] == ',');
	}
	if (joined.full)
		return record_refuse(r->fault, path, "is too long");
	*into = joined.data;
	return OK;
}

static enum err
apply_number(struct reader *r, const char *path, const struct record_field *field, const json_t *value, int64_t *into)
{
	if (json_is_null(value) && field->optional)
		*into = INT64_MIN;
	else if (json_is_integer(value))
		*into = json_integer_value(value);
	else
		return record_refuse(r->fault, path, "is no whole number");
	return OK;
}

static enum err
apply_day(struct reader *r, const char *path, const json_t *value, int32_t *into)
{
	*into = INT32_MIN;
	if (json_is_null(value))
		return OK;
	if (!json_is_string(value) || date_parse(json_string_value(value), into) != OK)
		return record_refuse(r->fault, path, "is no day");
	return OK;
}

static enum err apply_object(
    struct reader *r, const char *path, const struct record_table *table, const json_t *object, void *into);

static enum err
apply_list(
    struct reader *r, const char *path, const struct record_field *field, const json_t *value, struct record_list *into)
{
	size_t count = json_array_size(value);
	char *items;

	if (!json_is_array(value) || count > LIST_MAX)
		return record_refuse(r->fault, path, json_is_array(value) ? "has too many entries" : "is no list");
	items = arena_array(r->arena, count > 0 ? count : 1, field->items->size);
	for (size_t i = 0; i < count; i++) {
		void *item = items + i * field->items->size;
		enum err err;

		record_init(field->items, item);
		err = apply_object(
		    r, arena_printf(r->arena, "%s[%zu]", path, i), field->items, json_array_get(value, i), item);
		if (err)
			return err;
	}
	*into = (struct record_list){ items, count };
	return OK;
}

static enum err
apply_member(struct reader *r, const char *path, const struct record_field *field, const json_t *value, void *into)
{
	switch (field->kind) {
	case RECORD_TEXT:
	case RECORD_LINES:
	case RECORD_CODE: return apply_text(r, path, value, &MEMBER(const char *, into, field));
	case RECORD_CHOICE: return apply_choice(r, path, field, value, &MEMBER(const char *, into, field));
	case RECORD_CHOICES: return apply_choices(r, path, field, value, &MEMBER(const char *, into, field));
	case RECORD_INT: return apply_number(r, path, field, value, &MEMBER(int64_t, into, field));
	case RECORD_DATE: return apply_day(r, path, value, &MEMBER(int32_t, into, field));
	case RECORD_LIST: return apply_list(r, path, field, value, &MEMBER(struct record_list, into, field));
	case RECORD_BOOL:
		if (!json_is_boolean(value))
			return record_refuse(r->fault, path, "is neither true nor false");
		MEMBER(bool, into, field) = json_is_true(value);
		return OK;
	}
	return record_refuse(r->fault, path, "is unknown");
}

static enum err
apply_object(struct reader *r, const char *path, const struct record_table *table, const json_t *object, void *into)
{
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		return record_refuse(r->fault, path, "is no object");
	json_object_foreach((json_t *)object, name, value)
	{
		const struct record_field *field = field_of(table, name);
		const char *member = arena_printf(r->arena, "%s.%s", path, name);
		enum err err = field != NULL ? apply_member(r, member, field, value, into)
					     : record_refuse(r->fault, member, "is unknown");

		if (err)
			return err;
	}
	return OK;
}

enum err
said_apply(struct arena *arena, const json_t *said, struct procedure_record *procedure, struct version_record *version,
    struct record_fault *fault)
{
	struct reader r = { arena, fault };
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)said, name, value)
	{
		bool of_version;
		const struct record_field *field = said_field(name, &of_version);
		const char *path = arena_strdup(arena, name);
		enum err err = field == NULL ? record_refuse(fault, path, "is unknown")
					     : apply_member(&r, path, field, value,
						   of_version ? (void *)version : (void *)procedure);

		if (err)
			return err;
	}
	return OK;
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

static void
set_new(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, said_made(value)) != 0)
		abort();
}

static json_t *
words_told(const char *text)
{
	json_t *list = said_made(json_array());

	while (*text != '\0') {
		size_t size = strcspn(text, ",");

		if (json_array_append_new(list, said_made(json_stringn(text, size))) != 0)
			abort();
		text += size + (text[size] == ',');
	}
	return list;
}

static json_t *
list_told(struct arena *arena, const struct record_field *field, const struct record_list *list)
{
	json_t *array = said_made(json_array());

	for (size_t i = 0; i < list->count; i++) {
		const void *item = (const char *)list->items + i * field->items->size;

		if (json_array_append_new(array, said_tell_record(arena, field->items, item)) != 0)
			abort();
	}
	return array;
}

static void
tell_member(struct arena *arena, const struct record_field *field, const void *record, json_t *into)
{
	switch (field->kind) {
	case RECORD_TEXT:
	case RECORD_LINES:
	case RECORD_CODE:
	case RECORD_CHOICE: said_text(into, field->name, CONST_MEMBER(char *, record, field)); break;
	case RECORD_CHOICES:
		if (CONST_MEMBER(char *, record, field) != NULL)
			set_new(into, field->name, words_told(CONST_MEMBER(char *, record, field)));
		break;
	case RECORD_INT:
		if (CONST_MEMBER(int64_t, record, field) != INT64_MIN)
			set_new(into, field->name, json_integer(CONST_MEMBER(int64_t, record, field)));
		break;
	case RECORD_BOOL: set_new(into, field->name, json_boolean(CONST_MEMBER(bool, record, field))); break;
	case RECORD_DATE:
		if (CONST_MEMBER(int32_t, record, field) != INT32_MIN)
			said_text(into, field->name, date_iso(arena, CONST_MEMBER(int32_t, record, field)));
		break;
	case RECORD_LIST:
		set_new(into, field->name, list_told(arena, field, &CONST_MEMBER(struct record_list, record, field)));
		break;
	}
}

json_t *
said_tell_record(struct arena *arena, const struct record_table *table, const void *record)
{
	json_t *object = said_made(json_object());

	for (size_t i = 0; i < table->count; i++)
		if (said_is_exchanged(&table->fields[i]))
			tell_member(arena, &table->fields[i], record, object);
	return object;
}

json_t *
said_tell(struct arena *arena, const struct procedure_record *procedure, const struct version_record *version)
{
	json_t *object = said_tell_record(arena, &procedure_record_table, procedure);
	json_t *more = said_tell_record(arena, &version_record_table, version);

	if (json_object_update(object, more) != 0)
		abort();
	json_decref(more);
	return object;
}
