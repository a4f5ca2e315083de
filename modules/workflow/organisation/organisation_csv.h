/*
 * Spreadsheets as text (RFC 4180): commas, quoted fields with doubled quotes and line breaks, LF or CRLF, a byte order
 * mark tolerated. Bounded; knows nothing of what the columns mean.
 */
#ifndef MOTCUA_WORKFLOW_ORGANISATION_CSV_H
#define MOTCUA_WORKFLOW_ORGANISATION_CSV_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { CSV_BYTES_MAX = 8 << 20, CSV_ROWS_MAX = 20000, CSV_FIELDS_MAX = 64 };

struct csv_row {
	size_t line; /* where it begins in the file, from 1 */
	const char **fields;
	size_t count;
};
struct csv {
	const struct csv_row *rows; /* the head row is the first; rows without any text are left out */
	size_t count;
};

/*
 * ERR_INVALID with the line: a quote out of place or never closed, bytes that are no clean UTF-8, too many rows or
 * fields. Fields are trimmed of blanks and in NFC.
 */
MUST_CHECK enum err csv_read(struct arena *arena, struct bytes content, struct csv *ret_csv, size_t *ret_line);

#endif
