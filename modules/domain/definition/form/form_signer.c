/* Who else must sign what is filed: a fact of the form, read from the groups that name a second person. See form.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

const struct form_field *
form_signer_field(const struct form *form, const struct form_field *group, enum form_kind kind)
{
	for (size_t i = group->index + 1; i < form->field_count && form_is_inside(&form->fields[i], group); i++)
		if (form->fields[i].kind == kind && form->fields[i].type == FORM_TEXT)
			return &form->fields[i];
	return NULL;
}

bool
form_names_signer(const struct form_field *field)
{
	if (field->type != FORM_TEXT || (field->kind != FORM_NAME && field->kind != FORM_PERSON_NUMBER))
		return false;
	for (const struct form_field *holder = field->parent; holder != NULL; holder = holder->parent)
		if (holder->co_signer)
			return true;
	return false;
}

static const char *
answer(const struct form_state *s, const struct form_field *group, enum form_kind kind, int row)
{
	const struct form_field *field = form_signer_field(s->form, group, kind);
	const char *text = field == NULL || form_state_hidden(s, field, row) ? NULL : form_state_text(s, field, row);

	return text != NULL ? text : "";
}

size_t
form_co_signers(const struct form_state *s, const struct form_co_signer **ret)
{
	struct form_co_signer *list = arena_array(s->arena, s->cells + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < s->form->field_count; i++) {
		const struct form_field *group = &s->form->fields[i];
		bool is_list = group->type == FORM_LIST;
		int rows = is_list ? form_values_rows(s->form, s->values, group) : 1;
		for (int row = 0; group->co_signer && row < rows; row++) {
			if (form_state_hidden(s, group, is_list ? 0 : row) ||
			    (is_list && !form_row_used(s, group, row)))
				continue;
			list[count++] = (struct form_co_signer){
				.group = group,
				.row = row,
				.name = answer(s, group, FORM_NAME, row),
				.number = answer(s, group, FORM_PERSON_NUMBER, row),
				.phone = answer(s, group, FORM_PHONE, row),
				.email = answer(s, group, FORM_EMAIL, row),
			};
		}
	}
	*ret = list;
	return count;
}
