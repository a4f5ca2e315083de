/* Limits of dates in parts: each comes back from its text as it was, and what the parts cannot say stays the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "form_design/date_limit.h"
#include "support/arena.h"

static void
a_limit_is_so_many_days_months_or_years_from_a_day(void **state)
{
	static const struct {
		const char *text;
		struct date_limit limit;
		const char *written; /* NULL: the text again */
	} rows[] = {
		{ "", { .from = "", .count = "", .unit = "D" }, NULL },
		{ "today", { .from = "today", .count = "", .unit = "D" }, NULL },
		{ "today - P18Y", { .from = "today", .count = "18", .unit = "Y", .before = true }, NULL },
		{ "ngay_dau + P1D", { .from = "ngay_dau", .count = "1", .unit = "D" }, NULL },
		{ "ngay_dau+P6M", { .from = "ngay_dau", .count = "6", .unit = "M" }, "ngay_dau + P6M" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct date_limit limit;

		date_limit_read(arena, rows[i].text, &limit);
		assert_string_equal(limit.from, rows[i].limit.from);
		assert_string_equal(limit.count, rows[i].limit.count);
		assert_string_equal(limit.unit, rows[i].limit.unit);
		assert_int_equal(limit.before, rows[i].limit.before);
		assert_null(date_limit_fault(&limit));
		assert_string_equal(
		    date_limit_write(arena, &limit), rows[i].written != NULL ? rows[i].written : rows[i].text);
	}
}

static void
what_parts_cannot_say_stays_a_text(void **state)
{
	static const char *const texts[] = { "today - P1Y6M", "today - P", "today ? P1D", "today - PT1H", "today 18" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct date_limit limit;

		date_limit_read(arena, texts[i], &limit);
		assert_string_equal(limit.from, DATE_LIMIT_TEXT);
		assert_string_equal(date_limit_write(arena, &limit), texts[i]);
	}
}

static void
a_distance_is_a_number_and_not_beyond_all_measure(void **state)
{
	struct date_limit limit = { .from = "today", .unit = "D", .count = "nhiều" }, back;

	(void)state;
	date_limit_read(arena, date_limit_write(arena, &limit), &back);
	assert_string_equal(back.count, "nhiều");
	assert_string_equal(date_limit_fault(&back), "catalogue_form_design.errors.count");
	limit.count = "12345";
	assert_string_equal(date_limit_fault(&limit), "catalogue_form_design.errors.too_far");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_limit_is_so_many_days_months_or_years_from_a_day, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(what_parts_cannot_say_stays_a_text, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_distance_is_a_number_and_not_beyond_all_measure, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
