/*
 * VNPAY's strings and signatures against the vectors computed with five public implementations and openssl (secret below),
 * and against what must never pass. Mirrors modules/payment/vnpay.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/security/hash.h"

#include "fields.h"
#include "vnpay.h"

#define SECRET_TEXT "VNPAYTESTSECRET0123456789ABCDEFG"
#define V1                                                                                                             \
	"vnp_Amount=5000000&vnp_Command=pay&vnp_CreateDate=20261015093000&vnp_CurrCode=VND&"                           \
	"vnp_ExpireDate=20261015094500&vnp_IpAddr=203.0.113.7&vnp_Locale=vn&"                                          \
	"vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_OrderType=other&"                                   \
	"vnp_ReturnUrl=https%3A%2F%2Fdichvucong.example.gov.vn%2Fthanh-toan%2Fket-qua%3Fhs%3D1%26x%3Da+b&"             \
	"vnp_TmnCode=DVCTINH1&vnp_TxnRef=TT20261015000001&vnp_Version=2.1.0"
#define V1_HASH                                                                                                        \
	"45b8fa1ab6fc128af4e319d2fae114821d7c07dee365a4f1b45d5d5eb0089fecd43294bc51389afb8da908d2ca3c0160cbd1b40c7cc2" \
	"69c5f8adb915118cfd8e"
#define V2                                                                                                             \
	"vnp_Amount=5000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14226112&vnp_CardType=ATM&"                             \
	"vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_PayDate=20261015093112&vnp_ResponseCode=00&"        \
	"vnp_TmnCode=DVCTINH1&vnp_TransactionNo=14226112&vnp_TransactionStatus=00&vnp_TxnRef=TT20261015000001"
#define V2_HASH                                                                                                        \
	"bc9d48d6d12767b64b2b028ff20050d8f63d0e21889af38d5925af752a0030c7129fd34335a021738d45f56c1e703aceb5614f627d38" \
	"556c9792019e29e655d9"
#define V3                                                                                                             \
	"vnp_Amount=5000000&vnp_BankCode=VNPAY&vnp_CardType=QRCODE&"                                                   \
	"vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_PayDate=20261015093500&vnp_ResponseCode=24&"        \
	"vnp_TmnCode=DVCTINH1&vnp_TransactionNo=0&vnp_TransactionStatus=02&vnp_TxnRef=TT20261015000002"
#define V3_HASH                                                                                                        \
	"b1dbec59bcd31748b9980ba8cc3a4bb8308eda2ee66fedfdf475470d58179590104cac09a062eae919d6bdff7ffaec57595df6772dd7" \
	"5c23a2e976dcdd51c1eb"
#define V4                                                                                                             \
	"vnp_Amount=1806000&vnp_Command=pay&vnp_OrderInfo=Thanh+toan+don+hang+%3A5%2C+100%25%2Fa%26b%3Dc%2Bd&"         \
	"vnp_TmnCode=DVCTINH1&vnp_TxnRef=5&vnp_Version=2.1.0"
#define V4_HASH                                                                                                        \
	"e51acc34856dbaa71e88df4acc900fb5a1d88deee841b2f3499d1db9ab54b5e3dbae4627a7a49d8f743f41fd2d548132126bccf62343" \
	"41bf84501336b7c8d563"

static const struct bytes secret = { (const unsigned char *)SECRET_TEXT, sizeof(SECRET_TEXT) - 1 };

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

static bool
verified_with(struct arena *arena, const char *query, const struct bytes *keys, size_t count)
{
	struct vnpay_message message;

	return vnpay_parse(arena, query, &message) == OK && vnpay_verified(arena, &message, keys, count);
}

static bool
verified(struct arena *arena, const char *query)
{
	return verified_with(arena, query, &secret, 1);
}

static const char *
with_hash(struct arena *arena, const char *query, const char *hash)
{
	return arena_printf(arena, "%s&vnp_SecureHash=%s", query, hash);
}

static void
the_pay_url_is_canonical_and_signed_as_in_v1_and_v4(void **state)
{
	struct arena *arena = *state;
	static const char *const pairs[][2] = {
		{ "vnp_Version", "2.1.0" },
		{ "vnp_TmnCode", "DVCTINH1" },
		{ "vnp_TxnRef", "5" },
		{ "vnp_OrderInfo", "Thanh toan don hang :5, 100%/a&b=c+d" },
		{ "vnp_Command", "pay" },
		{ "vnp_Amount", "1806000" },
	};
	struct vnpay_message message = { .count = 0 };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_int_equal(vnpay_add(&message, pairs[i][0], pairs[i][1]), OK);
	assert_string_equal(vnpay_canonical(arena, &message), V4);
	assert_string_equal(vnpay_sign(arena, secret, V4), V4_HASH);
	assert_string_equal(vnpay_sign(arena, secret, V1), V1_HASH);
	assert_int_equal(vnpay_parse(arena, V1, &message), OK);
	assert_string_equal(vnpay_canonical(arena, &message), V1);
}

static void
an_ipn_verifies_in_any_order_case_of_hash_and_way_to_write_a_space(void **state)
{
	struct arena *arena = *state;
	char upper[] = V2_HASH;

	for (char *p = upper; *p != '\0'; p++)
		if (*p >= 'a')
			*p = (char)(*p - 'a' + 'A');
	assert_true(verified(arena, with_hash(arena, V2, V2_HASH)));
	assert_true(verified(arena, with_hash(arena, V3, V3_HASH)));
	assert_true(verified(arena, with_hash(arena, V4, V4_HASH)));
	assert_true(verified(arena, with_hash(arena, V2, upper)));
	assert_true(verified(arena,
	    "vnp_TxnRef=TT20261015000001&vnp_SecureHash=" V2_HASH
	    "&vnp_TransactionStatus=00&vnp_TransactionNo=14226112&vnp_TmnCode=DVCTINH1&vnp_ResponseCode=00&"
	    "vnp_PayDate=20261015093112&vnp_OrderInfo=Nop%20phi%20ho%20so%20000.00.01.H01-261015-0001&"
	    "vnp_CardType=ATM&vnp_BankTranNo=VNP14226112&vnp_BankCode=NCB&vnp_Amount=5000000&utm_source=x"));
	assert_true(verified(arena, with_hash(arena, V2 "&vnp_SecureHashType=HMACSHA512", V2_HASH)));
}

/* Two signed fields folded into one name would leave the signature right and a field unsaid. */
static void
a_name_that_hides_other_fields_is_refused(void **state)
{
	struct vnpay_message message;

	assert_int_equal(vnpay_parse(*state,
			     "vnp_TmnCode=DVCTINH1&vnp_TransactionNo%3D14226112%26vnp_TransactionStatus=00", &message),
	    ERR_INVALID);
}

