/* Answers as evidence: canonical JSON and one row per field; drafts read back; JSON Schema. See form.h. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/form/form_private.h"

enum { JOINED_MAX = 64 * 1024 };

static void
decref(void *json)
{
	json_decref(json);
}

/* Sorted and without white space: the same answers give the same bytes. */
static const char *
dump(struct arena *arena, json_t *root)
{
	char *text = json_dumps(root, JSON_COMPACT | JSON_SORT_KEYS);

	if (text == NULL) /* out of memory, or text that is no UTF-8: the caller let something through */
		return "{}";
	arena_defer(arena, free, text);
	return text;
}

static json_t *
plural_json(const struct form_state *s, const struct form_field *field, int row)
{
	struct feel_value value = form_state_value(s, field, row);
	json_t *array = json_array();

	for (size_t i = 0; i < value.list.count; i++)
		json_array_append_new(array, json_string(value.list.items[i].string));
	return array;
}

/* NULL if there is no answer. Numbers are text, so that no reader rounds them. */
static json_t *
value_json(const struct form_state *s, const struct form_field *field, int row)
{
	const char *text;

	if (form_state_hidden(s, field, row))
		return NULL;
	if (form_is_plural(field))
		return plural_json(s, field, row);
	if (field->type == FORM_CHECKBOX)
		return json_boolean(form_state_text(s, field, row) != NULL);
	if (field->type == FORM_EXPRESSION) {
		struct feel_value value = form_state_value(s, field, row);
		if (value.type == FEEL_BOOLEAN)
			return json_boolean(value.boolean);
		return value.type == FEEL_NULL ? NULL : json_string(feel_to_text(s->arena, value));
	}
	text = form_state_text(s, field, row);
	return text == NULL ? NULL : json_string(text);
}

static const char *
grouped_number(struct arena *arena, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	struct buffer out;

	buffer_init(&out, arena, FORM_TEXT_MAX);
	for (size_t i = 0; i < digits; i++) {
		if (i > 0 && (digits - i) % 3 == 0)
			buffer_char(&out, '.');
		buffer_char(&out, text[i]);
	}
	for (const char *rest = text + digits; *rest != '\0'; rest++)
		buffer_char(&out, *rest == '.' ? ',' : *rest);
	return out.data;
}

static const char *
shown_text(struct arena *arena, const struct form_field *field, const char *text)
{
	int32_t day;
	const char *label = form_option_label(field, text);

	if (label != NULL)
		return label;
	if (field->type == FORM_DATE && date_parse(text, &day) == OK)
		return date_text(arena, day);
	return field->type == FORM_NUMBER ? grouped_number(arena, text) : text;
}

static const char *
joined(struct arena *arena, const struct form_field *field, struct feel_value list, bool shown)
{
	struct buffer out;

	buffer_init(&out, arena, JOINED_MAX);
	for (size_t i = 0; i < list.list.count; i++) {
		const char *text = list.list.items[i].string;
		buffer_text(&out, i == 0 ? "" : shown ? ", " : ",");
		buffer_text(&out, shown ? shown_text(arena, field, text) : text);
	}
	return out.data;
}

const char *
form_shown(const struct form_state *s, const struct form_field *field, int row)
{
	struct feel_value value = form_state_value(s, field, row);

	if (form_is_plural(field))
		return value.type == FEEL_LIST ? joined(s->arena, field, value, true) : "";
	if (field->type == FORM_CHECKBOX)
		return value.type == FEEL_BOOLEAN && value.boolean ? "true" : "";
	if (field->type == FORM_EXPRESSION)
		return value.type == FEEL_NUMBER ? grouped_number(s->arena, feel_to_text(s->arena, value))
						 : feel_to_text(s->arena, value);
	const char *text = form_state_hidden(s, field, row) ? NULL : form_state_text(s, field, row);
	return text == NULL ? "" : shown_text(s->arena, field, text);
}

/* A checklist was kept as its choices with commas between. */
static const char *
choices_shown(struct arena *arena, const struct form_field *field, const char *value)
{
	char *rest = arena_strdup(arena, value), *choice;
	struct buffer out;

	buffer_init(&out, arena, JOINED_MAX);
	while ((choice = strsep(&rest, ",")) != NULL) {
		buffer_text(&out, out.size == 0 ? "" : ", ");
		buffer_text(&out, shown_text(arena, field, choice));
	}
	return out.data;
}

const char *
form_kept_shown(struct arena *arena, const struct form_field *field, const char *value)
{
	struct decimal number;

	if (form_is_plural(field))
		return choices_shown(arena, field, value);
	if (field->type == FORM_EXPRESSION && decimal_parse(value, strlen(value), &number) == OK)
		return grouped_number(arena, value);
	return shown_text(arena, field, value);
}

static void
add_answer(
    const struct form_state *s, struct form_frozen *frozen, const struct form_field *field, int row, int frozen_row)
{
	struct feel_value value = form_state_value(s, field, row);
	const char *text = form_is_plural(field) && value.type == FEEL_LIST ? joined(s->arena, field, value, false)
									    : feel_to_text(s->arena, value);

	if (form_field_is_answered(field) && !form_is_plural(field) && field->type != FORM_CHECKBOX)
		text = form_state_text(s, field, row);
	if (text == NULL || *text == '\0' || form_state_hidden(s, field, row))
		return;
	frozen->answers[frozen->count++] = (struct form_answer){ .field_id = field->id,
		.key = field->key,
		.row = frozen_row,
		.value = text,
		.shown = form_shown(s, field, row),
		.computed = field->type == FORM_EXPRESSION };
}

static void freeze_fields(const struct form_state *s, struct form_field *const *fields, size_t count, int row,
    int frozen_row, json_t *object, struct form_frozen *frozen);

/* Blank rows fall out: the rows that stay are numbered from 0. */
static void
freeze_list(const struct form_state *s, const struct form_field *list, json_t *object, struct form_frozen *frozen)
{
	int rows = form_values_rows(s->form, s->values, list), next = 0;
	json_t *array = json_array();

	json_object_set_new(object, list->key, array);
	for (int row = 0; row < rows; row++) {
		if (!form_row_used(s, list, row))
			continue;
		json_t *item = json_object();
		json_array_append_new(array, item);
		freeze_fields(s, list->children, list->child_count, row, next++, item, frozen);
	}
}

static void
freeze_fields(const struct form_state *s, struct form_field *const *fields, size_t count, int row, int frozen_row,
    json_t *object, struct form_frozen *frozen)
{
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = fields[i];
		if (form_state_hidden(s, field, row) || field->type == FORM_NOTE)
			continue;
		if (field->type == FORM_GROUP) {
			freeze_fields(s, field->children, field->child_count, row, frozen_row, object, frozen);
		} else if (field->type == FORM_LIST) {
			freeze_list(s, field, object, frozen);
		} else {
			json_t *value = value_json(s, field, row);
			if (value != NULL)
				json_object_set_new(object, field->key, value);
			add_answer(s, frozen, field, row, frozen_row);
		}
	}
}

void
form_freeze(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today,
    struct form_frozen *ret)
{
	struct form_state *s = form_state_new(arena, form, values, today);
	json_t *root = json_object(), *answers = json_object();

	arena_defer(arena, decref, root);
	json_object_set_new(root, "form", json_string(form->id));
	json_object_set_new(root, "answers", answers);
	*ret = (struct form_frozen){ .answers = arena_array(arena, s->cells + 1, sizeof(*ret->answers)) };
	freeze_fields(s, form->top, form->top_count, 0, 0, answers, ret);
	ret->json = dump(arena, root);
}
