/*
 * What must hold in the books at any time, as queries that find what breaks it: no row is the proof. Run every night, by
 * the verb `invariants`, and after every test suite.
 */
#ifndef MOTCUA_PAYMENT_INVARIANT_STORE_H
#define MOTCUA_PAYMENT_INVARIANT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct invariant_result {
	const char *name;
	int64_t broken, first; /* rows that break it; the smallest id among them, 0 if none */
};
enum { INVARIANTS_MOST = 16 };
MUST_CHECK enum err invariants_run(struct db *db, struct invariant_result results[INVARIANTS_MOST], size_t *ret_count);

extern const struct store invariant_store;

#endif
