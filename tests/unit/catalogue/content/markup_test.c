/* What officers write is shown as they mean it, and nothing in it can become markup, a script or a foreign page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/address.h"
#include "content/markup.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/template.h"
#include "core/view/view.h"

static struct arena *arena;
static struct templates *templates;

static int
start(void **state)
{
	static const char *const folders[] = { "www/templates", NULL };
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new((size_t)64 << 20);
	templates = templates_load(arena, folders, &failure);
	return templates == NULL;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The text as a reader's page has it, blanks between tags aside. */
static const char *
html_at(const char *text, int heading)
{
	struct view *root = view_object(arena);
	struct failure failure = { 0 };
	struct buffer out, tight;

	buffer_init(&out, arena, 4 << 20);
	buffer_init(&tight, arena, 4 << 20);
	markup_view(arena, root, text, heading);
	assert_int_equal(
	    template_render(templates, "catalogue/content_blocks", root, &out, TEMPLATE_STRICT, &failure), OK);
	for (const char *at = out.data; *at != '\0'; at++)
		if (*at != '\t' && *at != '\n')
			buffer_char(&tight, *at);
	return tight.data;
}

static const char *
html(const char *text)
{
	return html_at(text, 2);
}

static void
test_paragraphs_emphasis_lists_and_links(void **state)
{
	(void)state;
	assert_string_equal(html("Nộp **trực tuyến**, *miễn phí*.\nHai dòng."),
	    "<p class=\"govuk-body\">Nộp <strong>trực tuyến</strong>, <em>miễn phí</em>. Hai dòng.</p>");
	assert_string_equal(
	    html("- một\n- hai"), "<ul class=\"govuk-list govuk-list--bullet\"><li>một</li><li>hai</li></ul>");
	assert_string_equal(html("1. một\n\n2. hai"),
	    "<ol class=\"govuk-list govuk-list--number\"><li><p class=\"govuk-body\">một</p></li>"
	    "<li><p class=\"govuk-body\">hai</p></li></ol>");
	assert_string_equal(html("[tra cứu](/tra-cuu), <https://dichvucong.gov.vn>"),
	    "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/tra-cuu\">tra cứu</a>, "
	    "<a class=\"govuk-link\" href=\"https://dichvucong.gov.vn\">https://dichvucong.gov.vn</a></p>");
	assert_string_equal(html("- một\n  - trong một"),
	    "<ul class=\"govuk-list govuk-list--bullet\"><li>một<ul class=\"govuk-list govuk-list--bullet\">"
	    "<li>trong một</li></ul></li></ul>");
}

static void
test_headings_leave_no_level_out(void **state)
{
	(void)state;
	assert_string_equal(html("### a"), "<h2 class=\"govuk-heading-m\">a</h2>");
	assert_string_equal(
	    html("# a\n\n#### b"), "<h2 class=\"govuk-heading-m\">a</h2><h3 class=\"govuk-heading-s\">b</h3>");
	assert_string_equal(
	    html_at("# a\n\n### b", 4), "<h4 class=\"govuk-heading-s\">a</h4><h4 class=\"govuk-heading-s\">b</h4>");
}

static void
test_raw_html_is_shown_as_text(void **state)
{
	static const char *const attacks[] = {
		"<script>alert(1)</script>",
		"<img src=x onerror=alert(1)>",
		"a <b onclick=x>b</b> <iframe srcdoc='x'>",
		"<svg/onload=alert(1)>",
		"- <script>\n  alert(1)\n  </script>",
		"> <style>*{display:none}</style>",
		"`<script>`",
		"```\n</pre><script>alert(1)</script>\n```",
		"**<script>**",
		"[<script>alert(1)</script>](/x)",
		"<!-- --><script>",
		"&lt;script&gt;alert(1)&lt;/script&gt;",
		"# <img src=x>",
		"{{{t}}} {{>layout}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		const char *page = html(attacks[i]);

		if (strstr(page, "<script") || strstr(page, "<img") || strstr(page, "<iframe") ||
		    strstr(page, "<svg") || strstr(page, "<style") || strstr(page, "<b ") || strstr(page, "<!doctype"))
			fail_msg("%s became %s", attacks[i], page);
	}
}

