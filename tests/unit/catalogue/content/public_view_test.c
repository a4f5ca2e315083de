/* What is public stands where citizens look for it, and an interruption is told as long as it lasts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/content.h"
#include "content/content_index.h"
#include "content/public_view.h"
#include "content/sample.h"
#include "core/view/view.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/sample.h"
#include "support/arena.h"

static void
test_each_procedure_finds_its_own_articles_and_answers(void **state)
{
	const struct content *content = content_sample(arena);
	size_t count;
	const struct content_link *links = content_of_procedure(content, "1.000001", &count);

	(void)state;
	assert_int_equal(count, 2);
	assert_string_equal(links[0].article->slug, "guide");
	assert_string_equal(links[1].question->slug, "answer");
	(void)content_of_procedure(content, "0.000001", &count);
	assert_int_equal(count, 0);
	(void)content_of_procedure(content, "9.999999", &count);
	assert_int_equal(count, 0);
}

static void
test_a_procedure_without_help_still_leads_to_the_form(void **state)
{
	const struct edition *edition = edition_sample(arena);
	struct view *page = view_object(arena);

	(void)state;
	public_add_procedure(arena, edition, content_sample(arena), &edition->catalogue->procedures[1], page);
	assert_false(view_as_bool(view_path(page, "help.has_questions")));
	assert_string_equal(view_as_text(view_path(page, "help.ask_url")), "/hoi-dap/gui?thu-tuc=1.000002");
}

static void
test_an_interruption_is_told_from_its_first_moment_until_its_last(void **state)
{
	struct content content = *content_sample(arena);
	const struct notice *notice = &content.notices[0];
	const struct {
		int64_t now;
		bool told;
	} moments[] = { { notice->starts_at - 1, false }, { notice->starts_at, true }, { notice->ends_at - 1, true },
		{ notice->ends_at, false } };

	(void)state;
	content.notice_count = 1;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct view *shell = view_object(arena);

		content.now = moments[i].now;
		public_add_shell(arena, edition_sample(arena), &content, shell);
		assert_int_equal(view_as_bool(view_find(shell, "notices")), moments[i].told);
	}
}

static void
test_another_language_says_that_the_text_is_vietnamese(void **state)
{
	struct edition edition = *edition_sample(arena);
	const struct article *article = &content_sample(arena)->articles[0];

	(void)state;
	assert_null(view_as_text(view_find(public_article_view(arena, &edition, article), "foreign")));
	edition.language = "en";
	assert_non_null(view_as_text(view_find(public_article_view(arena, &edition, article), "foreign")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_procedure_finds_its_own_articles_and_answers),
		cmocka_unit_test(test_a_procedure_without_help_still_leads_to_the_form),
		cmocka_unit_test(test_an_interruption_is_told_from_its_first_moment_until_its_last),
		cmocka_unit_test(test_another_language_says_that_the_text_is_vietnamese),
	};

	return cmocka_run_group_tests(tests, arena_start, arena_end);
}
