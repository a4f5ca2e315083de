/*
 * Decimal numbers against a second implementation: whole numbers of OpenSSL (BIGNUM) and rounding on their digits as
 * text. Mirrors modules/domain/number/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/bn.h>
#include <openssl/crypto.h>

#include "domain/number/decimal.h"
#include "domain/number/money.h"

enum { ROUNDS = 100000, TEXT_MAX = 700, QUOTIENT_DIGITS = 190 };

static uint64_t seed = 20261121;

/* xorshift64*: the same numbers in every run. */
static uint64_t
random_below(uint64_t bound)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (seed * UINT64_C(2685821657736338717)) % bound;
}

static struct decimal
parsed(const char *text)
{
	struct decimal number;

	assert_int_equal(decimal_parse(text, strlen(text), &number), OK);
	return number;
}

static struct decimal
random_decimal(int exponent_spread)
{
	char text[80];
	int length = 1 + (int)random_below(DECIMAL_DIGITS), at = 0;
	static const char *const habits[] = { "0123456789", "09", "05", "0000000001", "9999999998", "4999" };
	const char *habit = habits[random_below(sizeof(habits) / sizeof(*habits))];

	if (random_below(2))
		text[at++] = '-';
	while (length-- > 0)
		text[at++] = habit[random_below(strlen(habit))];
	snprintf(text + at, sizeof(text) - (size_t)at, "E%d",
	    (int)random_below((uint64_t)(2 * exponent_spread + 1)) - exponent_spread);
	return parsed(text);
}

static BIGNUM *
whole(struct decimal a, int up)
{
	BN_CTX *context = BN_CTX_new();
	BIGNUM *value = BN_new(), *ten = BN_new(), *power = BN_new();

	assert_true(BN_set_word(value, a.high) && BN_lshift(value, value, 64) && BN_add_word(value, a.low));
	assert_true(BN_set_word(ten, 10) && BN_set_word(power, (BN_ULONG)up) && BN_exp(ten, ten, power, context));
	assert_true(BN_mul(value, value, ten, context));
	BN_set_negative(value, a.negative);
	BN_free(ten);
	BN_free(power);
	BN_CTX_free(context);
	return value;
}

/* Rounds digits half to even at 34, on the text; returns the digits dropped. */
static int
round_text(char *digits)
{
	size_t length = strlen(digits);

	if (length <= DECIMAL_DIGITS)
		return 0;
	const char *tail = digits + DECIMAL_DIGITS;
	bool beyond = strspn(tail + 1, "0") != strlen(tail + 1);
	bool up = *tail > '5' || (*tail == '5' && (beyond || (digits[DECIMAL_DIGITS - 1] - '0') % 2));
	digits[DECIMAL_DIGITS] = '\0';
	for (int i = DECIMAL_DIGITS - 1; up && i >= 0; i--) {
		up = digits[i] == '9';
		digits[i] = (char)(up ? '0' : digits[i] + 1);
	}
	if (up) { /* 99..9 */
		memmove(digits + 1, digits, DECIMAL_DIGITS - 1);
		digits[0] = '1';
		length++;
	}
	return (int)length - DECIMAL_DIGITS;
}

/* value * 10^exponent, with `more` set if something not zero follows, as "-digitsE+exponent" without trailing zeros. */
static void
expected_text(BIGNUM *value, int exponent, bool more, char *text)
{
	char digits[TEXT_MAX - 20];
	char *number = BN_bn2dec(value);
	bool negative = *number == '-';

	snprintf(digits, sizeof(digits), "%s%s", number + negative, more ? "1" : "");
	OPENSSL_free(number);
	exponent -= more;
	exponent += round_text(digits);
	size_t length = strlen(digits);
	while (length > 1 && digits[length - 1] == '0') {
		digits[--length] = '\0';
		exponent++;
	}
	if (strcmp(digits, "0") == 0)
		snprintf(text, TEXT_MAX, "0");
	else
		snprintf(text, TEXT_MAX, "%s%sE%d", negative ? "-" : "", digits, exponent);
}

