/*
 * Signing in, staying in, going out, on a real schema: both factors, tries, codes, tokens, limits, and writes that come
 * twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/password.h"
#include "core/security/sign_in.h"
#include "core/security/sweep.h"
#include "core/security/totp.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/testing.h"
#include "core/system/config.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_session"

static const unsigned char seed[TOTP_SECRET_SIZE] = "12345678901234567890";
static const struct password_cost quick = { 1, 1024, 1 };
static int64_t last_step, created;
static const char *officer_hash;
static char sent_code[8];
static struct arena *rows;
static int effects;

static enum err
find(struct ctx *c, enum session_kind kind, const char *login, struct sign_in_account *ret_account)
{
	(void)c;
	if (kind == SESSION_OFFICER && strcmp(login, "canbo") == 0)
		*ret_account = (struct sign_in_account){ .id = 7,
			.password_hash = officer_hash,
			.totp_secret = { seed, sizeof(seed) },
			.totp_last_step = last_step,
			.active = true };
	else if (kind == SESSION_CITIZEN && created != 0)
		*ret_account = (struct sign_in_account){ .id = created, .active = true };
	else
		return ERR_NOT_FOUND;
	return OK;
}

static enum err
use_step(struct ctx *c, int64_t account_id, int64_t step)
{
	(void)c;
	(void)account_id;
	if (step <= last_step)
		return ERR_CONFLICT;
	last_step = step;
	return OK;
}

static enum err
succeeded(struct ctx *c, int64_t account_id)
{
	(void)c;
	(void)account_id;
	return OK;
}

static enum err
rehash(struct ctx *c, int64_t account_id, const char *phc)
{
	(void)c;
	(void)account_id;
	(void)phc;
	return OK;
}

static enum err
send_code(struct ctx *c, const char *purpose, const char *address, const char *code)
{
	assert_string_equal(purpose, "sign_in");
	(void)c;
	assert_string_equal(address, "0912345678");
	(void)snprintf(sent_code, sizeof(sent_code), "%s", code);
	return OK;
}

static enum err
create(struct ctx *c, const char *login, int64_t *ret_account_id)
{
	(void)c;
	(void)login;
	*ret_account_id = created = 42;
	return OK;
}

static enum err
show(struct ctx *c, const void *input)
{
	const char *text = arena_printf(c->arena, "%d %lld", (int)c->session.kind, (long long)c->session.account_id);

	(void)input;
	return respond_bytes(c, "text/plain; charset=utf-8", text, strlen(text));
}

static enum err
show_statements(struct ctx *c, const void *input)
{
	const char *text = arena_printf(c->arena, "%llu", (unsigned long long)db_statistics(c->db).calls);

	(void)input;
	return respond_bytes(c, "text/plain; charset=utf-8", text, strlen(text));
}

static enum err
show_browser(struct ctx *c, const void *input)
{
	(void)input;
	return respond_bytes(c, "text/plain; charset=utf-8", c->request->user_agent, strlen(c->request->user_agent));
}

static enum err
effect(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	(void)db;
	(void)arg;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/ket-qua/%d", ++effects);
	return OK;
}

struct act_input {
	const char *text;
};
static const struct field act_fields[] = { FIELD(act_input, text, FIELD_TEXT, FROM_FORM) };
static const struct input act_input = INPUT(act_input, act_fields);

static enum err
act(struct ctx *c, const void *input)
{
	(void)input;
	return idempotency_run(c, "test.act", effect, NULL);
}

static const struct sign_in_provider provider = { .find = find,
	.use_step = use_step,
	.succeeded = succeeded,
	.rehash = rehash,
	.send_code = send_code,
	.create = create,
	.citizen_home = "/cua-toi",
	.officer_home = "/phong" };
static const struct route routes[] = {
	{ GET, "/ai", NULL, &guard_anyone, show },
	{ GET, "/phong", NULL, &guard_officer, show },
	{ GET, "/so-cau-lenh", NULL, &guard_citizen, show_statements },
	{ GET, "/trinh-duyet", NULL, &guard_anyone, show_browser },
	{ POST, "/lam", &act_input, &guard_anyone, act },
};
static struct route_table tables[2] = { ROUTE_TABLE(routes) };
static struct module module = { .name = "test", .tables = tables, .table_count = 2, .sign_in = &provider };
static const struct core_config config = {
	.province = "khong-co",
	.provinces = "conf/provinces",
	.templates = "www/templates",
	.messages = "www/messages",
	.base_url = "http://127.0.0.1",
	.secret = { (const unsigned char *)"0123456789abcdef0123456789abcdef", 32 },
};

static int
set_up_all(void **state)
{
	static struct test_site site;
	struct failure failure = { 0 };
	struct db *db;

	if (!schema_make(SCHEMA))
		return -1;
	rows = arena_new((size_t)16 << 20);
	db = schema_open(SCHEMA, rows);
	db_allow_test_clock(db, true);
	tables[1] = sign_in_table;
	if (site_open(&site, &module, &config, db, &failure))
		return -1;
	*state = &site;
	return password_hash(site.process, "mot mat khau dai", &quick, &officer_hash, &failure) == OK ? 0 : -1;
}

static int
tear_down_all(void **state)
{
	struct test_site *site = *state;

	db_close(site->db);
	site_close(site);
	arena_free(rows);
	schema_drop(SCHEMA);
	return 0;
}

static int
set_up(void **state)
{
	struct test_site *site = *state;

	db_set_arena(site->db, rows);
	site->session_token = NULL;
	site->remote_address = NULL;
	last_step = 0;
	created = 0;
	effects = 0;
	sent_code[0] = '\0';
	return schema_run(SCHEMA,
		   "DELETE FROM core_throttle; DELETE FROM core_session; DELETE FROM core_one_time_code; "
		   "DELETE FROM core_idempotency; DELETE FROM core_setting")
		   ? 0
		   : -1;
}

static void
given_setting(const char *name, long long value)
{
	char sql[200];

	(void)snprintf(sql, sizeof(sql),
	    "REPLACE INTO core_setting (name, value, changed_at, changed_by) VALUES ('%s', '%lld', NOW(6), 't')", name,
	    value);
	assert_true(schema_run(SCHEMA, sql));
}

static void
hours_pass(double hours)
{
	given_setting("test_clock_offset_us", (long long)(hours * 3600e6));
}

static struct reply
officer_enters(struct test_site *site, const char *login, const char *password, const char *code)
{
	return site_post(site, "/can-bo/dang-nhap",
	    arena_printf(site->kept, "login=%s&password=%s&code=%s&next=/phong", login, password, code));
}

static const char *
right_code(struct test_site *site)
{
	char *code = arena_alloc(site->kept, TOTP_DIGITS + 1);
	int64_t now;

	assert_int_equal(db_now(site->db, &now), OK);
	totp_code((struct bytes){ seed, sizeof(seed) }, totp_step(now), code);
	return code;
}

static void
an_officer_needs_password_and_second_factor(void **state)
{
	struct test_site *site = *state;

	assert_int_equal(officer_enters(site, "canbo", "sai mat khau nay", right_code(site)).status, 422);
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", "000000").status, 422);
	assert_int_equal(site_get(site, "/phong").status, 303);
	assert_string_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).location, "/phong");
	assert_string_equal(site_get(site, "/phong").body, "2 7");
}

static void
a_code_of_the_second_factor_opens_once(void **state)
{
	struct test_site *site = *state;
	const char *code = right_code(site);

	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", code).status, 303);
	site->session_token = NULL;
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", code).status, 422);
}

static void
an_unknown_account_gets_the_same_answer(void **state)
{
	struct test_site *site = *state;
	struct reply unknown = officer_enters(site, "khongco", "mot+mat+khau+dai", "123456");
	struct reply wrong = officer_enters(site, "canbo", "mot+sai", "123456");

	assert_int_equal(unknown.status, wrong.status);
	assert_non_null(strstr(unknown.body, message(site->shared.messages, "vi", "sign_in.wrong")));
	assert_non_null(strstr(wrong.body, message(site->shared.messages, "vi", "sign_in.wrong")));
}

static void
five_wrong_tries_make_one_wait(void **state)
{
	struct test_site *site = *state;

	for (int i = 0; i < 5; i++)
		assert_int_equal(officer_enters(site, "canbo", "sai", "1").status, 422);
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).status, 429);
	hours_pass(0.26);
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).status, 303);
}

static struct reply
citizen_code(struct test_site *site, const char *code)
{
	return site_post(site, "/tai-khoan/ma-xac-thuc",
	    arena_printf(site->kept, "login=0912345678&code=%s&next=/nop-ho-so/1", code));
}

static void
a_citizen_enters_by_a_code_and_gets_an_account(void **state)
{
	struct test_site *site = *state;

	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912+345+678&next=/nop-ho-so/1").status, 200);
	assert_int_equal(strlen(sent_code), 6);
	assert_string_equal(citizen_code(site, sent_code).location, "/nop-ho-so/1");
	assert_string_equal(site_get(site, "/ai").body, "1 42");
	assert_int_equal(citizen_code(site, sent_code).status, 422);
}

static void
where_no_accounts_are_made_a_code_opens_none_and_the_form_says_so(void **state)
{
	static const struct sign_in_provider without = {
		.find = find, .succeeded = succeeded, .send_code = send_code, .citizen_home = "/cua-toi"
	};
	struct test_site *site = *state;
	struct reply refused;

	module.sign_in = &without;
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 200);
	refused = citizen_code(site, sent_code);
	module.sign_in = &provider;
	assert_int_equal(refused.status, 422);
	assert_non_null(strstr(refused.body, message(site->shared.messages, "vi", "sign_in.code_gone")));
	assert_null(site->session_token);
}

static void
a_code_dies_after_five_wrong_tries_or_five_minutes(void **state)
{
	struct test_site *site = *state;
	char wrong[8];

	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 200);
	(void)snprintf(wrong, sizeof(wrong), "%06d", strcmp(sent_code, "000000") == 0);
	for (int i = 0; i < 5; i++)
		assert_int_equal(citizen_code(site, wrong).status, 422);
	assert_int_equal(citizen_code(site, sent_code).status, 422);
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 200);
	hours_pass(0.1);
	assert_int_equal(citizen_code(site, sent_code).status, 422);
	assert_null(site->session_token);
}

static void
a_new_sign_in_makes_a_new_token_and_ends_the_old(void **state)
{
	struct test_site *site = *state;
	const char *first;

	assert_int_equal(site_sign_in(site, SESSION_CITIZEN, 5), OK);
	first = site->session_token;
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).status, 303);
	assert_string_not_equal(site->session_token, first);
	site->session_token = first;
	assert_string_equal(site_get(site, "/ai").body, "0 0");
}

static void
an_idle_session_ends_an_active_one_lives_to_its_limit(void **state)
{
	struct test_site *site = *state;

	assert_int_equal(site_sign_in(site, SESSION_OFFICER, 7), OK);
	for (double hours = 0.2; hours < 7.9; hours += 0.2) {
		hours_pass(hours);
		assert_string_equal(site_get(site, "/ai").body, "2 7");
	}
	hours_pass(8.01);
	assert_string_equal(site_get(site, "/ai").body, "0 0");
	hours_pass(0);
	assert_int_equal(site_sign_in(site, SESSION_OFFICER, 7), OK);
	hours_pass(0.26);
	assert_string_equal(site_get(site, "/ai").body, "0 0");
}

static void
signing_out_ends_the_session_everywhere(void **state)
{
	struct test_site *site = *state;
	const char *token;

	assert_int_equal(site_sign_in(site, SESSION_CITIZEN, 5), OK);
	token = site->session_token;
	assert_int_equal(site_post(site, "/tai-khoan/dang-xuat", "").status, 303);
	assert_null(site->session_token);
	site->session_token = token;
	assert_string_equal(site_get(site, "/ai").body, "0 0");
}

static void
a_double_click_acts_once(void **state)
{
	struct test_site *site = *state;

	assert_string_equal(site_post(site, "/lam", "text=a&once=abc").location, "/ket-qua/1");
	assert_string_equal(site_post(site, "/lam", "text=a&once=abc").location, "/ket-qua/1");
	assert_int_equal(effects, 1);
	assert_int_equal(site_post(site, "/lam", "text=b&once=abc").status, 409);
	assert_string_equal(site_post(site, "/lam", "text=a&once=xyz").location, "/ket-qua/2");
}

static void
a_neighbour_in_the_network_of_ipv6_shares_the_tries(void **state)
{
	struct test_site *site = *state;

	/* One /64, written shortly: the zeroes are in the half that says which network it is. */
	for (int i = 0; i < 5; i++) {
		site->remote_address = arena_printf(site->kept, "2001:db8::%d:1:2:3", i + 1);
		assert_int_equal(officer_enters(site, "canbo", "sai", "1").status, 422);
	}
	site->remote_address = "2001:db8::9:1:2:3";
	assert_int_equal(officer_enters(site, "canbo", "sai", "1").status, 429);
	site->remote_address = "2001:db8:0:1::9";
	assert_int_equal(officer_enters(site, "canbo", "sai", "1").status, 422);
}

