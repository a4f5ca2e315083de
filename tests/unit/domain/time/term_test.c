/* Terms as decisions print them, and texts that need an editor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/time/term.h"

static void
printed_terms_are_read_with_their_unit(void **state)
{
	static const struct {
		const char *text;
		enum term_unit unit;
		int32_t minutes, months;
	} rows[] = {
		{ "7,5 ngày", TERM_DAY, 3600, 0 },
		{ "7.5 ngày làm việc", TERM_WORKING_DAY, 3600, 0 },
		{ "02 giờ", TERM_HOUR, 120, 0 },
		{ "1/2 ngày", TERM_DAY, 240, 0 },
		{ "0,5 Ngày làm việc.", TERM_WORKING_DAY, 240, 0 },
		{ "30 ngày", TERM_DAY, 14400, 0 },
		{ "8 giờ làm việc", TERM_HOUR, 480, 0 },
		{ "10 PHÚT", TERM_MINUTE, 10, 0 },
		{ "2 tuần", TERM_WEEK, 6720, 0 },
		{ "06 tháng", TERM_MONTH, 0, 6 },
		{ "Trong ngày", TERM_SAME_DAY, 0, 0 },
		{ "Ngay khi tiếp nhận hồ sơ", TERM_SAME_DAY, 0, 0 },
		{ "Ngay sau khi nhận đủ hồ sơ hợp lệ", TERM_SAME_DAY, 0, 0 },
	};
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct term term;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(term_parse(arena, rows[i].text, &term), OK);
		assert_int_equal(term.unit, rows[i].unit);
		assert_int_equal(term.minutes, rows[i].minutes);
		assert_int_equal(term.months, rows[i].months);
		assert_string_equal(term.text, rows[i].text);
	}
	arena_free(arena);
}

static void
a_text_that_is_no_single_term_is_refused(void **state)
{
	static const char *const texts[] = { "", "ngày", "-3 ngày", "0 ngày", "1/0 ngày", "1/7 ngày", "3", "3 năm",
		"1,5 tháng", "Trực tuyến: 3 ngày; Trực tiếp: 5 ngày", "3 ngày làm việc hoặc 5 ngày làm việc",
		"9999999 ngày", "999999 ngày", "3,ngày", "không quy định", "Giờ hành chính", "ngày ngày", "999 tháng" };
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct term term;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(term_parse(arena, texts[i], &term), ERR_INVALID);
	arena_free(arena);
}

static void
units_are_stored_by_name(void **state)
{
	enum term_unit unit;

	(void)state;
	for (int i = 0; i < TERM_UNIT__MAX; i++) {
		assert_int_equal(term_unit_by_name(term_unit_name((enum term_unit)i), &unit), OK);
		assert_int_equal(unit, i);
	}
	assert_int_equal(term_unit_by_name("fortnight", &unit), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printed_terms_are_read_with_their_unit),
		cmocka_unit_test(a_text_that_is_no_single_term_is_refused),
		cmocka_unit_test(units_are_stored_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
