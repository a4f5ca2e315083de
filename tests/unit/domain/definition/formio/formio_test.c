/* Form.io e-forms, written after the published component schema, come in; what cannot be carried is named with its path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/formio/formio.h"

static struct arena *arena;
static struct formio_report report;
static struct form_error error;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/*
 * What the builder of a deployed system saves with every component, most of it saying nothing: stands for "~" in the documents
 * below.
 */
static const char noise[] =
    "\"input\":true,\"tableView\":true,\"placeholder\":\"\",\"prefix\":\"\",\"customClass\":\"\",\"suffix\":\"\","
    "\"multiple\":false,\"defaultValue\":null,\"protected\":false,\"unique\":false,\"persistent\":true,"
    "\"hidden\":false,"
    "\"clearOnHide\":true,\"refreshOn\":\"\",\"redrawOn\":\"\",\"modalEdit\":false,\"dataGridLabel\":false,"
    "\"labelPosition\":\"top\",\"errorLabel\":\"\",\"tooltip\":\"\",\"hideLabel\":false,\"tabindex\":\"\","
    "\"disabled\":false,\"autofocus\":false,\"dbIndex\":false,\"customDefaultValue\":\"\",\"calculateValue\":"
    "\"\","
    "\"calculateServer\":false,\"widget\":{\"type\":\"input\"},\"attributes\":{},\"validateOn\":\"change\","
    "\"allowCalculateOverride\":false,\"encrypted\":false,\"showCharCount\":false,\"showWordCount\":false,"
    "\"properties\":{},\"allowMultipleMasks\":false,\"customConditional\":\"\",\"logic\":[],\"overlay\":{"
    "\"style\":\"\","
    "\"left\":\"\",\"top\":\"\",\"width\":\"\",\"height\":\"\"},\"id\":\"e3k2h1\",";

static enum err
import(const char *json, bool drop_script)
{
	struct buffer text;

	buffer_init(&text, arena, FORMIO_BYTES_MAX);
	for (; *json != '\0'; json++)
		if (*json == '~')
			buffer_text(&text, noise);
		else
			buffer_char(&text, *json);
	enum err err = formio_import(arena, text.data, text.size, drop_script, &report, &error);
	if (err)
		print_message("%s at %s\n", error.message, error.path);
	return err;
}

static const struct form_field *
imported(const char *key)
{
	const struct form_field *field = form_field_by_key(report.form, key);

	if (field == NULL)
		fail_msg("no field %s", key);
	return field;
}

/* Was this member reported, for this reason? */
static bool
noted(const char *path, const char *message)
{
	for (size_t i = 0; i < report.count; i++)
		if (strcmp(report.notes[i].path, path) == 0 && strcmp(report.notes[i].message, message) == 0)
			return true;
	return false;
}

static void
expect_notes(size_t count)
{
	for (size_t i = 0; count != report.count && i < report.count; i++)
		print_error("%s %s\n", report.notes[i].path, report.notes[i].message);
	assert_int_equal(report.count, count);
}

#define FORM(components)                                                                                               \
	"{\"_id\":\"64af\",\"title\":\"Tờ khai\",\"display\":\"form\",\"type\":\"form\",\"name\":\"tokhai\","        \
	"\"path\":\"tokhai\",\"components\":[" components "]}"

