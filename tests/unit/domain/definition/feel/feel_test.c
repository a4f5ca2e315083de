/* FEEL: what an expression means, what is refused when saved, what hostile text does. Mirrors feel_*.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "core/memory/buffer.h"
#include "domain/definition/feel/feel.h"
#include "support/arena.h"

enum { TODAY = 20778 }; /* 2026-11-21 */

static const struct feel_value list_items[] = {
	{ .type = FEEL_STRING, .string = "chủ hộ" },
	{ .type = FEEL_STRING, .string = "vợ" },
};

static const struct feel_binding bindings[] = {
	{ "age_years", { .type = FEEL_NUMBER, .number = { .low = 17 } } },
	{ "name", { .type = FEEL_STRING, .string = "Nguyễn Văn Án" } },
	{ "Full Name", { .type = FEEL_STRING, .string = "Bình" } },
	{ "born", { .type = FEEL_DATE, .date = 14570 } }, /* 2009-11-22 */
	{ "yes", { .type = FEEL_BOOLEAN, .boolean = true } },
	{ "no", { .type = FEEL_BOOLEAN, .boolean = false } },
	{ "loan.rate", { .type = FEEL_NUMBER, .number = { .low = 5 } } },
	{ "members", { .type = FEEL_LIST, .list = { list_items, 2 } } },
};

static const struct feel_name declared[] = {
	{ "age_years", FEEL_NUMBER, FEEL_ANY },
	{ "name", FEEL_STRING, FEEL_ANY },
	{ "Full Name", FEEL_STRING, FEEL_ANY },
	{ "born", FEEL_DATE, FEEL_ANY },
	{ "yes", FEEL_BOOLEAN, FEEL_ANY },
	{ "no", FEEL_BOOLEAN, FEEL_ANY },
	{ "loan.rate", FEEL_NUMBER, FEEL_ANY },
	{ "members", FEEL_LIST, FEEL_STRING },
	{ "missing", FEEL_BOOLEAN, FEEL_ANY },
	{ "missing_number", FEEL_NUMBER, FEEL_ANY },
};

static const struct feel_names names = { declared, sizeof(declared) / sizeof(*declared) };
static const struct feel_context context = { bindings, sizeof(bindings) / sizeof(*bindings), TODAY };

static struct feel *
parsed(const char *text)
{
	struct feel *feel;
	struct feel_error error;

	if (feel_parse(arena, text, &names, &feel, &error) != OK)
		print_error("%s: %s at %zu\n", text, error.message, error.position);
	assert_int_equal(feel_parse(arena, text, &names, &feel, &error), OK);
	return feel;
}

/* The value as text with its type in front where it is not plain: null is "null". */
static const char *
value_of(const char *text)
{
	struct feel_value value = feel_evaluate(arena, parsed(text), &context);

	return value.type == FEEL_NULL ? "null" : feel_to_text(arena, value);
}

