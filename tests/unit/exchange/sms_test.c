/* The segments that operators charge for, at their bounds; and addresses shown masked. Mirrors modules/exchange/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/security/address_mask.h"
#include "sms.h"

/* `count` times `unit`. */
static size_t
segments_of(struct arena *arena, const char *unit, size_t count)
{
	size_t size = strlen(unit);
	char *text = arena_alloc(arena, size * count + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, unit, size);
	return sms_segments(text);
}

static void
segments_change_at_the_bounds_of_the_standard(void **state)
{
	static const struct {
		const char *unit;
		size_t count, segments;
	} cases[] = {
		{ "a", 160, 1 }, { "a", 161, 2 }, { "a", 306, 2 }, { "a", 307, 3 }, /* plain Latin */
		{ "[", 80, 1 }, { "[", 81, 2 },                                     /* two septets each */
		{ "ồ", 70, 1 }, { "ồ", 71, 2 }, { "ồ", 134, 2 }, { "ồ", 135, 3 },   /* Vietnamese */
		{ "`", 71, 2 },                                                     /* not in the default alphabet */
		{ "\xF0\x9F\x98\x80", 35, 1 }, { "\xF0\x9F\x98\x80", 36, 2 }, /* beyond the basic plane: two units */
	};
	struct arena *arena = arena_new((size_t)1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(segments_of(arena, cases[i].unit, cases[i].count), cases[i].segments);
	arena_free(arena);
}

static void
an_address_is_masked_beyond_use(void **state)
{
	struct arena *arena = arena_new((size_t)1 << 20);

	(void)state;
	assert_string_equal(address_masked(arena, "nguyen.lan@example.vn"), "ng***@example.vn");
	assert_string_equal(address_masked(arena, "ab@example.vn"), "a***@example.vn");
	assert_string_equal(address_masked(arena, "0912345678"), "091****678");
	assert_string_equal(address_masked(arena, "113"), "***");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segments_change_at_the_bounds_of_the_standard),
		cmocka_unit_test(an_address_is_masked_beyond_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
