/* Definitions and their procedures as lists: what there is, which procedure goes by what, which has no process yet. Reads only. */
#ifndef MOTCUA_CATALOGUE_DEFINE_OVERVIEW_STORE_H
#define MOTCUA_CATALOGUE_DEFINE_OVERVIEW_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "define/kind.h"

struct db;

/* --- all definitions ---------------------------------------------------------------------------------------------- */

/* NULL: not asked for. */
struct define_filter {
	const char *kind;     /* an entry of definition_kind_names */
	const char *words;    /* office_words(): patterns that name and code must match */
	const char *unit;     /* code of the agency; "-": the office of the People's Committee */
	const char *state;    /* an entry of define_states */
	const char *agencies; /* JSON array: open drafts of these units alone are seen; NULL: of all */
};
extern const char *const define_states[]; /* draft, submitted, controlled; approved, never */

struct define_row {
	const char *kind, *code, *name, *owner_name;
	const char *state;       /* of the open draft; NULL: none, or none to be seen */
	int64_t version_no;      /* of the newest approved version; DB_NULL_INT */
	const char *decision_no; /* with which it was approved here; NULL */
	int32_t from_day, planned_on;
};
/* In the order of kind and code, beyond that of `after` ("": from the top). */
MUST_CHECK enum err definitions_list(struct db *db, const struct define_filter *filter, const char *after_kind,
    const char *after_code, size_t most, const struct define_row **ret_rows, size_t *ret_count, bool *ret_more);
MUST_CHECK enum err definitions_count(struct db *db, const struct define_filter *filter, int64_t *ret_count);

/* How many procedures go by a definition today, one of them, and whose they are. */
struct define_usage {
	const char *code, *example;
	int64_t procedures;
	const char *owner_name; /* NULL: of several units, or the office's */
};
/* Of those definitions of one kind whose codes stand in a JSON array. */
MUST_CHECK enum err definitions_usage(struct db *db, enum definition_kind kind, const char *codes,
    const struct define_usage **ret_usage, size_t *ret_count);

/* --- one definition ----------------------------------------------------------------------------------------------- */

struct define_version {
	int64_t id, version_no, created_at;
	const char *decision_no; /* NULL: it was loaded */
	int32_t decision_date, from_day;
	int64_t procedures; /* that go by it today */
};
/* Newest first; at most 100. */
MUST_CHECK enum err define_versions(struct db *db, enum definition_kind kind, const char *code,
    const struct define_version **ret_versions, size_t *ret_count);

/* Running dossiers that go by a version; of versions without any there is no row. */
struct define_running {
	int64_t version_no, dossiers;
};
/* Of a form or process, newest version first; at most 100. Numbers alone: who reads them sees no dossier. */
MUST_CHECK enum err define_running(struct db *db, enum definition_kind kind, const char *code,
    const struct define_running **ret_rows, size_t *ret_count);

struct define_procedure {
	const char *code, *name, *owner_name; /* owner NULL: the office */
	int64_t case_no, version_no;
};
/* The procedures that go by a definition today, by code, beyond `after` ("": from the top). */
MUST_CHECK enum err define_procedures(struct db *db, enum definition_kind kind, const char *code, const char *after,
    size_t most, const struct define_procedure **ret_rows, size_t *ret_count, bool *ret_more);

/* What a procedure goes by: the definition in force today first, then all that were decided for it, by case and day. */
struct define_in_force {
	const char *kind, *code;
	int64_t version_no, case_no;
	const char *decision_no; /* NULL of what is in force today, and where a version of the procedure names it */
	int32_t from_day;        /* DATE_NONE of what is in force today */
};
MUST_CHECK enum err define_of_procedure(struct db *db, enum definition_kind kind, int64_t procedure_id,
    const struct define_in_force **ret_rows, size_t *ret_count);

/* --- procedures without an approved process ----------------------------------------------------------------------- */

struct unapproved_filter {
	const char *unit; /* code; "-": the office; NULL: all */
	bool late;        /* only those whose planned day is over */
	int32_t today;
};
struct unapproved_row {
	const char *code, *name, *owner_code, *owner_name; /* NULL: the office */
	int32_t planned_on;                                /* DATE_NONE: none is set */
	const char *draft_code, *draft_state;              /* NULL: nobody drafts one */
	int64_t draft_owner_id;
	const char *sort_key;
};
/* Late ones first, then by planned day and unit, those without a day last; beyond the sort key `after` ("": from the top). */
MUST_CHECK enum err unapproved_list(struct db *db, const struct unapproved_filter *filter, const char *after,
    size_t most, const struct unapproved_row **ret_rows, size_t *ret_count, bool *ret_more);

struct unapproved_unit {
	const char *code, *name; /* NULL: the office */
	int64_t procedures, late, unplanned;
};
/* Of every unit, as the list counts them. */
MUST_CHECK enum err unapproved_units(
    struct db *db, int32_t today, const struct unapproved_unit **ret_units, size_t *ret_count);

extern const struct store overview_store;

#endif
