/*
 * PayPlat's signatures against the vectors of the interoperability notes, and what must never pass: a shifted boundary, a
 * foreign payment page. Mirrors modules/payment/payplat.c and fields.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"

#include "fields.h"
#include "gateway.h"
#include "payplat.h"

static const struct bytes secret = { (const unsigned char *)"PAYPLATTEST", 11 };

static int
setup(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* The values in the order in which they are signed. */
static struct fields
message(const char *const *names, const char *const *values)
{
	struct fields fields = { .count = 0 };

	for (size_t i = 0; names[i] != NULL; i++)
		assert_int_equal(fields_add(&fields, names[i], values[i]), OK);
	return fields;
}

static const char *const confirm[] = { "CONFIRM", "00", "DVCTINH1", "TT20261015000005", "50000", "VND", "PP0001", "VCB",
	"20261015093112", "THANH TOAN HO SO 000.00.01.H01-261015-0001" };
#define CONFIRM_CODE "416b8026907f5fb65ed5fe0a2f56426928f326a4def8435fa1bd1323546ce1d5"

static void
init_confirm_query_and_get_bill_sign_as_the_vectors(void **state)
{
	struct arena *arena = *state;
	static const char *const init[] = { "INIT", "1.0.6", "DVCTINH1", "TT20261015000005", "50000", "PAY", "1", "1",
		"vi-VN", "VND", "PAYMENT", "THANH TOAN HO SO 000.00.01.H01-261015-0001", "20261015093000", "10.0.0.5" };
	static const char *const query[] = { "QUERY", "1.0.6", "DVCTINH1", "TT20261015000005", "20261015093000" };
	static const char *const bill[] = { "GET_BILL", "1.0.6", "DVCTINH1", "TT20261015000005", "20261015093112" };
	struct fields fields = message(payplat_init_fields, init);

	assert_string_equal(payplat_sign(arena, &fields, payplat_init_fields, secret),
	    "fbd928910e4c9236d3ba69b7668fcf3bc148abccd3cd385b1a8343a26616a6ae");
	fields = message(payplat_confirm_fields, confirm);
	assert_string_equal(payplat_sign(arena, &fields, payplat_confirm_fields, secret), CONFIRM_CODE);
	fields = message(payplat_query_fields, query);
	assert_string_equal(payplat_sign(arena, &fields, payplat_query_fields, secret),
	    "c9db1eeb54e6e9ff1b60130fb2ef29ba54f2ca84867861378407a4f1f8eab0d1");
	fields = message(payplat_query_fields, bill);
	assert_string_equal(payplat_sign(arena, &fields, payplat_query_fields, secret),
	    "1d59e58e2dabc49f93b09dda1cceead8c6167fd90b8af0b867a62950562ddd86");
}

static bool
verified(struct arena *arena, const char *code, const char *amount)
{
	struct fields fields = message(payplat_confirm_fields, confirm);

	fields.items[4].value = amount;
	assert_int_equal(fields_add(&fields, "MaXacThuc", code), OK);
	return payplat_verified(arena, &fields, payplat_confirm_fields, &secret, 1);
}

static void
a_confirmation_verifies_only_with_its_code(void **state)
{
	struct arena *arena = *state;
	const struct bytes none = { (const unsigned char *)"", 0 };
	struct fields fields = message(payplat_confirm_fields, confirm);

	assert_true(verified(arena, CONFIRM_CODE, "50000"));
	assert_true(verified(arena, "416B8026907F5FB65ED5FE0A2F56426928F326A4DEF8435FA1BD1323546CE1D5", "50000"));
	assert_false(verified(arena, CONFIRM_CODE, "50001"));
	assert_false(verified(arena, "", "50000"));
	assert_false(verified(arena, "416b", "50000"));
	assert_false(verified(arena, CONFIRM_CODE "00", "50000"));
	/* A gateway that is not configured has no secret: nothing may pass under an empty one. */
	assert_int_equal(
	    fields_add(&fields, "MaXacThuc", payplat_sign(arena, &fields, payplat_confirm_fields, none)), OK);
	assert_false(payplat_verified(arena, &fields, payplat_confirm_fields, &none, 1));
}

/* "50000|VND" in one field and nothing in the next would sign the same line. */
static void
a_boundary_between_fields_cannot_be_shifted(void **state)
{
	struct arena *arena = *state;
	const char *json = "{\"LoaiBanTin\":\"CONFIRM\",\"SoTien\":\"50000|VND\",\"MaTienTe\":\"\"}";
	struct fields fields = { .count = 0 };

	assert_int_equal(fields_add(&fields, "ThongTinGiaoDich", "a|b"), ERR_INVALID);
	assert_int_equal(fields_add(&fields, "ThongTinGiaoDich", "a\nb"), ERR_INVALID);
	assert_int_equal(
	    fields_read(arena, (struct bytes){ (const unsigned char *)json, strlen(json) }, &fields), ERR_INVALID);
}

static enum err
read_json(struct arena *arena, const char *json, struct fields *fields)
{
	return fields_read(arena, (struct bytes){ (const unsigned char *)json, strlen(json) }, fields);
}

