/* Decimal arithmetic: exact in 256 bits, then rounded once by settle(). See decimal.h. */
#include "domain/number/decimal.h"

#include <stdio.h>

#include "domain/number/wide.h"

enum {
	EXPONENT_TEXT_MAX = 99999, /* exponents typed beyond it are refused at once */
	ZEROS_SHOWN_MAX = 40,
	POWER_MAX = 999,
};

static struct wide
coefficient(struct decimal a)
{
	return wide_from(a.high, a.low);
}

/* What was cut off below the last digit kept: decides the rounding. */
enum cut { CUT_NOTHING, CUT_BELOW_HALF, CUT_HALF, CUT_ABOVE_HALF };

/* Drops `count` digits; `sticky`: something not zero was already lost below them. */
static struct wide
drop_digits(struct wide value, int64_t count, bool sticky, enum cut *ret_cut)
{
	uint64_t last = 0;
	bool below = sticky;

	for (; count > 0; count--) {
		below = below || last != 0;
		value = wide_divide_small(value, 10, &last);
		if (wide_is_zero(value) && count > 1) {
			below = below || last != 0;
			last = 0;
			break; /* only zeros are above */
		}
	}
	if (last == 0)
		*ret_cut = below ? CUT_BELOW_HALF : CUT_NOTHING;
	else if (last == 5)
		*ret_cut = below ? CUT_ABOVE_HALF : CUT_HALF;
	else
		*ret_cut = last < 5 ? CUT_BELOW_HALF : CUT_ABOVE_HALF;
	return value;
}

static bool
rounds_up(struct wide kept, enum cut cut, enum decimal_rounding how, bool negative)
{
	switch (how) {
	case DECIMAL_HALF_EVEN: return cut == CUT_ABOVE_HALF || (cut == CUT_HALF && (kept.limb[0] & 1));
	case DECIMAL_HALF_UP: return cut >= CUT_HALF;
	case DECIMAL_FLOOR: return cut != CUT_NOTHING && negative;
	case DECIMAL_CEILING: return cut != CUT_NOTHING && !negative;
	}
	return false;
}

/* The one place where a result becomes a decimal: at most 34 digits, exponent in range. */
static enum err
settle(struct wide value, int64_t exponent, bool sticky, bool negative, struct decimal *ret)
{
	int64_t excess = wide_digits(value) - DECIMAL_DIGITS;
	enum cut cut;

	if (excess < DECIMAL_EXPONENT_MIN - exponent)
		excess = DECIMAL_EXPONENT_MIN - exponent;
	if (excess > 0 || sticky) {
		int64_t drop = excess > 0 ? excess : 0;
		value = drop_digits(value, drop, sticky, &cut);
		if (rounds_up(value, cut, DECIMAL_HALF_EVEN, negative))
			value = wide_add(value, wide_from(0, 1));
		exponent += drop;
		if (wide_digits(value) > DECIMAL_DIGITS) { /* 99...9 became 100...0 */
			value = drop_digits(value, 1, false, &cut);
			exponent++;
		}
	}
	if (wide_is_zero(value))
		exponent = exponent > DECIMAL_EXPONENT_MAX ? DECIMAL_EXPONENT_MAX : exponent;
	while (exponent > DECIMAL_EXPONENT_MAX && wide_digits(value) < DECIMAL_DIGITS) {
		value = wide_scale(value, 1);
		exponent--;
	}
	if (exponent > DECIMAL_EXPONENT_MAX)
		return ERR_INVALID;
	*ret = (struct decimal){ .high = value.limb[1],
		.low = value.limb[0],
		.exponent = (int32_t)exponent,
		.negative = negative && !wide_is_zero(value) };
	return OK;
}

struct decimal
decimal_from_int(int64_t number)
{
	return (struct decimal){
		.low = number < 0 ? 0 - (uint64_t)number : (uint64_t)number,
		.negative = number < 0,
	};
}

struct scan {
	const char *at, *end;
	struct wide value;
	int64_t exponent;
	int digits; /* significant ones taken */
	bool any, sticky;
};

