/* Questions added, moved, copied and taken away in a form's document: whatever is done, it is still a form, and it loses nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "form_design/form_edit.h"
#include "support/arena.h"

#define FIELD(id, more) "{\"type\":\"textfield\",\"id\":\"" id "\",\"key\":\"" id "\",\"label\":\"" id "\"" more "}"
#define PAGE(id, inside)                                                                                               \
	"{\"type\":\"group\",\"id\":\"" id "\",\"label\":\"" id                                                        \
	"\",\"properties\":{\"page\":\"yes\"},\"components\":[" inside "]}"
#define FORM(inside) "{\"type\":\"default\",\"id\":\"f\",\"schemaVersion\":18,\"components\":[" inside "]}"

static struct form_edit
opened(const char *json)
{
	struct form_edit edit;
	struct form_error error;

	assert_int_equal(form_edit_open(arena, json, strlen(json), &edit, &error), OK);
	return edit;
}

/* The ids in the order of the document, with brackets around what a component holds. */
static const char *
laid_out(json_t *holder)
{
	const char *text = "";
	json_t *component;
	size_t i;

	json_array_foreach(json_object_get(holder, "components"), i, component)
	{
		text = arena_printf(arena, "%s%s%s", text, i > 0 ? " " : "", form_edit_text(component, "id"));
		if (form_edit_is_holder(component))
			text = arena_printf(arena, "%s(%s)", text, laid_out(component));
	}
	return text;
}

static struct form *
finished(struct form_edit *edit)
{
	struct form_error error;
	struct form *form;
	const char *json;
	size_t size;

	if (form_edit_finish(edit, &json, &size, &form, &error) != OK)
		fail_msg("%s at %s", error.message, error.path);
	assert_non_null(form);
	return form;
}

static void
a_question_is_added_where_it_is_wanted_with_a_key_from_its_label(void **state)
{
	struct form_edit edit = opened(FORM(PAGE("p", FIELD("a", "")) "," PAGE("q", FIELD("ho_va_ten", ""))));

	(void)state;
	assert_null(form_edit_add(&edit, json_pack("{s:s,s:s}", "type", "textfield", "label", "Họ và tên"), NULL, "a"));
	assert_null(form_edit_add(&edit, json_pack("{s:s,s:s}", "type", "textfield", "label", "Đường"), "p", NULL));
	assert_null(form_edit_add(&edit, json_pack("{s:s,s:s}", "type", "textfield", "label", "12 tháng"), NULL, NULL));
	assert_string_equal(laid_out(edit.root), "p(a ho_va_ten_2 duong) q(ho_va_ten so_12_thang)");
	assert_string_equal(form_field_by_id(finished(&edit), "ho_va_ten_2")->label, "Họ và tên");
}

static void
the_first_page_takes_in_what_is_there_and_stands_on_no_page(void **state)
{
	struct form_edit edit = opened(FORM(FIELD("a", "") "," FIELD("b", "")));
	json_t *page = json_pack(
	    "{s:s,s:s,s:{s:s},s:[]}", "type", "group", "label", "Trang", "properties", "page", "yes", "components");
	json_t *second = json_deep_copy(page);

	(void)state;
	assert_null(form_edit_add(&edit, page, "a", NULL));
	assert_string_equal(laid_out(edit.root), "trang(a b)");
	assert_null(form_edit_add(&edit, second, "trang", "trang"));
	assert_string_equal(laid_out(edit.root), "trang(a b) trang_2()");
	assert_int_equal(finished(&edit)->page_count, 2);
}

static void
a_question_moves_among_its_neighbours_and_over_the_edge_of_its_page(void **state)
{
	struct form_edit edit =
	    opened(FORM(PAGE("p", FIELD("a", "") "," FIELD("b", "")) "," PAGE("q", FIELD("c", ""))));

	(void)state;
	assert_null(form_edit_move(&edit, "b", -1));
	assert_string_equal(laid_out(edit.root), "p(b a) q(c)");
	assert_null(form_edit_move(&edit, "a", 1));
	assert_string_equal(laid_out(edit.root), "p(b) q(a c)");
	assert_null(form_edit_move(&edit, "a", -1));
	assert_string_equal(laid_out(edit.root), "p(b a) q(c)");
	assert_null(form_edit_move(&edit, "q", -1));
	assert_string_equal(laid_out(edit.root), "q(c) p(b a)");
	assert_string_equal(form_edit_move(&edit, "c", -1), "catalogue_form_design.errors.first");
	assert_string_equal(form_edit_move(&edit, "a", 1), "catalogue_form_design.errors.last");
	assert_string_equal(form_edit_move(&edit, "none", 1), "catalogue_form_design.errors.gone");
	assert_string_equal(laid_out(edit.root), "q(c) p(b a)");
	finished(&edit);
}

