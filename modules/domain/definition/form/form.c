/* Fields by name, their kinds, and the answers as they come in. See form.h. */
#include "domain/definition/form/form.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

static const char *const kind_names[FORM_KIND__MAX] = {
	[FORM_KIND_NONE] = "none",
	[FORM_PERSON_NUMBER] = "person_number",
	[FORM_COMPANY_NUMBER] = "company_number",
	[FORM_PHONE] = "phone",
	[FORM_EMAIL] = "email",
	[FORM_MONEY] = "money",
	[FORM_NAME] = "name",
	[FORM_ADDRESS] = "address",
	[FORM_TAX_NUMBER] = "tax_number",
	[FORM_OLD_IDENTITY_CARD] = "old_identity_card",
	[FORM_PASSPORT] = "passport",
	[FORM_BANK_ACCOUNT] = "bank_account",
	[FORM_VEHICLE_PLATE] = "vehicle_plate",
};

bool
form_kind_by_name(const char *name, enum form_kind *ret)
{
	for (int i = 0; i < FORM_KIND__MAX; i++) {
		if (strcmp(kind_names[i], name) == 0) {
			*ret = (enum form_kind)i;
			return true;
		}
	}
	return false;
}

const char *
form_kind_name(enum form_kind kind)
{
	return kind_names[kind];
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
form_key_valid(const char *text)
{
	size_t size = 0;

	for (; text[size] != '\0'; size++)
		if (size == 64 ||
		    !(is_letter(text[size]) || is_digit(text[size]) || text[size] == '.' || text[size] == '-'))
			return false;
	return size > 0;
}

bool
form_name_valid(const char *text)
{
	return is_letter(*text) && form_key_valid(text) && strpbrk(text, ".-") == NULL;
}

const struct form_field *
form_field_by_id(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (strcmp(form->fields[i].id, id) == 0)
			return &form->fields[i];
	return NULL;
}

const char *
form_property(const struct form_field *field, const char *name)
{
	for (size_t i = 0; i < field->property_count; i++)
		if (strcmp(field->properties[i].name, name) == 0)
			return field->properties[i].value;
	return NULL;
}

bool
form_field_is_answered(const struct form_field *field)
{
	return field->type < FORM_GROUP;
}

bool
form_is_named(const struct form_field *field)
{
	return form_field_is_answered(field) || field->type == FORM_EXPRESSION;
}

bool
form_is_plural(const struct form_field *field)
{
	return field->type == FORM_CHECKLIST || field->type == FORM_FILE;
}

bool
form_is_inside(const struct form_field *field, const struct form_field *container)
{
	for (; field != NULL; field = field->parent)
		if (field == container)
			return true;
	return false;
}

/* Most keys are the definition's own text: the same pointer. */
static struct form_value *
find(const struct form_values *values, const char *key, int row)
{
	for (size_t i = 0; i < values->count; i++)
		if (values->items[i].row == row &&
		    (values->items[i].key == key || strcmp(values->items[i].key, key) == 0))
			return &values->items[i];
	return NULL;
}

const char *
form_values_get(const struct form_values *values, const char *key, int row)
{
	const struct form_value *value = find(values, key, row);

	return value == NULL ? NULL : value->text;
}

static bool
append(struct arena *arena, struct form_values *values, const char *key, int row, const char *text)
{
	if (values->count == FORM_VALUES_MAX)
		return false;
	if (values->count == values->capacity) {
		size_t capacity = values->capacity == 0 ? 32 : values->capacity * 2;
		struct form_value *items = arena_array(arena, capacity, sizeof(*items));
		if (values->count > 0)
			memcpy(items, values->items, values->count * sizeof(*items));
		values->items = items;
		values->capacity = capacity;
	}
	values->items[values->count++] = (struct form_value){ key, row, text };
	return true;
}

static void
remove_value(struct form_values *values, struct form_value *value)
{
	memmove(value, value + 1, (size_t)(values->items + values->count - (value + 1)) * sizeof(*value));
	values->count--;
}

static const char *
trimmed(struct arena *arena, const char *text)
{
	size_t size;

	text += strspn(text, " \t\r\n");
	for (size = strlen(text); size > 0 && strchr(" \t\r\n", text[size - 1]) != NULL;)
		size--;
	return arena_strndup(arena, text, size);
}

/* 1.234.567 or 1 234 567: groups of three. */
static bool
is_grouped(const char *text)
{
	size_t group = strspn(text, "0123456789"), groups = 0;

	if (group < 1 || group > 3)
		return false;
	for (text += group; *text == '.'; text += 4, groups++)
		if (strspn(text + 1, "0123456789") != 3)
			return false;
	return groups > 0 && (*text == '\0' || *text == ',');
}

const char *
form_number_canonical(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
	bool negative = *text == '-', grouped = is_grouped(text + negative) || strchr(text, ',') != NULL;
	struct decimal number;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from == ' ' || (grouped && *from == '.'))
			continue;
		*to++ = *from == ',' ? '.' : *from;
	}
	*to = '\0';
	return decimal_parse(out, strlen(out), &number) == OK ? out : text;
}

