/* What a person who draws a process is told: everything at once, each with its place; and how long its steps take. */
#include "domain/definition/process/process_check.h"
#include "domain/definition/process/process_given.h"

static void
every_problem_is_told_with_its_place(void **state)
{
	static const struct {
		const char *message, *element;
	} expected[] = { { "process.no_role", "a" }, { "process.term", "b" }, { "process.unknown_role", "c" },
		{ "process.agency", "d" }, { "process.condition", "f4" } };
	const struct process_problem *problems;
	struct process *process;
	size_t count = process_problems(arena,
	    model_of(PROCESS_FILE(START TASK("a", "", "") TASK("b", "leader", "sớm") TASK("c", "chairman", "")
		    CALL("d", "", "1 ngày") CHOICE("g", "") END FLOW("f1", "s", "a") FLOW("f2", "a", "b")
			FLOW("f3", "b", "g") WHEN("f4", "g", "c", "=1 +") FLOW("f5", "c", "d") FLOW("f6", "d", "e"))),
	    &problems, &process);

	(void)state;
	assert_null(process);
	assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(problems[i].error.message, expected[i].message);
		assert_string_equal(problems[i].error.element, expected[i].element);
		assert_true(problems[i].blocks);
	}
	assert_string_equal(problems[1].name, "Bước b");
	assert_non_null(problems[4].error.feel.message);
}