static void
a_question_moves_into_another_page_but_nothing_into_itself(void **state)
{
	struct form_edit edit = opened(
	    FORM(PAGE("p", FIELD("a", "") ",{\"type\":\"group\",\"id\":\"g\",\"label\":\"G\",\"components\":[" FIELD(
			       "b", "") "]}") "," PAGE("q", "")));

	(void)state;
	assert_null(form_edit_move_into(&edit, "a", "q"));
	assert_null(form_edit_move_into(&edit, "g", "q"));
	assert_string_equal(laid_out(edit.root), "p() q(a g(b))");
	assert_string_equal(form_edit_move_into(&edit, "g", "g"), "catalogue_form_design.errors.place");
	assert_string_equal(form_edit_move_into(&edit, "q", "g"), "catalogue_form_design.errors.place");
	assert_string_equal(form_edit_move_into(&edit, "a", "b"), "catalogue_form_design.errors.place");
	assert_string_equal(form_edit_move_into(&edit, "a", "none"), "catalogue_form_design.errors.gone");
	assert_string_equal(laid_out(edit.root), "p() q(a g(b))");
	finished(&edit);
}

static void
what_others_read_in_a_condition_is_not_taken_away_from_them(void **state)
{
	struct form_edit edit = opened(FORM(PAGE("p", FIELD("a", "")) "," PAGE("q",
	    FIELD("b",
		",\"conditional\":{\"hide\":\"=a = null\"}") ",{\"type\":\"expression\",\"id\":\"e\",\"key\":\"e\","
							     "\"label\":\"E\",\"expression\":\"=a\"}")));
	const struct form_field *readers[4];

	(void)state;
	assert_int_equal(form_edit_readers(&edit, "a", readers, 4), 2);
	assert_string_equal(readers[0]->id, "b");
	assert_string_equal(readers[1]->id, "e");
	assert_int_equal(form_edit_readers(&edit, "p", readers, 1), 1);
	assert_int_equal(form_edit_readers(&edit, "q", readers, 4), 0);
	assert_string_equal(form_edit_remove(&edit, "a"), "catalogue_form_design.errors.read");
	assert_string_equal(form_edit_remove(&edit, "p"), "catalogue_form_design.errors.read");
	assert_null(form_edit_remove(&edit, "q"));
	assert_string_equal(form_edit_remove(&edit, "q"), "catalogue_form_design.errors.gone");
	assert_string_equal(laid_out(edit.root), "p(a)");
	finished(&edit);
}

static void
a_copy_has_names_of_its_own_and_its_conditions_read_the_copy(void **state)
{
	struct form_edit edit =
	    opened(FORM("{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"label\":\"L\",\"components\":[" FIELD(
		"a", "") "," FIELD("b", ",\"conditional\":{\"hide\":\"=a = \\\"a\\\"\"}") "]}," FIELD("c", "")));
	const char *id;
	struct form *form;

	(void)state;
	assert_null(form_edit_copy(&edit, "l", &id));
	assert_string_equal(id, "l_2");
	assert_null(form_edit_copy(&edit, "l_2", &id));
	assert_string_equal(laid_out(edit.root), "l(a b) l_2(a_2 b_2) l_3(a_3 b_3) c");
	form = finished(&edit);
	assert_string_equal(feel_text(form_field_by_id(form, "b_3")->hide), "a_3 = \"a\"");
	assert_string_equal(form_field_by_id(form, "l_3")->key, "l_3");
}

static void
conditions_follow_a_key_that_changes_and_texts_in_quotes_do_not(void **state)
{
	struct form_edit edit =
	    opened(FORM(FIELD("a", "") "," FIELD("b", ",\"description\":\"=a\",\"conditional\":{\"hide\":\"=a = \\\"a "
						      "\\\\\\\" a\\\" or a2 = null\"}") "," FIELD("a2", "")));

	(void)state;
	assert_null(form_edit_rename(&edit, "a", "ten"));
	struct form *form = finished(&edit);
	assert_string_equal(feel_text(form_field_by_id(form, "b")->hide), "ten = \"a \\\" a\" or a2 = null");
	assert_string_equal(form_field_by_id(form, "b")->description, "=a");
	assert_string_equal(form_field_by_id(form, "a")->key, "ten");
	assert_string_equal(form_edit_feel_renamed(arena, "aa + a*b(a)", "a", "x"), "aa + x*b(x)");
	assert_string_equal(form_edit_feel_renamed(arena, "\"a", "a", "x"), "\"a");
}

static void
what_the_editor_does_not_show_stays(void **state)
{
	struct form_edit edit =
	    opened(FORM(FIELD("a", ",\"layout\":{\"row\":\"r1\",\"columns\":8},\"properties\":{\"own\":\"x\"}")));
	const char *json;
	size_t size;
	struct form_error error;

	(void)state;
	assert_null(form_edit_copy(&edit, "a", &json));
	assert_int_equal(form_edit_finish(&edit, &json, &size, NULL, &error), OK);
	json_t *a = json_loads(json, 0, NULL),
	       *b = json_loads(
		   FORM(FIELD("a", ",\"layout\":{\"row\":\"r1\",\"columns\":8},\"properties\":{\"own\":\"x\"}")), 0,
		   NULL);
	assert_true(json_equal(
	    json_array_get(json_object_get(a, "components"), 0), json_array_get(json_object_get(b, "components"), 0)));
	assert_int_equal(json_integer_value(json_object_get(a, "schemaVersion")), 18);
	json_decref(a);
	json_decref(b);
}

