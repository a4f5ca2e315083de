/* Templates: what the public specification does not say. Escaping, kinds of values, bounds, folders. */
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

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/template.h"
#include "core/view/view.h"
#include "core/view/view_html.h"

struct fixture {
	struct arena *arena;
	struct templates *templates;
	struct failure failure;
	struct buffer out;
	struct view *root;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new(ARENA_REQUEST_LIMIT);
	f->templates = templates_new(f->arena);
	f->root = view_object(f->arena);
	buffer_init(&f->out, f->arena, 100000);
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

static void
given(struct fixture *f, const char *name, const char *source)
{
	assert_int_equal(templates_add(f->templates, name, source, strlen(source), &f->failure), OK);
}

static enum err
render(struct fixture *f, unsigned flags)
{
	failure_clear(&f->failure);
	buffer_clear(&f->out);
	assert_int_equal(templates_link(f->templates, &f->failure), OK);
	return template_render(f->templates, "page", f->root, &f->out, flags, &f->failure);
}

static void
assert_refused(struct fixture *f, const char *source, const char *reason)
{
	failure_clear(&f->failure);
	assert_int_equal(templates_add(f->templates, "refused", source, strlen(source), &f->failure), ERR_INVALID);
	if (strstr(f->failure.log, reason) == NULL)
		fail_msg("refused for another reason: %s", f->failure.log);
}

static void
all_five_special_characters_are_escaped_everywhere(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "<p title=\"{{x}}\">{{x}}</p>");
	view_text(f->root, "x", "a&<>\"'b");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "<p title=\"a&amp;&lt;&gt;&quot;&#39;b\">a&amp;&lt;&gt;&quot;&#39;b</p>");
}

static void
a_value_that_looks_like_a_template_stays_text(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "{{x}}");
	view_text(f->root, "x", "{{y}}{{>page}}");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "{{y}}{{&gt;page}}");
}

static void
unescaped_is_only_what_core_rendered(void **state)
{
	struct fixture *f = *state;
	struct buffer markup;

	given(f, "page", "[{{{x}}}{{&x}}]");
	view_text(f->root, "x", "<script>");
	assert_int_equal(render(f, TEMPLATE_STRICT), ERR_INTERNAL);
	assert_non_null(strstr(f->failure.log, "page:1: x is no finished markup"));
	assert_int_equal(render(f, 0), OK);
	assert_string_equal(f->out.data, "[]");
	buffer_init(&markup, f->arena, 100);
	buffer_text(&markup, "<b>");
	view_html(f->root, "x", &markup);
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "[<b><b>]");
}

static void
an_address_must_be_a_url(void **state)
{
	static const char *const places[] = { "<a href=\"{{x}}\">", "<img src='{{x}}'>", "<form action=\"{{x}}\">",
		"<button formaction=\"{{x}}\">", "<a class=\"b\" HREF = \"{{x}}\">", "<a href=\"{{#x}}{{.}}{{/x}}\">",
		"<a {{#x}}hidden{{/x}}{{#x}}href=\"{{x}}\"{{/x}}>", "<a{{#x}} href=\"{{x}}\"{{/x}}>" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		f->templates = templates_new(f->arena);
		given(f, "page", places[i]);
		view_text(f->root, "x", "javascript:alert(1)");
		assert_int_equal(render(f, TEMPLATE_STRICT), ERR_INTERNAL);
		assert_int_equal(render(f, 0), OK);
		assert_null(strstr(f->out.data, "javascript"));
		assert_non_null(strchr(f->out.data, '#'));
		view_url(f->root, "x", "/a?b=1&c=2");
		assert_int_equal(render(f, TEMPLATE_STRICT), OK);
		assert_non_null(strstr(f->out.data, "/a?b=1&amp;c=2"));
	}
}

static void
an_attribute_that_only_ends_like_an_address_takes_text(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "<a data-href=\"{{x}}\" title=\"href={{x}}\">href=\"{{x}}\"</a>");
	view_text(f->root, "x", "text");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
}

static void
an_absent_name_is_an_error_in_strict_mode_and_empty_in_production(void **state)
{
	static const char *const sources[] = { "<p>\n{{x}}</p>", "<p>\n{{#x}}y{{/x}}</p>", "<p>\n{{^x}}{{/x}}</p>",
		"<p>\n{{known.x}}</p>" };
	struct fixture *f = *state;

	view_text(view_child(f->root, "known"), "y", "");
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		f->templates = templates_new(f->arena);
		given(f, "page", sources[i]);
		assert_int_equal(render(f, TEMPLATE_STRICT), ERR_INTERNAL);
		assert_non_null(strstr(f->failure.log, "page:2:"));
		assert_non_null(strstr(f->failure.log, "x is not in the view"));
		assert_int_equal(render(f, 0), OK);
		assert_string_equal(f->out.data, "<p>\n</p>");
	}
}

