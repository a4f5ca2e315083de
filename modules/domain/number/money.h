/*
 * Money in whole đồng. The currency has no smaller unit in use; amounts are int64 and every product is checked.
 * Pure.
 */
#ifndef MOTCUA_DOMAIN_NUMBER_MONEY_H
#define MOTCUA_DOMAIN_NUMBER_MONEY_H

#include <stdint.h>

#include "core/err.h"
#include "domain/number/decimal.h"

/* The largest amount accepted anywhere: a thousand times the State's yearly budget, far from overflow in sums. */
#define MONEY_MAX INT64_C(1000000000000000000)

enum money_sign { MONEY_ANY_SIGN, MONEY_NOT_NEGATIVE };

/* Exactly: a fraction of a đồng, a negative amount where refused, or more than MONEY_MAX is ERR_INVALID. */
enum err money_from_decimal(struct decimal amount, enum money_sign sign, int64_t *ret_dong) MUST_CHECK;
/* quantity * price; both 0 or more, ERR_INVALID otherwise or past MONEY_MAX. */
enum err money_multiply(int64_t quantity, int64_t price, int64_t *ret_dong) MUST_CHECK;
/* a + b within MONEY_MAX either way. */
enum err money_add(int64_t a, int64_t b, int64_t *ret_dong) MUST_CHECK;

#endif
