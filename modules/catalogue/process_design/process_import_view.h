/* The pages of imports of step lists. Private to the room. */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_VIEW_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_VIEW_H

#include <stddef.h>

#include "core/err.h"

struct ctx;
struct process_import;

MUST_CHECK enum err process_imports_show(struct ctx *c, const struct process_import *imports, size_t count, int status);
MUST_CHECK enum err process_import_show(struct ctx *c, const struct process_import *import);

#endif
