/* Definitions at and beyond their limits: refused with the place, or read in the memory of one request. Mirrors form_index.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/form/form.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

static struct arena *arena, *text_arena;
static struct buffer text;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT); /* past it the test aborts */
	text_arena = arena_new(ARENA_REQUEST_LIMIT);
	buffer_init(&text, text_arena, 2 * FORM_BYTES_MAX);
	buffer_text(&text, "{\"type\":\"default\",\"id\":\"f\",\"components\":[");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(text_arena);
	return 0;
}

/* What is said of the components written so far, ending with "path". */
static const char *
verdict(const char **ret_path)
{
	struct form_error error = { .message = "", .path = "" };
	struct form *form;

	buffer_text(&text, "]}");
	*ret_path = "";
	if (form_parse(arena, text.data, text.size, &form, &error) == OK)
		return "accepted";
	*ret_path = error.path;
	return error.message;
}

static void
number(int i, const char *more)
{
	buffer_printf(&text, "%s{\"type\":\"number\",\"id\":\"f%d\",\"key\":\"f%d\",\"label\":\"L\"%s}",
	    i > 0 ? "," : "", i, i, more);
}

static const char *
hidden_by(const char *condition)
{
	return arena_printf(text_arena, ",\"conditional\":{\"hide\":\"=%s\"}", condition);
}

static void
conditions_may_hang_on_conditions_thirty_two_deep(void **state)
{
	static const struct {
		int conditions;
		const char *message, *path;
	} cases[] = { { 32, "accepted", "" }, { 33, "form.cycle", "f33" } };

	(void)state;
	for (size_t c = 0; c < 2; c++) {
		const char *path;
		buffer_clear(&text);
		buffer_text(&text, "{\"type\":\"default\",\"id\":\"f\",\"components\":[");
		number(0, "");
		for (int i = 1; i <= cases[c].conditions; i++)
			number(i, hidden_by(arena_printf(text_arena, "f%d = 1", i - 1)));
		assert_string_equal(verdict(&path), cases[c].message);
		assert_string_equal(path, cases[c].path);
	}
}

static void
a_circle_is_found_however_wide_it_is(void **state)
{
	static const char *const cases[][2] = {
		{ "f1 = 1", "f0 = 1" },               /* each by the other */
		{ "f0 = 1", "true" },                 /* by itself */
		{ "f2 = 1", "true" },                 /* by what is computed from it */
		{ "count(f3) > 1", "count(f3) > 1" }, /* by the rows of a list that stands under it */
	};

	(void)state;
	for (size_t c = 0; c < sizeof(cases) / sizeof(*cases); c++) {
		const char *path;
		buffer_clear(&text);
		buffer_text(&text, "{\"type\":\"default\",\"id\":\"f\",\"components\":[");
		number(0, hidden_by(cases[c][0]));
		number(1, hidden_by(cases[c][1]));
		buffer_text(&text, ",{\"type\":\"expression\",\"id\":\"f2\",\"key\":\"f2\",\"label\":\"L\","
				   "\"expression\":\"=f0 + 1\"}");
		buffer_text(&text,
		    ",{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"label\":\"L\",\"conditional\":{\"hide\":"
		    "\"=f1 = 1\"},"
		    "\"components\":[{\"type\":\"number\",\"id\":\"f3\",\"key\":\"f3\",\"label\":\"L\"}]}");
		assert_string_equal(verdict(&path), "form.cycle");
		assert_string_not_equal(path, "");
	}
}

/* Every field of a layer reads all fields of the layer before: 8^30 ways from top to bottom. */
static void
a_web_of_conditions_is_walked_once(void **state)
{
	const char *path;

	(void)state;
	for (int i = 0; i < 240; i++) {
		const char *condition = "true";
		for (int k = 0; i >= 8 && k < 8; k++)
			condition = arena_printf(text_arena, "%s or f%d = 1", condition, i / 8 * 8 - 8 + k);
		number(i, i < 8 ? "" : hidden_by(condition));
	}
	assert_string_equal(verdict(&path), "accepted");
}

static void
a_form_at_its_limits_fits_into_one_request(void **state)
{
	const struct form_check check = { .today = TODAY, .language = "vi" };
	struct form_values values = { 0 };
	struct form_problems problems;
	struct form_error error;
	struct form *form = NULL;
	size_t parsed;

	(void)state;
	for (int i = 0; i < FORM_FIELDS_MAX; i++)
		number(i, i < 50 ? ""
				 : hidden_by(arena_printf(text_arena,
				       "if f%d between 1 and 100 then f%d in [1..9] else count([f%d, f%d]) > 5 or "
				       "not(f%d = null)",
				       i % 50, (i + 7) % 50, (i + 1) % 50, (i + 2) % 50, (i + 3) % 50)));
	buffer_text(&text, "]}");
	assert_int_equal(form_parse(arena, text.data, text.size, &form, &error), OK);
	parsed = arena_used(arena);
	for (int i = 0; i < FORM_FIELDS_MAX; i++)
		assert_true(form_values_add(arena, form, &values, arena_printf(arena, "f%d", i), "1.000"));
	form_validate(arena, form, &values, &check, &problems);
	print_message(
	    "500 fields of %zu bytes: %zu KB read, %zu KB in all\n", text.size, parsed >> 10, arena_used(arena) >> 10);
}

static void
an_expression_that_would_run_long_says_nothing(void **state)
{
	const struct form_check check = { .today = TODAY, .language = "vi" };
	const char *sum = "sum(f1)";
	struct form_values values = { 0 };
	struct form_problems problems;
	struct form_error error;
	struct form *form;

	(void)state;
	number(0, "");
	for (int i = 0; i < 200; i++)
		sum = arena_printf(text_arena, "%s + sum(f1)", sum);
	buffer_printf(
	    &text, ",{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\",\"label\":\"L\",\"expression\":\"=%s\"}", sum);
	buffer_text(&text, ",{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"label\":\"L\",\"components\":[{"
			   "\"type\":\"number\","
			   "\"id\":\"f1\",\"key\":\"f1\",\"label\":\"L\"}]}]}");
	assert_int_equal(form_parse(arena, text.data, text.size, &form, &error), OK);
	for (int row = 0; row < FORM_ROWS_MAX; row++)
		assert_true(form_values_add(arena, form, &values, arena_printf(arena, "f1.%d", row), "1"));
	assert_false(form_values_add(arena, form, &values, "f1.100", "1"));
	form_validate(arena, form, &values, &check, &problems);
	assert_int_equal(problems.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(conditions_may_hang_on_conditions_thirty_two_deep, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_circle_is_found_however_wide_it_is, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_web_of_conditions_is_walked_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_form_at_its_limits_fits_into_one_request, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_expression_that_would_run_long_says_nothing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
