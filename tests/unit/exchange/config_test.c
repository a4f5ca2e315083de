/* What the exchange module refuses to start with. Mirrors modules/exchange/config.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange.h"

static enum err
check(const char *host, const char *user, int security, const char *sms_url)
{
	const struct exchange_config config = {
		.smtp_host = host,
		.smtp_user = user,
		.smtp_security = security,
		.sms_url = sms_url,
		.population_url = "",
		.population_token_url = "",
		.vneid_authorise_url = "",
		.vneid_token_url = "",
		.vneid_claims_url = "",
	};
	struct failure failure = { .code = OK };

	return exchange_config_check(&config, &failure);
}

static void
a_password_leaves_this_machine_under_tls_only(void **state)
{
	(void)state;
	assert_int_equal(check("mail.example.vn", "mot-cua", SMTP_SECURITY_REQUIRED, ""), OK);
	assert_int_equal(check("mail.example.vn", "", SMTP_SECURITY_OFFERED, ""), OK);
	assert_int_equal(check("127.0.0.1", "mot-cua", SMTP_SECURITY_OFFERED, ""), OK);
	assert_int_equal(check("mail.example.vn", "mot-cua", SMTP_SECURITY_OFFERED, ""), ERR_INVALID);
}

static void
codes_go_to_a_gateway_under_tls_only(void **state)
{
	(void)state;
	assert_int_equal(check("", "", SMTP_SECURITY_OFFERED, "https://sms.example.vn/v1"), OK);
	assert_int_equal(check("", "", SMTP_SECURITY_OFFERED, "http://127.0.0.1:8025/sms"), OK);
	assert_int_equal(check("", "", SMTP_SECURITY_OFFERED, "http://sms.example.vn/v1"), ERR_INVALID);
	assert_int_equal(check("", "", SMTP_SECURITY_OFFERED, "http://127.0.0.1:80@sms.example.vn/v1"), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_leaves_this_machine_under_tls_only),
		cmocka_unit_test(codes_go_to_a_gateway_under_tls_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
