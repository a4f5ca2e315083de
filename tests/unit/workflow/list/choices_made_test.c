/*
 * In a table of many dossiers a choice is called by its name, not by its code, however many dossiers made it: what is looked
 * up is bounded by how many choices there are, not by how often they were made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "list/choices_made.h"

enum { DOSSIERS = 200 * 1000, MOST = 20 * 1000 };

static int
set_up(void **state)
{
	*state = arena_new(32 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void
test_what_many_chose_is_looked_up_once(void **state)
{
	struct arena *arena = *state;
	struct choices_made made = { 0 };
	const char *json;

	for (size_t i = 0; i < DOSSIERS; i++) {
		choices_made_add(arena, &made, "tinh", i % 2 == 0 ? "01" : "04");
		choices_made_add(arena, &made, "dan-toc", "01");
	}
	assert_int_equal(choices_made_json(arena, &made, 3, &json), OK);
	assert_string_equal(json, "[{\"list\":\"dan-toc\",\"value\":\"01\"},{\"list\":\"tinh\",\"value\":\"01\"},"
				  "{\"list\":\"tinh\",\"value\":\"04\"}]");
}

static void
test_several_choices_of_one_answer_are_several(void **state)
{
	struct arena *arena = *state;
	struct choices_made made = { 0 };
	const char *json;

	choices_made_add(arena, &made, "nghe", "b,a,b");
	assert_int_equal(choices_made_json(arena, &made, MOST, &json), OK);
	assert_string_equal(json, "[{\"list\":\"nghe\",\"value\":\"a\"},{\"list\":\"nghe\",\"value\":\"b\"}]");
}

static void
test_none_and_too_many_are_told_apart(void **state)
{
	struct arena *arena = *state;
	struct choices_made made = { 0 };
	const char *json;

	assert_int_equal(choices_made_json(arena, &made, MOST, &json), OK);
	assert_string_equal(json, "[]");
	for (long i = 0; i <= MOST; i++)
		choices_made_add(arena, &made, "nghe", arena_printf(arena, "%ld", i));
	assert_int_equal(choices_made_json(arena, &made, MOST, &json), ERR_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_what_many_chose_is_looked_up_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_several_choices_of_one_answer_are_several, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_none_and_too_many_are_told_apart, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
