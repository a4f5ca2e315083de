/* Fields of a form for the partials. See form_fields.h. */
#include "domain/site/form_fields.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/view.h"

/* `c` may be the bare context of a sample (--check), without catalogue. */
static const char *
words(const struct ctx *c, const char *key)
{
	return c->messages == NULL ? key : ctx_text(c, key);
}

static const char *
text_of(const struct view *source, const char *name)
{
	return view_as_text(view_find(source, name));
}

static bool
is(const struct view *source, const char *name)
{
	return view_as_bool(view_find(source, name));
}

/* What static/js/form.js shows and hides; NULL for what is always there. */
static void
show_live(struct view *item, const struct view *source)
{
	struct view *live;

	if (source == NULL || !(is(source, "is_conditional") || is(source, "is_expression"))) {
		view_text(item, "live", NULL);
		return;
	}
	live = view_child(item, "live");
	view_text(live, "of", text_of(source, "field"));
	view_int(live, "row", view_as_int(view_find(source, "row")));
	view_bool(live, "is_hidden", is(source, "is_hidden"));
}

/* Every kind null but the one that is given its object. `source` NULL: nothing that a condition could hide. */
static struct view *
item_of(struct view *fields, const struct view *source, const char *kind)
{
	struct view *item = part_item(fields);

	view_text(item, "more", NULL);
	view_text(item, "computed", NULL);
	view_text(item, "locked", NULL);
	show_live(item, source);
	return kind != NULL ? view_child(item, kind) : item;
}

static void
head(struct view *out, const struct view *source)
{
	part_field(out, text_of(source, "name"), text_of(source, "label"), text_of(source, "hint"),
	    text_of(source, "error"), is(source, "optional"));
	view_text(out, "id", text_of(source, "id"));
}

static void
show_line(struct view *fields, const struct view *source)
{
	struct view *out = item_of(fields, source, is(source, "is_money") ? "money" : "input");
	const char *mode = text_of(source, "inputmode");

	head(out, source);
	view_text(out, "value", text_of(source, "value"));
	view_text(out, "type", "text");
	view_text(out, "width", is(source, "is_number") ? "5" : is(source, "is_time") ? "5" : NULL);
	view_text(out, "autocomplete", text_of(source, "autocomplete"));
	view_text(out, "inputmode", mode);
}

static void
show_area(struct view *fields, const struct view *source)
{
	struct view *out = item_of(fields, source, "textarea");
	int64_t most = view_as_int(view_find(source, "max_length"));

	head(out, source);
	view_text(out, "value", text_of(source, "value"));
	view_int(out, "rows", 5);
	if (most < FORM_TEXT_MAX)
		view_int(out, "maxlength", most);
	else
		view_text(out, "maxlength", NULL);
}

static struct view *
show_options(struct ctx *c, struct view *fields, const struct view *source, const char *kind)
{
	struct view *out = item_of(fields, source, kind), *options;
	const struct view *list = view_find(source, "options");

	head(out, source);
	view_bool(out, "inline", false);
	view_text(out, "empty", words(c, "form.choose"));
	options = view_list(out, "options");
	for (const struct view *from = view_first(list); from != NULL; from = view_next(from)) {
		const char *above = text_of(from, "above");
		struct view *option = view_item(options);

		view_text(option, "id", text_of(from, "id"));
		view_text(option, "value", text_of(from, "value"));
		view_text(option, "label", text_of(from, "label"));
		view_text(option, "hint", above != NULL && *above != '\0' ? above : NULL);
		view_bool(option, "selected", is(from, "checked"));
	}
	return out;
}

static const char *
above_words(const struct ctx *c, const char *label)
{
	if (c->messages == NULL)
		return label;
	return message_format(
	    c->arena, c->messages, c->language, "form.choices_below", MESSAGE_ARGUMENTS({ "above", label }));
}

/* What became of what was typed. NULL: nothing was sought. */
static const char *
found_words(const struct ctx *c, const struct view *source)
{
	const char *sought = text_of(source, "sought");
	int64_t matches = view_as_int(view_find(source, "matches"));

	if (sought == NULL || c->messages == NULL)
		return sought;
	return message_format(c->arena, c->messages, c->language,
	    matches == 0                 ? "form.sought_nothing"
	    : is(source, "more_matches") ? "form.sought_many"
					 : "form.sought",
	    MESSAGE_ARGUMENTS({ "text", sought }, { "count", arena_printf(c->arena, "%lld", (long long)matches) }));
}

