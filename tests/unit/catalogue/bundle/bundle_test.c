/* Bundles on their way: the same content gives the same bytes, and whatever was done to them on the way is refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "bundle/bundle.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"

static struct arena *arena;
static struct bytes ours, theirs;

static struct bytes
new_key(void)
{
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	BIO *bio = BIO_new(BIO_s_mem());
	struct bytes pem;
	char *text;
	long size;

	assert_int_equal(PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL), 1);
	size = BIO_get_mem_data(bio, &text);
	pem = (struct bytes){ (const unsigned char *)arena_strndup(arena, text, (size_t)size), (size_t)size };
	(void)BIO_free(bio);
	EVP_PKEY_free(key);
	return pem;
}

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)256 << 20);
	ours = new_key();
	theirs = new_key();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct tar_member
member(const char *name, const char *content)
{
	return (struct tar_member){ name, { (const unsigned char *)content, strlen(content) } };
}

static struct bytes
sealed_with(struct bytes pem)
{
	static struct bundle_procedure_record procedure = { "2.000635", "Trích lục hộ tịch", "1/QĐ-UBND" };
	static struct bundle_need_record need = { "agency", "H01.21", "Ủy ban nhân dân phường Trung Tâm" };
	struct tar_member items[] = { member("rules/2.000635.dmn", "<definitions/>"),
		member("procedures/2.000635.json", "{\"code\": \"2.000635\"}"), member("forms/2.000635.json", "{}"),
		member("examples/2.000635/1.json", "") };
	struct tar_members members = { .items = items, .count = 4 };
	struct bundle_manifest manifest = {
		.province = "Tỉnh Mẫu", .procedures = { &procedure, 1 }, .needs = { &need, 1 }
	};
	struct bytes bundle;

	assert_int_equal(bundle_seal(arena, &manifest, &members, pem, &bundle), OK);
	return bundle;
}

static struct bundle_keys
trusting(struct bytes pem)
{
	unsigned char key[BUNDLE_KEY_SIZE];
	struct bundle_keys keys;

	assert_int_equal(bundle_public_key(pem, key), OK);
	assert_int_equal(
	    bundle_keys_read(arena,
		arena_printf(arena, "# trusted\nTỉnh Mẫu %s\n", base64url_encode(arena, key, sizeof(key))), &keys),
	    OK);
	return keys;
}

static const char *
refusal(struct bytes archive, const struct bundle_keys *keys)
{
	struct bundle bundle;
	struct tar_fault fault = { NULL, NULL };

	return bundle_open(arena, archive, keys, &bundle, &fault) == OK ? "opened" : fault.reason;
}

static void
the_same_content_gives_the_same_bytes_and_comes_back(void **state)
{
	const struct bytes one = sealed_with(ours), other = sealed_with(ours);
	const struct bundle_keys keys = trusting(ours);
	const struct bundle_procedure_record *procedure;
	struct bundle bundle;
	struct tar_fault fault;

	(void)state;
	assert_int_equal(one.size, other.size);
	assert_memory_equal(one.data, other.data, one.size);
	assert_int_equal(bundle_open(arena, one, &keys, &bundle, &fault), OK);
	assert_string_equal(bundle.signer, "Tỉnh Mẫu");
	assert_int_equal(bundle.members.count, 4);
	assert_string_equal(bundle.members.items[0].name, "examples/2.000635/1.json");
	procedure = bundle.manifest.procedures.items;
	assert_string_equal(procedure->name, "Trích lục hộ tịch");
	assert_memory_equal(tar_find(&bundle.members, "rules/2.000635.dmn")->content.data, "<definitions/>", 14);
}

static void
a_byte_changed_anywhere_is_refused(void **state)
{
	const struct bytes whole = sealed_with(ours);
	const struct bundle_keys keys = trusting(ours);

	(void)state;
	for (size_t i = 0; i < whole.size; i++) {
		struct arena *before = arena;
		unsigned char *copy;

		arena = arena_new((size_t)16 << 20);
		copy = arena_alloc(arena, whole.size);
		memcpy(copy, whole.data, whole.size);
		copy[i] ^= 1;
		assert_string_not_equal(refusal((struct bytes){ copy, whole.size }, &keys), "opened");
		arena_free(arena);
		arena = before;
	}
}

static void
every_member_is_held_against_the_manifest(void **state)
{
	const struct bytes whole = sealed_with(ours);
	const struct bundle_keys keys = trusting(ours);
	struct tar_members members, fewer;
	struct tar_fault fault;
	struct bytes archive;

	(void)state;
	assert_int_equal(tar_read(arena, whole, &members, &fault), OK);
	for (size_t i = 0; i < members.count; i++) {
		struct tar_member kept = members.items[i];
		const bool is_manifest = i == 0, is_signature = i == 1;

		/* Changed, with a header that is right. */
		members.items[i].content = (struct bytes){ (const unsigned char *)"other", 5 };
		assert_int_equal(tar_write(arena, &members, &archive), OK);
		assert_string_equal(refusal(archive, &keys), is_manifest || is_signature ? "signature" : "changed");
		members.items[i] = kept;
		/* Renamed. */
		members.items[i].name = "other.json";
		assert_int_equal(tar_write(arena, &members, &archive), OK);
		assert_string_equal(refusal(archive, &keys), is_manifest    ? "manifest"
							     : is_signature ? "unsigned"
									    : "unlisted");
		members.items[i] = kept;
		/* Taken out. */
		fewer = (struct tar_members){ .items = arena_array(arena, members.count, sizeof(*fewer.items)) };
		for (size_t n = 0; n < members.count; n++)
			if (n != i)
				fewer.items[fewer.count++] = members.items[n];
		assert_int_equal(tar_write(arena, &fewer, &archive), OK);
		assert_string_equal(refusal(archive, &keys), is_manifest    ? "manifest"
							     : is_signature ? "unsigned"
									    : "missing");
		/* Twice. */
		fewer = (struct tar_members){ .items = arena_array(arena, members.count + 1, sizeof(*fewer.items)),
			.count = members.count + 1 };
		memcpy(fewer.items, members.items, members.count * sizeof(*fewer.items));
		fewer.items[members.count] = kept;
		assert_int_equal(tar_write(arena, &fewer, &archive), OK);
		assert_string_equal(refusal(archive, &keys), "duplicate");
	}
}

