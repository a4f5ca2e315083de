/* What follows from a set of answers: hidden fields, computed values, typed inputs. See form_private.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"
#include "domain/definition/form/form_private.h"

int
form_row_of(const struct form_field *field, int row, const struct form_field *other)
{
	return other->list != NULL && other->list == field->list ? row : 0;
}

static size_t
cell(const struct form_state *s, const struct form_field *field, int row)
{
	return s->first_cell[field->index] + (size_t)(field->list != NULL && row < s->rows[field->index] ? row : 0);
}

bool
form_state_hidden(const struct form_state *s, const struct form_field *field, int row)
{
	for (; field != NULL; field = field->parent)
		if (s->hidden[cell(s, field, row)])
			return true;
	return false;
}

uint16_t
form_state_first(const struct form_state *s, const struct form_field *field, int row)
{
	return row < s->rows[field->index] ? s->first_value[cell(s, field, row)] : 0;
}

const char *
form_state_text(const struct form_state *s, const struct form_field *field, int row)
{
	uint16_t at = form_state_first(s, field, row);

	return at > 0 ? s->values->items[at - 1].text : NULL;
}

bool
form_row_used(const struct form_state *s, const struct form_field *list, int row)
{
	return s->used[list->index] != NULL && s->used[list->index][row];
}

static struct feel_value
plural_value(const struct form_state *s, const struct form_field *field, int row)
{
	size_t count = 0, next = 0;

	for (uint16_t at = form_state_first(s, field, row); at > 0; at = s->next_value[at - 1])
		count++;
	struct feel_value *items = arena_array(s->arena, count + 1, sizeof(*items));
	for (uint16_t at = form_state_first(s, field, row); at > 0; at = s->next_value[at - 1])
		items[next++] = feel_string(s->values->items[at - 1].text);
	return (struct feel_value){ .type = FEEL_LIST, .list = { items, count } };
}

static struct feel_value
typed_value(const struct form_state *s, const struct form_field *field, int row)
{
	const char *text = form_state_text(s, field, row);
	struct decimal number;
	int64_t days;

	if (form_is_plural(field))
		return plural_value(s, field, row);
	if (field->type == FORM_CHECKBOX)
		return feel_boolean(text != NULL);
	if (text == NULL)
		return feel_null();
	if (field->type == FORM_NUMBER)
		return decimal_parse(text, strlen(text), &number) == OK ? feel_number(number) : feel_null();
	if (field->type == FORM_DATE)
		return feel_date_parse(text, strlen(text), &days) == OK ? feel_date(days) : feel_null();
	return feel_string(text);
}

struct feel_value
form_state_value(const struct form_state *s, const struct form_field *field, int row)
{
	if (form_state_hidden(s, field, row))
		return feel_null();
	return field->type == FORM_EXPRESSION ? s->computed[cell(s, field, row)] : typed_value(s, field, row);
}

/* The values of a repeated field, row by row; blank rows left out. */
static struct feel_value
column(const struct form_state *s, const struct form_field *field)
{
	int rows = s->rows[field->index];
	struct feel_value *items = arena_array(s->arena, (size_t)rows + 1, sizeof(*items));
	size_t count = 0;

	for (int row = 0; row < rows; row++)
		if (form_row_used(s, field->list, row))
			items[count++] = form_state_value(s, field, row);
	return (struct feel_value){ .type = FEEL_LIST, .list = { items, count } };
}

/* What a reader in this list and row finds under the field's name. */
static struct feel_binding
bind(const struct form_state *s, const struct form_field *field, const struct form_field *list, int row)
{
	bool repeated = field->list != NULL && field->list != list;

	return (struct feel_binding){ field->key, repeated ? column(s, field) : form_state_value(s, field, row) };
}

struct feel_value
form_state_evaluate(const struct form_state *s, const struct feel *feel, const struct form_field *field, int row)
{
	const char *const *reads;
	size_t count = feel_reads(feel, &reads);
	struct feel_binding *bindings = arena_array(s->arena, count + 1, sizeof(*bindings));
	struct feel_context context = { bindings, 0, s->today };
	/* A list's own condition stands outside its rows. */
	const struct form_field *list = field->list;

	for (size_t i = 0; i < count; i++) {
		const struct form_field *other = form_field_by_key(s->form, reads[i]);
		if (other != NULL)
			bindings[context.count++] = bind(s, other, list, row);
	}
	return feel_evaluate(s->arena, feel, &context);
}

bool
form_state_holds(const struct form_state *s, const struct feel *feel, const struct form_field *field, int row)
{
	struct feel_value value = form_state_evaluate(s, feel, field, row);

	return value.type == FEEL_BOOLEAN && value.boolean;
}

bool
form_state_bound(const struct form_state *s, const struct form_field *field, int row, const struct form_bound *bound,
    int64_t *ret_day)
{
	struct feel_value day = bound->field == NULL
				    ? feel_date(s->today)
				    : form_state_value(s, bound->field, form_row_of(field, row, bound->field));

	if (bound->offset.type != FEEL_NULL)
		day = feel_add(day, bound->offset);
	*ret_day = day.type == FEEL_DATE ? day.date : 0;
	return day.type == FEEL_DATE;
}

