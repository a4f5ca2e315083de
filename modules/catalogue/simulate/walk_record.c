/* A walk as text. See walk_record.h. */
#include "simulate/walk_record.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "import/said.h"
#include "record/procedure_record.h"

static const char *const act_kinds[] = { "step", "answer", "timer", "pay", NULL };
static const char *const ends[] = { "open", "done", "refused", "stuck", NULL };
static const char *const fees[] = { "none", "lines", "broken", NULL };

enum {
	ID_MAX = 200,
	KEYS_MAX = FORM_FIELDS_MAX,
	STEPS_MAX = 2000,
	SPECIAL_MAX = 800,
	SHIFTS_MAX = 60,
	PLACES_MAX = 50
};
#define MONEY_MAX INT64_C(1000000000000000)

static const struct record_field value_fields[] = {
	RECORD_FIELD(walk_value_record, key, RECORD_TEXT, .min = 1, .max = ID_MAX),
	RECORD_FIELD(walk_value_record, row, RECORD_INT, .min = 0, .max = FORM_ROWS_MAX),
	RECORD_FIELD(walk_value_record, text, RECORD_LINES, .max = FORM_TEXT_MAX),
};
static const struct record_table value_table = RECORD_TABLE(walk_value_record, value_fields);

static const struct record_field act_fields[] = {
	RECORD_FIELD(walk_act_record, kind, RECORD_CHOICE, .choices = act_kinds),
	RECORD_FIELD(walk_act_record, element, RECORD_TEXT, .optional = true, .otherwise = "", .max = ID_MAX),
	RECORD_FIELD(walk_act_record, action, RECORD_TEXT, .optional = true, .otherwise = "", .max = ID_MAX),
	RECORD_FIELD(walk_act_record, after, RECORD_INT, .min = 0, .max = WALK_MINUTES_MAX),
};
static const struct record_table act_table = RECORD_TABLE(walk_act_record, act_fields);

static const struct record_field weekday_fields[] = {
	RECORD_FIELD(walk_weekday_record, shifts, RECORD_TEXT, .optional = true, .otherwise = "", .max = SHIFTS_MAX),
};
static const struct record_table weekday_table = RECORD_TABLE(walk_weekday_record, weekday_fields);

static const struct record_field day_fields[] = {
	RECORD_FIELD(walk_day_record, day, RECORD_DATE),
	RECORD_FIELD(walk_day_record, shifts, RECORD_TEXT, .optional = true, .otherwise = "", .max = SHIFTS_MAX),
};
static const struct record_table day_table = RECORD_TABLE(walk_day_record, day_fields);

static const struct record_field place_fields[] = {
	RECORD_FIELD(walk_place_record, agency, RECORD_TEXT, .min = 1, .max = 50),
	RECORD_FIELD(walk_place_record, week, RECORD_LIST, .items = &weekday_table, .max = 7),
	RECORD_FIELD(walk_place_record, special, RECORD_LIST, .items = &day_table, .max = SPECIAL_MAX),
};
static const struct record_table place_table = RECORD_TABLE(walk_place_record, place_fields);

static const struct record_field given_fields[] = {
	RECORD_FIELD(walk_given_record, procedure, RECORD_CODE, .min = 1, .max = 50),
	RECORD_FIELD(walk_given_record, case_no, RECORD_INT, .min = 1, .max = 1000),
	RECORD_FIELD(walk_given_record, channel, RECORD_CHOICE, .choices = channel_names),
	RECORD_FIELD(walk_given_record, agency, RECORD_CODE, .min = 1, .max = 50),
	RECORD_FIELD(walk_given_record, filed_on, RECORD_DATE),
	RECORD_FIELD(walk_given_record, filed_minute, RECORD_INT, .min = 0, .max = 1439),
	RECORD_FIELD(walk_given_record, policy, RECORD_TEXT, .max = 500),
	RECORD_FIELD(walk_given_record, fee_time, RECORD_TEXT, .optional = true, .otherwise = "", .max = 20),
	RECORD_FIELD(walk_given_record, solving, RECORD_TEXT, .optional = true, .otherwise = "", .max = 50),
	RECORD_FIELD(walk_given_record, consulted, RECORD_TEXT, .optional = true, .otherwise = "", .max = 50),
	RECORD_FIELD(walk_given_record, calendar_from, RECORD_DATE, .optional = true),
	RECORD_FIELD(walk_given_record, calendar_to, RECORD_DATE, .optional = true),
	RECORD_FIELD(walk_given_record, week, RECORD_LIST, .items = &weekday_table, .max = 7),
	RECORD_FIELD(walk_given_record, special, RECORD_LIST, .items = &day_table, .max = SPECIAL_MAX),
	RECORD_FIELD(
	    walk_given_record, places, RECORD_LIST, .optional = true, .items = &place_table, .max = PLACES_MAX),
	RECORD_FIELD(walk_given_record, values, RECORD_LIST, .items = &value_table, .max = WALK_VALUES_MAX),
	RECORD_FIELD(walk_given_record, acts, RECORD_LIST, .items = &act_table, .max = WALK_ACTS_MAX),
};
const struct record_table walk_given_table = RECORD_TABLE(walk_given_record, given_fields);