static void
actual_text(struct decimal a, char *text)
{
	BIGNUM *value = whole(a, 0);

	expected_text(value, a.exponent, false, text);
	BN_free(value);
}

static void
check(struct decimal a, struct decimal b, char operation)
{
	BN_CTX *context = BN_CTX_new();
	int low = a.exponent < b.exponent ? a.exponent : b.exponent, exponent = low;
	BIGNUM *left = whole(a, a.exponent - low), *right = whole(b, b.exponent - low), *result = BN_new(),
	       *rest = BN_new();
	char expected[TEXT_MAX], actual[TEXT_MAX];
	struct decimal computed = { 0 };
	enum err err = OK;

	BN_zero(rest);
	switch (operation) {
	case '+':
		err = decimal_add(a, b, &computed);
		assert_true(BN_add(result, left, right));
		break;
	case '-':
		err = decimal_subtract(a, b, &computed);
		assert_true(BN_sub(result, left, right));
		break;
	case '*':
		err = decimal_multiply(a, b, &computed);
		assert_true(BN_mul(result, left, right, context));
		exponent = 2 * low;
		break;
	case '%': /* a - b * floor(a / b) */
		err = decimal_modulo(a, b, &computed);
		assert_true(BN_nnmod(result, left, right, context));
		if (BN_is_negative(right) && !BN_is_zero(result))
			assert_true(BN_add(result, result, right));
		break;
	default:
		err = decimal_divide(a, b, &computed);
		BN_free(left);
		left = whole(a, a.exponent - low + QUOTIENT_DIGITS);
		assert_true(BN_div(result, rest, left, right, context));
		exponent = -QUOTIENT_DIGITS;
	}
	assert_int_equal(err, OK);
	expected_text(result, exponent, !BN_is_zero(rest), expected);
	actual_text(computed, actual);
	assert_string_equal(actual, expected);
	BN_free(left);
	BN_free(right);
	BN_free(result);
	BN_free(rest);
	BN_CTX_free(context);
}

static void
random_operations_agree_with_a_second_implementation(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		char operation = "+-*/%"[i % 5];
		int spread = (i / 5) % 2 ? 10 : 45;
		struct decimal a = random_decimal(spread), b = random_decimal(spread);
		if ((operation == '/' || operation == '%') && decimal_is_zero(b))
			continue;
		/* a modulo of opposite signs is rounded twice when the sum has more than 34 digits: not compared */
		if (operation == '%' && a.negative != b.negative)
			continue;
		check(a, b, operation);
	}
}

static void
comparison_agrees_with_subtraction(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct decimal a = random_decimal(20), b = i % 3 ? random_decimal(20) : a, difference;
		assert_int_equal(decimal_subtract(a, b, &difference), OK);
		int order = decimal_compare(a, b);
		assert_int_equal(order < 0 ? -1 : order > 0, decimal_is_zero(difference) ? 0
							     : difference.negative       ? -1
											 : 1);
	}
}

static void
assert_shown(struct decimal number, const char *text)
{
	char shown[DECIMAL_TEXT_SHORT];

	assert_int_equal(decimal_format(number, shown, sizeof(shown)), strlen(text));
	assert_string_equal(shown, text);
}

