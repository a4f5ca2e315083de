/* Sample dossiers that were kept and are walked again; what is paid, and by whose working days steps are due. */
#include "catalogue/simulate/walk_support.h"

/* --- kept, and walked again ------------------------------------------------------------------------------------------- */

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

/* --- paying ---------------------------------------------------------------------------------------------------------- */

static struct walk_given
two_copies(const struct walk_definitions *definitions, const char *fee_time)
{
	struct walk_given given = given_of("online", SAME_DAY, moment(23, 11, 9, 10));

	given.fee_time = fee_time;
	say(&given, definitions->form, "so_ban", "2");
	say(&given, definitions->form, "doi_tuong_mien_phi", "khong");
	say(&given, definitions->form, "quan_he", "khac");
	return given;
}

static void
what_is_due_at_filing_is_paid_before_the_counter_takes_it_up(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given given = two_copies(&definitions, "at_filing");
	const struct walk_act early[] = { { WALK_STEP, "intake", "accept", moment(23, 11, 9, 30) } };
	const struct walk_act refused[] = { { WALK_STEP, "intake", "refuse", moment(23, 11, 9, 30) } };
	const struct walk_act paid[] = { { WALK_PAY, "", "payplat", moment(23, 11, 10, 0) },
		{ WALK_STEP, "intake", "accept", moment(23, 11, 10, 15) },
		{ WALK_PAY, "", "cash", moment(23, 11, 10, 20) } };
	struct walk_trace trace = walked(&definitions, &given);

	(void)state;
	assert_true(trace.unpaid);
	assert_int_equal(trace.fee_due, 16000);
	assert_false(trace.accepted);
	acts_of(&given, early, 1);
	trace = walked(&definitions, &given);
	assert_string_equal(trace.stuck, "catalogue_simulate.stuck_unpaid");
	acts_of(&given, refused, 1);
	assert_int_equal(walked(&definitions, &given).end, WALK_REFUSED); /* the counter may do that unpaid */
	acts_of(&given, paid, 2);
	trace = walked(&definitions, &given);
	assert_int_equal(trace.end, WALK_OPEN);
	assert_false(trace.unpaid);
	assert_string_equal(trace.paid_by, "payplat");
	assert_int_equal(trace.paid_at, paid[0].at);
	assert_int_equal(trace.visits[0].opened_at, paid[0].at);
	assert_true(trace.accepted);
	acts_of(&given, paid, 3);
	trace = walked(&definitions, &given);
	assert_string_equal(trace.stuck, "catalogue_simulate.stuck_not_due"); /* nobody pays twice */
}

static void
who_pays_nothing_is_not_asked_and_a_way_to_pay_that_there_is_not_is_refused(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given exempt = given_of("online", SAME_DAY, moment(23, 11, 9, 10));
	struct walk_given given = two_copies(&definitions, "at_filing"), none = two_copies(&definitions, "none");
	const struct walk_act gold[] = { { WALK_PAY, "", "gold", moment(23, 11, 10, 0) } };

	(void)state;
	exempt.fee_time = "at_filing";
	say(&exempt, definitions.form, "so_ban", "2");
	say(&exempt, definitions.form, "doi_tuong_mien_phi", "ho_ngheo");
	assert_false(walked(&definitions, &exempt).unpaid);
	assert_int_equal(walked(&definitions, &exempt).visit_count, 1);
	assert_int_equal(walked(&definitions, &none).fee_due, 0);
	acts_of(&given, gold, 1);
	assert_string_equal(walked(&definitions, &given).stuck, "catalogue_simulate.stuck_not_due");
}

/* Ends whatever is open with its first action until something is to be paid or nothing is open. */
static size_t
act_on(const struct walk_definitions *definitions, struct walk_given *given, struct walk_act *acts, size_t most)
{
	struct walk_trace trace = walked(definitions, given);
	size_t count = 0;

	while (trace.end == WALK_OPEN && count < most && !trace.unpaid) {
		const struct walk_visit *visit = NULL;
		for (size_t i = 0; i < trace.visit_count && visit == NULL; i++)
			if (trace.visits[i].closed_at == TIME_NONE)
				visit = &trace.visits[i];
		assert_non_null(visit);
		acts[count++] = (struct walk_act){ WALK_STEP, visit->step->id,
			visit->step->action_count > 0 ? visit->step->actions[0] : "", trace.last_at };
		acts_of(given, acts, count);
		trace = walked(definitions, given);
	}
	return count;
}

static void
what_is_due_at_return_keeps_the_result_back_until_it_is_paid(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given given = two_copies(&definitions, "at_return");
	struct walk_act acts[40];
	size_t count = act_on(&definitions, &given, acts, 30);
	struct walk_trace trace = walked(&definitions, &given);
	const struct walk_visit *visit = &trace.visits[trace.visit_count - 1];

	(void)state;
	assert_true(trace.unpaid);
	assert_string_equal(visit->step->role, "returning");
	acts[count] = (struct walk_act){ WALK_STEP, visit->step->id,
		visit->step->action_count > 0 ? visit->step->actions[0] : "", trace.last_at };
	acts_of(&given, acts, count + 1);
	assert_string_equal(walked(&definitions, &given).stuck, "catalogue_simulate.stuck_unpaid");
	acts[count + 1] = acts[count];
	acts[count] = (struct walk_act){ WALK_PAY, "", "cash", trace.last_at };
	acts_of(&given, acts, count + 2);
	trace = walked(&definitions, &given);
	assert_int_equal(trace.end, WALK_DONE);
	assert_string_equal(trace.paid_by, "cash");
}