static const struct record_field key_fields[] = {
	RECORD_FIELD(walk_key_record, key, RECORD_TEXT, .min = 1, .max = ID_MAX),
};
static const struct record_table key_table = RECORD_TABLE(walk_key_record, key_fields);

static const struct record_field problem_fields[] = {
	RECORD_FIELD(walk_problem_record, key, RECORD_TEXT, .min = 1, .max = ID_MAX),
	RECORD_FIELD(walk_problem_record, row, RECORD_INT, .min = 0, .max = FORM_ROWS_MAX),
	RECORD_FIELD(walk_problem_record, rule, RECORD_TEXT, .min = 1, .max = ID_MAX),
};
static const struct record_table problem_table = RECORD_TABLE(walk_problem_record, problem_fields);

static const struct record_field fee_fields[] = {
	RECORD_FIELD(walk_fee_record, code, RECORD_TEXT, .min = 1, .max = ID_MAX),
	RECORD_FIELD(walk_fee_record, kind, RECORD_CHOICE, .choices = fee_kinds),
	RECORD_FIELD(walk_fee_record, price, RECORD_INT, .min = 0, .max = MONEY_MAX),
	RECORD_FIELD(walk_fee_record, quantity, RECORD_INT, .min = 0, .max = MONEY_MAX),
	RECORD_FIELD(walk_fee_record, amount, RECORD_INT, .min = 0, .max = MONEY_MAX),
};
static const struct record_table fee_table = RECORD_TABLE(walk_fee_record, fee_fields);

static const struct record_field step_fields[] = {
	RECORD_FIELD(walk_step_record, step, RECORD_TEXT, .min = 1, .max = ID_MAX),
	RECORD_FIELD(walk_step_record, name, RECORD_TEXT, .max = 1000),
	RECORD_FIELD(walk_step_record, role, RECORD_TEXT, .max = ID_MAX),
	RECORD_FIELD(walk_step_record, opened, RECORD_INT, .min = 0, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_step_record, due, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_step_record, closed, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_step_record, action, RECORD_TEXT, .optional = true, .otherwise = "", .max = ID_MAX),
};
static const struct record_table step_table = RECORD_TABLE(walk_step_record, step_fields);

