/* Form fields for templates. See field_view.h. */
#include "field_view.h"

#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"

static void
add_head(struct ctx *c, struct view *into, const char *name, const char *label, const char *hint, bool optional)
{
	part_field(
	    into, name, ctx_text(c, label), hint == NULL ? NULL : ctx_text(c, hint), again_error(c, name), optional);
}

void
field_add_line(struct ctx *c, struct view *into, const struct field_line *line)
{
	add_head(c, into, line->name, line->label, line->hint, line->optional);
	view_text(into, "value", again_typed(c, line->name, line->value == NULL ? "" : line->value));
	view_text(into, "type", line->type == NULL ? "text" : line->type);
	view_text(into, "width", line->width);
	view_text(into, "autocomplete", "off");
	view_text(into, "inputmode", line->inputmode);
}

static const char *
part_typed(struct ctx *c, const char *name, const char *part, const char *otherwise)
{
	return again_typed(c, arena_printf(c->arena, "%s.%s", name, part), otherwise);
}

void
field_add_date(struct ctx *c, struct view *into, const char *name, const char *label, int day, bool optional)
{
	struct civil civil = { 0 };

	if (day != DATE_ABSENT)
		civil = civil_from_days(day);
	add_head(c, into, name, label, NULL, optional);
	view_text(
	    into, "day", part_typed(c, name, "day", day == DATE_ABSENT ? "" : arena_printf(c->arena, "%d", civil.day)));
	view_text(into, "month",
	    part_typed(c, name, "month", day == DATE_ABSENT ? "" : arena_printf(c->arena, "%d", civil.month)));
	view_text(into, "year",
	    part_typed(c, name, "year", day == DATE_ABSENT ? "" : arena_printf(c->arena, "%d", civil.year)));
	view_bool(into, "birthday", false);
}

struct view *
field_add_choice(struct ctx *c, struct view *into, const char *name, const char *label, bool is_inline)
{
	add_head(c, into, name, label, NULL, false);
	view_bool(into, "inline", is_inline);
	view_text(into, "empty", NULL);
	return view_list(into, "options");
}

void
field_add_option(
    struct ctx *c, struct view *options, const char *name, const char *value, const char *label, bool otherwise)
{
	const char *typed = again_typed(c, name, NULL);
	struct view *option;
	bool first = view_count(options) == 0;

	option = view_item(options);
	view_text(option, "id", first ? name : arena_printf(c->arena, "%s-%s", name, value));
	view_text(option, "value", value);
	view_text(option, "label", label);
	view_text(option, "hint", NULL);
	view_bool(option, "selected", typed == NULL ? otherwise : strcmp(typed, value) == 0);
}

struct view *
field_item(struct view *list, const char *kind)
{
	return view_child(part_item(list), kind);
}
