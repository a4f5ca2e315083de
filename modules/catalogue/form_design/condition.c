/* Rows of a condition into FEEL. See condition.h; the way back is in condition_read.c. */
#include "form_design/condition.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "form_design/typed.h"

const char *const condition_op_names[] = { "is", "is_not", "at_least", "at_most", "more", "less", "answered",
	"unanswered", "aged", "younger", NULL };

/* The comparison of a row's test in FEEL, and the one that is true when the test is not. */
static const struct {
	const char *holds, *fails;
} comparison[CONDITION_OP__MAX] = {
	[CONDITION_IS] = { "=", "!=" },
	[CONDITION_IS_NOT] = { "!=", "=" },
	[CONDITION_AT_LEAST] = { ">=", "<" },
	[CONDITION_AT_MOST] = { "<=", ">" },
	[CONDITION_MORE] = { ">", "<=" },
	[CONDITION_LESS] = { "<", ">=" },
	[CONDITION_AGED] = { ">=", "<" },
	[CONDITION_YOUNGER] = { "<", ">=" },
};

/* Does the test need a value? */
static bool
needs_value(enum condition_op op)
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

enum answer_class { CLASS_DAY, CLASS_NUMBER, CLASS_WORDS, CLASS_NONE };

/* What a computed value is shows only where it is compared. */
static enum answer_class
class_of(const struct form_field *field)
{
	switch (field->type) {
	case FORM_DATE: return CLASS_DAY;
	case FORM_NUMBER:
	case FORM_EXPRESSION: return CLASS_NUMBER;
	case FORM_CHECKLIST:
	case FORM_CHECKBOX: return CLASS_NONE;
	default: return CLASS_WORDS;
	}
}

bool
condition_comparable(const struct form_field *field, const struct form_field *other)
{
	return field != other && class_of(field) == class_of(other) && class_of(field) != CLASS_NONE;
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
	if (!needs_value(test->op) || field->type == FORM_CHECKBOX)
		return answered_text(arena, field, test->op != CONDITION_UNANSWERED && test->op != CONDITION_IS_NOT);
	if ((value = literal(arena, field, test)) == NULL)
		return NULL;
	if (field->type == FORM_CHECKLIST)
		return test->op == CONDITION_IS ? arena_printf(arena, "not(list contains(%s, %s))", field->key, value)
						: arena_printf(arena, "list contains(%s, %s)", field->key, value);
	return arena_printf(arena, counts_years(test->op) ? "%s = null or age(%s) %s %s" : "%s = null or %s %s %s",
	    field->key, field->key, comparison[test->op].fails, value);
}

/* --- what must hold of answers ---------------------------------------------------------------------------------------- */

static bool
is_same_test(enum condition_op op)
{
	return op == CONDITION_IS || op == CONDITION_IS_NOT;
}

/* The key of the question that it is compared with; NULL with test->error. */
static const char *
other_text(
    const struct form *form, const struct form_field *list, const struct form_field *field, struct condition_test *test)
{
	const struct form_field *other = form_field_by_key(form, test->other);

	if (other == NULL || !condition_offers(other, list) || !condition_comparable(field, other))
		test->error = "catalogue_form_design.errors.not_comparable";
	else if (counts_years(test->op))
		test->error = "catalogue_form_design.errors.years_of_other";
	else if (class_of(field) == CLASS_WORDS && !is_same_test(test->op))
		test->error = "catalogue_form_design.errors.no_order";
	return test->error != NULL ? NULL : other->key;
}

/* Only what is known to be false is wrong: more and less say nothing of no answer by themselves, "same" is told to. */
static const char *
held_comparison(
    struct arena *arena, const struct form_field *field, const struct condition_test *test, const char *value)
{
	bool other = test->other != NULL && *test->other != '\0';
	const char *op = comparison[test->op].holds;

	if (counts_years(test->op))
		return arena_printf(arena, "age(%s) %s %s", field->key, op, value);
	if (!is_same_test(test->op))
		return arena_printf(arena, "%s %s %s", field->key, op, value);
	return other
		   ? arena_printf(arena, "%s = null or %s = null or %s %s %s", field->key, value, field->key, op, value)
		   : arena_printf(arena, "%s = null or %s %s %s", field->key, field->key, op, value);
}

/* What holds where this one test does, or where it is not answered yet; NULL with test->error. */
static const char *
held_text(struct arena *arena, const struct form *form, const struct form_field *list, struct condition_test *test)
{
	const struct form_field *field = form_field_by_key(form, test->key);
	bool other = test->other != NULL && *test->other != '\0';
	const char *value;

	test->error = NULL;
	if (field == NULL || !condition_offers(field, list)) {
		test->error = "catalogue_form_design.errors.question";
		return NULL;
	}
	if (!needs_value(test->op) || field->type == FORM_CHECKBOX)
		return answered_text(arena, field, test->op == CONDITION_UNANSWERED || test->op == CONDITION_IS_NOT);
	value = other ? other_text(form, list, field, test) : literal(arena, field, test);
	if (value == NULL)
		return NULL;
	if (field->type == FORM_CHECKLIST)
		return arena_printf(arena,
		    test->op == CONDITION_IS ? "count(%s) = 0 or list contains(%s, %s)"
					     : "count(%s) = 0 or not(list contains(%s, %s))",
		    field->key, field->key, value);
	return held_comparison(arena, field, test, value);
}

/* --- all rows -------------------------------------------------------------------------------------------------------- */

/* Between two rows: that of the opposite where the text says when something is hidden. */
static const char *
between(const struct condition *condition, enum condition_sense sense)
{
	return condition->any == (sense == CONDITION_VALID) ? " or " : " and ";
}

enum err
condition_write(struct arena *arena, const struct form *form, const struct form_field *list,
    struct condition *condition, enum condition_sense sense, const char **ret_feel)
{
	bool several = condition->count > 1 && (condition->any || sense == CONDITION_VALID), wrong = false;
	const char *feel = "";

	for (size_t i = 0; i < condition->count; i++) {
		struct condition_test *test = &condition->tests[i];
		const char *text =
		    sense == CONDITION_VALID ? held_text(arena, form, list, test) : test_text(arena, form, list, test);

		wrong = wrong || text == NULL;
		if (text != NULL)
			feel = arena_printf(arena, "%s%s%s%s%s", feel, *feel != '\0' ? between(condition, sense) : "",
			    several ? "(" : "", text, several ? ")" : "");
	}
	if (wrong)
		return ERR_INVALID;
	*ret_feel = *feel != '\0' && sense == CONDITION_HOLDS ? arena_printf(arena, "not(%s)", feel) : feel;
	return OK;
}
