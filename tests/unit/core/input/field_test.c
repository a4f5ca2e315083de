/* Input tables: every type with what it takes and what it refuses, and a whole struct with several faults at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/input/input.h"
#include "core/input/pairs.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/route.h"

static const char *const colours[] = { "do", "vang", NULL };

union member {
	int64_t number;
	int32_t day;
	bool flag;
	const char *text;
};

static bool
is_even(const char *text)
{
	return (text[strlen(text) - 1] - '0') % 2 == 0;
}

static int
set_up(void **state)
{
	*state = arena_new((size_t)16 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

static void
each_type_refuses_what_is_not_its_own(void **state)
{
	static const struct {
		struct field field;
		const char *text, *fault;
	} cases[] = {
		{ { .type = FIELD_INT }, "007", "field_error.number" },
		{ { .type = FIELD_INT }, "+1", "field_error.number" },
		{ { .type = FIELD_INT }, "1e3", "field_error.number" },
		{ { .type = FIELD_INT }, "9223372036854775808", "field_error.number" },
		{ { .type = FIELD_INT, .min = 1, .max = 5 }, "0", "field_error.too_small" },
		{ { .type = FIELD_INT, .min = 1, .max = 5 }, "6", "field_error.too_big" },
		{ { .type = FIELD_MONEY }, "1.00", "field_error.money" },
		{ { .type = FIELD_MONEY }, "-5", "field_error.money" },
		{ { .type = FIELD_MONEY }, "10,5", "field_error.money" },
		{ { .type = FIELD_BOOL }, "maybe", "field_error.choice" },
		{ { .type = FIELD_CHOICE, .choices = colours }, "xanh", "field_error.choice" },
		{ { .type = FIELD_DATE }, "31/02/2026", "field_error.date" },
		{ { .type = FIELD_DATE }, "//", "field_error.date" },
		{ { .type = FIELD_CODE }, "H01 261121", "field_error.code" },
		{ { .type = FIELD_CODE }, "a\"b", "field_error.code" },
		{ { .type = FIELD_CODE, .pattern = "0-9" }, "12a", "field_error.code" },
		{ { .type = FIELD_TOKEN }, "short", "field_error.too_short" },
		{ { .type = FIELD_TOKEN }, "0123456789abcdef+", "field_error.code" },
		{ { .type = FIELD_TEXT, .max = 3 }, "bốn chữ", "field_error.too_long" },
		{ { .type = FIELD_TEXT, .min = 9 }, "bốn chữ", "field_error.too_short" },
		{ { .type = FIELD_TEXT, .check = is_even }, "13", "field_error.check" },
		{ { .type = FIELD_EMAIL }, "an@localhost", "field_error.email" },
		{ { .type = FIELD_EMAIL }, "an@@example.vn", "field_error.email" },
		{ { .type = FIELD_EMAIL }, "an..b@example.vn", "field_error.email" },
		{ { .type = FIELD_EMAIL }, "an@-example.vn", "field_error.email" },
		{ { .type = FIELD_EMAIL }, "\"an\"@example.vn", "field_error.email" },
		{ { .type = FIELD_PHONE }, "12345", "field_error.phone" },
		{ { .type = FIELD_PHONE }, "0912345678x", "field_error.phone" },
		{ { .type = FIELD_PHONE }, "0012345678", "field_error.phone" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		union member member;
		const char *fault = field_value(*state, &cases[i].field, cases[i].text, &member);

		if (fault == NULL || strcmp(fault, cases[i].fault) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, fault != NULL ? fault : "accepted", cases[i].fault);
	}
}

static void
numbers_money_and_dates_are_read_as_people_write_them(void **state)
{
	const struct field money = { .type = FIELD_MONEY }, day = { .type = FIELD_DATE };
	union member member;

	assert_null(field_value(*state, &money, "1.250.000", &member));
	assert_int_equal(member.number, 1250000);
	assert_null(field_value(*state, &money, "1 250 000", &member));
	assert_int_equal(member.number, 1250000);
	assert_null(field_value(*state, &day, "21/11/2026", &member));
	assert_int_equal(member.day, days_from_civil((struct civil){ 2026, 11, 21 }));
}

static void
phones_and_addresses_get_one_form(void **state)
{
	const struct field phone = { .type = FIELD_PHONE }, email = { .type = FIELD_EMAIL };
	static const char *const same[] = { "0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678",
		"+840912345678" };
	union member member;

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		assert_null(field_value(*state, &phone, same[i], &member));
		assert_string_equal(member.text, "0912345678");
	}
	assert_null(field_value(*state, &email, "Nguyen.An@Example.VN", &member));
	assert_string_equal(member.text, "Nguyen.An@example.vn");
}

struct form {
	const char *code, *name, *colour, *note;
	int64_t version;
	int32_t born;
	bool agreed;
	struct texts tags;
	struct input_rest rest;
};
static const struct field fields[] = {
	FIELD(form, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(form, version, FIELD_INT, FROM_FORM, .required = true),
	FIELD(form, name, FIELD_TEXT, FROM_FORM, .required = true, .max = 20),
	FIELD(form, colour, FIELD_CHOICE, FROM_FORM, .choices = colours),
	FIELD(form, note, FIELD_LINES, FROM_FORM),
	FIELD(form, born, FIELD_DATE, FROM_FORM),
	FIELD(form, agreed, FIELD_BOOL, FROM_FORM),
	FIELD(form, tags, FIELD_TEXTS, FROM_FORM, .most = 2),
};
static const struct input form = INPUT(form, fields);
static const struct route_part parts[] = { { "code", "H01-1" } };

static enum err
fill(struct arena *arena, const struct input *input, const char *body, const void **into, struct input_errors *errors)
{
	struct pairs pairs;

	pairs_init(&pairs, arena);
	assert_int_equal(urlencoded_parse(&pairs, FROM_FORM, body, strlen(body)), OK);
	return input_fill(arena, input, parts, 1, &pairs, into, errors);
}

static void
a_good_form_fills_the_whole_struct(void **state)
{
	const struct form *in;
	const void *into;
	struct input_errors errors;

	assert_int_equal(fill(*state, &form,
			     "version=3&name=++%C4%90%E1%BB%97+An%20&colour=vang&note=m%E1%BB%99t%0D%0Ahai&born.day=2"
			     "&born.month=9&born.year=1945&agreed=on&tags=a&tags=b",
			     &into, &errors),
	    OK);
	in = into;
	assert_string_equal(in->code, "H01-1");
	assert_int_equal(in->version, 3);
	assert_string_equal(in->name, "Đỗ An");
	assert_ptr_equal(in->colour, colours[1]);
	assert_string_equal(in->note, "một\nhai");
	assert_int_equal(in->born, days_from_civil((struct civil){ 1945, 9, 2 }));
	assert_true(in->agreed);
	assert_int_equal(in->tags.count, 2);
}

static void
what_is_left_out_has_its_stated_value(void **state)
{
	const struct form *in;
	const void *into;
	struct input_errors errors;

	assert_int_equal(
	    fill(*state, &form, "version=0&name=An&colour=&born.day=&born.month=&born.year=", &into, &errors), OK);
	in = into;
	assert_null(in->colour);
	assert_null(in->note);
	assert_int_equal(in->born, DATE_ABSENT);
	assert_false(in->agreed);
	assert_int_equal(in->tags.count, 0);
}

static void
every_fault_is_named_at_once(void **state)
{
	static const char *const wanted[][2] = { { "version", "field_error.repeated" },
		{ "name", "field_error.required" }, { "note", "field_error.encoding" }, { "born", "field_error.date" },
		{ "tags", "field_error.too_many" }, { "is_admin", "field_error.unknown" } };
	const void *into;
	struct input_errors errors;

	assert_int_equal(
	    fill(*state, &form,
		"version=1&version=2&name=+&note=%zz&born=heute&tags=a&tags=b&tags=c&is_admin=1&is_admin=1", &into,
		&errors),
	    ERR_INVALID);
	assert_int_equal(errors.count, sizeof(wanted) / sizeof(wanted[0]));
	for (size_t i = 0; i < errors.count; i++) {
		assert_string_equal(errors.items[i].field, wanted[i][0]);
		assert_string_equal(errors.items[i].message, wanted[i][1]);
	}
}

/* What is chosen, ticked or picked cannot be typed in. */
static void
what_is_missing_is_asked_for_as_it_is_given(void **state)
{
	static const struct {
		enum field_type type;
		bool offered;
		const char *message;
	} cases[] = {
		{ FIELD_TEXT, false, "field_error.required" },
		{ FIELD_DATE, false, "field_error.required" },
		{ FIELD_CHOICE, false, "field_error.required_choice" },
		{ FIELD_CODE, true, "field_error.required_choice" },
		{ FIELD_INT, true, "field_error.required_choice" },
		{ FIELD_TEXTS, true, "field_error.required_choice" },
		{ FIELD_BOOL, false, "field_error.required_tick" },
		{ FIELD_FILE, false, "field_error.required_file" },
		{ FIELD_FILES, false, "field_error.required_file" },
	};
	unsigned char member[64];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct field field = { .name = "x",
			.size = sizeof(member),
			.type = cases[i].type,
			.from = FROM_FORM,
			.required = true,
			.offered = cases[i].offered,
			.choices = colours };
		const struct input input = { &field, 1, sizeof(member) };
		const void *into;
		struct input_errors errors;

		assert_int_equal(fill(*state, &input, "", &into, &errors), ERR_INVALID);
		assert_int_equal(errors.count, 1);
		assert_string_equal(errors.items[0].message, cases[i].message);
	}
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
	static const char *const bad[] = { "a%00b", "%C3%28", "%ED%A0%80", "%C0%AF", "a%0Ab", "%E2%80%AE", "%EF%BB%BFa",
		"%1B[0m" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const void *into;
		struct input_errors errors;
		char body[64];

		(void)snprintf(body, sizeof(body), "version=1&name=%s", bad[i]);
		assert_int_equal(fill(*state, &form, body, &into, &errors), ERR_INVALID);
		assert_string_equal(errors.items[0].field, "name");
		assert_string_equal(errors.items[0].message, "field_error.characters");
	}
}