static const struct record_field outcome_fields[] = {
	RECORD_FIELD(walk_outcome_record, visible, RECORD_LIST, .items = &key_table, .max = KEYS_MAX),
	RECORD_FIELD(walk_outcome_record, problems, RECORD_LIST, .items = &problem_table, .max = 2 * FORM_VALUES_MAX),
	RECORD_FIELD(walk_outcome_record, fee, RECORD_CHOICE, .choices = fees),
	RECORD_FIELD(walk_outcome_record, fees, RECORD_LIST, .items = &fee_table, .max = RULE_ROWS_MAX),
	RECORD_FIELD(walk_outcome_record, total, RECORD_INT, .min = 0, .max = MONEY_MAX),
	RECORD_FIELD(walk_outcome_record, steps, RECORD_LIST, .items = &step_table, .max = STEPS_MAX),
	RECORD_FIELD(walk_outcome_record, end, RECORD_CHOICE, .choices = ends),
	RECORD_FIELD(walk_outcome_record, stuck, RECORD_TEXT, .optional = true, .otherwise = "", .max = ID_MAX),
	RECORD_FIELD(walk_outcome_record, accepted, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_outcome_record, decided, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_outcome_record, due, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
	RECORD_FIELD(walk_outcome_record, paid, RECORD_INT, .optional = true, .max = WALK_MINUTES_MAX),
};
const struct record_table walk_outcome_table = RECORD_TABLE(walk_outcome_record, outcome_fields);

enum err
walk_given_read(struct arena *arena, const char *json, struct walk_given_record *ret_record, struct record_fault *fault)
{
	return record_read(arena, json, strlen(json), &walk_given_table, ret_record, fault);
}

enum err
walk_outcome_read(
    struct arena *arena, const char *json, struct walk_outcome_record *ret_record, struct record_fault *fault)
{
	return record_read(arena, json, strlen(json), &walk_outcome_table, ret_record, fault);
}

static const char *
write_record(struct arena *arena, const struct record_table *table, const void *record)
{
	json_t *object = said_tell_record(arena, table, record);
	char *text = json_dumps(object, JSON_COMPACT);
	const char *copy;

	if (text == NULL)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	json_decref(object);
	return copy;
}

const char *
walk_given_write(struct arena *arena, const struct walk_given_record *record)
{
	return write_record(arena, &walk_given_table, record);
}

const char *
walk_outcome_write(struct arena *arena, const struct walk_outcome_record *record)
{
	return write_record(arena, &walk_outcome_table, record);
}

int64_t
walk_filed_at(const struct walk_given_record *record)
{
	return utc_from_local(record->filed_on, (int)record->filed_minute);
}

static void
read_values(
    struct arena *arena, const struct walk_given_record *record, const struct form *form, struct form_values *values)
{
	const struct walk_value_record *items = record->values.items;

	for (size_t i = 0; form != NULL && i < record->values.count; i++) {
		const struct form_field *field = form_field_by_key(form, items[i].key);

		if (field != NULL)
			(void)form_values_put(arena, form, values, field, (int)items[i].row, items[i].text);
	}
}

enum err
walk_given_of(struct arena *arena, const struct walk_given_record *record, const struct form *form,
    const struct calendar *calendar, struct failure *failure, struct walk_given *ret_given)
{
	const struct walk_act_record *items = record->acts.items;
	struct walk_act *acts = arena_array(arena, record->acts.count + 1, sizeof(*acts));
	enum err err = OK;

	*ret_given = (struct walk_given){
		.channel = record->channel,
		.case_no = record->case_no,
		.filed_at = walk_filed_at(record),
		.policy = record->policy,
		.fee_time = record->fee_time,
		.solving = record->solving,
		.consulted = record->consulted,
		.calendar = calendar,
		.acts = acts,
		.act_count = record->acts.count,
	};
	for (size_t i = 0; !err && i < record->acts.count; i++) {
		acts[i] = (struct walk_act){ .element = items[i].element,
			.action = items[i].action,
			.at = ret_given->filed_at + items[i].after * DATE_MINUTE };
		err = walk_act_by_name(items[i].kind, &acts[i].kind);
	}
	read_values(arena, record, form, &ret_given->values);
	if (!err && calendar == NULL)
		err = walk_calendars_read(arena, record, failure, ret_given);
	return err;
}

/* --- what came of it -------------------------------------------------------------------------------------------------- */

static int64_t
minutes_after(const struct walk_given *given, int64_t at)
{
	return at == TIME_NONE ? INT64_MIN : (at - given->filed_at) / DATE_MINUTE;
}

static struct record_list
steps_of(struct arena *arena, const struct walk_given *given, const struct walk_trace *trace)
{
	struct walk_step_record *steps = arena_array(arena, trace->visit_count + 1, sizeof(*steps));

	for (size_t i = 0; i < trace->visit_count; i++) {
		const struct walk_visit *visit = &trace->visits[i];

		steps[i] = (struct walk_step_record){
			.step = visit->step->id,
			.name = visit->step->name,
			.role = visit->step->kind == PROCESS_CONSULT ? "consult" : visit->step->role,
			.opened = minutes_after(given, visit->opened_at),
			.due = minutes_after(given, visit->due_at),
			.closed = minutes_after(given, visit->closed_at),
			.action = visit->action,
		};
	}
	return (struct record_list){ steps, trace->visit_count };
}

static struct record_list
fees_of(struct arena *arena, const struct walk_trace *trace)
{
	struct walk_fee_record *lines = arena_array(arena, trace->fees.count + 1, sizeof(*lines));

	for (size_t i = 0; i < trace->fees.count; i++) {
		const struct rule_fee *fee = &trace->fees.items[i];

		lines[i] = (struct walk_fee_record){ fee->code, fee_kinds[fee->kind == RULE_FEE_PHI ? 0 : 1],
			fee->price, fee->quantity, fee->amount };
	}
	return (struct record_list){ lines, trace->fees.count };
}

/* What is wrong, then what is only said. */
static struct record_list
problems_of(struct arena *arena, const struct walk_trace *trace)
{
	const struct form_problems *lists[] = { &trace->problems, &trace->remarks };
	struct walk_problem_record *problems =
	    arena_array(arena, trace->problems.count + trace->remarks.count + 1, sizeof(*problems));
	size_t count = 0;

	for (size_t n = 0; n < 2; n++)
		for (size_t i = 0; i < lists[n]->count; i++) {
			const struct form_problem *problem = &lists[n]->items[i];

			problems[count++] =
			    (struct walk_problem_record){ problem->field->key != NULL ? problem->field->key
										      : problem->field->id,
				    problem->row, problem->rule };
		}
	return (struct record_list){ problems, count };
}

struct walk_outcome_record
walk_outcome_of(struct arena *arena, const struct walk_given *given, const struct walk_trace *trace)
{
	struct walk_key_record *visible = arena_array(arena, trace->visible_count + 1, sizeof(*visible));

	for (size_t i = 0; i < trace->visible_count; i++)
		visible[i].key = trace->visible[i]->key != NULL ? trace->visible[i]->key : trace->visible[i]->id;
	return (struct walk_outcome_record){
		.visible = { visible, trace->visible_count },
		.problems = problems_of(arena, trace),
		.fees = fees_of(arena, trace),
		.steps = steps_of(arena, given, trace),
		.total = trace->fees.total,
		.fee = fees[trace->fee_state],
		.end = walk_end_name(trace->end),
		.stuck = trace->stuck != NULL ? trace->stuck : "",
		.accepted = minutes_after(given, trace->accepted_at),
		.decided = minutes_after(given, trace->decided_at),
		.due = minutes_after(given, trace->clock.due),
		.paid = minutes_after(given, trace->paid_at),
	};
}
