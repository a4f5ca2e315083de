/* Kinds of questions, their settings, choices as lines, and questions out of the words of a printed form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/err.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "form_design/form_edit.h"
#include "form_design/guess.h"
#include "form_design/options_text.h"
#include "form_design/question.h"

static struct arena *arena;
static const struct messages *messages;

static int
set_up(void **state)
{
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new((size_t)32 << 20);
	messages = messages_load(arena, "www/messages", &failure);
	return messages == NULL;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct setting *
setting(const char *name)
{
	for (size_t i = 0; i < setting_count; i++)
		if (strcmp(settings[i].name, name) == 0)
			return &settings[i];
	fail_msg("no setting %s", name);
	return NULL;
}

/* Put into an otherwise empty form of its own, is it one that the engine reads? */
static void
assert_readable(const json_t *component)
{
	static const char empty[] = "{\"type\":\"default\",\"id\":\"f\",\"components\":[]}";
	json_t *copy = json_deep_copy(component);
	struct form_edit edit;
	struct form_error error;
	const char *json;
	size_t size;

	assert_int_equal(form_edit_open(arena, empty, sizeof(empty) - 1, &edit, &error), OK);
	assert_null(form_edit_add(&edit, copy, NULL, NULL));
	question_link(copy);
	if (form_edit_finish(&edit, &json, &size, NULL, &error) != OK)
		fail_msg("%s at %s", error.message, error.path);
}

static json_t *
labelled(enum form_question question)
{
	json_t *component = question_new(question);
	bool text = question == QUESTION_HEADING || question == QUESTION_NOTE;

	json_object_set_new(
	    component, text ? "text" : "label", json_string(question == QUESTION_HEADING ? "# Tên" : "Tên"));
	if (question == QUESTION_COMPUTED)
		json_object_set_new(component, "expression", json_string("=1"));
	if (setting_is_of(setting("options"), question))
		assert_null(setting_write(arena, component, setting("options"), "Một\nHai"));
	return component;
}

static void
each_kind_is_readable_and_known_again(void **state)
{
	(void)state;
	for (int i = 0; i < QUESTION__MAX; i++) {
		json_t *component = labelled((enum form_question)i);
		enum form_question found;

		assert_readable(component);
		assert_int_equal(question_of(component), i);
		assert_true(question_by_name(question_rows[i].name, &found));
		assert_int_equal(found, i);
		json_decref(component);
	}
}

/* Whatever a question was, it can be what it may become, and nothing is left of what that has no use for. */
static void
a_question_of_one_kind_becomes_one_of_another(void **state)
{
	(void)state;
	for (int from = 0; from < QUESTION__MAX; from++)
		for (int to = 0; to < QUESTION__MAX; to++) {
			json_t *component = labelled((enum form_question)from);

			member_set(component, "validate.required", json_true());
			member_set(component, "properties.message.phone.vi", json_string("x"));
			if (question_may_become((enum form_question)from, (enum form_question)to) && from != to) {
				question_become(component, (enum form_question)to);
				if (setting_is_of(setting("options"), (enum form_question)to))
					assert_null(setting_write(arena, component, setting("options"), "Một\nHai"));
				if (to == QUESTION_COMPUTED)
					json_object_set_new(component, "expression", json_string("=1"));
				if (to == QUESTION_HEADING)
					json_object_set_new(component, "text", json_string("# Tên"));
				if (to == QUESTION_NOTE)
					json_object_set_new(component, "text", json_string("Tên"));
				assert_int_equal(question_of(component), to);
				assert_readable(component);
				assert_true(to == QUESTION_PHONE ||
					    member_get(component, "properties.message.phone.vi") == NULL);
			}
			json_decref(component);
		}
}

