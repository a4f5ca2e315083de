/* Conditions in rows: what they say, that they come back as the same rows, and that what rows cannot say stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "form_design/condition.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

static const char definition[] =
    "{\"type\":\"default\",\"id\":\"f\",\"components\":["
    "{\"type\":\"textfield\",\"id\":\"ten\",\"key\":\"ten\",\"label\":\"Tên\"},"
    "{\"type\":\"radio\",\"id\":\"vai\",\"key\":\"vai\",\"label\":\"Vai\",\"values\":["
    "{\"value\":\"me\",\"label\":\"Bản thân\"},{\"value\":\"dai_dien\",\"label\":\"Người đại diện\"}]},"
    "{\"type\":\"checklist\",\"id\":\"giay\",\"key\":\"giay\",\"label\":\"Giấy\",\"values\":["
    "{\"value\":\"a\",\"label\":\"Giấy A\"},{\"value\":\"b\",\"label\":\"Giấy B\"}]},"
    "{\"type\":\"number\",\"id\":\"so\",\"key\":\"so\",\"label\":\"Số\"},"
    "{\"type\":\"datetime\",\"subtype\":\"date\",\"id\":\"sinh\",\"key\":\"sinh\",\"label\":\"Ngày sinh\"},"
    "{\"type\":\"checkbox\",\"id\":\"o\",\"key\":\"o\",\"label\":\"Ô\"},"
    "{\"type\":\"filepicker\",\"id\":\"tep\",\"key\":\"tep\",\"label\":\"Tệp\"},"
    "{\"type\":\"expression\",\"id\":\"tinh\",\"key\":\"tinh\",\"label\":\"Tính\",\"expression\":\"=so * 2\"},"
    "{\"type\":\"datetime\",\"subtype\":\"date\",\"id\":\"cuoi\",\"key\":\"cuoi\",\"label\":\"Ngày cuối\"},"
    "{\"type\":\"number\",\"id\":\"tong\",\"key\":\"tong\",\"label\":\"Tổng\"},"
    "{\"type\":\"textfield\",\"id\":\"ten2\",\"key\":\"ten2\",\"label\":\"Tên nữa\"},"
    "{\"type\":\"dynamiclist\",\"id\":\"ds\",\"path\":\"ds\",\"components\":["
    "{\"type\":\"textfield\",\"id\":\"trong\",\"key\":\"trong\",\"label\":\"Trong\"}]}]}";

static struct arena *arena;
static struct form *form;

static int
set_up(void **state)
{
	struct form_error error;

	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT);
	return form_parse(arena, definition, sizeof(definition) - 1, &form, &error);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct {
	struct condition_test test;
	const char *hides, *answers[3]; /* name=value: fulfils; does not fulfil; the words as they come back */
} rows[] = {
	{ { "ten", CONDITION_IS, "A \"B\" \\", NULL, NULL }, "ten = null or ten != \"A \\\"B\\\" \\\\\"",
	    { "ten=A \"B\" \\", "ten=A", "A \"B\" \\" } },
	{ { "vai", CONDITION_IS, "người ĐẠI diện", NULL, NULL }, "vai = null or vai != \"dai_dien\"",
	    { "vai=dai_dien", "vai=me", "Người đại diện" } },
	{ { "vai", CONDITION_IS_NOT, "me", NULL, NULL }, "vai = null or vai = \"me\"",
	    { "vai=dai_dien", "vai=me", "Bản thân" } },
	{ { "giay", CONDITION_IS, "Giấy B", NULL, NULL }, "not(list contains(giay, \"b\"))",
	    { "giay=b", "giay=a", "Giấy B" } },
	{ { "giay", CONDITION_IS_NOT, "Giấy B", NULL, NULL }, "list contains(giay, \"b\")",
	    { "giay=a", "giay=b", "Giấy B" } },
	{ { "giay", CONDITION_ANSWERED, "", NULL, NULL }, "count(giay) = 0", { "giay=a", "so=1", "" } },
	{ { "giay", CONDITION_UNANSWERED, "", NULL, NULL }, "count(giay) > 0", { "so=1", "giay=a", "" } },
	{ { "so", CONDITION_AT_LEAST, "1.000,5", NULL, NULL }, "so = null or so < 1000.5",
	    { "so=1000,5", "so=1000", "1000,5" } },
	{ { "so", CONDITION_AT_MOST, "5", NULL, NULL }, "so = null or so > 5", { "so=5", "so=6", "5" } },
	{ { "so", CONDITION_MORE, "5", NULL, NULL }, "so = null or so <= 5", { "so=6", "so=5", "5" } },
	{ { "so", CONDITION_LESS, "5", NULL, NULL }, "so = null or so >= 5", { "so=4", "so=5", "5" } },
	{ { "so", CONDITION_ANSWERED, "", NULL, NULL }, "so = null", { "so=0", "ten=x", "" } },
	{ { "so", CONDITION_UNANSWERED, "", NULL, NULL }, "so != null", { "ten=x", "so=0", "" } },
	{ { "sinh", CONDITION_LESS, "1/7/2025", NULL, NULL }, "sinh = null or sinh >= @\"2025-07-01\"",
	    { "sinh=30/06/2025", "sinh=01/07/2025", "01/07/2025" } },
	{ { "sinh", CONDITION_AGED, "18", NULL, NULL }, "sinh = null or age(sinh) < 18",
	    { "sinh=21/11/2008", "sinh=22/11/2008", "18" } },
	{ { "sinh", CONDITION_YOUNGER, "18", NULL, NULL }, "sinh = null or age(sinh) >= 18",
	    { "sinh=22/11/2008", "sinh=21/11/2008", "18" } },
	{ { "o", CONDITION_ANSWERED, "", NULL, NULL }, "o != true", { "o=true", "ten=x", "" } },
	{ { "o", CONDITION_UNANSWERED, "", NULL, NULL }, "o = true", { "ten=x", "o=true", "" } },
	{ { "tinh", CONDITION_MORE, "10", NULL, NULL }, "tinh = null or tinh <= 10", { "so=6", "so=5", "10" } },
};