static void
edges_of_the_range_are_exact_or_refused(void **state)
{
	struct decimal r;
	const struct decimal largest = parsed("9.999999999999999999999999999999999E+6144");

	(void)state;
	assert_int_equal(decimal_add(largest, largest, &r), ERR_INVALID);
	assert_int_equal(decimal_multiply(largest, parsed("10"), &r), ERR_INVALID);
	assert_int_equal(decimal_parse("1E6145", 6, &r), ERR_INVALID);
	assert_int_equal(decimal_parse("1E6144", 6, &r), OK);
	assert_int_equal(decimal_divide(parsed("1"), parsed("0"), &r), ERR_INVALID);
	assert_int_equal(decimal_modulo(parsed("1"), parsed("0.0"), &r), ERR_INVALID);
	assert_int_equal(decimal_multiply(parsed("1E-6176"), parsed("0.5"), &r), OK);
	assert_true(decimal_is_zero(r)); /* half of the smallest goes to the even 0 */
	assert_int_equal(decimal_multiply(parsed("3E-6176"), parsed("0.5"), &r), OK);
	assert_int_equal(decimal_compare(r, parsed("2E-6176")), 0);
	assert_int_equal(decimal_add(parsed("1E+6000"), parsed("1E-6000"), &r), OK);
	assert_int_equal(decimal_compare(r, parsed("1E6000")), 0);
	assert_int_equal(decimal_subtract(parsed("1E+60"), parsed("1"), &r), OK);
	assert_int_equal(decimal_compare(r, parsed("1E60")), 0);
	assert_int_equal(decimal_subtract(parsed("1000000000000000000000000000000000E3"), parsed("1E-20"), &r), OK);
	assert_int_equal(decimal_compare(r, parsed("1E36")), 0);
}

static void
text_is_read_and_written_back(void **state)
{
	static const char *const refused[] = { "", "-", ".", "1.2.3", "1e", "1e+", "+1", "0x10", " 1", "1 ", "1e999999",
		"--1", "NaN", "1,5" };
	struct decimal r;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_int_equal(decimal_parse(refused[i], strlen(refused[i]), &r), ERR_INVALID);
	assert_shown(parsed("-.872"), "-0.872");
	assert_shown(parsed("1.50"), "1.50");
	assert_shown(parsed("1e3"), "1000");
	assert_shown(parsed("-0"), "0");
	assert_shown(parsed("0E10"), "0");
	assert_shown(parsed("12345678901234567890123456789012345"), "12345678901234567890123456789012340");
	assert_shown(parsed("12345678901234567890123456789012355"), "12345678901234567890123456789012360");
	assert_shown(parsed("1E60"), "1E+60");
	assert_shown(parsed("1.5E-60"), "1.5E-60");
	assert_shown(parsed("99999999999999999999999999999999995"), "100000000000000000000000000000000000");
	assert_shown(parsed("000000000000000000000000000000000000000000000000000000000000000000000000000000001"), "1");
}

static void
rounding_goes_the_way_that_is_asked(void **state)
{
	static const struct {
		const char *number;
		int scale;
		enum decimal_rounding how;
		const char *result;
	} cases[] = {
		{ "2.5", 0, DECIMAL_HALF_EVEN, "2" },
		{ "3.5", 0, DECIMAL_HALF_EVEN, "4" },
		{ "2.51", 0, DECIMAL_HALF_EVEN, "3" },
		{ "2.5", 0, DECIMAL_HALF_UP, "3" },
		{ "-2.5", 0, DECIMAL_HALF_UP, "-3" },
		{ "-2.1", 0, DECIMAL_FLOOR, "-3" },
		{ "-2.9", 0, DECIMAL_CEILING, "-2" },
		{ "2.000001", 0, DECIMAL_CEILING, "3" },
		{ "1234.5678", 2, DECIMAL_HALF_EVEN, "1234.57" },
		{ "1250", -2, DECIMAL_HALF_EVEN, "1200" },
		{ "1", 2, DECIMAL_HALF_EVEN, "1.00" },
		{ "0.0004", 0, DECIMAL_FLOOR, "0" },
		{ "-0.0004", 0, DECIMAL_FLOOR, "-1" },
	};
	struct decimal r;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(decimal_round(parsed(cases[i].number), cases[i].scale, cases[i].how, &r), OK);
		assert_shown(r, cases[i].result);
	}
	assert_int_equal(decimal_round(parsed("1E30"), 10, DECIMAL_HALF_EVEN, &r), ERR_INVALID);
}

