/* Whether the answers of a dossier can go on under a newer version of its form. See form.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

struct move {
	struct arena *arena;
	const struct form *a, *b;
	const struct form_state *from, *to;
	struct form_values values; /* the answers under their names in b */
	struct form_changes *found;
	size_t capacity;
};

static void
refuse(struct move *m, const struct form_field *field, int row, const char *message, const char *from, const char *to)
{
	const char *label = field->label != NULL ? field->label : field->id;

	if (m->found->count < m->capacity)
		m->found->items[m->found->count++] =
		    (struct form_change){ field->id, label, row, message, NULL, from, to };
}

/* The same kind of answer: what was typed there can stand here. */
static bool
is_same_kind(const struct form_field *a, const struct form_field *b)
{
	bool text = a->type == FORM_TEXT || a->type == FORM_TEXTAREA;
	bool choice = a->type == FORM_RADIO || a->type == FORM_SELECT;

	return a->type == b->type || (text && (b->type == FORM_TEXT || b->type == FORM_TEXTAREA)) ||
	       (choice && (b->type == FORM_RADIO || b->type == FORM_SELECT));
}

static void
carry(struct move *m, const struct form_value *value)
{
	const struct form_field *a = form_field_by_key(m->a, value->key), *b;

	if (a == NULL || form_state_hidden(m->from, a, value->row))
		return;
	b = form_field_by_id(m->b, a->id);
	if (b == NULL || b->key == NULL) {
		refuse(m, a, value->row, "form.move.removed", value->text, "");
	} else if (!is_same_kind(a, b)) {
		refuse(m, b, value->row, "form.move.type", value->text, "");
	} else if ((a->list == NULL) != (b->list == NULL) ||
		   (a->list != NULL && strcmp(a->list->id, b->list->id) != 0)) {
		refuse(m, b, value->row, "form.move.place", value->text, "");
	} else {
		(void)form_values_put(m->arena, m->b, &m->values, b, value->row, value->text);
	}
}

/* What was declared must not vanish, and what was worked out must not come out otherwise: a fee may hang on it. */
static void
check_field(struct move *m, const struct form_field *b, int row)
{
	const struct form_field *a = form_field_by_id(m->a, b->id);
	bool was_told = a != NULL && a->key != NULL && *form_shown(m->from, a, row) != '\0';

	if (a == NULL || !form_is_named(b) || !form_is_named(a) || !was_told)
		return;
	if (form_state_hidden(m->to, b, row))
		refuse(m, b, row, "form.move.hidden", form_shown(m->from, a, row), "");
	else if (b->type == FORM_EXPRESSION && strcmp(form_shown(m->from, a, row), form_shown(m->to, b, row)) != 0)
		refuse(m, b, row, "form.move.computed", form_shown(m->from, a, row), form_shown(m->to, b, row));
}

static void
check_problems(struct move *m, const struct form_check *check)
{
	struct form_problems problems;

	form_validate(m->arena, m->b, &m->values, check, &problems);
	for (size_t i = 0; i < problems.count; i++)
		refuse(m, problems.items[i].field, problems.items[i].row, problems.items[i].message, "",
		    problems.items[i].limit);
}

bool
form_movable(struct arena *arena, const struct form *a, const struct form *b, const struct form_values *values,
    const struct form_check *check, struct form_changes *ret)
{
	struct move m = { .arena = arena, .a = a, .b = b, .found = ret };

	m.from = form_state_new(arena, a, values, check->today);
	m.capacity = values->count + 2 * (m.from->cells + b->field_count) + 500;
	*ret = (struct form_changes){ .items = arena_array(arena, m.capacity, sizeof(*ret->items)) };
	for (size_t i = 0; i < values->count; i++)
		carry(&m, &values->items[i]);
	m.to = form_state_new(arena, b, &m.values, check->today);
	for (size_t i = 0; i < b->field_count; i++)
		for (int row = 0; row < m.to->rows[i]; row++)
			check_field(&m, &b->fields[i], row);
	check_problems(&m, check);
	return ret->count == 0;
}
