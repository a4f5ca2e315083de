/* What counts as a file that people can fill in, and which names a procedure has. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "blank_form/blank_form.h"
#include "core/input/upload.h"
#include "core/memory/arena.h"
#include "record/procedure_record.h"

static void
what_a_file_is_counts_and_not_what_it_is_called(void **state)
{
	static const char pdf[] = "%PDF-1.4\n1 0 obj<<>>endobj\n", script[] = "#!/bin/sh\necho\n";
	const struct bytes form = { (const unsigned char *)pdf, sizeof(pdf) - 1 },
			   other = { (const unsigned char *)script, sizeof(script) - 1 };

	(void)state;
	assert_true(blank_form_fits("to-khai.pdf", bytes_type(form)));
	assert_true(blank_form_fits("TO-KHAI.PDF", bytes_type(form)));
	assert_false(blank_form_fits("to-khai.docx", bytes_type(form)));
	assert_false(blank_form_fits("to-khai.pdf", bytes_type(other)));
	assert_false(blank_form_fits("to-khai", bytes_type(form)));
	assert_false(blank_form_fits("trang.html", "text/html"));
	assert_false(blank_form_fits("macro.docm", "application/vnd.ms-word.document.macroEnabled.12"));
	assert_true(blank_form_fits("don.doc", "application/CDFV2"));
	assert_false(blank_form_fits("don.pdf", "application/CDFV2"));
}

static void
a_procedure_names_each_file_once_of_papers_and_of_results(void **state)
{
	struct arena *arena = arena_new((size_t)1 << 20);
	struct requirement_record papers[] = { { .template_file = "a.pdf" }, { .template_file = "" },
		{ .template_file = "b.docx" }, { .template_file = "a.pdf" } };
	struct case_record cases[] = { { .requirements = { papers, 4 } }, { .requirements = { papers, 1 } } };
	struct result_record results[] = { { .template_file = "ket-qua.pdf" }, { .template_file = "b.docx" } };
	const struct version_record version = { .cases = { cases, 2 }, .results = { results, 2 } };
	const char *const *names;

	(void)state;
	assert_int_equal(blank_forms_named(arena, &version, &names), 3);
	assert_string_equal(names[0], "a.pdf");
	assert_string_equal(names[1], "b.docx");
	assert_string_equal(names[2], "ket-qua.pdf");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_file_is_counts_and_not_what_it_is_called),
		cmocka_unit_test(a_procedure_names_each_file_once_of_papers_and_of_results),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
