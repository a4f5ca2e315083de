/* The life of a request, from the route to the last header: what is let through, what is refused and how it says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/server/site_fixture.h"

#define assert_holds(text, part)                                                                                       \
	do {                                                                                                           \
		if (strstr((text), (part)) == NULL)                                                                    \
			fail_msg("no '%s' in: %s", (part), (text));                                                    \
	} while (0)
#define assert_lacks(text, part) assert_null(strstr((text), (part)))

static void
routes_are_found_by_path_and_method(void **state)
{
	static const struct {
		const char *method, *path;
		int status;
	} cases[] = {
		{ "GET", "/ghi-chu/A-1", 200 },
		{ "HEAD", "/ghi-chu/A-1", 200 },
		{ "GET", "/ghi-chu/moi", 200 },
		{ "GET", "/ghi-chu", 404 },
		{ "GET", "/ghi-chu/", 404 },
		{ "GET", "/ghi-chu/A/B", 404 },
		{ "GET", "/ghi-chu/A%2FB", 404 },
		{ "GET", "/ghi-chu/A B", 404 },
		{ "GET", "/GHI-CHU/A", 404 },
		{ "GET", "/tieu-de", 405 },
		{ "DELETE", "/ghi-chu/A-1", 405 },
		{ "TRACE", "/khong-co", 404 },
		{ "GET", "khong-goc", 400 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct test_request request = { .method = cases[i].method, .path = cases[i].path };
		struct reply reply = site_send(*state, &request);

		if (reply.status != cases[i].status)
			fail_msg("%s %s: %d", cases[i].method, cases[i].path, reply.status);
	}
}

static void
a_wrong_method_is_told_the_right_ones(void **state)
{
	const struct test_request request = { .method = "PUT", .path = "/ghi-chu/A-1" };

	assert_holds(site_send(*state, &request).headers, "Allow: GET, HEAD, POST\r\n");
}

static void
a_last_slash_leads_to_the_page(void **state)
{
	struct reply reply = site_get(*state, "/ghi-chu/A-1/");

	assert_int_equal(reply.status, 303);
	assert_string_equal(reply.location, "/ghi-chu/A-1");
}

static void
every_answer_carries_the_fixed_headers(void **state)
{
	static const char *const paths[] = { "/ghi-chu/A", "/khong-co", "/rieng", "/tep", "/lon" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct reply reply = site_get(*state, paths[i]);

		assert_holds(reply.headers, "X-Content-Type-Options: nosniff\r\n");
		assert_holds(reply.headers, "Content-Security-Policy: ");
		assert_holds(reply.headers, "Strict-Transport-Security: ");
		assert_holds(reply.headers, "Cache-Control: ");
	}
	assert_holds(site_get(*state, "/ghi-chu/A").headers, CONTENT_POLICY);
}

static void
a_write_needs_a_token_from_this_browser(void **state)
{
	const struct test_request none = { .method = "POST", .path = "/ghi-chu/A", .body = "text=x" };
	const struct test_request other = { .method = "POST",
		.path = "/ghi-chu/A",
		.body = "text=x&csrf=wz02Qo9UMq_cryAM1E_4xasfTfJOa4m_-TdJdjCoc-yB7S1wRL9Fp4vEk2zNIkuC" };
	struct reply good = site_post(*state, "/ghi-chu/A", "text=x");

	assert_int_equal(good.status, 303);
	assert_string_equal(good.location, "/ghi-chu/A");
	assert_int_equal(site_send(*state, &none).status, 403);
	assert_int_equal(site_send(*state, &other).status, 403);
}

static void
an_expired_form_keeps_what_was_typed(void **state)
{
	const struct test_request request = {
		.method = "POST", .path = "/ghi-chu/A", .body = "text=%3Cscript%3E%22M%E1%BB%99t%22&version=3"
	};
	struct reply reply = site_send(*state, &request);

	assert_int_equal(reply.status, 403);
	assert_holds(reply.body, "action=\"/ghi-chu/A\"");
	assert_holds(reply.body, "name=\"text\" value=\"&lt;script&gt;&quot;Một&quot;\"");
	assert_holds(reply.body, "name=\"version\" value=\"3\"");
	assert_holds(reply.body, "name=\"csrf\"");
}

static void
another_site_cannot_write_even_with_a_token(void **state)
{
	struct test_site *site = *state;
	const char *body = arena_printf(site->kept, "text=x&csrf=%s", site_token(site));
	const struct test_request request = {
		.method = "POST", .path = "/ghi-chu/A", .body = body, .origin = "https://evil.example"
	};
	struct reply reply = site_send(site, &request);

	assert_int_equal(reply.status, 403);
	assert_lacks(reply.body, "name=\"text\"");
}

static void
an_expired_session_keeps_what_was_typed(void **state)
{
	struct reply reply = site_post(*state, "/rieng/A", "text=M%E1%BB%99t");

	assert_int_equal(reply.status, 401);
	assert_holds(reply.body, "href=\"/can-bo/dang-nhap\"");
	assert_holds(reply.body, "name=\"text\" value=\"Một\"");
}

/* SameSite=Lax keeps the session's cookie from such a request, so it looks like one of somebody not signed in. */
static void
a_form_of_another_site_is_not_offered_for_sending_again(void **state)
{
	static const char *const origins[] = { "https://evil.example", "" };

	for (size_t i = 0; i < 2; i++) {
		const struct test_request request = {
			.method = "POST", .path = "/rieng/A", .body = "text=x", .origin = origins[i], .cookie = ""
		};
		struct reply reply = site_send(*state, &request);

		assert_int_equal(reply.status, 303);
		assert_string_equal(reply.location, "/can-bo/dang-nhap");
		assert_lacks(reply.body, "name=\"text\"");
		if (i == 0)
			assert_lacks(reply.headers, "__Host-motcua-form");
	}
}

