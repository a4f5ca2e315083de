/* The calendar and the local clock, checked against the C library over centuries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <time.h>

#include "core/arena_fixture.h"
#include "core/locale/date.h"

static void
day_numbers_agree_with_the_c_library_over_four_centuries(void **state)
{
	(void)state;
	for (int32_t day = -80000; day <= 80000; day++) {
		time_t seconds = (time_t)day * 86400;
		struct civil civil = civil_from_days(day);
		struct tm tm;

		assert_non_null(gmtime_r(&seconds, &tm));
		assert_int_equal(civil.year, tm.tm_year + 1900);
		assert_int_equal(civil.month, tm.tm_mon + 1);
		assert_int_equal(civil.day, tm.tm_mday);
		assert_int_equal(weekday(day), tm.tm_wday == 0 ? SUNDAY : tm.tm_wday);
		assert_int_equal(days_from_civil(civil), day);
		assert_true(civil_valid(civil));
	}
}

static void
the_whole_range_of_years_survives_the_round_trip(void **state)
{
	(void)state;
	assert_int_equal(days_from_civil((struct civil){ 1970, 1, 1 }), 0);
	assert_int_equal(days_from_civil((struct civil){ 2026, 11, 21 }), 20778);
	for (int32_t day = days_from_civil((struct civil){ 1, 1, 1 });
	     day <= days_from_civil((struct civil){ 9999, 12, 31 }); day += 97)
		assert_int_equal(days_from_civil(civil_from_days(day)), day);
	assert_int_equal(days_from_civil(civil_from_days(INT32_MAX)), INT32_MAX);
	assert_int_equal(days_from_civil(civil_from_days(INT32_MIN)), INT32_MIN);
}

static void
days_that_do_not_exist_are_refused(void **state)
{
	static const char *const wrong[] = { "", "29/02/2026", "31/04/2026", "32/01/2026", "00/01/2026", "01/13/2026",
		"01/00/2026", "1/1/26", "01/01/0000", "29/02/1900", "01/01/20266", " 01/01/2026", "01/01/2026 ",
		"01/01-2026", "2026-1-1", "2026-02-30", "2026/01/01", "001/01/2026", "+1/01/2026", "1//2026", "//",
		"-1/1/2026", "01/01/2026x", "01:01:2026", "2026-01-01T00:00",
		"\xC2\xA0"
		"01/01/2026",
		"99999999999999999999/01/2026" };
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(date_parse(wrong[i], &day), ERR_INVALID);
}

static void
a_date_is_read_as_people_write_it(void **state)
{
	static const char *const same[] = { "05/02/2024", "5/2/2024", "05/2/2024", "5-2-2024", "05.02.2024",
		"2024-02-05" };
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		assert_int_equal(date_parse(same[i], &day), OK);
		assert_int_equal(day, days_from_civil((struct civil){ 2024, 2, 5 }));
	}
	assert_int_equal(date_parse("29/02/2024", &day), OK);
	assert_int_equal(date_parse("29/02/2000", &day), OK);
}

static void
the_local_day_begins_at_seventeen_hours_utc(void **state)
{
	int32_t day = days_from_civil((struct civil){ 2026, 11, 23 });
	int64_t midnight = utc_from_local(day, 0);
	struct local_time local;

	(void)state;
	assert_int_equal(midnight, (int64_t)day * DATE_DAY - 7 * DATE_HOUR);
	local = local_from_utc(midnight);
	assert_int_equal(local.day, day);
	assert_int_equal(local.minute, 0);
	local = local_from_utc(midnight - 1);
	assert_int_equal(local.day, day - 1);
	assert_int_equal(local.minute, 1439);
	local = local_from_utc(midnight + 550 * DATE_MINUTE + 59 * DATE_SECOND);
	assert_int_equal(local.minute, 550);
	assert_int_equal(utc_from_local(day, 1440), utc_from_local(day + 1, 0));
	assert_int_equal(utc_from_local(day, -1), midnight - DATE_MINUTE);
}

static void
moments_before_1970_and_at_the_ends_of_time_stay_defined(void **state)
{
	struct local_time local = local_from_utc(-1);

	assert_int_equal(local.day, 0);
	assert_int_equal(local.minute, 419);
	local = local_from_utc(-7 * DATE_HOUR - 1);
	assert_int_equal(local.day, -1);
	assert_int_equal(local.minute, 1439);
	(void)local_from_utc(INT64_MAX);
	(void)local_from_utc(INT64_MIN);
	assert_non_null(moment_iso(*state, INT64_MAX));
	assert_non_null(moment_format(*state, "{yyyy}{yyyy}", INT64_MIN));
}

static void
a_moment_is_written_as_forms_and_machines_want_it(void **state)
{
	int32_t day = days_from_civil((struct civil){ 2026, 11, 23 });
	int64_t at = utc_from_local(day, 550) + 7 * DATE_SECOND + 999999;

	assert_string_equal(date_text(*state, day), "23/11/2026");
	assert_string_equal(date_iso(*state, day), "2026-11-23");
	assert_string_equal(moment_text(*state, at), "23/11/2026 09:10");
	assert_string_equal(moment_iso(*state, at), "2026-11-23T09:10:07+07:00");
	assert_string_equal(moment_format(*state, "{HH} giờ {mm} phút, ngày {dd} tháng {MM} năm {yyyy}", at),
	    "09 giờ 10 phút, ngày 23 tháng 11 năm 2026");
}

static void
documents_have_a_zero_before_days_below_ten_and_the_months_one_and_two(void **state)
{
	const char *pattern = "ngày {dd} tháng {M0} năm {yyyy}";

	assert_string_equal(
	    date_format(*state, pattern, days_from_civil((struct civil){ 2026, 2, 5 })), "ngày 05 tháng 02 năm 2026");
	assert_string_equal(
	    date_format(*state, pattern, days_from_civil((struct civil){ 2026, 3, 15 })), "ngày 15 tháng 3 năm 2026");
	assert_string_equal(
	    date_format(*state, pattern, days_from_civil((struct civil){ 2026, 12, 1 })), "ngày 01 tháng 12 năm 2026");
	assert_string_equal(date_format(*state, "{d}/{M} {x} {yyyy {", 0), "1/1 {x} {yyyy {");
}

static void
gateways_get_the_24_hour_clock_of_vietnam(void **state)
{
	int64_t at = utc_from_local(days_from_civil((struct civil){ 2026, 11, 23 }), 13 * 60 + 5) + 9 * DATE_SECOND,
		back;
	char text[COMPACT_SIZE];

	(void)state;
	assert_int_equal(moment_compact(at, text), OK);
	assert_string_equal(text, "20261123130509");
	assert_int_equal(moment_from_compact(text, &back), OK);
	assert_int_equal(back, at);
	assert_int_equal(moment_compact(INT64_MAX, text), ERR_INVALID);
	assert_int_equal(moment_compact(INT64_MIN, text), ERR_INVALID);
}

static void
a_compact_moment_that_is_not_one_is_refused(void **state)
{
	static const char *const wrong[] = { "", "2026112313050", "202611231305099", "20261123240000", "20261123236000",
		"20261123235960", "20260229000000", "20261323000000", "2026-1123130509", " 20261123130509",
		"00000101000000", "2026112313050x" };
	int64_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(moment_from_compact(wrong[i], &at), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_numbers_agree_with_the_c_library_over_four_centuries),
		cmocka_unit_test(the_whole_range_of_years_survives_the_round_trip),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(a_date_is_read_as_people_write_it),
		cmocka_unit_test(the_local_day_begins_at_seventeen_hours_utc),
		ARENA_TEST(moments_before_1970_and_at_the_ends_of_time_stay_defined),
		ARENA_TEST(a_moment_is_written_as_forms_and_machines_want_it),
		ARENA_TEST(documents_have_a_zero_before_days_below_ten_and_the_months_one_and_two),
		cmocka_unit_test(gateways_get_the_24_hour_clock_of_vietnam),
		cmocka_unit_test(a_compact_moment_that_is_not_one_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
