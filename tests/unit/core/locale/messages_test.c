/* The message catalogue: languages, fallback, placeholders, and what a translator is told. */
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

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/template.h"
#include "core/view/view.h"

enum { FILES_MAX = 16 };

struct fixture {
	struct arena *arena;
	struct failure failure;
	char folder[64];
	char *paths[FILES_MAX];
	size_t count;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new(ARENA_REQUEST_LIMIT);
	(void)snprintf(f->folder, sizeof(f->folder), "/tmp/messages_test.XXXXXX");
	*state = f;
	return mkdtemp(f->folder) == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	while (f->count > 0)
		(void)remove(f->paths[--f->count]);
	(void)rmdir(f->folder);
	arena_free(f->arena);
	free(f);
	return 0;
}

static void
given_file(struct fixture *f, const char *language, const char *name, const char *content)
{
	char *folder = arena_printf(f->arena, "%s/%s", f->folder, language);
	char *path = arena_printf(f->arena, "%s/%s", folder, name);
	FILE *file;

	assert_true(f->count + 2 <= FILES_MAX);
	if (mkdir(folder, 0700) == 0)
		f->paths[f->count++] = folder;
	f->paths[f->count++] = path;
	file = fopen(path, "we");
	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct messages *
given_two_languages(struct fixture *f)
{
	struct messages *messages;

	given_file(f, "vi", "tracking.json",
	    "{\"title\": \"Tra cứu hồ sơ\", \"due\": {\"left\": \"Còn {days} ngày, {hours} giờ\", \"over\": \"Quá "
	    "hạn\"}}");
	given_file(f, "vi", "errors.json", "{\"required\": \"Hãy nhập {field}\"}");
	given_file(
	    f, "en", "tracking.json", "{\"title\": \"Track a dossier\", \"due\": {\"left\": \"{days} days left\"}}");
	messages = messages_load(f->arena, f->folder, &f->failure);
	assert_non_null(messages);
	return messages;
}

static void
a_text_is_found_by_language_and_dotted_key(void **state)
{
	const struct messages *messages = given_two_languages(*state);

	assert_string_equal(message(messages, "vi", "tracking.title"), "Tra cứu hồ sơ");
	assert_string_equal(message(messages, "en", "tracking.title"), "Track a dossier");
}

static void
what_a_language_lacks_is_answered_in_vietnamese(void **state)
{
	const struct messages *messages = given_two_languages(*state);

	assert_string_equal(message(messages, "en", "tracking.due.over"), "Quá hạn");
	assert_string_equal(message(messages, "en", "errors.required"), "Hãy nhập {field}");
	assert_string_equal(message(messages, "fr", "tracking.title"), "Tra cứu hồ sơ");
}

static void
an_unknown_key_answers_itself(void **state)
{
	const struct messages *messages = given_two_languages(*state);

	assert_string_equal(message(messages, "vi", "tracking.nothing"), "tracking.nothing");
	assert_string_equal(message(messages, "vi", "tracking"), "tracking");
	assert_string_equal(message(messages, "vi", ""), "");
}

static void
placeholders_take_their_arguments_and_nothing_else(void **state)
{
	struct fixture *f = *state;
	const struct messages *messages = given_two_languages(f);

	assert_string_equal(message_format(f->arena, messages, "vi", "tracking.due.left",
				MESSAGE_ARGUMENTS({ "days", "3" }, { "hours", "{days}" })),
	    "Còn 3 ngày, {days} giờ");
	assert_string_equal(
	    message_format(f->arena, messages, "vi", "tracking.due.left", MESSAGE_ARGUMENTS({ "day", "3" })),
	    "Còn {days} ngày, {hours} giờ");
	assert_string_equal(message_format(f->arena, messages, "vi", "{ {} {x", NULL, 0), "{ {} {x");
}

static void
templates_read_the_catalogue_as_t(void **state)
{
	struct fixture *f = *state;
	const struct messages *messages = given_two_languages(f);
	static const char source[] = "{{#rows}}{{t.tracking.title}}: {{t.tracking.due.over}}{{/rows}}";
	struct templates *templates = templates_new(f->arena);
	struct view *page = view_object(f->arena);
	struct buffer out;

	buffer_init(&out, f->arena, 1000);
	(void)view_item(view_list(page, "rows"));
	view_share(page, "t", message_tree(messages, "en"));
	assert_int_equal(templates_add(templates, "page", source, strlen(source), &f->failure), OK);
	assert_int_equal(template_render(templates, "page", page, &out, TEMPLATE_STRICT, &f->failure), OK);
	assert_string_equal(out.data, "Track a dossier: Quá hạn");
}

static void
languages_are_those_with_a_folder_vietnamese_first(void **state)
{
	struct fixture *f = *state;
	const struct messages *messages;

	given_file(f, "tay", "home.json", "{}");
	messages = given_two_languages(f);
	assert_int_equal(messages_language_count(messages), 3);
	assert_string_equal(messages_language(messages, 0), "vi");
	assert_string_equal(messages_language(messages, 1), "en");
	assert_string_equal(messages_language(messages, 2), "tay");
	assert_true(messages_has(messages, "en"));
	assert_false(messages_has(messages, "../vi"));
}

static void
a_translator_is_told_what_is_missing_and_what_differs(void **state)
{
	struct fixture *f = *state;
	const struct messages *messages;
	struct buffer report;

	given_file(f, "en", "added.json", "{\"own\": \"Only English\"}");
	messages = given_two_languages(f);
	buffer_init(&report, f->arena, 10000);
	assert_int_equal(messages_check(messages, &report), 4);
	assert_non_null(strstr(report.data, "en: errors is missing\n"));
	assert_non_null(strstr(report.data, "en: tracking.due.over is missing\n"));
	assert_non_null(strstr(report.data, "en: tracking.due.left has other placeholders than vi\n"));
	assert_non_null(strstr(report.data, "en: added is not in vi\n"));
}

static void
a_province_words_single_texts_differently(void **state)
{
	struct fixture *f = *state;
	struct messages *messages = given_two_languages(f);
	struct fixture *province;

	assert_int_equal(set_up((void **)&province), 0);
	given_file(province, "vi", "tracking.json", "{\"due\": {\"over\": \"Trễ hẹn\"}}");
	given_file(province, "tay", "tracking.json", "{\"title\": \"Tày\"}");
	assert_int_equal(messages_overlay(messages, province->folder, &f->failure), OK);
	assert_string_equal(message(messages, "vi", "tracking.due.over"), "Trễ hẹn");
	assert_string_equal(message(messages, "en", "tracking.due.over"), "Trễ hẹn");
	assert_string_equal(message(messages, "vi", "tracking.title"), "Tra cứu hồ sơ");
	assert_string_equal(message(messages, "en", "tracking.title"), "Track a dossier");
	assert_string_equal(message(messages, "tay", "tracking.title"), "Tày");
	assert_string_equal(message(messages, "tay", "tracking.due.over"), "Trễ hẹn");
	assert_int_equal(messages_language_count(messages), 3);
	assert_int_equal(messages_overlay(messages, "/nonexistent", &f->failure), OK);
	assert_int_equal(tear_down((void **)&province), 0);
}

static void
a_key_written_twice_stops_the_start(void **state)
{
	struct fixture *f = *state;

	given_file(f, "vi", "home.json", "{\"title\": \"a\",\n\"title\": \"b\"}");
	assert_null(messages_load(f->arena, f->folder, &f->failure));
	assert_non_null(strstr(f->failure.log, "home.json:2: duplicate object key"));
}

static void
only_texts_and_groups_are_allowed(void **state)
{
	struct fixture *f = *state;

	given_file(f, "vi", "home.json", "{\"list\": [\"a\"]}");
	assert_null(messages_load(f->arena, f->folder, &f->failure));
	assert_non_null(strstr(f->failure.log, "list is no text and no group"));
}

static void
a_catalogue_without_vietnamese_is_refused(void **state)
{
	struct fixture *f = *state;

	given_file(f, "en", "home.json", "{\"title\": \"a\"}");
	assert_null(messages_load(f->arena, f->folder, &f->failure));
	failure_clear(&f->failure);
	assert_null(messages_load(f->arena, "/nonexistent", &f->failure));
	assert_int_equal(f->failure.code, ERR_INTERNAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_text_is_found_by_language_and_dotted_key),
		TEST(what_a_language_lacks_is_answered_in_vietnamese),
		TEST(an_unknown_key_answers_itself),
		TEST(placeholders_take_their_arguments_and_nothing_else),
		TEST(templates_read_the_catalogue_as_t),
		TEST(languages_are_those_with_a_folder_vietnamese_first),
		TEST(a_translator_is_told_what_is_missing_and_what_differs),
		TEST(a_province_words_single_texts_differently),
		TEST(a_key_written_twice_stops_the_start),
		TEST(only_texts_and_groups_are_allowed),
		TEST(a_catalogue_without_vietnamese_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