static void
a_guarded_page_leads_to_sign_in_and_back(void **state)
{
	struct reply page = site_get(*state, "/rieng?trang=2"), json = site_get_json(*state, "/rieng");

	assert_int_equal(page.status, 303);
	assert_string_equal(page.location, "/tai-khoan/dang-nhap?next=%2Frieng%3Ftrang%3D2");
	assert_int_equal(json.status, 401);
	assert_string_equal(json.content_type, "application/problem+json; charset=utf-8");
}

static void
faults_are_listed_with_their_fields(void **state)
{
	struct reply page = site_post(*state, "/ghi-chu/A", "text=&version=99&la=1");
	struct reply json = site_post_json(*state, "/ghi-chu/A", "{\"version\":99,\"la\":\"1\"}");

	assert_int_equal(page.status, 422);
	assert_holds(page.body, "text");
	assert_int_equal(json.status, 422);
	assert_holds(json.body, "\"field\":\"text\"");
	assert_holds(json.body, "\"field\":\"version\"");
	assert_holds(json.body, "\"field\":\"la\"");
	assert_holds(json.body, "\"request_id\":\"0123456789abcdef0123456789abcdef\"");
}

static void
a_form_is_shown_again_by_its_own_page(void **state)
{
	struct reply typed = site_post(*state, "/ghi-chu/A/sua", "text=x&version=99");
	struct reply handler = site_post(*state, "/ghi-chu/A/sua", "text=taken");

	assert_int_equal(typed.status, 422);
	assert_holds(typed.body, "&lt;note&gt;");
	assert_int_equal(handler.status, 422);
	assert_holds(handler.body, "&lt;note&gt;");
}

static void
json_gets_the_page_without_its_frame(void **state)
{
	struct reply reply = site_get_json(*state, "/ghi-chu/A");

	assert_int_equal(reply.status, 200);
	assert_string_equal(reply.content_type, "application/json; charset=utf-8");
	assert_lacks(reply.body, "shell");
	assert_lacks(reply.body, "csrf");
}