static void
visitors_of_the_hall_do_not_lock_its_officers_out(void **state)
{
	struct test_site *site = *state;

	for (int i = 0; i < 61; i++)
		(void)site_post(site, "/tai-khoan/dang-nhap",
		    arena_printf(site->kept, "login=khach%d@example.vn&password=khong-dung", i));
	assert_int_equal(
	    site_post(site, "/tai-khoan/dang-nhap", "login=khach@example.vn&password=khong-dung").status, 429);
	assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).status, 303);
}

static void
a_stranger_cannot_use_up_the_codes_of_a_citizen(void **state)
{
	struct test_site *site = *state;

	site->remote_address = "198.51.100.7";
	for (int i = 0; i < 5; i++) {
		hours_pass(0.01 * i);
		assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 200);
	}
	hours_pass(0.05);
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 429);
	site->remote_address = "203.0.113.9";
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", "login=0912345678").status, 200);
	assert_int_equal(citizen_code(site, sent_code).status, 303);
}

static void
a_second_click_sends_no_second_code_until_the_first_was_tried(void **state)
{
	struct test_site *site = *state;
	const char *login = "login=0912345678";

	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", login).status, 200);
	sent_code[0] = '\0';
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", login).status, 200);
	assert_string_equal(sent_code, "");
	assert_int_equal(citizen_code(site, "000000").status, 422);
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", login).status, 200);
	assert_string_not_equal(sent_code, "");
	sent_code[0] = '\0';
	hours_pass(0.01);
	assert_int_equal(site_post(site, "/tai-khoan/dang-nhap", login).status, 200);
	assert_int_equal(citizen_code(site, sent_code).status, 303);
}

