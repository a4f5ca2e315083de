/* Bodies that try to harm: JSON, multipart and queries at their bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/input/body.h"
#include "core/input/multipart.h"
#include "core/input/pairs.h"
#include "core/memory/arena.h"

static int
set_up(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static enum err
json(struct arena *arena, const char *text)
{
	struct pairs pairs;

	pairs_init(&pairs, arena);
	return json_body_parse(&pairs, text, strlen(text));
}

static void
json_takes_flat_objects_only(void **state)
{
	char deep[201];

	memset(deep, '[', 100);
	memset(deep + 100, ']', 100);
	deep[200] = '\0';
	assert_int_equal(json(*state, "{\"a\":\"x\",\"n\":3,\"b\":true,\"none\":null,\"t\":[\"1\",\"2\"]}"), OK);
	assert_int_equal(json(*state, "{\"a\":{\"b\":1}}"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a\":1.5}"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a\":[[\"x\"]]}"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a\":1,\"a\":2}"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a\":1}{}"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a\":\"\\u0000\"}"), ERR_INVALID);
	assert_int_equal(json(*state, "[1]"), ERR_INVALID);
	assert_int_equal(json(*state, "{\"a b\":1}"), ERR_INVALID);
	assert_int_equal(json(*state, deep), ERR_INVALID);
	assert_int_equal(json(*state, ""), ERR_INVALID);
}

static void
too_many_pairs_are_too_large(void **state)
{
	struct pairs pairs;
	char body[PAIRS_MOST * 2 + 3];

	for (size_t i = 0; i + 1 < sizeof(body); i += 2)
		memcpy(body + i, "a&", 2);
	pairs_init(&pairs, *state);
	assert_int_equal(urlencoded_parse(&pairs, FROM_FORM, body, sizeof(body) - 1), ERR_TOO_LARGE);
}

struct source {
	const char *data;
	size_t left, step;
};

static size_t
read_slowly(void *from, void *buffer, size_t size)
{
	struct source *source = from;

	size = size > source->step ? source->step : size;
	size = size > source->left ? source->left : size;
	memcpy(buffer, source->data, size);
	source->data += size;
	source->left -= size;
	return size;
}

static const struct field file_fields[] = {
	{ .name = "tep", .type = FIELD_FILE, .from = FROM_FORM, .max = 40 },
};
static const struct multipart_rules rules = { .fields = file_fields, .field_count = 1, .file_size = 1000 };

static enum err
multipart(struct arena *arena, const char *text, size_t step, struct pairs *pairs)
{
	struct source source = { text, strlen(text), step };
	struct body body = { .read = read_slowly, .source = &source, .announced = source.left };
	struct failure failure = { 0 };

	pairs_init(pairs, arena);
	return multipart_parse(pairs, &body, "multipart/form-data; boundary=xYz", &rules, &failure);
}

#define PART(header, content) "--xYz\r\nContent-Disposition: form-data; " header "\r\n\r\n" content "\r\n"
#define LAST                  "--xYz--\r\n"

static void
a_file_is_counted_hashed_and_sniffed_whatever_the_pieces(void **state)
{
	static const char text[] = PART("name=\"ten\"", "An")
	    PART("name=\"tep\"; filename=\"C:\\giay\\..\\khai sinh.pdf\"", "%PDF-1.4\r\n--xY\r\nabc") LAST;

	for (size_t step = 1; step < 40; step += 3) {
		struct pairs pairs;
		const struct upload *file;

		assert_int_equal(multipart(*state, text, step, &pairs), OK);
		file = pairs.first->next->file;
		assert_non_null(file);
		assert_string_equal(file->name, "khai sinh.pdf");
		assert_string_equal(file->type, "application/pdf");
		assert_int_equal(file->size, 19);
		assert_int_equal(access(file->path, R_OK), 0);
		assert_int_equal(pairs.first->value.size, 2);
	}
}

static void
an_upload_that_nobody_keeps_is_gone_after_the_request(void **state)
{
	struct arena *arena = arena_new((size_t)4 << 20);
	struct pairs pairs;
	char path[200];

	(void)state;
	assert_int_equal(multipart(arena, PART("name=\"tep\"; filename=\"a\"", "abc") LAST, 7, &pairs), OK);
	(void)snprintf(path, sizeof(path), "%s", pairs.first->file->path);
	arena_reset(arena);
	assert_int_not_equal(access(path, F_OK), 0);
	arena_free(arena);
}

static void
a_kept_upload_stays_and_replaces_nothing(void **state)
{
	struct arena *arena = arena_new((size_t)4 << 20);
	char folder[] = "/tmp/motcua-keep-XXXXXX", path[64];
	struct pairs pairs;

	(void)state;
	assert_non_null(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/tep", folder);
	assert_int_equal(multipart(arena, PART("name=\"tep\"; filename=\"a\"", "abc") LAST, 7, &pairs), OK);
	assert_int_equal(upload_keep(pairs.first->file, path), OK);
	assert_int_equal(multipart(arena, PART("name=\"tep\"; filename=\"a\"", "xyz") LAST, 7, &pairs), OK);
	assert_int_equal(upload_keep(pairs.first->file, path), ERR_CONFLICT);
	arena_free(arena);
	assert_int_equal(access(path, R_OK), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void
a_file_over_its_bound_is_dropped_and_named(void **state)
{
	struct pairs pairs;

	assert_int_equal(multipart(*state,
			     PART("name=\"tep\"; filename=\"a\"", "0123456789012345678901234567890123456789X")
				 PART("name=\"ten\"", "An") LAST,
			     64, &pairs),
	    OK);
	assert_null(pairs.first->file);
	assert_string_equal(pairs.first->fault, "field_error.file_size");
	assert_int_equal(pairs.first->next->value.size, 2);
}

static void
no_file_chosen_is_no_file(void **state)
{
	struct pairs pairs;

	assert_int_equal(multipart(*state, PART("name=\"tep\"; filename=\"\"", "") LAST, 64, &pairs), OK);
	assert_null(pairs.first->file);
	assert_null(pairs.first->fault);
}

static void
broken_multipart_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"--xYz",
		"preamble\r\n" LAST,
		"--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
		"--xYz\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n" LAST,
		"--xYz\r\nContent-Disposition: form-data\r\n\r\nx\r\n" LAST,
		"--xYz\r\nContent-Type: text/plain\r\n\r\nx\r\n" LAST,
		PART("name=\"a b\"", "x") LAST,
		PART("name=\"a\"; name=\"b\"", "x") LAST,
		"--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; "
		"name=\"b\"\r\n\r\nx\r\n" LAST,
		"--xYzz\r\n" LAST,
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct pairs pairs;

		if (multipart(*state, bad[i], 5, &pairs) == OK)
			fail_msg("accepted: %s", bad[i]);
	}
}

static void
a_body_shorter_than_announced_is_refused(void **state)
{
	struct source source = { "abc", 3, 10 };
	struct body body = { .read = read_slowly, .source = &source, .announced = 5 };
	struct bytes bytes;

	assert_int_equal(body_all(&body, *state, 10, &bytes), ERR_INVALID);
	body = (struct body){ .read = read_slowly, .source = &source, .announced = 11 };
	assert_int_equal(body_all(&body, *state, 10, &bytes), ERR_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_takes_flat_objects_only),
		cmocka_unit_test(too_many_pairs_are_too_large),
		cmocka_unit_test(a_file_is_counted_hashed_and_sniffed_whatever_the_pieces),
		cmocka_unit_test(an_upload_that_nobody_keeps_is_gone_after_the_request),
		cmocka_unit_test(a_kept_upload_stays_and_replaces_nothing),
		cmocka_unit_test(a_file_over_its_bound_is_dropped_and_named),
		cmocka_unit_test(no_file_chosen_is_no_file),
		cmocka_unit_test(broken_multipart_is_refused),
		cmocka_unit_test(a_body_shorter_than_announced_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