/* Reads a run of digits; the 70th significant digit and later only count as sticky. */
static void
scan_digits(struct scan *s, bool fraction)
{
	for (; s->at < s->end && *s->at >= '0' && *s->at <= '9'; s->at++) {
		uint64_t digit = (uint64_t)(*s->at - '0');
		s->any = true;
		if (s->digits >= 2 * DECIMAL_DIGITS) {
			s->sticky = s->sticky || digit != 0;
			s->exponent += fraction ? 0 : 1;
			continue;
		}
		s->value = wide_add(wide_multiply_small(s->value, 10), wide_from(0, digit));
		s->digits += s->digits > 0 || digit != 0;
		s->exponent -= fraction ? 1 : 0;
	}
}

static bool
scan_exponent(struct scan *s)
{
	bool negative = false;
	int64_t number = 0;

	if (s->at == s->end || (*s->at != 'e' && *s->at != 'E'))
		return true;
	s->at++;
	if (s->at < s->end && (*s->at == '+' || *s->at == '-'))
		negative = *s->at++ == '-';
	if (s->at == s->end)
		return false;
	for (; s->at < s->end && *s->at >= '0' && *s->at <= '9'; s->at++)
		if ((number = number * 10 + (*s->at - '0')) > EXPONENT_TEXT_MAX)
			return false;
	s->exponent += negative ? -number : number;
	return true;
}

enum err
decimal_parse(const char *text, size_t size, struct decimal *ret)
{
	struct scan s = { .at = text, .end = text + size };
	bool negative = size > 0 && *text == '-';

	s.at += negative;
	scan_digits(&s, false);
	if (s.at < s.end && *s.at == '.') {
		s.at++;
		scan_digits(&s, true);
	}
	if (!s.any || !scan_exponent(&s) || s.at != s.end)
		return ERR_INVALID;
	return settle(s.value, s.exponent, s.sticky, negative, ret);
}

/* The coefficient's digits, NUL-terminated, "0" for 0; returns how many. */
static int
digits_of(struct decimal number, char digits[DECIMAL_DIGITS + 2])
{
	struct wide value = coefficient(number);
	int count = wide_is_zero(value) ? 1 : wide_digits(value);
	uint64_t digit;

	digits[count] = '\0';
	for (int i = count - 1; i >= 0; i--) {
		value = wide_divide_small(value, 10, &digit);
		digits[i] = (char)('0' + digit);
	}
	return count;
}

size_t
decimal_format(struct decimal number, char *text, size_t size)
{
	char digits[DECIMAL_DIGITS + 2];
	const char *sign = number.negative ? "-" : "";
	int count = digits_of(number, digits);
	int point = count + number.exponent; /* digits before the point */
	int written;

	if (decimal_is_zero(number) && number.exponent > 0)
		written = snprintf(text, size, "0");
	else if (number.exponent > ZEROS_SHOWN_MAX || point < -ZEROS_SHOWN_MAX)
		written =
		    snprintf(text, size, "%s%c%s%sE%+d", sign, digits[0], count > 1 ? "." : "", digits + 1, point - 1);
	else if (number.exponent >= 0)
		written = snprintf(
		    text, size, "%s%s%.*s", sign, digits, number.exponent, "0000000000000000000000000000000000000000");
	else if (point > 0)
		written = snprintf(text, size, "%s%.*s.%s", sign, point, digits, digits + point);
	else
		written = snprintf(
		    text, size, "%s0.%.*s%s", sign, -point, "0000000000000000000000000000000000000000", digits);
	return written < 0 ? 0 : (size_t)written < size ? (size_t)written : size - 1;
}

/* The coefficient stretched to all 34 digits, the exponent lowered to match. */
static struct wide
stretched(struct decimal a, int64_t *ret_exponent)
{
	struct wide value = coefficient(a);
	int room = DECIMAL_DIGITS - wide_digits(value);

	*ret_exponent = (int64_t)a.exponent - room;
	return wide_scale(value, room);
}

struct aligned {
	struct wide a, b;
	int64_t exponent;
	bool sticky_a, sticky_b; /* the side was too small to reach; it is represented by "a little" */
};

