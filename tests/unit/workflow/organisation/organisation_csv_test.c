/* Spreadsheets as text: what RFC 4180 allows is read, everything else is refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"

#include "organisation/organisation_csv.h"

static enum err
read_text(struct arena *arena, const char *text, struct csv *csv, size_t *line)
{
	const struct bytes content = { (const unsigned char *)text, strlen(text) };

	return csv_read(arena, content, csv, line);
}

static void
rows_and_quoted_fields_are_read(void **state)
{
	struct csv csv;
	size_t line;

	assert_int_equal(read_text(*state,
			     "\xEF\xBB\xBF"
			     "a,b\r\n\"x, \"\"y\"\"\n z\", t \n\n,\nlast,",
			     &csv, &line),
	    OK);
	assert_int_equal(csv.count, 3);
	assert_string_equal(csv.rows[0].fields[0], "a");
	assert_int_equal(csv.rows[1].count, 2);
	assert_string_equal(csv.rows[1].fields[0], "x, \"y\"\n z");
	assert_string_equal(csv.rows[1].fields[1], "t");
	assert_int_equal(csv.rows[2].line, 6);
	assert_string_equal(csv.rows[2].fields[0], "last");
	assert_string_equal(csv.rows[2].fields[1], "");
}

static void
vietnamese_is_composed(void **state)
{
	struct csv csv;
	size_t line;

	assert_int_equal(read_text(*state, "Tie\xCC\x82\xCC\x81ng", &csv, &line), OK);
	assert_string_equal(csv.rows[0].fields[0], "Ti\xE1\xBA\xBFng");
}

static void
what_is_not_well_formed_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text;
		size_t line;
	} bad[] = {
		{ "a\n\"open", 2 },
		{ "a\nb\"c", 2 },
		{ "\"a\"b", 1 },
		{ "a\n\nb,\xFF", 3 },
		{ "a,\x01", 1 },
		{ "a,\"\xE2\x80\xAE\"", 1 },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct csv csv;
		size_t line = 0;

		assert_int_equal(read_text(*state, bad[i].text, &csv, &line), ERR_INVALID);
		assert_int_equal(line, bad[i].line);
	}
}

static void
fields_rows_and_their_length_are_bounded(void **state)
{
	char wide[CSV_FIELDS_MAX + 2], long_field[20000];
	struct csv csv;
	size_t line;

	memset(wide, ',', sizeof(wide));
	wide[sizeof(wide) - 1] = '\0';
	assert_int_equal(read_text(*state, wide, &csv, &line), ERR_INVALID);
	memset(long_field, 'x', sizeof(long_field));
	long_field[0] = long_field[sizeof(long_field) - 2] = '"';
	long_field[sizeof(long_field) - 1] = '\0';
	assert_int_equal(read_text(*state, long_field, &csv, &line), ERR_INVALID);
	assert_int_equal(csv_read(*state, (struct bytes){ (const unsigned char *)"", CSV_BYTES_MAX + 1 }, &csv, &line),
	    ERR_TOO_LARGE);
}

static int
setup(void **state)
{
	*state = arena_new((size_t)64 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_and_quoted_fields_are_read, setup, teardown),
		cmocka_unit_test_setup_teardown(vietnamese_is_composed, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_not_well_formed_is_refused_with_its_line, setup, teardown),
		cmocka_unit_test_setup_teardown(fields_rows_and_their_length_are_bounded, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
