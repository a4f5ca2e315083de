/* Files of procedures in each format give the same procedures; codes are healed; the published schema is the tables' own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/system/file.h"
#include "import/code_text.h"
#include "import/import_file.h"
#include "import/import_index.h"
#include "import/xml_procedures.h"

#define LIMIT ((size_t)32 << 20)
enum { TAKEN_MAX = 8 };

static struct arena *arena, *work;

/* What the sink has seen. */
static struct {
	size_t count, line[TAKEN_MAX];
	const char *code[TAKEN_MAX], *name[TAKEN_MAX], *member[TAKEN_MAX], *reason[TAKEN_MAX];
	bool listed_only[TAKEN_MAX];
} taken;

static const char *
kept(const json_t *said, const char *member)
{
	const char *text = said != NULL ? json_string_value(json_object_get(said, member)) : NULL;

	return text != NULL ? arena_strdup(arena, text) : NULL;
}

static enum err
take(void *of, const struct import_said *one)
{
	size_t at = taken.count++;

	(void)of;
	assert_true(at < TAKEN_MAX);
	taken.line[at] = one->line;
	taken.code[at] = kept(one->said, "code");
	taken.name[at] = kept(one->said, "name");
	taken.listed_only[at] = one->listed_only;
	taken.member[at] = one->fault.reason != NULL ? arena_strdup(arena, one->fault.member) : NULL;
	taken.reason[at] = one->fault.reason != NULL ? arena_strdup(arena, one->fault.reason) : NULL;
	return OK;
}

static enum err
read_bytes(const void *data, size_t size, struct file_fault *fault)
{
	const struct import_sink sink = { take, NULL, work };

	memset(&taken, 0, sizeof(taken));
	*fault = (struct file_fault){ 0 };
	return import_file_read((struct bytes){ data, size }, NULL, arena, &sink, fault);
}

static enum err
read_text(const char *text, struct file_fault *fault)
{
	return read_bytes(text, strlen(text), fault);
}

static enum err
read_saved(const char *path, struct file_fault *fault)
{
	struct failure failure = { 0 };
	struct bytes file;

	assert_int_equal(file_read(arena, path, LIMIT, false, &file, &failure), OK);
	return read_bytes(file.data, file.size, fault);
}

static void
every_format_is_seen_from_the_content_and_read(void **state)
{
	static const struct {
		const char *path, *code, *name;
		size_t count;
	} rows[] = {
		{ "tests/fuzz/corpus/catalogue_json/national.json", "1.000001.00 0.00.00.H01", "Thủ tục", 1 },
		{ "tests/fuzz/corpus/catalogue_json/own.json", "9.000001", "Thủ tục", 1 },
		{ "tests/fuzz/corpus/catalogue_xml/own.xml", "9.000001", "Thủ tục & giấy tờ", 2 },
		{ "tests/fuzz/corpus/catalogue_csv/list.csv", "1.01264", "Thủ tục \"một\"", 2 },
		{ "tests/fuzz/corpus/catalogue_csv/own.csv", "9.000001", "Thủ tục", 1 },
		{ "tests/fuzz/corpus/catalogue_xlsx/stored.xlsx", "1.01264", "Thủ tục", 1 },
		{ "tests/fuzz/corpus/catalogue_xlsx/deflated.xlsx", "1.01264", "Thủ tục", 1 },
	};
	struct file_fault fault;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(read_saved(rows[i].path, &fault), OK);
		assert_int_equal(taken.count, rows[i].count);
		assert_string_equal(taken.code[0], rows[i].code);
		assert_string_equal(taken.name[0], rows[i].name);
	}
}

static void
a_fault_names_its_line_and_member(void **state)
{
	struct file_fault fault;

	(void)state;
	assert_int_equal(read_text("[{\"code\":\"1\",\"name\":\"x\"},\n{\"code\":1,]\n]", &fault), OK);
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.line[1], 2);
	assert_string_equal(taken.reason[1], "is no JSON object");

	assert_int_equal(read_text("<procedures xmlns=\"urn:motcua:procedures:1\"><procedure><name>x</name>\n"
				   "<nonsense/></procedure></procedures>",
			     &fault),
	    OK);
	assert_string_equal(taken.member[0], "nonsense");
	assert_string_equal(taken.reason[0], "is unknown");

	assert_int_equal(read_text("code;name;channels\n1;x;\"7 | online | a\"\n", &fault), OK);
	assert_string_equal(taken.member[0], "channels");
	assert_int_equal(taken.line[0], 2);
}

