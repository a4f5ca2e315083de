/* The request's memory: bounds, reset order, exhaustion. Mirrors modules/core/memory/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

static char order[8];

static void
note(void *object)
{
	strncat(order, object, 1);
}

static void
deferred_calls_run_newest_first_and_once(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	char a[] = "a", b[] = "b";

	(void)state;
	order[0] = '\0';
	arena_defer(arena, note, a);
	arena_defer(arena, note, b);
	arena_reset(arena);
	arena_reset(arena);
	assert_string_equal(order, "ba");
	arena_free(arena);
}

static void
memory_is_zero_again_after_a_reset(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);

	(void)state;
	memset(arena_alloc(arena, 1000), 'x', 1000);
	arena_reset(arena);
	const unsigned char *memory = arena_alloc(arena, 1000);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(memory[i], 0);
	arena_free(arena);
}

static void
exhaustion_jumps_to_the_boundary_with_its_reason(void **state)
{
	struct arena *arena = arena_new(100 * 1024);
	jmp_buf boundary;
	volatile int rounds = 0;
	int reason = setjmp(boundary);

	(void)state;
	if (reason == 0) {
		arena_guard(arena, &boundary);
		for (;; rounds++)
			(void)arena_alloc(arena, 1024);
	}
	assert_int_equal(reason, ARENA_OVER_LIMIT);
	assert_int_equal(rounds, 100);
	arena_free(arena);
}

static void
a_child_goes_with_its_parent_and_is_exhausted_where_the_parent_would_be(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct arena *child;
	jmp_buf boundary;
	volatile int pieces = 0;
	int reason = setjmp(boundary);

	(void)state;
	if (reason == 0) {
		arena_guard(arena, &boundary);
		child = arena_child(arena, 100 * 1024);
		for (; pieces < 5; pieces++) {
			(void)arena_alloc(child, 90 * 1024);
			arena_reset(child);
		}
		assert_true(arena_used(arena) < 1024);
		(void)arena_alloc(child, 101 * 1024);
	}
	assert_int_equal(reason, ARENA_OVER_LIMIT);
	assert_int_equal(pieces, 5);
	arena_free(arena); /* the leak check of this test counts the child too */
}

static void
an_overflowing_product_is_over_the_limit(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	jmp_buf boundary;
	int reason = setjmp(boundary);

	(void)state;
	if (reason == 0) {
		arena_guard(arena, &boundary);
		(void)arena_array(arena, SIZE_MAX / 2, 4);
	}
	assert_int_equal(reason, ARENA_OVER_LIMIT);
	arena_free(arena);
}

static void
a_buffer_never_passes_its_bound_and_says_so(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, arena, 600);
	for (int i = 0; i < 100; i++)
		buffer_printf(&buffer, "%06d", i);
	assert_false(buffer.full);
	assert_int_equal(buffer.size, 600);
	buffer_char(&buffer, '!');
	assert_true(buffer.full);
	assert_int_equal(strlen(buffer.data), 600);
	buffer_clear(&buffer);
	buffer_text(&buffer, "ok");
	assert_string_equal(buffer.data, "ok");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deferred_calls_run_newest_first_and_once),
		cmocka_unit_test(memory_is_zero_again_after_a_reset),
		cmocka_unit_test(exhaustion_jumps_to_the_boundary_with_its_reason),
		cmocka_unit_test(a_child_goes_with_its_parent_and_is_exhausted_where_the_parent_would_be),
		cmocka_unit_test(an_overflowing_product_is_over_the_limit),
		cmocka_unit_test(a_buffer_never_passes_its_bound_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
