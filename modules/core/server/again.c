/* Forms shown again. See again.h. */
#include "core/server/again.h"

#include <string.h>

#include "core/input/field.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"

/* The field's name for people; the bare name where the catalogue has none (it came from outside, but is a plain word). */
static const char *
label_of(struct ctx *c, const struct input_error *error)
{
	const char *key = error->rule != NULL && error->rule->label != NULL
			      ? error->rule->label
			      : arena_printf(c->arena, "field.%s", error->field);
	const char *label = ctx_text(c, key);

	return strcmp(label, key) == 0 ? error->field : label;
}

static const char *
words_of(struct ctx *c, const struct input_error *error)
{
	return message_format(
	    c->arena, c->messages, c->language, error->message, MESSAGE_ARGUMENTS({ "label", label_of(c, error) }));
}

/* The same where the field is not in view. */
static const char *
words_apart(struct ctx *c, const struct input_error *error)
{
	const char *words = words_of(c, error);

	return error->label != NULL ? arena_printf(c->arena, "%s: %s", error->label, words) : words;
}

void
again_errors(struct ctx *c, struct view *page)
{
	struct view *list = view_list(page, "errors");
	size_t count = c->errors != NULL ? c->errors->count : 0;

	view_bool(page, "has_errors", count > 0);
	for (size_t i = 0; i < count; i++) {
		const struct input_error *error = &c->errors->items[i];
		struct view *item = view_item(list);

		view_text(item, "field", error->field);
		view_text(item, "message", words_apart(c, error));
		view_text(item, "beside", words_of(c, error));
		view_url(item, "anchor", arena_printf(c->arena, "#%s", error->field));
	}
}

const char *
again_error(struct ctx *c, const char *field)
{
	for (size_t i = 0; c->errors != NULL && i < c->errors->count; i++) {
		if (strcmp(c->errors->items[i].field, field) == 0)
			return words_of(c, &c->errors->items[i]);
	}
	return NULL;
}

const char *
again_typed(const struct ctx *c, const char *field, const char *otherwise)
{
	const char *typed = input_raw_text(c->raw, field);

	return typed != NULL ? typed : otherwise;
}

enum err
again_refuse(struct ctx *c, const char *field, const char *message)
{
	return again_refuse_named(c, field, NULL, message);
}

enum err
again_refuse_named(struct ctx *c, const char *field, const char *label, const char *message)
{
	struct input_errors *errors = ARENA_NEW(c->arena, struct input_errors);
	size_t count = c->errors != NULL ? c->errors->count : 0;
	struct input_error *items = arena_array(c->arena, count + 1, sizeof(*items));

	if (count > 0)
		memcpy(items, c->errors->items, count * sizeof(*items));
	items[count] = (struct input_error){ .field = field, .message = message, .label = label };
	*errors = (struct input_errors){ items, count + 1 };
	c->errors = errors;
	return refuse(c, ERR_INVALID, message, field);
}