/* A space written %20 in the signed string is another signature: the vectors' authors call that module wrong. */
static void
a_canonical_string_with_percent_20_would_be_another_hash(void **state)
{
	struct arena *arena = *state;
	struct vnpay_message message;

	assert_int_equal(vnpay_parse(arena, V2, &message), OK);
	assert_non_null(strstr(vnpay_canonical(arena, &message), "Nop+phi+ho+so"));
	assert_int_not_equal(strncmp(vnpay_sign(arena, secret, V2), "298187d6c655f195", 16), 0);
}

static void
any_changed_byte_of_a_value_is_refused(void **state)
{
	struct arena *arena = *state;
	const char *right = with_hash(arena, V2, V2_HASH);

	for (size_t i = 0; right[i] != '\0'; i++) {
		char *query = arena_strdup(arena, right);
		char other = query[i] == '1' ? '2' : '1';

		if (right[i] == '&' || right[i] == '=')
			continue;
		query[i] = other;
		if (verified(arena, query))
			fail_msg("byte %zu of %s", i, query);
	}
}

static void
a_hash_that_is_missing_short_long_or_no_hex_is_refused(void **state)
{
	struct arena *arena = *state;
	char shorter[] = V2_HASH, wrong[] = V2_HASH;

	shorter[sizeof(shorter) - 2] = '\0';
	wrong[0] = 'g';
	assert_false(verified(arena, V2));
	assert_false(verified(arena, with_hash(arena, V2, "")));
	assert_false(verified(arena, with_hash(arena, V2, shorter)));
	assert_false(verified(arena, with_hash(arena, V2, V2_HASH "0")));
	assert_false(verified(arena, with_hash(arena, V2, wrong)));
	assert_false(verified(arena, with_hash(arena, V2 "&vnp_Foo=1", V2_HASH)));
	assert_false(verified(arena, with_hash(arena, V3, V2_HASH)));
}

