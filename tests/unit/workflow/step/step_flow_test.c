/* The way through a process: the plain one, and those of the sample province as they are stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/system/file.h"

#include "domain/definition/process/process_text.h"

#include "step/step_flow.h"

#define PROCESSES "db/seed/definitions/processes/"

static struct flow_facts
facts(const char *action)
{
	return (struct flow_facts){ .action = action, .outcome = "", .opinion = "", .channel = "online", .case_no = 1 };
}

static struct flow
open_flow(struct arena *arena, const char *file)
{
	struct failure failure = { .code = OK };
	struct bytes content = { NULL, 0 };
	struct flow flow;

	if (file != NULL)
		assert_int_equal(file_read(arena, file, 1 << 20, false, &content, &failure), OK);
	if (flow_open(arena, (const char *)content.data, &failure, &flow) != OK)
		fail_msg("%s: %s", file, failure.log);
	return flow;
}

static struct flow_move
complete(struct arena *arena, const struct flow *flow, const char *tokens, const char *step, const char *action)
{
	const struct flow_facts now = facts(action);
	struct failure failure = { .code = OK };
	struct flow_move move;

	if (flow_complete(arena, flow, tokens, step, &now, &failure, &move) != OK)
		fail_msg("%s at %s: %s", step, tokens, failure.log);
	return move;
}

static struct flow_move
start(struct arena *arena, const struct flow *flow)
{
	const struct flow_facts now = facts("accept");
	struct failure failure = { .code = OK };
	struct flow_move move;

	if (flow_start(arena, flow, &now, &failure, &move) != OK)
		fail_msg("start: %s", failure.log);
	return move;
}

static void
the_plain_process_goes_from_desk_to_leader_to_counter(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = open_flow(arena, NULL);
	struct flow_move move = start(arena, &flow);

	assert_string_equal(move.opened[0]->id, "processing");
	move = complete(arena, &flow, move.tokens, "processing", "forward");
	assert_string_equal(move.opened[0]->role, "leader");
	assert_true(flow_step_has(move.opened[0], "return_back"));
	move = complete(arena, &flow, move.tokens, "approval", "return_back");
	assert_string_equal(move.opened[0]->id, "processing");
	move = complete(arena, &flow, move.tokens, "processing", "forward");
	move = complete(arena, &flow, move.tokens, "approval", "approve");
	assert_string_equal(move.opened[0]->role, "returning");
	move = complete(arena, &flow, move.tokens, "returning", "return_result");
	assert_true(move.finished);
	assert_int_equal(move.opened_count, 0);
}

static void
a_step_that_is_not_open_cannot_be_done(void **state)
{
	struct arena *arena = *state;
	static const char *const files[] = { NULL, PROCESSES "2.000635.bpmn" };

	for (size_t i = 0; i < 2; i++) {
		const struct flow flow = open_flow(arena, files[i]);
		const struct flow_move move = start(arena, &flow);
		const struct flow_facts now = facts("approve");
		struct failure failure = { .code = OK };
		struct flow_move next;

		assert_int_equal(
		    flow_complete(arena, &flow, move.tokens, "approval", &now, &failure, &next), ERR_CONFLICT);
		assert_string_equal(failure.message, "workflow_process.step_gone");
	}
}

/* Intake is proved by the acceptance, a fee by its being settled: nobody has to say so again. */
static void
intake_and_cashier_are_passed_by_themselves(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = open_flow(arena, PROCESSES "1.001612.bpmn");
	struct flow_facts now = facts("accept");
	struct failure failure = { .code = OK };
	struct flow_move move;

	now.channel = "counter";
	assert_int_equal(flow_start(arena, &flow, &now, &failure, &move), OK);
	assert_int_equal(move.opened_count, 1);
	assert_string_equal(move.opened[0]->id, "processing");
}

/* Every process of the sample province leads from the first step to its end, step by step. */
static void
every_process_of_the_sample_province_reaches_its_end(void **state)
{
	struct arena *arena = *state;
	static const char *const files[] = { PROCESSES "2.000635.bpmn", PROCESSES "1.001612.bpmn",
		PROCESSES "1.014464.bpmn", PROCESSES "default.bpmn" };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct flow flow = open_flow(arena, files[i]);
		struct flow_move move = start(arena, &flow);
		int steps = 0;

		while (!move.finished && steps++ < 20) {
			assert_int_equal(move.opened_count, 1);
			move = complete(arena, &flow, move.tokens, move.opened[0]->id, "forward");
		}
		assert_true(move.finished);
		assert_in_range(steps, 3, 10);
	}
}

static void
work_that_begins_again_is_open_at_the_desk_only(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = open_flow(arena, PROCESSES "1.014464.bpmn");
	const struct process_step *desk = flow_step_of(&flow, ROLE_PROCESSING);
	struct failure failure = { .code = OK };
	struct flow_move move;

	assert_non_null(desk);
	assert_int_equal(flow_begin_again_at(arena, &flow, desk, &failure, &move), OK);
	assert_int_equal(move.opened_count, 1);
	move = complete(arena, &flow, move.tokens, desk->id, "forward");
	assert_string_equal(move.opened[0]->role, "section_head");
}

