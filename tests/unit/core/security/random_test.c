/* Secrets differ, digits are even, and a code read from paper notices slips of the finger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/security/random.h"

enum { CODE = 12 };

static void
tokens_are_long_enough_and_never_the_same(void **state)
{
	const char *one = random_token(*state, 32), *other = random_token(*state, 32);

	assert_int_equal(strlen(one), 43);
	assert_int_equal(strlen(random_token(*state, 16)), 22);
	assert_string_not_equal(one, other);
}

static void
each_digit_is_equally_likely(void **state)
{
	char digits[1001];
	unsigned counts[10] = { 0 };

	(void)state;
	for (int round = 0; round < 20; round++) {
		random_digits(digits, 1000);
		assert_int_equal(strlen(digits), 1000);
		for (size_t i = 0; i < 1000; i++)
			counts[digits[i] - '0']++;
	}
	for (size_t i = 0; i < 10; i++) /* 2000 expected, standard deviation 42: seven of them never happen by chance */
		assert_in_range(counts[i], 1700, 2300);
}

static void
a_code_has_no_look_alikes_and_is_read_as_typed(void **state)
{
	char code[CODE + 1], read[CODE + 1], typed[64];

	(void)state;
	for (int round = 0; round < 200; round++) {
		random_code(code, CODE);
		assert_int_equal(strlen(code), CODE);
		assert_null(strpbrk(code, "01ILO"));
		(void)snprintf(typed, sizeof(typed), " %.4s-%.4s %s ", code, code + 4, code + 8);
		for (char *c = typed; *c != '\0'; c++)
			*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
		assert_int_equal(random_code_read(typed, read, CODE), OK);
		assert_string_equal(read, code);
	}
}

static void
one_wrong_character_is_always_noticed(void **state)
{
	static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
	char code[CODE + 1], wrong[CODE + 1], read[CODE + 1];

	(void)state;
	random_code(code, CODE);
	for (size_t place = 0; place < CODE; place++) {
		for (const char *c = alphabet; *c != '\0'; c++) {
			memcpy(wrong, code, sizeof(wrong));
			wrong[place] = *c;
			assert_int_equal(random_code_read(wrong, read, CODE), *c == code[place] ? OK : ERR_INVALID);
		}
	}
}

static void
two_neighbours_exchanged_are_always_noticed(void **state)
{
	char code[CODE + 1], wrong[CODE + 1], read[CODE + 1];

	(void)state;
	for (int round = 0; round < 100; round++) {
		random_code(code, CODE);
		for (size_t place = 0; place + 1 < CODE; place++) {
			memcpy(wrong, code, sizeof(wrong));
			wrong[place] = code[place + 1];
			wrong[place + 1] = code[place];
			assert_int_equal(
			    random_code_read(wrong, read, CODE), code[place] == code[place + 1] ? OK : ERR_INVALID);
		}
	}
}

static void
what_is_no_code_is_refused(void **state)
{
	static const char *const wrong[] = { "", "-", "2222", "2222222222222", "222222222220", "22222222222\xC3\xA1",
		"22222222222I", "222222222222222222222222222222222222222222222222222222222222" };
	char read[CODE + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(random_code_read(wrong[i], read, CODE), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(tokens_are_long_enough_and_never_the_same),
		cmocka_unit_test(each_digit_is_equally_likely),
		cmocka_unit_test(a_code_has_no_look_alikes_and_is_read_as_typed),
		cmocka_unit_test(one_wrong_character_is_always_noticed),
		cmocka_unit_test(two_neighbours_exchanged_are_always_noticed),
		cmocka_unit_test(what_is_no_code_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
