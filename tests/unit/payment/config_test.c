/* What the payment module refuses to start with. Mirrors modules/payment/config.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "payment.h"

static enum err
check(const char *url, const char *form, const char *series)
{
	const struct payment_config config = { .payplat_url = "",
		.vnpay_pay_url = "https://pay.example.vn/pay",
		.vnpay_api_url = url,
		.receipt_form = form,
		.receipt_series_phi = "AA",
		.receipt_series_le_phi = series };
	struct failure failure = { .code = OK };

	return payment_config_check(&config, &failure);
}

static void
a_gateway_is_spoken_to_under_protection_only(void **state)
{
	(void)state;
	assert_int_equal(check("https://api.example.vn/query", "01BLP0-001", "AB"), OK);
	assert_int_equal(check("http://127.0.0.1:8099/query", "01BLP0-001", "AB"), OK);
	assert_int_equal(check("http://api.example.vn/query", "01BLP0-001", "AB"), ERR_INVALID);
	assert_int_equal(check("http://127.0.0.1.example.vn/query", "01BLP0-001", "AB"), ERR_INVALID);
	assert_int_equal(check("ftp://api.example.vn/query", "01BLP0-001", "AB"), ERR_INVALID);
}

/* Found at the start, not when money comes and its receipt has no room for it. */
static void
signs_that_no_receipt_has_room_for_are_refused(void **state)
{
	(void)state;
	assert_int_equal(check("", "0123456789012345", "ABCDEFGHIJKL"), OK);
	assert_int_equal(check("", "01234567890123456", "AB"), ERR_INVALID);
	assert_int_equal(check("", "01BLP0-001", "ABCDEFGHIJKLM"), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gateway_is_spoken_to_under_protection_only),
		cmocka_unit_test(signs_that_no_receipt_has_room_for_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