static void
a_parameter_twice_or_badly_encoded_is_no_message(void **state)
{
	struct arena *arena = *state;
	struct vnpay_message message;
	char many[4 * VNPAY_PAIRS_MOST + 8] = "", *large = arena_alloc(arena, VNPAY_QUERY_MOST + 10);

	assert_int_equal(vnpay_parse(arena, V2 "&vnp_Amount=1", &message), ERR_INVALID);
	assert_int_equal(vnpay_parse(arena, "vnp_Amount=1&" V2, &message), ERR_INVALID);
	assert_int_equal(vnpay_parse(arena, V2 "&vnp_X=%00", &message), ERR_INVALID);
	assert_int_equal(vnpay_parse(arena, V2 "&vnp_X=%zz", &message), ERR_INVALID);
	assert_int_equal(vnpay_parse(arena, V2 "&vnp_X=%", &message), ERR_INVALID);
	for (size_t i = 0; i <= VNPAY_PAIRS_MOST; i++)
		memcpy(many + 4 * i, "a=1&", 4);
	assert_int_equal(vnpay_parse(arena, many, &message), ERR_INVALID);
	memset(large, 'a', VNPAY_QUERY_MOST + 1);
	assert_int_equal(vnpay_parse(arena, large, &message), ERR_INVALID);
	assert_int_equal(vnpay_parse(arena, "", &message), OK);
	assert_int_equal(message.count, 0);
}

/* Public implementations differ: some sign "k=", some leave it out. Both are accepted, an empty value adds nothing. */
static void
empty_values_verify_signed_or_left_out(void **state)
{
	struct arena *arena = *state;
	const char *kept = "vnp_Amount=5000000&vnp_BankTranNo=&vnp_TxnRef=T1";
	const char *left_out = "vnp_Amount=5000000&vnp_TxnRef=T1";

	assert_true(verified(arena, with_hash(arena, kept, vnpay_sign(arena, secret, kept))));
	assert_true(verified(arena, with_hash(arena, kept, vnpay_sign(arena, secret, left_out))));
}

static void
while_keys_change_the_previous_one_counts_and_an_empty_one_never(void **state)
{
	struct arena *arena = *state;
	const struct bytes fresh = { (const unsigned char *)"another", 7 }, none = { (const unsigned char *)"", 0 };
	const struct bytes both[] = { fresh, secret }, later[] = { fresh, none };

	assert_true(verified_with(arena, with_hash(arena, V2, V2_HASH), both, 2));
	assert_false(verified_with(arena, with_hash(arena, V2, V2_HASH), later, 2));
	assert_false(verified_with(arena, with_hash(arena, V2, vnpay_sign(arena, none, V2)), later, 2));
}

static void
amounts_are_whole_dong_written_plainly(void **state)
{
	static const char *const wrong[] = { "", "0", "-5000000", "+5000000", "1e6", "5000000.0", "05000000",
		"1000000000000", "5000050", " 5000000", "5000000 ", "0x10" };
	int64_t amount = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (vnpay_amount(wrong[i], &amount) != ERR_INVALID)
			fail_msg("%s", wrong[i]);
	assert_int_equal(amount, 7);
	assert_int_equal(vnpay_amount("5000000", &amount), OK);
	assert_int_equal(amount, 50000);
	assert_int_equal(vnpay_amount("999999999900", &amount), OK);
	assert_int_equal(amount, 9999999999);
}

static void
only_what_every_implementation_encodes_alike_is_sent(void **state)
{
	(void)state;
	assert_true(vnpay_is_plain("https://dichvucong.example.vn/thanh-toan/tro-ve/vnpay"));
	assert_true(vnpay_is_plain("Nop phi ho so 000.00.01.H01-261015-0001"));
	assert_false(vnpay_is_plain(""));
	assert_false(vnpay_is_plain("N\xe1\xbb\x99p phi"));
	for (const char *p = "~*!'()&=?#%+\"<>|"; *p != '\0'; p++) {
		const char text[] = { 'a', *p, '\0' };

		assert_false(vnpay_is_plain(text));
	}
}

