/* Files that mean harm or are merely too much: each is refused with a word, within the memory that an import has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "import/import_file.h"
#include "import/xml_procedures.h"

#define WORK_MEMORY ((size_t)48 << 20)
#define TEXT_MAX    ((size_t)100 << 20)
#define SHEET       "xl/worksheets/sheet1.xml"

struct fixture {
	struct arena *lasting, *work;
	struct buffer text;
	size_t taken;
};

static enum err
take(void *of, const struct import_said *one)
{
	struct fixture *f = of;

	(void)one;
	f->taken++;
	return OK;
}

static int
start(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ arena_new((size_t)512 << 20), arena_new(WORK_MEMORY), { 0 }, 0 };
	buffer_init(&fixture.text, fixture.lasting, TEXT_MAX);
	*state = &fixture;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	arena_free(f->work);
	arena_free(f->lasting);
	return 0;
}

/* The reason for which the file is refused; "" if it is not. */
static const char *
refusal(struct fixture *f, struct bytes file)
{
	struct import_sink sink = { take, f, f->work };
	struct file_fault fault = { 0 };
	enum err err = import_file_read(file, NULL, f->lasting, &sink, &fault);

	assert_int_equal(err, fault.reason != NULL ? ERR_INVALID : OK);
	return fault.reason != NULL ? fault.reason : "";
}

static struct bytes
text_file(const struct fixture *f)
{
	return (struct bytes){ (const unsigned char *)f->text.data, f->text.size };
}

/* The text as the only sheet of a spreadsheet. */
static struct bytes
spreadsheet(struct fixture *f)
{
	zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL), *sheet;
	zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
	unsigned char *bytes;
	zip_stat_t status;

	assert_non_null(zip);
	zip_source_keep(whole);
	sheet = zip_source_buffer(zip, f->text.data, f->text.size, 0);
	assert_true(zip_file_add(zip, SHEET, sheet, ZIP_FL_ENC_UTF_8) >= 0);
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(whole, &status), 0);
	bytes = arena_alloc(f->lasting, (size_t)status.size);
	assert_int_equal(zip_source_open(whole), 0);
	assert_int_equal(zip_source_read(whole, bytes, status.size), (zip_int64_t)status.size);
	(void)zip_source_close(whole);
	zip_source_free(whole);
	return (struct bytes){ bytes, (size_t)status.size };
}

static void
a_row_of_a_spreadsheet_names_its_columns_only_so_often(void **state)
{
	struct fixture *f = *state;

	buffer_text(&f->text, "<worksheet><sheetData><row r=\"1\">");
	for (int i = 0; i < 400000; i++)
		buffer_printf(&f->text, "<c r=\"A1\"><v>%d</v></c>", i ^ 0x5a5a5);
	buffer_text(&f->text, "</row></sheetData></worksheet>");
	assert_string_equal(refusal(f, spreadsheet(f)), "columns");
}

static void
a_row_has_no_more_bytes_than_a_procedure(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 100; i++) {
		buffer_char(&f->text, ',');
		for (int k = 0; k < 20000; k++)
			buffer_char(&f->text, 'x');
	}
	assert_string_equal(refusal(f, text_file(f)), "cell");
}

static void
a_sheet_hides_no_document_type_in_another_encoding(void **state)
{
	struct fixture *f = *state;

	buffer_text(&f->text,
	    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n+ADwAIQ-DOCTYPE worksheet +AFsAPAAh-ENTITY b "
	    "+ACI-hello+ACIAPgBdAD4-\n+ADw-worksheet+AD4-+ADw-sheetData/+AD4-+ADw-/worksheet+AD4-");
	assert_string_equal(refusal(f, spreadsheet(f)), "xml");
}

static void
a_procedure_in_xml_is_bounded_as_in_json(void **state)
{
	struct fixture *f = *state;

	buffer_printf(&f->text, "<procedures xmlns=\"%s\"><procedure>", XML_PROCEDURES);
	for (int i = 0; i < 1000000; i++)
		buffer_text(&f->text, "<unknown/>");
	buffer_text(&f->text, "</procedure></procedures>");
	assert_string_equal(refusal(f, text_file(f)), "cell");
}

static void
json_is_no_deeper_than_a_record(void **state)
{
	struct fixture *f = *state;

	buffer_text(&f->text, "[{\"code\":");
	for (int i = 0; i < 100000; i++)
		buffer_char(&f->text, '[');
	assert_string_equal(refusal(f, text_file(f)), "json");
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(a_row_of_a_spreadsheet_names_its_columns_only_so_often),
		FILE_TEST(a_row_has_no_more_bytes_than_a_procedure),
		FILE_TEST(a_sheet_hides_no_document_type_in_another_encoding),
		FILE_TEST(a_procedure_in_xml_is_bounded_as_in_json),
		FILE_TEST(json_is_no_deeper_than_a_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
