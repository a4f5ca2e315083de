/* The header of one multipart part: its field name and, for a file, the name the device gave it. */
#ifndef MOTCUA_CORE_INPUT_PART_HEADER_H
#define MOTCUA_CORE_INPUT_PART_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;

struct part_header {
	const char *name;     /* not checked yet */
	const char *filename; /* NULL: the part is a text */
};

/* `text` holds the lines up to the empty one, NUL-terminated. ERR_INVALID: no or two Content-Disposition, bad quoting. */
enum err part_header_parse(struct arena *arena, const char *text, struct part_header *ret_header) MUST_CHECK;

/* The boundary of a multipart Content-Type, 1 to 70 characters (RFC 2046), or NULL. */
const char *part_boundary(struct arena *arena, const char *content_type);

/* A name for display: last path component, cleaned, at most 200 code points; "tep" if nothing is left. */
const char *part_display_name(struct arena *arena, const char *filename);

#endif
