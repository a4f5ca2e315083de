/* The law's days over decisions, terms against the law's, two lists side by side, shares as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "domain/time/calendar.h"
#include "govern/deadline_judge.h"
#include "govern/deadline_store.h"
#include "govern/law_term.h"
#include "govern/listing_diff.h"
#include "govern/listing_store.h"
#include "govern/sheet.h"

static struct arena *arena;
static const struct calendar *calendar;

static int32_t
day(int month, int number)
{
	return days_from_civil((struct civil){ 2026, month, number });
}

static int
start(void **state)
{
	static const struct day_shifts open = { { { 450, 690 }, { 810, 1050 } }, 2 }, closed = { .count = 0 };
	const struct calendar_week week = { 0, { open, open, open, open, open, closed, closed } };
	const struct calendar_exception off = { .day = days_from_civil((struct civil){ 2026, 11, 24 }),
		.kind = CALENDAR_DAY_OFF };
	const struct calendar_spec spec = { 1, days_from_civil((struct civil){ 2026, 1, 1 }),
		days_from_civil((struct civil){ 2027, 12, 31 }), &week, 1, &off, 1 };
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new((size_t)32 << 20);
	return calendar_new(arena, &spec, &failure, &calendar) == OK ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct publication_rule rules[] = {
	{ "fast", 0, DATE_NONE, 2, -3, "" },
	{ "ministry", 0, DATE_NONE, 10, 20, "" },
	{ "province", 0, DATE_NONE, 5, 5, "" },
};

static struct deadline
judge(const struct decision *decision, int32_t today)
{
	return deadline_judge(decision, rules, sizeof(rules) / sizeof(rules[0]), calendar, today);
}

/* Signed on Friday 20 November 2026; the 24th is a day off. */
static struct decision
a_decision(void)
{
	return (struct decision){ .decision_no = "1/QD",
		.decision_date = day(11, 20),
		.effective_from = day(11, 25),
		.entered_at = utc_from_local(day(11, 20), 600),
		.public_at = TIME_NONE };
}

static void
test_five_working_days_from_signature_without_days_off(void **state)
{
	struct decision decision = a_decision();

	(void)state;
	assert_int_equal(judge(&decision, day(11, 20)).public_due, day(11, 30));
	assert_int_equal(judge(&decision, day(11, 30)).public_state, PUBLIC_WAITING);
	assert_int_equal(judge(&decision, day(12, 1)).public_state, PUBLIC_LATE);
	decision.public_at = utc_from_local(day(11, 30), 1400);
	assert_int_equal(judge(&decision, day(12, 20)).public_state, PUBLIC_IN_TIME);
	decision.public_at = utc_from_local(day(12, 1), 1);
	assert_int_equal(judge(&decision, day(12, 20)).public_state, PUBLIC_LATE);
}

static void
test_ministries_have_ten_days_and_the_fast_track_two(void **state)
{
	struct decision decision = a_decision();

	(void)state;
	decision.by_ministry = true;
	assert_int_equal(judge(&decision, day(11, 20)).public_due, day(12, 7));
	decision.track = "fast";
	assert_int_equal(judge(&decision, day(11, 20)).public_due, day(11, 25));
	decision.track = "unknown";
	assert_int_equal(judge(&decision, day(12, 30)).public_state, PUBLIC_UNKNOWN);
}

static void
test_signed_five_days_before_force_or_three_after_on_the_fast_track(void **state)
{
	struct decision decision = a_decision();

	(void)state;
	assert_false(judge(&decision, day(11, 21)).signed_late);
	decision.effective_from = day(11, 24);
	assert_true(judge(&decision, day(11, 21)).signed_late);
	decision.track = "fast";
	decision.effective_from = day(11, 17);
	assert_false(judge(&decision, day(11, 21)).signed_late);
	decision.effective_from = day(11, 16);
	assert_true(judge(&decision, day(11, 21)).signed_late);
	decision.track = "ministry";
	decision.effective_from = day(12, 9);
	assert_true(judge(&decision, day(11, 21)).signed_late);
	decision.effective_from = day(12, 10);
	assert_false(judge(&decision, day(11, 21)).signed_late);
}

static void
test_what_nobody_noted_is_unknown_not_in_time(void **state)
{
	struct decision decision = a_decision();

	(void)state;
	decision.entered_at = TIME_NONE;
	assert_int_equal(judge(&decision, day(12, 20)).public_state, PUBLIC_UNKNOWN);
}

