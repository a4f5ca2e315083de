/* The work list as a table for spreadsheets (core/view/csv.h). Private to the list. */
#ifndef MOTCUA_WORKFLOW_LIST_EXPORT_H
#define MOTCUA_WORKFLOW_LIST_EXPORT_H

#include <stddef.h>

struct buffer;
struct ctx;
struct list_row;

/* Fills `out` (initialised here). */
void list_export_write(struct ctx *c, const struct list_row *rows, size_t count, struct buffer *out);

#endif
