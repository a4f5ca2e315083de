/* UTF-8 from outside: decoder, gate, cutting, NFC through utf8proc. See utf8.h. */
#include "core/locale/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/memory/arena.h"

/* How many bytes a character of several bytes takes, the bits of its first byte, and the least it may encode. */
struct form {
	unsigned char mask, lead;
	size_t size;
	uint32_t least;
};
static const struct form forms[] = {
	{ 0xE0, 0xC0, 2, 0x80 },
	{ 0xF0, 0xE0, 3, 0x800 },
	{ 0xF8, 0xF0, 4, 0x10000 },
};

static size_t
decode_form(const struct form *form, const unsigned char *bytes, size_t size, uint32_t *point)
{
	uint32_t value = bytes[0] & (unsigned char)~form->mask;

	if (size < form->size)
		return 0;
	for (size_t i = 1; i < form->size; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (bytes[i] & 0x3F);
	}
	if (value < form->least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*point = value;
	return form->size;
}

size_t
utf8_decode(const char *text, size_t size, uint32_t *point)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (size == 0)
		return 0;
	if (bytes[0] < 0x80) {
		*point = bytes[0];
		return 1;
	}
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if ((bytes[0] & forms[i].mask) == forms[i].lead)
			return decode_form(&forms[i], bytes, size, point);
	}
	return 0;
}

bool
utf8_valid(const char *bytes, size_t size)
{
	uint32_t point;

	for (size_t at = 0, step; at < size; at += step) {
		step = utf8_decode(bytes + at, size - at, &point);
		if (step == 0 || point == 0)
			return false;
	}
	return true;
}

static bool
point_allowed(uint32_t point, enum utf8_policy policy)
{
	if (point < 0x20)
		return policy == UTF8_TEXT && (point == '\n' || point == '\t');
	if (point >= 0x7F && point <= 0x9F)
		return false;
	if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
		return false; /* would let a text show as another one */
	if (point == 0x2028 || point == 0x2029)
		return policy == UTF8_TEXT;
	if (point == 0xFEFF || (point >= 0xFDD0 && point <= 0xFDEF))
		return false;
	return (point & 0xFFFE) != 0xFFFE;
}

bool
utf8_clean(const char *bytes, size_t size, enum utf8_policy policy)
{
	uint32_t point;

	for (size_t at = 0, step; at < size; at += step) {
		step = utf8_decode(bytes + at, size - at, &point);
		if (step == 0 || !point_allowed(point, policy))
			return false;
	}
	return true;
}

static bool
starts_character(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

size_t
utf8_length(const char *text)
{
	size_t length = 0;

	for (; *text != '\0'; text++)
		length += starts_character(*text);
	return length;
}

size_t
utf8_cut(const char *text, size_t limit)
{
	size_t size = strnlen(text, limit);

	while (size > 0 && !starts_character(text[size]))
		size--;
	return size;
}

size_t
utf8_cut_points(const char *text, size_t points)
{
	size_t size = 0;

	for (; text[size] != '\0'; size++) {
		if (starts_character(text[size]) && points-- == 0)
			break;
	}
	return size;
}

enum err
utf8_nfc(struct arena *arena, const char *text, const char **nfc)
{
	size_t size = strlen(text);
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t length;

	if (!utf8_valid(text, size))
		return ERR_INVALID;
	length = utf8proc_map(
	    (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (length < 0)
		return length == UTF8PROC_ERROR_NOMEM ? ERR_UNAVAILABLE : ERR_INVALID;
	arena_defer(arena, free, composed);
	*nfc = (const char *)composed;
	return OK;
}

const char *
utf8_newlines(struct arena *arena, const char *text)
{
	char *result = arena_strdup(arena, text), *to = result;

	for (const char *from = text; *from != '\0'; from++) {
		if (*from != '\r')
			*to++ = *from;
		else if (from[1] != '\n')
			*to++ = '\n';
	}
	*to = '\0';
	return result;
}
