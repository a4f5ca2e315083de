/* Rules that speak of other answers, of today, of shared lists, of a second signer. Mirrors form_rules.c, form_lists.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form.h"
#include "domain/definition/support.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(8 * ARENA_REQUEST_LIMIT); /* the form is read for every case */
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Two provinces, three communes. */
static const struct form_choice provinces[] = { { "33", "Hưng Yên", "" }, { "01", "Hà Nội", "" } };
static const struct form_choice communes[] = { { "12103", "Phường Phố Hiến", "33" }, { "12142", "Xã Tân Hưng", "33" },
	{ "00070", "Phường Hoàn Kiếm", "01" } };
static const struct form_list shared[] = { { "tinh", provinces, 2 }, { "xa", communes, 3 } };
static const struct form_lists lists = { shared, 2 };

static struct form *
form_with_every_rule(void)
{
	size_t size = 0;
	char *text = file_text(arena, "tests/fixtures/forms/every-rule.json", &size);
	struct form *form = NULL;
	struct form_error error;

	assert_non_null(text);
	if (form_parse(arena, text, size, &form, &error) != OK)
		print_error("%s %s %s %s\n", error.message, error.path, error.feel.message, error.feel.what);
	assert_non_null(form);
	form_give_lists(form, &lists);
	return form;
}

#define SPOUSE "vc_ten=Trần Bình&vc_so=033088001234&vc_thu=b@x.vn"

static const struct form_check check = { .today = TODAY, .language = "vi" };

typedef void judgement(struct arena *of, const struct form *form, const struct form_values *values,
    const struct form_check *how, struct form_problems *ret);

/* "key.row:rule(limit) ..." of what is said of "name=text&name=text", beside a right name. */
static const char *
said(judgement *judge, const char *answers)
{
	struct form *form = form_with_every_rule();
	struct form_values values = { 0 };
	struct form_problems problems;
	const char *text = "";
	char *rest = NULL;

	form_values_add(arena, form, &values, "ten", "Nguyễn An");
	for (char *pair = strtok_r(arena_strdup(arena, answers), "&", &rest); pair != NULL;
	     pair = strtok_r(NULL, "&", &rest)) {
		char *equals = strchr(pair, '=');
		*equals = '\0';
		assert_true(form_values_add(arena, form, &values, pair, equals + 1));
	}
	judge(arena, form, &values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++) {
		const struct form_problem *p = &problems.items[i];
		text = arena_printf(arena, "%s%s%s.%d:%s%s%s", text, i > 0 ? " " : "",
		    p->field->key != NULL ? p->field->key : p->field->id, p->row, p->rule, *p->limit != '\0' ? " " : "",
		    p->limit);
	}
	return text;
}

static void
expect(judgement *judge, const char *const (*cases)[2], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = said(judge, cases[i][0]);
		if (strcmp(found, cases[i][1]) != 0)
			print_error("%s\n", cases[i][0]);
		assert_string_equal(found, cases[i][1]);
	}
}
#define EXPECT(judge, cases) expect((judge), (cases), sizeof(cases) / sizeof(*(cases)))

