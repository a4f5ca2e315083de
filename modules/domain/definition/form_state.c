/* What follows from a set of answers: hidden fields, computed values, typed inputs. See form_private.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form_private.h"

/* Conditions that depend on fields that depend on conditions ...: so many levels settle in as many rounds. */
enum { LEVELS_MAX = 8, STEPS_MAX = 20000, JSON_VALUES_MAX = 10000 };

static enum feel_type
type_of(const struct form_field *field, const struct feel_names *names)
{
	switch (field->type) {
	case FORM_NUMBER: return FEEL_NUMBER;
	case FORM_DATE: return FEEL_DATE;
	case FORM_CHECKBOX: return FEEL_BOOLEAN;
	case FORM_CHECKLIST:
	case FORM_FILE: return FEEL_LIST;
	case FORM_EXPRESSION: return field->expression != NULL ? feel_result_type(field->expression, names) : FEEL_ANY;
	default: return FEEL_STRING;
	}
}

static bool
is_named(const struct form_field *field)
{
	return form_field_is_answered(field) || field->type == FORM_EXPRESSION;
}

void
form_names_at(struct arena *arena, const struct form *form, const struct form_field *list, struct feel_names *ret)
{
	struct feel_name *names = arena_array(arena, form->field_count + 1, sizeof(*names));
	size_t count = 0;

	*ret = (struct feel_names){ .items = names };
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];
		if (!is_named(field))
			continue;
		enum feel_type type = type_of(field, ret);
		bool repeated = field->list != NULL && field->list != list;
		names[count] =
		    (struct feel_name){ field->key, repeated ? FEEL_LIST : type, repeated ? type : FEEL_ANY };
		ret->count = ++count;
	}
}

void
form_names(struct arena *arena, const struct form *form, struct feel_names *ret)
{
	form_names_at(arena, form, NULL, ret);
}

struct walk {
	const struct form *form;
	int steps;
};

/* Depth-first over "reads": a field's own expression and the conditions of it and of what encloses it. */
static bool
too_deep(struct walk *walk, const struct form_field *field, int level)
{
	const char *const *reads;

	if (level > LEVELS_MAX || ++walk->steps > STEPS_MAX)
		return true;
	for (const struct form_field *holder = field; holder != NULL; holder = holder->parent) {
		const struct feel *logic[] = { holder->hide, holder == field ? field->expression : NULL };
		for (int k = 0; k < 2; k++) {
			size_t count = logic[k] != NULL ? feel_reads(logic[k], &reads) : 0;
			for (size_t i = 0; i < count; i++) {
				const struct form_field *next = form_field_by_key(walk->form, reads[i]);
				if (next != NULL && too_deep(walk, next, level + 1))
					return true;
			}
		}
	}
	return false;
}