static void
test_terms_against_the_law(void **state)
{
	const char *five = "count=working_days; term=5 ngay lam viec", *seven = "count=calendar_days; term=7 ngay",
		   *eight = "count=calendar_days; term=8 ngay";

	(void)state;
	assert_false(law_term_exceeded(arena, "5 ngay lam viec", "working_days", five));
	assert_true(law_term_exceeded(arena, "4 ngay lam viec", "working_days", five));
	assert_false(law_term_exceeded(arena, "5 ngay lam viec", "working_days", seven));
	assert_true(law_term_exceeded(arena, "5 ngay lam viec", "working_days", eight));
	assert_true(law_term_exceeded(arena, "6 ngay", "calendar_days", five));
	assert_true(
	    law_term_exceeded(arena, "5 ngay lam viec", "working_days", arena_printf(arena, "%s\n%s", five, eight)));
	assert_false(law_term_exceeded(arena, "5 ngay lam viec", "working_days", "no policy at all"));
	assert_true(law_term_exceeded(arena, "trong ngay", "working_days", "count=working_days; term=1 ngay lam viec"));
	assert_true(law_term_exceeded(arena, "1 gio", "working_days", "count=working_days; term=trong ngay"));
	assert_false(
	    law_term_exceeded(arena, "1 ngay lam viec", "working_days", "count=working_days; term=trong ngay"));
	assert_int_equal(law_term_check(arena, "15 ngay", "calendar_days"), OK);
	assert_int_equal(law_term_check(arena, "mai", "calendar_days"), ERR_INVALID);
	assert_int_equal(law_term_check(arena, "15 ngay", "moons"), ERR_INVALID);
}

static void
test_two_lists_differ_in_words(void **state)
{
	const struct listing_item was[] = { { 1, "1", "One", "S", "partial" }, { 2, "2", "Two", "S", "full" },
		{ 3, "3", "Three", "S", "full" } };
	const struct listing_item is[] = { { 1, "1", "One", "S", "full" }, { 3, "3", "Third", "S", "full" },
		{ 4, "4", "Four", "S", "full" } };
	size_t count;
	struct listing_diff *diffs = listing_compare(arena, was, 3, is, 3, &count);

	(void)state;
	assert_int_equal(count, 4);
	assert_int_equal(diffs[0].what, LISTING_LEVEL);
	assert_int_equal(diffs[1].what, LISTING_REMOVED);
	assert_string_equal(diffs[1].was->code, "2");
	assert_int_equal(diffs[2].what, LISTING_RENAMED);
	assert_int_equal(diffs[3].what, LISTING_ADDED);
	(void)listing_compare(arena, was, 3, was, 3, &count);
	assert_int_equal(count, 0);
	(void)listing_compare(arena, NULL, 0, is, 3, &count);
	assert_int_equal(count, 3);
}

static void
test_shares_are_rounded_as_people_do(void **state)
{
	(void)state;
	assert_int_equal(share_tenths(1, 3), 333);
	assert_int_equal(share_tenths(2, 3), 667);
	assert_int_equal(share_tenths(1, 2000), 1);
	assert_int_equal(share_tenths(5, 0), 0);
	assert_string_equal(share_text(arena, 557), "55,7%");
	assert_string_equal(share_text(arena, 600), "60%");
}

static void
test_a_file_never_holds_a_formula(void **state)
{
	struct sheet *sheet = sheet_new(arena, "sample");
	struct buffer out;

	(void)state;
	sheet_column(sheet, "a", false);
	sheet_column(sheet, "b", true);
	sheet_text(sheet, "=1+1", NULL);
	sheet_number(sheet, 1234567, NULL);
	sheet_text(sheet, "say \"yes\"", NULL);
	sheet_text(sheet, NULL, NULL);
	buffer_init(&out, arena, 4096);
	sheet_csv(sheet, &out);
	assert_string_equal(
	    out.data, "\xEF\xBB\xBF\"a\",\"b\"\r\n\"'=1+1\",\"1.234.567\"\r\n\"say \"\"yes\"\"\",\"\"\r\n");
	assert_int_equal(sheet_rows(sheet), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_five_working_days_from_signature_without_days_off),
		cmocka_unit_test(test_ministries_have_ten_days_and_the_fast_track_two),
		cmocka_unit_test(test_signed_five_days_before_force_or_three_after_on_the_fast_track),
		cmocka_unit_test(test_what_nobody_noted_is_unknown_not_in_time),
		cmocka_unit_test(test_terms_against_the_law),
		cmocka_unit_test(test_two_lists_differ_in_words),
		cmocka_unit_test(test_shares_are_rounded_as_people_do),
		cmocka_unit_test(test_a_file_never_holds_a_formula),
	};

	return cmocka_run_group_tests(tests, start, end);
}
