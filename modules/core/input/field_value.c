/* One text by its field's rule: numbers, choices, dates, codes, addresses. See input.h. */
#include <ctype.h>
#include <string.h>

#include "core/input/input.h"
#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/locale/utf8.h"
#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/system/parse.h"

enum { TEXT_MOST = 200, LINES_MOST = 4000, CODE_MOST = 64, TOKEN_LEAST = 16, TOKEN_MOST = 128, EMAIL_MOST = 254 };

static const char *
within(const struct field *field, int64_t number)
{
	if (field->min == 0 && field->max == 0)
		return NULL;
	if (number < field->min)
		return "field_error.too_small";
	return field->max != 0 && number > field->max ? "field_error.too_big" : NULL;
}

static const char *
read_int(const struct field *field, const char *text, int64_t *member)
{
	if (parse_i64(text, INT64_MIN, INT64_MAX, member))
		return "field_error.number";
	return within(field, *member);
}

static const char *
read_money(struct arena *arena, const struct field *field, const char *text, int64_t *member)
{
	char *digits = arena_strdup(arena, text);

	for (char *c = digits; *c != '\0'; c++) {
		if (*c == ' ')
			*c = '.';
	}
	if (money_parse(digits, member))
		return "field_error.money";
	return within(field, *member);
}

static const char *
read_bool(const char *text, bool *member)
{
	if (strcmp(text, "on") == 0)
		*member = true;
	else if (strcmp(text, "off") == 0)
		*member = false;
	else if (parse_bool(text, member))
		return "field_error.choice";
	return NULL;
}

static const char *
read_choice(const struct field *field, const char *text, const char **member)
{
	const char *choice = word_list_find(field->choices, text);

	if (choice == NULL)
		return "field_error.choice";
	*member = choice;
	return NULL;
}

static const char *
length_within(const struct field *field, const char *text, int64_t most)
{
	int64_t length = (int64_t)utf8_length(text);

	if (length < field->min)
		return "field_error.too_short";
	return length > (field->max > 0 ? field->max : most) ? "field_error.too_long" : NULL;
}

/* Is each character of the text in `pattern`, a list of characters and ranges ("A-Z0-9-"; a hyphen of its own stands last)? */
static bool
matches(const char *pattern, const char *text)
{
	for (; *text != '\0'; text++) {
		const char *p = pattern;

		while (*p != '\0') {
			if (p[1] == '-' && p[2] != '\0') {
				if (*text >= p[0] && *text <= p[2])
					break;
				p += 3;
			} else if (*text == *p) {
				break;
			} else {
				p++;
			}
		}
		if (*p == '\0')
			return false;
	}
	return true;
}

static const char *
read_code(const struct field *field, const char *text, const char *pattern, int64_t most)
{
	const char *fault = length_within(field, text, most);

	if (fault != NULL)
		return fault;
	return matches(field->pattern != NULL ? field->pattern : pattern, text) ? NULL : "field_error.code";
}

static bool
is_domain(const char *domain)
{
	size_t size = strlen(domain);
	bool dot = false;

	for (const char *c = domain; *c != '\0'; c++) {
		bool alone = c == domain || c[-1] == '.' || c[1] == '.' || c[1] == '\0';

		if (*c == '.' && !alone)
			dot = true;
		else if (!isalnum((unsigned char)*c) && !(*c == '-' && !alone))
			return false;
	}
	return dot && size >= 4 && size <= 253;
}

/* What mail systems in use accept: dotted atoms before the @, a domain with a dot behind it; nothing quoted. */
static const char *
read_email(struct arena *arena, const char *text, const char **member)
{
	static const char atoms[] = "A-Za-z0-9.!#$%&'*+/=?^_`{|}~-";
	char *email = arena_strdup(arena, text);
	char *at = strrchr(email, '@');

	if (at == NULL || at == email || strlen(email) > EMAIL_MOST || at - email > 64)
		return "field_error.email";
	for (char *c = at + 1; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	*at = '\0';
	if (!matches(atoms, email) || email[0] == '.' || at[-1] == '.' || strstr(email, "..") != NULL ||
	    !is_domain(at + 1))
		return "field_error.email";
	*at = '@';
	*member = email;
	return NULL;
}

/* 0912 345 678, 0912.345.678, +84 912 345 678: mobile and fixed numbers have 10 or 11 digits from the 0. */
static const char *
read_phone(struct arena *arena, const char *text, const char **member)
{
	char *digits = arena_alloc(arena, strlen(text) + 2);
	size_t count = 0;

	if (strncmp(text, "+84", 3) == 0) {
		digits[count++] = '0';
		text += 3;
		while (*text == ' ')
			text++;
		if (*text == '0')
			text++;
	}
	for (; *text != '\0'; text++) {
		if (isdigit((unsigned char)*text))
			digits[count++] = *text;
		else if (strchr(" .-()", *text) == NULL)
			return "field_error.phone";
	}
	if (count < 10 || count > 11 || digits[0] != '0' || digits[1] == '0')
		return "field_error.phone";
	*member = digits;
	return NULL;
}

static const char *
read_text(struct arena *arena, const struct field *field, const char *text, const char **member)
{
	const char *fault;

	*member = text;
	switch (field->type) {
	case FIELD_CODE: return read_code(field, text, "A-Za-z0-9._/-", CODE_MOST);
	case FIELD_TOKEN: {
		const struct field token = { .min = TOKEN_LEAST, .pattern = field->pattern };

		return read_code(&token, text, "A-Za-z0-9_-", TOKEN_MOST);
	}
	case FIELD_CHOICE: return read_choice(field, text, member);
	case FIELD_EMAIL: return read_email(arena, text, member);
	case FIELD_PHONE: return read_phone(arena, text, member);
	default: break;
	}
	if ((fault = length_within(field, text, field->type == FIELD_LINES ? LINES_MOST : TEXT_MOST)) != NULL)
		return fault;
	return field->pattern == NULL || matches(field->pattern, text) ? NULL : "field_error.code";
}

const char *
field_value(struct arena *arena, const struct field *field, const char *text, void *member)
{
	const char *fault;

	switch (field->type) {
	case FIELD_INT: return read_int(field, text, member);
	case FIELD_MONEY: return read_money(arena, field, text, member);
	case FIELD_BOOL: return read_bool(text, member);
	case FIELD_DATE: return date_parse(text, member) ? "field_error.date" : NULL;
	default: break;
	}
	fault = read_text(arena, field, text, member);
	if (fault == NULL && field->check != NULL && !field->check(*(const char **)member))
		fault = "field_error.check";
	return fault;
}
