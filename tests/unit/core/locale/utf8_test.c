/* The gate that every text from outside passes: broken, hidden and overlong bytes stay out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/locale/utf8.h"

#define VALID(text)         utf8_valid((text), sizeof(text) - 1)
#define CLEAN(text, policy) utf8_clean((text), sizeof(text) - 1, (policy))

static void
vietnamese_in_both_normal_forms_is_valid(void **state)
{
	(void)state;
	assert_true(VALID("Trích lục khai sinh"));
	assert_true(VALID("e\xCC\x82\xCC\x83"));
	assert_true(VALID("\xF0\x9F\x98\x80"));
	assert_true(VALID(""));
	assert_true(VALID("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
}

static void
every_kind_of_broken_sequence_is_refused(void **state)
{
	static const struct bytes broken[] = {
		{ (const unsigned char *)"\0", 1 }, /* NUL */
		{ (const unsigned char *)"a\0b", 3 },
		{ (const unsigned char *)"\x80", 1 }, /* continuation alone */
		{ (const unsigned char *)"\xC3", 1 }, /* cut off */
		{ (const unsigned char *)"\xE1\xBB", 2 },
		{ (const unsigned char *)"\xF0\x9F\x98", 3 },
		{ (const unsigned char *)"\xC3(", 2 },    /* no continuation */
		{ (const unsigned char *)"\xC0\x80", 2 }, /* overlong NUL */
		{ (const unsigned char *)"\xC0\xAF", 2 }, /* overlong / */
		{ (const unsigned char *)"\xC1\xBF", 2 },
		{ (const unsigned char *)"\xE0\x80\xAF", 3 },
		{ (const unsigned char *)"\xE0\x9F\xBF", 3 },
		{ (const unsigned char *)"\xF0\x80\x80\xAF", 4 },
		{ (const unsigned char *)"\xF0\x8F\xBF\xBF", 4 },
		{ (const unsigned char *)"\xED\xA0\x80", 3 }, /* surrogates */
		{ (const unsigned char *)"\xED\xBF\xBF", 3 },
		{ (const unsigned char *)"\xF4\x90\x80\x80", 4 }, /* above U+10FFFF */
		{ (const unsigned char *)"\xF5\x80\x80\x80", 4 },
		{ (const unsigned char *)"\xF8\x88\x80\x80\x80", 5 },
		{ (const unsigned char *)"\xFE", 1 },
		{ (const unsigned char *)"\xFF", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_false(utf8_valid((const char *)broken[i].data, broken[i].size));
}

