/*
 * Who files at the counter gets what who files at home gets: the fee and the papers of the sample province's procedures, over all
 * answers that their rules and conditions tell apart, so that every row of every rule is met.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "domain/definition/support.h"
#include "domain/procedure/course.h"
#include "domain/procedure/paper_list.h"

enum { TODAY = 20778 /* 2026-11-21 */, MOST = 20, ROWS = 50, MEMORY = 64 << 20 };

static const char *const samples[] = { "1.001612", "1.014464", "2.000635" };
static const char *const channels[] = { "online", "counter", "post" };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new(MEMORY);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* --- one procedure --------------------------------------------------------------------------------------------------- */

struct sample {
	const char *code;
	struct form *form;
	struct rule *rule;
	struct course course;
	const struct form_field *asked[MOST]; /* what the rule and the conditions of papers read */
	size_t asked_count;
	bool met[ROWS]; /* by row of the table of fees */
};

static const char *
text_of(const json_t *object, const char *name)
{
	return arena_printf(arena, "%s", json_string_value(json_object_get(object, name)));
}

static void
read_requirements(const char *text, struct course *course)
{
	json_t *root = json_loads(text, 0, NULL);
	const json_t *one = json_array_get(json_object_get(root, "versions"), 0);
	const json_t *list = json_object_get(json_array_get(json_object_get(one, "cases"), 0), "requirements");
	struct procedure_requirement *items = arena_array(arena, json_array_size(list) + 1, sizeof(*items));
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item) items[i] = (struct procedure_requirement){ .seq = (int64_t)i + 1,
		.code = text_of(item, "code"),
		.name = text_of(item, "name"),
		.required = json_is_true(json_object_get(item, "required")),
		.shown_only = json_is_true(json_object_get(item, "shown_only")),
		.replaced_by = text_of(item, "replaced_by"),
		.template_file = "" };
	course->requirements = items;
	course->requirement_count = json_array_size(list);
	assert_true(course->requirement_count > 0);
	json_decref(root);
}

static void
ask(struct sample *s, const struct feel *condition)
{
	const char *const *names = NULL;
	const size_t count = condition != NULL ? feel_reads(condition, &names) : 0;

	for (size_t i = 0; i < count; i++) {
		const struct form_field *field = form_field_by_key(s->form, names[i]);
		size_t k = 0;

		while (k < s->asked_count && s->asked[k] != field)
			k++;
		if (field == NULL || k < s->asked_count)
			continue;
		assert_true(s->asked_count < MOST);
		s->asked[s->asked_count++] = field;
	}
}

static void
read_sample(const char *code, struct sample *s)
{
	struct definition_error rule_error;
	struct form_error form_error;
	struct feel_names inputs;
	size_t size = 0;
	char *text = file_text(arena, arena_printf(arena, "db/seed/definitions/forms/%s.json", code), &size);

	*s = (struct sample){ .code = code };
	assert_int_equal(form_parse(arena, text, size, &s->form, &form_error), OK);
	text = file_text(arena, arena_printf(arena, "db/seed/definitions/rules/%s.dmn", code), &size);
	assert_int_equal(rule_parse(arena, text, size, &s->rule, &rule_error), OK);
	text = file_text(arena, arena_printf(arena, "db/seed/procedures/%s.json", code), &size);
	read_requirements(text, &s->course);
	rule_inputs(s->rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++)
		if (form_field_by_key(s->form, inputs.items[i].name) != NULL)
			s->asked[s->asked_count++] = form_field_by_key(s->form, inputs.items[i].name);
	for (size_t i = 0; i < s->form->field_count; i++)
		if (s->form->fields[i].type == FORM_FILE) {
			ask(s, s->form->fields[i].hide);
			ask(s, s->form->fields[i].required_if);
		}
}

/* --- all its answers ------------------------------------------------------------------------------------------------- */

typedef void judge_fn(struct sample *s, const struct form_values *values, bool answered);

/* The answers of one question, with none at last: choices, a yes, or a number. */
static const char *
answer_of(const struct form_field *field, size_t number)
{
	if (field->type == FORM_NUMBER)
		return number < 3 ? arena_printf(arena, "%zu", number + 1) : NULL;
	if (field->type == FORM_CHECKBOX)
		return number < 1 ? "true" : NULL;
	assert_true(field->option_count > 0);
	return number < field->option_count ? field->options[number].value : NULL;
}

