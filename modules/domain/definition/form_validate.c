/* The server's check of a form's answers: every rule of the definition, in document order. See form.h. */
#include <string.h>

#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "domain/definition/form_private.h"

enum { PROBLEMS_MAX = 500 };

struct review {
	struct arena *arena;
	const struct form_state *state;
	const struct form_check *check;
	struct form_problems *found;
};

/* The author's own words: properties "message.<rule>.<language>". */
static const char *
own_message(struct arena *arena, const struct form_field *field, const char *rule, const char *language)
{
	return form_property(field, arena_printf(arena, "message.%s.%s", rule, language));
}

static void
report(struct review *v, const struct form_field *field, int row, const char *rule, const char *limit)
{
	if (v->found->count == PROBLEMS_MAX)
		return;
	v->found->items[v->found->count++] = (struct form_problem){
		.field = field,
		.row = row,
		.rule = rule,
		.message = arena_printf(v->arena, "form.error.%s", rule),
		.text = own_message(v->arena, field, rule, v->check->language),
		.limit = limit,
	};
}

/* One types an answer, chooses one, ticks a box or attaches a file: the words say which. */
static void
report_missing(struct review *v, const struct form_field *field, int row)
{
	size_t at = v->found->count;

	report(v, field, row, "required", "");
	if (at == v->found->count)
		return;
	if (field->type == FORM_RADIO || field->type == FORM_SELECT || field->type == FORM_CHECKLIST)
		v->found->items[at].message = "form.error.required_choice";
	else if (field->type == FORM_CHECKBOX)
		v->found->items[at].message = "form.error.required_tick";
}

static void
check_text(struct review *v, const struct form_field *field, int row, const char *text)
{
	size_t length = utf8_length(text);
	const char *problem = form_kind_problem(field->kind, text, v->check->today);

	if (strlen(text) > FORM_TEXT_MAX)
		report(v, field, row, "max_length", arena_printf(v->arena, "%d", FORM_TEXT_MAX));
	else if (field->max_length > 0 && length > field->max_length)
		report(v, field, row, "max_length", arena_printf(v->arena, "%zu", field->max_length));
	else if (length < field->min_length)
		report(v, field, row, "min_length", arena_printf(v->arena, "%zu", field->min_length));
	else if (problem != NULL)
		report(v, field, row, problem, "");
}

static const char *
number_text(struct review *v, struct decimal number)
{
	return feel_to_text(v->arena, feel_number(number));
}

static void
check_number(struct review *v, const struct form_field *field, int row, const char *text)
{
	struct decimal number, rounded;

	if (decimal_parse(text, strlen(text), &number) != OK)
		report(v, field, row, "number", "");
	else if (form_kind_problem(field->kind, text, v->check->today) != NULL)
		report(v, field, row, form_kind_name(field->kind), "");
	else if (field->has_min && decimal_compare(number, field->min) < 0)
		report(v, field, row, "min", number_text(v, field->min));
	else if (field->has_max && decimal_compare(number, field->max) > 0)
		report(v, field, row, "max", number_text(v, field->max));
	else if (field->decimal_digits >= 0 &&
		 (decimal_round(number, field->decimal_digits, DECIMAL_HALF_EVEN, &rounded) != OK ||
		     decimal_compare(rounded, number) != 0))
		report(v, field, row, "decimal_digits", arena_printf(v->arena, "%d", field->decimal_digits));
}

static void
check_date(struct review *v, const struct form_field *field, int row, const char *text)
{
	int64_t days;

	if (feel_date_parse(text, strlen(text), &days) != OK)
		report(v, field, row, "date", "");
	else if (field->not_past && days < v->check->today)
		report(v, field, row, "not_past", "");
	else if (field->not_future && days > v->check->today)
		report(v, field, row, "not_future", "");
}

static bool
is_time(const char *text)
{
	return strlen(text) == 5 && strspn(text, "0123456789") == 2 && text[2] == ':' &&
	       strspn(text + 3, "0123456789") == 2 && strncmp(text, "24", 2) < 0 && text[3] < '6';
}

static void
check_value(struct review *v, const struct form_field *field, int row, const char *text)
{
	switch (field->type) {
	case FORM_TEXT:
	case FORM_TEXTAREA: check_text(v, field, row, text); break;
	case FORM_NUMBER: check_number(v, field, row, text); break;
	case FORM_DATE: check_date(v, field, row, text); break;
	case FORM_TIME:
		if (!is_time(text))
			report(v, field, row, "time", "");
		break;
	case FORM_CHECKLIST:
	case FORM_RADIO:
	case FORM_SELECT:
		if (form_option_label(field, text) == NULL)
			report(v, field, row, "choice", "");
		break;
	default: break;
	}
}

static void
check_field(struct review *v, const struct form_field *field, int row)
{
	const struct form_values *values = v->state->values;
	size_t before = v->found->count;
	bool given = false;

	if (form_state_hidden(v->state, field, row))
		return;
	for (size_t i = 0; i < values->count && v->found->count == before; i++) {
		if (values->items[i].row != row || strcmp(values->items[i].key, field->key) != 0)
			continue;
		given = true;
		check_value(v, field, row, values->items[i].text);
	}
	if (field->required && !given)
		report_missing(v, field, row);
}

static void check_fields(struct review *v, struct form_field *const *fields, size_t count, int row);

static void
check_list(struct review *v, const struct form_field *list)
{
	int rows = form_values_rows(v->state->form, v->state->values, list);
	size_t used = 0;

	if (form_state_hidden(v->state, list, 0))
		return;
	for (int row = 0; row < rows; row++) {
		if (!form_row_used(v->state->form, v->state->values, list, row))
			continue;
		used++;
		check_fields(v, list->children, list->child_count, row);
	}
	if (used < list->min_rows)
		report(v, list, 0, "min_rows", arena_printf(v->arena, "%zu", list->min_rows));
	if (used > list->max_rows)
		report(v, list, 0, "max_rows", arena_printf(v->arena, "%zu", list->max_rows));
}

static void
check_fields(struct review *v, struct form_field *const *fields, size_t count, int row)
{
	for (size_t i = 0; i < count; i++) {
		if (v->check->page != NULL && fields[i]->page == fields[i] &&
		    strcmp(fields[i]->id, v->check->page) != 0)
			continue;
		if (fields[i]->type == FORM_GROUP)
			check_fields(v, fields[i]->children, fields[i]->child_count, row);
		else if (fields[i]->type == FORM_LIST)
			check_list(v, fields[i]);
		else if (form_field_is_answered(fields[i]))
			check_field(v, fields[i], row);
	}
}

void
form_validate(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_check *check, struct form_problems *ret)
{
	struct review v = { .arena = arena, .check = check, .found = ret };

	*ret = (struct form_problems){ .items = arena_array(arena, PROBLEMS_MAX, sizeof(*ret->items)) };
	v.state = form_state_new(arena, form, values, check->today);
	check_fields(&v, form->top, form->top_count, 0);
}
