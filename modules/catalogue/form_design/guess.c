/* Questions out of words. See guess.h. */
#include "form_design/guess.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "form_design/form_edit.h"
#include "form_design/options_text.h"

enum { NUMBER_MOST = 8 };

/* Those that words give away, the more special before the more general: "số điện thoại" before "số". */
static const enum form_question known[] = { QUESTION_TICK, QUESTION_FILE, QUESTION_TAX_NUMBER, QUESTION_COMPANY_NUMBER,
	QUESTION_PERSON_NUMBER, QUESTION_OLD_CARD, QUESTION_PASSPORT, QUESTION_PHONE, QUESTION_EMAIL,
	QUESTION_BANK_ACCOUNT, QUESTION_PLATE, QUESTION_MONEY, QUESTION_DATE, QUESTION_TIME, QUESTION_NAME,
	QUESTION_ADDRESS, QUESTION_NUMBER, QUESTION_LINES };

/* Does the folded label begin with the folded words, or hold them as words of their own? "^" wants the beginning. */
static bool
says(struct arena *arena, const char *label, const char *words)
{
	bool first = *words == '^';
	const char *wanted = fold(arena, words);
	size_t size = strlen(wanted);

	for (const char *at = strstr(label, wanted); size > 0 && at != NULL; at = strstr(at + 1, wanted)) {
		if ((at == label || (!first && at[-1] == ' ')) && (at[size] == '\0' || at[size] == ' '))
			return true;
	}
	return false;
}

static bool
is_meant(struct arena *arena, const struct messages *messages, const char *label, enum form_question question)
{
	const char *key = arena_printf(arena, "catalogue_form_design.guess.%s", question_rows[question].name);
	char *words = arena_strdup(arena, message(messages, MESSAGES_FIRST_LANGUAGE, key)), *rest;

	for (char *one = strtok_r(words, ";", &rest); one != NULL; one = strtok_r(NULL, ";", &rest))
		if (says(arena, label, one + strspn(one, " ")))
			return true;
	return false;
}

enum form_question
guess_question(struct arena *arena, const struct messages *messages, const char *label)
{
	const char *folded = fold(arena, label);

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (is_meant(arena, messages, folded, known[i]))
			return known[i];
	return QUESTION_LINE;
}

/* "1. ", "2.3. ", "a) ", "- ": what numbers the lines of a printed form. */
static const char *
past_number(const char *line)
{
	size_t digits;

	line += strspn(line, " \t-+*");
	digits = strspn(line, "0123456789.");
	if (digits > 0 && digits < NUMBER_MOST && (line[digits] == ')' || line[digits - 1] == '.'))
		line += digits + (line[digits] == ')' ? 1 : 0);
	else if (line[0] >= 'a' && line[0] <= 'z' && line[1] == ')')
		line += 2;
	return line + strspn(line, " \t");
}

/* Without the dots, underscores and blanks at the end; *ret_required: a star stood there. */
static char *
label_of(struct arena *arena, const char *line, size_t size, bool *ret_required)
{
	char *label = arena_strndup(arena, line, size);

	*ret_required = false;
	for (size = strlen(label); size > 0; size--) {
		if (label[size - 1] == '*')
			*ret_required = true;
		else if (size > 2 && memcmp(label + size - 3, "…", 3) == 0)
			size -= 2;
		else if (strchr(". _:\t\r", label[size - 1]) == NULL)
			break;
	}
	label[size] = '\0';
	return label;
}

/* "Nam / Nữ" into lines; NULL: no choices. */
static const char *
choices_of(struct arena *arena, const char *text)
{
	char *lines = arena_strdup(arena, text);

	if (strchr(text, '/') == NULL || strpbrk(text, "0123456789_") != NULL || strstr(text, "..") != NULL)
		return NULL;
	for (char *c = lines; *c != '\0'; c++)
		if (*c == '/' || *c == '*')
			*c = *c == '/' ? '\n' : ' ';
	return lines;
}

static json_t *
titled(enum form_question question, const char *member, const char *text)
{
	json_t *component = question_new(question);

	json_object_set_new(component, member, json_string(text));
	return component;
}

json_t *
guess_component(struct arena *arena, const struct messages *messages, const char *line)
{
	const char *start = past_number(line), *colon = strchr(start, ':'), *choices;
	bool required;
	char *label = label_of(arena, start, colon != NULL ? (size_t)(colon - start) : strlen(start), &required);
	enum form_question question;
	json_t *component;

	if (strncmp(start, "##", 2) == 0 && label[2 + strspn(label + 2, "# ")] != '\0')
		return titled(
		    QUESTION_HEADING, "text", arena_printf(arena, "# %s", label + 2 + strspn(label + 2, "# ")));
	if (*start == '#' && label[strspn(label, "# ")] != '\0')
		return titled(QUESTION_PAGE, "label", label + strspn(label, "# "));
	if (*label == '\0' || *label == '#')
		return NULL;
	choices = colon != NULL ? choices_of(arena, colon + 1) : NULL;
	question = choices != NULL ? QUESTION_ONE : guess_question(arena, messages, label);
	component = titled(question, "label", label);
	if (choices != NULL && options_write(arena, component, "values", choices) != NULL) {
		json_decref(component);
		component = titled(QUESTION_LINE, "label", label);
	}
	if (required || (colon != NULL && strchr(colon, '*') != NULL))
		member_set(component, "validate.required", json_true());
	return component;
}