/* Is a question with this condition shown for that answer, by the engine itself? */
static bool
is_shown(const char *hides, const char *answer)
{
	struct form_values values = { 0 };
	const char *is = strchr(answer, '=');
	struct feel_context context;
	struct feel_error error;
	struct feel_names names;
	struct feel *feel;

	form_names(arena, form, &names);
	assert_int_equal(feel_parse(arena, hides, &names, &feel, &error), OK);
	assert_int_equal(feel_check(feel, &names, FEEL_BOOLEAN, &error), OK);
	form_values_add(arena, form, &values, arena_strndup(arena, answer, (size_t)(is - answer)), is + 1);
	form_inputs(arena, form, &values, TODAY, &context);
	return !feel_holds(arena, feel, &context);
}

static void
each_row_shows_the_question_when_it_is_fulfilled_and_only_then(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct condition one = { .tests = { rows[i].test }, .count = 1 }, back;
		const char *feel;

		assert_int_equal(condition_write(arena, form, NULL, &one, CONDITION_HIDES, &feel), OK);
		assert_string_equal(feel, rows[i].hides);
		assert_true(is_shown(feel, rows[i].answers[0]));
		assert_false(is_shown(feel, rows[i].answers[1]));
		assert_int_equal(is_shown(feel, "ten=khác"),
		    rows[i].test.op == CONDITION_UNANSWERED || strcmp(rows[i].test.key, "giay") == 0
			? rows[i].test.op == CONDITION_UNANSWERED || rows[i].test.op == CONDITION_IS_NOT
			: false);
		assert_true(condition_read(arena, form, NULL, feel, CONDITION_HIDES, &back));
		assert_int_equal(back.count, 1);
		assert_string_equal(back.tests[0].key, rows[i].test.key);
		assert_int_equal(back.tests[0].op, rows[i].test.op);
		assert_string_equal(back.tests[0].value, rows[i].answers[2]);
	}
}

