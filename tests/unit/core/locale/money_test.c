/* Amounts on receipts: dots, and the words that law wants beside the figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"

static const struct number_words words = {
	.digits = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" },
	.ten = "mười",
	.tens = "mươi",
	.one_after = "mốt",
	.four_after = "tư",
	.five_after = "lăm",
	.gap = "linh",
	.hundred = "trăm",
	.thousand = "nghìn",
	.million = "triệu",
	.billion = "tỷ",
	.minus = "âm",
};

static void
amounts_have_dots_between_groups_of_three(void **state)
{
	assert_string_equal(money_text(*state, 0), "0");
	assert_string_equal(money_text(*state, 999), "999");
	assert_string_equal(money_text(*state, 8000), "8.000");
	assert_string_equal(money_text(*state, 100000), "100.000");
	assert_string_equal(money_text(*state, -1250000), "-1.250.000");
	assert_string_equal(money_text(*state, INT64_MAX), "9.223.372.036.854.775.807");
	assert_string_equal(money_text(*state, INT64_MIN), "-9.223.372.036.854.775.808");
}

static void
an_amount_is_read_with_full_groups_or_without_dots(void **state)
{
	static const char *const wrong[] = { "", ".", "8.00", "8.0000", ".800", "8000.000", "8..000", "8.000.", "8,000",
		"-8", "+8", "08", "00", "0.000", " 8", "8 ", "1e3", "9223372036854775808", "9.223.372.036.854.775.808",
		"8.000\xC4\x91" };
	int64_t amount;

	(void)state;
	assert_int_equal(money_parse("0", &amount), OK);
	assert_int_equal(amount, 0);
	assert_int_equal(money_parse("8.000", &amount), OK);
	assert_int_equal(amount, 8000);
	assert_int_equal(money_parse("1.234.567", &amount), OK);
	assert_int_equal(amount, 1234567);
	assert_int_equal(money_parse("9223372036854775807", &amount), OK);
	assert_int_equal(amount, INT64_MAX);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(money_parse(wrong[i], &amount), ERR_INVALID);
}

static void
tricky_numbers_are_read_as_a_cashier_reads_them(void **state)
{
	static const struct {
		int64_t number;
		const char *text;
	} readings[] = {
		{ 0, "không" },
		{ 1, "một" },
		{ 4, "bốn" },
		{ 5, "năm" },
		{ 10, "mười" },
		{ 11, "mười một" },
		{ 14, "mười bốn" },
		{ 15, "mười lăm" },
		{ 20, "hai mươi" },
		{ 21, "hai mươi mốt" },
		{ 24, "hai mươi tư" },
		{ 25, "hai mươi lăm" },
		{ 55, "năm mươi lăm" },
		{ 100, "một trăm" },
		{ 101, "một trăm linh một" },
		{ 104, "một trăm linh bốn" },
		{ 105, "một trăm linh năm" },
		{ 110, "một trăm mười" },
		{ 115, "một trăm mười lăm" },
		{ 121, "một trăm hai mươi mốt" },
		{ 500, "năm trăm" },
		{ 1000, "một nghìn" },
		{ 1001, "một nghìn không trăm linh một" },
		{ 1010, "một nghìn không trăm mười" },
		{ 1021, "một nghìn không trăm hai mươi mốt" },
		{ 8000, "tám nghìn" },
		{ 15000, "mười lăm nghìn" },
		{ 100000, "một trăm nghìn" },
		{ 105005, "một trăm linh năm nghìn không trăm linh năm" },
		{ 1000000, "một triệu" },
		{ 2000005, "hai triệu không trăm linh năm" },
		{ 1005000, "một triệu không trăm linh năm nghìn" },
		{ 1000000000, "một tỷ" },
		{ 1000000001, "một tỷ không trăm linh một" },
		{ 1005000000, "một tỷ không trăm linh năm triệu" },
		{ 9999999999,
		    "chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín" },
		{ 1001000000000, "một nghìn không trăm linh một tỷ" },
		{ 1000000000000000000, "một tỷ tỷ" },
		{ -105, "âm một trăm linh năm" },
	};

	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++)
		assert_string_equal(number_in_words(*state, &words, readings[i].number), readings[i].text);
	assert_non_null(number_in_words(*state, &words, INT64_MIN));
}

/* The value of one word below a hundred; -1 if it is a unit or unknown. */
static int
value_of(const char *word)
{
	for (int i = 0; i < 10; i++) {
		if (strcmp(word, words.digits[i]) == 0)
			return i;
	}
	if (strcmp(word, words.one_after) == 0)
		return 1;
	if (strcmp(word, words.four_after) == 0)
		return 4;
	return strcmp(word, words.five_after) == 0 ? 5 : -1;
}

/* Reads the words back the slow way: digits wait until their unit comes. */
static int64_t
listen(char *text)
{
	int64_t total = 0, group = 0;
	int digit = 0;
	char *word;

	while ((word = strsep(&text, " ")) != NULL) {
		if (value_of(word) >= 0) {
			digit = value_of(word);
		} else if (strcmp(word, words.ten) == 0) {
			group += 10;
		} else if (strcmp(word, words.tens) == 0) {
			group += digit * 10;
			digit = 0;
		} else if (strcmp(word, words.hundred) == 0) {
			group += digit * 100;
			digit = 0;
		} else if (strcmp(word, words.thousand) == 0) {
			total += (group + digit) * 1000;
			group = digit = 0;
		} else {
			assert_string_equal(word, words.gap);
		}
	}
	return total + group + digit;
}

static void
every_number_below_a_million_can_be_heard_back(void **state)
{
	for (int64_t number = 0; number < 1000000; number += number < 20000 ? 1 : 37) {
		assert_int_equal(listen(arena_strdup(*state, number_in_words(*state, &words, number))), number);
		arena_reset(*state);
	}
}

static void
the_catalogue_holds_every_word_in_both_languages(void **state)
{
	static const char *const languages[] = { "vi", "en" };
	struct arena *arena = arena_new((size_t)64 << 20);
	struct failure failure = { 0 };
	const struct messages *messages = messages_load(arena, "www/messages", &failure);

	(void)state;
	assert_non_null(messages);
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		struct number_words loaded;

		number_words_load(messages, languages[i], &loaded);
		assert_string_equal(number_in_words(arena, &loaded, -987654321012345),
		    number_in_words(arena, &words, -987654321012345));
		assert_string_equal(
		    number_in_words(arena, &loaded, 104201015010024), number_in_words(arena, &words, 104201015010024));
		assert_string_equal(number_in_words(arena, &loaded, 0), number_in_words(arena, &words, 0));
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(amounts_have_dots_between_groups_of_three),
		ARENA_TEST(an_amount_is_read_with_full_groups_or_without_dots),
		ARENA_TEST(tricky_numbers_are_read_as_a_cashier_reads_them),
		cmocka_unit_test(the_catalogue_holds_every_word_in_both_languages),
		ARENA_TEST(every_number_below_a_million_can_be_heard_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