static void
a_declaration_with_every_usual_component_comes_in_whole(void **state)
{
	(void)state;
	assert_int_equal(
	    import(
		FORM("{~\"type\":\"panel\",\"key\":\"panel\",\"title\":\"Người yêu cầu\",\"components\":["
		     "{~\"type\":\"textfield\",\"key\":\"hoTen\",\"label\":\"Họ và tên\",\"description\":\"Như "
		     "trên căn cước\","
		     "\"validate\":{\"required\":true,\"custom\":\"\",\"customPrivate\":false,\"minLength\":2,"
		     "\"maxLength\":\"100\","
		     "\"pattern\":\"\",\"customMessage\":\"Hãy nhập họ tên\"}},"
		     "{~\"type\":\"columns\",\"key\":\"columns\",\"label\":\"Columns\",\"columns\":[{\"width\":"
		     "6,\"components\":["
		     "{~\"type\":\"email\",\"key\":\"email\",\"label\":\"Email\",\"kickbox\":{\"enabled\":"
		     "false}}],\"size\":\"md\"},"
		     "{\"width\":6,\"components\":[{~\"type\":\"phoneNumber\",\"key\":\"dienThoai\",\"label\":\"Điện "
		     "thoại\"}]}]}]},"
		     "{~\"type\":\"fieldset\",\"key\":\"fs\",\"legend\":\"Giấy tờ\",\"components\":["
		     "{~\"type\":\"datetime\",\"key\":\"ngaySinh\",\"label\":\"Ngày sinh\",\"format\":\"dd/MM/yyyy\","
		     "\"enableTime\":false,\"datePicker\":{\"maxDate\":null,\"showWeeks\":true},\"validate\":{"
		     "\"required\":true}},"
		     "{~\"type\":\"day\",\"key\":\"ngayCap\",\"label\":\"Ngày "
		     "cấp\",\"fields\":{\"day\":{\"type\":\"number\"}}},"
		     "{~\"type\":\"number\",\"key\":\"soBan\",\"label\":\"Số "
		     "bản\",\"decimalLimit\":0,\"validate\":{\"min\":1,\"max\":20}},"
		     "{~\"type\":\"currency\",\"key\":\"soTien\",\"label\":\"Số tiền\",\"currency\":\"VND\"},"
		     "{~\"type\":\"textarea\",\"key\":\"lyDo\",\"label\":\"Lý do\",\"rows\":3,\"editor\":\"\"},"
		     "{\"type\":\"file\",\"key\":\"tep\",\"label\":\"Bản "
		     "chụp\",\"storage\":\"base64\",\"filePattern\":\"*\",\"multiple\":true}]},"
		     "{~\"type\":\"button\",\"key\":\"submit\",\"label\":\"Gửi\",\"action\":\"submit\"}"),
		false),
	    OK);
	expect_notes(0);
	assert_int_equal(report.form->field_count, 11);
	const struct form_field *name = imported("hoTen");
	assert_true(name->required);
	assert_int_equal(name->min_length, 2);
	assert_int_equal(name->max_length, 100);
	assert_string_equal(name->description, "Như trên căn cước");
	assert_string_equal(form_property(name, "message.required.vi"), "Hãy nhập họ tên");
	assert_string_equal(name->parent->label, "Người yêu cầu");
	assert_int_equal(imported("email")->kind, FORM_EMAIL);
	assert_ptr_equal(imported("dienThoai")->parent, name->parent);
	assert_int_equal(imported("ngaySinh")->type, FORM_DATE);
	assert_int_equal(imported("ngayCap")->type, FORM_DATE);
	assert_true(imported("soBan")->has_max);
	assert_int_equal(imported("soTien")->kind, FORM_MONEY);
	assert_true(imported("tep")->multiple);
	assert_null(form_field_by_key(report.form, "submit"));
}

static void
choices_come_with_their_values_from_wherever_they_stand(void **state)
{
	(void)state;
	assert_int_equal(
	    import(FORM("{~\"type\":\"radio\",\"key\":\"gioiTinh\",\"label\":\"Giới tính\",\"inline\":true,\"values\":["
			"{\"label\":\"Nam\",\"value\":\"nam\",\"shortcut\":\"\"},{\"label\":\"Nữ\",\"value\":\"Nữ "
			"giới\"}],\"validate\":{\"required\":true}},"
			"{~\"type\":\"select\",\"key\":\"danToc\",\"label\":\"Dân "
			"tộc\",\"dataSrc\":\"values\",\"data\":{\"values\":["
			"{\"label\":\"Kinh\",\"value\":\"1\"},{\"label\":\"Tày\",\"value\":2}],\"json\":\"\",\"url\":"
			"\"\",\"resource\":\"\",\"custom\":\"\"},"
			"\"searchEnabled\":true,\"template\":\"{{ item.label }}\"},"
			"{~\"type\":\"selectboxes\",\"key\":\"giayTo\",\"label\":\"Giấy "
			"tờ\",\"values\":[{\"label\":\"A\",\"value\":\"a\"},"
			"{\"label\":\"B\",\"value\":\"b\"}],\"validate\":{\"minSelectedCount\":1}},"
			"{~\"type\":\"select\",\"key\":\"tinh\",\"label\":\"Tỉnh\",\"dataSrc\":\"url\","
			"\"data\":{\"url\":\"https://example.vn/tinh\"}},"
			"{~\"type\":\"checkbox\",\"key\":\"camDoan\",\"label\":\"Tôi cam "
			"đoan\",\"validate\":{\"required\":true}}"),
		false),
	    OK);
	assert_int_equal(imported("gioiTinh")->option_count, 2);
	assert_string_equal(imported("gioiTinh")->options[1].value, "nu-gioi");
	assert_string_equal(imported("danToc")->options[1].value, "2");
	assert_int_equal(imported("giayTo")->min_chosen, 1);
	assert_int_equal(imported("tinh")->type, FORM_TEXT);
	assert_true(imported("camDoan")->required);
	expect_notes(1);
	assert_true(noted("components[3].data", "formio.data_source"));
}

