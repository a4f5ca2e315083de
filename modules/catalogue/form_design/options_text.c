/* Choices between lines and the document. See options_text.h. */
#include "form_design/options_text.h"

#include <stdbool.h>
#include <string.h>

#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/form/form.h"
#include "form_design/form_edit.h"

enum { VALUE_MOST = 60 };

/* "Người đại diện" -> "nguoi_dai_dien" */
static const char *
value_of(struct arena *arena, const char *label)
{
	char *value = arena_strdup(arena, fold_slug(arena, label, VALUE_MOST));

	for (char *c = value; *c != '\0'; c++)
		if (*c == '-')
			*c = '_';
	return value;
}

const char *
options_text(struct arena *arena, const json_t *values)
{
	struct buffer lines;
	json_t *option;
	size_t i;

	buffer_init(&lines, arena, FORM_BYTES_MAX);
	json_array_foreach(values, i, option)
	{
		const char *value = form_edit_text(option, "value"), *label = form_edit_text(option, "label");

		buffer_text(&lines, i > 0 ? "\n" : "");
		if (strcmp(value, value_of(arena, label)) != 0)
			buffer_printf(&lines, "%s | ", value);
		buffer_text(&lines, label);
	}
	return lines.data;
}

/* One line taken off `*lines`, without blanks around it; NULL at the end. Empty lines are passed over. */
static const char *
next_line(struct arena *arena, const char **lines)
{
	while (**lines != '\0') {
		const char *start = *lines + strspn(*lines, " \t\r\n");
		size_t size = strcspn(start, "\n");

		*lines = start + size;
		while (size > 0 && strchr(" \t\r", start[size - 1]) != NULL)
			size--;
		if (size > 0)
			return arena_strndup(arena, start, size);
	}
	return NULL;
}

/* "value | words" taken apart; the value is NULL where the line has none. */
static const char *
split_line(struct arena *arena, const char *line, const char **ret_label)
{
	const char *bar = strchr(line, '|');
	size_t size;

	*ret_label = line;
	if (bar == NULL || bar == line)
		return NULL;
	size = (size_t)(bar - line);
	while (size > 0 && line[size - 1] == ' ')
		size--;
	*ret_label = bar + 1 + strspn(bar + 1, " ");
	return size > 0 ? arena_strndup(arena, line, size) : NULL;
}

static bool
has(const json_t *values, const char *member, const char *text)
{
	json_t *option;
	size_t i;

	json_array_foreach(values, i, option)
	{
		if (strcmp(form_edit_text(option, member), text) == 0)
			return true;
	}
	return false;
}

/* The value that the words had; that of its place, if its words were changed; else one of its own. */
static const char *
kept_value(struct arena *arena, const json_t *old, size_t at, size_t lines, const char *label, const char *all)
{
	const json_t *there = json_array_get(old, at);
	const char *value = value_of(arena, label);
	json_t *option;
	size_t i;

	json_array_foreach(old, i, option)
	{
		if (strcmp(form_edit_text(option, "label"), label) == 0)
			return form_edit_text(option, "value");
	}
	if (there != NULL && lines == json_array_size(old) && strstr(all, form_edit_text(there, "label")) == NULL)
		return form_edit_text(there, "value");
	return *value != '\0' ? value : arena_printf(arena, "muc_%zu", at + 1);
}

static size_t
count_lines(struct arena *arena, const char *lines)
{
	size_t count = 0;

	while (next_line(arena, &lines) != NULL)
		count++;
	return count;
}

const char *
options_write(struct arena *arena, json_t *component, const char *member, const char *lines)
{
	const json_t *old = json_object_get(component, member);
	size_t count = count_lines(arena, lines);
	json_t *values = json_array();
	const char *rest = lines, *line, *error = NULL;

	while (error == NULL && (line = next_line(arena, &rest)) != NULL) {
		const char *label, *value = split_line(arena, line, &label);
		size_t at = json_array_size(values);

		bool given = value != NULL;

		if (!given)
			value = kept_value(arena, old, at, count, label, lines);
		for (int i = 2; !given && has(values, "value", value) && !has(values, "label", label); i++)
			value = arena_printf(arena, "%s_%d", value_of(arena, label), i);
		if (at == FORM_OPTIONS_MAX)
			error = "catalogue_form_design.errors.many_options";
		else if (*label == '\0' || has(values, "value", value))
			error = "catalogue_form_design.errors.same_option";
		else
			json_array_append_new(values, json_pack("{s:s,s:s}", "value", value, "label", label));
	}
	if (error != NULL) {
		json_decref(values);
		return error;
	}
	json_object_set_new(component, member, values);
	return NULL;
}
