/* 256-bit unsigned arithmetic for decimal.c. See wide.h. */
#include "domain/number/wide.h"

__extension__ typedef unsigned __int128 u128;

enum { LIMBS = 4, BITS = 256, POWER_STEP = 19 };

struct wide
wide_from(uint64_t high, uint64_t low)
{
	return (struct wide){ { low, high, 0, 0 } };
}

bool
wide_is_zero(struct wide a)
{
	return (a.limb[0] | a.limb[1] | a.limb[2] | a.limb[3]) == 0;
}

int
wide_compare(struct wide a, struct wide b)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a.limb[i] != b.limb[i])
			return a.limb[i] < b.limb[i] ? -1 : 1;
	return 0;
}

struct wide
wide_add(struct wide a, struct wide b)
{
	u128 carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (u128)a.limb[i] + b.limb[i];
		a.limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return a;
}

struct wide
wide_subtract(struct wide a, struct wide b)
{
	uint64_t borrow = 0;

	for (int i = 0; i < LIMBS; i++) {
		u128 taken = (u128)b.limb[i] + borrow;
		borrow = a.limb[i] < taken;
		a.limb[i] = (uint64_t)((u128)a.limb[i] - taken);
	}
	return a;
}

struct wide
wide_multiply_small(struct wide a, uint64_t factor)
{
	u128 carry = 0;

	for (int i = 0; i < LIMBS; i++) {
		carry += (u128)a.limb[i] * factor;
		a.limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
	return a;
}

struct wide
wide_multiply(struct wide a, struct wide b)
{
	struct wide low = wide_multiply_small(a, b.limb[0]);
	struct wide high = wide_multiply_small(a, b.limb[1]);

	high = (struct wide){ { 0, high.limb[0], high.limb[1], high.limb[2] } };
	return wide_add(low, high);
}

static uint64_t
power_of_ten(int power)
{
	uint64_t result = 1;

	while (power-- > 0)
		result *= 10;
	return result;
}

struct wide
wide_scale(struct wide a, int power)
{
	for (; power > POWER_STEP; power -= POWER_STEP)
		a = wide_multiply_small(a, power_of_ten(POWER_STEP));
	return wide_multiply_small(a, power_of_ten(power));
}

struct wide
wide_divide_small(struct wide a, uint64_t divisor, uint64_t *ret_remainder)
{
	u128 rest = 0;

	for (int i = LIMBS - 1; i >= 0; i--) {
		rest = rest << 64 | a.limb[i];
		a.limb[i] = (uint64_t)(rest / divisor);
		rest %= divisor;
	}
	*ret_remainder = (uint64_t)rest;
	return a;
}

/* One bit at a time: 256 rounds, under a microsecond, and nothing to get wrong. */
struct wide
wide_divide(struct wide a, struct wide divisor, struct wide *ret_remainder)
{
	struct wide quotient = { { 0 } }, rest = { { 0 } };

	for (int bit = BITS - 1; bit >= 0; bit--) {
		rest = wide_add(rest, rest);
		rest.limb[0] |= a.limb[bit / 64] >> (bit % 64) & 1;
		if (wide_compare(rest, divisor) >= 0) {
			rest = wide_subtract(rest, divisor);
			quotient.limb[bit / 64] |= UINT64_C(1) << (bit % 64);
		}
	}
	*ret_remainder = rest;
	return quotient;
}

int
wide_digits(struct wide a)
{
	int digits = 0;
	uint64_t rest;

	while (a.limb[1] | a.limb[2] | a.limb[3]) {
		a = wide_divide_small(a, power_of_ten(POWER_STEP), &rest);
		digits += POWER_STEP;
	}
	for (rest = a.limb[0]; rest != 0; rest /= 10)
		digits++;
	return digits;
}
