/*
 * What an event may ask for: the facts of demand_fee become lines only if every amount is right. Mirrors
 * modules/payment/demand.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"

#include "demand.h"

#define LINE(kind, quantity, price, amount)                                                                            \
	"{\"kind\":\"" kind "\",\"code\":\"a\",\"name\":\"A\",\"quantity\":" #quantity ",\"unit_price\":" #price       \
	",\"amount\":" #amount ",\"basis\":\"B\"}"
#define FACTS(lines, total) "{\"lines\":[" lines "],\"total\":" #total ",\"payer\":\"Nguyen Van A\"}"

static int
setup(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void
phi_and_le_phi_are_read_as_lines_of_their_own(void **state)
{
	struct demand demand = { .id = 0 };
	const struct demand_line *lines;
	size_t count;

	assert_int_equal(demand_read(*state, FACTS(LINE("phi", 2, 8000, 16000) "," LINE("le_phi", 1, 0, 0), 16000),
			     &demand, &lines, &count),
	    OK);
	assert_int_equal(count, 2);
	assert_int_equal(demand.total, 16000);
	assert_string_equal(demand.payer, "Nguyen Van A");
	assert_string_equal(lines[0].kind, LINE_PHI);
	assert_int_equal(lines[0].quantity, 2);
	assert_int_equal(lines[0].amount, 16000);
	assert_string_equal(lines[1].kind, LINE_LE_PHI);
	assert_int_equal(lines[1].amount, 0);
}

static void
nobody_is_asked_for_a_wrong_amount(void **state)
{
	static const char *const wrong[] = {
		FACTS(LINE("phi", 2, 8000, 16001), 16001),
		FACTS(LINE("phi", 2, 8000, 16000), 16001),
		FACTS(LINE("phi", 2, 8000, 16000), -1),
		FACTS(LINE("phi", -2, 8000, -16000), -16000),
		FACTS(LINE("phi", 2, 8000.5, 16001), 16001),
		FACTS(LINE("phi", "2", 8000, 16000), 16000),
		FACTS(LINE("thue", 2, 8000, 16000), 16000),
		FACTS(LINE("phi", 99999, 9223372036854775807, 1), 1),
		FACTS(LINE("phi", 100001, 1, 100001), 100001),
		FACTS("", 0),
		"{\"lines\":[" LINE("phi", 1, 1, 1) "],\"total\":1}",
		"{\"lines\":[" LINE("phi", 1, 1, 1) "],\"total\":1,\"total\":1,\"payer\":\"A\"}",
		"{\"lines\":{},\"total\":0,\"payer\":\"A\"}",
		"{}",
		"[]",
		"",
		"null",
	};
	struct demand demand;
	const struct demand_line *lines;
	size_t count;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (demand_read(*state, wrong[i], &demand, &lines, &count) != ERR_INVALID)
			fail_msg("%s", wrong[i]);
}

static void
a_hundred_lines_are_the_most(void **state)
{
	struct arena *arena = *state;
	const char *lines_text = LINE("phi", 1, 1, 1);
	struct demand demand;
	const struct demand_line *lines;
	size_t count;

	for (int i = 1; i < 100; i++)
		lines_text = arena_printf(arena, "%s,%s", lines_text, LINE("phi", 1, 1, 1));
	assert_int_equal(
	    demand_read(arena, arena_printf(arena, "{\"lines\":[%s],\"total\":100,\"payer\":\"A\"}", lines_text),
		&demand, &lines, &count),
	    OK);
	assert_int_equal(count, 100);
	lines_text = arena_printf(arena, "%s,%s", lines_text, LINE("phi", 1, 1, 1));
	assert_int_equal(
	    demand_read(arena, arena_printf(arena, "{\"lines\":[%s],\"total\":101,\"payer\":\"A\"}", lines_text),
		&demand, &lines, &count),
	    ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phi_and_le_phi_are_read_as_lines_of_their_own),
		cmocka_unit_test(nobody_is_asked_for_a_wrong_amount),
		cmocka_unit_test(a_hundred_lines_are_the_most),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