static void
only_a_trusted_key_counts(void **state)
{
	const struct bundle_keys keys = trusting(ours), nobody = { NULL, 0 };

	(void)state;
	assert_string_equal(refusal(sealed_with(theirs), &keys), "untrusted");
	assert_string_equal(refusal(sealed_with(ours), &nobody), "untrusted");
	assert_string_equal(refusal(sealed_with(ours), &keys), "opened");
}

static void
a_signature_of_another_key_under_our_name_is_refused(void **state)
{
	const struct bundle_keys keys = trusting(ours);
	struct tar_members mine, others;
	struct tar_fault fault;
	struct bytes archive;

	(void)state;
	assert_int_equal(tar_read(arena, sealed_with(ours), &mine, &fault), OK);
	assert_int_equal(tar_read(arena, sealed_with(theirs), &others, &fault), OK);
	/* Our key's text before their signature. */
	const char *key = arena_strndup(arena, (const char *)mine.items[1].content.data, 43);
	const char *signature =
	    arena_strndup(arena, (const char *)others.items[1].content.data + 43, others.items[1].content.size - 43);

	mine.items[1] = member(BUNDLE_SIGNATURE, arena_printf(arena, "%s%s", key, signature));
	assert_int_equal(tar_write(arena, &mine, &archive), OK);
	assert_string_equal(refusal(archive, &keys), "signature");
}

/* Puts the octal checksum of a header right again, so that the test reaches what lies behind it. */
static void
heal(unsigned char *header)
{
	unsigned sum = 0;

	for (size_t i = 0; i < 512; i++)
		sum += i >= 148 && i < 156 ? ' ' : header[i];
	(void)snprintf((char *)header + 148, 8, "%06o", sum);
	header[155] = ' ';
}

static void
hostile_archives_are_refused_by_name(void **state)
{
	static const struct {
		size_t at;
		const char *bytes, *reason;
	} cases[] = { { 0, "../etc/passwd", "name" }, { 0, "/etc/passwd", "name" }, { 0, "a/../b", "name" },
		{ 0, ".hidden", "name" }, { 0, "a//b", "name" }, { 0, "a\\b", "name" }, { 0, "caf\xc3\xa9", "name" },
		{ 156, "1", "link" }, { 156, "2", "link" }, { 156, "5", "link" }, { 156, "x", "link" },
		{ 156, "g", "link" }, { 156, "L", "link" }, { 124, "77777777777", "size" },
		{ 124, "-0000000001", "size" }, { 124, "00004000000", "truncated" }, { 257, "GNU  ", "archive" },
		{ 345, "prefix", "archive" } };
	const struct bytes whole = sealed_with(ours);
	const struct bundle_keys keys = trusting(ours);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		unsigned char *copy = arena_alloc(arena, whole.size);

		memcpy(copy, whole.data, whole.size);
		if (cases[i].at == 0)
			memset(copy, 0, 100);
		memcpy(copy + cases[i].at, cases[i].bytes, strlen(cases[i].bytes));
		heal(copy);
		assert_string_equal(refusal((struct bytes){ copy, whole.size }, &keys), cases[i].reason);
	}
	for (size_t size = 0; size < whole.size; size += 512)
		assert_string_not_equal(refusal((struct bytes){ whole.data, size }, &keys), "opened");
	assert_string_equal(refusal((struct bytes){ (const unsigned char *)"PK\003\004", 4 }, &keys), "archive");
}

static void
a_list_of_keys_is_read_line_by_line(void **state)
{
	struct bundle_keys keys;

	(void)state;
	assert_int_equal(bundle_keys_read(arena, "", &keys), OK);
	assert_int_equal(keys.count, 0);
	assert_int_equal(bundle_keys_read(arena, "name short\n", &keys), ERR_INVALID);
	assert_int_equal(bundle_keys_read(arena, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", &keys), ERR_INVALID);
	assert_int_equal(
	    bundle_keys_read(arena, "Bộ Tư pháp AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n", &keys), OK);
	assert_string_equal(keys.items[0].name, "Bộ Tư pháp");
}

static void
examples_of_a_rule_and_of_a_procedure_of_one_code_stand_apart(void **state)
{
	const struct bundle_example_record walk = { "procedure", "2.000635", "Một bản", 1 },
					   worked = { "rule", "2.000635", "Hai bản", 1 },
					   before = { NULL, "2.000635", "Trước đây", 1 };

	(void)state;
	assert_string_equal(bundle_example_path(arena, &walk, "given"), "examples/2.000635/1.given.json");
	assert_string_equal(bundle_example_path(arena, &worked, "given"), "rule-examples/2.000635/1.given.json");
	assert_string_equal(bundle_example_path(arena, &before, "given"), "examples/2.000635/1.given.json");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_same_content_gives_the_same_bytes_and_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_byte_changed_anywhere_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_member_is_held_against_the_manifest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_a_trusted_key_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_signature_of_another_key_under_our_name_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hostile_archives_are_refused_by_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    examples_of_a_rule_and_of_a_procedure_of_one_code_stand_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_list_of_keys_is_read_line_by_line, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