static void
a_line_of_the_national_list_is_told_from_its_detail(void **state)
{
	struct file_fault fault;

	(void)state;
	assert_int_equal(read_text("{\"result\":[{\"MATTHC\":\"1.000001\",\"TENTTHC\":\"x\"}]}", &fault), OK);
	assert_true(taken.listed_only[0]);
	assert_int_equal(read_saved("tests/fuzz/corpus/catalogue_json/national.json", &fault), OK);
	assert_false(taken.listed_only[0]);
}

static void
titles_above_the_headings_of_a_real_list_are_passed_over(void **state)
{
	struct file_fault fault;

	(void)state;
	assert_int_equal(read_text("ỦY BAN NHÂN DÂN TỈNH,,\nDANH MỤC THỦ TỤC,,\nSTT,Mã TTHC,Tên thủ tục hành chính\n"
				   "1,1.000001,Đăng ký khai sinh\n",
			     &fault),
	    OK);
	assert_int_equal(taken.count, 1);
	assert_string_equal(taken.code[0], "1.000001");
	assert_string_equal(taken.name[0], "Đăng ký khai sinh");
}

static void
codes_are_healed_and_the_longer_form_becomes_another_code(void **state)
{
	static const struct {
		const char *text, *code, *alias;
	} rows[] = {
		{ "1.012644", "1.012644", NULL },
		{ " 2.000908.00 0.00.00.H61 ", "2.000908", "2.000908.000.00.00.H61" },
		{ "2.002621.H56", "2.002621", "2.002621.H56" },
		{ "1.01264", "1.012640", NULL },
		{ "1.2", "1.200000", NULL },
		{ "DV.000014", "DV.000014", NULL },
		{ "1.0126441", "1.0126441", NULL },
	};
	const char *code, *alias;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(code_heal(arena, rows[i].text, &code, &alias));
		assert_string_equal(code, rows[i].code);
		if (rows[i].alias == NULL)
			assert_null(alias);
		else
			assert_string_equal(alias, rows[i].alias);
	}
	assert_false(code_heal(arena, "mã sai!", &code, &alias));
	assert_false(code_heal(arena, " ", &code, &alias));
	assert_string_equal(
	    code_slug(arena, "Đăng ký khai sinh (bản sao)", "1.001193"), "dang-ky-khai-sinh-ban-sao-1-001193");
	assert_true(strlen(code_of_sector(arena, "Quản lý chất lượng công trình xây dựng và hạ tầng kỹ thuật")) <= 40);
}

static void
names_that_are_alike_are_offered_best_first(void **state)
{
	struct index_name names[] = { { "Đăng ký khai sinh", "1.001193" }, { "Đăng ký khai tử", "1.000656" },
		{ "Cấp giấy phép xây dựng", "1.009994" } };
	struct import_index index = { .procedures = names, .procedure_count = 3 };
	struct index_match matches[INDEX_MATCHES];

	(void)state;
	index_prepare(arena, &index);
	assert_int_equal(index_similar(arena, &index, "thủ tục đăng ký khai sinh", matches), 2);
	assert_string_equal(matches[0].code, "1.001193");
	assert_true(matches[0].percent > matches[1].percent);
	assert_int_equal(index_similar(arena, &index, "hoàn toàn khác", matches), 0);
}

static void
the_published_schema_is_the_one_of_the_tables(void **state)
{
	struct failure failure = { 0 };
	struct bytes file;

	(void)state;
	assert_int_equal(file_read(arena, "www/static/luoc-do/procedures-1.xsd", LIMIT, false, &file, &failure), OK);
	assert_string_equal((const char *)file.data, xml_schema(arena));
}

static int
start(void **state)
{
	(void)state;
	arena = arena_new(LIMIT);
	work = arena_new(LIMIT);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(work);
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_is_seen_from_the_content_and_read),
		cmocka_unit_test(a_fault_names_its_line_and_member),
		cmocka_unit_test(a_line_of_the_national_list_is_told_from_its_detail),
		cmocka_unit_test(titles_above_the_headings_of_a_real_list_are_passed_over),
		cmocka_unit_test(codes_are_healed_and_the_longer_form_becomes_another_code),
		cmocka_unit_test(names_that_are_alike_are_offered_best_first),
		cmocka_unit_test(the_published_schema_is_the_one_of_the_tables),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
