/*
 * Lists of steps become processes: the columns of real files, what is certain and what is left to a person; and the 99 real
 * processes of MOTCUA_SHARED, with what each lacks. Mirrors modules/catalogue/process_design/step_list*.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "process_design/step_list.h"

enum { REAL_PROCESSES = 99, REAL_STEPS = 784, FILE_MAX = 4 * 1024 * 1024 };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)256 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static enum err
read_text(const char *text, struct step_list *list, struct file_fault *fault)
{
	return step_list_read(arena, (struct bytes){ (const unsigned char *)text, strlen(text) }, list, fault);
}

static const struct step_remark *
remark_of(const struct step_reading *reading, size_t row, const char *what)
{
	for (size_t i = 0; i < reading->remark_count; i++)
		if (reading->remarks[i].row == row && strcmp(reading->remarks[i].what, what) == 0)
			return &reading->remarks[i];
	return NULL;
}

static void
test_a_sheet_with_vietnamese_headings_is_read_process_by_process(void **state)
{
	static const char sheet[] =
	    "Mã thủ tục,Tên thủ tục,Trường hợp,Thời hạn giải quyết,Bước,Đơn vị/người thực hiện,Nội dung công việc,Thời "
	    "gian,Kết quả\n"
	    "1.000001,Thủ tục A,,02 ngày,B1,Công chức TN&TKQ,Tiếp nhận hồ sơ,\"0,5 ngày\",Giấy tiếp nhận\n"
	    ",,,,B2,Lãnh đạo Sở,Ký duyệt,\"1,5 ngày\",\n"
	    ",,,,B3,Công chức TN&TKQ,Trả kết quả,Giờ hành chính,\n"
	    "1.000001,Thủ tục A,cấp lại,,B1,Công chức TN&TKQ,Tiếp nhận hồ sơ,1 ngày,\n";
	struct step_list list;
	struct step_reading reading;
	struct file_fault fault;

	(void)state;
	assert_int_equal(read_text(sheet, &list, &fault), OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.processes[0].count, 3);
	assert_string_equal(list.processes[1].case_name, "cấp lại");
	assert_int_equal(list.processes[1].line, 5);
	step_process_read(arena, &list.processes[0], "p", "ngày", &reading);
	assert_int_equal(reading.lacking, 0);
	assert_true(reading.sum_equal);
	assert_string_equal(reading.table.rows[0].role, "intake");
	assert_string_equal(reading.table.rows[0].output, "Giấy tiếp nhận");
	assert_string_equal(reading.table.rows[2].role, "returning");
	assert_string_equal(reading.table.rows[2].timing, "Giờ hành chính");
	assert_string_equal(reading.table.rows[2].term, "");
}

static void
test_what_is_not_certain_is_remarked_beside_its_row(void **state)
{
	static const char json[] =
	    "[{\"procedure_code\":\"1.1\",\"procedure_name\":\"B\",\"total_term\":\"5 ngày\",\"steps\":["
	    "{\"name\":\"B1\",\"unit_or_role\":\"Công chức TN&TKQ\",\"content\":\"Tiếp nhận\",\"duration_text\":\"1 "
	    "ngày\"},"
	    "{\"name\":\"B2\",\"unit_or_role\":\"Hội đồng\",\"content\":\"Họp\",\"duration_text\":\"1\"},"
	    "{\"name\":\"B3\",\"unit_or_role\":\"Lãnh đạo Sở\",\"content\":\"- Nếu đồng ý: Ký. - Nếu không đồng ý: "
	    "Chuyển lại bước "
	    "1\",\"duration_text\":\"sớm\"}]}]";
	struct step_list list;
	struct step_reading reading;
	struct file_fault fault;

	(void)state;
	assert_int_equal(read_text(json, &list, &fault), OK);
	step_process_read(arena, &list.processes[0], "p", "ngày", &reading);
	assert_non_null(remark_of(&reading, 1, "role_body"));
	assert_non_null(remark_of(&reading, 1, "term_unitless"));
	assert_non_null(remark_of(&reading, 2, "term_unread"));
	assert_non_null(remark_of(&reading, 2, "way_read"));
	assert_non_null(remark_of(&reading, SIZE_MAX, "sum_differs"));
	assert_int_equal(reading.table.rows[2].ways[0].to, 0);
	assert_string_equal(reading.table.rows[2].timing, "sớm");
}

static void
test_files_that_are_no_step_lists_are_refused_with_the_reason(void **state)
{
	static const struct {
		const char *text, *reason;
	} files[] = {
		{ "", "headings" },
		{ "a,b\n1,2\n", "headings" },
		{ "Mã thủ tục,Đơn vị,Nội dung\n", "empty" },
		{ "[]", "empty" },
		{ "{\"processes\":3}", "json" },
		{ "[{\"steps\":3}]", "json" },
		{ "[{\"steps\":[{\"content\":[1]}]}]", "cell" },
		{ "[{\"steps\":[],\"steps\":[]}]", "json" },
		{ "[[[[", "json" },
		{ "<a/>", "format" },
	};
	struct step_list list;
	struct file_fault fault;

	(void)state;
	for (size_t i = 1; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(read_text(files[i].text, &list, &fault), ERR_INVALID);
		assert_string_equal(fault.reason, files[i].reason);
	}
}

static void
test_a_step_is_named_after_what_it_does(void **state)
{
	static const struct {
		const char *content, *name;
	} cases[] = {
		{ "1. Tiếp nhận hồ sơ: Tiếp nhận trực tiếp", "Tiếp nhận hồ sơ" },
		{ "- Hướng dẫn, tiếp nhận hồ sơ - Phân công viên chức", "Hướng dẫn, tiếp nhận hồ sơ" },
		{ "Ký duyệt.", "Ký duyệt" },
		{ "", "Văn thư Sở" },
	};
	char name[2000];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(step_name_of(arena, cases[i].content, "Văn thư Sở"), cases[i].name);
	memset(name, 0, sizeof(name));
	for (size_t i = 0; i < 300; i++)
		memcpy(name + i * 5, "ký, ", 5);
	assert_in_range(strlen(step_name_of(arena, name, "")), 50, 240);
}

/* --- the 99 -------------------------------------------------------------------------------------------------------- */