/* V5 to V8: querydr, refund and their answers sign raw values joined by '|'; absent ones count as empty. */
static void
lines_of_querydr_and_refund_sign_as_in_v5_to_v8(void **state)
{
	struct arena *arena = *state;
	static const struct {
		const char *line, *hash;
	} vectors[] = {
		{ "RQ20261016000001|2.1.0|querydr|DVCTINH1|TT20261015000001|20261015093000|20261016010000|10.0.0.5|"
		  "Truy van GD TT20261015000001",
		    "9bf1792dccb0162dada39909bc63025e8473d12c99945951b876fd0c4558504c2b6c90cb780b4a30e2eee8343451569c10"
		    "2e8ed825736591790229351ce490cf" },
		{ "RF20261016000001|2.1.0|refund|DVCTINH1|02|TT20261015000001|5000000|14226112|20261015093000|ketoan01|"
		  "20261016083000|10.0.0.5|Hoan phi ho so 000.00.01.H01-261015-0001",
		    "8e73fb0a4e85ec345c55c6236c34b2e2e33204282d3dcd6df4e9b67ba3dbc877bd6f0805a2c99d0124414342d69a11b3e0"
		    "bd7b2484685c9c45fa6c67f9efa72b" },
		{ "a1b2c3d4|querydr|00|QueryDR "
		  "Success|DVCTINH1|TT20261015000001|5000000|NCB|20261015093112|14226112|01|"
		  "00|Nop phi ho so 000.00.01.H01-261015-0001||",
		    "f9b73bad2218733be6fb677a215e6e5ccd805f8dffd39d63734356c4a9ace5956bde8c57d7822743d764bbfcd3b7595a61"
		    "f1cccc48666f59e08215b6962da012" },
		{ "e5f6a7b8|refund|00|Refund success|DVCTINH1|TT20261015000001|5000000|NCB|20261016083005|14226999|02|"
		  "05|Hoan phi ho so 000.00.01.H01-261015-0001",
		    "e61cb92dfb49c6a7005f9e3e41b54be62fe30eceda9f2b89a55871daf0ee37d20867a76c85a19509114b1cb6d92715652"
		    "1fbe3a7cd39855ab3a83bde2bb8e9b3" },
	};

	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		assert_string_equal(vnpay_sign(arena, secret, vectors[i].line), vectors[i].hash);
		assert_true(vnpay_signed_by(arena, vectors[i].line, vectors[i].hash, &secret, 1));
	}
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
	static const char bytes[] = "&=%+0123456789abcdefABCDEFvnp_ \x01\x7f\xc3\xff";
	struct arena *arena = arena_new((size_t)16 << 20);
	uint32_t seed = 20261121;
	size_t accepted = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char query[] = V2 "&vnp_SecureHash=" V2_HASH;
		struct vnpay_message message;

		for (uint32_t n = next_random(&seed) % 4; n > 0; n--)
			query[next_random(&seed) % (sizeof(query) - 1)] =
			    bytes[next_random(&seed) % (sizeof(bytes) - 1)];
		if (vnpay_parse(arena, query, &message) == OK && vnpay_verified(arena, &message, &secret, 1)) {
			assert_string_equal(vnpay_canonical(arena, &message), V2);
			accepted++;
		}
		arena_reset(arena);
	}
	assert_in_range(accepted, 1000, 15000); /* those that nothing was done to, at least */
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pay_url_is_canonical_and_signed_as_in_v1_and_v4),
		cmocka_unit_test(an_ipn_verifies_in_any_order_case_of_hash_and_way_to_write_a_space),
		cmocka_unit_test(a_name_that_hides_other_fields_is_refused),
		cmocka_unit_test(a_canonical_string_with_percent_20_would_be_another_hash),
		cmocka_unit_test(any_changed_byte_of_a_value_is_refused),
		cmocka_unit_test(a_hash_that_is_missing_short_long_or_no_hex_is_refused),
		cmocka_unit_test(a_parameter_twice_or_badly_encoded_is_no_message),
		cmocka_unit_test(empty_values_verify_signed_or_left_out),
		cmocka_unit_test(while_keys_change_the_previous_one_counts_and_an_empty_one_never),
		cmocka_unit_test(amounts_are_whole_dong_written_plainly),
		cmocka_unit_test(only_what_every_implementation_encodes_alike_is_sent),
		cmocka_unit_test(a_mangled_message_says_the_same_or_is_refused),
		cmocka_unit_test(lines_of_querydr_and_refund_sign_as_in_v5_to_v8),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