/* Writes a code point the plain way, to compare with the decoder over the whole range. */
static size_t
encode(uint32_t point, char *to)
{
	if (point < 0x80) {
		to[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		to[0] = (char)(0xC0 | point >> 6);
		to[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		to[0] = (char)(0xE0 | point >> 12);
		to[1] = (char)(0x80 | (point >> 6 & 0x3F));
		to[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | point >> 18);
	to[1] = (char)(0x80 | (point >> 12 & 0x3F));
	to[2] = (char)(0x80 | (point >> 6 & 0x3F));
	to[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

static void
every_code_point_decodes_to_itself_except_surrogates(void **state)
{
	char bytes[4];
	uint32_t decoded;

	(void)state;
	for (uint32_t point = 0; point <= 0x110FFF; point++) {
		size_t size = encode(point, bytes), taken = utf8_decode(bytes, size, &decoded);

		if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
			assert_int_equal(taken, 0);
			continue;
		}
		assert_int_equal(taken, size);
		assert_int_equal(decoded, point);
	}
}

static void
control_and_direction_characters_never_enter_a_field(void **state)
{
	(void)state;
	assert_true(CLEAN("Nguyễn Văn An – số 12/3", UTF8_LINE));
	assert_false(CLEAN("a\nb", UTF8_LINE));
	assert_false(CLEAN("a\tb", UTF8_LINE));
	assert_true(CLEAN("a\n\tb", UTF8_TEXT));
	assert_false(CLEAN("a\r\nb", UTF8_TEXT));
	assert_false(CLEAN("a\0b", UTF8_TEXT));
	assert_false(CLEAN("\x1B[31m", UTF8_TEXT));
	assert_false(CLEAN("\x7F", UTF8_TEXT));
	assert_false(CLEAN("\xC2\x85", UTF8_TEXT));
	assert_false(CLEAN("a\xE2\x80\xAE"
			   "b",
	    UTF8_TEXT)); /* U+202E */
	assert_false(CLEAN("a\xE2\x80\xAA"
			   "b",
	    UTF8_TEXT)); /* U+202A */
	assert_false(CLEAN("a\xE2\x81\xA6"
			   "b",
	    UTF8_TEXT)); /* U+2066 */
	assert_false(CLEAN("a\xE2\x81\xA9"
			   "b",
	    UTF8_TEXT)); /* U+2069 */
	assert_false(CLEAN("\xEF\xBB\xBF"
			   "a",
	    UTF8_TEXT));                                    /* U+FEFF */
	assert_false(CLEAN("\xEF\xB7\x90", UTF8_TEXT));     /* U+FDD0 */
	assert_false(CLEAN("\xEF\xBF\xBE", UTF8_TEXT));     /* U+FFFE */
	assert_false(CLEAN("\xF4\x8F\xBF\xBF", UTF8_TEXT)); /* U+10FFFF */
	assert_false(CLEAN("a\xE2\x80\xA8"
			   "b",
	    UTF8_LINE)); /* U+2028 */
	assert_false(CLEAN("\xC0\xAF", UTF8_TEXT));
}

static void
a_text_is_measured_and_cut_between_characters(void **state)
{
	const char *text = "hồ sơ"; /* h, o 3 bytes, space, s, o 2 bytes */

	(void)state;
	assert_int_equal(utf8_length(text), 5);
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_cut(text, 0), 0);
	assert_int_equal(utf8_cut(text, 1), 1);
	assert_int_equal(utf8_cut(text, 2), 1);
	assert_int_equal(utf8_cut(text, 3), 1);
	assert_int_equal(utf8_cut(text, 4), 4);
	assert_int_equal(utf8_cut(text, 7), 6);
	assert_int_equal(utf8_cut(text, 8), 8);
	assert_int_equal(utf8_cut(text, 1000), 8);
	assert_int_equal(utf8_cut_points(text, 0), 0);
	assert_int_equal(utf8_cut_points(text, 2), 4);
	assert_int_equal(utf8_cut_points(text, 5), 8);
	assert_int_equal(utf8_cut_points(text, 99), 8);
}

static void
one_person_typed_on_two_keyboards_is_stored_once(void **state)
{
	const char *composed = NULL, *decomposed = NULL;

	assert_int_equal(utf8_nfc(*state, "Nguy\xE1\xBB\x85n", &composed), OK);
	assert_int_equal(utf8_nfc(*state, "Nguye\xCC\x82\xCC\x83n", &decomposed), OK);
	assert_string_equal(composed, "Nguy\xE1\xBB\x85n");
	assert_string_equal(composed, decomposed);
	assert_int_equal(utf8_nfc(*state, "Nguy\xE1\xBB", &composed), ERR_INVALID);
}

static void
line_ends_of_every_browser_become_line_feeds(void **state)
{
	assert_string_equal(utf8_newlines(*state, "a\r\nb\rc\nd\r\r\n"), "a\nb\nc\nd\n\n");
	assert_string_equal(utf8_newlines(*state, ""), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vietnamese_in_both_normal_forms_is_valid),
		cmocka_unit_test(every_kind_of_broken_sequence_is_refused),
		cmocka_unit_test(every_code_point_decodes_to_itself_except_surrogates),
		cmocka_unit_test(control_and_direction_characters_never_enter_a_field),
		cmocka_unit_test(a_text_is_measured_and_cut_between_characters),
		ARENA_TEST(one_person_typed_on_two_keyboards_is_stored_once),
		ARENA_TEST(line_ends_of_every_browser_become_line_feeds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
