/*
 * Tables in files, row by row: CSV (RFC 4180; comma, semicolon or tab; UTF-8) and XLSX (the first sheet). Everything that
 * a file could exhaust is bounded: bytes, rows, columns, one cell, and of a spreadsheet its entries, what they unpack to
 * and by how much. Knows nothing of procedures.
 */
#ifndef MOTCUA_CATALOGUE_SHEET_H
#define MOTCUA_CATALOGUE_SHEET_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum {
	SHEET_ROWS_MAX = 20001,
	SHEET_COLUMNS_MAX = 128,
	SHEET_CELL_MAX = 256 * 1024, /* bytes */
	SHEET_ROW_MAX = 1024 * 1024, /* bytes of all its cells; as much as a procedure may have in the other formats */
};

/* Why a file was refused; `reason` is the last part of a message key (import.file_<reason>). */
struct file_fault {
	size_t line;
	const char *reason;
};
/* Notes the first fault; ERR_INVALID. */
enum err file_refuse(struct file_fault *fault, size_t line, const char *reason);

/* Takes rows: `count` cells, trimmed, never NULL, valid UTF-8 without NUL; `line` as a person counts. */
struct sheet_sink {
	enum err (*take)(void *of, size_t line, const char *const *cells, size_t count);
	void *of;
	struct arena *work; /* cells live in it until `take` returns; it is reset then */
};

/* ERR_INVALID with *fault, or what `take` answered. Rows without any text are left out. */
enum err csv_read(struct bytes file, const struct sheet_sink *sink, struct file_fault *fault) MUST_CHECK;
/* `lasting` holds the shared texts until the sheet is read. */
enum err xlsx_read(
    struct bytes file, struct arena *lasting, const struct sheet_sink *sink, struct file_fault *fault) MUST_CHECK;

/* A cell as readers hand it on: without blanks at its ends; NULL if it is no clean UTF-8 text. */
const char *sheet_cell(struct arena *arena, const char *bytes, size_t size);

#endif