static void
what_is_known_to_be_absent_is_no_error(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "{{officer}}{{officer.name}}{{#officer}}x{{/officer}}{{^officer}}nobody{{/officer}}");
	view_text(f->root, "officer", NULL);
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "nobody");
}

static void
zero_and_the_empty_text_hide_a_section(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "{{#n}}n{{/n}}{{^n}}no n{{/n}} {{#s}}s{{/s}}{{^s}}no s{{/s}} {{n}}");
	view_int(f->root, "n", 0);
	view_text(f->root, "s", "");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "no n no s 0");
}

static void
a_template_that_does_not_compile_says_where(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "a\n{{#x}}\nb", "refused:2: a tag is opened and never closed: x");
	assert_refused(f, "a\n{{/x}}", "refused:2: closes what is not open: x");
	assert_refused(f, "{{#x}}{{#y}}{{/x}}{{/y}}", "closes what is not open: x");
	assert_refused(f, "\n\n{{x", "refused:3: a tag is not closed");
	assert_refused(f, "{{{x}}", "a tag is not closed");
	assert_refused(f, "{{ }}", "a tag without a name");
	assert_refused(f, "{{a b}}", "a blank in the name");
	assert_refused(f, "{{a..b}}", "an empty part in the name");
	assert_refused(f, "{{.a}}", "an empty part in the name");
	assert_refused(f, "{{=<% =}}", "a change of delimiters");
	assert_refused(f, "{{=<%%%%%%%%%%%% %>=}}", "a change of delimiters");
	assert_refused(f, "{{>*name}}", "dynamic names");
	assert_refused(f, "{{", "a tag is not closed");
	assert_refused(f, "{{#", "a tag is not closed");
}

static void
ten_thousand_nested_sections_are_refused(void **state)
{
	struct fixture *f = *state;
	struct buffer source;

	buffer_init(&source, f->arena, 1000000);
	for (int i = 0; i < 10000; i++)
		buffer_text(&source, "{{#a}}");
	for (int i = 0; i < 10000; i++)
		buffer_text(&source, "{{/a}}");
	assert_refused(f, source.data, "tags are nested too deeply");
}

static void
templates_that_include_each_other_without_end_are_stopped(void **state)
{
	static const char *const sources[] = { "x{{>page}}", "{{<page}}{{/page}}",
		"{{<other}}{{$a}}{{>page}}{{/a}}{{/other}}", "{{#self}}{{>page}}{{/self}}",
		"{{<other}}{{$a}}{{$a}}{{/a}}{{/a}}{{/other}}" };
	struct fixture *f = *state;

	view_share(f->root, "self", f->root);
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		f->templates = templates_new(f->arena);
		given(f, "page", sources[i]);
		given(f, "other", "{{$a}}{{/a}}");
		assert_int_equal(render(f, 0), ERR_INTERNAL);
		assert_non_null(strstr(f->failure.log, "nested without end"));
	}
}

static void
a_page_larger_than_its_bound_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct view *outer = view_list(f->root, "outer"), *inner = view_list(f->root, "inner");

	for (int i = 0; i < 10000; i++) {
		view_item_text(outer, "0123456789");
		view_item_text(inner, "0123456789");
	}
	given(f, "page", "{{#outer}}{{#inner}}{{.}}{{/inner}}{{/outer}}");
	assert_int_equal(render(f, 0), ERR_TOO_LARGE);
	assert_true(f->out.size <= f->out.limit);
}

static void
a_tree_of_data_is_walked_by_a_partial_that_includes_itself(void **state)
{
	struct fixture *f = *state;
	struct view *at = f->root;

	for (int depth = 0; depth < 30; depth++) {
		view_text(at, "name", "a");
		at = view_item(view_list(at, "children"));
	}
	view_text(at, "name", "leaf");
	(void)view_list(at, "children");
	given(f, "page", "{{name}}({{#children}}{{>page}}{{/children}})");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_non_null(strstr(f->out.data, "a(leaf())"));
}

static void
a_layout_takes_title_and_content_of_the_page(void **state)
{
	struct fixture *f = *state;

	given(f, "layout",
	    "<title>{{$title}}motcua{{/title}}</title>\n<main>\n  {{$content}}\n  {{/content}}\n</main>\n");
	given(f, "page",
	    "{{<layout}}\n{{$title}}{{x}}{{/title}}\n{{$content}}\n<p>\n  {{x}}\n</p>\n{{/content}}\n{{/layout}}\n");
	view_text(f->root, "x", "1\n2");
	assert_int_equal(render(f, TEMPLATE_STRICT), OK);
	assert_string_equal(f->out.data, "<title>1\n2</title>\n<main>\n  <p>\n    1\n2\n  </p>\n</main>\n");
}

