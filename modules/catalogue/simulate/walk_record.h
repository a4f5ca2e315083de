/*
 * A walk as text: what was given and what came of it, as JSON by record/'s tables, so that it can be kept, travel to
 * another province and be walked again there. Moments are minutes after the filing; the calendar goes along, for a
 * holiday that is added later is no change of the procedure. Pure.
 */
#ifndef MOTCUA_CATALOGUE_WALK_RECORD_H
#define MOTCUA_CATALOGUE_WALK_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "record/record.h"
#include "simulate/walk.h"

struct arena;

enum { WALK_VALUES_MAX = FORM_VALUES_MAX, WALK_MINUTES_MAX = 5 * 366 * 1440 };

struct walk_value_record {
	const char *key;
	int64_t row;
	const char *text;
};
struct walk_act_record {
	const char *kind, *element, *action;
	int64_t after;
};
struct walk_weekday_record {
	const char *shifts; /* "450-690,810-1050": minutes of the day; "": none */
};
struct walk_day_record {
	int32_t day;
	const char *shifts;
};
struct walk_place_record {
	const char *agency;      /* code */
	struct record_list week; /* as below */
	struct record_list special;
};
struct walk_given_record {
	const char *procedure, *channel, *agency; /* codes */
	int64_t case_no;
	int32_t filed_on;
	int64_t filed_minute; /* of that day */
	const char *policy;
	const char *fee_time, *solving, *consulted; /* as in struct walk_given; "" in what was kept before they were */
	int32_t calendar_from, calendar_to;
	struct record_list week;    /* struct walk_weekday_record, Monday first; empty: the calendar is not kept */
	struct record_list special; /* struct walk_day_record: days that are not like their weekday */
	struct record_list
	    places; /* struct walk_place_record: agencies that work by another calendar, of the same days */
	struct record_list values; /* struct walk_value_record */
	struct record_list acts;   /* struct walk_act_record */
};
extern const struct record_table walk_given_table;

struct walk_key_record {
	const char *key;
};
struct walk_problem_record {
	const char *key;
	int64_t row;
	const char *rule;
};
struct walk_fee_record {
	const char *code, *kind;
	int64_t price, quantity, amount;
};
struct walk_step_record {
	const char *step, *name, *role;
	int64_t opened, due, closed; /* minutes after the filing, INT64_MIN: none */
	const char *action;
};
struct walk_outcome_record {
	struct record_list visible, problems, fees, steps;
	int64_t total; /* đồng */
	const char *fee, *end, *stuck;
	int64_t accepted, decided, due, paid; /* minutes after the filing, INT64_MIN: none */
};
extern const struct record_table walk_outcome_table;

/* ERR_INVALID with *fault. */
MUST_CHECK enum err walk_given_read(
    struct arena *arena, const char *json, struct walk_given_record *ret_record, struct record_fault *fault);
MUST_CHECK enum err walk_outcome_read(
    struct arena *arena, const char *json, struct walk_outcome_record *ret_record, struct record_fault *fault);
/* Members in their order, no white space: the same record gives the same bytes. */
const char *walk_given_write(struct arena *arena, const struct walk_given_record *record);
const char *walk_outcome_write(struct arena *arena, const struct walk_outcome_record *record);

/*
 * What walk_run takes: `form` NULL drops the answers; answers to fields that the form has no more are dropped. `calendar`
 * NULL: those in the record. ERR_INVALID with `failure`: an act or a calendar that cannot be.
 */
MUST_CHECK enum err walk_given_of(struct arena *arena, const struct walk_given_record *record, const struct form *form,
    const struct calendar *calendar, struct failure *failure, struct walk_given *ret_given);
/* What came of it; nothing of it points to the trace's definitions. */
struct walk_outcome_record walk_outcome_of(
    struct arena *arena, const struct walk_given *given, const struct walk_trace *trace);

/* Keeps the calendars' days around the filing in the record; days a calendar does not know have no shifts. */
void walk_calendars_keep(struct arena *arena, const struct walk_given *given, struct walk_given_record *record);
/* ERR_INVALID with `failure`: no calendar is kept, or not one that can be. */
MUST_CHECK enum err walk_calendars_read(
    struct arena *arena, const struct walk_given_record *record, struct failure *failure, struct walk_given *given);

/* The moment of filing. */
int64_t walk_filed_at(const struct walk_given_record *record);

#endif
