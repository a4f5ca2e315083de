/* By which definitions a procedure goes today and from later days on, as a table that leads to each of them. */
#ifndef MOTCUA_CATALOGUE_DEFINE_IN_FORCE_H
#define MOTCUA_CATALOGUE_DEFINE_IN_FORCE_H

#include <stdint.h>

#include "core/err.h"

struct ctx;
struct sheet;

/* What is in force today of each kind, then what was decided for it here, the newest decision of each kind and case. */
MUST_CHECK enum err definitions_in_force(struct ctx *c, int64_t procedure_id, struct sheet **ret_sheet);

#endif
