/* Processes: what is refused on import, how tokens run, timers, and the stored form of an instance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/definition/process/process.h"
#include "support/arena.h"

#define FILE_OF(body)                                                                                                  \
	"<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\">"    \
	"<bpmn:process id=\"p\" name=\"P\">" body "</bpmn:process></bpmn:definitions>"
#define START              "<bpmn:startEvent id=\"s\"/>"
#define END                "<bpmn:endEvent id=\"e\"/>"
#define TASK(id)           "<bpmn:userTask id=\"" id "\" name=\"N\" m:role=\"processing\" m:term=\"02 giờ\"/>"
#define FLOW(id, from, to) "<bpmn:sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"
#define WHEN(id, from, to, feel)                                                                                       \
	"<bpmn:sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"><bpmn:conditionExpression>" feel \
	"</bpmn:conditionExpression></bpmn:sequenceFlow>"
#define LINE START TASK("a") END FLOW("f1", "s", "a")

static void
what_lies_outside_the_subset_or_is_broken_is_refused(void **state)
{
	static const struct {
		const char *xml, *message, *element;
	} cases[] = {
		{ FILE_OF(LINE FLOW("f2", "a", "e") "<bpmn:scriptTask id=\"js\"/>"), "process.unknown_element", "js" },
		{ FILE_OF(LINE FLOW("f2", "a", "e") "<bpmn:serviceTask id=\"x\"/>"), "process.unknown_element", "x" },
		{ FILE_OF(
		      START "<bpmn:userTask id=\"a\" name=\"N\" m:role=\"r\"><bpmn:multiInstanceLoopCharacteristics/>"
			    "</bpmn:userTask>" END FLOW("f1", "s", "a") FLOW("f2", "a", "e")),
		    "process.unknown_element", "a" },
		{ FILE_OF(START "<bpmn:userTask id=\"a\" name=\"N\"/>" END FLOW("f1", "s", "a") FLOW("f2", "a", "e")),
		    "process.no_role", "a" },
		{ FILE_OF(START "<bpmn:userTask id=\"a\" name=\"N\" m:role=\"r\" m:term=\"sớm\"/>" END FLOW(
		      "f1", "s", "a") FLOW("f2", "a", "e")),
		    "process.term", "a" },
		{ FILE_OF(START "<bpmn:callActivity id=\"a\" name=\"N\" m:role=\"r\"/>" END FLOW("f1", "s", "a")
			  FLOW("f2", "a", "e")),
		    "process.agency", "a" },
		{ FILE_OF(LINE), "process.dead_end", "a" },
		{ FILE_OF(LINE FLOW("f2", "a", "nowhere")), "process.flow", "f2" },
		{ FILE_OF(LINE FLOW("f2", "a", "e") FLOW("f3", "a", "e")), "process.two_ways", "a" },
		{ FILE_OF(LINE FLOW("f2", "a", "e") TASK("b") FLOW("f3", "b", "e")), "process.unreachable", "b" },
		{ FILE_OF(START TASK("a") TASK("b") END FLOW("f1", "s", "a") FLOW("f2", "a", "b") FLOW("f3", "b", "a")),
		    "process.never_ends", "s" },
		{ FILE_OF(LINE FLOW("f2", "a", "e") "<bpmn:startEvent id=\"s2\"/>" FLOW("f3", "s2", "a")),
		    "process.start", "s2" },
		{ FILE_OF(LINE FLOW("f2", "a", "e") TASK("a")), "process.duplicate", "a" },
		{ FILE_OF(LINE WHEN("f2", "a", "e", "= x = 1")), "process.condition", "f2" },
		{ FILE_OF(START "<bpmn:exclusiveGateway id=\"g\"/>" TASK("a") END FLOW("f1", "s", "g")
			  FLOW("f2", "g", "a") FLOW("f3", "g", "e") FLOW("f4", "a", "e")),
		    "process.condition", "f2" },
		{ FILE_OF(START "<bpmn:exclusiveGateway id=\"g\" default=\"f2\"/>" TASK("a") END FLOW("f1", "s", "g")
			  FLOW("f2", "g", "a") WHEN("f3", "g", "e", "=1 +") FLOW("f4", "a", "e")),
		    "process.condition", "f3" },
		{ FILE_OF(TASK("a") END FLOW("f2", "a", "e")), "process.start", "p" },
		{ FILE_OF(START END FLOW("f1", "s", "e")), "process.no_steps", "p" },
		{ "<a/>", "process.not_bpmn", "" },
		{ "<!DOCTYPE a><a/>", "xml.doctype", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct definition_error error = { 0 };
		struct process *process;
		if (process_parse(arena, cases[i].xml, strlen(cases[i].xml), &process, &error) == OK)
			print_error("accepted: %s\n", cases[i].xml);
		assert_non_null(error.message);
		assert_string_equal(error.message, cases[i].message);
		assert_string_equal(error.element, cases[i].element);
	}
}

static struct process *
parsed(const char *xml)
{
	struct definition_error error;
	struct process *process = NULL;

	if (process_parse(arena, xml, strlen(xml), &process, &error) != OK)
		print_error("%s %s\n", error.message, error.element);
	assert_non_null(process);
	return process;
}

/* A fork into two opinions, joined before the decision; one opinion has a reminder and a limit in time. */
static const char opinions[] = FILE_OF(
    START "<bpmn:parallelGateway id=\"fork\"/>"
	  "<bpmn:callActivity id=\"a\" name=\"A\" m:role=\"processing\" m:agency=\"X\" m:term=\"3 ngày\"/>" TASK(
	      "b") "<bpmn:boundaryEvent id=\"remind\" attachedToRef=\"a\" "
		   "cancelActivity=\"false\"><bpmn:timerEventDefinition>"
		   "<bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>" TASK(
		       "nudge") "<bpmn:boundaryEvent id=\"late\" attachedToRef=\"a\"><bpmn:timerEventDefinition>"
				"<bpmn:timeDuration>PT30H</bpmn:timeDuration></bpmn:timerEventDefinition></"
				"bpmn:boundaryEvent>"
				"<bpmn:exclusiveGateway id=\"merge\"/><bpmn:parallelGateway id=\"join\"/>" TASK("c")
				    END FLOW("f1", "s", "fork") FLOW("f2", "fork", "a") FLOW("f3", "fork", "b")
					FLOW("f4", "a", "merge") FLOW("f5", "late", "merge") FLOW("f6", "merge", "join")
					    FLOW("f7", "b", "join") FLOW("f8", "join", "c") FLOW("f9", "c", "e")
						FLOW("f10", "remind", "nudge") FLOW("f11", "nudge", "e"));

