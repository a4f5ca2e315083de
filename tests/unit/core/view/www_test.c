/*
 * Our own templates and texts, as they are in www/: they compile, keep the lint's rules and name only texts that exist;
 * the catalogue is complete in every language. Run from the root of the repository.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/lint.h"
#include "core/view/template.h"

static const char *const folders[] = { "www/templates", NULL };

static int
set_up(void **state)
{
	*state = arena_new((size_t)64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void
assert_clean(size_t problems, const struct buffer *report)
{
	if (problems > 0)
		fail_msg("%zu problems:\n%s", problems, report->data);
}

static void
every_template_compiles_and_finds_its_partials(void **state)
{
	struct failure failure = { 0 };
	struct templates *templates = templates_load(*state, folders, &failure);

	if (templates == NULL)
		fail_msg("%s", failure.log);
	assert_true(templates_count(templates) > 0);
}

static void
every_template_keeps_the_rules_of_the_lint(void **state)
{
	struct buffer report;

	buffer_init(&report, *state, (size_t)1 << 20);
	assert_clean(lint_templates(folders[0], &report), &report);
}

static void
every_text_named_in_a_template_is_in_the_catalogue(void **state)
{
	struct failure failure = { 0 };
	const struct messages *messages = messages_load(*state, "www/messages", &failure);
	struct buffer report;

	if (messages == NULL)
		fail_msg("%s", failure.log);
	buffer_init(&report, *state, (size_t)1 << 20);
	assert_clean(lint_texts(folders[0], message_tree(messages, MESSAGES_FIRST_LANGUAGE), &report), &report);
}

static void
every_language_is_complete(void **state)
{
	struct failure failure = { 0 };
	const struct messages *messages = messages_load(*state, "www/messages", &failure);
	struct buffer report;

	assert_non_null(messages);
	buffer_init(&report, *state, (size_t)1 << 20);
	assert_clean(messages_check(messages, &report), &report);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_template_compiles_and_finds_its_partials),
		TEST(every_template_keeps_the_rules_of_the_lint),
		TEST(every_text_named_in_a_template_is_in_the_catalogue),
		TEST(every_language_is_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
