/* Where a statement of a script ends. Mirrors modules/core/data/script.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/data/script.h"
#include "core/memory/arena.h"

static void
expect(const char *text, const char *const *statements)
{
	struct arena *arena = arena_new(1 << 20);
	const char *statement;

	for (; (statement = script_next(arena, &text)) != NULL; statements++) {
		assert_non_null(*statements);
		assert_string_equal(statement, *statements);
	}
	assert_null(*statements);
	arena_free(arena);
}
#define STATEMENTS(...)                                                                                                \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

static void
a_statement_ends_with_its_line(void **state)
{
	(void)state;
	expect("A;\nB x;  \r\nC", STATEMENTS("A", "B x", "C"));
	expect("A; B;\nC;", STATEMENTS("A; B", "C"));
}

static void
quotes_and_comments_hide_an_end(void **state)
{
	(void)state;
	expect("A ';\n' ''';\n';\nB", STATEMENTS("A ';\n' ''';\n'", "B"));
	expect("A '\\';\n';\nB", STATEMENTS("A '\\';\n'", "B"));
	expect("A `\\`;\nB \";\n\";", STATEMENTS("A `\\`", "B \";\n\""));
	expect("A -- it's;\nx;\nB # ;\ny;\nC /* ';\n*/ z;", STATEMENTS("A -- it's;\nx", "B # ;\ny", "C /* ';\n*/ z"));
	expect("A 1--1;\nB", STATEMENTS("A 1--1", "B"));
}

static void
comments_and_blank_lines_are_no_statements(void **state)
{
	const char *none = NULL;

	(void)state;
	expect("", &none);
	expect("-- only;\n  /* comments; */ # here;\n\n", &none);
	expect("-- head\n\nA;\n-- tail", STATEMENTS("A"));
}

static void
what_stays_open_is_left_to_the_server(void **state)
{
	(void)state;
	expect("A 'x;\nB;\n", STATEMENTS("A 'x;\nB;\n"));
	expect("A /* x;\nB;\n", STATEMENTS("A /* x;\nB;\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_ends_with_its_line),
		cmocka_unit_test(quotes_and_comments_hide_an_end),
		cmocka_unit_test(comments_and_blank_lines_are_no_statements),
		cmocka_unit_test(what_stays_open_is_left_to_the_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