static void
numbers_of_papers_have_their_structure(void **state)
{
	static const char *const cases[][2] = {
		{ "thue=0100109106", "" },
		{ "thue=0100109106-001", "" },
		{ "thue=033 188 001 234", "" }, /* the personal number is the tax number of a person */
		{ "thue=0100109107", "thue.0:tax_number" },
		{ "thue=033488001234", "thue.0:tax_number" },
		{ "chung_minh=145 123 456", "" },
		{ "chung_minh=14512345", "chung_minh.0:old_identity_card" },
		{ "chung_minh=14512345x", "chung_minh.0:old_identity_card" },
		{ "ho_chieu=c1234567", "" }, /* capitals are put right */
		{ "ho_chieu=PASSPORT", "ho_chieu.0:passport" },
		{ "ho_chieu=C1", "ho_chieu.0:passport" },
		{ "ho_chieu=C12345678901", "ho_chieu.0:passport" },
		{ "tai_khoan=1234 5678 9012", "" },
		{ "tai_khoan=12345", "tai_khoan.0:bank_account" },
		{ "tai_khoan=12345678901234567890", "tai_khoan.0:bank_account" },
		{ "tai_khoan=VN123456789", "tai_khoan.0:bank_account" },
		{ "bien_so=29A-123.45", "" },
		{ "bien_so=89b1 123.45", "" },
		{ "bien_so=29MĐ1-12345", "" },
		{ "bien_so=29A-1", "bien_so.0:vehicle_plate" },
		{ "bien_so=9A-123.45", "bien_so.0:vehicle_plate" },
		{ "bien_so=29-12345", "bien_so.0:vehicle_plate" },
		{ "bien_so=29A-12345;", "bien_so.0:vehicle_plate" },
	};

	(void)state;
	EXPECT(form_validate, cases);
}

static void
dates_are_held_against_today_and_each_other(void **state)
{
	static const char *const cases[][2] = {
		{ "sinh=21/11/2008", "" }, /* eighteen today */
		{ "sinh=22/11/2008", "sinh.0:not_after 21/11/2008" },
		{ "sinh=20/11/1906", "sinh.0:not_before 21/11/1906" },
		{ "sinh=21/11/1906", "" },
		{ "tu_ngay=22/11/2026&den_ngay=23/11/2026", "" },
		{ "tu_ngay=22/11/2026&den_ngay=22/11/2026", "den_ngay.0:not_before 23/11/2026" },
		{ "tu_ngay=22/11/2026&den_ngay=22/5/2027", "" },
		{ "tu_ngay=22/11/2026&den_ngay=23/5/2027", "den_ngay.0:not_after 22/05/2027" },
		{ "tu_ngay=31/8/2027&den_ngay=1/3/2028",
		    "den_ngay.0:not_after 29/02/2028" }, /* six months end in a short one */
		{ "den_ngay=1/1/2000", "" },             /* nothing to hold it against */
		{ "tu_ngay=31/2/2027&den_ngay=1/1/2000", "tu_ngay.0:date" },
		{ "thanh_vien_ten.1=B&thanh_vien_vao.1=2/1/2020&thanh_vien_ra.1=1/1/2020",
		    "thanh_vien_ra.1:not_before 02/01/2020" },
		{ "thanh_vien_ten.0=A&thanh_vien_vao.0=2/1/2020&thanh_vien_ten.1=B&thanh_vien_ra.1=1/1/2020", "" },
	};

	(void)state;
	EXPECT(form_validate, cases);
}

static void
an_answer_is_required_while_its_condition_holds(void **state)
{
	static const char *const cases[][2] = {
		{ "cho_o=rieng&" SPOUSE, "" },
		{ "cho_o=thue", "chu_nha.0:required" },
		{ "cho_o=thue&chu_nha=Bà Hoa", "" },
	};

	(void)state;
	EXPECT(form_validate, cases);
}

static void
what_the_law_lets_people_file_without_only_warns(void **state)
{
	static const char *const cases[][2] = {
		{ "cho_o=rieng", "so_nha.0:soft_required" },
		{ "cho_o=thue", "hop_dong.0:soft_required so_nha.0:soft_required" },
		{ "cho_o=thue&so_nha=12&hop_dong=5", "" },
	};

	(void)state;
	EXPECT(form_remarks, cases);
}