static void
a_wizard_has_its_panels_as_pages_and_a_page_for_the_rest(void **state)
{
	(void)state;
	assert_int_equal(
	    import("{\"display\":\"wizard\",\"components\":["
		   "{\"type\":\"panel\",\"key\":\"page1\",\"title\":\"Một\",\"components\":[{\"type\":\"textfield\","
		   "\"key\":\"a\","
		   "\"label\":\"A\"},{\"type\":\"panel\",\"key\":\"p\",\"title\":\"Trong\",\"components\":[]}]},"
		   "{\"type\":\"textfield\",\"key\":\"b\",\"label\":\"B\"},{\"type\":\"number\",\"key\":\"c\","
		   "\"label\":\"C\"},"
		   "{\"type\":\"panel\",\"key\":\"page2\",\"title\":\"Hai\",\"components\":[]}]}",
		false),
	    OK);
	expect_notes(0);
	assert_int_equal(report.form->page_count, 3);
	assert_string_equal(imported("a")->page->label, "Một");
	assert_ptr_equal(imported("b")->page, imported("c")->page);
}

static void
rows_repeat_in_data_grids_but_not_within_each_other(void **state)
{
	(void)state;
	assert_int_equal(
	    import(FORM("{\"type\":\"datagrid\",\"key\":\"thanhVien\",\"label\":\"Thành viên\",\"reorder\":false,"
			"\"addAnotherPosition\":\"bottom\",\"validate\":{\"required\":true,\"maxLength\":5},"
			"\"components\":["
			"{\"type\":\"textfield\",\"key\":\"ten\",\"label\":\"Tên\"},{\"type\":\"editgrid\",\"key\":"
			"\"trong\",\"label\":"
			"\"Trong\",\"components\":[]}]},{\"type\":\"editgrid\",\"key\":\"con\",\"label\":\"Con\","
			"\"components\":["
			"{\"type\":\"day\",\"key\":\"sinh\",\"label\":\"Sinh\"}]}"),
		false),
	    OK);
	expect_notes(1);
	assert_true(noted("components[0].components[1]", "formio.nested_list"));
	assert_int_equal(imported("thanhVien")->min_rows, 1);
	assert_int_equal(imported("thanhVien")->max_rows, 5);
	assert_string_equal(imported("ten")->list->key, "thanhVien");
	assert_string_equal(imported("sinh")->list->key, "con");
}

#define ASKED                                                                                                                   \
	"{\"type\":\"radio\",\"key\":\"vai\",\"label\":\"Vai\",\"values\":[{\"label\":\"Bản "                                 \
	"thân\",\"value\":\"toi\"},"                                                                                           \
	"{\"label\":\"Đại diện\",\"value\":\"đại diện\"}]},{\"type\":\"checkbox\",\"key\":\"co\",\"label\":\"Có\"}," \
	"{\"type\":\"number\",\"key\":\"so\",\"label\":\"Số\"},{\"type\":\"selectboxes\",\"key\":\"nhieu\",\"label\":"        \
	"\"Nhiều\","                                                                                                          \
	"\"values\":[{\"label\":\"A\",\"value\":\"a\"}]},{\"type\":\"day\",\"key\":\"ngay\",\"label\":\"Ngày\"}"

static const char *
hidden_when(const char *conditional)
{
	char json[4096];

	(void)snprintf(json, sizeof(json),
	    FORM(ASKED ",{\"type\":\"textfield\",\"key\":\"x\",\"label\":\"X\",\"conditional\":%s}"), conditional);
	if (import(json, false) != OK)
		fail_msg("%s %s", error.message, error.path);
	return imported("x")->hide != NULL ? feel_text(imported("x")->hide) : "";
}

