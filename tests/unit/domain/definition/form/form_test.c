/* Forms: what a definition may hold, how answers are read, checked, shown and frozen. Mirrors form_*.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "core/memory/buffer.h"
#include "core/view/view.h"
#include "domain/definition/form/form.h"
#include "domain/definition/form/form_view.h"
#include "support/arena.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

#define FORM_OF(components)   "{\"type\":\"default\",\"id\":\"f\",\"components\":[" components "]}"
#define FIELD(type, id, more) "{\"type\":\"" type "\",\"id\":\"" id "\",\"key\":\"" id "\",\"label\":\"L\"" more "}"

static const char *
refusal(const char *json, size_t size, const char **ret_path)
{
	struct form_error error;
	struct form *form;

	*ret_path = "";
	if (form_parse(arena, json, size, &form, &error) == OK)
		return "accepted";
	*ret_path = error.path;
	return error.message;
}

static void
a_definition_outside_the_subset_is_refused_with_its_path(void **state)
{
	static const struct {
		const char *json, *message, *path;
	} cases[] = {
		{ "[]", "form.not_json", "" },
		{ "{\"type\":\"default\",\"type\":\"x\"}", "form.not_json", "" },
		{ "{\"type\":\"form\",\"id\":\"f\",\"components\":[]}", "form.unknown_type", "type" },
		{ "{\"type\":\"default\",\"components\":[]}", "form.bad_id", "id" },
		{ "{\"type\":\"default\",\"id\":\"f\",\"components\":{}}", "form.wrong_type", "components" },
		{ "{\"type\":\"default\",\"id\":\"f\",\"components\":[],\"evil\":1}", "form.unknown_member", "evil" },
		{ FORM_OF(FIELD("iframe", "a", "")), "form.unknown_type", "components[0].type" },
		{ FORM_OF(FIELD("html", "a", "")), "form.unknown_type", "components[0].type" },
		{ FORM_OF(FIELD("textfield", "a", ",\"customConditional\":\"show = 1\"")), "form.script",
		    "components[0].customConditional" },
		{ FORM_OF(FIELD("textfield", "a", ",\"calculateValue\":\"x\"")), "form.script",
		    "components[0].calculateValue" },
		{ FORM_OF(FIELD("textfield", "a", ",\"validate\":{\"custom\":\"valid = true\"}")), "form.script",
		    "components[0].validate.custom" },
		{ FORM_OF(FIELD("textfield", "a", ",\"validate\":{\"pattern\":\"(a+)+\"}")), "form.script",
		    "components[0].validate.pattern" },
		{ FORM_OF(FIELD("textfield", "a", ",\"<b>\":1")), "form.unknown_member", "components[0].?" },
		{ FORM_OF(FIELD("textfield", "a", "") "," FIELD("number", "a", "")), "form.duplicate",
		    "components[1].id" },
		{ FORM_OF(
		      FIELD("textfield", "a", "") ",{\"type\":\"number\",\"id\":\"b\",\"key\":\"a\",\"label\":\"L\"}"),
		    "form.duplicate", "components[1].key" },
		{ FORM_OF("{\"type\":\"textfield\",\"id\":\"a\",\"key\":\"a b\",\"label\":\"L\"}"), "form.bad_key",
		    "components[0].key" },
		{ FORM_OF("{\"type\":\"textfield\",\"id\":\"a\",\"key\":\"a\"}"), "form.no_label",
		    "components[0].label" },
		{ FORM_OF(FIELD("textfield", "a", ",\"validate\":{\"maxLength\":\"5\"}")), "form.wrong_type",
		    "components[0].validate.maxLength" },
		{ FORM_OF(FIELD("textfield", "a", ",\"properties\":{\"kind\":\"soul\"}")), "form.unknown_value",
		    "components[0].properties.kind" },
		{ FORM_OF(FIELD("textfield", "a", ",\"properties\":{\"kind\":1}")), "form.wrong_type",
		    "components[0].properties.kind" },
		{ FORM_OF(FIELD("datetime", "a", ",\"subtype\":\"datetime\"")), "form.unknown_value",
		    "components[0].subtype" },
		{ FORM_OF(FIELD("radio", "a", "")), "form.wrong_type", "components[0].values" },
		{ FORM_OF(FIELD("radio", "a",
		      ",\"values\":[{\"value\":\"x\",\"label\":\"X\"},{\"value\":\"x\",\"label\":\"Y\"}]")),
		    "form.duplicate", "components[0].values[1].value" },
		{ FORM_OF(FIELD("textfield", "a", ",\"conditional\":{\"hide\":\"b = 1\"}")), "form.not_feel",
		    "components[0].conditional.hide" },
		{ FORM_OF(FIELD("textfield", "a", ",\"conditional\":{\"hide\":\"=b = 1\"}")), "form.condition",
		    "components[0].conditional.hide" },
		{ FORM_OF(FIELD("textfield", "a", "") "," FIELD(
		      "textfield", "b", ",\"conditional\":{\"hide\":\"=a > 1\"}")),
		    "form.condition", "components[1].conditional.hide" },
		{ FORM_OF(FIELD("textfield", "a", ",\"conditional\":{\"hide\":\"=b = null\"}") "," FIELD(
		      "textfield", "b", ",\"conditional\":{\"hide\":\"=a = null\"}")),
		    "form.cycle", "a" },
		{ FORM_OF(
		      "{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"components\":[{\"type\":\"dynamiclist\","
		      "\"id\":\"m\",\"path\":\"m\",\"components\":[]}]}"),
		    "form.nested_list", "components[0].components[0]" },
		{ FORM_OF("{\"type\":\"group\",\"id\":\"g\",\"path\":\"x\",\"components\":[]}"), "form.group_path",
		    "components[0].path" },
		{ FORM_OF(
		      "{\"type\":\"group\",\"id\":\"g\",\"properties\":{\"page\":\"yes\"},\"components\":[]}," FIELD(
			  "textfield", "a", "")),
		    "form.outside_pages", "components" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *path;
		assert_string_equal(refusal(cases[i].json, strlen(cases[i].json), &path), cases[i].message);
		assert_string_equal(path, cases[i].path);
	}
}

static void
hostile_json_is_bounded(void **state)
{
	struct buffer text;
	const char *path;

	(void)state;
	buffer_init(&text, arena, 2 * FORM_BYTES_MAX);
	for (int i = 0; i < 40; i++)
		buffer_text(&text, "{\"a\":");
	assert_string_equal(refusal(text.data, text.size, &path), "form.not_json");
	buffer_clear(&text);
	for (int i = 0; i < FORM_BYTES_MAX; i++)
		buffer_char(&text, ' ');
	buffer_text(&text, "{}");
	assert_string_equal(refusal(text.data, text.size, &path), "form.too_large");
	buffer_clear(&text);
	buffer_text(&text, "{\"type\":\"default\",\"id\":\"f\",\"components\":[");
	for (int i = 0; i < FORM_FIELDS_MAX + 1; i++)
		buffer_printf(&text, "%s" FIELD("textfield", "a%d", ""), i > 0 ? "," : "", i, i);
	buffer_text(&text, "]}");
	assert_string_equal(refusal(text.data, text.size, &path), "form.wrong_type");
	assert_string_equal(refusal("{\"id\":\"a\0b\"}", 13, &path), "form.not_json");
}

static const char sample[] = FORM_OF(FIELD("textfield", "ten",
    ",\"validate\":{\"required\":true,\"minLength\":2,\"maxLength\":5},\"properties\":{\"message."
    "required.vi\":\"Nhập tên\"}") "," FIELD("textfield", "so",
    ",\"properties\":{\"kind\":\"person_number\"}") "," FIELD("textfield", "dt",
    ",\"properties\":{\"kind\":\"phone\"}") "," FIELD("textfield", "thu",
    ",\"validate\":{\"validationType\":\"email\"}") "," FIELD("textfield", "mst",
    ",\"properties\":{\"kind\":\"company_number\"}") "," FIELD("number", "tien",
    ",\"validate\":{\"min\":1000,\"max\":1000000},\"properties\":{\"kind\":\"money\"}") "," FIELD("numb"
												  "er",
    "dien_tich", ",\"decimalDigits\":1") "," FIELD("datetime", "ngay",
    ",\"subtype\":\"date\",\"properties\":{\"not_future\":\"yes\"}") "," FIELD("datetime", "gio",
    ",\"subtype\":\"time\"") "," FIELD("radio", "chon",
    ",\"values\":[{\"value\":\"a\",\"label\":\"Chọn A\"},{\"value\":\"b\",\"label\":\"Chọn B\"}]") "," FIELD("checklis"
													     "t",
    "nhieu", ",\"values\":[{\"value\":\"x\",\"label\":\"X\"},{\"value\":\"y\",\"label\":\"Y\"}]") "," FIELD("tex"
													    "tfi"
													    "el"
													    "d",
    "an",
    ",\"validate\":{\"required\":true},\"conditional\":{\"hide\":\"=chon = null or chon != "
    "\\\"b\\\"\"}") ","
		    "{\"type\":\"expression\",\"id\":\"gap_doi\",\"key\":\"gap_doi\",\"expression\":\"="
		    "tien * 2\"},"
		    "{\"type\":\"dynamiclist\",\"id\":\"ds\",\"path\":\"danh_sach\",\"properties\":{"
		    "\"max_rows\":\"2\"},\"components\":[" FIELD(
			"textfield", "muc", ",\"validate\":{\"required\":true}") "," FIELD("checkbox", "co_ghi_chu",
			"") "," FIELD("textfield", "ghi_chu",
			",\"conditional\":{\"hide\":\"=not(co_ghi_chu)\"},\"validate\":{\"required\":"
			"true}") "]}");

static struct form *
sample_form(void)
{
	struct form_error error;
	struct form *form = NULL;

	if (form_parse(arena, sample, strlen(sample), &form, &error) != OK)
		print_error("%s %s %s\n", error.message, error.path, error.feel.message);
	assert_non_null(form);
	return form;
}

/* "field.row:rule ..." of the problems of one form with these answers beside a right name. */
static const char *
problems_with(const char *name, const char *text)
{
	struct form *form = sample_form();
	struct form_values values = { 0 };
	struct form_problems problems;
	const struct form_check check = { .today = TODAY, .language = "vi" };
	const char *said = "";

	assert_true(form_values_add(arena, form, &values, "ten", "An"));
	form_values_add(arena, form, &values, name, text);
	form_validate(arena, form, &values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++)
		said = arena_printf(arena, "%s%s%s.%d:%s", said, i > 0 ? " " : "", problems.items[i].field->id,
		    problems.items[i].row, problems.items[i].rule);
	return said;
}

