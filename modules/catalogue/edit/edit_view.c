/* Fields, rows and errors of a section. See edit_view.h. */
#include "edit/edit_view.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "edit/edit_values.h"
#include "publish/edition.h"
#include "record/record.h"

enum { WORDS_MAX = 2000, ROWS_OF_LINES = 6, ROWS_OF_NAME = 2, LONG_TEXT = 5000 };

/* All that the filling of one form needs. */
struct filling {
	struct arena *arena;
	const struct edition *edition;
	const struct edit_choices *choices;
	struct view *errors;
};

/* What the record's tables name is worded with them; the editor's own tables here. */
static const char *
words_file(const struct edit_part *part)
{
	return part->base == BASE_CLOCK || part->base == BASE_DEFINITIONS ? "catalogue_edit" : "catalogue_version";
}

const char *
edit_label(struct arena *arena, const struct edition *edition, const struct edit_part *part, const char *member)
{
	return edition_text(edition, arena_printf(arena, "%s.m.%s.%s", words_file(part), part->table->name, member));
}

const char *
edit_choice_name(const struct edit_choices *choices, const char *value)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->items[i].value, value) == 0)
			return choices->items[i].name;
	return NULL;
}

static const char *
word(struct arena *arena, const struct edition *edition, const struct edit_part *part, const char *member,
    const char *name)
{
	return edition_text(
	    edition, arena_printf(arena, "%s.w.%s.%s.%s", words_file(part), part->table->name, member, name));
}

const char *
edit_spoken(struct arena *arena, const struct edition *edition, const struct edit_part *part,
    const struct edit_field *field, const char *text, const struct edit_choices choices[SOURCE__MAX])
{
	const struct record_field *member = edit_member(part, field);
	const char *name = field->source != SOURCE_NONE ? edit_choice_name(&choices[field->source], text) : NULL;
	struct buffer out;

	if (*text == '\0' && member->kind != RECORD_BOOL)
		return NULL;
	if (name != NULL)
		return name;
	if (member->kind == RECORD_BOOL)
		return edition_text(edition, *text != '\0' ? "catalogue_edit.yes" : "catalogue_edit.no");
	if (member->choices == NULL)
		return text;
	buffer_init(&out, arena, WORDS_MAX);
	for (size_t size; *text != '\0'; text += size + (text[size] == ',')) {
		size = strcspn(text, ",");
		buffer_printf(&out, "%s%s", out.size > 0 ? ", " : "",
		    word(arena, edition, part, field->member, arena_strndup(arena, text, size)));
	}
	return out.data;
}

static bool
holds(const char *words, const char *name)
{
	size_t size = strlen(name);

	for (size_t length; *words != '\0'; words += length + (words[length] == ',')) {
		length = strcspn(words, ",");
		if (length == size && strncmp(words, name, size) == 0)
			return true;
	}
	return false;
}

static void
add_line(const struct filling *f, struct view *into, const struct edit_field *field, const char *text)
{
	view_text(into, "value", text);
	view_text(into, "type", "text");
	view_text(into, "width", field->width);
	view_text(into, "autocomplete", "off");
	view_text(into, "inputmode", field->control == CONTROL_NUMBER ? "numeric" : NULL);
	if (field->control == CONTROL_PICK)
		view_text(into, "said", edit_choice_name(&f->choices[field->source], text));
}

static void
add_lines(struct view *into, const struct record_field *member, const char *text)
{
	view_text(into, "value", text);
	view_int(into, "rows", member->kind == RECORD_LINES && member->max > LONG_TEXT ? ROWS_OF_LINES : ROWS_OF_NAME);
	view_text(into, "maxlength", NULL);
}

/* Choices that the record's table names: each an input of its own, the first with the field's id. */
static void
add_options(const struct filling *f, struct view *into, const struct edit_part *part, const struct edit_field *field,
    const char *name, const char *text)
{
	const char *const *choices = edit_member(part, field)->choices;
	struct view *options = view_list(into, "options");

	view_bool(into, "inline", true);
	for (size_t i = 0; choices[i] != NULL; i++) {
		struct view *option = view_item(options);

		view_text(option, "id", i == 0 ? name : arena_printf(f->arena, "%s-%s", name, choices[i]));
		view_text(option, "value", choices[i]);
		view_text(option, "label", word(f->arena, f->edition, part, field->member, choices[i]));
		view_text(option, "hint", NULL);
		view_bool(option, "selected", holds(text, choices[i]));
	}
}

