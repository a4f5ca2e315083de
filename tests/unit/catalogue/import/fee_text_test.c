/* Fees as real records word them: an amount where there is one, the text alone where a person must decide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "import/fee_text.h"
#include "support/arena.h"

static void
one_amount_is_read_with_its_unit_and_name(void **state)
{
	static const struct {
		const char *text, *kind, *name, *unit;
		int64_t amount;
	} rows[] = {
		{ "50.000 đồng/lần", "phi", "50.000 đồng/lần", "lần", 50000 },
		{ "20.000 vnđ /tờ khai", "phi", "20.000 vnđ /tờ khai", "tờ khai", 20000 },
		{ "8000 đồng", "phi", "8000 đồng", "", 8000 },
		{ "500,000 Việt Nam Đồng (/hồ sơ)", "phi", "500,000 Việt Nam Đồng (/hồ sơ)", "hồ sơ", 500000 },
		{ "10,000 Việt Nam Đồng (10.000 đồng/khẩu-chiếc.)", "phi",
		    "10,000 Việt Nam Đồng (10.000 đồng/khẩu-chiếc.)", "khẩu-chiếc", 10000 },
		{ "Lệ phí cấp giấy phép lái xe: 135.000 đồng/lần.", "le_phi", "Lệ phí cấp giấy phép lái xe", "lần",
		    135000 },
		{ "2,000 Việt Nam Đồng (phí đổi thẻ bảo hiểm y tế: 2.000 đồng/thẻ)", "phi", "phí đổi thẻ bảo hiểm y tế",
		    "thẻ", 2000 },
		{ "50.000đ/giấy thông hành (Thông tư số 25/2021/TT-BTC ngày 07/4/2021 của Bộ Tài chính)", "phi",
		    "50.000đ/giấy thông hành (Thông tư số 25/2021/TT-BTC ngày 07/4/2021 của Bộ Tài chính)",
		    "giấy thông hành", 50000 },
		{ "1.200.000 đồng/lần/thẻ", "phi", "1.200.000 đồng/lần/thẻ", "lần/thẻ", 1200000 },
	};
	struct fee_text text;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fee_text_read(arena, rows[i].text, &text);
		assert_int_equal(text.count, 1);
		assert_int_equal(text.parts[0].class, FEE_READ);
		assert_int_equal(text.parts[0].amount, rows[i].amount);
		assert_string_equal(text.parts[0].kind, rows[i].kind);
		assert_string_equal(text.parts[0].name, rows[i].name);
		assert_string_equal(text.parts[0].unit, rows[i].unit);
	}
}

static void
an_amount_that_is_not_the_only_one_is_no_amount(void **state)
{
	static const struct {
		const char *text;
		enum fee_class class;
	} rows[] = {
		{ "", FEE_UNSAID },
		{ "Không quy định.", FEE_UNSAID },
		{ "Miễn phí", FEE_FREE },
		{ "Không có", FEE_FREE },
		{ "0 đồng", FEE_FREE },
		{ "Phí: Không Đồng", FEE_FREE },
		{ "Theo quy định của Bộ Tài chính", FEE_BY_LAW },
		{ "do Ủy ban nhân dân cấp tỉnh quy định.", FEE_BY_LAW },
		{ "5 USD (5 USD/thẻ.)", FEE_CURRENCY },
		{ "600,000 VNĐ (áp dụng mức phí 300.000 đồng/hồ sơ kể từ ngày 01/7/2025)", FEE_SEVERAL },
		{ "40.000đ/giấy (áp dụng đến hết ngày 31/12/2024)", FEE_OTHER },
		{ "12,5.000 đồng", FEE_OTHER },
		{ "1.2345 đồng", FEE_OTHER },
		{ "40,000 Việt Nam Đồng (- Xe ô tô trên 10 chỗ)", FEE_OTHER },
		{ "20% của 11.000.000 đồng", FEE_OTHER },
		{ "Cho một loại: 1.500.000 đồng/lần; thêm một loại: 900.000 đồng/lần.", FEE_SEVERAL },
		{ "1,000,000 Việt Nam Đồng (1.000.000 VNĐ khi mất, hỏng.)", FEE_OTHER },
		{ "99999999999999999999 đồng", FEE_OTHER },
	};
	struct fee_text text;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		fee_text_read(arena, rows[i].text, &text);
		assert_int_equal(text.count, 1);
		assert_int_equal(text.parts[0].class, rows[i].class);
		assert_int_equal(text.parts[0].amount, 0);
	}
}

static void
each_channel_has_its_own_fee(void **state)
{
	struct fee_text text;

	(void)state;
	fee_text_read(
	    arena, "Trực tuyến: 30,000 Việt Nam Đồng; Dịch vụ bưu chính: Miễn phí; Trực tiếp: 70.000 đồng/giấy", &text);
	assert_int_equal(text.count, 3);
	assert_string_equal(text.parts[0].channel, "online");
	assert_int_equal(text.parts[0].amount, 30000);
	assert_int_equal(text.parts[1].class, FEE_FREE);
	assert_string_equal(text.parts[2].unit, "giấy");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_amount_is_read_with_its_unit_and_name),
		cmocka_unit_test(an_amount_that_is_not_the_only_one_is_no_amount),
		cmocka_unit_test(each_channel_has_its_own_fee),
	};

	return cmocka_run_group_tests(tests, arena_start, arena_end);
}