static void
each_setting_comes_back_as_it_was_typed_and_goes_when_it_is_emptied(void **state)
{
	static const struct {
		const char *name, *typed, *shown, *error;
		enum form_question question;
	} cases[] = {
		{ "label", "Tên khác", "Tên khác", NULL, QUESTION_LINE },
		{ "label", "", NULL, "catalogue_form_design.errors.empty", QUESTION_LINE },
		{ "min", "1.234,5", "1234,5", NULL, QUESTION_NUMBER },
		{ "max", "20", "20", NULL, QUESTION_NUMBER },
		{ "max", "nhiều", NULL, "catalogue_form_design.errors.number", QUESTION_NUMBER },
		{ "max_length", "50", "50", NULL, QUESTION_LINE },
		{ "max_length", "-1", NULL, "catalogue_form_design.errors.count", QUESTION_LINE },
		{ "max_length", "1,5", NULL, "catalogue_form_design.errors.count", QUESTION_LINE },
		{ "max_rows", "5", "5", NULL, QUESTION_ROWS },
		{ "not_future", "1", "1", NULL, QUESTION_DATE },
		{ "multiple", "1", "1", NULL, QUESTION_FILE },
		{ "need", "soft", "soft", NULL, QUESTION_LINE },
		{ "need", "yes", "yes", NULL, QUESTION_LINE },
		{ "need", "no", "no", NULL, QUESTION_LINE },
		{ "prefill", "identity.phone", "identity.phone", NULL, QUESTION_PHONE },
		{ "prefill", "identity.soul", NULL, "catalogue_form_design.errors.one_of", QUESTION_PHONE },
		{ "heading", "Phần I", "Phần I", NULL, QUESTION_HEADING },
		{ "expression", "1 + 1", "1 + 1", NULL, QUESTION_COMPUTED },
		{ "options", "", "", NULL, QUESTION_ONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		json_t *component = labelled(cases[i].question), *before = json_deep_copy(component);
		const char *error = setting_write(arena, component, setting(cases[i].name), cases[i].typed);

		if (cases[i].error != NULL) {
			assert_string_equal(error, cases[i].error);
			assert_true(json_equal(component, before));
		} else {
			assert_null(error);
			assert_string_equal(setting_read(arena, component, setting(cases[i].name)), cases[i].shown);
			if (*cases[i].typed != '\0')
				assert_readable(component);
		}
		json_decref(component);
		json_decref(before);
	}
}

static const char *
lines_of(json_t *component)
{
	return options_text(arena, json_object_get(component, "values"));
}

static void
choices_keep_their_values_as_long_as_their_words_or_their_places_stay(void **state)
{
	json_t *component = json_object();

	(void)state;
	assert_null(options_write(arena, component, "values", "Bản thân\n  k | Khác  \n\nCon"));
	assert_string_equal(lines_of(component), "Bản thân\nk | Khác\nCon");
	assert_null(options_write(arena, component, "values", "Con\nBản thân\nKhác"));
	assert_string_equal(lines_of(component), "Con\nBản thân\nk | Khác");
	assert_null(options_write(arena, component, "values", "Con\nChính mình\nKhác"));
	assert_string_equal(lines_of(component), "Con\nban_than | Chính mình\nk | Khác");
	assert_string_equal(
	    options_write(arena, component, "values", "a | A\na | B"), "catalogue_form_design.errors.same_option");
	assert_string_equal(
	    options_write(arena, component, "values", "A\nA"), "catalogue_form_design.errors.same_option");
	json_object_del(component, "values");
	assert_null(options_write(arena, component, "values", "A 1\nA.1\n一"));
	assert_string_equal(lines_of(component), "A 1\na_1_2 | A.1\nmuc_3 | 一");
	json_decref(component);
}

static void
a_label_gives_away_what_is_asked(void **state)
{
	static const struct {
		const char *label;
		enum form_question question;
	} cases[] = {
		{ "Họ, chữ đệm, tên người yêu cầu", QUESTION_NAME },
		{ "Họ và tên chủ hộ", QUESTION_NAME },
		{ "Ngày, tháng, năm sinh", QUESTION_DATE },
		{ "Số định danh cá nhân", QUESTION_PERSON_NUMBER },
		{ "Số CCCD/Hộ chiếu", QUESTION_PERSON_NUMBER },
		{ "Số điện thoại liên hệ", QUESTION_PHONE },
		{ "Thư điện tử (nếu có)", QUESTION_EMAIL },
		{ "Nơi cư trú", QUESTION_ADDRESS },
		{ "Địa chỉ trụ sở chính", QUESTION_ADDRESS },
		{ "Mã số doanh nghiệp", QUESTION_COMPANY_NUMBER },
		{ "Mã số thuế", QUESTION_TAX_NUMBER },
		{ "Biển số xe", QUESTION_PLATE },
		{ "Số lượng bản sao", QUESTION_NUMBER },
		{ "Mức hỗ trợ đề nghị", QUESTION_MONEY },
		{ "Lý do đề nghị", QUESTION_LINES },
		{ "Tôi cam đoan nội dung khai là đúng", QUESTION_TICK },
		{ "Bản chụp giấy tờ", QUESTION_FILE },
		{ "Nghề nghiệp", QUESTION_LINE },
		{ "Ngành, nghề kinh doanh", QUESTION_LINE },
		{ "", QUESTION_LINE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (guess_question(arena, messages, cases[i].label) != cases[i].question)
			fail_msg("%s", cases[i].label);
}

static void
lines_of_a_printed_form_become_questions(void **state)
{
	static const struct {
		const char *line, *label;
		enum form_question question;
		bool required;
	} cases[] = {
		{ "1. Họ và tên: ................. *", "Họ và tên", QUESTION_NAME, true },
		{ "  2.3. Ngày sinh: ..../..../.....", "Ngày sinh", QUESTION_DATE, false },
		{ "a) Nơi thường trú ____", "Nơi thường trú", QUESTION_ADDRESS, false },
		{ "- Giới tính: Nam / Nữ *", "Giới tính", QUESTION_ONE, true },
		{ "Ghi chú…………", "Ghi chú", QUESTION_LINES, false },
		{ "# Người yêu cầu", "Người yêu cầu", QUESTION_PAGE, false },
		{ "## Giấy tờ kèm theo", "# Giấy tờ kèm theo", QUESTION_HEADING, false },
		{ "12 tháng gần nhất", "12 tháng gần nhất", QUESTION_LINE, false },
	};
	static const char *const nothing[] = { "", "   ", "......", "#", "##", "* *", "1. " };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		json_t *component = guess_component(arena, messages, cases[i].line);
		bool heading = cases[i].question == QUESTION_HEADING;

		assert_non_null(component);
		assert_string_equal(form_edit_text(component, heading ? "text" : "label"), cases[i].label);
		assert_int_equal(question_of(component), cases[i].question);
		assert_int_equal(json_is_true(member_get(component, "validate.required")), cases[i].required);
		assert_readable(component);
		json_decref(component);
	}
	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		assert_null(guess_component(arena, messages, nothing[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_kind_is_readable_and_known_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_question_of_one_kind_becomes_one_of_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    each_setting_comes_back_as_it_was_typed_and_goes_when_it_is_emptied, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    choices_keep_their_values_as_long_as_their_words_or_their_places_stay, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_label_gives_away_what_is_asked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_of_a_printed_form_become_questions, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
