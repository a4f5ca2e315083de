/* The view tree, addresses, and JSON over the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "core/view/view_html.h"

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
a_member_is_found_by_name_in_small_and_large_objects(void **state)
{
	struct arena *arena = *state;
	struct view *object = view_object(arena);

	for (int i = 0; i < 1000; i++) {
		view_int(object, arena_printf(arena, "name%d", i), i);
		for (int k = i < 20 || i % 100 == 0 ? 0 : i; k <= i; k++)
			assert_int_equal(view_as_int(view_find(object, arena_printf(arena, "name%d", k))), k);
		assert_null(view_find(object, arena_printf(arena, "name%d", i + 1)));
	}
	assert_int_equal(view_count(object), 1000);
}

static void
a_name_set_again_has_the_new_value_once(void **state)
{
	struct view *object = view_object(*state);

	view_text(object, "state", "received");
	view_int(object, "state", 7);
	assert_int_equal(view_count(object), 1);
	assert_int_equal(view_kind(view_find(object, "state")), VIEW_INT);
	assert_null(view_as_text(view_find(object, "state")));
}

static void
members_and_items_are_walked_in_the_order_they_were_added(void **state)
{
	struct view *object = view_object(*state), *list = view_list(object, "rows");
	const struct view *item;

	view_item_text(list, "a");
	view_text(view_item(list), "code", "H01");
	view_item_text(list, NULL);
	item = view_first(list);
	assert_string_equal(view_as_text(item), "a");
	item = view_next(item);
	assert_string_equal(view_name(view_first(item)), "code");
	item = view_next(item);
	assert_int_equal(view_kind(item), VIEW_NULL);
	assert_null(view_next(item));
	assert_string_equal(view_as_text(view_path(object, "rows.1.code")), "H01");
	assert_null(view_path(object, "rows.3"));
	assert_null(view_path(object, "rows.x.code"));
	assert_null(view_path(object, "nothing.at.all"));
}

static void
a_shared_node_reads_as_itself_and_shows_what_it_gains_later(void **state)
{
	struct view *shell = view_object(*state), *page = view_object(*state), *holder = view_object(*state);

	view_share(page, "shell", shell);
	view_share(holder, "again", view_find(page, "shell"));
	view_text(shell, "user", "Lan");
	assert_string_equal(view_as_text(view_path(holder, "again.user")), "Lan");
	assert_int_equal(view_count(view_find(holder, "again")), 1);
	view_share(page, "shell", NULL);
	assert_int_equal(view_kind(view_find(page, "shell")), VIEW_NULL);
}

static void
only_addresses_of_lawful_kinds_become_links(void **state)
{
	static const char *const lawful[] = { "/", "/ho-so/1?a=b#c", "https://dichvucong.gov.vn/", "mailto:a@b.vn",
		"tel:+84123", "#main", "HTTPS://x", "http://127.0.0.1:8081/tra/1" };
	static const char *const unlawful[] = { "", "//evil.example", "/\\evil.example", "/\t/evil.example",
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http://x", "http://127.0.0.1",
		"http://127.0.0.1:80@evil.example/", "http://127.0.0.1.evil.example/", "ho-so", "?page=2", " /x",
		"/x\n", "https:/\\evil", "vbscript:x", "\x01javascript:x" };
	struct view *object = view_object(*state);

	for (size_t i = 0; i < sizeof(lawful) / sizeof(lawful[0]); i++) {
		view_url(object, "url", lawful[i]);
		assert_string_equal(view_as_text(view_find(object, "url")), lawful[i]);
	}
	for (size_t i = 0; i < sizeof(unlawful) / sizeof(unlawful[0]); i++) {
		view_url(object, "url", unlawful[i]);
		assert_string_equal(view_as_text(view_find(object, "url")), "#");
	}
	assert_int_equal(view_kind(view_find(object, "url")), VIEW_URL);
	view_url(object, "url", NULL);
	assert_int_equal(view_kind(view_find(object, "url")), VIEW_NULL);
}

static void
a_redirect_back_stays_on_this_host(void **state)
{
	(void)state;
	assert_true(url_is_local("/can-bo/ho-so?trang=2"));
	assert_false(url_is_local("https://dichvucong.gov.vn/"));
	assert_false(url_is_local("//evil.example"));
	assert_false(url_is_local("/\\evil.example"));
	assert_false(url_is_local("#x"));
	assert_false(url_is_local(""));
}

static void
every_argument_of_an_address_is_encoded(void **state)
{
	struct arena *arena = *state;

	assert_string_equal(
	    url(arena, "/can-bo/ho-so/{}/tiep-nhan", "H01-261121-0001"), "/can-bo/ho-so/H01-261121-0001/tiep-nhan");
	assert_string_equal(url(arena, "/a/{}/{}", "../b?c#d", "\xc4\x91 \""), "/a/..%2Fb%3Fc%23d/%C4%91%20%22");
	assert_string_equal(url(arena, "/plain"), "/plain");
	assert_string_equal(url(arena, "/{}/{}", "one"), "/one/");
	assert_string_equal(url_encode(arena, "a/b c~"), "a%2Fb%20c~");
}

static void
a_query_grows_before_the_fragment_and_skips_filters_not_set(void **state)
{
	struct arena *arena = *state;
	char *address = url_query_add(arena, "/ho-so#top", "q", "a&b=c");

	assert_string_equal(address, "/ho-so?q=a%26b%3Dc#top");
	address = url_query_add(arena, address, "state", NULL);
	address = url_query_add_int(arena, address, "page", -2);
	assert_string_equal(address, "/ho-so?q=a%26b%3Dc&page=-2#top");
}

static void
an_address_too_long_for_a_request_is_no_address(void **state)
{
	struct arena *arena = *state;
	char *text = arena_alloc(arena, 20001);

	memset(text, 'x', 20000);
	assert_string_equal(url(arena, "/{}", text), "#");
}

static const char *
json_of(struct arena *arena, const struct view *root)
{
	static struct buffer out;

	buffer_init(&out, arena, 100000);
	json_write(&out, root);
	assert_false(out.full);
	return out.data;
}

static void
json_keeps_kinds_and_leaves_markup_out(void **state)
{
	struct view *root = view_object(*state), *list = view_list(root, "list");
	struct buffer markup;

	buffer_init(&markup, *state, 100);
	buffer_text(&markup, "<b>");
	view_int(root, "int", INT64_MIN);
	view_bool(root, "yes", true);
	view_text(root, "none", NULL);
	view_html(root, "markup", &markup);
	view_url(root, "url", "/x");
	view_int(view_item(list), "n", 1);
	view_item_text(list, "two");
	(void)view_child(root, "empty");
	assert_string_equal(json_of(*state, root), "{\"list\":[{\"n\":1},\"two\"],\"int\":-9223372036854775808,\"yes\":"
						   "true,\"none\":null,\"url\":\"/x\",\"empty\":{}}");
	assert_string_equal(json_of(*state, NULL), "null");
}

static void
json_text_survives_another_parser_whatever_it_holds(void **state)
{
	char every[256], *end = every;
	struct buffer out;
	json_t *parsed;

	for (int c = 1; c < 128; c++)
		*end++ = (char)c;
	memcpy(end, "\xc4\x91\xe2\x80\xa8\xe2\x80\xa9\xf0\x9f\x98\x80", 13);
	buffer_init(&out, *state, 10000);
	json_write_text(&out, every);
	parsed = json_loads(out.data, JSON_DECODE_ANY, NULL);
	assert_non_null(parsed);
	assert_string_equal(json_string_value(parsed), every);
	json_decref(parsed);
	assert_null(strpbrk(out.data, "<>&\x01\x1f\x7f\n"));
	assert_null(strstr(out.data, "\xe2\x80\xa8"));
	assert_non_null(strstr(out.data, "\\u2028\\u2029"));
}

static void
json_replaces_bytes_that_are_no_text(void **state)
{
	struct view *root = view_object(*state);

	view_text(root, "a", "x\xff\xc4y\xe1\xba");
	assert_string_equal(json_of(*state, root), "{\"a\":\"x\\ufffd\\ufffdy\\ufffd\\ufffd\"}");
}

static void
json_of_a_tree_that_contains_itself_ends(void **state)
{
	struct view *root = view_object(*state);

	view_share(root, "self", root);
	assert_non_null(strstr(json_of(*state, root), "\"self\":null}"));
}

static void
json_past_its_bound_is_marked_full(void **state)
{
	struct view *root = view_object(*state), *list = view_list(root, "list");
	struct buffer out;

	for (int i = 0; i < 1000; i++)
		view_item_text(list, "0123456789");
	buffer_init(&out, *state, 1000);
	json_write(&out, root);
	assert_true(out.full);
	assert_true(out.size <= 1000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_member_is_found_by_name_in_small_and_large_objects),
		TEST(a_name_set_again_has_the_new_value_once),
		TEST(members_and_items_are_walked_in_the_order_they_were_added),
		TEST(a_shared_node_reads_as_itself_and_shows_what_it_gains_later),
		TEST(only_addresses_of_lawful_kinds_become_links),
		TEST(a_redirect_back_stays_on_this_host),
		TEST(every_argument_of_an_address_is_encoded),
		TEST(a_query_grows_before_the_fragment_and_skips_filters_not_set),
		TEST(an_address_too_long_for_a_request_is_no_address),
		TEST(json_keeps_kinds_and_leaves_markup_out),
		TEST(json_text_survives_another_parser_whatever_it_holds),
		TEST(json_replaces_bytes_that_are_no_text),
		TEST(json_of_a_tree_that_contains_itself_ends),
		TEST(json_past_its_bound_is_marked_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
