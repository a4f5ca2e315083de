/*
 * UTF-8 from outside: is it valid, is it clean enough for a field, how long is it, where may it be cut.
 * Every text that enters the house passes here once; behind this gate text is valid, NUL-free and NFC.
 * Must not touch passwords or signed files: those stay byte for byte as received.
 */
#ifndef MOTCUA_CORE_LOCALE_UTF8_H
#define MOTCUA_CORE_LOCALE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

/* What a clean text may hold besides printing characters. */
enum utf8_policy {
	UTF8_LINE, /* nothing: one line */
	UTF8_TEXT, /* line feed and tab: several lines */
};

/* Decodes the first character of `size` bytes; returns the bytes it takes, 0 if there is no valid character. */
size_t utf8_decode(const char *bytes, size_t size, uint32_t *point);

/* Well-formed UTF-8 without NUL: no overlong form, no surrogate, nothing above U+10FFFF. */
bool utf8_valid(const char *bytes, size_t size);

/*
 * Valid, and holding no control character but those of the policy, no bidirectional override or isolate
 * (U+202A-202E, U+2066-2069), no U+FEFF, no noncharacter; one line also has no U+2028 or U+2029.
 */
bool utf8_clean(const char *bytes, size_t size, enum utf8_policy policy);

/* Characters (code points) of a valid text. */
size_t utf8_length(const char *text);

/* The greatest number of bytes, at most `limit`, after which a valid text may be cut without splitting a character. */
size_t utf8_cut(const char *text, size_t limit);
/* The number of bytes that the first `points` characters of a valid text take. */
size_t utf8_cut_points(const char *text, size_t points);

/* The text in normalisation form C, for storage. ERR_INVALID if `text` is not valid UTF-8. */
MUST_CHECK enum err utf8_nfc(struct arena *arena, const char *text, const char **nfc);

/* The text with CR LF and CR turned into LF, as browsers send line ends in several ways. */
const char *utf8_newlines(struct arena *arena, const char *text) __attribute__((returns_nonnull));

#endif