static void
a_partial_that_does_not_exist_is_found_when_linking(void **state)
{
	struct fixture *f = *state;

	given(f, "page", "\n{{>nowhere}}");
	assert_int_equal(templates_link(f->templates, &f->failure), ERR_NOT_FOUND);
	assert_string_equal(f->failure.log, "page:2: there is no template nowhere");
	failure_clear(&f->failure);
	assert_int_equal(template_render(f->templates, "nowhere", f->root, &f->out, 0, &f->failure), ERR_NOT_FOUND);
}

static void
given_source(struct fixture *f, const char *folder, const char *path, const char *content)
{
	FILE *file = fopen(arena_printf(f->arena, "%s/%s", folder, path), "we");

	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
a_province_replaces_single_files(void **state)
{
	struct fixture *f = *state;
	char folder[] = "/tmp/template_test.XXXXXX";
	const char *ours, *province, *folders[3] = { NULL };

	assert_non_null(mkdtemp(folder));
	province = folders[0] = arena_printf(f->arena, "%s/province", folder);
	ours = folders[1] = arena_printf(f->arena, "%s/ours", folder);
	assert_int_equal(mkdir(ours, 0700), 0);
	assert_int_equal(mkdir(province, 0700), 0);
	assert_int_equal(mkdir(arena_printf(f->arena, "%s/parts", ours), 0700), 0);
	given_source(f, ours, "page.html", "ours {{>parts/foot}}");
	given_source(f, ours, "parts/foot.html", "our foot");
	given_source(f, ours, "notes.txt", "{{#no template");
	given_source(f, province, "page.html", "province {{>parts/foot}}");
	f->templates = templates_load(f->arena, folders, &f->failure);
	assert_non_null(f->templates);
	assert_int_equal(templates_count(f->templates), 2);
	assert_string_equal(templates_name(f->templates, 1), "parts/foot");
	assert_int_equal(render(f, 0), OK);
	assert_string_equal(f->out.data, "province our foot");
	given_source(f, ours, "parts/foot.html", "{{x");
	assert_null(templates_load(f->arena, folders, &f->failure));
	assert_string_equal(f->failure.log, "parts/foot:1: a tag is not closed");
	assert_int_equal(unlink(arena_printf(f->arena, "%s/page.html", province)), 0);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/page.html", ours)), 0);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/notes.txt", ours)), 0);
	assert_int_equal(unlink(arena_printf(f->arena, "%s/parts/foot.html", ours)), 0);
	assert_int_equal(rmdir(arena_printf(f->arena, "%s/parts", ours)), 0);
	assert_int_equal(rmdir(ours), 0);
	assert_int_equal(rmdir(province), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void
a_folder_that_is_not_there_stops_the_start(void **state)
{
	struct fixture *f = *state;
	const char *folders[] = { "/nonexistent", NULL };

	assert_null(templates_load(f->arena, folders, &f->failure));
	assert_non_null(strstr(f->failure.log, "/nonexistent: "));
}

/* What was rendered before stands as long as no text changed: the digest tells. */
static void
the_digest_differs_with_each_letter_and_not_with_the_order(void **state)
{
	struct fixture *f = *state;
	unsigned char one[TEMPLATES_DIGEST_SIZE], other[TEMPLATES_DIGEST_SIZE];
	static const char *const names[] = { "page", "foot" };

	for (size_t i = 0; i < 2; i++) {
		struct templates *forth = templates_new(f->arena), *back = templates_new(f->arena),
				 *changed = templates_new(f->arena);

		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(templates_add(forth, names[k], "text", 4, &f->failure), OK);
			assert_int_equal(templates_add(back, names[1 - k], "text", 4, &f->failure), OK);
			assert_int_equal(
			    templates_add(changed, names[k], i == k ? "texT" : "text", 4, &f->failure), OK);
		}
		templates_digest(forth, one);
		templates_digest(back, other);
		assert_memory_equal(one, other, sizeof(one));
		templates_digest(changed, other);
		assert_memory_not_equal(one, other, sizeof(one));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_five_special_characters_are_escaped_everywhere),
		TEST(a_value_that_looks_like_a_template_stays_text),
		TEST(unescaped_is_only_what_core_rendered),
		TEST(an_address_must_be_a_url),
		TEST(an_attribute_that_only_ends_like_an_address_takes_text),
		TEST(an_absent_name_is_an_error_in_strict_mode_and_empty_in_production),
		TEST(what_is_known_to_be_absent_is_no_error),
		TEST(zero_and_the_empty_text_hide_a_section),
		TEST(a_template_that_does_not_compile_says_where),
		TEST(ten_thousand_nested_sections_are_refused),
		TEST(templates_that_include_each_other_without_end_are_stopped),
		TEST(a_page_larger_than_its_bound_is_an_error),
		TEST(a_tree_of_data_is_walked_by_a_partial_that_includes_itself),
		TEST(a_layout_takes_title_and_content_of_the_page),
		TEST(a_partial_that_does_not_exist_is_found_when_linking),
		TEST(a_province_replaces_single_files),
		TEST(the_digest_differs_with_each_letter_and_not_with_the_order),
		TEST(a_folder_that_is_not_there_stops_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
