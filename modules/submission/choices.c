/* What a linked list offers. See choices.h. */
#include "choices.h"

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/procedure/choice_store.h"

#include "draft_store.h"

struct choices_in {
	const char *code, *draft, *list, *above;
};
static const struct field choices_fields[] = {
	FIELD(choices_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(choices_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD_NAMED(choices_in, list, "choices", FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(choices_in, above, "tren", FIELD_CODE, FROM_QUERY),
};
const struct input choices_input = INPUT(choices_in, choices_fields);

enum err
handle_choices(struct ctx *c, const void *input)
{
	const struct choices_in *in = input;
	struct view *answer = view_object(c->arena), *items = view_list(answer, "items");
	struct form_list list;
	struct draft draft;
	int64_t now;
	enum err err = draft_by_reference(c->db, c->session.account_id, in->draft, &draft);

	if (err || (err = ctx_now(c, &now)) ||
	    (err = choices_below(c->db, in->list, in->above != NULL ? in->above : "", local_from_utc(now).day, &list)))
		return err;
	for (size_t i = 0; i < list.count && i < FORM_CHOICES_MAX; i++) {
		struct view *item = view_item(items);

		view_text(item, "value", list.items[i].value);
		view_text(item, "label", list.items[i].label);
	}
	return respond_json(c, answer);
}
