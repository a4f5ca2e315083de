/* The second factor: RFC 6238's own vectors, one code for one sign-in, a clock that drifts by one step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/security/totp.h"

static const struct bytes secret = { (const unsigned char *)"12345678901234567890", 20 };

enum { NOW = 1111111109 };
#define SECONDS(n) ((int64_t)(n)*1000000)

static void
codes_agree_with_rfc_6238(void **state)
{
	static const struct {
		int64_t seconds;
		const char *code; /* the last six of the eight digits printed there */
	} vectors[] = {
		{ 59, "287082" },
		{ 1111111109, "081804" },
		{ 1111111111, "050471" },
		{ 1234567890, "005924" },
		{ 2000000000, "279037" },
		{ 20000000000, "353130" },
	};
	char code[TOTP_DIGITS + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		totp_code(secret, totp_step(SECONDS(vectors[i].seconds)), code);
		assert_string_equal(code, vectors[i].code);
	}
}

static void
the_code_of_one_step_before_and_after_is_accepted_no_further(void **state)
{
	char code[TOTP_DIGITS + 1];
	int64_t current = totp_step(SECONDS(NOW)), step;

	(void)state;
	for (int64_t away = -3; away <= 3; away++) {
		bool accepted;

		totp_code(secret, current + away, code);
		step = -1;
		accepted = totp_verify(secret, code, SECONDS(NOW), -1, &step);
		assert_int_equal(accepted, away >= -1 && away <= 1);
		assert_int_equal(step, accepted ? current + away : -1);
	}
}

static void
a_code_serves_once(void **state)
{
	int64_t step = -1, again = -1;

	(void)state;
	assert_true(totp_verify(secret, "081 804", SECONDS(NOW), -1, &step));
	assert_false(totp_verify(secret, "081804", SECONDS(NOW), step, &again));
	assert_true(totp_verify(secret, "050471", SECONDS(NOW + 2), step, &again));
	assert_true(again > step);
}

static void
what_is_not_six_digits_is_refused(void **state)
{
	static const char *const wrong[] = { "", " ", "08180", "0818041", "08180x", "-81804", "+81804",
		"\xEF\xBC\x90"
		"81804" };
	int64_t step;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(totp_verify(secret, wrong[i], SECONDS(NOW), -1, &step));
}

static void
base32_agrees_with_rfc_4648(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "f", "MY" },
		{ "fo", "MZXQ" },
		{ "foo", "MZXW6" },
		{ "foob", "MZXW6YQ" },
		{ "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" },
	};
	static const char *const wrong[] = { "M", "MZX", "MZXW6Y", "MZ", "M1", "M!", "MY=A", "8", "\xC3\xA1" };
	struct bytes data;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_string_equal(base32_encode(*state, pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
		assert_int_equal(base32_decode(*state, pairs[i][1], &data), OK);
		assert_int_equal(data.size, strlen(pairs[i][0]));
		assert_memory_equal(data.data, pairs[i][0], data.size);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(base32_decode(*state, wrong[i], &data), ERR_INVALID);
	assert_int_equal(base32_decode(*state, "mzxw 6ytb oi======", &data), OK);
	assert_memory_equal(data.data, "foobar", 6);
}

static void
the_address_in_the_qr_code_is_encoded(void **state)
{
	assert_string_equal(totp_uri(*state, "Một cửa", "an&b=c", secret),
	    "otpauth://totp/M%E1%BB%99t%20c%E1%BB%ADa:an%26b%3Dc?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=M%E1%BB%99t%20c%E1%BB%ADa");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_agree_with_rfc_6238),
		cmocka_unit_test(the_code_of_one_step_before_and_after_is_accepted_no_further),
		cmocka_unit_test(a_code_serves_once),
		cmocka_unit_test(what_is_not_six_digits_is_refused),
		ARENA_TEST(base32_agrees_with_rfc_4648),
		ARENA_TEST(the_address_in_the_qr_code_is_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
