/* Choices, a field's own or those of a shared list, and linked lists. See form.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

size_t
form_lists_needed(struct arena *arena, const struct form *form, const char *const **ret_codes)
{
	const char **codes = arena_array(arena, form->field_count + 1, sizeof(*codes));
	size_t count = 0;

	for (size_t i = 0; i < form->field_count; i++) {
		const char *code = form->fields[i].list_code;
		size_t at = 0;
		while (code != NULL && at < count && strcmp(codes[at], code) != 0)
			at++;
		if (code != NULL && at == count)
			codes[count++] = code;
	}
	*ret_codes = codes;
	return count;
}

void
form_give_lists(struct form *form, const struct form_lists *lists)
{
	for (size_t i = 0; i < form->field_count; i++) {
		struct form_field *field = &form->fields[i];
		field->shared = NULL;
		for (size_t k = 0; field->list_code != NULL && k < lists->count; k++)
			if (strcmp(lists->items[k].code, field->list_code) == 0)
				field->shared = &lists->items[k];
	}
}

size_t
form_choice_count(const struct form_field *field)
{
	return field->list_code == NULL ? field->option_count : field->shared != NULL ? field->shared->count : 0;
}

struct form_choice
form_choice_at(const struct form_field *field, size_t index)
{
	if (field->list_code != NULL)
		return field->shared->items[index];
	return (struct form_choice){ field->options[index].value, field->options[index].label, "" };
}

/* Whatever the answer above. */
const char *
form_option_label(const struct form_field *field, const char *value)
{
	for (size_t i = 0; i < form_choice_count(field); i++) {
		struct form_choice choice = form_choice_at(field, i);
		if (strcmp(choice.value, value) == 0)
			return choice.label;
	}
	return NULL;
}

bool
form_state_offers(const struct form_state *s, const struct form_field *field, int row, const struct form_choice *choice)
{
	const struct form_field *above = field->list_parent;
	const char *answer;

	if (above == NULL)
		return true;
	if (form_state_hidden(s, above, form_row_of(field, row, above)))
		return false;
	answer = form_state_text(s, above, form_row_of(field, row, above));
	return answer != NULL && strcmp(answer, choice->parent) == 0;
}

bool
form_state_chooses(const struct form_state *s, const struct form_field *field, int row, const char *value)
{
	for (size_t i = 0; i < form_choice_count(field); i++) {
		struct form_choice choice = form_choice_at(field, i);
		if (strcmp(choice.value, value) == 0 && form_state_offers(s, field, row, &choice))
			return true;
	}
	return false;
}

/* A text that is no choice: what may be meant by it below the answer above. NULL: it was not sought. */
static const struct form_search *
search_for(const struct form_state *s, const struct form_field *field, int row, const char *text)
{
	const struct form_field *above = field->list_parent;
	const char *parent = above != NULL ? form_state_text(s, above, form_row_of(field, row, above)) : NULL;

	for (size_t i = 0; i < field->shared->search_count; i++) {
		const struct form_search *search = &field->shared->searches[i];

		if (strcmp(search->text, text) == 0 &&
		    (search->parent == NULL ? above == NULL : parent != NULL && strcmp(search->parent, parent) == 0))
			return search;
	}
	return NULL;
}

const struct form_search *
form_state_search(const struct form_state *s, const struct form_field *field, int row)
{
	for (uint16_t at = form_state_first(s, field, row); field->shared != NULL && at > 0;
	     at = s->next_value[at - 1]) {
		const char *text = s->values->items[at - 1].text;
		const struct form_search *search = search_for(s, field, row, text);

		if (search != NULL && !form_state_chooses(s, field, row, text))
			return search;
	}
	return NULL;
}
