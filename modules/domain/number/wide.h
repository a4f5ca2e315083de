/*
 * Unsigned whole numbers of 256 bits (77 digits): room for the product of two 34-digit coefficients.
 * Private to decimal.c; the callers keep every result below 2^256.
 */
#ifndef MOTCUA_DOMAIN_NUMBER_WIDE_H
#define MOTCUA_DOMAIN_NUMBER_WIDE_H

#include <stdbool.h>
#include <stdint.h>

struct wide {
	uint64_t limb[4]; /* least significant first */
};

/* Arithmetic without rounding; the caller keeps results below 2^256. wide_compare: negative, 0 or positive. */
struct wide wide_from(uint64_t high, uint64_t low);
bool wide_is_zero(struct wide a);
int wide_compare(struct wide a, struct wide b);
struct wide wide_add(struct wide a, struct wide b);
/* a >= b */
struct wide wide_subtract(struct wide a, struct wide b);
struct wide wide_multiply_small(struct wide a, uint64_t factor);
/* Both below 2^128. */
struct wide wide_multiply(struct wide a, struct wide b);
/* a * 10^power */
struct wide wide_scale(struct wide a, int power);
/* Quotient by 10 and its remainder. */
struct wide wide_divide_small(struct wide a, uint64_t divisor, uint64_t *ret_remainder);
/* divisor is not 0. */
struct wide wide_divide(struct wide a, struct wide divisor, struct wide *ret_remainder);
/* Decimal digits; 0 has none. */
int wide_digits(struct wide a);

#endif