static void
the_structure_is_asked_once_the_parts_are_right_and_then_soundness(void **state)
{
	static const struct {
		const char *xml, *message, *element;
	} cases[] = {
		{ PROCESS_FILE(START TASK("a", "leader", "") END FLOW("f1", "s", "a")), "process.dead_end", "a" },
		{ PROCESS_FILE(START FORK("g") TASK("a", "leader", "") TASK("b", "leader", "") TASK("c", "clerk", "")
			  END FLOW("f1", "s", "g") FLOW("f2", "g", "a") FLOW("f3", "g", "b") FLOW("f4", "a", "c")
			      FLOW("f5", "b", "c") FLOW("f6", "c", "e")),
		    "process.twice", "c" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct process_problem *problems;
		struct process *process;

		assert_int_equal(process_problems(arena, model_of(cases[i].xml), &problems, &process), 1);
		assert_string_equal(problems[0].error.message, cases[i].message);
		assert_string_equal(problems[0].error.element, cases[i].element);
	}
}

static void
what_was_left_out_is_a_remark_that_holds_up_nobody(void **state)
{
	const struct process_problem *problems;
	struct process *process;

	(void)state;
	assert_int_equal(process_problems(arena,
			     model_of(PROCESS_FILE("<bpmn:laneSet id=\"l\"/>" START TASK("a", "leader", "")
				     END FLOW("f1", "s", "a") FLOW("f2", "a", "e"))),
			     &problems, &process),
	    1);
	assert_string_equal(problems[0].error.message, "process.left_out");
	assert_false(problems[0].blocks);
	assert_non_null(process);
}

static const char *
path_text(const struct process_path *path)
{
	const char *text = "";

	for (size_t i = 0; i < path->count; i++)
		text = arena_printf(arena, "%s%s", text, path->steps[i]->id);
	return text;
}

static void
the_critical_path_takes_the_longest_branch_and_a_loop_once(void **state)
{
	static const struct {
		const char *xml, *path;
		int64_t minutes;
	} cases[] = {
		/* parallel: 1 + max(2, 0.5 + 1) + 0.25 days */
		{ PROCESS_FILE(START TASK("a", "processing", "1 ngày") FORK("p") TASK("b", "leader", "2 ngày")
			  TASK("c", "leader", "0,5 ngày") TASK("d", "leader", "1 ngày") FORK("q")
			      TASK("f", "clerk", "0,25 ngày") END FLOW("f1", "s", "a") FLOW("f2", "a", "p")
				  FLOW("f3", "p", "b") FLOW("f4", "p", "c") FLOW("f5", "c", "d") FLOW("f6", "b", "q")
				      FLOW("f7", "d", "q") FLOW("f8", "q", "f") FLOW("f9", "f", "e")),
		    "abf", 1560 },
		/* a loop back counts once; the way out that is longer counts */
		{ PROCESS_FILE(START TASK("a", "processing", "1 ngày") TASK("b", "leader", "02 giờ")
			  CHOICE("g", "default=\"f4\"") TASK("c", "clerk", "") END FLOW("f1", "s", "a")
			      FLOW("f2", "a", "b") FLOW("f3", "b", "g") FLOW("f4", "g", "c")
				  WHEN("f5", "g", "a", "action = \"return_back\"") FLOW("f6", "c", "e")),
		    "abc", 600 },
		/* what a timer leads to is not in the plan */
		{ PROCESS_FILE(
		      START TASK("a", "processing", "1 ngày") TIMER("t", "a", "1 ngày") TASK("b", "leader", "5 ngày")
			  END FLOW("f1", "s", "a") FLOW("f2", "a", "e") FLOW("f3", "t", "b") FLOW("f4", "b", "e")),
		    "a", 480 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct process_path path;

		process_critical_path(arena, process_of(cases[i].xml), &path);
		assert_string_equal(path_text(&path), cases[i].path);
		assert_int_equal(path.minutes, cases[i].minutes);
		assert_false(path.calendar);
	}
}

static void
calendar_and_working_terms_are_told_apart(void **state)
{
	struct process_path path;

	(void)state;
	process_critical_path(arena,
	    process_of(PROCESS_FILE(START CALENDAR_TASK("a", "leader", "3 ngày") TASK("b", "clerk", "")
		    END FLOW("f1", "s", "a") FLOW("f2", "a", "b") FLOW("f3", "b", "e"))),
	    &path);
	assert_true(path.calendar);
	assert_false(path.mixed);
	assert_int_equal(path.minutes, 3 * 1440);
	process_critical_path(arena,
	    process_of(PROCESS_FILE(START CALENDAR_TASK("a", "leader", "3 ngày") TASK("b", "clerk", "1 ngày")
		    END FLOW("f1", "s", "a") FLOW("f2", "a", "b") FLOW("f3", "b", "e"))),
	    &path);
	assert_true(path.mixed);
}

static void
what_is_too_long_or_counted_both_ways_is_refused_at_its_place(void **state)
{
	struct process *days = process_of(PROCESS_FILE(START TASK("a", "leader", "3 ngày") TASK("b", "clerk", "1 ngày")
		END FLOW("f1", "s", "a") FLOW("f2", "a", "b") FLOW("f3", "b", "e")));
	struct process *both = process_of(PROCESS_FILE(
	    START TASK("a", "leader", "3 ngày") TASK("n", "clerk", "") CALENDAR_TASK("b", "clerk", "1 ngày")
		END FLOW("f1", "s", "a") FLOW("f2", "a", "n") FLOW("f2b", "n", "b") FLOW("f3", "b", "e")));
	struct definition_error error;
	int64_t minutes;

	(void)state;
	assert_int_equal(process_check_term(days, 4 * 480, &minutes, &error), OK);
	assert_int_equal(minutes, 4 * 480);
	assert_int_equal(process_check_term(days, 4 * 480 - 1, &minutes, &error), ERR_INVALID);
	assert_string_equal(error.message, "process.term_exceeded");
	assert_int_equal(process_check_term(both, 100000, &minutes, &error), ERR_INVALID);
	assert_string_equal(error.message, "process.term_mixed");
	assert_string_equal(error.element, "b");
}

static void
conditions_read_the_form_by_its_types_or_are_refused(void **state)
{
	static const char xml[] =
	    PROCESS_FILE(START TASK("a", "leader", "") CHOICE("g", "default=\"f4\"") END FLOW("f1", "s", "a")
		    FLOW("f2", "a", "g") WHEN("f3", "g", "a", "copies &gt; 3 and case = 2") FLOW("f4", "g", "e"));
	struct process *process = process_of(xml);
	const struct feel_name copies = { .name = "copies", .type = FEEL_NUMBER }, wrong = { "copies", FEEL_STRING, 0 };
	struct definition_error error;
	struct feel_names names;

	(void)state;
	assert_true(process_reads_answers(process));
	process_names(arena, &(struct feel_names){ &copies, 1 }, &names);
	assert_int_equal(process_check_names(arena, process, &names, &error), OK);
	process_names(arena, &(struct feel_names){ &wrong, 1 }, &names);
	assert_int_equal(process_check_names(arena, process, &names, &error), ERR_INVALID);
	assert_string_equal(error.element, "f3");
	assert_string_equal(process_flow_step(process, "f3"), "Bước a");
	assert_string_equal(process_flow_step(process, "f1"), "");
	assert_string_equal(process_flow_step(process, "gone"), "");
	process_names(arena, NULL, &names);
	assert_int_equal(process_check_names(arena, process, &names, &error), ERR_INVALID);
	assert_string_equal(error.feel.what, "copies");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_problem_is_told_with_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_structure_is_asked_once_the_parts_are_right_and_then_soundness, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_left_out_is_a_remark_that_holds_up_nobody, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_critical_path_takes_the_longest_branch_and_a_loop_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(calendar_and_working_terms_are_told_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_too_long_or_counted_both_ways_is_refused_at_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    conditions_read_the_form_by_its_types_or_are_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
