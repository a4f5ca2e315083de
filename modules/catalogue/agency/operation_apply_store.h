/* What an operation changes in the catalogue's own tables; the directory's: domain/directory/agency_write_store.h. */
#ifndef MOTCUA_CATALOGUE_OPERATION_APPLY_STORE_H
#define MOTCUA_CATALOGUE_OPERATION_APPLY_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* Of several successors this one alone offers the procedure. Before the succession is written. */
MUST_CHECK enum err offering_leave(struct db *db, int64_t agency_id, int64_t procedure_id, int64_t successor_id);
/* The settings of an agency's offerings are its successor's too. */
MUST_CHECK enum err offering_settings_pass(struct db *db, int64_t from_id, int64_t to_id);
/* The procedures that the agency drafts are drafted by who takes over each, else by `otherwise_id`. */
MUST_CHECK enum err drafted_pass(
    struct db *db, int64_t operation_id, int64_t from_id, int64_t otherwise_id, uint64_t *ret_count);

extern const struct store operation_apply_store;

#endif