static void
each_answer_is_checked_by_its_rule(void **state)
{
	static const char *const cases[][3] = {
		{ "ten", "", "ten.0:required" },
		{ "ten", "   ", "ten.0:required" },
		{ "ten", "Đ", "ten.0:min_length" },
		{ "ten", "Đặng Ễ", "ten.0:max_length" }, /* characters, not bytes */
		{ "ten", "Đặng", "" },
		{ "so", "033188001234", "" },
		{ "so", "033 188 001 234", "" },
		{ "so", "03318800123", "so.0:person_number" },
		{ "so", "003188001234", "so.0:person_number" }, /* no such province */
		{ "so", "033488001234", "so.0:person_number" }, /* born in 2188 */
		{ "so", "03318800123x", "so.0:person_number" },
		{ "dt", "0912.345.678", "" },
		{ "dt", "+84 912 345 678", "" },
		{ "dt", "912345678", "dt.0:phone" },
		{ "dt", "00912345678", "dt.0:phone" },
		{ "thu", "an.nguyen@hungyen.gov.vn", "" },
		{ "thu", "an@nguyen@x.vn", "thu.0:email" },
		{ "thu", "an@x", "thu.0:email" },
		{ "thu", "a b@x.vn", "thu.0:email" },
		{ "mst", "0100109106", "" },
		{ "mst", "0100109106-001", "" },
		{ "mst", "0100109107", "mst.0:company_number" },
		{ "tien", "150.000", "" },
		{ "tien", "999", "tien.0:min" },
		{ "tien", "1.000.001", "tien.0:max" },
		{ "tien", "1500,5", "tien.0:money" },
		{ "tien", "nhiều", "tien.0:number" },
		{ "dien_tich", "12,5", "" },
		{ "dien_tich", "12,55", "dien_tich.0:decimal_digits" },
		{ "ngay", "21/11/2026", "" },
		{ "ngay", "22/11/2026", "ngay.0:not_future" },
		{ "ngay", "31/2/2026", "ngay.0:date" },
		{ "ngay-day", "5", "ngay.0:date" }, /* month and year are missing */
		{ "gio", "08:30", "" },
		{ "gio", "24:00", "gio.0:time" },
		{ "chon", "c", "chon.0:choice" },
		{ "chon", "a", "" },
		{ "chon", "b", "an.0:required" }, /* shown by this choice */
		{ "nhieu", "z", "nhieu.0:choice" },
		{ "muc.0", "Một", "" },
		{ "co_ghi_chu.1", "true", "muc.1:required ghi_chu.1:required" },
		{ "muc.5", "Một", "" },
		{ "khong_co", "x", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (strcmp(problems_with(cases[i][0], cases[i][1]), cases[i][2]) != 0)
			print_error("%s = %s\n", cases[i][0], cases[i][1]);
		assert_string_equal(problems_with(cases[i][0], cases[i][1]), cases[i][2]);
	}
}

static void
the_author_s_own_words_are_said(void **state)
{
	struct form *form = sample_form();
	struct form_values values = { 0 };
	struct form_problems problems;
	const struct form_check check = { .today = TODAY, .language = "vi" };

	(void)state;
	form_validate(arena, form, &values, &check, &problems);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].text, "Nhập tên");
	assert_string_equal(problems.items[0].message, "form.error.required");
}

