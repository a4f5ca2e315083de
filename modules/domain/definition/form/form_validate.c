/* The server's check of a form's answers: every rule of the definition, in document order. See form.h. */
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

enum { PROBLEMS_MAX = 500 };

struct review {
	struct arena *arena;
	const struct form_state *state;
	const struct form_check *check;
	struct form_problems *found;
	bool remarks; /* what is no mistake, instead of the mistakes */
};

/* The author's own words: properties "message.<rule>.<language>"; rules of the author's own have at least Vietnamese ones. */
static const char *
own_message(struct arena *arena, const struct form_field *field, const char *rule, const char *language)
{
	const char *text = form_property(field, arena_printf(arena, "message.%s.%s", rule, language));

	if (text == NULL && (strcmp(rule, "valid") == 0 || strcmp(rule, "ineligible") == 0))
		text = form_property(field, arena_printf(arena, "message.%s.vi", rule));
	return text;
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
check_bounds(struct review *v, const struct form_field *field, int row, int64_t day)
{
	int64_t limit;

	if (field->not_before != NULL && form_state_bound(v->state, field, row, field->not_before, &limit) &&
	    day < limit)
		report(v, field, row, "not_before", date_text(v->arena, (int32_t)limit));
	else if (field->not_after != NULL && form_state_bound(v->state, field, row, field->not_after, &limit) &&
		 day > limit)
		report(v, field, row, "not_after", date_text(v->arena, (int32_t)limit));
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
	else
		check_bounds(v, field, row, days);
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
		if (!form_state_chooses(v->state, field, row, text))
			report(v, field, row, "choice", "");
		break;
	default: break;
	}
}

/* How many boxes of a checklist are ticked. */
static void
check_chosen(struct review *v, const struct form_field *field, int row, size_t chosen)
{
	if (chosen < field->min_chosen)
		report(v, field, row, "min_chosen", arena_printf(v->arena, "%zu", field->min_chosen));
	else if (field->max_chosen > 0 && chosen > field->max_chosen)
		report(v, field, row, "max_chosen", arena_printf(v->arena, "%zu", field->max_chosen));
}

/* The author's own rule: wrong when it is false for certain. What is not known yet is asked for elsewhere. */
static void
check_rule(struct review *v, const struct form_field *field, int row)
{
	struct feel_value value;

	if (field->valid_if == NULL)
		return;
	value = form_state_evaluate(v->state, field->valid_if, field, row);
	if (value.type == FEEL_BOOLEAN && !value.boolean)
		report(v, field, row, "valid", "");
}

static void
check_field(struct review *v, const struct form_field *field, int row)
{
	const struct form_state *s = v->state;
	size_t before = v->found->count, given = 0;

	if (form_state_hidden(s, field, row))
		return;
	for (uint16_t at = form_state_first(s, field, row); at > 0 && v->found->count == before;
	     at = s->next_value[at - 1], given++)
		check_value(v, field, row, s->values->items[at - 1].text);
	if (given == 0 && form_state_need(s, field, row) == FORM_REQUIRED)
		report_missing(v, field, row);
	if (given > 0 && v->found->count == before)
		check_chosen(v, field, row, given);
	if (given > 0 && v->found->count == before)
		check_rule(v, field, row);
}

/* Nothing is wrong with it: it is asked for but may come later, or shows that the service is not for this person. */
static void
remark_field(struct review *v, const struct form_field *field, int row)
{
	const struct form_state *s = v->state;
	size_t at;

	if (form_state_hidden(s, field, row))
		return;
	if (form_field_is_answered(field) && form_state_first(s, field, row) == 0 &&
	    form_state_need(s, field, row) == FORM_SOFT)
		report(v, field, row, "soft_required", "");
	at = v->found->count;
	if (field->ineligible != NULL && form_state_holds(s, field->ineligible, field, row))
		report(v, field, row, "ineligible", "");
	if (v->found->count > at)
		v->found->items[at].stops = field->ineligible_stops;
}

/* Whoever must sign too has to be reached in one way or the other. */
static void
check_signer(struct review *v, const struct form_field *group, int row)
{
	static const enum form_kind ways[] = { FORM_EMAIL, FORM_PHONE };
	const struct form_field *first = NULL;

	for (size_t i = 0; group->co_signer && i < sizeof(ways) / sizeof(*ways); i++) {
		const struct form_field *field = form_signer_field(v->state->form, group, ways[i]);
		if (field == NULL)
			continue;
		if (form_state_text(v->state, field, row) != NULL)
			return;
		first = first != NULL ? first : field;
	}
	if (first != NULL && !form_state_hidden(v->state, first, row))
		report(v, first, row, "co_signer", "");
}

static void check_fields(struct review *v, struct form_field *const *fields, size_t count, int row);

static void
check_rows(struct review *v, const struct form_field *list, size_t used)
{
	size_t before = v->found->count;

	if (used < list->min_rows)
		report(v, list, 0, "min_rows", arena_printf(v->arena, "%zu", list->min_rows));
	if (used > list->max_rows)
		report(v, list, 0, "max_rows", arena_printf(v->arena, "%zu", list->max_rows));
	if (used > 0 && v->found->count == before)
		check_rule(v, list, 0);
}

static void
check_list(struct review *v, const struct form_field *list)
{
	int rows = form_values_rows(v->state->form, v->state->values, list);
	size_t used = 0;

	if (form_state_hidden(v->state, list, 0))
		return;
	for (int row = 0; row < rows; row++) {
		if (!form_row_used(v->state, list, row))
			continue;
		used++;
		check_fields(v, list->children, list->child_count, row);
		if (!v->remarks)
			check_signer(v, list, row);
	}
	if (!v->remarks)
		check_rows(v, list, used);
}

static bool
is_elsewhere(const struct review *v, const struct form_field *field)
{
	return v->check->page != NULL && field->page == field && strcmp(field->id, v->check->page) != 0;
}

static void
check_fields(struct review *v, struct form_field *const *fields, size_t count, int row)
{
	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = fields[i];
		if (is_elsewhere(v, field))
			continue;
		if (field->type == FORM_GROUP)
			check_fields(v, field->children, field->child_count, row);
		else if (field->type == FORM_LIST)
			check_list(v, field);
		if (v->remarks)
			remark_field(v, field, field->type == FORM_LIST ? 0 : row);
		else if (form_field_is_answered(field))
			check_field(v, field, row);
		else if (field->type == FORM_GROUP && !form_state_hidden(v->state, field, row)) {
			check_signer(v, field, row);
			check_rule(v, field, row);
		}
	}
}

static void
review(struct arena *arena, const struct form *form, const struct form_values *values, const struct form_check *check,
    bool remarks, struct form_problems *ret)
{
	struct review v = { .arena = arena, .check = check, .found = ret, .remarks = remarks };

	*ret = (struct form_problems){ .items = arena_array(arena, PROBLEMS_MAX, sizeof(*ret->items)) };
	v.state = form_state_new(arena, form, values, check->today);
	check_fields(&v, form->top, form->top_count, 0);
}

void
form_validate(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_check *check, struct form_problems *ret)
{
	review(arena, form, values, check, false, ret);
}

void
form_remarks(struct arena *arena, const struct form *form, const struct form_values *values,
    const struct form_check *check, struct form_problems *ret)
{
	review(arena, form, values, check, true, ret);
}