const char *
form_number_typed(struct arena *arena, const char *text)
{
	char *typed = arena_strdup(arena, text), *point = strchr(typed, '.');
	struct decimal number;

	if (point != NULL && decimal_parse(text, strlen(text), &number) == OK)
		*point = ',';
	return typed;
}

static const char *
canonical_date(struct arena *arena, const char *text)
{
	int32_t day;

	return date_parse(text, &day) == OK ? date_iso(arena, day) : text;
}

const char *
form_kind_separators(enum form_kind kind)
{
	switch (kind) {
	case FORM_PHONE:
	case FORM_PERSON_NUMBER:
	case FORM_OLD_IDENTITY_CARD:
	case FORM_PASSPORT:
	case FORM_BANK_ACCOUNT:
	case FORM_VEHICLE_PLATE: return " .-()";
	case FORM_TAX_NUMBER: return " ."; /* the hyphen stands before the number of a branch */
	default: return "";
	}
}

bool
form_kind_is_upper(enum form_kind kind)
{
	return kind == FORM_PASSPORT || kind == FORM_VEHICLE_PLATE;
}

/* Numbers that people write in groups: what stands between digits says nothing. Plates and passports are in capitals. */
static const char *
of_kind(struct arena *arena, enum form_kind kind, const char *text)
{
	const char *separators = form_kind_separators(kind);
	char *out = arena_alloc(arena, strlen(text) + 1), *to = out;

	for (; *text != '\0'; text++)
		if (strchr(separators, *text) == NULL)
			*to++ = form_kind_is_upper(kind) && *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A')
											 : *text;
	return out;
}

static const char *
canonical(struct arena *arena, const struct form_field *field, const char *text)
{
	text = trimmed(arena, text);
	switch (field->type) {
	case FORM_NUMBER: return form_number_canonical(arena, text);
	case FORM_DATE: return canonical_date(arena, text);
	case FORM_CHECKBOX:
		return strcmp(text, "true") == 0 || strcmp(text, "on") == 0 || strcmp(text, "1") == 0 ? "true" : "";
	default: break;
	}
	return field->type == FORM_TEXT && field->kind != FORM_KIND_NONE ? of_kind(arena, field->kind, text) : text;
}

/* What a box holds of an answer: a part of a date, the words by which a choice is sought, or all of it. */
enum name_part { PART_DAY, PART_MONTH, PART_YEAR, PART_SEARCH, PART_WHOLE };

/* One box of a date: the three are kept as "d/m/y" until they are a day. */
static const char *
with_part(struct arena *arena, const char *old, enum name_part part, const char *text)
{
	const char *parts[3] = { "", "", "" };
	char *copy = arena_strdup(arena, old == NULL ? "" : old);
	char *rest = copy;

	for (int i = 0; i < 3 && rest != NULL && strchr(copy, '-') == NULL; i++) {
		char *slash = strchr(rest, '/');
		parts[i] = rest;
		if (slash != NULL)
			*slash++ = '\0';
		rest = slash;
	}
	parts[part] = trimmed(arena, text);
	if (strlen(parts[part]) > 10 || strchr(parts[part], '/') != NULL)
		parts[part] = "?";
	if (*parts[0] == '\0' && *parts[1] == '\0' && *parts[2] == '\0')
		return "";
	return arena_printf(arena, "%s/%s/%s", parts[0], parts[1], parts[2]);
}

