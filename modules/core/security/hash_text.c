/* Bytes as text: hexadecimal and base64url, strict in both directions. See hash.h. */
#include "core/security/hash.h"

#include <stdint.h>
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";
static const char base64url_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const char *
hex_encode(struct arena *arena, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	char *text = arena_alloc(arena, size * 2 + 1);

	for (size_t i = 0; i < size; i++) {
		text[2 * i] = hex_digits[bytes[i] >> 4];
		text[2 * i + 1] = hex_digits[bytes[i] & 0x0F];
	}
	return text;
}

/* The value of a digit: its place in `digits`, or -1. */
static int
digit_value(const char *digits, char character)
{
	const char *found = character == '\0' ? NULL : strchr(digits, character);

	return found == NULL ? -1 : (int)(found - digits);
}

static char
lower(char character)
{
	return character >= 'A' && character <= 'F' ? (char)(character - 'A' + 'a') : character;
}

enum err
hex_decode(struct arena *arena, const char *text, struct bytes *data)
{
	size_t size = strlen(text);
	unsigned char *bytes;

	if (size % 2 != 0)
		return ERR_INVALID;
	bytes = arena_alloc(arena, size / 2);
	for (size_t i = 0; i < size; i++) {
		int value = digit_value(hex_digits, lower(text[i]));

		if (value < 0)
			return ERR_INVALID;
		bytes[i / 2] = (unsigned char)(bytes[i / 2] << 4 | value);
	}
	*data = (struct bytes){ bytes, size / 2 };
	return OK;
}

const char *
base64url_encode(struct arena *arena, const void *data, size_t size)
{
	const unsigned char *bytes = data;
	char *text = arena_alloc(arena, size / 3 * 4 + 5), *to = text;
	uint32_t bits = 0;
	int held = 0;

	for (size_t i = 0; i < size; i++) {
		bits = bits << 8 | bytes[i];
		for (held += 8; held >= 6; held -= 6)
			*to++ = base64url_digits[bits >> (held - 6) & 0x3F];
	}
	if (held > 0)
		*to = base64url_digits[bits << (6 - held) & 0x3F];
	return text;
}

enum err
base64url_decode(struct arena *arena, const char *text, struct bytes *data)
{
	size_t size = strlen(text), count = 0;
	unsigned char *bytes;
	uint32_t bits = 0;
	int held = 0;

	if (size % 4 == 1)
		return ERR_INVALID;
	bytes = arena_alloc(arena, size / 4 * 3 + 2);
	for (size_t i = 0; i < size; i++) {
		int value = digit_value(base64url_digits, text[i]);

		if (value < 0)
			return ERR_INVALID;
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held >= 8) {
			held -= 8;
			bytes[count++] = (unsigned char)(bits >> held);
		}
	}
	if ((bits & ((1U << held) - 1)) != 0)
		return ERR_INVALID; /* two texts must not mean the same bytes */
	*data = (struct bytes){ bytes, count };
	return OK;
}
