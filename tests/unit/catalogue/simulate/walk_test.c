/* Sample dossiers through the three full sample procedures: every way that officers can choose, and the same again. */
#include "catalogue/simulate/walk_support.h"

/* --- every way through a procedure ------------------------------------------------------------------------------------ */

enum { DEEP = 14, VISITS = 2 };

struct exploring {
	const struct walk_definitions *definitions;
	struct walk_given given;
	struct walk_act acts[DEEP];
	size_t ways, done, refused;
};

static size_t
times_open(const struct walk_trace *trace, const struct process_step *step)
{
	size_t times = 0;

	for (size_t i = 0; i < trace->visit_count; i++)
		times += trace->visits[i].step == step;
	return times;
}

static void explore(struct exploring *x, size_t depth);

static void
choose(struct exploring *x, size_t depth, struct walk_act act)
{
	if (depth == DEEP)
		return;
	x->acts[depth] = act;
	explore(x, depth + 1);
}

static void
explore(struct exploring *x, size_t depth)
{
	struct walk_trace trace;

	x->given.acts = x->acts;
	x->given.act_count = depth;
	trace = walked(x->definitions, &x->given);
	assert_int_not_equal(trace.end, WALK_STUCK);
	x->ways++;
	if (trace.end != WALK_OPEN) {
		x->done += trace.end == WALK_DONE;
		x->refused += trace.end == WALK_REFUSED;
		/* Whoever gets to the end was decided upon, and the law's clock stands. */
		if (trace.end == WALK_DONE)
			assert_int_equal(trace.clock.state, CLOCK_STOPPED);
		return;
	}
	if (trace.waiting) {
		choose(x, depth, (struct walk_act){ WALK_ANSWER, "", "", trace.last_at + 480 * DATE_MINUTE });
		return;
	}
	for (size_t i = 0; i < trace.visit_count; i++) {
		const struct walk_visit *visit = &trace.visits[i];
		int64_t at = walk_suggested_at(&trace, visit);

		if (visit->closed_at != TIME_NONE || times_open(&trace, visit->step) > VISITS)
			continue;
		if (visit->step->action_count == 0)
			choose(x, depth, (struct walk_act){ WALK_STEP, visit->step->id, "", at });
		for (size_t a = 0; a < visit->step->action_count; a++)
			if (strcmp(visit->step->actions[a], "request_supplement") != 0 || trace.supplements == 0)
				choose(x, depth,
				    (struct walk_act){ WALK_STEP, visit->step->id, visit->step->actions[a], at });
	}
}

static void
every_way_through_the_sample_procedures_goes_on_or_ends(void **state)
{
	static const struct {
		const char *code, *policy;
	} procedures[] = { { "2.000635", SAME_DAY }, { "1.014464", THREE_DAYS }, { "1.001612", THREE_DAYS } };
	static const char *const channels[] = { "online", "counter", "post" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (size_t n = 0; n < 3; n++) {
			struct walk_definitions definitions = definitions_of(procedures[i].code);
			struct exploring x = { &definitions,
				given_of(channels[n], procedures[i].policy, moment(23, 11, 9, 10)), .ways = 0 };

			definitions.form = NULL; /* its answers are the next tests' */
			explore(&x, 0);
			assert_true(x.done > 1);
			assert_true(x.refused > 0);
			assert_true(x.ways > 20);
			arena_reset(arena);
			calendar = office_calendar();
		}
	}
}

/* --- one dossier, looked at closely ----------------------------------------------------------------------------------- */

