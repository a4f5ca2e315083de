/* Who may answer when, as a table of its own; when a filing may go. Mirrors modules/submission/cosign/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cosign/cosign_state.h"

#define NO (-1)

/* Rows: waiting, confirmed, declined. Columns: confirm, decline, resend, offered unchanged, offered changed. */
static const int expected[COSIGNER_STATE__MAX][COSIGNER_EVENT__MAX] = {
	{ COSIGNER_CONFIRMED, COSIGNER_DECLINED, COSIGNER_WAITING, COSIGNER_WAITING, COSIGNER_WAITING },
	{ COSIGNER_CONFIRMED, COSIGNER_DECLINED, NO, COSIGNER_CONFIRMED, COSIGNER_WAITING },
	{ NO, COSIGNER_DECLINED, COSIGNER_WAITING, COSIGNER_WAITING, COSIGNER_WAITING },
};

static void
every_event_leads_where_the_rules_say_or_nowhere(void **state)
{
	(void)state;
	for (int from = 0; from < COSIGNER_STATE__MAX; from++)
		for (int event = 0; event < COSIGNER_EVENT__MAX; event++) {
			enum cosigner_state to = COSIGNER_STATE__MAX;
			enum err err = cosigner_next((enum cosigner_state)from, (enum cosigner_event)event, &to);

			assert_int_equal(err, expected[from][event] == NO ? ERR_CONFLICT : OK);
			if (err == OK)
				assert_int_equal(to, expected[from][event]);
		}
}

static void
a_filing_goes_when_all_have_confirmed_and_not_before(void **state)
{
	const enum cosigner_state one = COSIGNER_CONFIRMED;
	const enum cosigner_state all[] = { COSIGNER_CONFIRMED, COSIGNER_CONFIRMED };
	const enum cosigner_state some[] = { COSIGNER_CONFIRMED, COSIGNER_WAITING };
	const enum cosigner_state refused[] = { COSIGNER_WAITING, COSIGNER_DECLINED, COSIGNER_CONFIRMED };

	(void)state;
	assert_int_equal(cosign_whole_of(&one, 1), COSIGN_COMPLETE);
	assert_int_equal(cosign_whole_of(all, 2), COSIGN_COMPLETE);
	assert_int_equal(cosign_whole_of(some, 2), COSIGN_WAITS);
	assert_int_equal(cosign_whole_of(refused, 3), COSIGN_DECLINED);
	assert_int_equal(cosign_whole_of(NULL, 0), COSIGN_WAITS);
}

static void
a_state_nobody_knows_never_counts_as_a_confirmation(void **state)
{
	(void)state;
	for (int i = 0; i < COSIGNER_STATE__MAX; i++)
		assert_int_equal(cosigner_state_of(cosigner_state_name((enum cosigner_state)i)), i);
	assert_int_equal(cosigner_state_of("Confirmed"), COSIGNER_WAITING);
	assert_int_equal(cosigner_state_of(""), COSIGNER_WAITING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_event_leads_where_the_rules_say_or_nowhere),
		cmocka_unit_test(a_filing_goes_when_all_have_confirmed_and_not_before),
		cmocka_unit_test(a_state_nobody_knows_never_counts_as_a_confirmation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
