/*
 * The order to publish: whoever changes what citizens read gives it in the same transaction, and the job meets all
 * orders that wait by one publication. Must not publish anything itself.
 */
#ifndef MOTCUA_CATALOGUE_ORDER_H
#define MOTCUA_CATALOGUE_ORDER_H

#include <stdint.h>

#include "core/err.h"

struct db;

/* Public content changes with the caller's transaction; `now` in microseconds UTC. Each call is one order. */
MUST_CHECK enum err publish_order(struct db *db, int64_t now);

#endif
