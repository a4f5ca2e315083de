/* Which set of printed forms holds on which day (TT 01/2018/TT-VPCP, TT 03/2025/TT-VPCP). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/locale/date.h"
#include "print/print.h"

static int
set_on(int year, int month, int day)
{
	return print_set_of(days_from_civil((struct civil){ year, month, day }));
}

static void
forms_of_2018_until_14_09_2025(void **state)
{
	(void)state;
	assert_int_equal(set_on(2019, 1, 6), 2018);
	assert_int_equal(set_on(2025, 9, 14), 2018);
}

static void
forms_of_2025_from_15_09_2025(void **state)
{
	(void)state;
	assert_int_equal(set_on(2025, 9, 15), 2025);
	assert_int_equal(set_on(2026, 11, 21), 2025);
}

static void
older_papers_bear_the_oldest_set(void **state)
{
	(void)state;
	assert_int_equal(set_on(2015, 1, 1), 2018);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_2018_until_14_09_2025),
		cmocka_unit_test(forms_of_2025_from_15_09_2025),
		cmocka_unit_test(older_papers_bear_the_oldest_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
