/* The explanation as a citizen reads it, in Vietnamese, and that every line has its text in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/messages.h"
#include "domain/time/clock_explain.h"

#include "domain/time/office_year.h"

static struct arena *arena;
static const struct messages *messages;

static int
setup(void **state)
{
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT);
	messages = messages_load(arena, "www/messages", &failure);
	return messages == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
assert_told(const struct clock_explanation *told, const char *const *lines, size_t count)
{
	assert_int_equal(told->count, count);
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(clock_line_text(arena, messages, "vi", &told->lines[i]), lines[i]);
		assert_null(strchr(clock_line_text(arena, messages, "en", &told->lines[i]), '{'));
		assert_string_not_equal(message(messages, "en", told->lines[i].key), told->lines[i].key);
	}
}

static void
a_holiday_and_the_cut_off_are_told(void **state)
{
	static const char *const lines[] = {
		"Hồ sơ đầy đủ được tiếp nhận lúc 15:20 Thứ Hai 23/11/2026.",
		"Hồ sơ đến từ 15:00 trở đi nên được coi là nhận lúc 07:30 Thứ Tư 25/11/2026.",
		"Thời hạn giải quyết: 3 ngày làm việc, tính theo ngày làm việc, không tính ngày tiếp nhận (Bộ luật Dân "
		"sự, "
		"Điều 147).",
		"Thứ Ba 24/11/2026 là ngày nghỉ: Ngày Văn hóa Việt Nam",
		"Hẹn trả kết quả: 17:30 Thứ Hai 30/11/2026.",
	};
	struct clock_policy policy = clock_policy_default();
	const struct clock_event start = { .seq = 1, .kind = CLOCK_START, .at = at(2026, 11, 23, 15, 20) };
	struct clock_explanation told;

	(void)state;
	assert_int_equal(term_parse(arena, "3 ngày làm việc", &policy.term), OK);
	policy.cutoff = CUTOFF_AT;
	policy.cutoff_minute = 900;
	assert_int_equal(clock_explain(arena, &policy, office_calendar(arena, 2027), &start, 1, &told), OK);
	assert_told(&told, lines, sizeof(lines) / sizeof(*lines));
}

static void
a_pause_an_extension_and_the_end_are_told(void **state)
{
	static const char *const lines[] = {
		"Hồ sơ được nộp lúc 20:00 Chủ Nhật 08/11/2026.",
		"Hồ sơ đầy đủ được tiếp nhận lúc 09:00 Thứ Hai 09/11/2026.",
		"Thời hạn giải quyết: 2 ngày 4 giờ, tính theo giờ làm việc kể từ lúc nhận (Bộ luật Dân sự, Điều 147).",
		"Tạm dừng tính thời hạn từ 09:00 Thứ Ba 10/11/2026: chờ thực hiện nghĩa vụ tài chính.",
		"Người nộp cần hoàn thành trước 17:30 Thứ Sáu 13/11/2026; quá thời điểm này hồ sơ có thể bị đóng.",
		"Tiếp tục tính thời hạn từ 10:30 Thứ Tư 11/11/2026; thời gian làm việc đã tạm dừng: 1 ngày 1 giờ 30 "
		"phút.",
		"Gia hạn thêm 1 ngày, ghi nhận lúc 14:00 Thứ Tư 11/11/2026.",
		"Giải quyết xong hoặc kết thúc lúc 09:00 Thứ Hai 16/11/2026.",
		"Hẹn trả kết quả: 16:30 Thứ Sáu 13/11/2026.",
		"Ngày hẹn trả ban đầu: 15:00 Thứ Tư 11/11/2026.",
		"Hồ sơ được giải quyết quá hạn.",
	};
	struct clock_policy policy = clock_policy_default();
	const struct clock_event events[] = {
		{ .seq = 1, .kind = CLOCK_INTAKE, .at = at(2026, 11, 8, 20, 0) },
		{ .seq = 2, .kind = CLOCK_START, .at = at(2026, 11, 9, 9, 0) },
		{ .seq = 3, .kind = CLOCK_PAUSE, .at = at(2026, 11, 10, 9, 0), .reason = REASON_FEE },
		{ .seq = 4, .kind = CLOCK_RESUME, .at = at(2026, 11, 11, 10, 30) },
		{ .seq = 5, .kind = CLOCK_EXTEND, .at = at(2026, 11, 11, 14, 0), .minutes = STANDARD_DAY },
		{ .seq = 6, .kind = CLOCK_STOP, .at = at(2026, 11, 16, 9, 0) },
	};
	struct clock_explanation told;

	(void)state;
	policy.count = CLOCK_WORKING_TIME;
	policy.term = term_of_minutes(TERM_DAY, 1200);
	policy.wait_limit_days = 3;
	assert_int_equal(clock_explain(arena, &policy, office_calendar(arena, 2027), events, 6, &told), OK);
	assert_told(&told, lines, sizeof(lines) / sizeof(*lines));
}

static void
an_impossible_ledger_says_which_entry(void **state)
{
	static const char *const lines[] = { "Mốc thứ 1: thời hạn chưa bắt đầu tính." };
	const struct clock_policy policy = clock_policy_default();
	const struct clock_event resume = { .seq = 1, .kind = CLOCK_RESUME, .at = at(2026, 11, 9, 9, 0) };
	struct clock_explanation told;

	(void)state;
	assert_int_equal(clock_explain(arena, &policy, office_calendar(arena, 2027), &resume, 1, &told), ERR_CONFLICT);
	assert_told(&told, lines, 1);
}

static void
an_endless_story_ends_with_more(void **state)
{
	const struct clock_policy policy = clock_policy_default();
	static struct clock_event events[401];
	struct clock_explanation told;

	(void)state;
	events[0] = (struct clock_event){ .seq = 1, .kind = CLOCK_START, .at = at(2026, 11, 9, 9, 0) };
	for (int i = 1; i < 401; i++)
		events[i] = (struct clock_event){ .seq = i + 1,
			.kind = i % 2 ? CLOCK_PAUSE : CLOCK_RESUME,
			.reason = REASON_FEE,
			.at = events[0].at + i };
	assert_int_equal(clock_explain(arena, &policy, office_calendar(arena, 2027), events, 401, &told), OK);
	assert_int_equal(told.count, CLOCK_LINES_MAX);
	assert_string_equal(told.lines[told.count - 1].key, "clock.more");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_holiday_and_the_cut_off_are_told),
		cmocka_unit_test(a_pause_an_extension_and_the_end_are_told),
		cmocka_unit_test(an_impossible_ledger_says_which_entry),
		cmocka_unit_test(an_endless_story_ends_with_more),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