/* All pairs of rows, all or one of them, hiding or asking: written, read, written again is the same. */
static void
rows_together_come_back_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
			for (int way = 0; way < 4; way++) {
				struct condition two = {
					.any = way & 1, .tests = { rows[i].test, rows[k].test }, .count = 2
				};
				enum condition_sense sense = way & 2 ? CONDITION_HOLDS : CONDITION_HIDES;
				struct condition back;
				const char *feel, *again;

				assert_int_equal(condition_write(arena, form, NULL, &two, sense, &feel), OK);
				assert_true(condition_read(arena, form, NULL, feel, sense, &back));
				assert_int_equal(back.any, two.any);
				assert_int_equal(back.count, 2);
				assert_int_equal(back.tests[1].op, two.tests[1].op);
				assert_int_equal(condition_write(arena, form, NULL, &back, sense, &again), OK);
				assert_string_equal(feel, again);
			}
}

/* --- what must hold of answers ---------------------------------------------------------------------------------------- */

static const struct {
	struct condition_test test;
	const char *feel, *right, *wrong; /* answers, several of them with "&" between */
} held[] = {
	{ { "cuoi", CONDITION_AT_LEAST, "", NULL, "sinh" }, "cuoi >= sinh", "sinh=01/01/2026&cuoi=01/01/2026",
	    "sinh=02/01/2026&cuoi=01/01/2026" },
	{ { "so", CONDITION_LESS, "", NULL, "tinh" }, "so < tinh", "so=2", "so=0" },
	{ { "so", CONDITION_AT_MOST, "10", NULL, NULL }, "so <= 10", "so=10", "so=11" },
	{ { "ten", CONDITION_IS, "", NULL, "ten2" }, "ten = null or ten2 = null or ten = ten2", "ten=A&ten2=A",
	    "ten=A&ten2=B" },
	{ { "tong", CONDITION_IS_NOT, "", NULL, "so" }, "tong = null or so = null or tong != so", "so=1&tong=2",
	    "so=1&tong=1" },
	{ { "vai", CONDITION_IS, "Bản thân", NULL, NULL }, "vai = null or vai = \"me\"", "vai=me", "vai=dai_dien" },
	{ { "vai", CONDITION_IS_NOT, "Bản thân", NULL, NULL }, "vai = null or vai != \"me\"", "vai=dai_dien",
	    "vai=me" },
	{ { "giay", CONDITION_IS, "Giấy B", NULL, NULL }, "count(giay) = 0 or list contains(giay, \"b\")", "giay=b",
	    "giay=a" },
	{ { "giay", CONDITION_IS_NOT, "Giấy B", NULL, NULL }, "count(giay) = 0 or not(list contains(giay, \"b\"))",
	    "giay=a", "giay=b" },
	{ { "ten", CONDITION_ANSWERED, "", NULL, NULL }, "ten != null", "ten=A", "so=1" },
	{ { "ten", CONDITION_UNANSWERED, "", NULL, NULL }, "ten = null", "so=1", "ten=A" },
	{ { "o", CONDITION_ANSWERED, "", NULL, NULL }, "o = true", "o=true", "so=1" },
	{ { "sinh", CONDITION_AGED, "18", NULL, NULL }, "age(sinh) >= 18", "sinh=21/11/2008", "sinh=22/11/2008" },
};

/* What the engine says of it, as when it validates: false is wrong, and nothing else is. */
static bool
is_wrong(const char *valid_if, const char *answers)
{
	char *copy = arena_strdup(arena, answers), *rest;
	struct form_values values = { 0 };
	struct feel_context context;
	struct feel_error error;
	struct feel_names names;
	struct feel_value value;
	struct feel *feel;

	form_names(arena, form, &names);
	assert_int_equal(feel_parse(arena, valid_if, &names, &feel, &error), OK);
	assert_int_equal(feel_check(feel, &names, FEEL_BOOLEAN, &error), OK);
	for (char *one = strtok_r(copy, "&", &rest); one != NULL; one = strtok_r(NULL, "&", &rest)) {
		char *is = strchr(one, '=');

		*is = '\0';
		form_values_add(arena, form, &values, one, is + 1);
	}
	form_inputs(arena, form, &values, TODAY, &context);
	value = feel_evaluate(arena, feel, &context);
	return value.type == FEEL_BOOLEAN && !value.boolean;
}