static struct form_values
filled(const struct form *form)
{
	static const char *const pairs[][2] = { { "ten", "An" }, { "tien", "150.000" }, { "dien_tich", "1.234,5" },
		{ "ngay-day", "1" }, { "ngay-month", "2" }, { "ngay-year", "2020" }, { "chon", "a" },
		{ "an", "bí mật" }, { "nhieu", "y" }, { "nhieu", "x" }, { "muc.0", "Một" }, { "ghi_chu.0", "ẩn" },
		{ "muc.3", "Hai" }, { "co_ghi_chu.3", "on" }, { "ghi_chu.3", "thấy" } };
	struct form_values values = { 0 };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_true(form_values_add(arena, form, &values, pairs[i][0], pairs[i][1]));
	return values;
}

static void
frozen_answers_are_canonical_and_without_hidden_ones(void **state)
{
	struct form *form = sample_form();
	struct form_values values = filled(form);
	struct form_frozen frozen;

	(void)state;
	form_freeze(arena, form, &values, TODAY, &frozen);
	assert_string_equal(frozen.json,
	    "{\"answers\":{\"chon\":\"a\",\"danh_sach\":[{\"co_ghi_chu\":false,\"muc\":\"Một\"},"
	    "{\"co_ghi_chu\":true,\"ghi_chu\":\"thấy\",\"muc\":\"Hai\"}],\"dien_tich\":\"1234.5\",\"gap_doi\":"
	    "\"300000\","
	    "\"ngay\":\"2020-02-01\",\"nhieu\":[\"y\",\"x\"],\"ten\":\"An\",\"tien\":\"150000\"},\"form\":\"f\"}");
	for (size_t i = 0; i < frozen.count; i++) {
		assert_string_not_equal(frozen.answers[i].key, "an");
		if (strcmp(frozen.answers[i].key, "nhieu") == 0)
			assert_string_equal(frozen.answers[i].shown, "Y, X");
		if (strcmp(frozen.answers[i].key, "ngay") == 0)
			assert_string_equal(frozen.answers[i].shown, "01/02/2020");
	}
}