static void
add_select(const struct filling *f, struct view *into, const struct edit_part *part, const struct edit_field *field,
    const char *text)
{
	const char *const *names = edit_member(part, field)->choices;
	const struct edit_choices *choices = &f->choices[field->source];
	struct view *options = view_list(into, "options");

	view_text(into, "empty", names == NULL ? edition_text(f->edition, "catalogue_edit.none") : NULL);
	for (size_t i = 0; names != NULL && names[i] != NULL; i++)
		part_option(options, names[i], word(f->arena, f->edition, part, field->member, names[i]), text);
	for (size_t i = 0; names == NULL && i < choices->count; i++) {
		const struct edit_choice *choice = &choices->items[i];

		part_option(options, choice->value,
		    choice->version_no == 0 ? choice->name
					    : arena_printf(f->arena, "%s – %s %lld", choice->name,
						  edition_text(f->edition, "catalogue_edit.definition_version"),
						  (long long)choice->version_no),
		    text);
	}
}

static const char *
control_kind(enum edit_control control)
{
	static const char *const kinds[] = { [CONTROL_LINE] = "input",
		[CONTROL_LINES] = "textarea",
		[CONTROL_NUMBER] = "input",
		[CONTROL_MONEY] = "money",
		[CONTROL_DATE] = "input",
		[CONTROL_TICK] = "checkbox",
		[CONTROL_TICKS] = "checkboxes",
		[CONTROL_RADIOS] = "radios",
		[CONTROL_SELECT] = "select",
		[CONTROL_PICK] = "pick" };

	return kinds[control];
}

static void
add_control(const struct filling *f, struct view *into, const struct edit_part *part, const struct edit_field *field,
    const char *name, const char *text)
{
	switch (field->control) {
	case CONTROL_LINES: add_lines(into, edit_member(part, field), text); break;
	case CONTROL_MONEY: view_text(into, "value", text); break;
	case CONTROL_TICK:
		view_text(into, "value", "1");
		view_bool(into, "selected", *text != '\0');
		break;
	case CONTROL_TICKS:
	case CONTROL_RADIOS: add_options(f, into, part, field, name, text); break;
	case CONTROL_SELECT: add_select(f, into, part, field, text); break;
	case CONTROL_PICK:
		view_text(into, "list", arena_printf(f->arena, "pick-%d", (int)field->source)); /* fallthrough */
	default: add_line(f, into, field, text);
	}
}

/* The words of an error, said once in the summary and once beside the field; NULL: nothing is wrong. */
static const char *
add_error(const struct filling *f, const char *name, const char *label, const char *key)
{
	struct view *item;
	const char *words;

	if (key == NULL)
		return NULL;
	words = edition_format(f->arena, f->edition, key, "label", label);
	item = view_item(f->errors);
	view_text(item, "field", name);
	view_text(item, "message", words);
	view_url(item, "anchor", arena_printf(f->arena, "#%s", name));
	return words;
}

/* `row`: the place in a list, from 1, which the error names; 0: no list. */
static void
add_field(const struct filling *f, struct view *list, const struct edit_part *part, const struct edit_field *field,
    const struct edit_value *value, size_t row)
{
	const char *label = edit_label(f->arena, f->edition, part, field->member);
	const char *name =
	    row == 0 ? field->member : arena_printf(f->arena, "%s.%zu.%s", part->list, row - 1, field->member);
	const char *subject = row == 0 ? label
				       : arena_printf(f->arena, "%s (%s %zu)", label,
					     edition_text(f->edition, "catalogue_edit.row"), row);
	const char *hint = !field->hint ? NULL
					: edition_text(f->edition, arena_printf(f->arena, "catalogue_edit.hints.%s.%s",
								       part->table->name, field->member));
	struct view *item = part_item(list);
	struct view *into;

	view_text(item, "pick", NULL);
	view_bool(item, "wide",
	    field->control == CONTROL_LINES || (field->control == CONTROL_LINE && field->width == NULL) ||
		field->control == CONTROL_TICKS || field->control == CONTROL_RADIOS);
	into = view_child(item, control_kind(field->control));
	part_field(into, name, label, hint, add_error(f, name, subject, value->error), false);
	add_control(f, into, part, field, name, value->text);
}

