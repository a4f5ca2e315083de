/* DMN tables when they are saved: overlaps, gaps, rows out of reach; random tables against evaluating every input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/rule/rule_check.h"

static struct arena *arena;

enum { TABLES = 3000, NUMBERS = 23 };

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

#define HEAD                                                                                                           \
	"<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"n\">"     \
	"<inputData id=\"i\" name=\"a\"><variable id=\"v\" name=\"a\" typeRef=\"number\"/></inputData>"                \
	"<inputData id=\"j\" name=\"b\"><variable id=\"w\" name=\"b\" typeRef=\"string\"/></inputData>"                \
	"<inputData id=\"k\" name=\"c\"><variable id=\"u\" name=\"c\" typeRef=\"date\"/></inputData>"                  \
	"<inputData id=\"l\" name=\"e\"><variable id=\"x\" name=\"e\" typeRef=\"boolean\"/></inputData>"

struct row {
	const char *cells[4]; /* of a, b, c, e; then the output */
	const char *output;
};

struct given {
	const char *attributes, *allowed_b, *allowed_output, *defaults;
	struct row rows[8];
};

static const struct rule *
parsed(const char *xml)
{
	struct definition_error error;
	struct rule *rule;

	if (rule_parse(arena, xml, strlen(xml), &rule, &error) != OK)
		print_error("%s at %s (%s): %s\n", error.message, error.element,
		    error.feel.message != NULL ? error.feel.message : "", xml);
	assert_int_equal(rule_parse(arena, xml, strlen(xml), &rule, &error), OK);
	return rule;
}

static const struct rule *
rule_of(const struct given *given)
{
	static const char *const columns[] = { "a", "b", "c", "e" };
	struct buffer xml;

	buffer_init(&xml, arena, 100000);
	buffer_printf(&xml, HEAD "<decision id=\"x\" name=\"x\"><decisionTable id=\"t\" %s>", given->attributes);
	for (size_t i = 0; i < 4; i++) {
		buffer_printf(&xml, "<input label=\"%s\"><inputExpression><text>%s</text></inputExpression>",
		    columns[i], columns[i]);
		if (i == 1 && given->allowed_b != NULL)
			buffer_printf(&xml, "<inputValues><text>%s</text></inputValues>", given->allowed_b);
		buffer_text(&xml, "</input>");
	}
	buffer_text(&xml, "<output name=\"r\" label=\"r\" typeRef=\"number\">");
	if (given->allowed_output != NULL)
		buffer_printf(&xml, "<outputValues><text>%s</text></outputValues>", given->allowed_output);
	if (given->defaults != NULL)
		buffer_printf(&xml, "<defaultOutputEntry><text>%s</text></defaultOutputEntry>", given->defaults);
	buffer_text(&xml, "</output>");
	for (const struct row *row = given->rows; row->output != NULL; row++) {
		buffer_text(&xml, "<rule>");
		for (size_t i = 0; i < 4; i++)
			buffer_printf(&xml, "<inputEntry><text><![CDATA[%s]]></text></inputEntry>",
			    row->cells[i] == NULL ? "-" : row->cells[i]);
		buffer_printf(&xml, "<outputEntry><text>%s</text></outputEntry></rule>", row->output);
	}
	buffer_text(&xml, "</decisionTable></decision></definitions>");
	return parsed(xml.data);
}

/* "overlap 1 2 a = 3; gap 0 0 ..." */
static const char *
problems_of(const struct given *given)
{
	const struct rule_problem *problems;
	size_t count = rule_check(arena, rule_of(given), &problems);
	struct buffer text;

	buffer_init(&text, arena, 10000);
	for (size_t i = 0; i < count; i++) {
		buffer_printf(&text, "%s%s%s", i > 0 ? " | " : "", problems[i].message + strlen("rule.check."),
		    problems[i].blocks ? "!" : "");
		for (size_t k = 0; k < 2 && problems[i].rows[k] > 0; k++)
			buffer_printf(&text, " %zu", problems[i].rows[k]);
		if (*problems[i].column != '\0')
			buffer_printf(&text, " in %s", problems[i].column);
		if (*problems[i].example != '\0')
			buffer_printf(&text, " at %s", problems[i].example);
	}
	return text.data;
}

