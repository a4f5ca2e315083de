/* Dossier codes: the four masks that coexist, growing numbers, the day in Vietnam, and what no mask may do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/date.h"
#include "domain/dossier/code.h"

#define NOON INT64_C(1626926400000000) /* 22/07/2021 04:00 UTC, 11:00 in Vietnam */

static int64_t
at(int year, int month, int day, int hour)
{
	return utc_from_local(days_from_civil((struct civil){ year, month, day }), hour * 60);
}

static void
assert_code(const char *mask_text, struct code_parts parts, const char *expected)
{
	struct code_mask mask;
	char code[CODE_BUFFER];

	assert_int_equal(code_mask_parse(mask_text, NULL, &mask), OK);
	assert_int_equal(code_format(&mask, &parts, code), OK);
	assert_string_equal(code, expected);
	assert_true(code_valid(code));
}

static void
the_four_masks_of_the_law_are_written(void **state)
{
	(void)state;
	assert_code("{agency_old}-{yymmdd}-{seq:4}",
	    (struct code_parts){ .agency_old = "000.00.53.H48", .at = at(2022, 9, 21, 9), .sequence = 99 },
	    "000.00.53.H48-220921-0099");
	assert_code("{agency}-{yymmdd}-{seq:4}",
	    (struct code_parts){ .agency = "H45.12", .at = at(2021, 7, 23, 9), .sequence = 1 }, "H45.12-210723-0001");
	assert_code("{agency}-{yymmdd}-{owner2}{seq:4}",
	    (struct code_parts){ .agency = "H01.021.05", .owner2 = "09", .at = at(2026, 11, 21, 9), .sequence = 7 },
	    "H01.021.05-261121-090007");
	assert_code("{agency}-{yyyymmdd}-{seq:7}",
	    (struct code_parts){ .agency = "G09.20", .at = at(2026, 6, 9, 9), .sequence = 92637 },
	    "G09.20-20260609-0092637");
}

static void
a_filing_number_has_its_own_mask(void **state)
{
	(void)state;
	assert_code(
	    "T{yy}{mm}{dd}/{seq:5}", (struct code_parts){ .at = at(2026, 11, 1, 9), .sequence = 12 }, "T261101/00012");
	assert_code("{yyyy}-{seq:1}", (struct code_parts){ .at = at(2026, 11, 1, 9), .sequence = 12 }, "2026-12");
}

static void
the_number_grows_beyond_its_digits(void **state)
{
	struct code_parts parts = { .agency = "H01.21", .at = at(2026, 11, 21, 9), .sequence = 9999 };

	(void)state;
	assert_code("{agency}-{yymmdd}-{seq:4}", parts, "H01.21-261121-9999");
	parts.sequence = 10000;
	assert_code("{agency}-{yymmdd}-{seq:4}", parts, "H01.21-261121-10000");
}

static void
the_day_begins_at_midnight_in_vietnam(void **state)
{
	struct code_parts parts = { .agency = "H01.21", .at = at(2026, 11, 22, 0) - 1, .sequence = 1 };

	(void)state;
	assert_code("{agency}-{yymmdd}-{seq:4}", parts, "H01.21-261121-0001");
	parts.at++;
	assert_code("{agency}-{yymmdd}-{seq:4}", parts, "H01.21-261122-0001");
}

static void
the_counter_starts_again_as_fine_as_the_mask(void **state)
{
	static const struct {
		const char *mask, *agency;
		int32_t day;
	} rows[] = {
		{ "{agency}-{yymmdd}-{seq:4}", "H01.21", 20261121 },
		{ "{agency_old}-{yy}{mm}-{seq:4}", "000.00.21.H01", 20261100 },
		{ "{yyyy}-{seq:6}", "", 20260000 },
		{ "HS{seq:9}", "", 0 },
	};
	const struct code_parts parts = {
		.agency = "H01.21", .agency_old = "000.00.21.H01", .at = at(2026, 11, 21, 23)
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct code_mask mask;
		struct code_counter_key key;

		assert_int_equal(code_mask_parse(rows[i].mask, NULL, &mask), OK);
		assert_int_equal(code_counter_key(&mask, &parts, &key), OK);
		assert_string_equal(key.mask, rows[i].mask);
		assert_string_equal(key.agency, rows[i].agency);
		assert_int_equal(key.day, rows[i].day);
	}
}