static void
the_fourth_session_of_an_officer_ends_the_one_unused_for_longest(void **state)
{
	struct test_site *site = *state;
	const char *tokens[4];

	for (int i = 0; i < 4; i++) {
		hours_pass(0.1 * i);
		site->session_token = NULL;
		last_step = 0;
		if (i > 0) { /* the first desk stays in use */
			site->session_token = tokens[0];
			assert_string_equal(site_get(site, "/ai").body, "2 7");
			site->session_token = NULL;
		}
		assert_int_equal(officer_enters(site, "canbo", "mot+mat+khau+dai", right_code(site)).status, 303);
		tokens[i] = site->session_token;
	}
	site->session_token = tokens[1];
	assert_string_equal(site_get(site, "/ai").body, "0 0");
	site->session_token = tokens[0];
	assert_string_equal(site_get(site, "/ai").body, "2 7");
}

static void
a_setting_changes_the_idle_limit_and_a_slip_in_it_does_not(void **state)
{
	struct test_site *site = *state;

	assert_int_equal(site_sign_in(site, SESSION_OFFICER, 7), OK);
	given_setting("session.officer.idle_minutes", 5);
	hours_pass(0.07);
	assert_string_equal(site_get(site, "/ai").body, "2 7");
	hours_pass(0.17);
	assert_string_equal(site_get(site, "/ai").body, "0 0");
	given_setting("session.officer.idle_minutes", 0);
	assert_string_equal(site_get(site, "/ai").body, "2 7");
}

