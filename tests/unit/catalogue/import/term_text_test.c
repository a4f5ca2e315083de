/* Terms as real decisions and the national base word them: read beyond doubt, or left to a person with their text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/time/policy_text.h"
#include "import/term_text.h"
#include "support/arena.h"

/* The policy of a part, as the clock itself reads it; 0 for one that is not read. */
static struct clock_policy
policy_of(const struct term_part *part)
{
	struct clock_policy policy = { 0 };
	struct failure failure = { 0 };

	assert_int_equal(policy_parse(arena, part->policy, &failure, &policy), OK);
	return policy;
}

static void
a_single_term_becomes_a_policy_that_the_clock_reads(void **state)
{
	static const struct {
		const char *text;
		enum clock_count count;
		int32_t minutes, months;
		int16_t cutoff;
	} rows[] = {
		{ "1 ngày làm việc", CLOCK_WORKING_DAYS, 480, 0, 0 },
		{ "03 Ngày làm việc.", CLOCK_WORKING_DAYS, 1440, 0, 0 },
		{ "1.5 ngày làm việc", CLOCK_WORKING_DAYS, 720, 0, 0 },
		{ "0,5 ngày", CLOCK_WORKING_DAYS, 240, 0, 0 },
		{ "1/2 ngày", CLOCK_WORKING_DAYS, 240, 0, 0 },
		{ "30 ngày", CLOCK_CALENDAR_DAYS, 14400, 0, 0 },
		{ "30 ngày (240 giờ)", CLOCK_WORKING_DAYS, 14400, 0, 0 },
		{ "30 ngày = 240 giờ", CLOCK_WORKING_DAYS, 14400, 0, 0 },
		{ "07 giờ làm việc", CLOCK_WORKING_TIME, 420, 0, 0 },
		{ "0.5 giờ", CLOCK_WORKING_TIME, 30, 0, 0 },
		{ "24 giờ làm việc", CLOCK_WORKING_TIME, 1440, 0, 0 },
		{ "6 tháng", CLOCK_CALENDAR_DAYS, 0, 6, 0 },
		{ "2 tuần", CLOCK_CALENDAR_DAYS, 6720, 0, 0 },
		{ "Từ 03 đến 05 ngày làm việc", CLOCK_WORKING_DAYS, 2400, 0, 0 },
		{ "03 - 05 ngày làm việc", CLOCK_WORKING_DAYS, 2400, 0, 0 },
		{ "10 ngày làm việc hoặc 10 ngày làm việc", CLOCK_WORKING_DAYS, 4800, 0, 0 },
		{ "Mười (10) ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ.", CLOCK_WORKING_DAYS, 4800, 0, 0 },
		{ "Trong thời hạn 17 ngày làm việc, kể từ ngày nhận đủ hồ sơ", CLOCK_WORKING_DAYS, 8160, 0, 0 },
		{ "14 ngày làm việc từ ngày nhận được hồ sơ đầy đủ và hợp lệ", CLOCK_WORKING_DAYS, 6720, 0, 0 },
		{ "15 ngày làm việc (trong đó: Sở 10 ngày, UBND tỉnh 05 ngày)", 0, -1, 0, 0 },
		{ "15 ngày làm việc, trong đó: Sở 10 ngày, UBND tỉnh 05 ngày", CLOCK_WORKING_DAYS, 7200, 0, 0 },
		{ "03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ theo quy định. Trường hợp không cấp lại giấy xác "
		  "nhận phải có văn bản trả lời và nêu rõ lý do.",
		    CLOCK_WORKING_DAYS, 1440, 0, 0 },
		{ "Không quá 02 (hai) ngày làm việc, kể từ ngày nhận đủ hồ sơ yêu cầu chứng thực hoặc có thể kéo dài "
		  "hơn theo thỏa thuận bằng văn bản với người yêu cầu chứng thực. Trường hợp kéo dài thời hạn giải "
		  "quyết thì người tiếp nhận hồ sơ phải có phiếu hẹn ghi rõ thời gian (giờ, ngày) trả kết quả.",
		    CLOCK_WORKING_DAYS, 960, 0, 0 },
		{ "Trong ngày", CLOCK_WORKING_DAYS, 0, 0, 0 },
		{ "Ngay sau khi nhận đủ hồ sơ hợp lệ", CLOCK_WORKING_DAYS, 0, 0, 0 },
		{ "Ngay trong ngày; trường hợp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo",
		    CLOCK_WORKING_DAYS, 0, 0, 900 },
		{ "Thời hạn thực hiện yêu cầu chứng thực là ngay trong ngày cơ quan, tổ chức tiếp nhận yêu cầu hoặc "
		  "trong ngày làm việc tiếp theo, nếu tiếp nhận yêu cầu sau 15 giờ. Trường hợp trả kết quả trong ngày "
		  "làm việc tiếp theo thì người tiếp nhận hồ sơ phải có phiếu hẹn.",
		    CLOCK_WORKING_DAYS, 0, 0, 900 },
	};
	struct term_text text;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct clock_policy policy;

		term_text_read(arena, rows[i].text, &text);
		assert_int_equal(text.count, 1);
		if (rows[i].minutes < 0) {
			assert_int_not_equal(text.parts[0].class, TERM_READ);
			continue;
		}
		assert_int_equal(text.parts[0].class, TERM_READ);
		policy = policy_of(&text.parts[0]);
		assert_int_equal(policy.count, rows[i].count);
		assert_int_equal(policy.term.minutes, rows[i].minutes);
		assert_int_equal(policy.term.months, rows[i].months);
		assert_int_equal(policy.cutoff_minute, rows[i].cutoff);
	}
}

