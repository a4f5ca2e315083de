/* What an administrator's file may be: slugs, and JSON that is hostile, wrong or merely incomplete. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/system/file.h"
#include "record/procedure_record.h"

static struct arena *arena;

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct record_fault
refused(const char *json, size_t size)
{
	struct procedure_record record = { 0 };
	struct record_fault fault = { 0 };

	assert_int_equal(procedure_record_read(arena, json, size, &record, &fault), ERR_INVALID);
	assert_non_null(fault.member);
	assert_non_null(fault.reason);
	return fault;
}

/* A real procedure with one text put in the place of another. */
static const char *
changed(const char *from, const char *to)
{
	struct failure failure = { 0 };
	struct bytes content;
	const char *text, *place;

	assert_int_equal(
	    file_read(arena, "db/seed/procedures/2.000635.json", RECORD_BYTES_MAX, false, &content, &failure), OK);
	text = (const char *)content.data;
	place = strstr(text, from);
	assert_non_null(place);
	return arena_printf(arena, "%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
}

static void
assert_refused_at(const char *member, const char *from, const char *to)
{
	const char *json = changed(from, to);

	assert_string_equal(refused(json, strlen(json)).member, member);
}

static void
test_a_slug_is_lower_case_words_joined_by_single_hyphens(void **state)
{
	char longest[162];

	(void)state;
	assert_true(slug_is_valid("cap-ban-sao-1"));
	assert_true(slug_is_valid("a"));
	assert_false(slug_is_valid(""));
	assert_false(slug_is_valid("-a"));
	assert_false(slug_is_valid("a-"));
	assert_false(slug_is_valid("a--b"));
	assert_false(slug_is_valid("A"));
	assert_false(slug_is_valid("a/b"));
	assert_false(slug_is_valid("index"));
	assert_false(slug_is_valid(".."));
	assert_false(slug_is_valid("a.b"));
	assert_false(slug_is_valid("c\xc3\xa1p"));
	memset(longest, 'a', 161);
	longest[161] = '\0';
	assert_false(slug_is_valid(longest));
	longest[160] = '\0';
	assert_true(slug_is_valid(longest));
}

static void
test_the_sample_procedures_are_read_whole(void **state)
{
	struct procedure_record record = { 0 };
	struct record_fault fault = { 0 };
	const char *json = changed("2.000635", "2.000635");
	const struct version_record *version;
	const struct case_record *one;
	const struct requirement_record *papers;

	(void)state;
	assert_int_equal(procedure_record_read(arena, json, strlen(json), &record, &fault), OK);
	assert_string_equal(record.code, "2.000635");
	assert_null(record.replaced_by);
	assert_int_equal(record.versions.count, 1);
	version = record.versions.items;
	assert_string_equal(version->life_events, "birth,marriage,death");
	assert_int_equal(version->old_level, 4);
	assert_int_equal(version->effective_to, INT32_MIN);
	assert_int_equal(version->offerings.count, 3);
	one = version->cases.items;
	assert_int_equal(one->channels.count, 3);
	papers = one->requirements.items;
	assert_true(one->requirements.count > 2);
	assert_false(papers[0].shown_only);
	assert_int_equal(papers[0].originals, 1);
	assert_string_equal(papers[0].template_file, "to-khai-ban-sao-trich-luc.pdf");
}

static void
test_what_is_no_json_object_is_refused(void **state)
{
	static const char *const texts[] = { "", "null", "[]", "{", "{}x", "{\"code\": }", "\"code\"",
		"{\"code\": \"\xff\"}", "{\"a\": 1e999999}", "{\"code\": \"a\\u0000b\"}" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		(void)refused(texts[i], strlen(texts[i]));
	(void)refused("{\"code\"\0: 1}", 12);
}

static void
test_a_member_given_twice_is_refused(void **state)
{
	const char *json = changed("\"code\": \"2.000635\"", "\"code\": \"2.000635\", \"code\": \"2.000636\"");

	(void)state;
	(void)refused(json, strlen(json));
}

static void
test_a_bomb_of_brackets_is_refused_before_it_is_parsed(void **state)
{
	size_t size = 100000;
	char *json = arena_alloc(arena, size + 1);

	(void)state;
	memset(json, '[', size);
	assert_string_equal(refused(json, size).reason, "the file is nested too deeply");
	memset(json, ' ', size);
	assert_string_equal(refused(json, (size_t)RECORD_BYTES_MAX + 1).reason, "the file is too large");
}

static void
test_each_wrong_member_is_named_by_its_path(void **state)
{
	(void)state;
	assert_refused_at("versions[0].unheard", "\"kind\":", "\"unheard\": 1, \"kind\":");
	assert_refused_at("slug", "cap-ban-sao", "../cap-ban-sao");
	assert_refused_at("versions[0].name", "\"name\": \"C", "\"name\": \"\\u0007C");
	assert_refused_at("versions[0].state", "\"published\"", "\"open\"");
	assert_refused_at("versions[0].tiers", "\"commune\"\n", "\"commune\", \"commune\"\n");
	assert_refused_at("versions[0].old_level", "\"old_level\": 4", "\"old_level\": 5");
	assert_refused_at("versions[0].old_level", "\"old_level\": 4", "\"old_level\": 4.5");
	assert_refused_at("versions[0].effective_from", "\"2025-07-01\"", "\"2025-02-30\"");
	assert_refused_at("versions[0].effective_to", "\"effective_to\": null", "\"effective_to\": \"2024-01-01\"");
	assert_refused_at("versions[0].cases[0].channels[0].clock_policy", "count=working_days", "count=moons");
	assert_refused_at("versions[0].cases[0].channels[1]", "\"channel\": \"counter\"", "\"channel\": \"online\"");
	assert_refused_at(
	    "versions[0].cases[0].requirements[0].template_file", "to-khai-ban-sao-trich-luc.pdf", "../../etc/passwd");
	assert_refused_at(
	    "versions[0].offerings[1].receiving", "\"receiving\": \"H01.22\"", "\"receiving\": \"H01.21\"");
	assert_refused_at("versions[0].offerings[0].online", "\"online\": true", "\"online\": \"yes\"");
	assert_refused_at("versions[0].fee_time", "\"fee_time\": \"at_filing\",", "");
}

static void
test_the_digest_of_a_version_changes_with_each_thing_it_says(void **state)
{
	static const char *const changes[][2] = { { "\"full\"", "\"partial\"" }, { "8.000", "9.000" },
		{ "\"originals\": 1", "\"originals\": 2" }, { "15:00", "16:00" },
		{ "\"2025-07-01\"", "\"2025-07-02\"" } };
	unsigned char first[SHA256_SIZE], again[SHA256_SIZE], other[SHA256_SIZE];
	struct procedure_record record = { 0 };
	struct record_fault fault = { 0 };
	const char *json = changed("2.000635", "2.000635");

	(void)state;
	assert_int_equal(procedure_record_read(arena, json, strlen(json), &record, &fault), OK);
	version_record_digest(arena, record.versions.items, first);
	version_record_digest(arena, record.versions.items, again);
	assert_memory_equal(first, again, SHA256_SIZE);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		json = changed(changes[i][0], changes[i][1]);
		assert_int_equal(procedure_record_read(arena, json, strlen(json), &record, &fault), OK);
		version_record_digest(arena, record.versions.items, other);
		assert_memory_not_equal(first, other, SHA256_SIZE);
	}
	((struct version_record *)record.versions.items)->form_version_id++;
	version_record_digest(arena, record.versions.items, again);
	assert_memory_not_equal(other, again, SHA256_SIZE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_slug_is_lower_case_words_joined_by_single_hyphens),
		cmocka_unit_test(test_the_sample_procedures_are_read_whole),
		cmocka_unit_test(test_what_is_no_json_object_is_refused),
		cmocka_unit_test(test_a_member_given_twice_is_refused),
		cmocka_unit_test(test_a_bomb_of_brackets_is_refused_before_it_is_parsed),
		cmocka_unit_test(test_each_wrong_member_is_named_by_its_path),
		cmocka_unit_test(test_the_digest_of_a_version_changes_with_each_thing_it_says),
	};

	return cmocka_run_group_tests(tests, start, end);
}