enum form_need
form_state_need(const struct form_state *s, const struct form_field *field, int row)
{
	enum form_need asked = field->soft ? FORM_SOFT : FORM_REQUIRED;

	if (form_state_hidden(s, field, row))
		return FORM_OPTIONAL;
	if (field->required || form_names_signer(field))
		return FORM_REQUIRED;
	if (field->required_if != NULL)
		return form_state_holds(s, field->required_if, field, row) ? asked : FORM_OPTIONAL;
	return field->soft ? FORM_SOFT : FORM_OPTIONAL;
}

/* Rows of every list, and which of them hold anything. */
static void
find_rows(struct form_state *s, const uint16_t *fields)
{
	for (size_t i = 0; i < s->form->field_count; i++)
		s->rows[i] = 1;
	for (size_t i = 0; i < s->values->count; i++) {
		if (fields[i] == 0)
			continue;
		const struct form_field *field = &s->form->fields[fields[i] - 1];
		int row = s->values->items[i].row;
		if (field->list == NULL || row < 0 || row >= FORM_ROWS_MAX)
			continue;
		bool **used = &s->used[field->list->index];
		if (*used == NULL)
			*used = arena_array(s->arena, FORM_ROWS_MAX, sizeof(**used));
		(*used)[row] = true;
		if (row >= s->rows[field->list->index])
			s->rows[field->list->index] = row + 1;
	}
	for (size_t i = 0; i < s->form->field_count; i++)
		if (s->form->fields[i].list != NULL)
			s->rows[i] = s->rows[s->form->fields[i].list->index];
}

static void
place_cells(struct form_state *s)
{
	for (size_t i = 0; i < s->form->field_count; i++) {
		s->first_cell[i] = s->cells;
		/* A list's own cell is one: its condition stands outside its rows. */
		if (s->form->fields[i].list == NULL)
			s->rows[i] = 1;
		s->cells += (size_t)s->rows[i];
	}
	s->first_value = arena_array(s->arena, s->cells + 1, sizeof(*s->first_value));
	s->hidden = arena_array(s->arena, s->cells + 1, sizeof(*s->hidden));
	s->computed = arena_array(s->arena, s->cells + 1, sizeof(*s->computed));
	for (size_t i = 0; i < s->cells; i++)
		s->computed[i] = feel_null();
}

/* Each answer at its cell. From the last to the first, so that they stand in the order given. */
static void
index_values(struct form_state *s)
{
	uint16_t *fields = arena_array(s->arena, s->values->count + 1, sizeof(*fields));

	for (size_t i = 0; i < s->values->count; i++) {
		const struct form_field *field = form_field_by_key(s->form, s->values->items[i].key);
		fields[i] = field == NULL ? 0 : (uint16_t)(field->index + 1);
	}
	find_rows(s, fields);
	place_cells(s);
	s->next_value = arena_array(s->arena, s->values->count + 1, sizeof(*s->next_value));
	for (size_t i = s->values->count; i > 0; i--) {
		const struct form_field *field = fields[i - 1] > 0 ? &s->form->fields[fields[i - 1] - 1] : NULL;
		int row = s->values->items[i - 1].row;
		if (field == NULL || row < 0 || row >= s->rows[field->index])
			continue;
		uint16_t *first = &s->first_value[cell(s, field, row)];
		s->next_value[i - 1] = *first;
		*first = (uint16_t)i;
	}
}

struct form_state *
form_state_new(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today)
{
	struct form_state *s = ARENA_NEW(arena, struct form_state);

	*s = (struct form_state){ .arena = arena, .form = form, .values = values, .today = today };
	s->first_cell = arena_array(arena, form->field_count + 1, sizeof(*s->first_cell));
	s->rows = arena_array(arena, form->field_count + 1, sizeof(*s->rows));
	s->used = arena_array(arena, form->field_count + 1, sizeof(*s->used));
	index_values(s);
	for (size_t i = 0; i < form->logic_count; i++) {
		const struct form_field *field = form->logic[i];
		for (int row = 0; row < s->rows[field->index]; row++) {
			size_t at = cell(s, field, row);
			if (field->hide != NULL)
				s->hidden[at] = form_state_holds(s, field->hide, field, row);
			if (field->expression != NULL)
				s->computed[at] = form_state_evaluate(s, field->expression, field, row);
		}
	}
	return s;
}

bool
form_hidden(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_field *field, int row, int64_t today)
{
	return form_state_hidden(form_state_new(arena, form, values, today), field, row);
}

void
form_inputs(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today,
    struct feel_context *ret)
{
	const struct form_state *s = form_state_new(arena, form, values, today);
	struct feel_binding *bindings = arena_array(arena, form->field_count + 1, sizeof(*bindings));

	*ret = (struct feel_context){ bindings, 0, today };
	for (size_t i = 0; i < form->field_count; i++)
		if (form_is_named(&form->fields[i]))
			bindings[ret->count++] = bind(s, &form->fields[i], NULL, 0);
}
