/* The lints: each rule refuses what it should and lets our own way of writing pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/lint.h"
#include "core/view/view.h"

struct rule {
	const char *source, *reason;
};

static size_t
report_on(struct arena *arena, size_t (*lint)(const char *, const char *, size_t, struct buffer *), const char *source,
    struct buffer *report)
{
	buffer_init(report, arena, 10000);
	return lint("page", source, strlen(source), report);
}

static void
assert_all_refused(struct arena *arena, size_t (*lint)(const char *, const char *, size_t, struct buffer *),
    const struct rule *rules, size_t count)
{
	struct buffer report;

	for (size_t i = 0; i < count; i++)
		if (report_on(arena, lint, rules[i].source, &report) != 1 ||
		    strstr(report.data, rules[i].reason) == NULL)
			fail_msg("%s\n  expected: %s\n  reported: %s", rules[i].source, rules[i].reason, report.data);
}

static void
assert_all_pass(struct arena *arena, size_t (*lint)(const char *, const char *, size_t, struct buffer *),
    const char *const *sources, size_t count)
{
	struct buffer report;

	for (size_t i = 0; i < count; i++)
		if (report_on(arena, lint, sources[i], &report) != 0)
			fail_msg("%s\n  reported: %s", sources[i], report.data);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int
set_up(void **state)
{
	*state = arena_new(ARENA_REQUEST_LIMIT);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void
a_tag_where_escaping_is_not_enough_is_refused(void **state)
{
	static const struct rule rules[] = {
		{ "<script src=\"/a.js\">var a = '{{x}}';</script>", "a tag inside script or style: x" },
		{ "<script src=\"/a.js\">{{#x}}1{{/x}}</script>", "inside script" },
		{ "<p class={{x}}>", "an attribute without quotes: x" },
		{ "<p class=a{{x}}>", "an attribute without quotes: x" },
		{ "<p {{x}}>", "a value between attributes: x" },
		{ "<p{{x}}>", "a value between attributes: x" },
		{ "<p data-{{x}}=\"1\">", "a value between attributes: x" },
		{ "<{{x}}>", "a tag in the name of an element: x" },
		{ "</{{x}}>", "a value between attributes: x" },
		{ "<!-- {{x}} -->", "a tag in a comment" },
		{ "<p title=\"{{{x}}}\">", "finished markup stands between elements only: x" },
		{ "<p {{>attributes}}>", "a partial stands between elements only" },
		{ "<p class=\"{{>attributes}}\">", "a partial stands between elements only" },
		{ "<textarea id=\"a\">{{{x}}}</textarea>", "finished markup" },
	};
	struct buffer report;

	for (size_t i = 0; i < COUNT(rules); i++)
		if (report_on(*state, lint_template, rules[i].source, &report) == 0 ||
		    strstr(report.data, rules[i].reason) == NULL)
			fail_msg("%s\n  expected: %s\n  reported: %s", rules[i].source, rules[i].reason, report.data);
}

static void
scripts_and_styles_in_markup_are_refused(void **state)
{
	static const struct rule rules[] = {
		{ "<p onclick=\"{{x}}\">", "a script in an attribute: onclick" },
		{ "<p ONLOAD='a()'>", "a script in an attribute: onload" },
		{ "<p style=\"color: red\">", "does not allow this attribute: style" },
		{ "<p {{#x}}style=\"color: red\"{{/x}}>", "does not allow this attribute: style" },
		{ "<script>a()</script>", "a script without src" },
		{ "<style>p {}</style>", "a style element" },
		{ "<iframe srcdoc=\"{{x}}\"></iframe>", "does not allow this attribute: srcdoc" },
	};

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
}

static void
an_address_is_a_literal_path_or_one_value(void **state)
{
	static const struct rule rules[] = {
		{ "<a href=\"javascript:{{x}}\">", "an address begins with" },
		{ "<a href=\"{{x}}/a\">", "an address begins with" },
		{ "<a href=\"{{a}}{{b}}\">", "an address begins with" },
		{ "<a href=\"/a/{{x}}\">", "an address begins with" },
		{ "<a href=\"//host/\">", "an address begins with" },
		{ "<a href=\"https://host/\">", "an address begins with" },
		{ "<a href=\"a.html\">", "an address begins with" },
		{ "<a href=\"\">", "an address begins with" },
		{ "<img alt=\"\" src=\"data:x\">", "an address begins with" },
		{ "<form action=\"?x\"></form>", "an address begins with" },
		{ "<button formaction=\"x\"></button>", "an address begins with" },
		{ "<use xlink:href=\"x\"/>", "an address begins with" },
	};
	static const char *const lawful[] = { "<a href=\"/a/b?c=d\">", "<a href=\"#main\">", "<a href=\"#{{id}}\">",
		"<a href='{{url}}'>", "<a {{#url}}href=\"{{url}}\"{{/url}}>", "<a href=\"{{#url}}{{.}}{{/url}}\">",
		"<img src=\"{{url}}\" alt=\"\">", "<a data-href=\"x:{{y}}\">" };

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
	assert_all_pass(*state, lint_template, lawful, COUNT(lawful));
}

static void
a_form_that_writes_carries_the_token(void **state)
{
	static const struct rule rules[] = {
		{ "<p>\n<form method=\"post\" action=\"{{url}}\"></form>{{>csrf}}", "page:2: a POST form without" },
		{ "<form method=POST></form>", "a POST form without" },
		{ "<form method=\"post\">", "a POST form without" },
		{ "<form method=\"post\">{{>csrf}}</form><form method=\"post\"></form>", "a POST form without" },
	};
	static const char *const lawful[] = { "<form method=\"post\" action=\"{{url}}\">{{>csrf}}</form>",
		"<form method=\"post\">{{>partials/csrf}}</form>", "<form method=\"get\"></form>", "<form></form>" };

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
	assert_all_pass(*state, lint_template, lawful, COUNT(lawful));
}

static void
text_with_vietnamese_letters_belongs_to_the_catalogue(void **state)
{
	static const struct rule rules[] = {
		{ "<p>H\u1ed3 s\u01a1</p>", "the message catalogue" },
		{ "<p title=\"\u0111\">", "the message catalogue" },
		{ "<p>a\u0300</p>", "the message catalogue" },
		{ "<p>\xff</p>", "not UTF-8" },
	};
	static const char *const lawful[] = { "<p>{{t.home.title}}</p>",
		"<p>\u00a0\u2013 \u00ab\u00bb \u2192 \u00b7</p>", "{{! h\u1ed3 s\u01a1 }}" };

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
	assert_all_pass(*state, lint_template, lawful, COUNT(lawful));
}

static void
every_image_and_input_can_be_named(void **state)
{
	static const struct rule rules[] = {
		{ "<img src=\"/a.png\">", "an img without alt" },
		{ "<input name=\"a\">", "without id, aria-label and aria-labelledby: input" },
		{ "<select name=\"a\"></select>", "aria-labelledby: select" },
		{ "<textarea name=\"a\"></textarea>", "aria-labelledby: textarea" },
		{ "<html><body></body></html>", "an html without lang" },
	};
	static const char *const lawful[] = { "<input id=\"{{id}}\">", "<input type=\"hidden\" name=\"a\">",
		"<input type=\"submit\">", "<select aria-label=\"{{t.a}}\"></select>",
		"<html lang=\"{{lang}}\"></html>", "<textarea id=\"a\">{{value}}</textarea>" };

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
	assert_all_pass(*state, lint_template, lawful, COUNT(lawful));
}

static void
our_own_way_of_writing_passes(void **state)
{
	static const char *const lawful[] = {
		"<input id=\"a\" type=\"checkbox\" {{#on}}checked{{/on}}{{^on}}disabled{{/on}}>",
		"<input id=\"a\" value=\"{{value}}\"{{#required}} required aria-required=\"true\"{{/required}}>",
		"<p class=\"a {{#b}}b {{c}}{{/b}}\">{{x}} &lt; {{{markup}}}</p>",
		"{{<layout}}{{$title}}{{t.title}}{{/title}}{{$content}}<br/>{{/content}}{{/layout}}",
		"<!doctype html><title>{{x}} > <b></title><!-- a > b --><script src=\"/static/a.js\" defer></script>",
		"<p>1 < 2</p>",
		"",
	};

	assert_all_pass(*state, lint_template, lawful, COUNT(lawful));
}

static void
a_source_that_does_not_end_well_is_refused(void **state)
{
	static const struct rule rules[] = {
		{ "<p>{{x", "a tag is not closed" },
		{ "<p class=\"a", "the file ends within" },
		{ "<textarea id=\"a\"></p>", "the file ends within" },
		{ "<!-- ", "the file ends within" },
	};

	assert_all_refused(*state, lint_template, rules, COUNT(rules));
}

static void
a_page_has_each_id_once_and_answers_every_reference(void **state)
{
	static const struct rule rules[] = {
		{ "<p id=\"a\"></p>\n<p id='a'></p>", "page:2: the id stands twice: a" },
		{ "<p id=\"a b\">", "an id is one word" },
		{ "<label for=\"b\">x</label>", "a label for an id that is not there: b" },
		{ "<p id=\"a\" aria-describedby=\"a c\">", "aria refers to an id that is not there: c" },
		{ "<a href=\"#nowhere\">", "a link to an id that is not there: nowhere" },
		{ "<input id=\"a\" name=\"a\">", "without a label: a" },
		{ "<label>x</label><select></select>", "without a label" },
		{ "<input aria-label=\"\">", "without a label" },
		{ "<img src=\"/a.png\">", "an img without alt" },
		{ "<html lang=\"\"></html>", "an html without lang" },
		{ "<p", "the page ends within an element" },
	};
	static const char *const lawful[] = { "<label for=\"a\">x</label><input id=\"a\">",
		"<input id=\"a\"><label for=\"a\">x</label>", "<label>x <input></label>", "<input type=\"hidden\">",
		"<h2 id=\"h\">x</h2><textarea aria-labelledby=\"h\"> <p id=\"h\"> </textarea>",
		"<html lang=\"vi\"><a href=\"#main\">x</a><main id=\"main\"></main></html>", "<a href=\"#\">x</a>" };

	assert_all_refused(*state, lint_html, rules, COUNT(rules));
	assert_all_pass(*state, lint_html, lawful, COUNT(lawful));
}

static void
a_folder_that_cannot_be_read_is_a_problem(void **state)
{
	struct buffer report;

	buffer_init(&report, *state, 1000);
	assert_int_equal(lint_templates("/nonexistent", &report), 1);
}

static void
a_text_that_the_catalogue_lacks_is_found_in_the_template(void **state)
{
	struct arena *arena = *state;
	char folder[] = "/tmp/lint_test.XXXXXX";
	struct view *texts = view_object(arena);
	struct buffer report;
	const char *path;
	FILE *file;

	view_text(view_child(texts, "home"), "title", "One counter");
	assert_non_null(mkdtemp(folder));
	path = arena_printf(arena, "%s/page.html", folder);
	file = fopen(path, "we");
	assert_non_null(file);
	assert_true(
	    fputs("{{t.home.title}}{{#t.home.title}}{{/t.home.title}}\n{{t.home.titel}}{{t.home}}\n{{#t.x}}{{/t.x}}",
		file) >= 0);
	assert_int_equal(fclose(file), 0);
	buffer_init(&report, arena, 1000);
	assert_int_equal(lint_texts(folder, texts, &report), 3);
	assert_non_null(strstr(report.data, "page.html:2: not in the message catalogue: home.titel\n"));
	assert_non_null(strstr(report.data, "page.html:2: not in the message catalogue: home\n"));
	assert_non_null(strstr(report.data, "page.html:3: not in the message catalogue: x\n"));
	assert_int_equal(lint_templates(folder, &report), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_tag_where_escaping_is_not_enough_is_refused),
		TEST(scripts_and_styles_in_markup_are_refused),
		TEST(an_address_is_a_literal_path_or_one_value),
		TEST(a_form_that_writes_carries_the_token),
		TEST(text_with_vietnamese_letters_belongs_to_the_catalogue),
		TEST(every_image_and_input_can_be_named),
		TEST(our_own_way_of_writing_passes),
		TEST(a_source_that_does_not_end_well_is_refused),
		TEST(a_page_has_each_id_once_and_answers_every_reference),
		TEST(a_text_that_the_catalogue_lacks_is_found_in_the_template),
		TEST(a_folder_that_cannot_be_read_is_a_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
