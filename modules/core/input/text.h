/*
 * Bytes from outside become text here and nowhere else: percent-decoding once, valid UTF-8, no control or direction
 * characters, trimmed, NFC. Everything that motcua stores as text came through text_clean.
 */
#ifndef MOTCUA_CORE_INPUT_TEXT_H
#define MOTCUA_CORE_INPUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

/*
 * Decodes %XX once (and + as a space if `plus`). ERR_INVALID: '%' without two hexadecimal digits. The result may hold any
 * byte, NUL included.
 */
enum err text_percent_decode(
    struct arena *arena, const char *data, size_t size, bool plus, struct bytes *ret_bytes) MUST_CHECK;

/*
 * One line, or several if `lines` (CR LF becomes LF, tabs and line ends stay). Blanks around it go; an empty text stays "".
 * ERR_INVALID: broken UTF-8 (overlong, surrogate, beyond U+10FFFF), NUL, control characters, direction overrides
 * (U+202A-202E, U+2066-2069), U+FEFF or a non-character.
 */
enum err text_clean(struct arena *arena, struct bytes bytes, bool lines, const char **ret_text) MUST_CHECK;

#endif