/* Brings both to one exponent without losing anything but what only can matter as a sticky bit. */
static struct aligned
align(struct decimal a, struct decimal b)
{
	bool swapped = a.exponent < b.exponent;
	struct decimal big = swapped ? b : a, small = swapped ? a : b;
	struct aligned r = { .exponent = small.exponent };
	struct wide high = coefficient(big), low = coefficient(small);
	int64_t exponent = big.exponent;
	bool sticky = false;

	if (wide_is_zero(high)) {
		exponent = small.exponent;
	} else if (exponent - small.exponent > DECIMAL_DIGITS + 3) { /* at least 4 digits stay between after this */
		high = stretched(big, &exponent);
	}
	if (exponent - small.exponent <= DECIMAL_DIGITS + 3) {
		high = wide_scale(high, (int)(exponent - small.exponent));
	} else { /* the small one is less than 1/100 of the last digit that a result keeps */
		sticky = !wide_is_zero(low);
		high = wide_scale(high, sticky ? 3 : 0);
		low = wide_from(0, 0);
		r.exponent = exponent - (sticky ? 3 : 0);
	}
	r.a = swapped ? low : high;
	r.b = swapped ? high : low;
	r.sticky_a = swapped && sticky;
	r.sticky_b = !swapped && sticky;
	return r;
}

enum err
decimal_add(struct decimal a, struct decimal b, struct decimal *ret)
{
	struct aligned r = align(a, b);
	bool sticky = r.sticky_a || r.sticky_b;
	int order;

	if (a.negative == b.negative)
		return settle(wide_add(r.a, r.b), r.exponent, sticky, a.negative, ret);
	order = sticky ? (r.sticky_b ? 1 : -1) : wide_compare(r.a, r.b);
	struct wide difference = order >= 0 ? wide_subtract(r.a, r.b) : wide_subtract(r.b, r.a);
	if (sticky) /* a little is taken away: one less, and a little left over */
		difference = wide_subtract(difference, wide_from(0, 1));
	return settle(difference, r.exponent, sticky, order >= 0 ? a.negative : b.negative, ret);
}

enum err
decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret)
{
	return decimal_add(a, decimal_negate(b), ret);
}

enum err
decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret)
{
	return settle(wide_multiply(coefficient(a), coefficient(b)), (int64_t)a.exponent + b.exponent, false,
	    a.negative != b.negative, ret);
}

enum err
decimal_divide(struct decimal a, struct decimal b, struct decimal *ret)
{
	int64_t ideal = (int64_t)a.exponent - b.exponent, exponent = ideal;
	struct wide rest, quotient;
	uint64_t last = 0;

	if (decimal_is_zero(b))
		return ERR_INVALID;
	int up = DECIMAL_DIGITS + 1 + wide_digits(coefficient(b)) - wide_digits(coefficient(a));
	if (decimal_is_zero(a) || up < 0)
		up = 0;
	quotient = wide_divide(wide_scale(coefficient(a), up), coefficient(b), &rest);
	for (exponent -= up; wide_is_zero(rest) && exponent < ideal;
	     exponent++) { /* an exact result in its plain form */
		struct wide shorter = wide_divide_small(quotient, 10, &last);
		if (last != 0)
			break;
		quotient = shorter;
	}
	return settle(quotient, exponent, !wide_is_zero(rest), a.negative != b.negative, ret);
}

/* |a| mod |b|, exactly: the coefficient in units of 10^*exponent. */
static struct wide
remainder_of(struct decimal a, struct decimal b, int64_t *ret_exponent)
{
	struct wide rest = coefficient(a), divisor = coefficient(b);
	int64_t up = (int64_t)a.exponent - b.exponent;

	*ret_exponent = up < 0 ? a.exponent : b.exponent;
	if (up < 0) {
		if (wide_digits(divisor) - up > DECIMAL_DIGITS + 1)
			return rest; /* b is larger than any such a */
		divisor = wide_scale(divisor, (int)-up);
		up = 0;
	}
	wide_divide(rest, divisor, &rest);
	for (int64_t step; up > 0 && !wide_is_zero(rest); up -= step) {
		step = up < DECIMAL_DIGITS ? up : DECIMAL_DIGITS;
		wide_divide(wide_scale(rest, (int)step), divisor, &rest);
	}
	return rest;
}

