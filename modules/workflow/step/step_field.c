/* Fields of forms. See step_field.h. */
#include "step/step_field.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"

static struct view *
named_field(struct ctx *c, struct view *fields, const char *kind, const char *name, const char *label, const char *hint,
    bool optional)
{
	struct view *field = view_child(part_item(fields), kind);

	part_field(
	    field, name, ctx_text(c, label), hint != NULL ? ctx_text(c, hint) : NULL, again_error(c, name), optional);
	return field;
}

void
step_field_line(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    const char *value, const char *width, bool optional)
{
	struct view *field = named_field(c, fields, "input", name, label, hint, optional);

	view_text(field, "value", again_typed(c, name, value));
	view_text(field, "type", "text");
	view_text(field, "width", width);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

void
step_field_lines(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    int64_t most, const char *value)
{
	struct view *field = named_field(c, fields, "textarea", name, label, hint, false);

	view_text(field, "value", again_typed(c, name, value));
	view_int(field, "rows", 4);
	view_int(field, "maxlength", most);
}

void
step_field_date(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint, int32_t day)
{
	struct view *field = named_field(c, fields, "date", name, label, hint, false);
	const struct civil civil = day != DATE_NONE ? civil_from_days(day) : (struct civil){ 0, 0, 0 };
	const struct {
		const char *part;
		int value;
	} parts[] = { { "day", civil.day }, { "month", civil.month }, { "year", civil.year } };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		view_text(field, parts[i].part,
		    again_typed(c, arena_printf(c->arena, "%s.%s", name, parts[i].part),
			day != DATE_NONE ? arena_printf(c->arena, "%d", parts[i].value) : ""));
	view_bool(field, "birthday", false);
}

void
step_field_radios(struct ctx *c, struct view *fields, const char *name, const char *label, const char *const *choices,
    const char *key_prefix, const char *chosen)
{
	struct view *field = named_field(c, fields, "radios", name, label, NULL, false);
	const char *typed = again_typed(c, name, chosen);
	struct view *options = view_list(field, "options");

	view_bool(field, "inline", false);
	for (size_t i = 0; choices[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? name : arena_printf(c->arena, "%s-%s", name, choices[i]));
		view_text(option, "value", choices[i]);
		view_text(option, "label", ctx_text(c, arena_printf(c->arena, "%s%s", key_prefix, choices[i])));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", typed != NULL && strcmp(typed, choices[i]) == 0);
	}
}

void
step_field_check(struct ctx *c, struct view *fields, const char *name, const char *label)
{
	struct view *field = named_field(c, fields, "checkbox", name, label, NULL, false);

	view_text(field, "value", "yes");
	view_bool(field, "selected", again_typed(c, name, NULL) != NULL);
}

void
step_field_file(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    const char *accept, bool multiple, bool optional)
{
	struct view *field = named_field(c, fields, "file", name, label, hint, optional);

	view_text(field, "accept", accept);
	view_bool(field, "multiple", multiple);
}

struct view *
step_field_select(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint)
{
	struct view *field = named_field(c, fields, "select", name, label, hint, false);

	view_text(field, "empty", ctx_text(c, "workflow_process.choose"));
	return view_list(field, "options");
}