static void
each_answer(struct sample *s, size_t from, const struct form_values *so_far, bool answered, judge_fn *judge)
{
	const char *text;

	if (from == s->asked_count) {
		judge(s, so_far, answered);
		return;
	}
	for (size_t i = 0; (text = answer_of(s->asked[from], i)) != NULL; i++) {
		struct form_values values = { 0 };

		for (size_t k = 0; k < so_far->count; k++)
			assert_true(
			    form_values_add(arena, s->form, &values, so_far->items[k].key, so_far->items[k].text));
		assert_true(form_values_add(arena, s->form, &values, s->asked[from]->key, text));
		each_answer(s, from + 1, &values, answered, judge);
	}
	each_answer(s, from + 1, so_far, answered && s->asked[from]->type == FORM_CHECKBOX, judge);
}

static void
over_all_samples(judge_fn *judge, struct sample ret_samples[])
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct form_values none = { 0 };

		read_sample(samples[i], &ret_samples[i]);
		each_answer(&ret_samples[i], 0, &none, true, judge);
	}
}

/* --- papers ---------------------------------------------------------------------------------------------------------- */

/* Nothing is asked of the one that is not of the other; what was not answered at the counter takes no paper out of sight. */
static void
same_papers(struct sample *s, const struct form_values *values, bool answered)
{
	struct paper_list home, counter;

	paper_list_make(arena, &s->course, s->form, values, TODAY, false, &home);
	paper_list_make(arena, &s->course, s->form, values, TODAY, true, &counter);
	assert_int_equal(home.count, counter.count);
	for (size_t i = 0; i < home.count; i++) {
		assert_string_equal(home.items[i].code, counter.items[i].code);
		if (answered)
			assert_int_equal(home.items[i].need, counter.items[i].need);
		assert_true(counter.items[i].need >= home.items[i].need);
	}
}

static void
the_counter_asks_for_the_papers_that_are_asked_for_online(void **state)
{
	struct sample done[sizeof(samples) / sizeof(samples[0])];

	(void)state;
	over_all_samples(same_papers, done);
	assert_int_equal(done[2].asked_count, 3); /* copies, exemption, who asks */
}

/* --- fees ------------------------------------------------------------------------------------------------------------ */

static bool
reads_channel(const struct sample *s)
{
	struct feel_names inputs;

	rule_inputs(s->rule, &inputs);
	for (size_t i = 0; i < inputs.count; i++)
		if (strcmp(inputs.items[i].name, "channel") == 0)
			return true;
	return false;
}

static void
same_fees(struct sample *s, const struct form_values *values, bool answered)
{
	int64_t first = -1;

	(void)answered;
	for (size_t i = 0; i < sizeof(channels) / sizeof(channels[0]); i++) {
		const struct course_facts facts = {
			.channel = channels[i], .form = s->form, .values = values, .today = TODAY
		};
		const struct feel_context inputs = course_inputs(arena, &facts);
		struct rule_result result;
		struct rule_fees fees;

		assert_int_equal(course_fees(arena, s->rule, &facts, &fees), OK);
		assert_int_equal(rule_evaluate(arena, s->rule, "fees", &inputs, &result), OK);
		for (size_t k = 0; k < result.row_count; k++)
			s->met[result.rows[k]] = true;
		if (!reads_channel(s))
			assert_true(first == -1 || first == fees.total);
		first = fees.total;
	}
}

static void
the_fee_is_the_same_on_every_channel_but_where_the_rule_tells_them_apart(void **state)
{
	static const size_t rows[] = { 2, 0, 2 };
	struct sample done[sizeof(samples) / sizeof(samples[0])];

	(void)state;
	over_all_samples(same_fees, done);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		for (size_t k = 0; k < rows[i]; k++)
			if (!done[i].met[k])
				fail_msg("row %zu of %s was never met", k + 1, done[i].code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_counter_asks_for_the_papers_that_are_asked_for_online),
		cmocka_unit_test(the_fee_is_the_same_on_every_channel_but_where_the_rule_tells_them_apart),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