static void
rows_that_overlap_or_leave_gaps_are_named_with_an_example(void **state)
{
	static const struct {
		struct given given;
		const char *problems;
	} cases[] = {
		{ { "", NULL, NULL, NULL, { { { "< 5" }, "1" }, { { ">= 5" }, "2" } } }, "" },
		{ { "", NULL, NULL, NULL, { { { "<= 5" }, "1" }, { { ">= 5" }, "2" } } }, "overlap! 1 2 at a = 5" },
		{ { "", NULL, NULL, NULL, { { { "< 5" }, "1" }, { { "> 5" }, "2" } } }, "gap at a = 5" },
		{ { "", NULL, NULL, "0", { { { "< 5" }, "1" }, { { "> 5" }, "2" } } }, "" },
		{ { "", NULL, NULL, NULL, { { { "<= 2" }, "1" }, { { ">= 3" }, "2" } } }, "gap at a = 2.5" },
		{ { "", "\"x\",\"y\"", NULL, NULL, { { { NULL, "\"x\"" }, "1" }, { { NULL, "\"y\"" }, "2" } } }, "" },
		{ { "", NULL, NULL, NULL, { { { NULL, "\"x\"" }, "1" }, { { NULL, "\"y\"" }, "2" } } },
		    "gap at b = not(\"x\", \"y\")" },
		{ { "", "\"x\",\"y\"", NULL, NULL,
		      { { { NULL, "\"x\"" }, "1" }, { { NULL, "not(\"x\")" }, "2" }, { { NULL, "\"z\"" }, "3" } } },
		    "never 3" },
		{ { "", NULL, NULL, NULL, { { { NULL, NULL, NULL, "true" }, "1" } } }, "gap at e = false" },
		{ { "", NULL, NULL, NULL,
		      { { { NULL, NULL, "<= date(\"2026-11-21\")" }, "1" },
			  { { NULL, NULL, ">= date(\"2026-11-22\")" }, "2" } } },
		    "" },
		{ { "", NULL, NULL, NULL,
		      { { { NULL, NULL, "< date(\"2026-11-21\")" }, "1" },
			  { { NULL, NULL, "> @\"2026-11-21\"" }, "2" } } },
		    "gap at c = date(\"2026-11-21\")" },
		{ { "", NULL, NULL, NULL, { { { "null, < 5" }, "1" }, { { ">= 5" }, "2" } } }, "" },
		{ { "hitPolicy=\"ANY\"", NULL, NULL, NULL, { { { "-" }, "1" }, { { "> 1" }, "1.0" } } }, "" },
		{ { "hitPolicy=\"ANY\"", NULL, NULL, NULL, { { { "-" }, "1" }, { { "> 1" }, "2" } } },
		    "different! 1 2 at a = 2" },
		{ { "hitPolicy=\"FIRST\"", NULL, NULL, NULL,
		      { { { "<= 3" }, "1" }, { { "> 3" }, "2" }, { { "5" }, "3" } } },
		    "unreachable 3" },
		{ { "hitPolicy=\"FIRST\"", NULL, NULL, NULL, { { { "5" }, "1" }, { { "-" }, "2" } } }, "" },
		{ { "hitPolicy=\"COLLECT\"", NULL, NULL, NULL, { { { "> 1" }, "1" }, { { "> 1" }, "1" } } },
		    "gap_collect at a = 0" },
		{ { "hitPolicy=\"COLLECT\"", NULL, NULL, NULL, { { { NULL }, NULL } } }, "gap_all" },
		{ { "", NULL, NULL, NULL, { { { "> a + 1" }, "1" }, { { "-" }, "2" } } }, "unjudged 1 in a" },
		{ { "", NULL, NULL, NULL, { { { "> a + 1", "\"x\"" }, "1" }, { { NULL, "not(\"x\")" }, "2" } } },
		    "unjudged 1 in a" },
		{ { "", NULL, "1, 2", NULL, { { { "-" }, "3" } } }, "not_allowed! 1 in r" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(problems_of(&cases[i].given), cases[i].problems);
}

#define FEE_COLUMNS                                                                                                    \
	"<output name=\"kind\"/><output name=\"code\" label=\"Code\"/><output name=\"name\"/><output name=\"price\"/>" \
	"<output name=\"basis\"/>"
#define FEE_ROW(test, kind, code, price)                                                                               \
	"<rule><inputEntry><text>" test "</text></inputEntry><outputEntry><text>" kind "</text></outputEntry>"         \
	"<outputEntry><text>" code "</text></outputEntry><outputEntry><text>\"n\"</text></outputEntry>"                \
	"<outputEntry><text>" price "</text></outputEntry><outputEntry><text>\"b\"</text></outputEntry></rule>"
#define FEES(policy, rows)                                                                                             \
	HEAD "<decision id=\"fees\" name=\"f\"><decisionTable hitPolicy=\"" policy                                     \
	     "\"><input label=\"a\"><inputExpression><text>a</text></inputExpression></input>" FEE_COLUMNS rows        \
	     "</decisionTable></decision></definitions>"

/* Each of these would stand between a citizen and their filing: rule_fees gives no amount. */
static void
fee_lines_that_would_be_refused_block_the_table(void **state)
{
	static const struct {
		const char *xml, *message;
	} cases[] = {
		{ FEES("COLLECT", FEE_ROW("-", "\"phi\"", "\"c\"", "0")), NULL },
		{ FEES("UNIQUE", FEE_ROW("-", "\"phi\"", "\"c\"", "0")), "rule.check.fee_shape" },
		{ FEES("COLLECT", FEE_ROW("-", "\"thue\"", "\"c\"", "0")), "rule.check.fee_cell" },
		{ FEES("COLLECT", FEE_ROW("-", "\"phi\"", "\"C c\"", "0")), "rule.check.fee_cell" },
		{ FEES("COLLECT", FEE_ROW("-", "\"phi\"", "\"c\"", "0.5")), "rule.check.fee_cell" },
		{ FEES("COLLECT", FEE_ROW("-", "\"phi\"", "\"c\"", "null")), "rule.check.fee_cell" },
		{ FEES("COLLECT", FEE_ROW("-", "\"phi\"", "\"c\"", "a * 1000")), NULL },
		{ FEES(
		      "COLLECT", FEE_ROW("&lt; 5", "\"phi\"", "\"c\"", "1") FEE_ROW("&gt; 3", "\"phi\"", "\"c\"", "2")),
		    "rule.check.same_code" },
		{ FEES(
		      "COLLECT", FEE_ROW("&lt; 5", "\"phi\"", "\"c\"", "1") FEE_ROW("&gt; 3", "\"phi\"", "\"d\"", "2")),
		    NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct rule_problem *problems;
		size_t count = rule_check(arena, parsed(cases[i].xml), &problems);
		const char *blocking = NULL;
		for (size_t k = 0; k < count && blocking == NULL; k++)
			blocking = problems[k].blocks ? problems[k].message : NULL;
		if (cases[i].message == NULL)
			assert_null(blocking);
		else
			assert_string_equal(blocking, cases[i].message);
	}
}

static uint32_t seed = 20261121;

static uint32_t
below(uint32_t limit)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % limit;
}

static const char *
random_number_cell(void)
{
	uint32_t low = below(9), high = low + below(4);

	switch (below(8)) {
	case 0: return "-";
	case 1: return arena_printf(arena, "< %u", low);
	case 2: return arena_printf(arena, ">= %u", low);
	case 3: return arena_printf(arena, "[%u..%u)", low, high);
	case 4: return arena_printf(arena, "%u, %u, > %u", low, high, high + 2);
	case 5: return arena_printf(arena, "not(%u, ]%u..%u])", low, low, high);
	case 6: return arena_printf(arena, "? > %u and ? < %u", low, high + 1);
	default: return arena_printf(arena, "%u", low);
	}
}

static const char *
random_text_cell(void)
{
	static const char *const cells[] = { "-", "\"x\"", "\"x\", \"y\"", "not(\"y\")", "\"z\"", "? != \"x\"" };

	return cells[below(sizeof(cells) / sizeof(*cells))];
}

/* Every input that could tell the rows apart: numbers in halves, the texts named and one that is not. */
static void
evaluate_all(const struct rule *rule, bool *ret_conflict, bool *ret_gap)
{
	static const char *const texts[] = { "x", "y", "z", "other" };

	*ret_conflict = *ret_gap = false;
	for (int n = -1; n <= NUMBERS * 2; n++)
		for (size_t t = 0; t < 4; t++) {
			struct decimal half = { 0 };
			struct rule_result result;
			struct feel_binding inputs[2] = { { "b", feel_string(texts[t]) } };
			struct feel_context context = { inputs, 2, 0 };
			assert_int_equal(decimal_divide(decimal_from_int(n), decimal_from_int(2), &half), OK);
			inputs[1] = (struct feel_binding){ "a", feel_number(half) };
			assert_int_equal(rule_evaluate(arena, rule, "x", &context, &result), OK);
			*ret_conflict = *ret_conflict || result.conflict;
			*ret_gap = *ret_gap || result.row_count == 0;
		}
}

static void
check_random_table(void)
{
	struct given given = { .attributes = "" };
	const struct rule_problem *problems;
	size_t rows = 1 + below(5), count;
	bool conflict, gap, told_overlap = false, told_gap = false;
	const struct rule *rule;

	for (size_t i = 0; i < rows; i++)
		given.rows[i] = (struct row){ { random_number_cell(), random_text_cell() }, "1" };
	rule = rule_of(&given);
	count = rule_check(arena, rule, &problems);
	evaluate_all(rule, &conflict, &gap);
	for (size_t i = 0; i < count; i++) {
		told_overlap = told_overlap || strcmp(problems[i].message, "rule.check.overlap") == 0;
		told_gap = told_gap || strcmp(problems[i].message, "rule.check.gap") == 0;
		assert_string_not_equal(problems[i].message, "rule.check.unjudged");
	}
	if (told_overlap != conflict || told_gap != gap)
		for (size_t i = 0; i < rows; i++)
			print_error("%s | %s\n", given.rows[i].cells[0], given.rows[i].cells[1]);
	assert_int_equal(told_overlap, conflict);
	assert_int_equal(told_gap, gap);
}

static void
what_is_said_of_a_random_table_is_what_evaluating_all_inputs_shows(void **state)
{
	(void)state;
	for (int i = 0; i < TABLES; i++) {
		check_random_table();
		arena_reset(arena);
	}
}

/* The largest table that may be saved: a thousand steps of a tariff, checked within the memory of a request. */
static void
a_table_of_a_thousand_rows_is_judged_within_bounds(void **state)
{
	struct buffer xml;
	const struct rule_problem *problems;
	const struct rule *rule;
	size_t count;

	(void)state;
	buffer_init(&xml, arena, RULE_BYTES_MAX);
	buffer_text(&xml,
	    HEAD "<decision id=\"x\" name=\"x\"><decisionTable><input label=\"a\"><inputExpression><text>a"
		 "</text></inputExpression></input><output name=\"r\"/>");
	for (int i = 0; i < 1000; i++)
		buffer_printf(&xml,
		    "<rule><inputEntry><text>[%d..%d%c</text></inputEntry><outputEntry><text>1</text></outputEntry></"
		    "rule>",
		    i, i + 1, i == 500 ? ']' : ')');
	buffer_text(&xml, "</decisionTable></decision></definitions>");
	assert_false(xml.full);
	rule = parsed(xml.data);
	count = rule_check(arena, rule, &problems);
	assert_int_equal(count, 3);
	assert_string_equal(problems[0].message, "rule.check.overlap");
	assert_int_equal(problems[0].rows[0], 501);
	assert_int_equal(problems[0].rows[1], 502);
	assert_string_equal(problems[0].example, "a = 501");
	assert_string_equal(problems[1].example, "a = -1");
	assert_string_equal(problems[2].example, "a = 1000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    rows_that_overlap_or_leave_gaps_are_named_with_an_example, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fee_lines_that_would_be_refused_block_the_table, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_said_of_a_random_table_is_what_evaluating_all_inputs_shows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_table_of_a_thousand_rows_is_judged_within_bounds, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
