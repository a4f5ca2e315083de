/*
 * Definitions and their drafts in the database. A draft is one mutable row while it is in state "draft"; what was approved
 * stands in form_version, process_version and rule_version and changes no more. Who may do what is desk.h's.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_DRAFT_STORE_H
#define MOTCUA_CATALOGUE_DEFINE_DRAFT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "define/kind.h"

struct db;

/* --- what was approved -------------------------------------------------------------------------------------------- */

struct definition_version {
	int64_t id, version_no, created_at;
	const char *code, *content;
};
/* The approved version with the highest number; ERR_NOT_FOUND: none was approved yet. */
MUST_CHECK enum err definition_newest(
    struct db *db, enum definition_kind kind, const char *code, struct definition_version *ret_version);
MUST_CHECK enum err definition_by_number(struct db *db, enum definition_kind kind, const char *code, int64_t version_no,
    struct definition_version *ret_version);
MUST_CHECK enum err definition_by_id(
    struct db *db, enum definition_kind kind, int64_t id, struct definition_version *ret_version);

/* A definition through all its versions. */
struct definition_item {
	const char *kind, *code, *name;
	int64_t owner_agency_id;               /* DB_NULL_INT: the office of the People's Committee */
	const char *owner_agency, *owner_name; /* its code and name; NULL */
	int64_t newest_version_id;             /* DB_NULL_INT: none was approved yet */
};
/*
 * ERR_NOT_FOUND. Where no unit has drafted it here yet, it belongs to the unit whose procedures alone go by it.
 */
MUST_CHECK enum err definition_item_by_code(
    struct db *db, enum definition_kind kind, const char *code, struct definition_item *ret_item);

/* --- drafts ------------------------------------------------------------------------------------------------------- */

struct definition_draft {
	int64_t id;
	const char *kind; /* an entry of definition_kind_names by value */
	const char *code, *name;
	const char *state;                     /* draft, submitted, controlled, published, discarded */
	const char *content;                   /* form-js JSON, BPMN XML or DMN XML; "" : nothing is drawn yet */
	int64_t base_version_id;               /* the approved version that it began from; DB_NULL_INT */
	int64_t owner_agency_id;               /* DB_NULL_INT: the office */
	const char *owner_agency, *owner_name; /* NULL */
	const char *iso_code;                  /* ký hiệu, "" */
	int64_t issue_no;                      /* lần ban hành, 0 */
	int32_t planned_on;                    /* DATE_NONE */
	const char *decision_no;               /* "" until it was approved */
	int32_t decision_date, from_day;
	int64_t version_id; /* as what it was approved; DB_NULL_INT */
	int64_t version;    /* of the row: what every change expects */
	int64_t created_by, created_at, updated_at;
};
/* The open draft (draft, submitted, controlled) of a definition; ERR_NOT_FOUND. */
MUST_CHECK enum err draft_by_code(
    struct db *db, enum definition_kind kind, const char *code, struct definition_draft *ret_draft);
/* Until the transaction ends nobody else changes the open draft; what is read afterwards is how it stands. ERR_NOT_FOUND. */
MUST_CHECK enum err draft_hold(struct db *db, enum definition_kind kind, const char *code);
MUST_CHECK enum err draft_by_id(struct db *db, int64_t id, struct definition_draft *ret_draft);

struct draft_start {
	enum definition_kind kind;
	const char *code, *name;
	int64_t owner_agency_id; /* DB_NULL_INT: the office */
	int64_t officer_id, at;
};
/*
 * The open draft, or a new one that says what the newest approved version says ("" if there is none) and is for the
 * procedures that go by that version today. ERR_CONFLICT: the open one is with the office. One transaction.
 */
MUST_CHECK enum err definition_draft_begin(
    struct db *db, const struct draft_start *start, struct definition_draft *ret_draft);

/*
 * The content of a draft; a line `edit` in its history for each run of changes by the same officer. ERR_CONFLICT: it is no
 * draft any more, or somebody else saved since `expected_version`.
 */
MUST_CHECK enum err draft_save(
    struct db *db, int64_t draft_id, int64_t expected_version, const char *content, int64_t officer_id, int64_t now);

/* What stands beside the content. */
struct draft_head {
	const char *name, *iso_code;
	int64_t issue_no;
	int32_t planned_on;
};
/* As draft_save. */
MUST_CHECK enum err draft_save_head(struct db *db, int64_t draft_id, int64_t expected_version,
    const struct draft_head *head, int64_t officer_id, int64_t now);

/* A step to another state with its line in the history. ERR_CONFLICT: the row moved on from `expected` and `from`. */
struct draft_step {
	int64_t id, expected;
	const char *from, *to, *act, *note;
	int64_t officer_id, at;
};
MUST_CHECK enum err draft_step(struct db *db, const struct draft_step *step);

/* --- history ------------------------------------------------------------------------------------------------------ */

/* What this officer had to do with a draft so far: made, changed or sent it; passed it. */
MUST_CHECK enum err draft_hands(
    struct db *db, int64_t draft_id, int64_t officer_id, bool *ret_wrote, bool *ret_controlled);

struct draft_act {
	int64_t draft_id, at;
	const char *kind, *officer_name, *position, *note;
	const char *decision_no; /* of the draft */
};
/* Of all drafts of a definition, newest first; at most 200. */
MUST_CHECK enum err draft_acts(
    struct db *db, enum definition_kind kind, const char *code, const struct draft_act **ret_acts, size_t *ret_count);

extern const struct store draft_store;

#endif
