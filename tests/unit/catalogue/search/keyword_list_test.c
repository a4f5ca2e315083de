/* A list of words from a spreadsheet comes in whole, or each wrong line is named; what is kept of a search in vain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "search/keyword_list.h"
#include "search/keyword_store.h"
#include "search/miss.h"

static int
start(void **state)
{
	*state = arena_new((size_t)64 << 20);
	return 0;
}

static int
end(void **state)
{
	arena_free(*state);
	return 0;
}

static struct keyword_lines
lines_of(struct arena *arena, const char *text)
{
	struct keyword_lines lines;

	keyword_lines_read(arena, (struct bytes){ (const unsigned char *)text, strlen(text) }, &lines);
	return lines;
}

static void
commas_semicolons_tabs_and_quotes_are_read(void **state)
{
	struct keyword_lines lines = lines_of(*state, "\xEF\xBB\xBFtừ,nghĩa\r\nsổ đỏ,giấy chứng nhận\r\n\"mở quán, "
						      "tiệm\"; \"hộ \"\"kinh doanh\"\"\" \n\nở đâu\t\n");

	assert_int_equal(lines.fault_count, 0);
	assert_int_equal(lines.count, 3);
	assert_string_equal(lines.keywords[0].word, "sổ đỏ");
	assert_string_equal(lines.keywords[0].meaning, "giấy chứng nhận");
	assert_string_equal(lines.keywords[1].word, "mở quán, tiệm");
	assert_string_equal(lines.keywords[1].meaning, "hộ \"kinh doanh\"");
	assert_string_equal(lines.keywords[2].meaning, "");
}

static void
each_wrong_line_is_named(void **state)
{
	struct keyword_lines lines =
	    lines_of(*state, "một cột\na,b,c\n?!,nghĩa\n\xff\xfe,x\nmột hai ba bốn năm sáu bảy tám chín,x\ntốt,x\n");

	assert_int_equal(lines.count, 1);
	assert_int_equal(lines.fault_count, 5);
	for (size_t i = 0; i < lines.fault_count; i++)
		assert_int_equal(lines.faults[i].line, i + 1);
	assert_string_equal(lines.faults[2].message, "catalogue_search.fault_no_word");
}

static void
nothing_of_a_person_is_kept_of_a_search(void **state)
{
	assert_string_equal(miss_words(*state, "Số CCCD 012345678901"), "so cccd ############");
	assert_null(miss_words(*state, "an@example.vn"));
	assert_null(miss_words(*state, "tôi tên là Nguyễn Văn An ở số nhà mười hai"));
	assert_null(miss_words(*state, "?!"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commas_semicolons_tabs_and_quotes_are_read, start, end),
		cmocka_unit_test_setup_teardown(each_wrong_line_is_named, start, end),
		cmocka_unit_test_setup_teardown(nothing_of_a_person_is_kept_of_a_search, start, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
