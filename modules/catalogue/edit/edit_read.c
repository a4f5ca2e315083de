/* Texts into members. See edit_read.h. */
#include "edit/edit_read.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/system/parse.h"
#include "record/record.h"

enum { TEXT_MAX = 1000 };
#define CODE_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

static const char *
read_number(const struct record_field *member, bool money, const char *text, int64_t *into)
{
	int64_t number;

	if (*text == '\0') {
		*into = member->otherwise_number != 0 ? member->otherwise_number : member->optional ? INT64_MIN : 0;
		return NULL;
	}
	if (money ? money_parse(text, &number) != OK : parse_i64(text, INT64_MIN, INT64_MAX, &number) != OK)
		return money ? "field_error.money" : "field_error.number";
	if (number < member->min)
		return "field_error.too_small";
	if (number > member->max)
		return "field_error.too_big";
	*into = number;
	return NULL;
}

static const char *
read_date(const char *text, int32_t *into)
{
	int32_t day = INT32_MIN;

	if (*text != '\0' && date_parse(text, &day) != OK)
		return "field_error.date";
	*into = day;
	return NULL;
}

static bool
is_choice(const char *const *choices, const char *word, size_t size)
{
	for (; *choices != NULL; choices++)
		if (strlen(*choices) == size && strncmp(*choices, word, size) == 0)
			return true;
	return false;
}

/* One of the choices, or several joined by commas, each once. */
static const char *
read_choices(const struct record_field *member, const char *text, const char **into)
{
	for (const char *word = text; *word != '\0';) {
		size_t size = strcspn(word, ",");

		if (!is_choice(member->choices, word, size) || (member->kind == RECORD_CHOICE && word[size] == ','))
			return "field_error.choice";
		word += size + (word[size] == ',');
	}
	*into = text;
	return NULL;
}

/* A line may have been typed in a box of several: its breaks are blanks. */
static const char *
one_line(struct arena *arena, const char *text)
{
	char *line = arena_strdup(arena, text);

	for (char *at = line; *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	return line;
}

static const char *
read_text(struct arena *arena, const struct record_field *member, const char *text, const char **into)
{
	if ((int64_t)utf8_length(text) > (member->max > 0 ? member->max : TEXT_MAX))
		return "field_error.too_long";
	if (member->kind == RECORD_CODE && text[strspn(text, CODE_CHARACTERS)] != '\0')
		return "field_error.code";
	if (*text != '\0' && member->check != NULL && !member->check(text))
		return "field_error.check";
	if (*text == '\0' && member->optional)
		*into = member->otherwise;
	else
		*into = member->kind == RECORD_LINES ? text : one_line(arena, text);
	return NULL;
}

/* One chooses what is offered and types the rest: the words say which. */
static const char *
missing(enum edit_control control)
{
	return control == CONTROL_SELECT || control == CONTROL_RADIOS || control == CONTROL_TICKS
		   ? "field_error.required_choice"
		   : "field_error.required";
}

const char *
edit_read(struct arena *arena, const struct record_field *member, enum edit_control control, bool required,
    const char *text, void *into)
{
	if (required && *text == '\0')
		return missing(control);
	switch (member->kind) {
	case RECORD_INT: return read_number(member, control == CONTROL_MONEY, text, into);
	case RECORD_DATE: return read_date(text, into);
	case RECORD_BOOL: *(bool *)into = *text != '\0'; return NULL;
	case RECORD_CHOICE:
		if (*text == '\0')
			return missing(control);
		return read_choices(member, text, into);
	case RECORD_CHOICES: return read_choices(member, text, into);
	default: return read_text(arena, member, text, into);
	}
}
