/* Sample dossiers through the three full sample procedures: every way that officers can choose, and the same again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/system/file.h"
#include "domain/time/calendar.h"
#include "simulate/walk.h"
#include "simulate/walk_diff.h"
#include "simulate/walk_record.h"

#define DEFINITIONS "db/seed/definitions/"
#define SAME_DAY                                                                                                       \
	"count=working_days; term=trong ngày; cutoff=at 15:00; pause=supplement,fee; after=restart; wait=15; "        \
	"extensions=1"
#define THREE_DAYS                                                                                                     \
	"count=working_days; term=3 ngày làm việc; pause=supplement,fee; after=restart; wait=15; extensions=1"

static struct arena *arena;
static const struct calendar *calendar;

/* Working days 7:30-11:30 and 13:30-17:30; 24/11/2026 is the day of Vietnamese culture. */
static const struct calendar *
office_calendar(void)
{
	static struct calendar_week week;
	static struct calendar_exception off = { .kind = CALENDAR_DAY_OFF, .reason = "Ngày Văn hóa Việt Nam" };
	const struct calendar_spec spec = { 1, days_from_civil((struct civil){ 2026, 1, 1 }),
		days_from_civil((struct civil){ 2028, 12, 31 }), &week, 1, &off, 1 };
	struct failure failure = { 0 };
	const struct calendar *made;

	off.day = days_from_civil((struct civil){ 2026, 11, 24 });
	week.from = spec.first_day;
	for (int i = 0; i < 5; i++)
		week.days[i] = (struct day_shifts){ { { 450, 690 }, { 810, 1050 } }, 2 };
	assert_int_equal(calendar_new(arena, &spec, &failure, &made), OK);
	return made;
}

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)512 << 20);
	calendar = office_calendar();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *
text_of(const char *path)
{
	struct bytes file;
	struct failure failure = { 0 };

	assert_int_equal(file_read(arena, path, (size_t)1 << 20, false, &file, &failure), OK);
	return arena_strndup(arena, (const char *)file.data, file.size);
}

static struct walk_definitions
definitions_of(const char *code)
{
	const char *form = text_of(arena_printf(arena, DEFINITIONS "forms/%s.json", code));
	const char *rule = text_of(arena_printf(arena, DEFINITIONS "rules/%s.dmn", code));
	const char *process = text_of(arena_printf(arena, DEFINITIONS "processes/%s.bpmn", code));
	struct form *read_form;
	struct rule *read_rule;
	struct process *read_process;
	struct form_error form_error;
	struct definition_error error;

	assert_int_equal(form_parse(arena, form, strlen(form), &read_form, &form_error), OK);
	assert_int_equal(rule_parse(arena, rule, strlen(rule), &read_rule, &error), OK);
	assert_int_equal(process_parse(arena, process, strlen(process), &read_process, &error), OK);
	return (struct walk_definitions){ read_form, read_rule, read_process };
}

static int64_t
moment(int day, int month, int hour, int minute)
{
	return utc_from_local(days_from_civil((struct civil){ 2026, month, day }), hour * 60 + minute);
}

static struct walk_given
given_of(const char *channel, const char *policy, int64_t filed_at)
{
	return (struct walk_given){
		.channel = channel, .case_no = 1, .filed_at = filed_at, .policy = policy, .calendar = calendar
	};
}

static struct walk_trace
walked(const struct walk_definitions *definitions, const struct walk_given *given)
{
	struct walk_trace trace;
	struct failure failure = { 0 };

	assert_int_equal(walk_run(arena, definitions, given, &failure, &trace), OK);
	return trace;
}

static void
say(struct walk_given *given, const struct form *form, const char *name, const char *text)
{
	assert_true(form_values_add(arena, form, &given->values, name, text));
}

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