static void
outcomes_become_statuses(void **state)
{
	assert_int_equal(site_post(*state, "/ghi-chu/A", "text=moved+on").status, 409);
	assert_int_equal(site_post(*state, "/ghi-chu/A", "text=away").status, 503);
	assert_holds(site_post(*state, "/ghi-chu/A", "text=away").headers, "Retry-After: ");
	assert_int_equal(site_get(*state, "/lon").status, 413);
	assert_int_equal(site_get(*state, "/im").status, 500);
}

static void
malformed_requests_are_refused(void **state)
{
	static const char *const twice[] = { "HTTP_COOKIE=a=b", NULL };
	static const char *const control[] = { "HTTP_ACCEPT_LANGUAGE=vi\x01", NULL };
	const struct test_request requests[] = {
		{ .method = "GET", .path = "/ghi-chu/A", .headers = twice },
		{ .method = "GET", .path = "/ghi-chu/A", .headers = control },
		{ .method = "GET", .path = "/ghi-chu/A", .query = "a%zz=1" },
		{ .method = "POST", .path = "/ghi-chu/A", .content_type = "application/json", .body = "{" },
		{ .method = "POST",
		    .path = "/ghi-chu/A",
		    .content_type = "multipart/form-data; boundary=x",
		    .body = "--y" },
	};
	const struct test_request xml = {
		.method = "POST", .path = "/ghi-chu/A", .content_type = "text/xml", .body = "<a/>"
	};
	char large[70000];
	struct test_request big = { .method = "POST", .path = "/ghi-chu/A", .body = large };

	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		assert_int_equal(site_send(*state, &requests[i]).status, 400);
	assert_int_equal(site_send(*state, &xml).status, 415);
	assert_int_equal(site_send(*state, &big).status, 413);
}

static void
a_value_cannot_break_out_of_its_header(void **state)
{
	struct reply good = site_post(*state, "/tieu-de", "text=x");
	struct reply evil = site_post(*state, "/tieu-de", "text=x%0D%0ASet-Cookie:+a=b");

	assert_int_equal(good.status, 204);
	assert_holds(good.headers, "X-Note: x\r\n");
	assert_int_equal(evil.status, 500);
	assert_lacks(evil.headers, "Set-Cookie: a=b");
}

static void
a_download_keeps_its_name_and_runs_nothing(void **state)
{
	struct reply reply = site_get(*state, "/tep");

	assert_int_equal(reply.status, 200);
	assert_holds(reply.headers, "X-Accel-Redirect: /noi-bo-tep/ab/cd/0123\r\n");
	assert_holds(reply.headers, "filename*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh%20%22g%E1%BB%91c%22%0D%0A.pdf\r\n");
	assert_holds(reply.headers, "Content-Security-Policy: sandbox;");
	assert_holds(reply.headers, "Cache-Control: no-store");
}

static void
the_same_page_is_not_sent_twice(void **state)
{
	struct reply first = site_get_json(*state, "/ghi-chu/A");
	const char *etag = strstr(first.headers, "ETag: ");
	const char *headers[] = { NULL, NULL };
	struct test_site *site = *state;
	struct test_request request = {
		.method = "GET", .path = "/ghi-chu/A", .accept = "application/json", .headers = headers
	};

	assert_non_null(etag);
	headers[0] = arena_printf(site->kept, "HTTP_IF_NONE_MATCH=%.*s", (int)strcspn(etag + 6, "\r"), etag + 6);
	assert_int_equal(site_send(site, &request).status, 304);
}

static void
what_is_public_knows_nobody(void **state)
{
	struct reply reply = site_get(*state, "/chung");

	assert_int_equal(reply.status, 200);
	assert_lacks(reply.headers, "Set-Cookie");
	assert_holds(reply.headers, "Cache-Control: public");
}