/* 1,234 hectares are kept as "1.234", which nobody typed: read again it is no thousand and more. */
static void
kept_answers_are_read_back_as_they_were_and_a_later_round_replaces_them(void **state)
{
	struct form *form = sample_form();
	struct form_values values = filled(form), restored = { 0 };
	struct form_frozen before, after;

	(void)state;
	assert_true(form_values_add(arena, form, &values, "dien_tich", "1,234"));
	form_freeze(arena, form, &values, TODAY, &before);
	for (size_t i = 0; i < before.count; i++)
		(void)form_values_restore(
		    arena, form, &restored, before.answers[i].field_id, before.answers[i].row, before.answers[i].value);
	form_freeze(arena, form, &restored, TODAY, &after);
	assert_string_equal(after.json, before.json);
	assert_string_equal(form_values_get(&restored, "dien_tich", 0), "1.234");

	assert_true(form_values_restore(arena, form, &restored, "nhieu", 0, "x"));
	assert_true(form_values_restore(arena, form, &restored, "dien_tich", 0, ""));
	assert_false(form_values_restore(arena, form, &restored, "la", 0, "x"));
	form_freeze(arena, form, &restored, TODAY, &after);
	assert_non_null(strstr(after.json, "\"nhieu\":[\"x\"]"));
	assert_null(strstr(after.json, "dien_tich"));
}