static void
who_is_not_meant_is_told_so_and_nothing_is_wrong(void **state)
{
	struct form *form = form_with_every_rule();
	struct form_values values = { 0 };
	struct form_problems problems;

	(void)state;
	form_values_add(arena, form, &values, "ten", "An");
	form_values_add(arena, form, &values, "so_nha", "1");
	form_values_add(arena, form, &values, "cho_o", "nuoc_ngoai");
	form_validate(arena, form, &values, &check, &problems);
	assert_int_equal(problems.count, 0);
	form_remarks(arena, form, &values, &(struct form_check){ .today = TODAY, .language = "en" }, &problems);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].rule, "ineligible");
	assert_true(problems.items[0].stops);
	assert_string_equal(problems.items[0].text, /* the Vietnamese words where there are no others */
	    "Người đang ở nước ngoài làm thủ tục này tại cơ quan đại diện Việt Nam.");
}

static void
a_checklist_has_its_limits_once_something_is_ticked(void **state)
{
	static const char *const cases[][2] = {
		{ "nghe=a&nghe=b", "" },
		{ "nghe=a", "nghe.0:min_chosen 2" },
		{ "nghe=a&nghe=a", "nghe.0:min_chosen 2" }, /* the same box twice is one */
		{ "nghe=a&nghe=b&nghe=c&nghe=d", "nghe.0:max_chosen 3" },
		{ "nghe=a&nghe=z", "nghe.0:choice" },
	};

	(void)state;
	EXPECT(form_validate, cases);
}

static void
the_author_s_own_rule_is_wrong_only_for_certain(void **state)
{
	static const char *const cases[][2] = {
		{ "so_nguoi=0", "" }, { "so_nguoi=1&thanh_vien_ten.0=A&thanh_vien_ten.1=B", "so_nguoi.0:valid" },
		{ "so_nguoi=2&thanh_vien_ten.0=A&thanh_vien_ten.1=B", "" },
		{ "so_nguoi=x&thanh_vien_ten.0=A", "so_nguoi.0:number" }, /* one mistake at a time */
		{ "thanh_vien_ten.0=A&thanh_vien_phan.0=60&thanh_vien_ten.1=B&thanh_vien_phan.1=50",
		    "thanh_vien.0:valid" },
		{ "thanh_vien_ten.0=A&thanh_vien_phan.0=60&thanh_vien_ten.1=B&thanh_vien_phan.1=40", "" },
		{ "thanh_vien_ten.0=A&thanh_vien_phan.0=60&thanh_vien_ten.1=B", "" }, /* one part is not known yet */
	};

	(void)state;
	EXPECT(form_validate, cases);
}

static void
a_choice_of_a_shared_list_hangs_on_the_one_above(void **state)
{
	static const char *const cases[][2] = {
		{ "tinh=33", "" },
		{ "tinh=33&xa=12103", "" },
		{ "tinh=34", "tinh.0:choice" },
		{ "tinh=01&xa=12103", "xa.0:choice" }, /* a commune, but of another province */
		{ "xa=12103", "xa.0:choice" },         /* of no province at all */
		{ "tinh=33&xa=99999", "xa.0:choice" },
	};
	struct form *form = form_with_every_rule();
	struct form_values values = { 0 };
	struct form_problems problems;
	const char *const *codes;

	(void)state;
	EXPECT(form_validate, cases);
	assert_int_equal(form_lists_needed(arena, form, &codes), 2);
	assert_string_equal(codes[0], "tinh");
	form_give_lists(form, &(struct form_lists){ 0 });
	form_values_add(arena, form, &values, "ten", "An");
	form_values_add(arena, form, &values, "tinh", "33");
	form_validate(arena, form, &values, &check, &problems);
	assert_int_equal(problems.count, 1); /* a list that nobody gave has no choices */
}

static void
a_second_signer_is_a_fact_of_the_form(void **state)
{
	struct form *form = form_with_every_rule();
	struct form_values values = { 0 };
	const struct form_co_signer *signers;

	(void)state;
	form_values_add(arena, form, &values, "cho_o", "rieng");
	form_values_add(arena, form, &values, "vc_ten", "Trần Bình");
	form_values_add(arena, form, &values, "vc_so", "033 088 001 234");
	assert_int_equal(form_co_signers(form_state_new(arena, form, &values, TODAY), &signers), 1);
	assert_string_equal(signers[0].name, "Trần Bình");
	assert_string_equal(signers[0].number, "033088001234");
	assert_string_equal(signers[0].email, "");
	form_values_add(arena, form, &values, "cho_o", "thue"); /* then nobody else signs */
	assert_int_equal(form_co_signers(form_state_new(arena, form, &values, TODAY), &signers), 0);
}