static void
powers_and_signs(void **state)
{
	struct decimal r;

	(void)state;
	assert_int_equal(decimal_power(parsed("10"), parsed("-5"), &r), OK);
	assert_shown(r, "0.00001");
	assert_int_equal(decimal_power(parsed("2"), parsed("100"), &r), OK);
	assert_shown(r, "1267650600228229401496703205376");
	assert_int_equal(decimal_power(parsed("2"), parsed("0.5"), &r), ERR_INVALID);
	assert_int_equal(decimal_power(parsed("0"), parsed("-1"), &r), ERR_INVALID);
	assert_int_equal(decimal_modulo(parsed("-7"), parsed("3"), &r), OK);
	assert_shown(r, "2");
	assert_int_equal(decimal_modulo(parsed("7"), parsed("-3"), &r), OK);
	assert_shown(r, "-2");
	assert_int_equal(decimal_divide(parsed("6"), parsed("2"), &r), OK);
	assert_shown(r, "3");
	assert_int_equal(decimal_divide(parsed("1"), parsed("8"), &r), OK);
	assert_shown(r, "0.125");
}

static void
only_whole_numbers_that_fit_become_integers(void **state)
{
	int64_t n;

	(void)state;
	assert_int_equal(decimal_to_int(parsed("9223372036854775807"), &n), OK);
	assert_true(n == INT64_MAX);
	assert_int_equal(decimal_to_int(parsed("-9223372036854775808"), &n), OK);
	assert_true(n == INT64_MIN);
	assert_int_equal(decimal_to_int(parsed("9223372036854775808"), &n), ERR_INVALID);
	assert_int_equal(decimal_to_int(parsed("1.5"), &n), ERR_INVALID);
	assert_int_equal(decimal_to_int(parsed("8000.00"), &n), OK);
	assert_int_equal(n, 8000);
	assert_int_equal(decimal_to_int(parsed("1E6000"), &n), ERR_INVALID);
	assert_int_equal(decimal_to_int(parsed("0E6000"), &n), OK);
	assert_int_equal(decimal_to_int(decimal_from_int(INT64_MIN), &n), OK);
	assert_true(n == INT64_MIN);
}

static void
money_is_whole_dong_and_never_overflows(void **state)
{
	int64_t dong;

	(void)state;
	assert_int_equal(money_from_decimal(parsed("8000.0"), MONEY_NOT_NEGATIVE, &dong), OK);
	assert_int_equal(dong, 8000);
	assert_int_equal(money_from_decimal(parsed("0.5"), MONEY_NOT_NEGATIVE, &dong), ERR_INVALID);
	assert_int_equal(money_from_decimal(parsed("-1"), MONEY_NOT_NEGATIVE, &dong), ERR_INVALID);
	assert_int_equal(money_from_decimal(parsed("-1"), MONEY_ANY_SIGN, &dong), OK);
	assert_int_equal(money_from_decimal(parsed("1000000000000000001"), MONEY_ANY_SIGN, &dong), ERR_INVALID);
	assert_int_equal(money_multiply(3, 8000, &dong), OK);
	assert_int_equal(dong, 24000);
	assert_int_equal(money_multiply(INT64_MAX, 2, &dong), ERR_INVALID);
	assert_int_equal(money_multiply(-1, 8000, &dong), ERR_INVALID);
	assert_int_equal(money_add(MONEY_MAX, 1, &dong), ERR_INVALID);
	assert_int_equal(money_add(-MONEY_MAX, -1, &dong), ERR_INVALID);
	assert_int_equal(money_add(50000, -20000, &dong), OK);
	assert_int_equal(dong, 30000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_operations_agree_with_a_second_implementation),
		cmocka_unit_test(comparison_agrees_with_subtraction),
		cmocka_unit_test(edges_of_the_range_are_exact_or_refused),
		cmocka_unit_test(text_is_read_and_written_back),
		cmocka_unit_test(rounding_goes_the_way_that_is_asked),
		cmocka_unit_test(powers_and_signs),
		cmocka_unit_test(only_whole_numbers_that_fit_become_integers),
		cmocka_unit_test(money_is_whole_dong_and_never_overflows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