static void
expressions_mean_what_dmn_says(void **state)
{
	static const char *const cases[][2] = {
		{ "1 + 2 * 3", "7" },
		{ "(1 + 2) * 3", "9" },
		{ "10 - 3 - 2", "5" },
		{ "2 ** 3 ** 2", "64" },
		{ "10--5", "15" },
		{ "10 ** -5", "0.00001" },
		{ "1 / 0", "null" },
		{ "0.1 + 0.2", "0.3" },
		{ ".872", "0.872" },
		{ "null + 10", "null" },
		{ "\"a\" + \"b\"", "ab" },
		{ "\"a\" + 1", "null" },
		{ "\"Hello \" + Full Name", "Hello Bình" },
		{ "loan.rate * 2", "10" },
		{ "yes and no", "false" },
		{ "yes and missing", "null" },
		{ "no and missing", "false" },
		{ "yes or missing", "true" },
		{ "no or missing", "null" },
		{ "not(missing)", "null" },
		{ "not(yes)", "false" },
		{ "if age_years >= 18 then \"a\" else \"b\"", "b" },
		{ "if missing then 1 else 2", "2" },
		{ "age_years between 10 and 20", "true" },
		{ "age_years in [10..17)", "false" },
		{ "age_years in (10..17]", "true" },
		{ "age_years in ]16..18[", "true" },
		{ "age_years in (1, 2, 17)", "true" },
		{ "age_years in (>20, <18)", "true" },
		{ "age_years in [1, 2]", "false" },
		{ "missing = null", "true" },
		{ "name != null", "true" },
		{ "age_years = \"17\"", "null" },
		{ "count(members)", "2" },
		{ "list contains(members, \"vợ\")", "true" },
		{ "\"vợ\" in members", "true" },
		{ "sum(1, 2, 3.5)", "6.5" },
		{ "sum([1, null])", "null" },
		{ "min(3, 1, 2)", "1" },
		{ "max([3, 1, 2])", "3" },
		{ "string length(name)", "13" },
		{ "substring(name, 1, 6)", "Nguyễn" },
		{ "substring(name, -2)", "Án" },
		{ "starts with(name, \"Nguyễn\")", "true" },
		{ "ends with(name, \"x\")", "false" },
		{ "contains(name, \"Văn\")", "true" },
		{ "floor(-1.5)", "-2" },
		{ "ceiling(1.01)", "2" },
		{ "decimal(2.5, 0)", "2" },
		{ "round half up(2.5, 0)", "3" },
		{ "modulo(-7, 3)", "2" },
		{ "number(\"1.5\") * 2", "3.0" },
		{ "string(1.5)", "1.5" },
		{ "age(born)", "16" },
		{ "years between(born, date(\"2027-11-22\"))", "18" },
		{ "born + duration(\"P18Y\") > today()", "true" },
		{ "date(\"2024-01-31\") + @\"P1M\"", "2024-02-29" },
		{ "days between(date(\"2026-11-21\"), date(\"2027-01-01\"))", "41" },
		{ "some x in members satisfies x = \"vợ\"", "true" },
		{ "every x in members satisfies string length(x) > 2", "false" },
		{ "every x in [] satisfies x", "true" },
		{ "some x in [null, false] satisfies x", "null" },
		{ "for x in members return upper case(x)", "CHỦ HỘ, VỢ" },
		{ "for x in [1, 2], y in [x, 10] return x * y", "1, 10, 4, 20" },
		{ "for i in 3..1 return i", "3, 2, 1" },
		{ "sum(for x in [1, 2, 3] return if x > 1 then x * 8000 else 0)", "40000" },
		{ "count(members[item != \"vợ\"])", "1" },
		{ "members[1]", "chủ hộ" },
		{ "members[-1]", "vợ" },
		{ "members[3]", "null" },
		{ "[1, 2, 3][item > 1][1]", "2" },
		{ "some i in 1..count(members) satisfies members[i] = \"vợ\" and i = 2", "true" },
		{ "for x in [1] return for y in [2] return x + y", "3" },
		{ "born.year", "2009" },
		{ "born.month + born.day", "33" },
		{ "today().weekday", "6" },
		{ "(today() - date(\"2026-01-01\")).days", "324" },
		{ "for d in [born] return d.year", "2009" },
		{ "date(2024, 2, 29)", "2024-02-29" },
		{ "date(2023, 2, 29)", "null" },
		{ "last day of month(date(\"2024-02-10\"))", "2024-02-29" },
		{ "last day of month(date(\"2026-12-31\"))", "2026-12-31" },
		{ "years and months duration(born, today()).years", "16" },
		{ "round up(1.121, 2)", "1.13" },
		{ "round up(-1.121, 2)", "-1.13" },
		{ "round down(1.129, 2)", "1.12" },
		{ "odd(3) and even(-2)", "true" },
		{ "odd(1.5)", "null" },
		{ "mean([2, 3])", "2.5" },
		{ "median([9, 1, 4])", "4" },
		{ "product(2, 3.5)", "7.0" },
		{ "concatenate([1], [2, 3])", "1, 2, 3" },
		{ "append([1], 2, [3])", "1, 2, 3" },
		{ "reverse([1, 2])", "2, 1" },
		{ "index of([1, 2, 1.0], 1)", "1, 3" },
		{ "distinct values([1, 1.0, \"1\"])", "1, 1" },
		{ "union([1, 2], [2, 3])", "1, 2, 3" },
		{ "sublist([1, 2, 3], -2, 1)", "2" },
		{ "remove([1, 2, 3], 2)", "1, 3" },
		{ "flatten([1, [2, [3]]])", "1, 2, 3" },
		{ "string join(members, \"; \")", "chủ hộ; vợ" },
		{ "string join([\"a\", null], \"-\")", "a" },
		{ "lower case(\"ĐỖ\")", "đỗ" },
		{ "substring before(\"H01-26\", \"-\") + substring after(\"H01-26\", \"-\")", "H0126" },
		{ "age_years in ]16..18[", "true" },
		{ "missing[1]", "null" },
		{ "for x in missing return x", "null" },
		{ "date(\"2027-01-01\") - today() = @\"P41D\"", "true" },
		{ "date(\"2026-02-30\")", "null" },
		{ "today()", "2026-11-21" },
		{ "is defined(missing)", "false" },
		{ "\"\\u1ec5\\n\"", "ễ\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (strcmp(value_of(cases[i][0]), cases[i][1]) != 0)
			print_error("%s\n", cases[i][0]), assert_string_equal(value_of(cases[i][0]), cases[i][1]);
}

static void
a_guard_holds_only_if_it_is_true_for_certain(void **state)
{
	(void)state;
	assert_true(feel_holds(arena, parsed("yes"), &context));
	assert_false(feel_holds(arena, parsed("missing"), &context));
	assert_false(feel_holds(arena, parsed("not(missing)"), &context));
	assert_false(feel_holds(arena, parsed("1"), &context));
	assert_false(feel_holds(arena, parsed("\"true\""), &context));
	assert_false(feel_holds(arena, parsed("missing_number > 5"), &context));
	assert_false(feel_holds(arena, parsed("missing_number <= 5"), &context));
}

static void
cells_test_the_value_of_their_column(void **state)
{
	static const struct {
		const char *cell;
		int64_t input;
		bool matches;
	} cases[] = {
		{ "-", 5, true },
		{ "", 5, true },
		{ "5", 5, true },
		{ "4, 5", 5, true },
		{ "> 5", 5, false },
		{ ">= 5", 5, true },
		{ "[1..5)", 5, false },
		{ "[1..5]", 5, true },
		{ "not(5)", 5, false },
		{ "not(4, > 6)", 5, true },
		{ "? > 4 and ? < 6", 5, true },
		{ "-5", -5, true },
		{ "age_years", 17, true },
		{ "null", 5, false },
		{ "[4, 5]", 5, true },
		{ "< 3, > 10", 5, false },
	};
	struct feel *feel;
	struct feel_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(feel_parse_test(arena, cases[i].cell, &names, &feel, &error), OK);
		assert_int_equal(feel_check_test(feel, &names, FEEL_NUMBER, &error), OK);
		if (feel_matches(arena, feel, feel_integer(cases[i].input), &context) != cases[i].matches)
			print_error("%s\n", cases[i].cell);
		assert_int_equal(feel_matches(arena, feel, feel_integer(cases[i].input), &context), cases[i].matches);
	}
	assert_int_equal(feel_parse_test(arena, "not(> 5)", &names, &feel, &error), OK);
	assert_false(feel_matches(arena, feel, feel_null(), &context));
}

static void
mistakes_are_told_with_their_place(void **state)
{
	static const struct {
		const char *text, *message;
		size_t position;
	} syntax[] = {
		{ "1 +", "feel.unfinished", 3 }, { "1 + + 2", "feel.syntax", 4 }, { "(1", "feel.unfinished", 2 },
		{ "a b", "feel.syntax", 2 }, { "frobnicate(1)", "feel.unknown_function", 0 }, { "count()", "feel.arguments", 0 },
		{ "\"abc", "feel.string", 0 }, { "\"\\u0000\"", "feel.string", 0 }, { "@\"2026-13-01\"", "feel.date", 0 },
		{ "1.2.3", "feel.syntax", 3 }, { "a = 1 ; drop", "feel.syntax", 6 }, { "12abc", "feel.number", 0 },
		{ "split(\"a;b\", \";\")", "feel.unknown_function", 0 }, { "matches(\"a\", \"a+\")", "feel.unknown_function", 0 },
		{ "1 + date and time(\"x\")", "feel.unknown_function", 4 }, { "get value(a, \"b\")", "feel.unknown_function", 0 },
		{ "function(x) x", "feel.unknown_function", 0 }, { "{a: 1}", "feel.syntax", 0 }, { "x instance of number", "feel.syntax", 2 },
		{ "for x in [1]", "feel.unfinished", 12 }, { "some x in [1] return x", "feel.syntax", 14 },
		{ "for x.y in [1] return 1", "feel.syntax", 4 }, { "(1).hour", "feel.unknown_name", 4 }, { "[1][1", "feel.unfinished", 5 },
		{ "for x [1] return x", "feel.syntax", 6 }, { "round up(1)", "feel.arguments", 0 }, { "date(1, 2)", "feel.arguments", 0 },
		{ "", "feel.unfinished", 0 }, { "? > 1", "feel.syntax", 0 }, { "if yes then 1", "feel.unfinished", 13 },
	}, types[] = {
		{ "name > 5", "feel.type", 7 }, { "yes + 1", "feel.type", 6 }, { "unheard_of = 1", "feel.unknown_name", 0 },
		{ "1 and yes", "feel.type", 0 }, { "if 1 then yes else no", "feel.type", 3 }, { "age_years", "feel.type", 0 },
		{ "age(name) > 1", "feel.type", 4 }, { "name in [1..5]", "feel.type", 8 }, { "yes < no", "feel.type", 0 },
		{ "age_years in (\"a\")", "feel.type", 14 }, { "some x in members satisfies x > 1", "feel.type", 32 },
		{ "some x in age_years satisfies x", "feel.type", 10 }, { "every x in [1] satisfies x", "feel.type", 25 },
		{ "name.year = 1", "feel.type", 0 }, { "born[1] = born", "feel.type", 0 }, { "members[name] = name", "feel.type", 8 },
		{ "some x in members satisfies y", "feel.unknown_name", 28 }, { "members[1] = 1", "feel.type", 13 }, { "-name = null", "feel.type", 1 },
	};
	struct feel *feel;
	struct feel_error error;

	(void)state;
	for (size_t i = 0; i < sizeof(syntax) / sizeof(*syntax); i++) {
		assert_int_equal(feel_parse(arena, syntax[i].text, NULL, &feel, &error), ERR_INVALID);
		assert_string_equal(error.message, syntax[i].message);
		if (error.position != syntax[i].position)
			print_error("%s\n", syntax[i].text);
		assert_int_equal(error.position, syntax[i].position);
	}
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		assert_int_equal(feel_parse(arena, types[i].text, &names, &feel, &error), OK);
		if (feel_check(feel, &names, FEEL_BOOLEAN, &error) == OK || error.position != types[i].position)
			print_error("%s\n", types[i].text);
		assert_int_equal(feel_check(feel, &names, FEEL_BOOLEAN, &error), ERR_INVALID);
		assert_string_equal(error.message, types[i].message);
		assert_int_equal(error.position, types[i].position);
	}
}

