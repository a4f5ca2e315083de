/* Search without diacritics finds what was written with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/locale/fold.h"
#include "core/locale/utf8.h"

static void
every_vietnamese_vowel_loses_its_marks(void **state)
{
	assert_string_equal(fold(*state, "aàảãáạăằẳẵắặâầẩẫấậ"), "aaaaaaaaaaaaaaaaaa");
	assert_string_equal(fold(*state, "eèẻẽéẹêềểễếệ"), "eeeeeeeeeeee");
	assert_string_equal(fold(*state, "iìỉĩíị"), "iiiiii");
	assert_string_equal(fold(*state, "oòỏõóọôồổỗốộơờởỡớợ"), "oooooooooooooooooo");
	assert_string_equal(fold(*state, "uùủũúụưừửữứự"), "uuuuuuuuuuuu");
	assert_string_equal(fold(*state, "yỳỷỹýỵ"), "yyyyyy");
	assert_string_equal(fold(*state, "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐđ"), "aaaaaaaaaaaaaaaaaadd");
	assert_string_equal(fold(*state, "ƠỞƯỰÊỆÔỘ"), "oouueeoo");
}

static void
both_normal_forms_and_both_tone_places_fold_alike(void **state)
{
	assert_true(fold_equal(*state, "Nguy\xE1\xBB\x85n", "Nguye\xCC\x82\xCC\x83n"));
	assert_true(fold_equal(*state, "hòa giải", "hoà giải"));
	assert_false(fold_equal(*state, "hòa giải", "hòa giái x"));
}

static void
punctuation_and_white_space_are_single_spaces(void **state)
{
	assert_string_equal(fold(*state, "  Giấy khai sinh\t(bản  sao), số 12/2026/NĐ-CP. "),
	    "giay khai sinh ban sao so 12 2026 nd cp");
	assert_string_equal(fold(*state, "–—…“”"), "");
	assert_string_equal(fold(*state, ""), "");
}

static void
full_width_and_ligatures_fold_to_plain_letters(void **state)
{
	assert_string_equal(fold(*state, "ＡＢＣ１２"), "abc12");
	assert_string_equal(fold(*state, "ﬁle"), "file");
}

static void
broken_bytes_separate_words_and_do_no_harm(void **state)
{
	assert_string_equal(fold(*state, "\xFF"
					 "ab\xC3"
					 "cd\xE1\xBB"),
	    "ab cd");
	assert_string_equal(fold(*state, "\xCC\x82\xCC\x83"), "");
}

static void
a_search_without_diacritics_finds_the_procedure(void **state)
{
	assert_true(
	    fold_contains(*state, "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "ban sao giay KHAI sinh"));
	assert_true(fold_contains(*state, "Đăng ký thành lập hộ kinh doanh", "đăng ký"));
	assert_true(fold_contains(*state, "Đăng ký", ""));
	assert_false(fold_contains(*state, "Đăng ký", "khai sinh"));
}

static void
no_character_is_lost_for_want_of_room(void **state)
{
	/* the longest decomposition of all, U+FDFA, many times */
	char text[3 * 50 + 1];

	for (size_t i = 0; i < 50; i++)
		memcpy(text + 3 * i, "\xEF\xB7\xBA", 4);
	assert_int_equal(utf8_length(fold(*state, text)), 50 * 18);
}

static void
a_name_becomes_a_part_of_an_address(void **state)
{
	assert_string_equal(
	    fold_slug(*state, "Ủy ban nhân dân phường Đức Hòa (mới)", 80), "uy-ban-nhan-dan-phuong-duc-hoa-moi");
	assert_string_equal(fold_slug(*state, "Sở A – B", 5), "so-a");
	assert_string_equal(fold_slug(*state, "–", 80), "");
	assert_string_equal(fold_slug(*state, "  \"Đăng ký\" – khai sinh?! ", 80), "dang-ky-khai-sinh");
	assert_string_equal(fold_slug(*state, "../../etc", 80), "etc");
	assert_string_equal(fold_slug(*state, "a 漢字 b", 80), "a-b");
	assert_string_equal(fold_slug(*state, "một hai ba", 9), "mot-hai");
	assert_string_equal(fold_slug(*state, "nghiêng", 5), "nghie");
}

static void
nothing_is_called_as_the_page_of_its_folder(void **state)
{
	assert_string_equal(fold_slug(*state, "Index", 80), "index-1");
	assert_string_equal(fold_slug(*state, "ÍNDEX!", 80), "index-1");
	assert_string_equal(fold_slug(*state, "index index", 8), "index-1");
	assert_string_equal(fold_slug(*state, "Indexes", 80), "indexes");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(every_vietnamese_vowel_loses_its_marks),
		ARENA_TEST(both_normal_forms_and_both_tone_places_fold_alike),
		ARENA_TEST(punctuation_and_white_space_are_single_spaces),
		ARENA_TEST(full_width_and_ligatures_fold_to_plain_letters),
		ARENA_TEST(broken_bytes_separate_words_and_do_no_harm),
		ARENA_TEST(a_search_without_diacritics_finds_the_procedure),
		ARENA_TEST(a_name_becomes_a_part_of_an_address),
		ARENA_TEST(nothing_is_called_as_the_page_of_its_folder),
		ARENA_TEST(no_character_is_lost_for_want_of_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
