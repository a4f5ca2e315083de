/* The members that shared partials read. See part.h. */
#include "core/view/part.h"

#include <stddef.h>
#include <string.h>

#include "core/view/view.h"

static const char *const kinds[] = { "input", "money", "textarea", "select", "radios", "checkboxes", "checkbox", "date",
	"file", "hidden", "choose", "heading_text", "body_text" };

struct view *
part_item(struct view *list)
{
	struct view *item = view_item(list);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		view_text(item, kinds[i], NULL);
	return item;
}

void
part_field(struct view *field, const char *name, const char *label, const char *hint, const char *error, bool optional)
{
	view_text(field, "id", name);
	view_text(field, "name", name);
	view_text(field, "label", label);
	view_text(field, "hint", hint);
	view_text(field, "error", error);
	view_bool(field, "optional", optional);
	view_bool(field, "heading", false);
}

void
part_option(struct view *options, const char *value, const char *label, const char *chosen)
{
	struct view *option = view_item(options);

	view_text(option, "value", value);
	view_text(option, "label", label);
	view_bool(option, "selected", chosen != NULL && strcmp(chosen, value) == 0);
}

void
part_row(struct view *rows, const char *key, const char *value, const char *change_url)
{
	struct view *row = view_item(rows);

	view_text(row, "key", key);
	view_text(row, "value", value);
	view_url(row, "change_url", change_url);
}
