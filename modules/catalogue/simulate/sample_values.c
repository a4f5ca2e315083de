/* Sample answers. See sample_values.h. */
#include "simulate/sample_values.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"

/* A year before the filing, three years of full age: fits "not in the future" and "of age" alike. */
enum { PAST_DAYS = 366, ADULT_DAYS = 30 * 365, FEEDBACK_ROUNDS = 4, SHORT = 4 };

static const char *
text_answer(const struct form_field *field, const struct sample_words *words)
{
	switch (field->kind) {
	case FORM_PERSON_NUMBER: return "001090012345";
	case FORM_COMPANY_NUMBER: return "0100109106";
	case FORM_PHONE: return "0912345678";
	case FORM_EMAIL: return "nguoidan@example.vn";
	case FORM_NAME: return words->name;
	case FORM_ADDRESS: return words->address;
	case FORM_MONEY: return "1000000";
	default: return words->text;
	}
}

/* Of at least and at most so many characters as the form asks for; what has a kind has a length of its own. */
static const char *
text_fit(struct arena *arena, const struct form_field *field, const struct sample_words *words)
{
	static const char digits[] = "12345678901234567890";
	const char *text = text_answer(field, words);
	size_t size = field->min_length > SHORT ? field->min_length : SHORT;

	if (field->kind != FORM_KIND_NONE)
		return text;
	while (strlen(text) / 2 < field->min_length)
		text = arena_printf(arena, "%s, %s", text, text_answer(field, words));
	if (field->max_length == 0 || strlen(text) <= field->max_length)
		return text;
	size = size > field->max_length ? field->max_length : size;
	return arena_strndup(arena, digits, size < strlen(digits) ? size : strlen(digits));
}

static const char *
number_answer(struct arena *arena, const struct form_field *field)
{
	char text[DECIMAL_TEXT_SHORT];

	if (field->has_min) {
		(void)decimal_format(field->min, text, sizeof(text));
		return arena_strdup(arena, text);
	}
	return field->kind == FORM_MONEY ? "1000000" : "1";
}

static const char *
answer(struct arena *arena, const struct form_field *field, int64_t today, const struct sample_words *words)
{
	const char *birth = field->key != NULL ? strstr(field->key, "sinh") : NULL;

	switch (field->type) {
	case FORM_NUMBER: return number_answer(arena, field);
	case FORM_DATE:
		return date_iso(arena, (int32_t)today + (field->not_past    ? 30
							    : birth != NULL ? -ADULT_DAYS
									    : -PAST_DAYS));
	case FORM_TIME: return "09:00";
	case FORM_CHECKBOX: return field->required ? "true" : NULL;
	case FORM_CHECKLIST:
	case FORM_RADIO:
	case FORM_SELECT: return field->option_count > 0 ? field->options[0].value : NULL;
	case FORM_TEXT:
	case FORM_TEXTAREA: return text_fit(arena, field, words);
	default: return NULL;
	}
}

void
sample_values_fill(struct arena *arena, const struct form *form, const struct form_field *page, int64_t today,
    const struct sample_words *words, struct form_values *values)
{
	bool more = true;

	for (int round = 0; more && round < FEEDBACK_ROUNDS; round++) {
		more = false;
		for (size_t i = 0; i < form->field_count; i++) {
			const struct form_field *field = &form->fields[i];
			const char *text;

			if (!form_field_is_answered(field) || (page != NULL && field->page != page) ||
			    form_values_get(values, field->key, 0) != NULL ||
			    form_hidden(arena, form, values, field, 0, today) ||
			    (text = answer(arena, field, today, words)) == NULL)
				continue;
			more |= form_values_put(arena, form, values, field, 0, text);
		}
	}
}