static void
two_copies_by_net_cost_sixteen_thousand_and_the_poor_pay_nothing(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given given = given_of("online", SAME_DAY, moment(23, 11, 9, 10));
	struct walk_trace trace;

	(void)state;
	say(&given, definitions.form, "so_ban", "2");
	say(&given, definitions.form, "doi_tuong_mien_phi", "khong");
	trace = walked(&definitions, &given);
	assert_int_equal(trace.fee_state, WALK_FEE_LINES);
	assert_int_equal(trace.fees.total, 16000);
	assert_true(trace.problems.count > 0); /* the names are missing */
	given.values = (struct form_values){ 0 };
	say(&given, definitions.form, "so_ban", "2");
	say(&given, definitions.form, "doi_tuong_mien_phi", "ho_ngheo");
	trace = walked(&definitions, &given);
	assert_int_equal(trace.fee_state, WALK_FEE_LINES);
	assert_int_equal(trace.fees.total, 0);
	given.values = (struct form_values){ 0 };
	trace = walked(&definitions, &given);
	assert_int_equal(trace.fee_state, WALK_FEE_NONE);
}

static void
the_clock_starts_with_the_acceptance_and_ends_with_the_decision(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.001612");
	struct walk_given given = given_of("online", THREE_DAYS, moment(23, 11, 9, 10));
	const struct walk_act acts[] = {
		{ WALK_STEP, "intake", "accept", moment(23, 11, 10, 0) },
		{ WALK_STEP, "processing", "forward", moment(25, 11, 9, 0) },
		{ WALK_STEP, "review", "forward", moment(25, 11, 14, 0) },
		{ WALK_STEP, "approval", "approve", moment(26, 11, 16, 0) },
	};
	struct walk_trace trace;

	(void)state;
	acts_of(&given, acts, 4);
	trace = walked(&definitions, &given);
	assert_int_equal(trace.end, WALK_OPEN);
	assert_int_equal(trace.accepted_at, moment(23, 11, 10, 0));
	assert_int_equal(trace.decided_at, moment(26, 11, 16, 0));
	/* Three working days after Monday the 23rd; the 24th is off. */
	assert_int_equal(trace.clock.due, moment(27, 11, 17, 30));
	assert_int_equal(trace.visit_count, 5);
	assert_string_equal(trace.visits[4].step->id, "issuing");
	assert_int_equal(trace.visits[0].due_at, moment(23, 11, 11, 10)); /* 0,25 ngày: two hours */
	assert_false(trace.visits[0].late);
	assert_false(trace.visits[1].late);
	assert_true(trace.visits[3].late); /* half a day from 14:00 was over at 10:00 */
	assert_int_equal(trace.legal_minutes, 3 * 480);
	assert_int_equal(trace.path_minutes, 3 * 480);
	assert_null(trace.term_fault);
}

static void
a_supplement_stops_the_clock_and_the_whole_term_runs_again(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.001612");
	struct walk_given given = given_of("online", THREE_DAYS, moment(23, 11, 9, 10));
	const struct walk_act acts[] = {
		{ WALK_STEP, "intake", "accept", moment(23, 11, 10, 0) },
		{ WALK_STEP, "processing", "request_supplement", moment(25, 11, 9, 0) },
		{ WALK_STEP, "processing", "forward", moment(25, 11, 10, 0) },
	};
	const struct walk_act answered[] = { acts[0], acts[1], { WALK_ANSWER, "", "", moment(30, 11, 8, 0) } };
	struct walk_trace trace;

	(void)state;
	acts_of(&given, acts, 2);
	trace = walked(&definitions, &given);
	assert_true(trace.waiting);
	assert_int_equal(trace.clock.state, CLOCK_PAUSED);
	assert_true(trace.clock.wait_limit != TIME_NONE);
	acts_of(&given, acts, 3); /* nobody works on what waits for the applicant */
	trace = walked(&definitions, &given);
	assert_int_equal(trace.end, WALK_STUCK);
	assert_string_equal(trace.stuck, "catalogue_simulate.stuck_waiting");
	acts_of(&given, answered, 3);
	trace = walked(&definitions, &given);
	assert_false(trace.waiting);
	assert_true(trace.clock.restarted);
	assert_int_equal(trace.clock.due, moment(3, 12, 17, 30));
}