static void
hostile_expressions_end_quickly(void **state)
{
	char text[FEEL_TEXT_MAX + 2];
	struct feel *feel;
	struct feel_error error;
	static const char *const units[] = { "(", "[", "-", "not(", "if ", "1+", "1-", "a or ", "1**", "((((1", "[[1],",
		"a in (", "for x in ", "some x in [1] satisfies ", "a[", "a[1]", "(1).year" };

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		text[0] = '\0';
		while (strlen(text) + strlen(units[i]) < FEEL_TEXT_MAX)
			strncat(text, units[i], sizeof(text) - strlen(text) - 1);
		assert_int_equal(feel_parse(arena, text, &names, &feel, &error), ERR_INVALID);
		arena_reset(arena);
	}
	memset(text, '1', sizeof(text));
	text[FEEL_TEXT_MAX + 1] = '\0';
	assert_int_equal(feel_parse(arena, text, &names, &feel, &error), ERR_INVALID);
	assert_string_equal(error.message, "feel.too_long");
}

static void
a_long_choice_is_not_deep(void **state)
{
	struct buffer text;

	(void)state;
	buffer_init(&text, arena, FEEL_TEXT_MAX);
	buffer_text(&text, "name = \"x0\"");
	for (int i = 1; i < 150; i++)
		buffer_printf(&text, " or name = \"x%d\"", i);
	assert_string_equal(value_of(text.data), "false");
}