/* A list of thousands: what was chosen, what may be meant, and a box to type in; the button seeks where no script does. */
static void
show_search(struct ctx *c, struct view *fields, const struct view *source)
{
	struct view *out = show_options(c, fields, source, "choose"), *more;
	const char *id = text_of(source, "id");
	bool any = view_first(view_find(source, "options")) != NULL;

	view_bool(out, "any", any);
	view_bool(out, "several", is(source, "is_checklist"));
	view_text(out, "list", text_of(source, "list"));
	view_text(out, "above", text_of(source, "above"));
	view_text(out, "found", found_words(c, source));
	/* Sent again with the choices it brought: who chooses none of them still has them before them. */
	view_text(out, "sought", any && !is(source, "is_checklist") ? text_of(source, "sought") : NULL);
	view_text(out, "box", any ? arena_printf(c->arena, "%s-search", id) : id);
	more = item_of(fields, source, "more");
	view_text(more, "list", text_of(source, "field"));
	view_text(more, "label",
	    message_format(c->arena, c->messages, c->language, "form.seek",
		MESSAGE_ARGUMENTS({ "label", text_of(source, "label") })));
	view_text(more, "choices", NULL);
	view_text(more, "seeks", id);
}

/* A linked list, and the button that brings its choices where no script does. */
static void
show_select(struct ctx *c, struct view *fields, const struct view *source)
{
	const char *above = text_of(source, "above");
	struct view *more, *choices;

	(void)show_options(c, fields, source, "select");
	if (above == NULL)
		return;
	more = item_of(fields, source, "more");
	view_text(more, "list", text_of(source, "field"));
	view_text(more, "label", above_words(c, text_of(source, "above_label")));
	view_text(more, "seeks", NULL);
	choices = view_child(more, "choices");
	view_text(choices, "of", text_of(source, "id"));
	view_text(choices, "shared", text_of(source, "list"));
	view_text(choices, "above", above);
}

static void
show_date(struct view *fields, const struct view *source)
{
	struct view *out = item_of(fields, source, "date");
	const char *autocomplete = text_of(source, "autocomplete"), *prefill = text_of(source, "prefill");

	head(out, source);
	view_text(out, "day", text_of(source, "day"));
	view_text(out, "month", text_of(source, "month"));
	view_text(out, "year", text_of(source, "year"));
	view_bool(out, "birthday",
	    (autocomplete != NULL && strcmp(autocomplete, "bday") == 0) ||
		(prefill != NULL && strstr(prefill, ".birth_date") != NULL));
}

static void
show_checkbox(struct view *fields, const struct view *source)
{
	struct view *out = item_of(fields, source, "checkbox");

	head(out, source);
	view_text(out, "value", "true");
	view_bool(out, "selected", is(source, "checked"));
}

static void
show_text(struct view *fields, const struct view *source, const char *kind, const char *text)
{
	if (text != NULL && text[0] != '\0')
		view_text(item_of(fields, source, NULL), kind, text);
}

/* What the form works out by itself. */
static void
show_computed(struct view *fields, const struct view *source)
{
	struct view *out = item_of(fields, source, "computed");

	view_text(out, "id", text_of(source, "id"));
	view_text(out, "label", text_of(source, "label"));
	view_text(out, "value", text_of(source, "value"));
}

static void
add_part(struct ctx *c, struct view *parts, const char *name, const char *box, const char *value)
{
	struct view *part = view_item(parts);

	view_text(part, "name", box != NULL ? arena_printf(c->arena, "%s.%s", name, box) : name);
	view_text(part, "value", value);
}

/* Told by who answers for it: to be read, not asked. It goes along for the conditions of the page; the server does not believe it. */
static void
show_locked(struct ctx *c, struct view *fields, const struct view *source)
{
	static const char *const boxes[] = { "day", "month", "year" };
	struct view *out = item_of(fields, source, "locked"), *parts;
	const char *name = text_of(source, "name");

	head(out, source);
	view_text(out, "value", text_of(source, "value"));
	parts = view_list(out, "parts");
	if (!is(source, "is_date")) {
		add_part(c, parts, name, NULL, text_of(source, "value"));
		return;
	}
	view_text(out, "value",
	    arena_printf(
		c->arena, "%s/%s/%s", text_of(source, "day"), text_of(source, "month"), text_of(source, "year")));
	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++)
		add_part(c, parts, name, boxes[i], text_of(source, boxes[i]));
}

