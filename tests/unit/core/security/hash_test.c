/* Published vectors (FIPS 180-4, RFC 4231, RFC 4648) and strictness of the text forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/security/hash.h"

#define BYTES(text) ((struct bytes){ (const unsigned char *)(text), sizeof(text) - 1 })

static void
sha256_gives_the_published_digests(void **state)
{
	unsigned char digest[SHA256_SIZE];

	sha256("abc", 3, digest);
	assert_string_equal(hex_encode(*state, digest, sizeof(digest)),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256("", 0, digest);
	assert_string_equal(hex_encode(*state, digest, sizeof(digest)),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sha256(NULL, 0, digest);
	assert_int_equal(digest[0], 0xE3);
}

static void
a_stream_in_pieces_gives_the_same_digest(void **state)
{
	unsigned char whole[SHA256_SIZE], pieces[SHA256_SIZE];
	struct sha256_stream *stream = sha256_begin(*state);
	char text[1000];

	memset(text, 'x', sizeof(text));
	sha256(text, sizeof(text), whole);
	for (size_t i = 0; i < sizeof(text); i += 100)
		sha256_add(stream, text + i, 100);
	sha256_add(stream, NULL, 0);
	sha256_end(stream, pieces);
	assert_memory_equal(whole, pieces, sizeof(whole));
}

static void
a_list_of_parts_cannot_be_cut_differently(void **state)
{
	const struct bytes one[] = { BYTES("ab"), BYTES("c") }, other[] = { BYTES("a"), BYTES("bc") },
			   third[] = { BYTES("ab"), BYTES("c"), BYTES("") };
	unsigned char digests[3][SHA256_SIZE];

	sha256_parts(one, 2, digests[0]);
	sha256_parts(other, 2, digests[1]);
	sha256_parts(third, 3, digests[2]);
	assert_memory_not_equal(digests[0], digests[1], SHA256_SIZE);
	assert_memory_not_equal(digests[0], digests[2], SHA256_SIZE);
	/* the framing itself, so that records chained today can be verified in ten years */
	sha256("\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c", 19, digests[1]);
	assert_memory_equal(digests[0], digests[1], SHA256_SIZE);
	(void)state;
}

static void
message_codes_agree_with_rfc_4231(void **state)
{
	unsigned char mac[SHA512_SIZE], long_key[131];

	hmac_sha256(BYTES("Jefe"), "what do ya want for nothing?", 28, mac);
	assert_string_equal(
	    hex_encode(*state, mac, SHA256_SIZE), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	hmac_sha512(BYTES("Jefe"), "what do ya want for nothing?", 28, mac);
	assert_string_equal(hex_encode(*state, mac, SHA512_SIZE),
	    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
	    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
	memset(long_key, 0xAA, sizeof(long_key));
	hmac_sha256((struct bytes){ long_key, sizeof(long_key) },
	    "Test Using Larger Than Block-Size Key - Hash Key First", 54, mac);
	assert_string_equal(
	    hex_encode(*state, mac, SHA256_SIZE), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	hmac_sha256((struct bytes){ NULL, 0 }, NULL, 0, mac);
	assert_string_equal(
	    hex_encode(*state, mac, SHA256_SIZE), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

static void
comparison_wants_the_same_length_and_the_same_bytes(void **state)
{
	(void)state;
	assert_true(hash_equal("abc", 3, "abc", 3));
	assert_true(hash_equal("", 0, "", 0));
	assert_false(hash_equal("abc", 3, "abd", 3));
	assert_false(hash_equal("abc", 3, "abcd", 4));
	assert_false(hash_equal("abc", 3, "", 0));
}

static void
hexadecimal_goes_both_ways_and_refuses_the_rest(void **state)
{
	struct bytes data;

	assert_int_equal(hex_decode(*state, "00fFA0", &data), OK);
	assert_int_equal(data.size, 3);
	assert_memory_equal(data.data, "\x00\xFF\xA0", 3);
	assert_int_equal(hex_decode(*state, "", &data), OK);
	assert_int_equal(data.size, 0);
	assert_int_equal(hex_decode(*state, "0", &data), ERR_INVALID);
	assert_int_equal(hex_decode(*state, "0g", &data), ERR_INVALID);
	assert_int_equal(hex_decode(*state, "0x00", &data), ERR_INVALID);
	assert_int_equal(hex_decode(*state, "\xC3\xA1", &data), ERR_INVALID);
}

static void
base64url_agrees_with_rfc_4648(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "f", "Zg" },
		{ "fo", "Zm8" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg" },
		{ "fooba", "Zm9vYmE" },
		{ "foobar", "Zm9vYmFy" },
		{ "\xFB\xFF\xFE", "-__-" },
	};
	struct bytes data;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		assert_string_equal(base64url_encode(*state, pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
		assert_int_equal(base64url_decode(*state, pairs[i][1], &data), OK);
		assert_int_equal(data.size, strlen(pairs[i][0]));
		assert_memory_equal(data.data, pairs[i][0], data.size);
	}
}

static void
base64url_has_one_text_for_each_value(void **state)
{
	static const char *const wrong[] = { "Z", "Zg==", "Zh", "Zm9", "Zm9v\n", "Zm 9v", "+//+", "Zm9vY",
		"Z\xC3\xA1v" };
	struct bytes data;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(base64url_decode(*state, wrong[i], &data), ERR_INVALID);
}

static void
every_size_survives_the_text_forms(void **state)
{
	unsigned char bytes[70];
	struct bytes back;

	for (size_t size = 0; size <= sizeof(bytes); size++) {
		for (size_t i = 0; i < size; i++)
			bytes[i] = (unsigned char)(i * 37 + size);
		assert_int_equal(base64url_decode(*state, base64url_encode(*state, bytes, size), &back), OK);
		assert_int_equal(back.size, size);
		assert_memory_equal(back.data, bytes, size);
		assert_int_equal(hex_decode(*state, hex_encode(*state, bytes, size), &back), OK);
		assert_int_equal(back.size, size);
		assert_memory_equal(back.data, bytes, size);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(sha256_gives_the_published_digests),
		ARENA_TEST(a_stream_in_pieces_gives_the_same_digest),
		ARENA_TEST(a_list_of_parts_cannot_be_cut_differently),
		ARENA_TEST(message_codes_agree_with_rfc_4231),
		ARENA_TEST(comparison_wants_the_same_length_and_the_same_bytes),
		ARENA_TEST(hexadecimal_goes_both_ways_and_refuses_the_rest),
		ARENA_TEST(base64url_agrees_with_rfc_4648),
		ARENA_TEST(base64url_has_one_text_for_each_value),
		ARENA_TEST(every_size_survives_the_text_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
