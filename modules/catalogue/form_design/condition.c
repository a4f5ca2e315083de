/* Rows of a condition into FEEL. See condition.h; the way back is in condition_read.c. */
#include "form_design/condition.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "form_design/typed.h"

const char *const condition_op_names[] = { "is", "is_not", "at_least", "at_most", "more", "less", "answered",
	"unanswered", "aged", "younger", NULL };

/* What hides the question, against the value of the row. */
static const char *const opposite[CONDITION_OP__MAX] = { [CONDITION_IS] = "!=",
	[CONDITION_IS_NOT] = "=",
	[CONDITION_AT_LEAST] = "<",
	[CONDITION_AT_MOST] = ">",
	[CONDITION_MORE] = "<=",
	[CONDITION_LESS] = ">=",
	[CONDITION_AGED] = "<",
	[CONDITION_YOUNGER] = ">=" };

bool
condition_needs_value(enum condition_op op)
{
	return op != CONDITION_ANSWERED && op != CONDITION_UNANSWERED;
}

bool
condition_offers(const struct form_field *field, const struct form_field *list)
{
	if (field->key == NULL || field->type == FORM_LIST || field->type == FORM_FILE || field->type == FORM_TIME)
		return false;
	return field->list == NULL || field->list == list;
}

static const char *
quoted(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) * 2 + 3), *to = out;

	*to++ = '"';
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			*to++ = '\\';
		*to++ = *text;
	}
	*to++ = '"';
	*to = '\0';
	return out;
}

/* The choice that was meant: by its words, or by its value. */
static const char *
choice_value(struct arena *arena, const struct form_field *field, const char *typed)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(field->options[i].value, typed) == 0 || strcmp(field->options[i].label, typed) == 0)
			return field->options[i].value;
	for (size_t i = 0; i < field->option_count; i++)
		if (fold_equal(arena, field->options[i].label, typed))
			return field->options[i].value;
	return field->option_count == 0 && *typed != '\0' ? typed : NULL;
}

static bool
counts_years(enum condition_op op)
{
	return op == CONDITION_AGED || op == CONDITION_YOUNGER;
}

static const char *
number_literal(struct arena *arena, struct condition_test *test)
{
	const char *number = typed_number(arena, test->value);

	if (number == NULL)
		test->error = "catalogue_form_design.errors.number";
	return number;
}

static const char *
date_literal(struct arena *arena, struct condition_test *test)
{
	int32_t day;

	if (counts_years(test->op))
		return number_literal(arena, test);
	if (date_parse(test->value, &day) == OK)
		return arena_printf(arena, "@\"%s\"", date_iso(arena, day));
	test->error = "catalogue_form_design.errors.date";
	return NULL;
}

/* Words can be the same or not, but none is more than another. */
static const char *
words_literal(struct arena *arena, const struct form_field *field, struct condition_test *test)
{
	const char *value = test->value;

	if (test->op > CONDITION_IS_NOT) {
		test->error = "catalogue_form_design.errors.no_order";
		return NULL;
	}
	if (field->type == FORM_RADIO || field->type == FORM_SELECT || field->type == FORM_CHECKLIST)
		value = choice_value(arena, field, value);
	if (value == NULL)
		test->error = "catalogue_form_design.errors.choice";
	return value != NULL ? quoted(arena, value) : NULL;
}

/* The value as FEEL writes it; NULL with test->error. */
static const char *
literal(struct arena *arena, const struct form_field *field, struct condition_test *test)
{
	if (*test->value == '\0')
		test->error = "catalogue_form_design.errors.value";
	else if (field->type == FORM_DATE)
		return date_literal(arena, test);
	else if (counts_years(test->op))
		test->error = "catalogue_form_design.errors.not_birth";
	else if (field->type == FORM_NUMBER ||
		 (field->type == FORM_EXPRESSION && typed_number(arena, test->value) != NULL))
		return number_literal(arena, test);
	else
		return words_literal(arena, field, test);
	return NULL;
}

static const char *
answered_text(struct arena *arena, const struct form_field *field, bool answered)
{
	if (field->type == FORM_CHECKBOX)
		return arena_printf(arena, "%s %s true", field->key, answered ? "!=" : "=");
	if (field->type == FORM_CHECKLIST)
		return arena_printf(arena, "count(%s) %s 0", field->key, answered ? "=" : ">");
	return arena_printf(arena, "%s %s null", field->key, answered ? "=" : "!=");
}

/* What hides a question that this one test would show; NULL with test->error. */
static const char *
test_text(struct arena *arena, const struct form *form, const struct form_field *list, struct condition_test *test)
{
	const struct form_field *field = form_field_by_key(form, test->key);
	const char *value;

	test->error = NULL;
	if (field == NULL || !condition_offers(field, list)) {
		test->error = "catalogue_form_design.errors.question";
		return NULL;
	}
	if (!condition_needs_value(test->op) || field->type == FORM_CHECKBOX)
		return answered_text(arena, field, test->op != CONDITION_UNANSWERED && test->op != CONDITION_IS_NOT);
	if ((value = literal(arena, field, test)) == NULL)
		return NULL;
	if (field->type == FORM_CHECKLIST)
		return test->op == CONDITION_IS ? arena_printf(arena, "not(list contains(%s, %s))", field->key, value)
						: arena_printf(arena, "list contains(%s, %s)", field->key, value);
	return arena_printf(arena, counts_years(test->op) ? "%s = null or age(%s) %s %s" : "%s = null or %s %s %s",
	    field->key, field->key, opposite[test->op], value);
}

enum err
condition_write(struct arena *arena, const struct form *form, const struct form_field *list,
    struct condition *condition, enum condition_sense sense, const char **ret_feel)
{
	const char *feel = "";
	bool several = condition->any && condition->count > 1, wrong = false;

	for (size_t i = 0; i < condition->count; i++) {
		const char *text = test_text(arena, form, list, &condition->tests[i]);

		wrong = wrong || text == NULL;
		if (text != NULL)
			feel = arena_printf(arena, "%s%s%s%s%s", feel,
			    *feel == '\0' ? ""
			    : several     ? " and "
					  : " or ",
			    several ? "(" : "", text, several ? ")" : "");
	}
	if (wrong)
		return ERR_INVALID;
	*ret_feel = *feel != '\0' && sense == CONDITION_HOLDS ? arena_printf(arena, "not(%s)", feel) : feel;
	return OK;
}
