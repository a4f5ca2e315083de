/* Walks under way in the database: each belongs to the officer who began it, the oldest make room for new ones. */
#ifndef MOTCUA_CATALOGUE_WALK_STORE_H
#define MOTCUA_CATALOGUE_WALK_STORE_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { WALKS_MAX = 30 }; /* of one officer */

struct walk_row {
	int64_t id;
	const char *reference; /* in addresses */
	int64_t officer_id;
	const char *procedure_code, *procedure_name;
	/* "v12": version 12, "d3": draft 3, "": none */
	const char *form_pick, *process_pick, *rule_pick;
	const char *given; /* walk_record.h */
	int64_t version, created_at, touched_at;
};

/* Adds it and lets go of the officer's oldest beyond WALKS_MAX; in the caller's transaction. */
MUST_CHECK enum err walk_add(struct db *db, const struct walk_row *walk);
/* ERR_NOT_FOUND: there is none, or it is another officer's. */
MUST_CHECK enum err walk_by_reference(
    struct db *db, int64_t officer_id, const char *reference, struct walk_row *ret_walk);
/* Newest first. */
MUST_CHECK enum err walks_of(struct db *db, int64_t officer_id, const struct walk_row **ret_walks, size_t *ret_count);
/* What was given becomes `given`. ERR_CONFLICT: it moved on from `expected`. */
MUST_CHECK enum err walk_save(struct db *db, int64_t id, int64_t expected, const char *given, int64_t now);
MUST_CHECK enum err walk_drop(struct db *db, int64_t id);

/* An open draft that is for a procedure. */
struct walk_draft {
	int64_t id, version;
	const char *kind, *code, *name, *state;
	int64_t owner_agency_id;
};
/* By kind and code; at most 100. */
MUST_CHECK enum err walk_drafts(
    struct db *db, int64_t procedure_id, const struct walk_draft **ret_drafts, size_t *ret_count);
/* The procedures that a draft is for and that have examples, by code behind `after` ("": from the first); at most `most`. */
MUST_CHECK enum err walk_targets(struct db *db, int64_t draft_id, const char *after, size_t most,
    const char *const **ret_codes, size_t *ret_count, bool *ret_more);

extern const struct store walk_store;

#endif
