/*
 * A bundle held against this catalogue: what each of its parts would change, what is missing here, whether its examples come to
 * the same here; and then all of it written, or nothing.
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
	BUNDLE_LACKING, /* neither the bundle nor this catalogue has it: a page would lead to nothing, as it does at the source */
	BUNDLE_FAILING, /* an example that comes to something else: nothing is put in force while this stands */
	BUNDLE_BLOCKED, /* nothing is written while this stands: `why` */
	BUNDLE_STATE__MAX
};
/* "same", "new", "changed", "lacking", "failing", "blocked" */
const char *bundle_state_name(enum bundle_state state);

struct bundle_item {
	/* procedure, form, process, rule, case, file, example, rule_example, agency, list, role, calendar */
	const char *kind;
	const char *code, *name;
	enum bundle_state state;
	const char *why;   /* message key of what blocks or fails, NULL */
	const char *where; /* member or element, "" */
	size_t changes;    /* of a changed one: how many, 0: not counted */
	/* Of a changed definition or list: what the bundle says, until the next part is compared; NULL. */
	const char *content;
};
/* By what a procedure of the bundle goes, for the drafts of definitions. */
struct bundle_goes {
	const char *of[3];    /* codes by enum definition_kind, NULL */
	int64_t procedure_id; /* 0: this catalogue does not have it */
};
struct bundle_report {
	struct bundle_item *items;
	size_t count, room;
	size_t of[BUNDLE_STATE__MAX]; /* how many in each state */
	struct bundle_goes *goes;     /* one for each procedure of the manifest; NULL: nobody asks */
};

struct bundle_work {
	struct db *db;         /* its rows go to `arena` */
	struct arena *arena;   /* of one part: emptied after each */
	struct arena *lasting; /* of the bundle and the report */
	struct failure *failure;
	const struct bundle *bundle;
	const char *static_files; /* folder with the files that were installed with the program */
	int32_t today;
	void (*progress)(void *of, size_t done, size_t total); /* after each part; NULL: nobody asks */
	void *progress_of;
};

/*
 * The bundle has this many parts to compare, each of which gives some lines of the report. Nothing stays written: forms and walks
 * are looked at as if the lists that come with them were here, in a transaction that is taken back. An error is the database's,
 * everything else stands in the report.
 */
size_t bundle_parts(const struct bundle_manifest *manifest);
MUST_CHECK enum err bundle_compare_part(const struct bundle_work *work, size_t part, struct bundle_report *report);
/* All of them. */
MUST_CHECK enum err bundle_compare(const struct bundle_work *work, struct bundle_report *ret_report);

/* How it is written. */
struct bundle_order {
	bool approved; /* in force by the decision; else as drafts, which go the way of drafts */
	const char *decision_no;
	int32_t decision_date, from_day;
	bool take_lists;    /* shared lists that differ become those of the bundle; else ours are kept */
	int64_t officer_id; /* DB_NULL_INT: the command line */
	int64_t now;
};
/* Why nothing was written: a message key and what it is about. */
struct bundle_refusal {
	const char *message, *about;
};
/*
 * Compares once more and writes what is new or changed, in one transaction; the same bundle again changes nothing. ERR_CONFLICT,
 * ERR_INVALID with *refusal: something stands in the way, an example fails of what is to be in force, a record cannot be written.
 * `begin` and `end` (NULL: nothing) belong to the same transaction, before and after: what they refuse is refused.
 */
struct bundle_frame {
	enum err (*begin)(struct db *db, void *of);
	enum err (*end)(struct db *db, void *of, size_t written);
	void *of;
};
MUST_CHECK enum err bundle_apply(const struct bundle_work *work, const struct bundle_order *order,
    const struct bundle_frame *frame, size_t *ret_written, struct bundle_refusal *refusal);

#endif
