/*
 * A bundle held against this catalogue: what each of its procedures and definitions would change, what is missing here, whether its
 * examples come to the same here; and then all of it written, or nothing.
 */
#ifndef MOTCUA_CATALOGUE_BUNDLE_WORK_H
#define MOTCUA_CATALOGUE_BUNDLE_WORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bundle/bundle.h"
#include "core/err.h"

struct arena;
struct db;
struct failure;

enum bundle_state {
	BUNDLE_SAME,    /* this catalogue has it so */
	BUNDLE_NEW,     /* it has none of that code */
	BUNDLE_CHANGED, /* it has another */
	BUNDLE_FAILING, /* an example that comes to something else: nothing is put in force while this stands */
	BUNDLE_BLOCKED, /* nothing is written while this stands: `why` */
	BUNDLE_STATE__MAX
};
/* "same", "new", "changed", "failing", "blocked" */
const char *bundle_state_name(enum bundle_state state);

struct bundle_item {
	const char *kind; /* procedure, form, process, rule, example, rule_example, agency, list, role, calendar */
	const char *code, *name;
	enum bundle_state state;
	const char *why;   /* message key of what blocks or fails, NULL */
	const char *where; /* member or element, "" */
	size_t changes;    /* of a changed one: how many, 0: not counted */
};
struct bundle_report {
	struct bundle_item *items;
	size_t count;
	size_t of[BUNDLE_STATE__MAX]; /* how many in each state */
};

struct bundle_work {
	struct db *db;
	struct arena *arena;
	struct failure *failure;
	const struct bundle *bundle;
	int32_t today;
};
/* Reads only. An error is the database's; everything else stands in the report. */
MUST_CHECK enum err bundle_compare(const struct bundle_work *work, struct bundle_report *ret_report);

/* How it is written. */
struct bundle_order {
	bool approved; /* in force by the decision; else as drafts, which go the way of drafts */
	const char *decision_no;
	int32_t decision_date, from_day;
	int64_t officer_id; /* DB_NULL_INT: the command line */
	int64_t now;
};
/*
 * Compares once more and writes what is new or changed, in one transaction; the same bundle again changes nothing. ERR_CONFLICT with
 * catalogue_bundle.blocked: something stands in the way, or with catalogue_bundle.failing: an example, of what is to be in force; ERR_INVALID with the member of a procedure's record.
 */
MUST_CHECK enum err bundle_apply(const struct bundle_work *work, const struct bundle_order *order, size_t *ret_written);

#endif
