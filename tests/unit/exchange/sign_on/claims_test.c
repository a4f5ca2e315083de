/* Whom VNeID vouches for, and the state that must come back to the session it left. Mirrors modules/exchange/sign_on/claims.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/date.h"
#include "core/none.h"
#include "sign_on/claims.h"

#define GOOD "\"sub\":\"s\",\"SoDinhDanh\":\"001190012345\",\"HoVaTen\":\"A B\""

static const unsigned char session[32] = "one", other[32] = "two";
static const struct bytes secret = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 };

static int
setup(void **state)
{
	*state = arena_new((size_t)4 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static const struct {
	const char *json;
	enum err err;
} claims[] = {
	{ "{" GOOD "}", OK },
	{ "{" GOOD ",\"LoaiTaiKhoan\":\"1\",\"loAs\":2}", OK },
	/* an organisation is no person */
	{ "{" GOOD ",\"LoaiTaiKhoan\":2}", ERR_INVALID },
	{ "{\"sub\":\"s\",\"SoDinhDanh\":\"00119001234\",\"HoVaTen\":\"A\"}", ERR_INVALID },
	{ "{\"sub\":\"s\",\"SoDinhDanh\":\"00119001234x\",\"HoVaTen\":\"A\"}", ERR_INVALID },
	{ "{\"sub\":\"s\",\"SoDinhDanh\":1190012345,\"HoVaTen\":\"A\"}", ERR_INVALID },
	{ "{\"sub\":\"s\",\"SoDinhDanh\":\"001190012345\",\"HoVaTen\":\"a\\nb\"}", ERR_INVALID },
	{ "{\"SoDinhDanh\":\"001190012345\",\"HoVaTen\":\"A\"}", ERR_INVALID },
	{ "{" GOOD ",\"sub\":\"t\"}", ERR_INVALID },
	{ "[]", ERR_INVALID },
	{ "", ERR_INVALID },
	{ "<html>", ERR_INVALID },
};

static void
only_a_citizen_with_number_and_name_is_vouched_for(void **state)
{
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
		struct register_identity identity;

		if (claims_read(*state, claims[i].json, strlen(claims[i].json), &identity) != claims[i].err)
			fail_msg("%s", claims[i].json);
	}
}

static void
level_and_day_of_birth_are_read_as_they_are_written(void **state)
{
	static const char json[] = "{" GOOD ",\"loAs\":\"9\",\"NgayThangNamSinh\":\"19900512\"}";
	static const char year[] = "{" GOOD ",\"NgayThangNamSinh\":\"1990\"}";
	struct register_identity identity;

	assert_int_equal(claims_read(*state, json, strlen(json), &identity), OK);
	assert_int_equal(identity.level, 3);
	assert_int_equal(identity.birth_date, days_from_civil((struct civil){ 1990, 5, 12 }));
	assert_int_equal(claims_read(*state, year, strlen(year), &identity), OK);
	assert_int_equal(identity.level, 1);
	assert_int_equal(identity.birth_date, DATE_NONE);
}

static void
a_state_comes_back_to_its_session_in_time_or_not_at_all(void **state)
{
	const char *made = sign_on_state(*state, secret, session, 1000, "/a/b~c?d=1"), *path;
	char *changed = arena_strdup(*state, made);

	assert_int_equal(sign_on_state_read(*state, secret, session, 1000, made, &path), OK);
	assert_string_equal(path, "/a/b~c?d=1");
	assert_int_equal(sign_on_state_read(*state, secret, session, 1001, made, &path), ERR_INVALID);
	assert_int_equal(sign_on_state_read(*state, secret, other, 1000, made, &path), ERR_INVALID);
	changed[0] = '9';
	assert_int_equal(sign_on_state_read(*state, secret, session, 1000, changed, &path), ERR_INVALID);
	for (const char *const *bad = (const char *const[]){ "", "~", "~~~", "1~2", NULL }; *bad != NULL; bad++)
		assert_int_equal(sign_on_state_read(*state, secret, session, 0, *bad, &path), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_citizen_with_number_and_name_is_vouched_for),
		cmocka_unit_test(level_and_day_of_birth_are_read_as_they_are_written),
		cmocka_unit_test(a_state_comes_back_to_its_session_in_time_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