/* The rows of a list one after the other, each under its number, and the button for one more. */
static void
show_list(struct ctx *c, struct view *fields, const struct view *source)
{
	const struct view *rows = view_find(source, "rows");
	struct view *more;

	for (const struct view *row = view_first(rows); row != NULL; row = view_next(row)) {
		show_text(fields, source, "heading_text",
		    arena_printf(c->arena, "%s %lld", text_of(source, "label"),
			(long long)view_as_int(view_find(row, "number"))));
		form_fields_show(c, fields, row);
	}
	show_text(fields, source, "body_text", text_of(source, "error"));
	if (!is(source, "can_add"))
		return;
	more = item_of(fields, source, "more");
	view_text(more, "list", text_of(source, "id") + strlen("f-"));
	view_text(more, "label", words(c, "form.add_row"));
	view_text(more, "choices", NULL);
	view_text(more, "seeks", NULL);
}

/* Papers have a page of their own. */
static const char *
paper_words(const struct ctx *c, const char *label)
{
	if (c->messages == NULL)
		return label;
	return message_format(
	    c->arena, c->messages, c->language, "form.paper_on_next", MESSAGE_ARGUMENTS({ "paper", label }));
}

static void
show_one(struct ctx *c, struct view *fields, const struct view *source)
{
	if (is(source, "is_locked"))
		show_locked(c, fields, source);
	else if (is(source, "is_text") || is(source, "is_number") || is(source, "is_time"))
		show_line(fields, source);
	else if (is(source, "is_textarea"))
		show_area(fields, source);
	else if (is(source, "is_date"))
		show_date(fields, source);
	else if (is(source, "is_checkbox"))
		show_checkbox(fields, source);
	else if (is(source, "is_sought"))
		show_search(c, fields, source);
	else if (is(source, "is_checklist"))
		(void)show_options(c, fields, source, "checkboxes");
	else if (is(source, "is_radio"))
		(void)show_options(c, fields, source, "radios");
	else if (is(source, "is_select"))
		show_select(c, fields, source);
	else if (is(source, "is_expression"))
		show_computed(fields, source);
	else if (is(source, "is_list"))
		show_list(c, fields, source);
	else if (is(source, "is_note"))
		show_text(
		    fields, source, is(source, "is_heading") ? "heading_text" : "body_text", text_of(source, "text"));
	else if (is(source, "is_file"))
		show_text(fields, source, "body_text", paper_words(c, text_of(source, "label")));
	if (is(source, "is_group")) {
		show_text(fields, source, "heading_text", text_of(source, "label"));
		form_fields_show(c, fields, source);
	}
}

void
form_fields_show(struct ctx *c, struct view *fields, const struct view *page)
{
	const struct view *list = view_find(page, "fields");

	for (const struct view *field = view_first(list); field != NULL; field = view_next(field))
		show_one(c, fields, field);
}

/* "birth.day" is "birth-day" to the form, "commune.search" "commune-search": the dot there belongs to rows. */
static const char *
form_name(struct arena *arena, const char *name)
{
	static const char *const boxes[] = { "day", "month", "year", "search" };
	const char *dot = strrchr(name, '.');
	char *copy;

	for (size_t i = 0; dot != NULL && i < sizeof(boxes) / sizeof(*boxes); i++) {
		if (strcmp(dot + 1, boxes[i]) != 0)
			continue;
		copy = arena_strdup(arena, name);
		copy[dot - name] = '-';
		return copy;
	}
	return name;
}

bool
form_fields_add(struct arena *arena, const struct form *form, const struct input_pair *pair, struct form_values *values)
{
	return pair->value != NULL && form_values_add(arena, form, values, form_name(arena, pair->name), pair->value);
}

void
form_fields_read(struct arena *arena, const struct form *form, const struct input_pair *pairs, size_t count,
    struct form_values *values)
{
	for (size_t i = 0; i < count; i++)
		(void)form_fields_add(arena, form, &pairs[i], values);
}