/* --- whose working days ------------------------------------------------------------------------------------------------ */

/* An agency that works on Saturdays as well, and not on the first Monday. */
static const struct calendar *
saturday_calendar(void)
{
	static struct calendar_week week;
	static struct calendar_exception off = { .kind = CALENDAR_DAY_OFF, .reason = "Nghỉ bù" };
	const struct calendar_spec spec = { 2, days_from_civil((struct civil){ 2026, 1, 1 }),
		days_from_civil((struct civil){ 2028, 12, 31 }), &week, 1, &off, 1 };
	struct failure failure = { 0 };
	const struct calendar *made;

	off.day = days_from_civil((struct civil){ 2026, 11, 23 });
	week.from = spec.first_day;
	for (int i = 0; i < 6; i++)
		week.days[i] = (struct day_shifts){ { { 450, 690 }, { 810, 1050 } }, 2 };
	assert_int_equal(calendar_new(arena, &spec, &failure, &made), OK);
	return made;
}

static void
each_step_is_due_by_the_working_days_of_the_agency_that_does_it(void **state)
{
	const struct walk_definitions definitions = definitions_of("1.014464");
	struct walk_given given = given_of("counter", THREE_DAYS, moment(20, 11, 16, 0)), alone;
	const struct walk_act accept[] = { { WALK_STEP, "intake", "accept", moment(20, 11, 17, 30) } };
	const struct walk_place place = { "H01.99", "Sở", saturday_calendar() };
	struct walk_trace trace, elsewhere;
	size_t judged = 0;

	(void)state;
	acts_of(&given, accept, 1);
	alone = given;
	given.solving = "H01.99";
	given.places = &place;
	given.place_count = 1;
	trace = walked(&definitions, &alone);
	elsewhere = walked(&definitions, &given);
	assert_int_equal(
	    trace.visits[0].due_at, elsewhere.visits[0].due_at); /* the counter is the receiving agency's */
	for (size_t i = 1; i < elsewhere.visit_count; i++) {
		const struct walk_visit *visit = &elsewhere.visits[i];
		if (visit->due_at == TIME_NONE)
			continue;
		judged++;
		assert_int_equal(
		    visit->due_at, add_working_minutes(place.calendar, visit->opened_at, visit->step->term.minutes));
		assert_int_not_equal(visit->due_at, trace.visits[i].due_at);
	}
	assert_true(judged > 0);
	/* So does the legal clock, by whoever solves it: closed at 17:30, the first day is the Saturday there, Monday here. */
	assert_int_equal(elsewhere.clock.due, moment(26, 11, 17, 30));
	assert_int_equal(trace.clock.due, moment(27, 11, 17, 30));
}

static void
a_kept_walk_carries_payment_and_all_calendars(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given given = two_copies(&definitions, "at_filing");
	const struct walk_act acts[] = { { WALK_PAY, "", "vnpay", moment(23, 11, 10, 0) },
		{ WALK_STEP, "intake", "accept", moment(23, 11, 16, 0) } };
	const struct walk_place place = { "H01.99", "Sở", saturday_calendar() };
	const struct walk_difference *differences;
	struct walk_outcome_record kept, now;
	struct walk_given_record record;
	struct walk_trace trace;
	size_t count;

	(void)state;
	given.solving = "H01.99";
	given.places = &place;
	given.place_count = 1;
	acts_of(&given, acts, 2);
	trace = walked(&definitions, &given);
	kept = walk_outcome_of(arena, &given, &trace);
	assert_int_equal(kept.paid, 50);
	record = record_of(&given);
	now = again(&definitions, walk_given_write(arena, &record));
	assert_int_equal(walk_differences(arena, &kept, &now, &differences), 0);
	record.acts.count = 0; /* nobody pays any more */
	now = again(&definitions, walk_given_write(arena, &record));
	count = walk_differences(arena, &kept, &now, &differences);
	assert_true(count > 0);
	assert_string_equal(differences[count - 1].message, "catalogue_simulate.difference.paid");
}

/* What was kept before paying was one of the acts comes to the same as ever. */
static void
a_walk_kept_before_payment_was_asked_for_goes_on_as_it_did(void **state)
{
	const struct walk_definitions definitions = definitions_of("2.000635");
	struct walk_given given = two_copies(&definitions, "");
	const struct walk_act act = { WALK_STEP, "intake", "accept", moment(23, 11, 9, 30) };
	struct walk_given_record record;
	const char *text;

	(void)state;
	acts_of(&given, &act, 1);
	record = record_of(&given);
	text = walk_given_write(arena, &record);
	assert_null(strstr(text, "fee_time")); /* as it was written before */
	assert_string_equal(again(&definitions, text).end, "open");
	assert_int_equal(again(&definitions, text).steps.count, walked(&definitions, &given).visit_count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_kept_number_with_three_decimals_stays_what_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_kept_walk_does_the_same_again_and_tells_what_a_new_version_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_number_of_three_decimals_is_no_thousand_when_a_walk_is_read_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kept_walk_that_is_no_walk_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_due_at_filing_is_paid_before_the_counter_takes_it_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    who_pays_nothing_is_not_asked_and_a_way_to_pay_that_there_is_not_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_is_due_at_return_keeps_the_result_back_until_it_is_paid, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    each_step_is_due_by_the_working_days_of_the_agency_that_does_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kept_walk_carries_payment_and_all_calendars, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_walk_kept_before_payment_was_asked_for_goes_on_as_it_did, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