/* Splits "key", "key.ROW", "key.ROW-month"; false if it is no such name. */
static bool
split_name(struct arena *arena, const char *name, const char **ret_key, int *ret_row, enum name_part *ret_part)
{
	static const char *const parts[] = { "-day", "-month", "-year", "-search" };
	size_t size = strcspn(name, ".-");
	const char *rest = name + size;
	int row = 0;

	*ret_key = arena_strndup(arena, name, size);
	*ret_part = PART_WHOLE;
	if (*rest == '.') {
		if (!is_digit(*++rest))
			return false;
		for (; is_digit(*rest); rest++)
			if ((row = row * 10 + (*rest - '0')) >= FORM_ROWS_MAX)
				return false;
	}
	*ret_row = row;
	for (int i = 0; i < PART_WHOLE && *rest != '\0'; i++) {
		if (strcmp(rest, parts[i]) == 0) {
			*ret_part = (enum name_part)i;
			return true;
		}
	}
	return *rest == '\0';
}

static bool
has_part(const struct form_field *field, enum name_part part)
{
	return part == PART_WHOLE || (part == PART_SEARCH ? field->list_code != NULL : field->type == FORM_DATE);
}

static bool
add_plural(struct arena *arena, struct form_values *values, const struct form_field *field, int row, const char *text)
{
	if (*text == '\0')
		return true;
	for (size_t i = 0; i < values->count; i++)
		if (values->items[i].row == row && strcmp(values->items[i].key, field->key) == 0 &&
		    strcmp(values->items[i].text, text) == 0)
			return true;
	return append(arena, values, field->key, row, text);
}

bool
form_values_add(
    struct arena *arena, const struct form *form, struct form_values *values, const char *name, const char *text)
{
	enum name_part part;
	const char *key;
	int row;

	if (!split_name(arena, name, &key, &row, &part))
		return false;
	const struct form_field *field = form_field_by_key(form, key);
	if (field == NULL || !form_field_is_answered(field) || (row > 0 && field->list == NULL) ||
	    !has_part(field, part))
		return false;
	struct form_value *old = find(values, field->key, row);
	if (part == PART_SEARCH && text[strspn(text, " \t\r\n")] == '\0')
		return true; /* nothing is sought: what was chosen stays */
	if (part < PART_SEARCH)
		text = with_part(arena, old == NULL ? NULL : old->text, part, text);
	text = canonical(arena, field, text);
	if (form_is_plural(field))
		return add_plural(arena, values, field, row, text);
	if (old != NULL && *text == '\0')
		remove_value(values, old);
	else if (old != NULL)
		old->text = text;
	return old != NULL || *text == '\0' || append(arena, values, field->key, row, text);
}

bool
form_values_put(struct arena *arena, const struct form *form, struct form_values *values,
    const struct form_field *field, int row, const char *text)
{
	const char *name = field->list != NULL ? arena_printf(arena, "%s.%d", field->key, row) : field->key;
	char *rest, *choice;
	bool taken = true;

	if (field->type == FORM_NUMBER)
		text = form_number_typed(arena, text);
	if (field->type != FORM_CHECKLIST)
		return form_values_add(arena, form, values, name, text);
	rest = arena_strdup(arena, text);
	while ((choice = strsep(&rest, ",")) != NULL)
		taken = form_values_add(arena, form, values, name, choice) && taken;
	return taken;
}

bool
form_values_restore(struct arena *arena, const struct form *form, struct form_values *values, const char *field_id,
    int row, const char *text)
{
	const struct form_field *field = form_field_by_id(form, field_id);
	struct form_value *old;

	if (field == NULL || !form_field_is_answered(field))
		return false;
	while ((old = find(values, field->key, row)) != NULL)
		remove_value(values, old);
	return form_values_put(arena, form, values, field, row, text);
}

int
form_values_rows(const struct form *form, const struct form_values *values, const struct form_field *list)
{
	int rows = 0;

	for (size_t i = 0; i < values->count; i++) {
		if (values->items[i].row < rows)
			continue;
		const struct form_field *field = form_field_by_key(form, values->items[i].key);
		if (field != NULL && field->list == list)
			rows = values->items[i].row + 1;
	}
	return rows;
}
