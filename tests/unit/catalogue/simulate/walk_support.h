/* Sample dossiers for the tests of walks: the sample procedures' definitions, a working week, what is given and kept. */
#ifndef MOTCUA_TESTS_UNIT_CATALOGUE_WALK_SUPPORT_H
#define MOTCUA_TESTS_UNIT_CATALOGUE_WALK_SUPPORT_H

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
static inline const struct calendar *
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

static inline int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)512 << 20);
	calendar = office_calendar();
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static inline const char *
text_of(const char *path)
{
	struct bytes file;
	struct failure failure = { 0 };

	assert_int_equal(file_read(arena, path, (size_t)1 << 20, false, &file, &failure), OK);
	return arena_strndup(arena, (const char *)file.data, file.size);
}

static inline struct walk_definitions
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

static inline int64_t
moment(int day, int month, int hour, int minute)
{
	return utc_from_local(days_from_civil((struct civil){ 2026, month, day }), hour * 60 + minute);
}

static inline struct walk_given
given_of(const char *channel, const char *policy, int64_t filed_at)
{
	return (struct walk_given){ .channel = channel,
		.case_no = 1,
		.filed_at = filed_at,
		.policy = policy,
		.fee_time = "",
		.calendar = calendar,
		.solving = "",
		.consulted = "" };
}

static inline struct walk_trace
walked(const struct walk_definitions *definitions, const struct walk_given *given)
{
	struct walk_trace trace;
	struct failure failure = { 0 };

	assert_int_equal(walk_run(arena, definitions, given, &failure, &trace), OK);
	return trace;
}

static inline void
say(struct walk_given *given, const struct form *form, const char *name, const char *text)
{
	assert_true(form_values_add(arena, form, &given->values, name, text));
}

static inline const struct walk_act *
acts_of(struct walk_given *given, const struct walk_act *acts, size_t count)
{
	struct walk_act *copy = arena_array(arena, count, sizeof(*copy));

	memcpy(copy, acts, count * sizeof(*copy));
	given->acts = copy;
	given->act_count = count;
	return copy;
}

static inline struct walk_given_record
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
	record.fee_time = given->fee_time;
	record.solving = given->solving;
	record.consulted = given->consulted;
	for (size_t i = 0; i < given->values.count; i++)
		values[i] = (struct walk_value_record){ given->values.items[i].key, given->values.items[i].row,
			given->values.items[i].text };
	for (size_t i = 0; i < given->act_count; i++)
		acts[i] = (struct walk_act_record){ walk_act_name(given->acts[i].kind), given->acts[i].element,
			given->acts[i].action, (given->acts[i].at - given->filed_at) / DATE_MINUTE };
	record.values = (struct record_list){ values, given->values.count };
	record.acts = (struct record_list){ acts, given->act_count };
	walk_calendars_keep(arena, given, &record);
	return record;
}

static inline struct walk_outcome_record
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

#endif
