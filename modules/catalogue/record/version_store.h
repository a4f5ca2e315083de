/*
 * Versions of procedures in the database: read whole, written while they are drafts. What a version says changes nowhere
 * else; who may do what with it is version/'s.
 */
#ifndef MOTCUA_CATALOGUE_VERSION_STORE_H
#define MOTCUA_CATALOGUE_VERSION_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct record_fault;
struct version_record;

/* One line of a procedure's list of versions. Ids: DB_NULL_INT is none; days: DATE_NONE; moments: TIME_NONE. */
struct version_line {
	int64_t id, procedure_id, version_no;
	int64_t version; /* of the row: what version_write expects */
	int64_t based_on_id, drafted_by;
	const char *drafter_name; /* NULL: the system */
	const char *state, *name, *decision_no;
	int32_t decision_date, effective_from, effective_to;
	int64_t created_at, updated_at;
	bool current; /* the one that dossiers are taken with today */
};

/* Newest first; at most 200. */
MUST_CHECK enum err versions_of(
    struct db *db, int64_t procedure_id, const struct version_line **ret_lines, size_t *ret_count);
MUST_CHECK enum err version_by_id(struct db *db, int64_t id, struct version_line *ret_line);
MUST_CHECK enum err version_by_number(
    struct db *db, int64_t procedure_id, int64_t version_no, struct version_line *ret_line);
/* The one with the highest number, whatever its state, but none that was discarded. */
MUST_CHECK enum err version_newest(struct db *db, int64_t procedure_id, struct version_line *ret_line);
/* The one that is draft, submitted or controlled: there is at most one. ERR_NOT_FOUND: none is at work. */
MUST_CHECK enum err version_at_work(struct db *db, int64_t procedure_id, struct version_line *ret_line);

/* The whole version with all its parts, codes and ids. */
MUST_CHECK enum err version_read(struct db *db, int64_t id, struct version_record *ret_version);

/*
 * Codes become ids: the sector (made if there is none of that code), the latest version of each definition (unless its id
 * is given), agencies that receive, solve and are consulted. ERR_INVALID with *fault: an agency or definition that is
 * unknown; `at` goes before the member's name. Agencies that are only named need not be known.
 */
MUST_CHECK enum err version_resolve(
    struct db *db, struct arena *arena, struct version_record *version, const char *at, struct record_fault *fault);

struct version_origin {
	int64_t procedure_id, based_on_id; /* DB_NULL_INT: on none */
	int64_t officer_id;                /* DB_NULL_INT: the system */
	int64_t at;
};
/*
 * Adds it under the next number in the state that it names ("" is draft), settled, resolved and in one transaction, with a
 * line `create` in its history. ERR_INVALID with *fault. Several drafts at once are the caller's to prevent.
 */
MUST_CHECK enum err version_add(struct db *db, struct arena *arena, const struct version_origin *origin,
    struct version_record *version, struct record_fault *fault, int64_t *ret_id);
/*
 * Everything that a draft says becomes what `version` says (not its state). ERR_CONFLICT: no draft, or its row moved on
 * from `expected`. A line `edit` in its history for each run of changes by the same officer.
 */
MUST_CHECK enum err version_write(struct db *db, struct arena *arena, int64_t id, int64_t expected, int64_t officer_id,
    int64_t now, struct version_record *version, struct record_fault *fault);

/* The sector of this code, made or renamed. Its address is the code in small letters. */
MUST_CHECK enum err sector_put(struct db *db, struct arena *arena, const char *code, const char *name, int64_t *ret_id);

/* A line in the history of a version, never changed: create, edit, submit, return, control, decide, supersede, discard ... */
MUST_CHECK enum err review_add(
    struct db *db, int64_t version_id, const char *kind, int64_t at, int64_t officer_id, const char *note);

extern const struct store version_store, version_write_store;

#endif
