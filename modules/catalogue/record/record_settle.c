/* Records without JSON: started, checked against their bounds, digested. See record.h. */
#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "record/record.h"
#include "record/record_private.h"

enum { TEXT_MAX = 1000, SLUG_MAX = 160 };

struct settling {
	struct arena *arena;
	bool unfinished;
	struct record_fault *fault;
};

enum err
record_refuse(struct record_fault *fault, const char *member, const char *reason)
{
	if (fault->reason == NULL)
		*fault = (struct record_fault){ member, reason };
	return ERR_INVALID;
}

bool
slug_is_valid(const char *slug)
{
	size_t size = strlen(slug);

	/* A folder's own page is its file "index". */
	return size > 0 && size <= SLUG_MAX && strcmp(slug, "index") != 0 &&
	       slug[strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0' && slug[0] != '-' &&
	       slug[size - 1] != '-' && strstr(slug, "--") == NULL;
}

static bool
has_control(const char *text, bool lines)
{
	for (; *text != '\0'; text++)
		if (((unsigned char)*text < 0x20 && !(lines && *text == '\n')) || *text == 0x7f)
			return true;
	return false;
}

enum err
record_check_text(const char *path, const struct record_field *field, const char *text, struct record_fault *fault)
{
	const int64_t most = field->max > 0 ? field->max : TEXT_MAX;

	if (has_control(text, field->kind == RECORD_LINES))
		return record_refuse(fault, path, "holds a control character");
	if ((int64_t)utf8_length(text) > most)
		return record_refuse(fault, path, "is too long");
	if ((int64_t)utf8_length(text) < field->min)
		return record_refuse(fault, path, "is empty or too short");
	if (field->kind == RECORD_CODE &&
	    text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")] != '\0')
		return record_refuse(fault, path, "is no code");
	if (field->check != NULL && !field->check(text))
		return record_refuse(fault, path, "is not written as it must be");
	return OK;
}

void
record_init_member(const struct record_field *field, void *into)
{
	switch (field->kind) {
	case RECORD_INT:
		*(int64_t *)into = field->otherwise_number != 0 ? field->otherwise_number
				   : field->optional            ? INT64_MIN
								: 0;
		break;
	case RECORD_DATE: *(int32_t *)into = INT32_MIN; break;
	case RECORD_BOOL: *(bool *)into = field->otherwise_number != 0; break;
	case RECORD_LIST: *(struct record_list *)into = (struct record_list){ NULL, 0 }; break;
	default: *(const char **)into = field->optional ? field->otherwise : ""; break;
	}
}

void
record_init(const struct record_table *table, void *into)
{
	memset(into, 0, table->size);
	for (size_t i = 0; i < table->count; i++)
		record_init_member(&table->fields[i], (char *)into + table->fields[i].offset);
}

static bool
is_choice(const char *const *choices, const char *word, size_t size)
{
	for (size_t i = 0; choices[i] != NULL; i++)
		if (strlen(choices[i]) == size && strncmp(choices[i], word, size) == 0)
			return true;
	return false;
}

static bool
are_choices(const char *const *choices, const char *words)
{
	while (*words != '\0') {
		size_t size = strcspn(words, ",");

		if (!is_choice(choices, words, size))
			return false;
		words += size + (words[size] == ',');
	}
	return true;
}

static enum err
settle_text(const struct settling *s, const char *path, const struct record_field *field, const char **text)
{
	if (*text == NULL)
		*text = field->optional ? field->otherwise : "";
	if (*text == NULL || (s->unfinished && **text == '\0'))
		return OK;
	switch (field->kind) {
	case RECORD_CHOICE:
		return is_choice(field->choices, *text, strlen(*text))
			   ? OK
			   : record_refuse(s->fault, path, "is none of the words allowed");
	case RECORD_CHOICES:
		if (**text == '\0' && field->min > 0)
			return record_refuse(s->fault, path, "is no list, or too short");
		return are_choices(field->choices, *text) ? OK : record_refuse(s->fault, path, "holds an unknown word");
	default: return record_check_text(path, field, *text, s->fault);
	}
}

static enum err settle_record(
    const struct settling *s, const char *path, const struct record_table *table, char *record);

static enum err
settle_list(const struct settling *s, const char *path, const struct record_field *field, struct record_list *list)
{
	enum err err = OK;

	if ((int64_t)list->count > field->max || (!s->unfinished && (int64_t)list->count < field->min))
		return record_refuse(s->fault, path, "has too few or too many entries");
	for (size_t i = 0; !err && i < list->count; i++)
		err = settle_record(s, arena_printf(s->arena, "%s[%zu]", path, i), field->items,
		    (char *)list->items + i * field->items->size);
	return err;
}

static enum err
settle_member(const struct settling *s, const char *path, const struct record_field *field, void *member)
{
	const int64_t number = field->kind == RECORD_INT ? *(int64_t *)member : 0;

	switch (field->kind) {
	case RECORD_INT:
		if (number == INT64_MIN && field->optional)
			return OK;
		return number >= field->min && number <= field->max
			   ? OK
			   : record_refuse(s->fault, path, "is too small or too large");
	case RECORD_BOOL: return OK;
	case RECORD_DATE:
		return *(int32_t *)member != INT32_MIN || field->optional || s->unfinished
			   ? OK
			   : record_refuse(s->fault, path, "is missing");
	case RECORD_LIST: return settle_list(s, path, field, member);
	default: return settle_text(s, path, field, member);
	}
}

static enum err
settle_record(const struct settling *s, const char *path, const struct record_table *table, char *record)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < table->count; i++) {
		const struct record_field *field = &table->fields[i];

		err = settle_member(s, *path == '\0' ? field->name : arena_printf(s->arena, "%s.%s", path, field->name),
		    field, record + field->offset);
	}
	return err;
}

enum err
record_settle(
    struct arena *arena, const struct record_table *table, void *record, bool unfinished, struct record_fault *fault)
{
	return settle_record(&(struct settling){ arena, unfinished, fault }, "", table, record);
}

static void
digest_member(struct buffer *out, const struct record_field *field, const void *member)
{
	const struct record_list *list = member;
	const char *text;

	switch (field->kind) {
	case RECORD_INT: buffer_printf(out, "%lld;", (long long)*(const int64_t *)member); break;
	case RECORD_BOOL: buffer_printf(out, "%d;", *(const bool *)member); break;
	case RECORD_DATE: buffer_printf(out, "%d;", (int)*(const int32_t *)member); break;
	case RECORD_LIST:
		buffer_printf(out, "%zu[", list->count);
		for (size_t i = 0; i < list->count; i++)
			record_digest(out, field->items, (const char *)list->items + i * field->items->size);
		break;
	default:
		text = *(const char *const *)member;
		if (text == NULL)
			buffer_text(out, "-;");
		else
			buffer_printf(out, "%zu:%s;", strlen(text), text);
	}
}

void
record_digest(struct buffer *out, const struct record_table *table, const void *record)
{
	for (size_t i = 0; i < table->count; i++)
		if (!table->fields[i].apart)
			digest_member(out, &table->fields[i], (const char *)record + table->fields[i].offset);
}