static void
what_is_not_beyond_doubt_is_left_to_a_person(void **state)
{
	static const struct {
		const char *text;
		enum term_class class;
	} rows[] = {
		{ "", TERM_UNSAID },
		{ "không quy định", TERM_UNSAID },
		{ "2 ngày làm việc hoặc 3 ngày làm việc", TERM_ALTERNATIVES },
		{ "3 ngày làm việc hoặc 5 ngày làm việc hoặc 12 giờ", TERM_ALTERNATIVES },
		{ "24 giờ", TERM_OF_THE_CLOCK },
		{ "0 giờ", TERM_UNITLESS },
		{ "10-25", TERM_UNITLESS },
		{ "15", TERM_UNITLESS },
		{ "1.000 ngày", TERM_OTHER },
		{ "30 ngày (100 giờ)", TERM_OTHER },
		{ "Hai (03) ngày làm việc", TERM_OTHER },
		{ "khoảng 3 ngày", TERM_OTHER },
		{ "3 ngày, không kể thời gian niêm yết", TERM_OTHER },
		{ "5 ngày làm việc; trường hợp phải xác minh thì 10 ngày làm việc kể từ ngày có kết quả", TERM_STAGES },
		{ "chậm nhất là ngay trước khi tàu rời cảng", TERM_EVENT },
		{ "10 ngày kể từ ngày kết thúc thời gian nhận hồ sơ", TERM_EVENT },
		{ "15 ngày kể từ ngày nhận ý kiến của chuyên gia", TERM_EVENT },
		{ "07 ngày kể từ ngày nhận được hồ sơ hoàn thiện sau khi giải trình", TERM_EVENT },
		{ "- Trong thời hạn 05 ngày làm việc cơ quan trả lời tính hợp lệ của hồ sơ. - Trong thời hạn 15 ngày "
		  "kể "
		  "từ ngày nhận được hồ sơ hợp lệ, ban hành quyết định",
		    TERM_STAGES },
		{ "- 05 ngày làm việc kể từ ngày nhận đủ hồ sơ trong trường hợp cấp giấy xác nhận. - 03 ngày làm việc "
		  "kể "
		  "từ ngày nhận đủ hồ sơ trong trường hợp không cấp giấy xác nhận.",
		    TERM_OUTCOMES },
		{ "Ngay trong ngày; trường hợp phải xác minh thì 03 ngày làm việc", TERM_STAGES },
	};
	struct term_text text;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		term_text_read(arena, rows[i].text, &text);
		assert_int_equal(text.count, 1);
		assert_int_equal(text.parts[0].class, rows[i].class);
		assert_string_equal(text.parts[0].policy, "");
		assert_true(strstr(rows[i].text, text.parts[0].text) != NULL);
	}
}

static void
each_channel_has_its_own_term(void **state)
{
	struct term_text text;

	(void)state;
	term_text_read(
	    arena, "Trực tuyến: 3 ngày làm việc; Dịch vụ bưu chính: 5 ngày hoặc 7 ngày; Trực tiếp: 02 giờ", &text);
	assert_int_equal(text.count, 3);
	assert_string_equal(text.parts[0].channel, "online");
	assert_int_equal(policy_of(&text.parts[0]).term.minutes, 1440);
	assert_string_equal(text.parts[1].channel, "post");
	assert_int_equal(text.parts[1].class, TERM_ALTERNATIVES);
	assert_string_equal(text.parts[1].text, "5 ngày hoặc 7 ngày");
	assert_string_equal(text.parts[2].channel, "counter");
	assert_int_equal(policy_of(&text.parts[2]).count, CLOCK_WORKING_TIME);
}

static void
each_case_has_its_own_term(void **state)
{
	struct term_text text;

	(void)state;
	term_text_read(arena,
	    "14 ngày; Riêng đối với trường hợp công trình khai thác nước là hồ chứa, đập dâng thời hạn giải quyết là "
	    "28 ngày",
	    &text);
	assert_int_equal(text.count, 2);
	assert_null(text.parts[0].case_name);
	assert_int_equal(policy_of(&text.parts[0]).term.minutes, 14 * 480);
	assert_string_equal(text.parts[1].case_name, "trường hợp công trình khai thác nước là hồ chứa, đập dâng");
	assert_int_equal(policy_of(&text.parts[1]).term.minutes, 28 * 480);

	term_text_read(arena,
	    "- Trường hợp cấp mới: 10 ngày kể từ ngày nhận được hồ sơ hợp lệ. - Trường hợp cấp lại: 5 ngày làm việc kể "
	    "từ "
	    "ngày nhận được hồ sơ hợp lệ.",
	    &text);
	assert_int_equal(text.count, 2);
	assert_string_equal(text.parts[0].case_name, "Trường hợp cấp mới");
	assert_int_equal(policy_of(&text.parts[0]).count, CLOCK_CALENDAR_DAYS);
	assert_int_equal(policy_of(&text.parts[1]).count, CLOCK_WORKING_DAYS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_single_term_becomes_a_policy_that_the_clock_reads),
		cmocka_unit_test(what_is_not_beyond_doubt_is_left_to_a_person),
		cmocka_unit_test(each_channel_has_its_own_term),
		cmocka_unit_test(each_case_has_its_own_term),
	};

	return cmocka_run_group_tests(tests, arena_start, arena_end);
}