static void
add_hidden(struct view *row, const char *member, const char *name, const char *value)
{
	struct view *hidden = view_child(row, member);

	view_text(hidden, "name", name);
	view_text(hidden, "value", value);
}

/* The number of a row's place and the tick that takes it away. */
static void
add_row_controls(const struct filling *f, struct view *row, const struct edit_part *part, const struct edit_row *values,
    size_t number)
{
	const char *prefix = arena_printf(f->arena, "%s.%zu", part->list, number - 1);

	add_hidden(row, "was", arena_printf(f->arena, "%s.was", prefix), values->origin);
	view_bool(row, "ordered", part->ordered);
	view_text(row, "place_name", arena_printf(f->arena, "%s.place", prefix));
	view_text(row, "place", *values->place != '\0' ? values->place : arena_printf(f->arena, "%zu", number));
	view_text(row, "remove_name", arena_printf(f->arena, "%s.remove", prefix));
	view_bool(row, "removed", values->remove);
}

static void
add_row(const struct filling *f, struct view *list, const struct edit_part *part, const struct edit_row *values,
    size_t number)
{
	struct view *row = view_item(list);
	struct view *fields;

	view_text(row, "legend",
	    arena_printf(f->arena, "%s %zu",
		edition_text(f->edition, arena_printf(f->arena, "catalogue_edit.rows.%s", part->table->name)), number));
	add_row_controls(f, row, part, values, number);
	fields = view_list(row, "fields");
	for (size_t i = 0; i < part->field_count; i++)
		add_field(f, fields, part, &part->fields[i], &values->values[i], number);
}

static void
add_part(const struct filling *f, struct view *list, const struct edit_rows *rows)
{
	const struct edit_part *part = rows->part;
	struct view *item = view_item(list);
	struct view *fields = view_list(item, "fields");
	struct view *entries = view_list(item, "rows");

	view_text(item, "title",
	    part->list == NULL
		? NULL
		: edition_text(f->edition, arena_printf(f->arena, "catalogue_edit.lists.%s", part->list)));
	view_bool(item, "list", part->list != NULL);
	view_text(item, "add", part->list == NULL ? NULL : arena_printf(f->arena, "them-%s", part->list));
	view_text(item, "tier", part->tier);
	for (size_t i = 0; part->list == NULL && i < part->field_count; i++)
		add_field(f, fields, part, &part->fields[i], &rows->rows->values[i], 0);
	for (size_t i = 0; part->list != NULL && i < rows->count; i++)
		add_row(f, entries, part, &rows->rows[i], i + 1);
}

/* One list of offers for each source that is typed into. */
static void
add_picks(const struct filling *f, const struct edit_section *section, struct view *page)
{
	struct view *picks = view_list(page, "picks");
	bool done[SOURCE__MAX] = { false };

	for (size_t i = 0; i < section->part_count; i++)
		for (size_t k = 0; k < section->parts[i].field_count; k++) {
			const struct edit_field *field = &section->parts[i].fields[k];
			struct view *pick, *options;

			if (field->control != CONTROL_PICK || done[field->source])
				continue;
			done[field->source] = true;
			pick = view_item(picks);
			view_text(pick, "id", arena_printf(f->arena, "pick-%d", (int)field->source));
			options = view_list(pick, "options");
			for (size_t n = 0; n < f->choices[field->source].count; n++)
				part_option(options, f->choices[field->source].items[n].value,
				    f->choices[field->source].items[n].name, NULL);
		}
}

void
edit_view_values(struct arena *arena, const struct edition *edition, const struct edit_values *values,
    const struct edit_choices choices[SOURCE__MAX], struct view *page)
{
	const struct filling f = { arena, edition, choices, view_list(page, "errors") };
	struct view *parts = view_list(page, "parts");

	for (size_t i = 0; i < values->section->part_count; i++)
		add_part(&f, parts, &values->parts[i]);
	add_picks(&f, values->section, page);
	view_bool(page, "has_errors", view_count(f.errors) > 0);
}
