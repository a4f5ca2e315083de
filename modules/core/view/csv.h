/*
 * Tables for spreadsheets: RFC 4180, every cell in quotes, UTF-8 behind the mark by which spreadsheets know it. What a
 * spreadsheet would run as a formula stays a text, behind an apostrophe (OWASP, CSV injection). Knows no page.
 */
#ifndef MOTCUA_CORE_VIEW_CSV_H
#define MOTCUA_CORE_VIEW_CSV_H

#include <stddef.h>

struct buffer;

/* The mark, before the first row. */
void csv_begin(struct buffer *out);
/* One cell, behind a comma unless `column` is 0; NULL: an empty one. */
void csv_cell(struct buffer *out, const char *text, size_t column);
void csv_row_end(struct buffer *out);

#endif