static void
session_and_time_come_in_one_statement(void **state)
{
	struct test_site *site = *state;

	assert_int_equal(site_sign_in(site, SESSION_CITIZEN, 5), OK);
	db_allow_test_clock(site->db, false);
	assert_string_equal(site_get(site, "/so-cau-lenh").body, "1");
	db_allow_test_clock(site->db, true);
}

/* It is what the list of sessions shows. */
static void
the_request_knows_the_name_of_the_browser(void **state)
{
	struct test_site *site = *state;

	assert_string_equal(site_get(site, "/trinh-duyet").body, "test");
}

static void
what_is_past_is_swept_however_much_there_is(void **state)
{
	struct test_site *site = *state;
	struct job_ctx j = { .arena = rows, .db = site->db };
	bool more = true;

	assert_true(
	    schema_run(SCHEMA, "INSERT INTO core_throttle (bucket, window_start, hits) SELECT CONCAT('old:', seq), "
			       "NOW(6) - INTERVAL 3 DAY, 1 FROM seq_1_to_2500; INSERT INTO core_throttle VALUES "
			       "('new', NOW(6), 1)"));
	assert_int_equal(db_now(site->db, &j.now), OK);
	for (int runs = 0; more; runs++) {
		more = false;
		assert_int_equal(sweep_job.run(&j, &more), OK);
		assert_true(runs < 5);
	}
	assert_true(schema_run(SCHEMA, "CREATE TEMPORARY TABLE left_over (n INT, CHECK (n = 1)); "
				       "INSERT INTO left_over SELECT COUNT(*) FROM core_throttle"));
}