static void
an_answer_is_wrong_only_when_what_must_hold_is_known_to_be_false(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(held) / sizeof(*held); i++) {
		struct condition one = { .tests = { held[i].test }, .count = 1 }, back;
		const char *feel;

		assert_int_equal(condition_write(arena, form, NULL, &one, CONDITION_VALID, &feel), OK);
		assert_string_equal(feel, held[i].feel);
		assert_false(is_wrong(feel, held[i].right));
		assert_true(is_wrong(feel, held[i].wrong));
		if (held[i].test.op != CONDITION_ANSWERED)
			assert_false(is_wrong(feel, "khac=x"));
		assert_true(condition_read(arena, form, NULL, feel, CONDITION_VALID, &back));
		assert_int_equal(back.count, 1);
		assert_string_equal(back.tests[0].key, held[i].test.key);
		assert_int_equal(back.tests[0].op, held[i].test.op);
		assert_string_equal(back.tests[0].other != NULL ? back.tests[0].other : "",
		    held[i].test.other != NULL ? held[i].test.other : "");
	}
}

/* Three at a time, all or one of them: written, read, written again is the same. */
static void
what_must_hold_comes_back_as_it_was(void **state)
{
	const size_t count = sizeof(held) / sizeof(*held);

	(void)state;
	for (size_t i = 0; i < count * count * 2; i++) {
		size_t first = i / 2 % count, second = i / 2 / count;
		struct condition three = { .any = i % 2 == 1,
			.tests = { held[first].test, held[second].test, held[(first + second) % count].test },
			.count = 3 };
		struct condition back;
		const char *feel, *again;

		assert_int_equal(condition_write(arena, form, NULL, &three, CONDITION_VALID, &feel), OK);
		assert_true(condition_read(arena, form, NULL, feel, CONDITION_VALID, &back));
		assert_int_equal(back.any, three.any);
		assert_int_equal(back.count, 3);
		assert_int_equal(condition_write(arena, form, NULL, &back, CONDITION_VALID, &again), OK);
		assert_string_equal(feel, again);
	}
}

static void
questions_of_different_kinds_are_not_compared(void **state)
{
	static const struct {
		struct condition_test test;
		const char *error;
	} wrong[] = {
		{ { "sinh", CONDITION_MORE, "", NULL, "so" }, "catalogue_form_design.errors.not_comparable" },
		{ { "sinh", CONDITION_MORE, "", NULL, "khong_co" }, "catalogue_form_design.errors.not_comparable" },
		{ { "sinh", CONDITION_MORE, "", NULL, "sinh" }, "catalogue_form_design.errors.not_comparable" },
		{ { "giay", CONDITION_IS, "", NULL, "vai" }, "catalogue_form_design.errors.not_comparable" },
		{ { "sinh", CONDITION_AGED, "", NULL, "cuoi" }, "catalogue_form_design.errors.years_of_other" },
		{ { "ten", CONDITION_MORE, "", NULL, "ten2" }, "catalogue_form_design.errors.no_order" },
	};
	static const char *const texts[] = { "ten = ten2", "so = 1", "so <= so", "not(so < 5)",
		"so < 5 and (so > 1 or tong > 1)", "sinh = null or so = 1", "so + 1 < tong" };
	struct condition back;
	const char *feel;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct condition one = { .tests = { wrong[i].test }, .count = 1 };

		assert_int_equal(condition_write(arena, form, NULL, &one, CONDITION_VALID, &feel), ERR_INVALID);
		assert_string_equal(one.tests[0].error, wrong[i].error);
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(condition_read(arena, form, NULL, texts[i], CONDITION_VALID, &back));
}