static void
a_message_is_one_flat_object_with_each_name_once(void **state)
{
	struct arena *arena = *state;
	struct fields fields;

	assert_int_equal(read_json(arena, "{\"SoTien\":50000,\"MaLoi\":\"00\",\"x\":{\"y\":1}}", &fields), OK);
	assert_string_equal(fields_get(&fields, "SoTien"), "50000");
	assert_string_equal(fields_get(&fields, "MaLoi"), "00");
	assert_string_equal(fields_get(&fields, "x"), "");
	assert_int_equal(read_json(arena, "{\"SoTien\":1,\"SoTien\":2}", &fields), ERR_INVALID);
	assert_int_equal(read_json(arena, "{\"SoTien\":\"1\\u0000\"}", &fields), ERR_INVALID);
	assert_int_equal(read_json(arena, "{\"SoTien\":1} x", &fields), ERR_INVALID);
	assert_int_equal(read_json(arena, "[1]", &fields), ERR_INVALID);
	assert_int_equal(read_json(arena, "", &fields), ERR_INVALID);
	assert_int_equal(read_json(arena, "{\"SoTien\":5e4}", &fields), OK);
	assert_string_equal(fields_get(&fields, "SoTien"), ""); /* no whole number: as if it were not there */
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Whatever a stranger does to a good message: either it says exactly the same, or it is refused. */
static void
a_mangled_message_says_the_same_or_is_refused(void **state)
{
	static const char bytes[] = "{}[]\"\\:,|0123456789abcdefu \x01\x7f\xc3\xff";
	struct arena *arena = arena_new((size_t)16 << 20);
	uint32_t seed = 20261121;
	size_t accepted = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char json[] = "{\"LoaiBanTin\":\"CONFIRM\",\"MaLoi\":\"00\",\"MaDoiTac\":\"DVCTINH1\","
			      "\"MaThamChieu\":\"TT20261015000005\",\"SoTien\":\"50000\",\"MaTienTe\":\"VND\","
			      "\"MaGiaoDich\":\"PP0001\",\"MaNganHang\":\"VCB\",\"ThoiGianGD\":\"20261015093112\","
			      "\"ThongTinGiaoDich\":\"THANH TOAN HO SO 000.00.01.H01-261015-0001\","
			      "\"MaXacThuc\":\"" CONFIRM_CODE "\"}";
		struct fields fields;

		for (uint32_t n = next_random(&seed) % 4; n > 0; n--)
			json[next_random(&seed) % (sizeof(json) - 1)] = bytes[next_random(&seed) % (sizeof(bytes) - 1)];
		if (read_json(arena, json, &fields) == OK &&
		    payplat_verified(arena, &fields, payplat_confirm_fields, &secret, 1)) {
			for (size_t i = 0; payplat_confirm_fields[i] != NULL; i++)
				assert_string_equal(fields_get(&fields, payplat_confirm_fields[i]), confirm[i]);
			accepted++;
		}
		arena_reset(arena);
	}
	assert_in_range(accepted, 1000, 15000); /* those that nothing was done to, at least */
	arena_free(arena);
}

static void
a_payer_is_sent_to_configured_places_only(void **state)
{
	static const char api[] = "https://thanhtoan.example.vn/api/init",
			  local[] = "http://127.0.0.1:8081/payplat/init";
	static const char *const wrong[] = { "http://thanhtoan.example.vn/tra", "https://thanhtoan.example.vn.evil.vn/",
		"https://thanhtoan.example.vn@evil.vn/", "https://evil.vn/https://thanhtoan.example.vn/",
		"https://thanhtoan.example.vn:8443/", "javascript:alert(1)", "//thanhtoan.example.vn/", "", "/tra",
		"https://thanhtoan.example.vn\\@evil.vn/", "https://thanhtoan.example.vn/a b",
		"https://thanhtoan.example.vn/\"x" };

	(void)state;
	assert_true(payplat_may_leave_to("https://thanhtoan.example.vn/tra/1?x=2", api, ""));
	assert_true(payplat_may_leave_to("https://tra.example.vn/1", api, "tra.example.vn"));
	assert_false(payplat_may_leave_to("https://tra.example.vn/1", api, ""));
	assert_true(payplat_may_leave_to("http://127.0.0.1:8081/payplat/tra/1", local, ""));
	assert_false(payplat_may_leave_to("http://127.0.0.1:8082/payplat/tra/1", local, ""));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (payplat_may_leave_to(wrong[i], api, ""))
			fail_msg("%s", wrong[i]);
}

/* Public code with a 12-hour clock gave both the same time stamp. */
static void
half_past_one_by_day_and_by_night_differ(void **state)
{
	struct arena *arena = *state;
	const int64_t hour = INT64_C(3600000000), noon_utc = INT64_C(1792065600) * 1000000; /* 15/10/2026 12:00 UTC */

	assert_string_equal(gateway_time(arena, noon_utc - 5 * hour - hour / 2), "20261015133000");
	assert_string_equal(gateway_time(arena, noon_utc - 17 * hour - hour / 2), "20261015013000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(init_confirm_query_and_get_bill_sign_as_the_vectors),
		cmocka_unit_test(a_confirmation_verifies_only_with_its_code),
		cmocka_unit_test(a_boundary_between_fields_cannot_be_shifted),
		cmocka_unit_test(a_message_is_one_flat_object_with_each_name_once),
		cmocka_unit_test(a_mangled_message_says_the_same_or_is_refused),
		cmocka_unit_test(a_payer_is_sent_to_configured_places_only),
		cmocka_unit_test(half_past_one_by_day_and_by_night_differ),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
