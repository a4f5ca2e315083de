/* Tables that officers open in a spreadsheet: what a citizen typed is shown there and never run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/csv.h"

static void
assert_cell(const char *text, const char *expected)
{
	struct arena *arena = arena_new(1 << 20);
	struct buffer out;

	buffer_init(&out, arena, 1000);
	csv_cell(&out, text, 0);
	assert_string_equal(out.data, expected);
	arena_free(arena);
}

static void
test_a_formula_stays_a_text(void **state)
{
	(void)state;
	assert_cell("=1+1", "\"'=1+1\"");
	assert_cell("+84", "\"'+84\"");
	assert_cell("-1", "\"'-1\"");
	assert_cell("@SUM(A1)", "\"'@SUM(A1)\"");
	assert_cell("\t=1", "\"'\t=1\"");
	assert_cell("a=1", "\"a=1\"");
}

static void
test_quotes_commas_and_lines_stay_in_their_cell(void **state)
{
	(void)state;
	assert_cell("\"A\", B\nC", "\"\"\"A\"\", B\nC\"");
	assert_cell("", "\"\"");
	assert_cell(NULL, "\"\"");
}

static void
test_a_table_begins_with_its_mark_and_rows_end(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct buffer out;

	(void)state;
	buffer_init(&out, arena, 1000);
	csv_begin(&out);
	csv_cell(&out, "a", 0);
	csv_cell(&out, "b", 1);
	csv_row_end(&out);
	assert_string_equal(out.data, "\xEF\xBB\xBF\"a\",\"b\"\r\n");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_formula_stays_a_text),
		cmocka_unit_test(test_quotes_commas_and_lines_stay_in_their_cell),
		cmocka_unit_test(test_a_table_begins_with_its_mark_and_rows_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
