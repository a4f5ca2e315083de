/* Decoding and cleaning of text from outside. See text.h. */
#include "core/input/text.h"

#include <string.h>

#include "core/locale/utf8.h"

enum { TAB = 0x09, LINE_FEED = 0x0a, SPACE = 0x20, NO_BREAK_SPACE = 0xa0 };

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum err
text_percent_decode(struct arena *arena, const char *data, size_t size, bool plus, struct bytes *ret_bytes)
{
	char *out = arena_alloc(arena, size + 1);
	size_t used = 0;

	for (size_t i = 0; i < size; i++) {
		char c = data[i];

		if (c == '%') {
			int high = i + 2 < size ? hex_digit(data[i + 1]) : -1;
			int low = high >= 0 ? hex_digit(data[i + 2]) : -1;

			if (low < 0)
				return ERR_INVALID;
			c = (char)(high * 16 + low);
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		out[used++] = c;
	}
	*ret_bytes = (struct bytes){ (const unsigned char *)out, used };
	return OK;
}

static size_t
blank_at_start(const char *text)
{
	const unsigned char *t = (const unsigned char *)text;

	if (t[0] == SPACE || t[0] == TAB || t[0] == LINE_FEED)
		return 1;
	return t[0] == 0xc2 && t[1] == NO_BREAK_SPACE ? 2 : 0;
}

static size_t
blank_at_end(const char *text, size_t size)
{
	if (size >= 2 && (unsigned char)text[size - 2] == 0xc2 && (unsigned char)text[size - 1] == NO_BREAK_SPACE)
		return 2;
	return size >= 1 && blank_at_start(text + size - 1) == 1 ? 1 : 0;
}

static const char *
trim(char *text)
{
	size_t size, blank;

	while ((blank = blank_at_start(text)) > 0)
		text += blank;
	size = strlen(text);
	while ((blank = blank_at_end(text, size)) > 0)
		size -= blank;
	text[size] = '\0';
	return text;
}

enum err
text_clean(struct arena *arena, struct bytes bytes, bool lines, const char **ret_text)
{
	const char *text = bytes.size > 0 ? (const char *)bytes.data : "";
	enum err err;

	if (!utf8_valid(text, bytes.size))
		return ERR_INVALID;
	text = arena_strndup(arena, text, bytes.size);
	if (lines)
		text = utf8_newlines(arena, text);
	if (!utf8_clean(text, strlen(text), lines ? UTF8_TEXT : UTF8_LINE))
		return ERR_INVALID;
	if ((err = utf8_nfc(arena, text, &text)))
		return err;
	*ret_text = trim(arena_strdup(arena, text));
	return OK;
}