static const struct feel_context nothing = { 0 };

static struct process_move
complete(const struct process *process, const struct process_tokens *tokens, const char *step)
{
	struct definition_error error;
	struct process_move move;

	assert_int_equal(process_complete(arena, process, tokens, step, &nothing, &move, &error), OK);
	return move;
}

static void
a_join_waits_for_every_branch(void **state)
{
	struct process *process = parsed(opinions);
	struct definition_error error;
	struct process_tokens tokens;
	struct process_move move;

	(void)state;
	assert_int_equal(process_start(arena, process, &nothing, &move, &error), OK);
	assert_int_equal(move.opened_count, 2);
	move = complete(process, &move.tokens, "b");
	assert_int_equal(move.opened_count, 0);
	assert_string_equal(process_tokens_write(arena, process, &move.tokens), "1 a join<f7");
	assert_int_equal(process_tokens_read(arena, process, "1 a join<f7", &tokens), OK);
	assert_int_equal(process_complete(arena, process, &tokens, "b", &nothing, &move, &error), ERR_NOT_FOUND);
	move = complete(process, &tokens, "a");
	assert_string_equal(move.opened[0]->id, "c");
	assert_string_equal(move.closed[0]->id, "a");
	move = complete(process, &move.tokens, "c");
	assert_true(move.finished);
	assert_string_equal(process_tokens_write(arena, process, &move.tokens), "1");
}