const struct form_field *
form_logic_cycle(const struct form *form)
{
	struct walk walk = { .form = form };

	for (size_t i = 0; i < form->field_count; i++)
		if ((form->fields[i].hide != NULL || form->fields[i].expression != NULL) &&
		    too_deep(&walk, &form->fields[i], 0))
			return &form->fields[i];
	return NULL;
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

static struct feel_value
plural_value(const struct form_state *s, const struct form_field *field, int row)
{
	struct feel_value *items = arena_array(s->arena, s->values->count + 1, sizeof(*items));
	size_t count = 0;

	for (size_t i = 0; i < s->values->count; i++)
		if (s->values->items[i].row == row && strcmp(s->values->items[i].key, field->key) == 0)
			items[count++] = feel_string(s->values->items[i].text);
	return (struct feel_value){ .type = FEEL_LIST, .list = { items, count } };
}

static struct feel_value
typed_value(const struct form_state *s, const struct form_field *field, int row)
{
	const char *text = form_values_get(s->values, field->key, row);
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
		if (form_row_used(s->form, s->values, field->list, row))
			items[count++] = form_state_value(s, field, row);
	return (struct feel_value){ .type = FEEL_LIST, .list = { items, count } };
}

/* What conditions read now: `list` and `row` say where the reader stands. */
static void
bind(struct form_state *s, const struct form_field *list, int row)
{
	s->binding_count = 0;
	for (size_t i = 0; i < s->form->field_count; i++) {
		const struct form_field *field = &s->form->fields[i];
		if (!is_named(field))
			continue;
		bool repeated = field->list != NULL && field->list != list;
		s->bindings[s->binding_count++] =
		    (struct feel_binding){ field->key, repeated ? column(s, field) : form_state_value(s, field, row) };
	}
}

static bool
same(struct feel_value a, struct feel_value b)
{
	return a.type == b.type && feel_equal(a, b);
}

/* Computes one field in one row again; true if something is not as before. */
static bool
refresh(struct form_state *s, const struct form_field *field, int row)
{
	struct feel_context context = { s->bindings, s->binding_count, s->today };
	size_t at = cell(s, field, row);
	bool changed = false;

	if (field->hide != NULL) {
		bool hidden = feel_holds(s->arena, field->hide, &context);
		changed = hidden != s->hidden[at];
		s->hidden[at] = hidden;
	}
	if (field->expression != NULL) {
		struct feel_value value = feel_evaluate(s->arena, field->expression, &context);
		changed = changed || !same(value, s->computed[at]);
		s->computed[at] = value;
	}
	return changed;
}

static bool
settle_round(struct form_state *s)
{
	const struct form_field *bound_list = NULL;
	int bound_row = -1;
	bool changed = false;

	for (size_t i = 0; i < s->form->field_count; i++) {
		const struct form_field *field = &s->form->fields[i];
		if (field->hide == NULL && field->expression == NULL)
			continue;
		for (int row = 0; row < s->rows[i]; row++) {
			if (bound_row != row || bound_list != field->list || changed)
				bind(s, field->list, row);
			bound_row = row;
			bound_list = field->list;
			changed = refresh(s, field, row) || changed;
		}
	}
	return changed;
}

struct form_state *
form_state_new(struct arena *arena, const struct form *form, const struct form_values *values, int64_t today)
{
	struct form_state *s = ARENA_NEW(arena, struct form_state);

	*s = (struct form_state){ .arena = arena, .form = form, .values = values, .today = today };
	s->first_cell = arena_array(arena, form->field_count + 1, sizeof(*s->first_cell));
	s->rows = arena_array(arena, form->field_count + 1, sizeof(*s->rows));
	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *list = form->fields[i].list;
		int rows = list == NULL ? 1 : form_values_rows(form, values, list);
		s->rows[i] = rows > 1 ? rows : 1;
		s->first_cell[i] = s->cells;
		s->cells += (size_t)s->rows[i];
	}
	s->hidden = arena_array(arena, s->cells + 1, sizeof(*s->hidden));
	s->computed = arena_array(arena, s->cells + 1, sizeof(*s->computed));
	s->bindings = arena_array(arena, form->field_count + 1, sizeof(*s->bindings));
	for (size_t i = 0; i < s->cells; i++)
		s->computed[i] = feel_null();
	for (int round = 0; round <= LEVELS_MAX && settle_round(s); round++)
		;
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
	struct form_state *s = form_state_new(arena, form, values, today);

	bind(s, NULL, 0);
	*ret = (struct feel_context){ s->bindings, s->binding_count, today };
}

/* Depth by a scan of the bytes, before a recursive reader sees the text. */
static bool
is_shallow(const char *json, size_t size)
{
	size_t depth = 0, values = 0;
	bool quoted = false;

	for (size_t i = 0; i < size; i++) {
		if (quoted && json[i] == '\\')
			i++;
		else if (json[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (json[i] == '{' || json[i] == '[')
			depth++;
		else if ((json[i] == '}' || json[i] == ']') && depth > 0)
			depth--;
		else if (json[i] == ',')
			values++;
		if (depth > FORM_DEPTH_MAX || values > JSON_VALUES_MAX)
			return false;
	}
	return true;
}

json_t *
form_json_load(const char *json, size_t size)
{
	json_error_t error;

	if (!is_shallow(json, size))
		return NULL;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	if (root != NULL && !json_is_object(root)) {
		json_decref(root);
		return NULL;
	}
	return root;
}
