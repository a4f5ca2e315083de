/*
 * Agencies change: edited, renamed, ended, succeeded; officers and their rights go with them. Every change of a name, code,
 * address or place in the tree keeps what was before (agency_on). Each call is part of the caller's transaction. Imports of
 * whole organisations: directory_store.h.
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_AGENCY_WRITE_STORE_H
#define MOTCUA_DOMAIN_DIRECTORY_AGENCY_WRITE_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct agency;
struct db;

/* A new agency; its members but id, valid_to and current_id. ERR_CONFLICT (db_duplicate): code or slug is taken. */
MUST_CHECK enum err agency_create(
    struct db *db, const struct agency *agency, const char *statistics_code, int64_t calendar_id, int64_t *ret_id);
/*
 * What `agency` says takes the place of what the row said at `version`. Where its name, code or place changed, the old
 * state is kept as history until `until`, the first day of the new one, with `decision` ("" for a correction).
 * ERR_CONFLICT: somebody else was first, or (db_duplicate) code or slug is taken.
 */
MUST_CHECK enum err agency_edit(struct db *db, const struct agency *agency, const char *statistics_code,
    int64_t calendar_id, int64_t version, int32_t until, const char *decision);
/* Its last day. ERR_CONFLICT: it has ended already. */
MUST_CHECK enum err agency_end(struct db *db, int64_t id, int32_t last_day);
/* `successor_id` answers for it from the day on; said again with another day or decision, that holds. */
MUST_CHECK enum err agency_succeed(
    struct db *db, int64_t agency_id, int64_t successor_id, int32_t effective, const char *decision);
/* It stands below another agency from `day` on. */
MUST_CHECK enum err agency_move(struct db *db, int64_t id, int64_t parent_id, int32_t day, const char *decision);

/* The officer belongs to another agency now. */
MUST_CHECK enum err officer_move(struct db *db, int64_t officer_id, int64_t agency_id);
/* From `day` on the officer has at `to` what it has at `from`; may be said again. */
MUST_CHECK enum err role_grants_pass(struct db *db, int64_t officer_id, int64_t from, int64_t to, int32_t day);
/* Every right at an agency ends the day before `day`. */
MUST_CHECK enum err role_grants_end(struct db *db, int64_t agency_id, int32_t day);

extern const struct store agency_write_store;

#endif
