/* A fresh arena as the state of a test: cmocka_unit_test_setup_teardown(x, arena_setup, arena_teardown). */
#ifndef MOTCUA_TESTS_ARENA_FIXTURE_H
#define MOTCUA_TESTS_ARENA_FIXTURE_H

#include "core/memory/arena.h"

static inline int
arena_setup(void **state)
{
	*state = arena_new(ARENA_REQUEST_LIMIT);
	return 0;
}

static inline int
arena_teardown(void **state)
{
	arena_free(*state);
	return 0;
}

#define ARENA_TEST(test) cmocka_unit_test_setup_teardown(test, arena_setup, arena_teardown)

#endif