static const struct walk_act *
acts_of(struct walk_given *given, const struct walk_act *acts, size_t count)
{
	struct walk_act *copy = arena_array(arena, count, sizeof(*copy));

	memcpy(copy, acts, count * sizeof(*copy));
	given->acts = copy;
	given->act_count = count;
	return copy;
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

/* --- kept, and walked again ------------------------------------------------------------------------------------------- */

static struct walk_given_record
record_of(const struct walk_given *given)
{
	struct walk_given_record record;
	struct walk_value_record *values = arena_array(arena, given->values.count + 1, sizeof(*values));
	struct walk_act_record *acts = arena_array(arena, given->act_count + 1, sizeof(*acts));

	record_init(&walk_given_table, &record);
	record.procedure = "1.001612";
	record.channel = given->channel;
	record.agency = "H01.21";
	record.case_no = 1;
	record.filed_on = local_from_utc(given->filed_at).day;
	record.filed_minute = local_from_utc(given->filed_at).minute;
	record.policy = given->policy;
	for (size_t i = 0; i < given->values.count; i++)
		values[i] = (struct walk_value_record){ given->values.items[i].key, given->values.items[i].row,
			given->values.items[i].text };
	for (size_t i = 0; i < given->act_count; i++)
		acts[i] = (struct walk_act_record){ walk_act_name(given->acts[i].kind), given->acts[i].element,
			given->acts[i].action, (given->acts[i].at - given->filed_at) / DATE_MINUTE };
	record.values = (struct record_list){ values, given->values.count };
	record.acts = (struct record_list){ acts, given->act_count };
	walk_calendar_keep(arena, calendar, &record);
	return record;
}

static struct walk_outcome_record
again(const struct walk_definitions *definitions, const char *given_text)
{
	struct walk_given_record record;
	struct record_fault fault = { 0 };
	struct failure failure = { 0 };
	struct walk_given given;
	struct walk_trace trace;

	assert_int_equal(walk_given_read(arena, given_text, &record, &fault), OK);
	assert_int_equal(walk_given_of(arena, &record, definitions->form, NULL, &failure, &given), OK);
	trace = walked(definitions, &given);
	return walk_outcome_of(arena, &given, &trace);
}

/* 1,234 hectares are kept as "1.234"; read as it is typed, that were a thousand times as much, and as much dearer. */
static void
a_kept_number_with_three_decimals_stays_what_it_was(void **state)
{
	static const char text[] =
	    "{\"type\":\"default\",\"id\":\"f\",\"components\":[{\"type\":\"number\",\"id\":\"a\","
	    "\"key\":\"dien_tich\",\"label\":\"Diện tích\",\"decimalDigits\":3}]}";
	struct walk_value_record value = { "dien_tich", 0, "1.234" };
	const struct walk_given_record record = { .values = { &value, 1 }, .channel = "online", .policy = SAME_DAY };
	struct failure failure = { 0 };
	struct form_error error;
	struct walk_given given;
	struct form *form;

	(void)state;
	assert_int_equal(form_parse(arena, text, strlen(text), &form, &error), OK);
	assert_int_equal(walk_given_of(arena, &record, form, calendar, &failure, &given), OK);
	assert_string_equal(form_values_get(&given.values, "dien_tich", 0), "1.234");
}

static void
a_kept_walk_does_the_same_again_and_tells_what_a_new_version_changes(void **state)
{
	struct walk_definitions definitions = definitions_of("2.000635"), changed = definitions;
	struct walk_given given = given_of("online", SAME_DAY, moment(23, 11, 9, 10));
	const struct walk_act act = { WALK_STEP, "intake", "accept", moment(23, 11, 9, 30) };
	const struct walk_difference *differences;
	struct walk_outcome_record kept, now;
	struct walk_trace trace;
	struct record_fault fault = { 0 };
	const char *given_text, *kept_text, *dearer;
	struct definition_error error;
	struct rule *rule;
	char *price;

	(void)state;
	say(&given, definitions.form, "so_ban", "3");
	say(&given, definitions.form, "doi_tuong_mien_phi", "khong");
	say(&given, definitions.form, "quan_he", "khac");
	acts_of(&given, &act, 1);
	trace = walked(&definitions, &given);
	kept = walk_outcome_of(arena, &given, &trace);
	const struct walk_given_record record = record_of(&given);

	given_text = walk_given_write(arena, &record);
	kept_text = walk_outcome_write(arena, &kept);
	assert_int_equal(walk_outcome_read(arena, kept_text, &kept, &fault), OK);
	now = again(&definitions, given_text);
	assert_int_equal(walk_differences(arena, &kept, &now, &differences), 0);
	assert_string_equal(walk_outcome_write(arena, &now), kept_text);

	dearer = text_of(DEFINITIONS "rules/2.000635.dmn");
	price = strstr(dearer, "<text>8000</text>");
	assert_non_null(price);
	price[6] = '9';
	assert_int_equal(rule_parse(arena, dearer, strlen(dearer), &rule, &error), OK);
	changed.rule = rule;
	now = again(&changed, given_text);
	assert_int_equal(walk_differences(arena, &kept, &now, &differences), 3);
	assert_string_equal(differences[0].message, "catalogue_simulate.difference.fee_price");
	assert_int_equal(differences[0].now_number, 9000);
	assert_string_equal(differences[2].message, "catalogue_simulate.difference.total");
	assert_int_equal(differences[2].was_number, 24000);
	assert_int_equal(differences[2].now_number, 27000);
}

static void
a_number_of_three_decimals_is_no_thousand_when_a_walk_is_read_again(void **state)
{
	static const char text[] =
	    "{\"type\": \"default\", \"id\": \"dat\", \"schemaVersion\": 18, \"components\": ["
	    "{\"type\": \"number\", \"id\": \"f1\", \"key\": \"dien_tich\", \"label\": \"Diện tích\"}]}";
	struct walk_given given = given_of("online", SAME_DAY, moment(23, 11, 9, 10)), read;
	struct walk_given_record record, again;
	struct record_fault fault = { 0 };
	struct failure failure = { 0 };
	struct form_error error;
	struct form *form;

	(void)state;
	assert_int_equal(form_parse(arena, text, strlen(text), &form, &error), OK);
	say(&given, form, "dien_tich", "1,234");
	record = record_of(&given);
	assert_int_equal(walk_given_read(arena, walk_given_write(arena, &record), &again, &fault), OK);
	assert_int_equal(walk_given_of(arena, &again, form, NULL, &failure, &read), OK);
	assert_string_equal(form_values_get(&read.values, "dien_tich", 0), "1.234");
}

static void
a_kept_walk_that_is_no_walk_is_refused(void **state)
{
	static const char *const texts[] = { "", "[]", "{}", "{\"procedure\": \"1\"}",
		"{\"procedure\":\"1\",\"procedure\":\"1\"}", "{\"procedure\":\"../x\",\"case_no\":1}" };
	struct walk_given_record record;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct record_fault fault = { 0 };

		assert_int_equal(walk_given_read(arena, texts[i], &record, &fault), ERR_INVALID);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_kept_number_with_three_decimals_stays_what_it_was, set_up, tear_down),
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
		    a_kept_walk_does_the_same_again_and_tells_what_a_new_version_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_number_of_three_decimals_is_no_thousand_when_a_walk_is_read_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kept_walk_that_is_no_walk_is_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