#define SESSION_TEST(test) cmocka_unit_test_setup(test, set_up)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(an_officer_needs_password_and_second_factor),
		SESSION_TEST(a_code_of_the_second_factor_opens_once),
		SESSION_TEST(an_unknown_account_gets_the_same_answer),
		SESSION_TEST(five_wrong_tries_make_one_wait),
		SESSION_TEST(a_citizen_enters_by_a_code_and_gets_an_account),
		SESSION_TEST(where_no_accounts_are_made_a_code_opens_none_and_the_form_says_so),
		SESSION_TEST(a_code_dies_after_five_wrong_tries_or_five_minutes),
		SESSION_TEST(a_new_sign_in_makes_a_new_token_and_ends_the_old),
		SESSION_TEST(an_idle_session_ends_an_active_one_lives_to_its_limit),
		SESSION_TEST(signing_out_ends_the_session_everywhere),
		SESSION_TEST(a_double_click_acts_once),
		SESSION_TEST(a_neighbour_in_the_network_of_ipv6_shares_the_tries),
		SESSION_TEST(visitors_of_the_hall_do_not_lock_its_officers_out),
		SESSION_TEST(a_stranger_cannot_use_up_the_codes_of_a_citizen),
		SESSION_TEST(a_second_click_sends_no_second_code_until_the_first_was_tried),
		SESSION_TEST(the_fourth_session_of_an_officer_ends_the_one_unused_for_longest),
		SESSION_TEST(a_setting_changes_the_idle_limit_and_a_slip_in_it_does_not),
		SESSION_TEST(session_and_time_come_in_one_statement),
		SESSION_TEST(what_is_past_is_swept_however_much_there_is),
		SESSION_TEST(the_request_knows_the_name_of_the_browser),
	};

	return schema_server_missing() ? 0 : cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