static struct bytes
real_file(void)
{
	const char *shared = getenv("MOTCUA_SHARED");
	FILE *file =
	    fopen(arena_printf(arena, "%s/data/internal_processes.json", shared != NULL ? shared : "../shared"), "rb");
	unsigned char *data = arena_alloc(arena, FILE_MAX);
	struct bytes bytes = { data, 0 };

	if (file == NULL)
		return bytes;
	bytes.size = fread(data, 1, FILE_MAX, file);
	(void)fclose(file);
	return bytes;
}

/* The first characters of a text, for a line on the screen. */
static const char *
short_text(const char *text)
{
	size_t size = 0, points = 0;

	for (; text[size] != '\0' && points < 70; size++)
		points += ((unsigned char)text[size + 1] & 0xc0) != 0x80;
	return arena_strndup(arena, text, size);
}

static void
print_lacks(const struct step_process *process, size_t number, const struct step_reading *reading)
{
	print_message("    %2zu %s %s\n", number, process->procedure_code, short_text(process->procedure_name));
	for (size_t i = 0; i < reading->remark_count; i++) {
		const struct step_remark *remark = &reading->remarks[i];
		if (remark->lacks && remark->row == SIZE_MAX)
			print_message("         %s: %s\n", remark->what, remark->said);
		else if (remark->lacks)
			print_message(
			    "         row %zu, %s: %s\n", remark->row + 1, remark->what, short_text(remark->said));
	}
}

static void
test_the_99_real_processes_are_imported(void **state)
{
	const struct bytes file = real_file();
	size_t steps = 0, whole = 0, sums = 0, sums_with_units = 0, equal = 0, sure = 0, executable = 0;
	struct step_list list;
	struct file_fault fault;

	(void)state;
	if (file.size == 0) {
		print_message("    skipped: no data/internal_processes.json in MOTCUA_SHARED\n");
		return;
	}
	assert_int_equal(step_list_read(arena, file, &list, &fault), OK);
	assert_int_equal(list.count, REAL_PROCESSES);
	for (size_t i = 0; i < list.count; i++) {
		struct step_reading reading;
		size_t doubts = 0;
		bool unitless = false, runs = true;
		step_process_read(arena, &list.processes[i], "p", "ngày", &reading);
		for (size_t k = 0; k < reading.remark_count; k++) {
			doubts += strncmp(reading.remarks[k].what, "role_", 5) == 0;
			unitless = unitless || strcmp(reading.remarks[k].what, "term_days") == 0;
		}
		for (size_t row = 0; row < reading.table.count; row++)
			runs = runs && *reading.table.rows[row].role != '\0';
		steps += list.processes[i].count;
		sure += list.processes[i].count - doubts;
		sums += reading.sum_checked;
		sums_with_units += reading.sum_checked && !unitless;
		equal += reading.sum_checked && !unitless && reading.sum_equal;
		executable += runs && remark_of(&reading, SIZE_MAX, "document") == NULL;
		whole += reading.lacking == 0;
		if (reading.lacking > 0)
			print_lacks(&list.processes[i], i + 1, &reading);
	}
	print_message(
	    "    %zu processes, %zu steps: %zu lack nothing, %zu can run as they are; role certain at %zu steps; "
	    "sum of terms = printed total in %zu of %zu (and %zu without units)\n",
	    list.count, steps, whole, executable, sure, equal, sums_with_units, sums - sums_with_units);
	assert_int_equal(steps, REAL_STEPS);
	assert_int_equal(sums_with_units, 76);
	assert_int_equal(equal, 72);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_sheet_with_vietnamese_headings_is_read_process_by_process),
		cmocka_unit_test(test_what_is_not_certain_is_remarked_beside_its_row),
		cmocka_unit_test(test_files_that_are_no_step_lists_are_refused_with_the_reason),
		cmocka_unit_test(test_a_step_is_named_after_what_it_does),
		cmocka_unit_test(test_the_99_real_processes_are_imported),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
