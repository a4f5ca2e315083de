/* Answers as a table: which columns, in which order, how carefully they are handled. See form.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

struct columns {
	struct arena *arena;
	const struct form_list_rows *rows;
	size_t row_count;
	struct form_column *items;
	size_t count;
};

static bool
tells_of_a_person(enum form_kind kind)
{
	switch (kind) {
	case FORM_PERSON_NUMBER:
	case FORM_TAX_NUMBER:
	case FORM_OLD_IDENTITY_CARD:
	case FORM_PASSPORT:
	case FORM_BANK_ACCOUNT:
	case FORM_VEHICLE_PLATE:
	case FORM_NAME:
	case FORM_ADDRESS:
	case FORM_PHONE:
	case FORM_EMAIL: return true;
	default: return false;
	}
}

enum form_sensitivity
form_sensitivity(const struct form_field *field)
{
	const char *said = form_property(field, "sensitivity");

	if (said == NULL) { /* a line of an address is as private as the whole of it */
		bool personal =
		    tells_of_a_person(field->kind) || (field->parent != NULL && field->parent->kind == FORM_ADDRESS);
		return personal ? FORM_PERSONAL : FORM_OPEN;
	}
	if (strcmp(said, "none") == 0)
		return FORM_OPEN;
	return strcmp(said, "personal") == 0 ? FORM_PERSONAL : FORM_SENSITIVE;
}

static int
rows_of(const struct columns *c, const struct form_field *list)
{
	for (size_t i = 0; i < c->row_count; i++)
		if (strcmp(c->rows[i].list_id, list->id) == 0 && c->rows[i].rows > 0)
			return c->rows[i].rows;
	return 1;
}

static bool
has_column(const struct form_field *field)
{
	return field->type == FORM_EXPRESSION || (form_field_is_answered(field) && field->type != FORM_FILE);
}

/* Groups and lists around a question tell apart what bears one label: the province of birth, that of residence. */
static const char *
label_of(struct arena *arena, const struct form_field *field, int row)
{
	const char *label = field->label != NULL ? field->label : "";

	for (const struct form_field *around = field->parent; around != NULL && around != field->page;
	     around = around->parent) {
		const char *name = around->label != NULL ? around->label : "";

		if (around->type == FORM_LIST)
			label = arena_printf(arena, "%s %d: %s", name, row + 1, label);
		else if (*name != '\0')
			label = arena_printf(arena, "%s: %s", name, label);
	}
	return label;
}

static void
add_column(struct columns *c, size_t newer, const struct form_field *field, int row)
{
	enum form_sensitivity sensitivity = form_sensitivity(field);

	for (size_t i = 0; i < newer; i++) {
		struct form_column *same = &c->items[i];
		if (same->row != row || strcmp(same->field_id, field->id) != 0)
			continue;
		if (sensitivity > same->sensitivity)
			same->sensitivity = sensitivity;
		return;
	}
	c->items[c->count++] = (struct form_column){ field->id, row, label_of(c->arena, field, row), sensitivity };
}

/* `newer`: so many columns stand there from newer versions. */
static void
add_fields(struct columns *c, size_t newer, struct form_field *const *fields, size_t count, int row)
{
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = fields[i];
		if (field->type == FORM_GROUP)
			add_fields(c, newer, field->children, field->child_count, row);
		else if (field->type == FORM_LIST)
			for (int r = 0; r < rows_of(c, field); r++)
				add_fields(c, newer, field->children, field->child_count, r);
		else if (has_column(field))
			add_column(c, newer, field, row);
	}
}

static size_t
most_columns(const struct columns *c, const struct form *form)
{
	size_t most = 0;

	for (size_t i = 0; i < form->field_count; i++)
		most += form->fields[i].list != NULL ? (size_t)rows_of(c, form->fields[i].list) : 1;
	return most;
}

enum err
form_columns(struct arena *arena, const struct form *const *versions, size_t count, const struct form_list_rows *rows,
    size_t row_count, struct form_columns *ret)
{
	struct columns c = { .arena = arena, .rows = rows, .row_count = row_count };
	size_t most = 1;

	*ret = (struct form_columns){ 0 };
	for (size_t i = 0; i < count; i++)
		most += most_columns(&c, versions[i]);
	c.items = arena_array(arena, most, sizeof(*c.items));
	for (size_t i = 0; i < count; i++) {
		if (c.count + most_columns(&c, versions[i]) > FORM_COLUMNS_MAX + FORM_FIELDS_MAX)
			return ERR_TOO_LARGE;
		add_fields(&c, c.count, versions[i]->top, versions[i]->top_count, 0);
	}
	*ret = (struct form_columns){ c.items, c.count };
	return c.count > FORM_COLUMNS_MAX ? ERR_TOO_LARGE : OK;
}