static void
test_links_lead_only_where_links_may(void **state)
{
	static const char *const refused[] = {
		"[x](javascript:alert(1))",
		"[x](JaVaScRiPt:alert(1))",
		"[x](&#106;avascript:alert(1))",
		"[x](java&#9;script:alert(1))",
		"[x](<java\tscript:alert(1)>)",
		"[x](data:text/html;base64,PHNjcmlwdD4=)",
		"[x](vbscript:x)",
		"[x](//evil.example)",
		"[x](/\\evil.example)",
		"[x](http://evil.example)",
		"[x](http://127.0.0.1:80/)",
		"[x](file:///etc/passwd)",
		"<javascript:alert(1)>",
		"[x]: javascript:alert(1)\n\n[x]",
		"![x](javascript:alert(1))",
		"![x](https://evil.example/pixel.gif)",
		"[![x](data:image/svg+xml,x)](javascript:x)",
		"[x](ja%76ascript:x)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		const char *page = html(refused[i]);

		if (strstr(page, "href") != NULL || strstr(page, "src=") != NULL)
			fail_msg("%s became %s", refused[i], page);
	}
	assert_non_null(strstr(html("[x](https://a.vn/\"onmouseover=x)"), "href=\"https://a.vn/&quot;onmouseover=x\""));
	assert_non_null(strstr(html("[x](mailto:a@b.vn) [y](tel:19001234)"), "href=\"tel:19001234\""));
}

static void
test_depth_and_size_are_bounded(void **state)
{
	const size_t deep = 20000;
	char *text = arena_alloc(arena, 3 * deep + 2);

	(void)state;
	for (size_t i = 0; i < deep; i++)
		memcpy(text + 2 * i, "> ", 2);
	text[2 * deep] = 'x';
	assert_non_null(strstr(html(text), ">x</p>"));
	for (size_t i = 0; i < deep; i++)
		memcpy(text + 2 * i, i == 0 ? "> " : "- ", 2);
	assert_non_null(strstr(html(text), "x"));
	memset(text, '[', 3 * deep);
	text[3 * deep] = '\0';
	assert_non_null(strstr(html(text), "[[["));
	assert_string_equal(html(""), "");
}

static void
test_words_alone(void **state)
{
	(void)state;
	assert_string_equal(markup_words(arena, "# Một\n\n- **hai**\n- [ba](/x) <b>", 100), "Một hai ba");
	assert_string_equal(markup_words(arena, "một hai ba", 11), "một hai...");
	assert_string_equal(markup_words(arena, "đđđđ", 3), "đ...");
}

static void
test_films_are_named_on_known_sites_only(void **state)
{
	(void)state;
	assert_true(address_is_film("https://www.youtube.com/watch?v=a"));
	assert_true(address_is_film("https://youtu.be/a"));
	assert_true(address_is_film("https://dichvucong.gov.vn/video"));
	assert_false(address_is_film("https://evilyoutube.com/"));
	assert_false(address_is_film("https://youtube.com.evil.vn/"));
	assert_false(address_is_film("https://youtube.com@evil.vn/"));
	assert_false(address_is_film("http://youtube.com/"));
	assert_false(address_is_film("/video"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_paragraphs_emphasis_lists_and_links),
		cmocka_unit_test(test_headings_leave_no_level_out),
		cmocka_unit_test(test_raw_html_is_shown_as_text),
		cmocka_unit_test(test_links_lead_only_where_links_may),
		cmocka_unit_test(test_depth_and_size_are_bounded),
		cmocka_unit_test(test_words_alone),
		cmocka_unit_test(test_films_are_named_on_known_sites_only),
	};

	return cmocka_run_group_tests(tests, start, end);
}