enum err
decimal_modulo(struct decimal a, struct decimal b, struct decimal *ret)
{
	struct decimal rest;
	int64_t exponent;

	if (decimal_is_zero(b))
		return ERR_INVALID;
	struct wide value = remainder_of(a, b, &exponent);
	enum err err = settle(value, exponent, false, a.negative, &rest);
	if (err != OK || decimal_is_zero(rest) || a.negative == b.negative) {
		*ret = rest;
		return err;
	}
	return decimal_add(rest, b, ret);
}

enum err
decimal_power(struct decimal base, struct decimal exponent, struct decimal *ret)
{
	struct decimal result = decimal_from_int(1);
	int64_t times;
	enum err err = decimal_to_int(exponent, &times);

	if (err != OK || times > POWER_MAX || times < -POWER_MAX)
		return ERR_INVALID;
	for (int64_t i = times < 0 ? -times : times; err == OK && i > 0; i--)
		err = decimal_multiply(result, base, &result);
	if (err == OK && times < 0)
		err = decimal_divide(decimal_from_int(1), result, &result);
	*ret = result;
	return err;
}

enum err
decimal_round(struct decimal number, int32_t scale, enum decimal_rounding how, struct decimal *ret)
{
	int64_t drop = -(int64_t)scale - number.exponent;
	struct wide value = coefficient(number);
	enum cut cut;

	if (scale > -DECIMAL_EXPONENT_MIN || scale < -DECIMAL_EXPONENT_MAX)
		return ERR_INVALID;
	if (drop <= 0) { /* nothing to cut: zeros are added */
		if (!wide_is_zero(value) && wide_digits(value) - drop > DECIMAL_DIGITS)
			return ERR_INVALID;
		value = wide_is_zero(value) ? value : wide_scale(value, (int)-drop);
		return settle(value, -(int64_t)scale, false, number.negative, ret);
	}
	value = drop_digits(value, drop, false, &cut);
	if (rounds_up(value, cut, how, number.negative))
		value = wide_add(value, wide_from(0, 1));
	return settle(value, -(int64_t)scale, false, number.negative, ret);
}

struct decimal
decimal_negate(struct decimal number)
{
	number.negative = !number.negative && !decimal_is_zero(number);
	return number;
}

bool
decimal_is_zero(struct decimal number)
{
	return number.high == 0 && number.low == 0;
}

bool
decimal_is_integer(struct decimal number)
{
	enum cut cut = CUT_NOTHING;

	if (number.exponent < 0)
		drop_digits(coefficient(number), -(int64_t)number.exponent, false, &cut);
	return cut == CUT_NOTHING;
}

int
decimal_compare(struct decimal a, struct decimal b)
{
	int sign_a = decimal_is_zero(a) ? 0 : a.negative ? -1 : 1;
	int sign_b = decimal_is_zero(b) ? 0 : b.negative ? -1 : 1;

	if (sign_a != sign_b || sign_a == 0)
		return sign_a - sign_b;
	int64_t top_a = wide_digits(coefficient(a)) + (int64_t)a.exponent;
	int64_t top_b = wide_digits(coefficient(b)) + (int64_t)b.exponent;
	if (top_a != top_b)
		return top_a < top_b ? -sign_a : sign_a;
	int64_t exponent;
	return sign_a * wide_compare(stretched(a, &exponent), stretched(b, &exponent));
}

enum err
decimal_to_int(struct decimal number, int64_t *ret)
{
	enum cut cut = CUT_NOTHING;
	struct wide value = coefficient(number);

	if (number.exponent < 0)
		value = drop_digits(value, -(int64_t)number.exponent, false, &cut);
	else if (!wide_is_zero(value) && number.exponent > 19)
		return ERR_INVALID;
	else
		value = wide_scale(value, wide_is_zero(value) ? 0 : number.exponent);
	if (cut != CUT_NOTHING || value.limb[1] | value.limb[2] | value.limb[3])
		return ERR_INVALID;
	if (value.limb[0] > (uint64_t)INT64_MAX + number.negative)
		return ERR_INVALID;
	*ret = number.negative ? (int64_t)(0 - value.limb[0]) : (int64_t)value.limb[0];
	return OK;
}