static void
a_form_that_is_none_is_refused_and_one_with_a_problem_can_be_put_right(void **state)
{
	static const char *const none[] = { "", "[]", "{\"type\":\"default\",\"id\":\"f\"}",
		"{\"type\":\"default\",\"id\":\"f\",\"components\":{}}", FORM("1"), FORM(PAGE("p", "1")) };
	struct form_error error;
	struct form_edit edit;
	struct form *form;
	const char *json;
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		assert_int_equal(form_edit_open(arena, none[i], strlen(none[i]), &edit, &error), ERR_INVALID);
		assert_non_null(error.message);
	}
	edit = opened(FORM(PAGE("p", FIELD("a", "") "," FIELD("b", ",\"conditional\":{\"hide\":\"=x = 1\"}"))));
	assert_string_equal(edit.problem.message, "form.condition");
	assert_string_equal(form_edit_text(form_edit_at(&edit, edit.problem.path), "id"), "b");
	assert_int_equal(form_edit_finish(&edit, &json, &size, &form, &error), OK);
	assert_null(form);
	json_object_del(form_edit_find(&edit, "b", NULL), "conditional");
	assert_non_null(finished(&edit));
}

static void
an_act_that_breaks_the_form_is_refused_with_its_place(void **state)
{
	struct form_edit edit = opened(FORM(FIELD("a", "")));
	struct form_error error;
	const char *json;
	size_t size;

	(void)state;
	json_object_set_new(form_edit_find(&edit, "a", NULL), "customConditional", json_string("show = 1"));
	assert_int_equal(form_edit_finish(&edit, &json, &size, NULL, &error), ERR_INVALID);
	assert_string_equal(error.message, "form.script");
	assert_string_equal(error.path, "components[0].customConditional");
}

static const char *
act_at_random(struct form_edit *edit, uint32_t dice)
{
	static const char *const into[] = { "", "p", "q", "g", "l" };
	size_t count = edit->form->field_count;
	const char *id = count > 0 ? edit->form->fields[(dice >> 8) % count].id : "a", *copy;

	switch ((dice >> 24) % 6) {
	case 0: return form_edit_move(edit, id, -1);
	case 1: return form_edit_move(edit, id, 1);
	case 2: return form_edit_move_into(edit, id, into[(dice >> 16) % 5]);
	case 3: return count > 20 ? form_edit_remove(edit, id) : NULL;
	case 4: return count < 40 ? form_edit_copy(edit, id, &copy) : NULL;
	default: return form_edit_add(edit, json_pack("{s:s,s:s}", "type", "textfield", "label", "X"), NULL, id);
	}
}

/* Thousands of acts at random: after each the form is read again, or it is said why not and nothing was saved. */
static void
no_row_of_acts_leaves_what_is_no_form(void **state)
{
	static char saved[FORM_BYTES_MAX + 1];
	uint32_t dice = 7;
	unsigned done = 0;

	(void)state;
	(void)snprintf(saved, sizeof(saved), "%s",
	    FORM(PAGE("p", FIELD("a", "") ",{\"type\":\"group\",\"id\":\"g\",\"components\":[]}") "," PAGE(
		"q", "{\"type\":\"dynamiclist\",\"id\":\"l\",\"path\":\"l\",\"components\":[" FIELD("b", "") "]}")));
	for (int i = 0; i < 3000; i++) {
		struct form_edit edit = opened(saved);
		struct form_error error;
		const char *json, *refused;
		size_t size;

		dice = dice * 1664525u + 1013904223u;
		assert_null(edit.problem.message);
		refused = act_at_random(&edit, dice);
		assert_true(refused == NULL || strncmp(refused, "catalogue_form_design.errors.", 29) == 0);
		if (form_edit_finish(&edit, &json, &size, NULL, &error) == OK) {
			(void)snprintf(saved, sizeof(saved), "%s", json);
			done++;
		} else {
			assert_non_null(error.message);
		}
		arena_reset(arena);
	}
	assert_true(done > 2000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_question_is_added_where_it_is_wanted_with_a_key_from_its_label, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    the_first_page_takes_in_what_is_there_and_stands_on_no_page, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_question_moves_among_its_neighbours_and_over_the_edge_of_its_page, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_question_moves_into_another_page_but_nothing_into_itself, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    what_others_read_in_a_condition_is_not_taken_away_from_them, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_copy_has_names_of_its_own_and_its_conditions_read_the_copy, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    conditions_follow_a_key_that_changes_and_texts_in_quotes_do_not, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(what_the_editor_does_not_show_stays, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    a_form_that_is_none_is_refused_and_one_with_a_problem_can_be_put_right, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    an_act_that_breaks_the_form_is_refused_with_its_place, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(no_row_of_acts_leaves_what_is_no_form, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