static void
rules_get_typed_answers_and_nothing_hidden(void **state)
{
	struct form *form = sample_form();
	struct form_values values = filled(form);
	struct feel_context inputs;

	(void)state;
	form_inputs(arena, form, &values, TODAY, &inputs);
	for (size_t i = 0; i < inputs.count; i++) {
		const char *name = inputs.bindings[i].name, *text = feel_to_text(arena, inputs.bindings[i].value);
		if (strcmp(name, "an") == 0)
			assert_int_equal(inputs.bindings[i].value.type, FEEL_NULL);
		if (strcmp(name, "muc") == 0)
			assert_string_equal(text, "Một, Hai");
		if (strcmp(name, "dien_tich") == 0)
			assert_string_equal(text, "1234.5");
		if (strcmp(name, "ngay") == 0)
			assert_int_equal(inputs.bindings[i].value.type, FEEL_DATE);
	}
}

static void
the_view_shows_values_errors_and_conditions(void **state)
{
	struct form *form = sample_form();
	struct form_values values = filled(form);
	const struct form_check check = { .today = TODAY, .language = "vi" };
	const struct form_view_options options = { .today = TODAY, .language = "vi" };
	struct form_problems problems;
	json_error_t error;

	(void)state;
	assert_true(form_values_add(arena, form, &values, "ten", "")); /* taken back */
	form_validate(arena, form, &values, &check, &problems);
	const struct view *view = form_view(arena, form, &values, &problems, &options);
	assert_string_equal(view_as_text(view_path(view, "pages.0.fields.0.error")), "Nhập tên");
	assert_string_equal(view_as_text(view_path(view, "problems.0.href")), "#f-ten");
	assert_true(view_as_bool(view_path(view, "pages.0.fields.0.required")));
	assert_string_equal(view_as_text(view_path(view, "pages.0.fields.6.value")), "1234,5");
	assert_string_equal(view_as_text(view_path(view, "pages.0.fields.7.month")), "02");
	assert_true(view_as_bool(view_path(view, "pages.0.fields.9.options.0.checked")));
	assert_string_equal(view_as_text(view_path(view, "pages.0.fields.2.autocomplete")), "tel");
	assert_true(view_as_bool(view_path(view, "pages.0.fields.11.is_expression"))); /* the hidden one is left out */
	assert_string_equal(view_as_text(view_path(view, "pages.0.fields.12.rows.0.fields.0.name")), "muc.0");
	json_t *live = json_loads(view_as_text(view_find(view, "live")), JSON_REJECT_DUPLICATES, &error), *field;
	size_t i, conditions = 0;
	assert_non_null(live);
	json_array_foreach(json_object_get(live, "fields"), i, field) conditions +=
	    strcmp(json_string_value(json_object_get(field, "id")), "an") == 0 &&
	    json_object_get(field, "hide") != NULL;
	assert_int_equal(conditions, 1);
	json_decref(live);
	const struct view *summary = form_summary_view(arena, form, &values, &options);
	assert_true(view_as_bool(view_path(summary, "pages.0.answers.0.is_missing")));
	assert_string_equal(view_as_text(view_path(summary, "pages.0.answers.5.value")), "150.000");
}

static void
the_schema_describes_the_frozen_document(void **state)
{
	json_error_t error;
	json_t *schema = json_loads(form_json_schema(arena, sample_form(), "https://a.vn/bieu-mau/a/1/schema.json"),
	    JSON_REJECT_DUPLICATES, &error);
	json_t *answers, *properties;

	(void)state;
	assert_non_null(schema);
	assert_string_equal(json_string_value(json_object_get(schema, "$id")), "https://a.vn/bieu-mau/a/1/schema.json");
	answers = json_object_get(json_object_get(schema, "properties"), "answers");
	properties = json_object_get(answers, "properties");
	assert_int_equal(json_array_size(json_object_get(answers, "required")), 1); /* "an" is under a condition */
	assert_string_equal(json_string_value(json_object_get(json_object_get(properties, "ngay"), "format")), "date");
	assert_int_equal(json_integer_value(json_object_get(json_object_get(properties, "danh_sach"), "maxItems")), 2);
	json_decref(schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_definition_outside_the_subset_is_refused_with_its_path, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(hostile_json_is_bounded, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(each_answer_is_checked_by_its_rule, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(the_author_s_own_words_are_said, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    frozen_answers_are_canonical_and_without_hidden_ones, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    kept_answers_are_read_back_as_they_were_and_a_later_round_replaces_them, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(rules_get_typed_answers_and_nothing_hidden, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(the_view_shows_values_errors_and_conditions, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(the_schema_describes_the_frozen_document, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
