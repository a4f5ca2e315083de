/* The page of one operation: what it will do (the dry run), what stands in its way, what it has done. */
#ifndef MOTCUA_CATALOGUE_OPERATION_VIEW_H
#define MOTCUA_CATALOGUE_OPERATION_VIEW_H

#include "core/err.h"

struct ctx;
struct operation;
struct page;
struct sheet;

#define OPERATIONS_PATH "/can-bo/danh-muc/co-quan/sap-xep"

/* procedure, officer, guest, agency, dossier; NULL-terminated: the lists of a dry run. */
extern const char *const operation_lists[];

/* `list` NULL: the first lines of each; else that one alone, after the code `after` (NULL: from the top). */
enum err operation_show(struct ctx *c, const char *number, const char *list, const char *after) MUST_CHECK;
void operation_state_cell(struct page *page, struct sheet *sheet, const struct operation *operation);

#endif