static void
a_gateway_gets_its_own_refusal_and_needs_no_token(void **state)
{
	const struct test_request good = {
		.method = "POST", .path = "/goi-lai", .body = "text=x", .origin = "https://gateway.example"
	};
	const struct test_request bad = {
		.method = "POST", .path = "/goi-lai", .body = "la=x", .origin = "https://gateway.example"
	};

	assert_int_equal(site_send(*state, &good).status, 204);
	assert_string_equal(site_send(*state, &bad).body, "invalid");
}

static void
a_page_keeps_the_language_that_was_chosen(void **state)
{
	static const struct test_request remembered = { .method = "GET", .path = "/ghi-chu/A", .cookie = "lang=en" };
	struct reply vietnamese = site_get(*state, "/ghi-chu/A"), english = site_get(*state, "/en/ghi-chu/A");
	struct reply chosen = site_get(*state, "/ghi-chu/A?x=1&lang=en"),
		     unknown = site_get(*state, "/ghi-chu/A?lang=xx");

	assert_holds(vietnamese.body, "lang=\"vi\"");
	assert_holds(vietnamese.body, "href=\"/ghi-chu/A?lang=en\"");
	assert_lacks(vietnamese.headers, "lang=");
	assert_holds(english.body, "<html class=\"govuk-template\" lang=\"en\"");
	assert_holds(english.body, "href=\"/ghi-chu/A?lang=vi\"");
	assert_holds(chosen.headers, "Set-Cookie: lang=en;");
	assert_holds(unknown.body, "lang=\"vi\"");
	assert_holds(site_send(*state, &remembered).body, "<html class=\"govuk-template\" lang=\"en\"");
}

static void
next_stays_in_the_house(void **state)
{
	static const char *const evil[] = { NULL, "", "//evil.example", "/\\evil.example", "https://evil.example",
		"javascript:alert(1)", "ho-so", "/\t/evil.example", "/a\nb", "/can-bo/dang-nhap",
		"/tai-khoan/dang-xuat?x=1", "\\\\evil" };

	(void)state;
	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++)
		assert_string_equal(sign_in_next(evil[i], "/"), "/");
	assert_string_equal(sign_in_next("/can-bo/ho-so?trang=2", "/"), "/can-bo/ho-so?trang=2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes_are_found_by_path_and_method),
		cmocka_unit_test(a_wrong_method_is_told_the_right_ones),
		cmocka_unit_test(a_last_slash_leads_to_the_page),
		cmocka_unit_test(every_answer_carries_the_fixed_headers),
		cmocka_unit_test(a_write_needs_a_token_from_this_browser),
		cmocka_unit_test(an_expired_form_keeps_what_was_typed),
		cmocka_unit_test(another_site_cannot_write_even_with_a_token),
		cmocka_unit_test(an_expired_session_keeps_what_was_typed),
		cmocka_unit_test(a_form_of_another_site_is_not_offered_for_sending_again),
		cmocka_unit_test(a_guarded_page_leads_to_sign_in_and_back),
		cmocka_unit_test(faults_are_listed_with_their_fields),
		cmocka_unit_test(a_form_is_shown_again_by_its_own_page),
		cmocka_unit_test(json_gets_the_page_without_its_frame),
		cmocka_unit_test(outcomes_become_statuses),
		cmocka_unit_test(malformed_requests_are_refused),
		cmocka_unit_test(a_value_cannot_break_out_of_its_header),
		cmocka_unit_test(a_download_keeps_its_name_and_runs_nothing),
		cmocka_unit_test(the_same_page_is_not_sent_twice),
		cmocka_unit_test(what_is_public_knows_nobody),
		cmocka_unit_test(a_gateway_gets_its_own_refusal_and_needs_no_token),
		cmocka_unit_test(a_page_keeps_the_language_that_was_chosen),
		cmocka_unit_test(next_stays_in_the_house),
	};

	return cmocka_run_group_tests(tests, site_setup, site_teardown);
}