static void
a_timer_reminds_or_takes_the_step_away(void **state)
{
	struct process *process = parsed(opinions);
	const struct process_step *step = process_step(process, "a");
	struct definition_error error;
	struct process_move move;

	(void)state;
	assert_int_equal(step->timer_count, 2);
	assert_false(step->timers[0].interrupting);
	assert_int_equal(step->timers[0].after.minutes, 960);
	assert_true(step->timers[1].interrupting);
	assert_int_equal(process_start(arena, process, &nothing, &move, &error), OK);
	assert_int_equal(process_timer_fire(arena, process, &move.tokens, "remind", &nothing, &move, &error), OK);
	assert_true(process_is_open(process, &move.tokens, "a"));
	assert_true(process_is_open(process, &move.tokens, "nudge"));
	assert_int_equal(process_timer_fire(arena, process, &move.tokens, "late", &nothing, &move, &error), OK);
	assert_false(process_is_open(process, &move.tokens, "a"));
	assert_string_equal(move.closed[0]->id, "a");
	struct process_tokens tokens = move.tokens;
	assert_int_equal(process_timer_fire(arena, process, &tokens, "late", &nothing, &move, &error), ERR_NOT_FOUND);
}

/* Two opinions at once; whoever refuses ends the other's work too. */
static const char refusal[] = FILE_OF(START "<bpmn:parallelGateway id=\"fork\"/>" TASK("a")
	TASK("b") "<bpmn:exclusiveGateway id=\"g\" default=\"f5\"/>"
		  "<bpmn:endEvent id=\"stop\"><bpmn:terminateEventDefinition/></bpmn:endEvent><bpmn:parallelGateway "
		  "id=\"join\"/>" END FLOW("f1", "s", "fork") FLOW("f2", "fork", "a") FLOW("f3", "fork", "b") FLOW(
		      "f4", "a", "g") FLOW("f5", "g", "join") WHEN("f6", "g", "stop", "=action = &quot;refuse&quot;")
		      FLOW("f7", "b", "join") FLOW("f8", "join", "e"));

static void
an_end_that_terminates_closes_whatever_is_open(void **state)
{
	struct process *process = parsed(refusal);
	const struct feel_binding refused = { "action", feel_string("refuse") };
	const struct feel_context context = { &refused, 1, 0 };
	struct definition_error error;
	struct process_move move;

	(void)state;
	assert_int_equal(process_check_sound(arena, process, &error), OK);
	assert_int_equal(process_start(arena, process, &nothing, &move, &error), OK);
	struct process_tokens tokens = move.tokens;
	assert_int_equal(process_complete(arena, process, &tokens, "a", &context, &move, &error), OK);
	assert_true(move.finished);
	assert_int_equal(move.closed_count, 2);
	assert_string_equal(move.closed[0]->id, "a");
	assert_string_equal(move.closed[1]->id, "b");
	assert_int_equal(process_complete(arena, process, &move.tokens, "b", &nothing, &move, &error), ERR_NOT_FOUND);
	/* Without the refusal the other branch is waited for. */
	assert_int_equal(process_complete(arena, process, &tokens, "a", &nothing, &move, &error), OK);
	assert_false(move.finished);
	assert_true(process_is_open(process, &move.tokens, "b"));
}

/* A branch that ends at once opens nothing in the branch beside it. */
static void
what_the_terminating_move_itself_opened_was_never_open(void **state)
{
	static const char at_once[] = FILE_OF(START TASK("a") "<bpmn:parallelGateway id=\"fork\"/>" TASK(
	    "b") "<bpmn:endEvent id=\"stop\"><bpmn:terminateEventDefinition/></bpmn:endEvent>" TASK("c")
		END FLOW("f1", "s", "a") FLOW("f2", "a", "fork") FLOW("f3", "fork", "b") FLOW("f4", "fork", "stop")
		    FLOW("f5", "fork", "c") FLOW("f6", "b", "e") FLOW("f7", "c", "e"));
	struct process *process = parsed(at_once);
	struct definition_error error;
	struct process_move move;

	(void)state;
	assert_int_equal(process_start(arena, process, &nothing, &move, &error), OK);
	move = complete(process, &move.tokens, "a");
	assert_true(move.finished);
	assert_int_equal(move.opened_count, 0);
	assert_int_equal(move.closed_count, 1);
}

static const char choice[] = FILE_OF(START TASK("a") "<bpmn:exclusiveGateway id=\"g\"/>" TASK("b") TASK("c")
	END FLOW("f1", "s", "a") FLOW("f2", "a", "g") WHEN("f3", "g", "b", "=amount &gt; 10")
	    WHEN("f4", "g", "c", "=amount &lt;= 10") FLOW("f5", "b", "e") FLOW("f6", "c", "e"));