static struct flow
flow_of(struct arena *arena, const char *bpmn)
{
	struct failure failure = { .code = OK };
	struct flow flow;

	if (flow_open(arena, bpmn, &failure, &flow) != OK)
		fail_msg("%s", failure.log);
	return flow;
}

/* The desk and an opinion at once; a refusal by the section head ends both; the agency has two days, then it goes on. */
static const char opinions[] = PROCESS_FILE(START FORK("fork") TASK("desk", "processing", "1 ngày") CALL("ask", "H99.2",
    "2 ngày") TIMER("late", "ask", "2 ngày") FORK("join") CHOICE("merge", "") TASK("head", "section_head", "1 ngày")
	CHOICE("big", "default=\"f9\"") TASK("sign", "leader", "") END CHOICE("agreed",
	    "default=\"f4\"") "<bpmn:endEvent id=\"stop\"><bpmn:terminateEventDefinition/></bpmn:endEvent>" FLOW("f1",
	    "s", "fork") FLOW("f2", "fork", "desk") FLOW("f3", "fork", "ask") FLOW("f3a", "desk", "agreed")
	    FLOW("f4", "agreed", "join") WHEN("f4a", "agreed", "stop", "action = \"refuse\"") FLOW("f5", "ask", "merge")
		FLOW("f6", "late", "merge") FLOW("f7", "merge", "join") FLOW("f8", "join", "big")
		    FLOW("f9", "big", "sign") WHEN("f10", "big", "head", "copies &gt; 10") FLOW("f11", "head", "sign2")
			TASK("sign2", "leader", "") FLOW("f12", "sign", "e") FLOW("f13", "sign2", "e"));

static void
an_agency_that_lets_its_time_pass_is_not_waited_for_any_longer(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = flow_of(arena, opinions);
	const struct flow_facts now = facts("timer");
	struct failure failure = { .code = OK };
	struct flow_move move = start(arena, &flow), next;

	assert_int_equal(move.opened_count, 2);
	assert_int_equal(flow_timer_fire(arena, &flow, move.tokens, "late", &now, &failure, &next), OK);
	assert_int_equal(next.opened_count, 0);
	assert_int_equal(next.ended_count, 0);
	assert_int_equal(flow_timer_fire(arena, &flow, next.tokens, "late", &now, &failure, &move), ERR_CONFLICT);
	move = complete(arena, &flow, next.tokens, "desk", "forward");
	assert_string_equal(move.opened[0]->id, "sign");
}

static void
what_ends_with_a_refusal_is_named_beside_the_step_that_was_done(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = flow_of(arena, opinions);
	struct flow_move move = start(arena, &flow);

	move = complete(arena, &flow, move.tokens, "desk", "refuse");
	assert_true(move.finished);
	assert_int_equal(move.opened_count, 0);
	assert_int_equal(move.ended_count, 1);
	assert_string_equal(move.ended[0]->id, "ask");
}

static void
an_answer_of_the_form_decides_the_way(void **state)
{
	struct arena *arena = *state;
	const struct flow flow = flow_of(arena, opinions);
	const struct feel_binding copies = { "copies", feel_integer(12) }, channel = { "channel", feel_string("x") };
	const struct feel_binding both[] = { copies, channel };
	const struct feel_context answers = { both, 2, 0 };
	struct flow_facts now = facts("forward");
	struct failure failure = { .code = OK };
	struct flow_move move = start(arena, &flow);

	assert_true(flow_reads_answers(&flow));
	move = complete(arena, &flow, move.tokens, "ask", "answer");
	/* Without the answer no condition on it holds. */
	assert_string_equal(complete(arena, &flow, move.tokens, "desk", "forward").opened[0]->id, "sign");
	now.answers = &answers;
	assert_int_equal(flow_complete(arena, &flow, move.tokens, "desk", &now, &failure, &move), OK);
	assert_string_equal(move.opened[0]->id, "head");
}

static void
a_definition_that_cannot_be_read_is_refused(void **state)
{
	struct failure failure = { .code = OK };
	struct flow flow;

	assert_int_equal(flow_open(*state, "not a process", &failure, &flow), ERR_INTERNAL);
}

static int
setup(void **state)
{
	*state = arena_new((size_t)32 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_plain_process_goes_from_desk_to_leader_to_counter, setup, teardown),
		cmocka_unit_test_setup_teardown(a_step_that_is_not_open_cannot_be_done, setup, teardown),
		cmocka_unit_test_setup_teardown(intake_and_cashier_are_passed_by_themselves, setup, teardown),
		cmocka_unit_test_setup_teardown(every_process_of_the_sample_province_reaches_its_end, setup, teardown),
		cmocka_unit_test_setup_teardown(work_that_begins_again_is_open_at_the_desk_only, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    an_agency_that_lets_its_time_pass_is_not_waited_for_any_longer, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    what_ends_with_a_refusal_is_named_beside_the_step_that_was_done, setup, teardown),
		cmocka_unit_test_setup_teardown(an_answer_of_the_form_decides_the_way, setup, teardown),
		cmocka_unit_test_setup_teardown(a_definition_that_cannot_be_read_is_refused, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
