/* A code sent to one address for one act serves nobody else and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/security/one_time_code_text.h"

static const struct bytes key = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 };

static void
a_fresh_code_is_six_digits(void **state)
{
	char code[ONE_TIME_CODE_DIGITS + 1], read[ONE_TIME_CODE_DIGITS + 1];

	(void)state;
	for (int round = 0; round < 100; round++) {
		one_time_code_make(code);
		assert_int_equal(strspn(code, "0123456789"), 6);
		assert_int_equal(one_time_code_read(code, read), OK);
		assert_string_equal(read, code);
	}
}

static void
spaces_and_hyphens_typed_by_people_do_not_matter(void **state)
{
	static const char *const wrong[] = { "", "12345", "1234567", "12345a", "      ",
		"\xC3\xA1"
		"12345" };
	char read[ONE_TIME_CODE_DIGITS + 1];

	(void)state;
	assert_int_equal(one_time_code_read(" 012-345 ", read), OK);
	assert_string_equal(read, "012345");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(one_time_code_read(wrong[i], read), ERR_INVALID);
}

static void
the_digest_is_bound_to_purpose_subject_code_and_key(void **state)
{
	static const struct bytes other_key = { (const unsigned char *)"x", 1 };
	unsigned char digest[SHA256_SIZE], other[SHA256_SIZE];

	(void)state;
	one_time_code_digest(key, "activate", "an@example.vn", "012345", digest);
	one_time_code_digest(key, "activate", "an@example.vn", "012345", other);
	assert_memory_equal(digest, other, sizeof(digest));
	one_time_code_digest(key, "sign_in", "an@example.vn", "012345", other);
	assert_memory_not_equal(digest, other, sizeof(digest));
	one_time_code_digest(key, "activate", "binh@example.vn", "012345", other);
	assert_memory_not_equal(digest, other, sizeof(digest));
	one_time_code_digest(key, "activate", "an@example.vn", "012346", other);
	assert_memory_not_equal(digest, other, sizeof(digest));
	one_time_code_digest(key, "activat", "ean@example.vn", "012345", other);
	assert_memory_not_equal(digest, other, sizeof(digest));
	one_time_code_digest(other_key, "activate", "an@example.vn", "012345", other);
	assert_memory_not_equal(digest, other, sizeof(digest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fresh_code_is_six_digits),
		cmocka_unit_test(spaces_and_hyphens_typed_by_people_do_not_matter),
		cmocka_unit_test(the_digest_is_bound_to_purpose_subject_code_and_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
