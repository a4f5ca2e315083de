/*
 * Numbers from counter rows: dossier codes and filing numbers by the masks in force (settings dossier.code_mask and
 * dossier.filing_mask). A number is only used up if its transaction commits: no gaps by failure, never twice.
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_NUMBER_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_NUMBER_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/dossier/code.h"

struct arena;
struct db;

enum number_kind { NUMBER_FILING, NUMBER_CODE };

/*
 * The next number of that kind for an agency (its identifier) on the day of `at`, inside the caller's transaction: the
 * counter's row stays locked until it ends. ERR_INTERNAL if the mask set is wrong.
 */
MUST_CHECK enum err number_next(struct db *db, struct arena *arena, enum number_kind kind, const char *agency_code,
    int64_t at, const char **ret_number);

/* The next value of any counter, from 1: for registers and receipts that number by their own rules. */
MUST_CHECK enum err counter_next(struct db *db, const char *counter, int64_t *ret_value);

extern const struct store number_store;

#endif
