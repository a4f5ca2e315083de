/*
 * Applying an operation: everything in one transaction, from the lists of movable_store.h. A crash leaves it ordered and the
 * job begins again; once applied it is never applied again. Dossiers are told to workflow (outbox), which moves each through
 * the door; the public pages are ordered anew.
 */
#ifndef MOTCUA_CATALOGUE_OPERATION_APPLY_H
#define MOTCUA_CATALOGUE_OPERATION_APPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct db;
struct job_ctx;
struct operation;
struct operation_plan;

/* The parts and counts of an operation, for a dry run or for applying it. */
MUST_CHECK enum err operation_plan_read(
    struct db *db, const struct operation *operation, struct operation_plan *ret_plan);

/* The job: what was ordered for today or before. One that cannot be applied (its page says why) holds up no other. */
MUST_CHECK enum err operations_apply(struct job_ctx *j, bool *ret_more);

#endif