static void
what_holds_is_the_opposite_of_what_hides(void **state)
{
	struct condition one = { .tests = { rows[1].test }, .count = 1 }, none = { 0 }, back;
	const char *feel;

	(void)state;
	assert_int_equal(condition_write(arena, form, NULL, &one, CONDITION_HOLDS, &feel), OK);
	assert_string_equal(feel, "not(vai = null or vai != \"dai_dien\")");
	assert_false(condition_read(arena, form, NULL, feel, CONDITION_HIDES, &back));
	assert_int_equal(condition_write(arena, form, NULL, &none, CONDITION_HOLDS, &feel), OK);
	assert_string_equal(feel, "");
	assert_true(condition_read(arena, form, NULL, "", CONDITION_HIDES, &back));
}

static void
a_row_that_says_nothing_true_is_told_what_is_wrong(void **state)
{
	static const struct {
		struct condition_test test;
		const char *error;
	} wrong[] = {
		{ { "khong_co", CONDITION_IS, "x", NULL, NULL }, "catalogue_form_design.errors.question" },
		{ { "ds", CONDITION_IS, "x", NULL, NULL }, "catalogue_form_design.errors.question" },
		{ { "trong", CONDITION_IS, "x", NULL, NULL }, "catalogue_form_design.errors.question" },
		{ { "tep", CONDITION_ANSWERED, "", NULL, NULL }, "catalogue_form_design.errors.question" },
		{ { "vai", CONDITION_IS, "Ông", NULL, NULL }, "catalogue_form_design.errors.choice" },
		{ { "so", CONDITION_MORE, "nhiều", NULL, NULL }, "catalogue_form_design.errors.number" },
		{ { "sinh", CONDITION_LESS, "31/02/2020", NULL, NULL }, "catalogue_form_design.errors.date" },
		{ { "sinh", CONDITION_AGED, "mười tám", NULL, NULL }, "catalogue_form_design.errors.number" },
		{ { "ten", CONDITION_AGED, "18", NULL, NULL }, "catalogue_form_design.errors.not_birth" },
		{ { "ten", CONDITION_MORE, "A", NULL, NULL }, "catalogue_form_design.errors.no_order" },
		{ { "ten", CONDITION_IS, "", NULL, NULL }, "catalogue_form_design.errors.value" },
	};
	const char *feel;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct condition one = { .tests = { wrong[i].test, rows[0].test }, .count = 2 };

		assert_int_equal(condition_write(arena, form, NULL, &one, CONDITION_HIDES, &feel), ERR_INVALID);
		assert_string_equal(one.tests[0].error, wrong[i].error);
		assert_null(one.tests[1].error);
	}
}

static void
what_rows_cannot_say_stays_an_expression(void **state)
{
	static const char *const texts[] = { "so > 5", "ten = \"x\"", "so + 1 = null", "a(", "khac = null", "so = so",
		"vai = null and (so = null or so < 5 or ten = null)", "if so = 1 then true else false", "true",
		"age(sinh) < 18", "so = null or ten != so", "not(so = null)", "trong = null",
		"ten = null or ten != \"\"" };
	struct condition back;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_false(condition_read(arena, form, NULL, texts[i], CONDITION_HIDES, &back));
		assert_int_equal(back.count, 0);
	}
	assert_true(condition_read(
	    arena, form, form_field_by_id(form, "ds"), "trong = null or trong != \"x\"", CONDITION_HIDES, &back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_row_shows_the_question_when_it_is_fulfilled_and_only_then, set_up, tear_down),
		cmocka_unit_test_setup_teardown(rows_together_come_back_as_they_were, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    an_answer_is_wrong_only_when_what_must_hold_is_known_to_be_false, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_must_hold_comes_back_as_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(questions_of_different_kinds_are_not_compared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_holds_is_the_opposite_of_what_hides, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_row_that_says_nothing_true_is_told_what_is_wrong, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_rows_cannot_say_stays_an_expression, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
