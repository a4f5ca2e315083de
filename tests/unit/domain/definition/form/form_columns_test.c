/* Answers as a table: the same question stands in the same column whatever version asked it. Mirrors form_columns.c. */
#include "domain/definition/form/form_given.h"

#define ASKED(type, id, label, more)                                                                                   \
	"{\"type\":\"" type "\",\"id\":\"" id "\",\"key\":\"k_" id "\",\"label\":\"" label "\"" more "}"
#define P(text) ",\"properties\":{" text "}"
#define AB      ",\"values\":[{\"value\":\"a\",\"label\":\"Loại A\"},{\"value\":\"b\",\"label\":\"Loại B\"}]"
#define GROUP(id, label, more, children)                                                                               \
	"{\"type\":\"group\",\"id\":\"" id "\",\"label\":\"" label "\"" more ",\"components\":[" children "]}"
#define LIST(children)                                                                                                 \
	"{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"con\",\"label\":\"Con\",\"components\":[" children "]}"

/* "id.row label; ..." with "!" behind what is personal and "!!" behind what is sensitive */
static const char *
listed(const struct form_columns *columns)
{
	const char *all = "";

	for (size_t i = 0; i < columns->count; i++) {
		const struct form_column *k = &columns->items[i];
		all = arena_printf(arena, "%s%s.%d %s%s; ", all, k->field_id, k->row, k->label,
		    k->sensitivity == FORM_OPEN       ? ""
		    : k->sensitivity == FORM_PERSONAL ? "!"
						      : "!!");
	}
	return all;
}

static const char *
columns_of(const struct form *const *forms, size_t count, int rows)
{
	const struct form_list_rows filled = { "l", rows };
	struct form_columns columns;

	assert_int_equal(form_columns(arena, forms, count, &filled, 1, &columns), OK);
	return listed(&columns);
}

static void
test_a_question_keeps_its_column_when_its_words_key_and_place_change(void **state)
{
	const struct form *newer =
	    form_of(FORM_OF(ASKED("number", "b", "Diện tích (m²)", "") "," ASKED("textfield", "a", "Tên gọi", "")));
	const struct form *older = form_of(FORM_OF("{\"type\":\"textfield\",\"id\":\"a\",\"key\":\"ten_cu\",\"label\":"
						   "\"Tên\"}," ASKED("textfield", "c", "Số cũ", "")));
	const struct form *both[] = { newer, older };

	(void)state;
	assert_string_equal(columns_of(both, 2, 0), "b.0 Diện tích (m²); a.0 Tên gọi; c.0 Số cũ; ");
}

static void
test_rows_of_a_list_stand_one_after_the_other_and_groups_tell_questions_apart(void **state)
{
	const struct form *form = form_of(FORM_OF(GROUP("p", "Trang", P("\"page\":\"yes\""),
	    GROUP("g", "Nơi ở", "", ASKED("textfield", "t", "Tỉnh", "")) "," LIST(
		ASKED("textfield", "x", "Họ tên", "") "," ASKED("number", "y", "Tuổi", "")))));

	(void)state;
	assert_string_equal(columns_of(&form, 1, 2),
	    "t.0 Nơi ở: Tỉnh; x.0 Con 1: Họ tên; y.0 Con 1: Tuổi; x.1 Con 2: Họ tên; y.1 Con 2: Tuổi; ");
	assert_string_equal(columns_of(&form, 1, 0), "t.0 Nơi ở: Tỉnh; x.0 Con 1: Họ tên; y.0 Con 1: Tuổi; ");
}

static void
test_papers_and_explanations_have_no_column_what_is_computed_has(void **state)
{
	const struct form *form = form_of(FORM_OF(
	    "{\"type\":\"text\",\"id\":\"n\",\"text\":\"# Đầu mục\"}," ASKED("filepicker", "f", "Tệp", "") "," ASKED(
		"number", "a", "Số", "") ","
					 "{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\",\"expression\":"
					 "\"=k_a * 2\",\"label\":\"Gấp đôi\"}"));

	(void)state;
	assert_string_equal(columns_of(&form, 1, 0), "a.0 Số; e.0 Gấp đôi; ");
}

static void
test_what_tells_of_a_person_is_personal_unless_said_otherwise_and_the_strictest_version_counts(void **state)
{
	const struct form *newer = form_of(
	    FORM_OF(ASKED("textfield", "a", "Số định danh", P("\"kind\":\"person_number\"")) "," ASKED("textfield", "b",
		"Tên cơ quan", P("\"kind\":\"name\",\"sensitivity\":\"none\"")) "," ASKED("textfield", "c",
		"Tình trạng sức khỏe", P("\"sensitivity\":\"sensitive\"")) "," ASKED("textfield", "d", "Ghi chú", "")));
	const struct form *older =
	    form_of(FORM_OF(ASKED("textfield", "d", "Ghi chú", P("\"sensitivity\":\"personal\""))));
	const struct form *both[] = { newer, older };

	(void)state;
	assert_string_equal(
	    columns_of(both, 2, 0), "a.0 Số định danh!; b.0 Tên cơ quan; c.0 Tình trạng sức khỏe!!; d.0 Ghi chú!; ");
}

static void
test_a_kept_answer_is_shown_in_words(void **state)
{
	const struct form *form = form_of(FORM_OF(ASKED("checklist", "a", "A", AB) "," ASKED("select", "b", "B",
	    AB) ","
		"{\"type\":\"datetime\",\"id\":\"c\",\"key\":\"c\",\"subtype\":\"date\",\"dateLabel\":\"C\"}," ASKED(
		    "number", "d", "D", "")));
	const struct {
		const char *field, *value, *shown;
	} cases[] = { { "a", "a,b", "Loại A, Loại B" }, { "b", "b", "Loại B" }, { "b", "gone", "gone" },
		{ "c", "2026-11-21", "21/11/2026" }, { "d", "1234567.5", "1.234.567,5" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		    form_kept_shown(arena, form_field_by_id(form, cases[i].field), cases[i].value), cases[i].shown);
}

/* A list of many questions with many rows would be wider than any spreadsheet. */
static void
test_a_table_too_wide_is_refused(void **state)
{
	const char *children = ASKED("textfield", "x", "X", "");
	const struct form_list_rows filled = { "l", FORM_ROWS_MAX };
	struct form_columns columns;
	const struct form *form;

	(void)state;
	for (int i = 0; i < 30; i++)
		children = arena_printf(arena,
		    "%s,{\"type\":\"textfield\",\"id\":\"f%d\",\"key\":\"f%d\",\"label\":\"F\"}", children, i, i);
	form = form_of(arena_printf(arena,
	    "{\"type\":\"default\",\"id\":\"f\",\"components\":[{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":"
	    "\"con\","
	    "\"label\":\"Con\",\"components\":[%s]}]}",
	    children));
	assert_int_equal(form_columns(arena, &form, 1, &filled, 1, &columns), ERR_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_a_question_keeps_its_column_when_its_words_key_and_place_change, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    test_rows_of_a_list_stand_one_after_the_other_and_groups_tell_questions_apart, arena_start,
		    arena_end),
		cmocka_unit_test_setup_teardown(
		    test_papers_and_explanations_have_no_column_what_is_computed_has, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    test_what_tells_of_a_person_is_personal_unless_said_otherwise_and_the_strictest_version_counts,
		    arena_start, arena_end),
		cmocka_unit_test_setup_teardown(test_a_kept_answer_is_shown_in_words, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(test_a_table_too_wide_is_refused, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
