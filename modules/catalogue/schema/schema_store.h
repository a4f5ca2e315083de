/* Which procedure in force asks by which form today: for the list of schemas. Reads only. */
#ifndef MOTCUA_CATALOGUE_SCHEMA_STORE_H
#define MOTCUA_CATALOGUE_SCHEMA_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct schema_row {
	const char *procedure_code, *procedure_name, *code;
	int64_t version_no;
};
/* By the procedure's code; at most 20,000. */
MUST_CHECK enum err schema_rows(struct db *db, const struct schema_row **ret_rows, size_t *ret_count);

extern const struct store schema_store;

#endif
