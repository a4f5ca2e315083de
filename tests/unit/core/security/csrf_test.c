/* A form posted from elsewhere, or written for another browser, is not accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/arena_fixture.h"
#include "core/security/csrf.h"

static const struct bytes key = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 };
static const struct bytes other_key = { (const unsigned char *)"0123456789abcdef0123456789abcdeX", 32 };

static void
a_field_is_accepted_with_its_cookie_again_and_again(void **state)
{
	const char *cookie = csrf_cookie_new(*state);
	const char *one = csrf_make(*state, key, cookie), *other = csrf_make(*state, key, cookie);

	assert_true(csrf_cookie_valid(cookie));
	assert_int_equal(strlen(one), 64);
	assert_string_not_equal(one, other);
	assert_true(csrf_verify(*state, key, cookie, one));
	assert_true(csrf_verify(*state, key, cookie, one));
	assert_true(csrf_verify(*state, key, cookie, other));
}

static void
another_browser_or_another_key_is_refused(void **state)
{
	const char *cookie = csrf_cookie_new(*state), *field = csrf_make(*state, key, cookie);

	assert_false(csrf_verify(*state, key, csrf_cookie_new(*state), field));
	assert_false(csrf_verify(*state, other_key, cookie, field));
}

static void
every_changed_character_is_noticed(void **state)
{
	const char *cookie = csrf_cookie_new(*state), *field = csrf_make(*state, key, cookie);

	for (size_t i = 0; i < strlen(field); i++) {
		char *wrong = arena_strdup(*state, field);

		wrong[i] = wrong[i] == 'A' ? 'B' : 'A';
		assert_false(csrf_verify(*state, key, cookie, wrong));
	}
}

static void
missing_and_malformed_values_are_refused(void **state)
{
	const char *cookie = csrf_cookie_new(*state), *field = csrf_make(*state, key, cookie);

	assert_false(csrf_verify(*state, key, NULL, field));
	assert_false(csrf_verify(*state, key, cookie, NULL));
	assert_false(csrf_verify(*state, key, cookie, ""));
	assert_false(csrf_verify(*state, key, "", field));
	assert_false(csrf_verify(*state, key, "short", csrf_make(*state, key, "short")));
	assert_string_equal(csrf_make(*state, key, "bad cookie of 22 chars"), "");
	assert_false(csrf_verify(*state, key, cookie, arena_printf(*state, "%sA", field)));
	assert_false(csrf_verify(*state, key, cookie, arena_strndup(*state, field, 63)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(a_field_is_accepted_with_its_cookie_again_and_again),
		ARENA_TEST(another_browser_or_another_key_is_refused),
		ARENA_TEST(every_changed_character_is_noticed),
		ARENA_TEST(missing_and_malformed_values_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