static void
decomposed_letters_are_stored_composed(void **state)
{
	const void *into;
	struct input_errors errors;

	assert_int_equal(fill(*state, &form, "version=1&name=e%CC%82%CC%83", &into, &errors), OK);
	assert_string_equal(((const struct form *)into)->name, "ễ");
}

static void
a_path_part_that_is_no_code_is_no_page(void **state)
{
	static const struct route_part evil[] = { { "code", "a b" } };
	struct pairs pairs;
	const void *into;
	struct input_errors errors;

	pairs_init(&pairs, *state);
	assert_int_equal(input_fill(*state, &form, evil, 1, &pairs, &into, &errors), ERR_NOT_FOUND);
}

static void
a_dynamic_form_gets_every_other_name(void **state)
{
	static const struct field dynamic_fields[] = {
		FIELD(form, version, FIELD_INT, FROM_FORM),
		FIELD(form, rest, FIELD_REST, FROM_FORM),
	};
	static const struct input dynamic = INPUT(form, dynamic_fields);
	const struct form *in;
	const void *into;
	struct input_errors errors;

	assert_int_equal(fill(*state, &dynamic, "hoTen=An&version=1&cccd=001&hoTen=Ba", &into, &errors), OK);
	in = into;
	assert_int_equal(in->rest.count, 3);
	assert_string_equal(in->rest.pairs[1].name, "cccd");
	assert_string_equal(in->rest.pairs[2].value, "Ba");
}

static void
a_table_that_does_not_fit_its_struct_is_found_at_check(void **state)
{
	static const struct field wrong_fields[] = { FIELD(form, agreed, FIELD_INT, FROM_FORM) };
	static const struct input wrong = INPUT(form, wrong_fields);

	(void)state;
	assert_null(input_check(&form));
	assert_non_null(input_check(&wrong));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_type_refuses_what_is_not_its_own),
		cmocka_unit_test(numbers_money_and_dates_are_read_as_people_write_them),
		cmocka_unit_test(phones_and_addresses_get_one_form),
		cmocka_unit_test(a_good_form_fills_the_whole_struct),
		cmocka_unit_test(what_is_left_out_has_its_stated_value),
		cmocka_unit_test(every_fault_is_named_at_once),
		cmocka_unit_test(what_is_missing_is_asked_for_as_it_is_given),
		cmocka_unit_test(bytes_that_are_no_text_are_refused),
		cmocka_unit_test(decomposed_letters_are_stored_composed),
		cmocka_unit_test(a_path_part_that_is_no_code_is_no_page),
		cmocka_unit_test(a_dynamic_form_gets_every_other_name),
		cmocka_unit_test(a_table_that_does_not_fit_its_struct_is_found_at_check),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
