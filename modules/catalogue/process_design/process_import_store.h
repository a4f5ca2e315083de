/* Imports of step lists and their reports in the database. */
#ifndef MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_STORE_H
#define MOTCUA_CATALOGUE_PROCESS_DESIGN_PROCESS_IMPORT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct process_import {
	int64_t id, officer_id, created_at;
	const char *code, *file_name, *officer_name;
	const char *report; /* JSON; "" in a list */
};
MUST_CHECK enum err process_import_add(struct db *db, const struct process_import *import);
/* Of that officer (DB_NULL_INT: of whomever). ERR_NOT_FOUND. */
MUST_CHECK enum err process_import_by_code(
    struct db *db, const char *code, int64_t officer_id, struct process_import *ret_import);
/* The newest twenty, likewise. */
MUST_CHECK enum err process_imports_newest(
    struct db *db, int64_t officer_id, const struct process_import **ret_imports, size_t *ret_count);

extern const struct store process_import_store;

#endif