static void
the_index_lists_each_name_once(void **state)
{
	const char *const *reads;

	(void)state;
	assert_int_equal(
	    feel_reads(parsed("name = \"a\" and (yes or name = \"b\") and count(members) > 1"), &reads), 3);
	assert_string_equal(reads[0], "name");
	assert_string_equal(reads[1], "yes");
	assert_string_equal(reads[2], "members");
}

static void
the_tree_is_json_for_the_browser(void **state)
{
	struct buffer out;
	json_error_t error;

	(void)state;
	buffer_init(&out, arena, 64 * 1024);
	feel_write_json(parsed("age_years in [1..5) and not(name = \"</script>\") or count(members) > -1.5"), &out);
	assert_string_equal(out.data,
	    "{\"op\":\"or\",\"args\":[{\"op\":\"and\",\"args\":[{\"op\":\"match\",\"args\":[{\"name\":\"age_years\"},"
	    "{\"op\":\"range\",\"low\":true,\"high\":false,\"args\":[{\"number\":\"1\"},{\"number\":\"5\"}]}]},"
	    "{\"op\":\"not\",\"args\":[{\"op\":\"=\",\"args\":[{\"name\":\"name\"},{\"string\":\"\\u003c/"
	    "script\\u003e\"}]}]}]},"
	    "{\"op\":\"\\u003e\",\"args\":[{\"call\":\"count\",\"args\":[{\"name\":\"members\"}]},"
	    "{\"op\":\"negate\",\"args\":[{\"number\":\"1.5\"}]}]}]}");
	json_t *tree = json_loads(out.data, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(tree);
	json_decref(tree);
}

static void
days_are_those_of_the_calendar(void **state)
{
	int64_t days;
	char text[11];

	(void)state;
	assert_int_equal(feel_date_parse("2026-11-21", 10, &days), OK);
	assert_int_equal(days, TODAY);
	for (int64_t day = -719162; day <= 2932896; day += 97) {
		feel_date_format(day, text);
		assert_int_equal(feel_date_parse(text, 10, &days), OK);
		assert_true(days == day);
	}
	assert_int_equal(feel_date_parse("2023-02-29", 10, &days), ERR_INVALID);
	assert_int_equal(feel_date_parse("0000-01-01", 10, &days), ERR_INVALID);
	assert_int_equal(feel_date_parse("2026-1-01", 9, &days), ERR_INVALID);
}

/* The longest declared name that stands there, whichever way it is looked up; those past `count` are not declared. */
static void
names_are_found_alike_with_and_without_their_index(void **state)
{
	static const struct feel_name many[] = { { "a", FEEL_NUMBER, FEEL_ANY }, { "a b", FEEL_NUMBER, FEEL_ANY },
		{ "a b c", FEEL_STRING, FEEL_ANY }, { "loan.rate", FEEL_NUMBER, FEEL_ANY },
		{ "rows", FEEL_LIST, FEEL_DATE }, { "a", FEEL_STRING, FEEL_ANY } };
	static const char *const texts[] = { "a + 1", "a b + 1", "a b c = \"x\"", "loan.rate > 2", "rows[1] = null",
		"a bc", "loan = 1", "a b c > 1", "last + 1" };
	const struct feel_names plain = { many, sizeof(many) / sizeof(*many), NULL };
	struct feel_names indexed = plain;

	(void)state;
	feel_names_index(arena, &indexed);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct feel *one = NULL, *other = NULL;
		struct feel_error error = { 0 }, again = { 0 };
		enum err err = feel_parse(arena, texts[i], &plain, &one, &error);

		assert_int_equal(feel_parse(arena, texts[i], &indexed, &other, &again), err);
		if (!err)
			assert_int_equal(
			    feel_check(other, &indexed, FEEL_ANY, &again), feel_check(one, &plain, FEEL_ANY, &error));
		assert_int_equal(again.position, error.position);
		assert_true(again.message == error.message || (again.message != NULL && error.message != NULL &&
								  strcmp(again.message, error.message) == 0));
	}
	struct feel *late = NULL;
	struct feel_error error;
	indexed.count = 4;
	assert_int_equal(feel_parse(arena, "count(rows)", &indexed, &late, &error), OK);
	assert_int_equal(feel_check(late, &indexed, FEEL_ANY, &error), ERR_INVALID);
	assert_string_equal(error.message, "feel.unknown_name");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(expressions_mean_what_dmn_says, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_guard_holds_only_if_it_is_true_for_certain, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(cells_test_the_value_of_their_column, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(mistakes_are_told_with_their_place, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(hostile_expressions_end_quickly, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_long_choice_is_not_deep, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(the_index_lists_each_name_once, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(the_tree_is_json_for_the_browser, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(days_are_those_of_the_calendar, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    names_are_found_alike_with_and_without_their_index, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