static void
a_gateway_that_cannot_tell_stands_still(void **state)
{
	struct process *process = parsed(choice);
	struct feel_binding amount = { "amount", feel_integer(11) };
	struct feel_context known = { &amount, 1, 0 };
	struct definition_error error;
	struct process_move start, move;

	(void)state;
	assert_int_equal(process_start(arena, process, &nothing, &start, &error), OK);
	assert_int_equal(process_complete(arena, process, &start.tokens, "a", &nothing, &move, &error), ERR_CONFLICT);
	assert_string_equal(error.message, "process.no_way");
	assert_string_equal(error.element, "g");
	assert_int_equal(process_complete(arena, process, &start.tokens, "a", &known, &move, &error), OK);
	assert_string_equal(move.opened[0]->id, "b");
	amount.value = feel_integer(10);
	assert_int_equal(process_complete(arena, process, &start.tokens, "a", &known, &move, &error), OK);
	assert_string_equal(move.opened[0]->id, "c");
}

static void
a_circle_of_gateways_is_cut(void **state)
{
	static const char circle[] = FILE_OF(START
	    "<bpmn:exclusiveGateway id=\"g\" default=\"f2\"/><bpmn:exclusiveGateway "
	    "id=\"h\" default=\"f3\"/>" TASK("a") END FLOW("f1", "s", "g") FLOW("f2", "g", "h") FLOW("f3", "h", "g")
		WHEN("f4", "g", "a", "=false") WHEN("f5", "h", "a", "=false") FLOW("f6", "a", "e"));
	struct definition_error error;
	struct process_move move;

	(void)state;
	assert_int_equal(process_start(arena, parsed(circle), &nothing, &move, &error), ERR_CONFLICT);
	assert_string_equal(error.message, "process.endless");
}

static void
stored_tokens_are_read_back_or_refused(void **state)
{
	static const char *const refused[] = { "", "2 a", "1 x", "1 join", "1 join<f2", "1 a<f2", "1 fork<f9", "11",
		"1 s" };
	struct process *process = parsed(opinions);
	struct process_tokens tokens;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_int_equal(process_tokens_read(arena, process, refused[i], &tokens), ERR_INVALID);
	assert_int_equal(process_tokens_read(arena, process, "1 nudge a join<f6", &tokens), OK);
	assert_string_equal(process_tokens_write(arena, process, &tokens), "1 nudge a join<f6");
	const struct process_step *const *steps;
	assert_int_equal(process_open_steps(arena, process, &tokens, &steps), 2);
	assert_string_equal(steps[0]->id, "a");
}

static void
terms_are_read_as_decisions_print_them(void **state)
{
	static const struct {
		const char *text;
		bool calendar;
		int64_t minutes;
	} cases[] = { { "0,5 ngày", false, 240 }, { "02 giờ", false, 120 }, { "1,25 ngày làm việc", false, 600 },
		{ "30 phút", false, 30 }, { "30 ngày", true, 43200 }, { "PT4H", false, 240 }, { "P3D", false, 1440 },
		{ "P3D", true, 4320 } };
	static const char *const refused[] = { "", "soon", "P1M", "PT30S", "-1 ngày", "P", "-P1D" };
	struct process_term term;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(process_term_parse(arena, cases[i].text, cases[i].calendar, &term), OK);
		assert_int_equal(term.minutes, cases[i].minutes);
		assert_string_equal(term.text, cases[i].text);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_int_equal(process_term_parse(arena, refused[i], false, &term), ERR_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_lies_outside_the_subset_or_is_broken_is_refused, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_join_waits_for_every_branch, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_timer_reminds_or_takes_the_step_away, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(an_end_that_terminates_closes_whatever_is_open, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(
		    what_the_terminating_move_itself_opened_was_never_open, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_gateway_that_cannot_tell_stands_still, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(a_circle_of_gateways_is_cut, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(stored_tokens_are_read_back_or_refused, arena_start, arena_end),
		cmocka_unit_test_setup_teardown(terms_are_read_as_decisions_print_them, arena_start, arena_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
