/* The tracking secret of a paper dossier until its receipt is printed. Sealed; a day at most. */
#ifndef MOTCUA_WORKFLOW_COUNTER_STORE_H
#define MOTCUA_WORKFLOW_COUNTER_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

/* In the transaction that makes the dossier. */
MUST_CHECK enum err receipt_secret_put(struct db *db, int64_t dossier_id, struct bytes sealed, int64_t now);
/* ERR_NOT_FOUND if there is none (filed online, or its day is over). */
MUST_CHECK enum err receipt_secret_of(struct db *db, int64_t dossier_id, struct bytes *ret_sealed);
MUST_CHECK enum err receipt_secret_expire(struct db *db, int64_t before);

extern const struct store counter_store;

#endif
