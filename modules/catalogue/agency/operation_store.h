/* Operations over agencies as they are kept: the decision, who ends, who takes over, what goes to whom. */
#ifndef MOTCUA_CATALOGUE_OPERATION_STORE_H
#define MOTCUA_CATALOGUE_OPERATION_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agency/operation.h"
#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { OPERATIONS_PAGE = 50 };

/* Newest first, those made before `before` (an id; INT64_MAX: from the top). */
MUST_CHECK enum err operations_newest(
    struct db *db, int64_t before, const struct operation **ret_operations, size_t *ret_count, bool *ret_more);
MUST_CHECK enum err operation_by_number(struct db *db, const char *number, struct operation *ret_operation);
MUST_CHECK enum err operation_parts(
    struct db *db, int64_t operation_id, const struct operation_part **ret_parts, size_t *ret_count);
MUST_CHECK enum err operation_choices(
    struct db *db, int64_t operation_id, const struct operation_choice **ret_choices, size_t *ret_count);

/* Planned; its id comes back. */
MUST_CHECK enum err operation_add(struct db *db, const struct operation *operation, int64_t *ret_id);
MUST_CHECK enum err operation_part_add(struct db *db, int64_t operation_id, const char *side, int64_t agency_id);
/* Of a planned operation at that version; successor_id DB_NULL_INT: all of them. ERR_CONFLICT: it moved on. */
MUST_CHECK enum err operation_choose(struct db *db, int64_t operation_id, int64_t version, int64_t agency_id,
    const char *kind, const char *item, int64_t successor_id);
MUST_CHECK enum err operation_unchoose(
    struct db *db, int64_t operation_id, int64_t version, int64_t agency_id, const char *kind, const char *item);
/* planned → ordered, planned or ordered → cancelled. ERR_CONFLICT: it moved on. */
MUST_CHECK enum err operation_order(
    struct db *db, int64_t operation_id, int64_t version, int64_t officer_id, int64_t now);
MUST_CHECK enum err operation_cancel(struct db *db, int64_t operation_id, int64_t version);

/* Numbers of what was ordered for `today` or before, oldest day first. */
MUST_CHECK enum err operations_due(struct db *db, int32_t today, const char *const **ret_numbers, size_t *ret_count);
/* Holds the row until COMMIT; ERR_NOT_FOUND unless it is ordered still. */
MUST_CHECK enum err operation_lock(struct db *db, const char *number, struct operation *ret_operation);
MUST_CHECK enum err operation_applied(struct db *db, int64_t operation_id, int64_t now, const char *outcome);

extern const struct store operation_store;

#endif
