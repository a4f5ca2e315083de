/*
 * Decimal numbers of 34 digits, rounded half to even, as FEEL and DMN prescribe (IEEE 754-2008 decimal128 without
 * infinities and NaN: what overflows or has no value is an error). Pure; the browser repeats the same steps in BigInt.
 */
#ifndef MOTCUA_DOMAIN_NUMBER_DECIMAL_H
#define MOTCUA_DOMAIN_NUMBER_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

enum {
	DECIMAL_DIGITS = 34,
	DECIMAL_EXPONENT_MAX = 6111,
	DECIMAL_EXPONENT_MIN = -6176,
};

/* (-1)^negative * (high * 2^64 + low) * 10^exponent; the coefficient is below 10^34. All zeros is the number 0. */
struct decimal {
	uint64_t high, low;
	int32_t exponent;
	bool negative; /* never for 0 */
};

/* Exact. */
struct decimal decimal_from_int(int64_t number);

/* -?[0-9]*(.[0-9]*)?([eE][+-]?[0-9]+)? with at least one digit, all of `text`; else, or past the range, ERR_INVALID. */
enum err decimal_parse(const char *text, size_t size, struct decimal *ret) MUST_CHECK;
/*
 * Plain digits (1E+3 is "1000", trailing zeros of a fraction stay) while fewer than 40 zeros must be added,
 * otherwise d.dddE+n. Returns the length written; `size` at least DECIMAL_TEXT_SHORT holds every result.
 */
enum { DECIMAL_TEXT_SHORT = 96 };
size_t decimal_format(struct decimal number, char *text, size_t size);

/* Each gives the exact result rounded once; ERR_INVALID on overflow, division by zero, or where said. */
enum err decimal_add(struct decimal a, struct decimal b, struct decimal *ret) MUST_CHECK;
enum err decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret) MUST_CHECK;
enum err decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret) MUST_CHECK;
enum err decimal_divide(struct decimal a, struct decimal b, struct decimal *ret) MUST_CHECK;
/* a - b * floor(a / b): the sign of b, as FEEL's modulo. */
enum err decimal_modulo(struct decimal a, struct decimal b, struct decimal *ret) MUST_CHECK;
/* `exponent` a whole number from -999 to 999, else ERR_INVALID; rounded after each multiplication. */
enum err decimal_power(struct decimal base, struct decimal exponent, struct decimal *ret) MUST_CHECK;

enum decimal_rounding { DECIMAL_HALF_EVEN, DECIMAL_HALF_UP, DECIMAL_FLOOR, DECIMAL_CEILING };
/* To `scale` digits after the point (negative: before it); ERR_INVALID if the result has more than 34 digits. */
enum err decimal_round(struct decimal number, int32_t scale, enum decimal_rounding how, struct decimal *ret) MUST_CHECK;

/* Exact; 0 stays 0. An integer is whole by value: 1.0 is one. */
struct decimal decimal_negate(struct decimal number);
bool decimal_is_zero(struct decimal number);
bool decimal_is_integer(struct decimal number);
/* Negative, 0 or positive, by value: 1.0 equals 1.00. */
int decimal_compare(struct decimal a, struct decimal b);
/* ERR_INVALID unless the number is whole and fits. */
enum err decimal_to_int(struct decimal number, int64_t *ret) MUST_CHECK;

#endif