static void
an_act_that_does_not_fit_stops_the_walk_with_its_reason(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.001612");
	static const struct {
		struct walk_act act;
		const char *reason;
	} cases[] = {
		{ { WALK_STEP, "approval", "approve", INT64_MAX }, "catalogue_simulate.stuck_closed" },
		{ { WALK_STEP, "nowhere", "", INT64_MAX }, "catalogue_simulate.stuck_closed" },
		{ { WALK_STEP, "intake", "dance", INT64_MAX }, "catalogue_simulate.stuck_action" },
		{ { WALK_STEP, "intake", "accept", 0 }, "catalogue_simulate.stuck_earlier" },
		{ { WALK_ANSWER, "", "", INT64_MAX }, "catalogue_simulate.stuck_not_waiting" },
		{ { WALK_TIMER, "nowhere", "", INT64_MAX }, "catalogue_simulate.stuck_timer" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct walk_given given = given_of("online", THREE_DAYS, moment(23, 11, 9, 10));
		struct walk_act act = cases[i].act;
		struct walk_trace trace;

		act.at = act.at == 0 ? given.filed_at - DATE_MINUTE : given.filed_at + DATE_MINUTE;
		acts_of(&given, &act, 1);
		trace = walked(&definitions, &given);
		assert_int_equal(trace.end, WALK_STUCK);
		assert_string_equal(trace.stuck, cases[i].reason);
	}
}

static void
what_is_refused_at_the_counter_never_starts_the_clock(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.001612");
	struct walk_given given = given_of("counter", THREE_DAYS, moment(23, 11, 9, 10));
	const struct walk_act act = { WALK_STEP, "intake", "refuse", moment(23, 11, 9, 30) };
	struct walk_trace trace;

	(void)state;
	acts_of(&given, &act, 1);
	trace = walked(&definitions, &given);
	assert_int_equal(trace.end, WALK_REFUSED);
	assert_int_equal(trace.clock.state, CLOCK_NOT_STARTED);
	assert_false(trace.accepted);
}

#define TIMED                                                                                                          \
	"<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\">"    \
	"<bpmn:process id=\"p\" name=\"P\"><bpmn:startEvent id=\"s\"/>"                                                \
	"<bpmn:userTask id=\"a\" name=\"A\" m:role=\"processing\" m:term=\"02 giờ\"/>"                               \
	"<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\" cancelActivity=\"true\"><bpmn:timerEventDefinition>"         \
	"<bpmn:timeDuration>PT4H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"                 \
	"<bpmn:userTask id=\"b\" name=\"B\" m:role=\"leader\"/><bpmn:endEvent id=\"e\"/>"                              \
	"<bpmn:sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"a\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f2\" sourceRef=\"a\" targetRef=\"e\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"b\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f4\" sourceRef=\"b\" targetRef=\"e\"/></bpmn:process></bpmn:definitions>"

static void
a_term_that_passes_takes_the_dossier_to_the_leader(void **state)
{
	struct definition_error error;
	struct process *process;
	struct walk_definitions definitions = { NULL, NULL, NULL };
	struct walk_given given = given_of("online", THREE_DAYS, moment(23, 11, 8, 0));
	struct walk_trace trace;
	struct walk_act act = { WALK_TIMER, "t", "", 0 };

	(void)state;
	assert_int_equal(process_parse(arena, TIMED, strlen(TIMED), &process, &error), OK);
	definitions.process = process;
	trace = walked(&definitions, &given);
	assert_int_equal(trace.timer_count, 1);
	act.at = trace.timers[0].at;
	assert_int_equal(act.at, moment(23, 11, 14, 0));     /* four working hours */
	assert_int_equal(trace.accepted_at, given.filed_at); /* nobody has to accept: the clock runs from the filing */
	acts_of(&given, &act, 1);
	trace = walked(&definitions, &given);
	assert_string_equal(trace.visits[0].action, "timer");
	assert_true(trace.visits[0].late);
	assert_non_null(walk_open_visit(&trace, "b"));
	assert_null(walk_open_visit(&trace, "a"));
}

/* --- terms that stand still with the legal clock ---------------------------------------------------------------------- */

#define WAITED                                                                                                         \
	"<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\">"    \
	"<bpmn:process id=\"p\" name=\"P\"><bpmn:startEvent id=\"s\"/><bpmn:parallelGateway id=\"g\"/>"                \
	"<bpmn:userTask id=\"a\" name=\"A\" m:role=\"processing\" m:term=\"2 ngày\" m:actions=\"forward "             \
	"request_supplement\"/>"                                                                                       \
	"<bpmn:boundaryEvent id=\"t\" attachedToRef=\"a\" cancelActivity=\"false\"><bpmn:timerEventDefinition>"        \
	"<bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"                  \
	"<bpmn:callActivity id=\"c\" name=\"C\" m:role=\"processing\" m:agency=\"X\"/>"                                \
	"<bpmn:parallelGateway id=\"j\"/><bpmn:endEvent id=\"e\"/><bpmn:endEvent id=\"e2\"/>"                          \
	"<bpmn:sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"g\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f2\" sourceRef=\"g\" targetRef=\"a\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f3\" sourceRef=\"g\" targetRef=\"c\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f4\" sourceRef=\"a\" targetRef=\"j\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f5\" sourceRef=\"c\" targetRef=\"j\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f6\" sourceRef=\"j\" targetRef=\"e\"/>"                                               \
	"<bpmn:sequenceFlow id=\"f7\" sourceRef=\"t\" targetRef=\"e2\"/></bpmn:process></bpmn:definitions>"
#define CONTINUED "count=working_days; term=5 ngày làm việc; pause=supplement; after=continue; wait=15; extensions=1"
#define UNPAUSED  "count=working_days; term=5 ngày làm việc; pause=fee; after=continue; wait=15; extensions=1"

/* Thursday to Friday; the answer comes after the weekend and the day of Vietnamese culture. */
static struct walk_trace
waited_for(const char *policy, size_t acts, struct walk_act last)
{
	const struct walk_act all[] = { { WALK_STEP, "a", "request_supplement", moment(20, 11, 16, 30) },
		{ WALK_ANSWER, "", "", moment(25, 11, 8, 0) } };
	struct walk_act given_acts[3] = { all[0], all[1], last };
	struct walk_definitions definitions = { NULL, NULL, NULL };
	struct walk_given given = given_of("online", policy, moment(19, 11, 9, 30));
	struct definition_error error;
	struct process *process;

	assert_int_equal(process_parse(arena, WAITED, strlen(WAITED), &process, &error), OK);
	definitions.process = process;
	if (acts == 2 && last.element != NULL)
		given_acts[1] = last;
	acts_of(&given, given_acts, acts);
	return walked(&definitions, &given);
}

static const struct walk_visit *
visited(const struct walk_trace *trace, const char *step)
{
	const struct walk_visit *visit = walk_open_visit(trace, step);

	assert_non_null(visit);
	return visit;
}

static void
a_step_stands_still_over_a_weekend_and_a_holiday_while_the_applicant_is_waited_for(void **state)
{
	const struct walk_act none = { .element = NULL };
	struct walk_trace trace = waited_for(CONTINUED, 1, none);

	(void)state;
	assert_int_equal(visited(&trace, "a")->due_at, moment(23, 11, 9, 30)); /* as it was until it is answered */
	assert_int_equal(trace.timer_count, 0);                                /* nothing passes meanwhile */
	trace = waited_for(CONTINUED, 2, none);
	/* Thirteen of sixteen hours were used on Friday at 16:30. */
	assert_int_equal(visited(&trace, "a")->due_at, moment(25, 11, 11, 0));
	assert_true(visited(&trace, "a")->stood_still);
	assert_int_equal(visited(&trace, "a")->counted_from, moment(19, 11, 9, 30));
	assert_int_equal(trace.timer_count, 1);
	assert_int_equal(trace.timers[0].at, moment(26, 11, 11, 0));
	/* Five days after Thursday, and the nine and a half hours of the pause: Friday, Monday, Wednesday. */
	assert_int_equal(trace.clock.due, moment(1, 12, 9, 0));
}

static void
where_the_law_counts_anew_the_step_does_and_an_opinion_asked_runs_on(void **state)
{
	const struct walk_act none = { .element = NULL };
	struct walk_trace trace = waited_for(THREE_DAYS, 2, none);

	(void)state;
	assert_int_equal(visited(&trace, "a")->due_at, moment(27, 11, 8, 0));
	assert_int_equal(visited(&trace, "a")->counted_from, moment(25, 11, 8, 0));
	assert_false(visited(&trace, "a")->stood_still);
	assert_int_equal(trace.timers[0].at, moment(30, 11, 8, 0));
	/* Three working days where the process says nothing, whatever the applicant does. */
	assert_int_equal(visited(&trace, "c")->due_at, moment(25, 11, 9, 30));
}

static void
a_reason_that_the_procedure_does_not_name_stops_no_step(void **state)
{
	const struct walk_act none = { .element = NULL };
	struct walk_trace trace = waited_for(UNPAUSED, 2, none);

	(void)state;
	assert_int_equal(visited(&trace, "a")->due_at, moment(23, 11, 9, 30));
	assert_false(visited(&trace, "a")->stood_still);
}

static void
a_timer_passes_when_its_term_has_passed_and_not_before(void **state)
{
	const struct walk_act waiting = { WALK_TIMER, "t", "", moment(24, 11, 9, 30) };
	const struct walk_act early = { WALK_TIMER, "t", "", moment(26, 11, 10, 59) };
	const struct walk_act passed = { WALK_TIMER, "t", "", moment(26, 11, 11, 0) };

	(void)state;
	assert_string_equal(waited_for(CONTINUED, 2, waiting).stuck, "catalogue_simulate.stuck_timer");
	assert_string_equal(waited_for(CONTINUED, 3, early).stuck, "catalogue_simulate.stuck_timer_early");
	assert_int_equal(waited_for(CONTINUED, 3, passed).end, WALK_OPEN);
}

/* The legal clock has not begun: only the step of whoever looks at it first waits. */
static void
what_the_counter_waits_for_is_no_delay_of_the_counter(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.001612");
	struct walk_given given = given_of("online", THREE_DAYS, moment(23, 11, 9, 10));
	const struct walk_act acts[] = {
		{ WALK_STEP, "intake", "request_supplement", moment(23, 11, 10, 10) },
		{ WALK_ANSWER, "", "", moment(25, 11, 8, 0) },
		{ WALK_STEP, "intake", "accept", moment(25, 11, 9, 0) },
	};
	struct walk_trace trace;

	(void)state;
	acts_of(&given, acts, 2);
	trace = walked(&definitions, &given);
	assert_int_equal(visited(&trace, "intake")->due_at, moment(25, 11, 10, 0)); /* two hours, anew */
	assert_int_equal(trace.clock.state, CLOCK_NOT_STARTED);
	acts_of(&given, acts, 3);
	trace = walked(&definitions, &given);
	assert_false(trace.visits[0].late);
	assert_int_equal(trace.clock.rounds, 1);
	assert_int_equal(trace.clock.due, moment(30, 11, 17, 30));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_way_through_the_sample_procedures_goes_on_or_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    two_copies_by_net_cost_sixteen_thousand_and_the_poor_pay_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_clock_starts_with_the_acceptance_and_ends_with_the_decision, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_supplement_stops_the_clock_and_the_whole_term_runs_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    an_act_that_does_not_fit_stops_the_walk_with_its_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_refused_at_the_counter_never_starts_the_clock, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_term_that_passes_takes_the_dossier_to_the_leader, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_step_stands_still_over_a_weekend_and_a_holiday_while_the_applicant_is_waited_for, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    where_the_law_counts_anew_the_step_does_and_an_opinion_asked_runs_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_reason_that_the_procedure_does_not_name_stops_no_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_timer_passes_when_its_term_has_passed_and_not_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_the_counter_waits_for_is_no_delay_of_the_counter, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