static void
conditions_without_script_become_conditions_of_ours(void **state)
{
	static const struct {
		const char *conditional, *hide;
	} cases[] = {
		{ "{\"show\":null,\"when\":null,\"eq\":\"\"}", "" },
		{ "{\"show\":\"\",\"when\":\"vai\",\"eq\":\"toi\"}", "" },
		{ "{\"show\":true,\"when\":\"vai\",\"eq\":\"toi\"}", "vai = null or vai != \"toi\"" },
		{ "{\"show\":\"true\",\"when\":\"panel.vai\",\"eq\":\"đại diện\"}",
		    "vai = null or vai != \"dai-dien\"" },
		{ "{\"show\":false,\"when\":\"vai\",\"eq\":\"toi\"}", "vai != null and vai = \"toi\"" },
		{ "{\"show\":true,\"when\":\"co\",\"eq\":\"true\"}", "co != true" },
		{ "{\"show\":true,\"when\":\"co\",\"eq\":\"false\"}", "co = true" },
		{ "{\"show\":true,\"when\":\"so\",\"eq\":\"5\"}", "so = null or so != 5" },
		{ "{\"show\":true,\"when\":\"nhieu\",\"eq\":\"a\"}", "not(list contains(nhieu, \"a\"))" },
		{ "{\"show\":true,\"conjunction\":\"all\",\"conditions\":[{\"component\":\"vai\",\"operator\":"
		  "\"isEqual\",\"value\":"
		  "\"toi\"},{\"component\":\"so\",\"operator\":\"greaterThanOrEqual\",\"value\":18}]}",
		    "vai = null or vai != \"toi\" or so = null or so < 18" },
		{ "{\"show\":true,\"conjunction\":\"any\",\"conditions\":[{\"component\":\"vai\",\"operator\":"
		  "\"isNotEmpty\"},"
		  "{\"component\":\"ngay\",\"operator\":\"dateLessThan\",\"value\":\"2025-07-01T00:00:00+07:00\"}]}",
		    "(vai = null) and (ngay = null or ngay >= @\"2025-07-01\")" },
		{ "{\"show\":false,\"conjunction\":\"any\",\"conditions\":[{\"component\":\"nhieu\",\"operator\":"
		  "\"isEmpty\"}]}",
		    "count(nhieu) = 0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_string_equal(hidden_when(cases[i].conditional), cases[i].hide);
		expect_notes(0);
	}
	assert_string_equal(hidden_when("{\"show\":true,\"when\":\"khongCo\",\"eq\":\"1\"}"), "");
	assert_true(noted("components[5].conditional", "formio.condition"));
	assert_string_equal(hidden_when("{\"show\":true,\"when\":\"vai\",\"eq\":\"ai đó\"}"), "");
	assert_true(noted("components[5].conditional", "formio.condition"));
	assert_string_equal(hidden_when("{\"json\":{\"===\":[{\"var\":\"data.vai\"},\"toi\"]}}"), "");
	assert_true(noted("components[5].conditional.json", "formio.condition"));
}

static void
script_is_refused_with_the_path_of_every_member_that_holds_it(void **state)
{
	static const char json[] = FORM(
	    "{\"type\":\"panel\",\"key\":\"p\",\"components\":["
	    "{\"type\":\"textfield\",\"key\":\"a\",\"label\":\"A\",\"customConditional\":\"show = data.b === 1\"},"
	    "{\"type\":\"number\",\"key\":\"b\",\"label\":\"B\",\"calculateValue\":\"value = data.a * 2\"},"
	    "{\"type\":\"number\",\"key\":\"c\",\"label\":\"C\",\"customDefaultValue\":\"value = 1\"},"
	    "{\"type\":\"textfield\",\"key\":\"d\",\"label\":\"D\",\"validate\":{\"custom\":\"valid = input.length > "
	    "3\"}},"
	    "{\"type\":\"select\",\"key\":\"e\",\"label\":\"E\",\"dataSrc\":\"custom\",\"data\":{\"custom\":\"values = "
	    "[]\"}},"
	    "{\"type\":\"textfield\",\"key\":\"f\",\"label\":\"F\",\"logic\":[{\"trigger\":{\"type\":\"javascript\","
	    "\"javascript\":"
	    "\"result = true\"},\"actions\":[]}]},"
	    "{\"type\":\"htmlelement\",\"key\":\"g\",\"label\":\"G\",\"content\":\"<img src=x onerror=alert(1)>\"},"
	    "{\"type\":\"button\",\"key\":\"h\",\"label\":\"H\",\"action\":\"custom\",\"custom\":\"alert(1)\"}]}");
	static const char *const paths[] = { "components[0].components[0].customConditional",
		"components[0].components[1].calculateValue", "components[0].components[2].customDefaultValue",
		"components[0].components[3].validate.custom", "components[0].components[4].data.custom",
		"components[0].components[5].logic", "components[0].components[6].content",
		"components[0].components[7].custom" };

	(void)state;
	assert_int_equal(import(json, false), ERR_INVALID);
	assert_string_equal(error.message, "formio.script");
	assert_string_equal(error.path, paths[0]);
	assert_null(report.json);
	assert_int_equal(report.script_count, sizeof(paths) / sizeof(*paths));
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		assert_true(noted(paths[i], "formio.script"));
	assert_int_equal(import(json, true), OK);
	assert_null(imported("a")->hide);
	assert_null(strstr(report.json, "alert"));
	assert_null(strstr(report.json, "data.b"));
}

static void
what_cannot_be_carried_is_named_and_the_rest_comes(void **state)
{
	(void)state;
	assert_int_equal(
	    import(
		FORM(
		    "{\"type\":\"signature\",\"key\":\"kyTen\",\"label\":\"Ký tên\"},"
		    "{\"type\":\"textfield\",\"key\":\"so.giay\",\"label\":\"Số\",\"validate\":{\"pattern\":\"[0-9]+\"}"
		    ",\"defaultValue\":\"1\"},"
		    "{\"type\":\"textfield\",\"key\":\"so_giay\",\"label\":\"Số "
		    "nữa\",\"hidden\":true,\"multiple\":true},"
		    "{\"type\":\"datetime\",\"key\":\"luc\",\"label\":\"Lúc\",\"enableDate\":true,\"enableTime\":true},"
		    "{\"type\":\"number\",\"key\":\"9so\",\"label\":\"\",\"spells\":\"x\"},"
		    "{\"type\":\"content\",\"key\":\"noi\",\"html\":\"<h2>Phần&nbsp;I</h2><p>Khai &amp; nộp</p>\"},"
		    "{\"type\":\"textfield\",\"key\":\"l\",\"label\":\"L\",\"logic\":[{\"trigger\":{\"type\":"
		    "\"simple\"},\"actions\":[]}]}"),
		false),
	    OK);
	expect_notes(11);
	assert_true(noted("components[0].type", "formio.type"));
	assert_true(noted("components[1].validate.pattern", "formio.pattern"));
	assert_true(noted("components[1].defaultValue", "formio.default"));
	assert_true(noted("components[1].key", "formio.renamed"));
	assert_true(noted("components[2].key", "formio.renamed"));
	assert_true(noted("components[2].hidden", "formio.hidden"));
	assert_true(noted("components[2].multiple", "formio.multiple"));
	assert_true(noted("components[3].enableTime", "formio.time_of_day"));
	assert_true(noted("components[4].spells", "formio.member"));
	assert_true(noted("components[6].logic", "formio.logic"));
	assert_string_equal(imported("so_giay")->label, "Số");
	assert_string_equal(imported("so_giay_2")->label, "Số nữa");
	assert_string_equal(imported("k_9so")->label, "9so");
	assert_string_equal(form_field_by_id(report.form, "noi")->text, "# Phần I Khai & nộp");
}

static void
what_is_no_such_document_is_refused_in_bounded_time(void **state)
{
	static char deep[4096];

	(void)state;
	assert_int_equal(import("", false), ERR_INVALID);
	assert_int_equal(import("[]", false), ERR_INVALID);
	assert_int_equal(import("{\"components\":{}}", false), ERR_INVALID);
	assert_string_equal(error.message, "formio.not_formio");
	assert_int_equal(import("{\"a\":1,\"a\":2,\"components\":[]}", false), ERR_INVALID);
	memset(deep, '[', sizeof(deep) - 1);
	assert_int_equal(import(deep, false), ERR_INVALID);
	assert_int_equal(formio_import(arena, deep, FORMIO_BYTES_MAX + 1, false, &report, &error), ERR_TOO_LARGE);
	assert_int_equal(import(FORM("1,[],{\"type\":{}},{\"type\":\"columns\",\"columns\":[1]},{\"type\":\"radio\","
				     "\"values\":[1,null]}"),
			     false),
	    OK);
	assert_true(formio_is(FORM(""), strlen(FORM(""))));
	assert_false(formio_is("{\"type\":\"default\",\"components\":[]}", 34));
	assert_false(formio_is("{}", 2));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_declaration_with_every_usual_component_comes_in_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    choices_come_with_their_values_from_wherever_they_stand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_wizard_has_its_panels_as_pages_and_a_page_for_the_rest, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_repeat_in_data_grids_but_not_within_each_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(conditions_without_script_become_conditions_of_ours, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    script_is_refused_with_the_path_of_every_member_that_holds_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_carried_is_named_and_the_rest_comes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_such_document_is_refused_in_bounded_time, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
