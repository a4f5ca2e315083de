/* Nobody waits for a partner that is away. Mirrors modules/exchange/register/breaker.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "register/breaker.h"

#define SECONDS(n) ((int64_t)(n)*1000000)

static void
fails(struct breaker *b, int times, int64_t at)
{
	for (int i = 0; i < times; i++) {
		assert_true(breaker_allows(b, at));
		breaker_ended(b, false, at);
	}
}

static void
three_failures_in_a_row_open_it_for_half_a_minute(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	fails(&b, BREAKER_FAILURES, SECONDS(100));
	assert_false(breaker_allows(&b, SECONDS(100)));
	assert_false(breaker_allows(&b, SECONDS(100 + BREAKER_PAUSE_SECONDS) - 1));
	assert_true(breaker_allows(&b, SECONDS(100 + BREAKER_PAUSE_SECONDS)));
}

static void
an_answer_in_between_starts_the_count_anew(void **state)
{
	struct breaker b = { 0 };

	(void)state;
	fails(&b, BREAKER_FAILURES - 1, SECONDS(1));
	assert_true(breaker_allows(&b, SECONDS(1)));
	breaker_ended(&b, true, SECONDS(1));
	fails(&b, BREAKER_FAILURES - 1, SECONDS(2));
	assert_true(breaker_allows(&b, SECONDS(2)));
}

static void
after_the_pause_one_call_tries_and_the_others_still_do_not_wait(void **state)
{
	struct breaker b = { 0 };
	const int64_t later = SECONDS(BREAKER_PAUSE_SECONDS + 1);

	(void)state;
	fails(&b, BREAKER_FAILURES, 0);
	assert_true(breaker_allows(&b, later));
	assert_false(breaker_allows(&b, later));
	breaker_ended(&b, false, later);
	assert_false(breaker_allows(&b, later + SECONDS(BREAKER_PAUSE_SECONDS) - 1));
	assert_true(breaker_allows(&b, later + SECONDS(BREAKER_PAUSE_SECONDS)));
	breaker_ended(&b, true, later + SECONDS(BREAKER_PAUSE_SECONDS));
	assert_true(breaker_allows(&b, later + SECONDS(BREAKER_PAUSE_SECONDS)));
	assert_true(breaker_allows(&b, later + SECONDS(BREAKER_PAUSE_SECONDS)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_failures_in_a_row_open_it_for_half_a_minute),
		cmocka_unit_test(an_answer_in_between_starts_the_count_anew),
		cmocka_unit_test(after_the_pause_one_call_tries_and_the_others_still_do_not_wait),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
