/* Numbers from outside: one notation, no surprises at the ends of the range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/system/parse.h"

static void
whole_numbers_are_read_over_the_whole_range(void **state)
{
	static const struct {
		const char *text;
		int64_t number;
	} cases[] = {
		{ "0", 0 },
		{ "7", 7 },
		{ "-7", -7 },
		{ "1000000", 1000000 },
		{ "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN },
	};
	int64_t number;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse_i64(cases[i].text, INT64_MIN, INT64_MAX, &number), OK);
		assert_int_equal(number, cases[i].number);
	}
}

static void
any_other_notation_is_refused_and_leaves_the_number_alone(void **state)
{
	static const char *const wrong[] = { "", "-", "+1", "01", "-0", "-01", "00", " 1", "1 ", "1\n", "1.0", "1e3",
		"0x1", "1,000", "--1", "1-", "9223372036854775808", "-9223372036854775809",
		"99999999999999999999999999999999999999", "\xD9\xA1", "\xEF\xBC\x91", "null" };
	int64_t number = 42;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(parse_i64(wrong[i], INT64_MIN, INT64_MAX, &number), ERR_INVALID);
	assert_int_equal(number, 42);
}

static void
bounds_are_inclusive(void **state)
{
	int64_t number;

	(void)state;
	assert_int_equal(parse_i64("1", 1, 3, &number), OK);
	assert_int_equal(parse_i64("3", 1, 3, &number), OK);
	assert_int_equal(parse_i64("0", 1, 3, &number), ERR_INVALID);
	assert_int_equal(parse_i64("4", 1, 3, &number), ERR_INVALID);
}

static void
hexadecimal_is_at_most_sixteen_digits(void **state)
{
	uint64_t number;

	(void)state;
	assert_int_equal(parse_hex("fFfFfFfFfFfFfFfF", &number), OK);
	assert_true(number == UINT64_MAX);
	assert_int_equal(parse_hex("0", &number), OK);
	assert_true(number == 0);
	assert_int_equal(parse_hex("", &number), ERR_INVALID);
	assert_int_equal(parse_hex("0x1", &number), ERR_INVALID);
	assert_int_equal(parse_hex("00000000000000001", &number), ERR_INVALID);
	assert_int_equal(parse_hex("g", &number), ERR_INVALID);
}

static void
flags_are_a_few_words_in_lower_case(void **state)
{
	bool flag = false;

	(void)state;
	assert_int_equal(parse_bool("yes", &flag), OK);
	assert_true(flag);
	assert_int_equal(parse_bool("no", &flag), OK);
	assert_false(flag);
	assert_int_equal(parse_bool("1", &flag), OK);
	assert_true(flag);
	assert_int_equal(parse_bool("false", &flag), OK);
	assert_false(flag);
	assert_int_equal(parse_bool("Yes", &flag), ERR_INVALID);
	assert_int_equal(parse_bool("", &flag), ERR_INVALID);
	assert_int_equal(parse_bool("2", &flag), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_numbers_are_read_over_the_whole_range),
		cmocka_unit_test(any_other_notation_is_refused_and_leaves_the_number_alone),
		cmocka_unit_test(bounds_are_inclusive),
		cmocka_unit_test(hexadecimal_is_at_most_sixteen_digits),
		cmocka_unit_test(flags_are_a_few_words_in_lower_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
