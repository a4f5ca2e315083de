/* What a shared list offers. See choice_search.h. */
#include "domain/site/choice_search.h"

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/procedure/choice_store.h"

struct choice_search_in {
	const char *list, *above, *q;
};
static const struct field search_fields[] = {
	FIELD_NAMED(choice_search_in, list, "choices", FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(choice_search_in, above, "tren", FIELD_CODE, FROM_QUERY),
	FIELD(choice_search_in, q, FIELD_TEXT, FROM_QUERY, .max = CHOICE_TYPED_MAX, .label = "form.seek_label"),
};
const struct input choice_search_input = INPUT(choice_search_in, search_fields);

static void
show(struct view *answer, const struct form_search *found)
{
	struct view *items = view_list(answer, "items");

	for (size_t i = 0; i < found->count; i++) {
		struct view *item = view_item(items);

		view_text(item, "value", found->items[i].value);
		view_text(item, "label", found->items[i].label);
		view_text(item, "above", found->items[i].above);
	}
	view_bool(answer, "more", found->more);
}

/* What the question names, ready to be shown. */
static enum err
find(struct ctx *c, const struct choice_search_in *in, struct form_search *ret)
{
	struct form_list list;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	if (in->q != NULL)
		return choices_search(c->db, c->arena, in->list, in->above, in->q, local_from_utc(now).day, ret);
	if ((err = choices_below(c->db, in->list, in->above != NULL ? in->above : "", local_from_utc(now).day, &list)))
		return err;
	*ret =
	    (struct form_search){ .items = list.items, .count = list.is_long ? 0 : list.count, .more = list.is_long };
	return OK;
}

enum err
handle_choice_search(struct ctx *c, const void *input)
{
	const struct choice_search_in *in = input;
	struct view *answer = view_object(c->arena);
	struct form_search found;
	enum err err = find(c, in, &found);

	if (!err && found.count == 0)
		err = choices_exist(c->db, in->list);
	if (err)
		return err;
	show(answer, &found);
	return (err = respond_json(c, answer)) ? err : respond_etag(c);
}