static void
a_wrong_mask_is_named(void **state)
{
	static const struct {
		const char *mask, *message;
	} rows[] = {
		{ "", "code.mask_size" },
		{ "{agency}-{yymmdd}", "code.mask_sequence" },
		{ "{seq:4}{seq:4}", "code.mask_sequence" },
		{ "{seq:0}", "code.mask_piece" },
		{ "{seq:10}", "code.mask_piece" },
		{ "{seq:}", "code.mask_piece" },
		{ "{}{seq:4}", "code.mask_piece" },
		{ "{agency{seq:4}", "code.mask_piece" },
		{ "{seq:4", "code.mask_piece" },
		{ "h{seq:4}", "code.mask_piece" },
		{ "A B{seq:4}", "code.mask_piece" },
		{ "Đ{seq:4}", "code.mask_piece" },
		{ "{seq:4}}", "code.mask_piece" },
		{ "{dd}-{seq:4}", "code.mask_date" },
		{ "{mm}{dd}-{seq:4}", "code.mask_date" },
		{ "{yyyy}{dd}-{seq:4}", "code.mask_date" },
		{ "{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{yy}{seq:1}", "code.mask_piece" },
	};
	char too_long[CODE_MASK_MAX + 2];
	struct code_mask mask;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct failure failure = { 0 };

		assert_int_equal(code_mask_parse(rows[i].mask, &failure, &mask), ERR_INVALID);
		assert_string_equal(failure.message, rows[i].message);
	}
	memset(too_long, 'A', sizeof(too_long));
	too_long[sizeof(too_long) - 1] = '\0';
	assert_int_equal(code_mask_parse(too_long, NULL, &mask), ERR_INVALID);
}

static void
a_code_that_would_be_wrong_is_not_made(void **state)
{
	const struct code_parts good = { .agency = "H01.21", .owner2 = "09", .at = NOON, .sequence = 1 };
	struct code_parts parts[7] = { good, good, good, good, good, good, good };
	char code[CODE_BUFFER] = "kept";
	struct code_mask mask;

	(void)state;
	assert_int_equal(code_mask_parse("{agency}-{yymmdd}-{owner2}{seq:4}", NULL, &mask), OK);
	parts[0].agency = NULL;
	parts[1].agency = "";
	parts[2].agency = "H01 21";
	parts[3].owner2 = "9";
	parts[4].owner2 = "AB";
	parts[5].sequence = 0;
	parts[6].agency = "H01.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21.21";
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(code_format(&mask, &parts[i], code), ERR_INVALID);
	assert_string_equal(code, "kept");
	assert_int_equal(code_counter_key(&mask, &parts[0], &(struct code_counter_key){ 0 }), ERR_INVALID);
	assert_int_equal(code_counter_key(&mask, &parts[6], &(struct code_counter_key){ 0 }), ERR_INVALID);
}

static void
codes_from_elsewhere_are_opaque_text(void **state)
{
	char code[CODE_SIZE_MAX + 2];

	(void)state;
	assert_true(code_valid("000.00.53.H48-220921-0099"));
	assert_true(code_valid("G09.20-20260609-0092637"));
	assert_true(code_valid("A_B/C"));
	assert_false(code_valid(""));
	assert_false(code_valid("h01"));
	assert_false(code_valid("H01 21"));
	assert_false(code_valid("H01\n"));
	memset(code, 'A', sizeof(code));
	code[CODE_SIZE_MAX] = '\0';
	assert_true(code_valid(code));
	code[CODE_SIZE_MAX] = 'A';
	code[CODE_SIZE_MAX + 1] = '\0';
	assert_false(code_valid(code));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_four_masks_of_the_law_are_written),
		cmocka_unit_test(a_filing_number_has_its_own_mask),
		cmocka_unit_test(the_number_grows_beyond_its_digits),
		cmocka_unit_test(the_day_begins_at_midnight_in_vietnam),
		cmocka_unit_test(the_counter_starts_again_as_fine_as_the_mask),
		cmocka_unit_test(a_wrong_mask_is_named),
		cmocka_unit_test(a_code_that_would_be_wrong_is_not_made),
		cmocka_unit_test(codes_from_elsewhere_are_opaque_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
