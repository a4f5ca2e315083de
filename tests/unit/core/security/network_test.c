/* A caller is counted by the network that it holds, however it writes or changes its address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/security/network.h"

static void
neighbours_count_together_and_strangers_apart(void **state)
{
	static const struct {
		const char *one, *other;
		int same;
	} cases[] = {
		{ "203.0.113.7", "203.0.113.250", 1 },
		{ "203.0.113.7", "203.0.114.7", 0 },
		{ "203.0.113.7", "::ffff:203.0.113.9", 1 },
		{ "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", 1 },
		{ "2001:db8:1:2::1", "2001:db8:1:3::1", 0 },
		{ "unix:", "unix:", 1 },
		{ "", "127.0.0.1", 0 },
	};
	struct arena *arena = arena_new(1 << 16);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (cases[i].same)
			assert_string_equal(network_of(arena, cases[i].one), network_of(arena, cases[i].other));
		else
			assert_string_not_equal(network_of(arena, cases[i].one), network_of(arena, cases[i].other));
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(neighbours_count_together_and_strangers_apart) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