static void
a_second_signer_is_named_in_full_and_can_be_reached(void **state)
{
	static const char *const cases[][2] = {
		{ "cho_o=thue&chu_nha=A", "" }, /* nobody else signs */
		{ "cho_o=rieng", "vc_ten.0:required vc_so.0:required vc_thu.0:co_signer" },
		{ "cho_o=rieng&vc_ten=Trần Bình&vc_so=033088001234", "vc_thu.0:co_signer" },
		{ "cho_o=rieng&vc_ten=Trần Bình&vc_so=0330&vc_thu=b@x.vn", "vc_so.0:person_number" },
		{ "cho_o=rieng&" SPOUSE, "" },
	};

	(void)state;
	EXPECT(form_validate, cases);
}

#define FORM_OF(components)   "{\"type\":\"default\",\"id\":\"f\",\"components\":[" components "]}"
#define FIELD(type, id, more) "{\"type\":\"" type "\",\"id\":\"" id "\",\"key\":\"" id "\",\"label\":\"L\"" more "}"
#define P(text)               ",\"properties\":{" text "}"
#define DATE                  ",\"subtype\":\"date\""

static void
a_rule_that_cannot_mean_anything_is_refused_with_its_path(void **state)
{
	static const char *const cases[][3] = {
		{ FORM_OF(FIELD("textfield", "a", P("\"required\":\"yes\""))), "form.unknown_value",
		    "components[0].properties.required" },
		{ FORM_OF(FIELD("textfield", "a", ",\"validate\":{\"required\":true}" P("\"required\":\"soft\""))),
		    "form.required_twice", "components[0].validate.required" },
		{ FORM_OF(FIELD("textfield", "a", P("\"required_if\":\"b = 1\""))), "form.not_feel",
		    "components[0].properties.required_if" },
		{ FORM_OF(FIELD("textfield", "a", P("\"required_if\":\"=b = 1\""))), "form.condition",
		    "components[0].properties.required_if" },
		{ FORM_OF(FIELD("number", "a", P("\"required_if\":\"=a + 1\""))), "form.condition",
		    "components[0].properties.required_if" },
		{ FORM_OF(FIELD("number", "a", P("\"valid_if\":\"=a > 1\""))), "form.no_message",
		    "components[0].properties.valid_if" },
		{ FORM_OF(FIELD("number", "a", P("\"ineligible\":\"=a > 1\",\"message.ineligible.en\":\"No\""))),
		    "form.no_message", "components[0].properties.ineligible" },
		{ FORM_OF(FIELD("textfield", "a", P("\"not_before\":\"today\""))), "form.not_here",
		    "components[0].properties.not_before" },
		{ FORM_OF(FIELD("datetime", "a", DATE P("\"not_before\":\"b\""))), "form.unknown_date",
		    "components[0].properties.not_before" },
		{ FORM_OF(FIELD("datetime", "a", DATE P("\"not_before\":\"a\""))), "form.unknown_date",
		    "components[0].properties.not_before" },
		{ FORM_OF(FIELD("datetime", "a", DATE P("\"not_before\":\"today - 18\""))), "form.unknown_value",
		    "components[0].properties.not_before" },
		{ FORM_OF(FIELD("datetime", "a", DATE P("\"not_before\":\"today P1D\""))), "form.unknown_value",
		    "components[0].properties.not_before" },
		{ FORM_OF(FIELD("datetime", "a", ",\"subtype\":\"time\"" P("\"not_past\":\"yes\""))), "form.not_here",
		    "components[0].properties.not_past" },
		{ FORM_OF(FIELD("datetime", "a", DATE P("\"not_past\":\"1\""))), "form.unknown_value",
		    "components[0].properties.not_past" },
		{ FORM_OF(FIELD("textfield", "a", P("\"prefill\":\"register.soul\""))), "form.unknown_value",
		    "components[0].properties.prefill" },
		{ FORM_OF(FIELD("textfield", "a", P("\"list\":\"tinh\""))), "form.not_here",
		    "components[0].properties.list" },
		{ FORM_OF(FIELD("select", "a", P("\"list\":\"a b\""))), "form.bad_key",
		    "components[0].properties.list" },
		{ FORM_OF(FIELD("select", "a", P("\"list\":\"x\"") ",\"values\":[{\"value\":\"x\",\"label\":\"X\"}]")),
		    "form.not_here", "components[0].values" },
		{ FORM_OF(FIELD("select", "a", P("\"list\":\"x\",\"list_parent\":\"a\""))), "form.unknown_list_parent",
		    "components[0].properties.list_parent" },
		{ FORM_OF(FIELD("select", "a", P("\"list\":\"x\",\"list_parent\":\"b\"")) "," FIELD(
		      "select", "b", P("\"list\":\"y\",\"list_parent\":\"a\""))),
		    "form.cycle", "components[1].properties.list_parent" },
		{ FORM_OF(
		      FIELD("select", "a", P("\"list\":\"x\",\"list_parent\":\"b\"")) "," FIELD("textfield", "b", "")),
		    "form.unknown_list_parent", "components[0].properties.list_parent" },
		{ FORM_OF(
		      "{\"type\":\"group\",\"id\":\"g\",\"properties\":{\"co_signer\":\"yes\"},\"components\":[" FIELD(
			  "textfield", "a", P("\"kind\":\"name\"")) "]}"),
		    "form.co_signer", "components[0].properties.co_signer" },
		{ FORM_OF(
		      "{\"type\":\"group\",\"id\":\"g\",\"properties\":{\"kind\":\"address\"},\"components\":[" FIELD(
			  "textfield", "a", "") "]}"),
		    "form.address", "components[0].properties.kind" },
		{ FORM_OF("{\"type\":\"group\",\"id\":\"g\",\"properties\":{\"kind\":\"phone\"},\"components\":[]}"),
		    "form.unknown_value", "components[0].properties.kind" },
		{ FORM_OF(FIELD("checklist", "a",
		      ",\"values\":[{\"value\":\"x\",\"label\":\"X\"}]" P(
			  "\"min_chosen\":\"3\",\"max_chosen\":\"2\""))),
		    "form.limits", "components[0]" },
		{ FORM_OF(FIELD("number", "a", ",\"validate\":{\"min\":5,\"max\":4}")), "form.limits",
		    "components[0]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct form_error error = { .message = "accepted", .path = "" };
		struct form *form;
		(void)!form_parse(arena, cases[i][0], strlen(cases[i][0]), &form, &error);
		if (error.message == NULL || strcmp(error.message, cases[i][1]) != 0)
			print_error("%s\n", cases[i][0]);
		assert_string_equal(error.message, cases[i][1]);
		assert_string_equal(error.path, cases[i][2]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_of_papers_have_their_structure, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dates_are_held_against_today_and_each_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_answer_is_required_while_its_condition_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_the_law_lets_people_file_without_only_warns, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_is_not_meant_is_told_so_and_nothing_is_wrong, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_checklist_has_its_limits_once_something_is_ticked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_author_s_own_rule_is_wrong_only_for_certain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_choice_of_a_shared_list_hangs_on_the_one_above, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_second_signer_is_a_fact_of_the_form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_second_signer_is_named_in_full_and_can_be_reached, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_rule_that_cannot_mean_anything_is_refused_with_its_path, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
