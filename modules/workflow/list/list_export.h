/* The work list as a table for spreadsheets (RFC 4180, UTF-8 with its mark). Private to the list. */
#ifndef MOTCUA_WORKFLOW_LIST_EXPORT_H
#define MOTCUA_WORKFLOW_LIST_EXPORT_H

#include <stddef.h>

struct buffer;
struct ctx;
struct list_row;

/* One cell in quotes, behind a comma unless it is the first; a text that a spreadsheet would run as a formula is kept a text. */
void list_export_cell(struct buffer *out, const char *text, size_t column);
/* Fills `out` (initialised here). */
void list_export_write(struct ctx *c, const struct list_row *rows, size_t count, struct buffer *out);

#endif
