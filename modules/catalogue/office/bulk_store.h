/*
 * Bulk edits: one change for many procedures, kept with what became of each, so that a run that was interrupted goes on
 * where it stopped. What the change does to a record is bulk_apply.h's.
 */
#ifndef MOTCUA_CATALOGUE_BULK_STORE_H
#define MOTCUA_CATALOGUE_BULK_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct bulk_edit {
	int64_t id;
	const char *code;
	int64_t officer_id, account_id; /* who planned and ordered it */
	const char *officer_name;
	const char *list; /* address of the list that it acts upon */
	const char *kind, *value, *reason;
	const char *state; /* planned, ordered, done, dropped */
	int64_t created_at, ordered_at, finished_at;
};
/* ERR_NOT_FOUND if unknown. */
MUST_CHECK enum err bulk_by_code(struct db *db, const char *code, struct bulk_edit *ret_bulk);
/* The latest twenty. */
MUST_CHECK enum err bulks_latest(struct db *db, const struct bulk_edit **ret_bulks, size_t *ret_count);
/* The oldest that was ordered and is not done; ERR_NOT_FOUND. */
MUST_CHECK enum err bulk_ordered(struct db *db, struct bulk_edit *ret_bulk);
MUST_CHECK enum err bulk_add(struct db *db, const struct bulk_edit *bulk, int64_t now, int64_t *ret_id);
/* From one state to the next. ERR_CONFLICT: it is not in `from`. */
MUST_CHECK enum err bulk_step(struct db *db, const char *code, const char *from, const char *to, int64_t now);

/* How many procedures per outcome, and how many of the planned ones had a draft. */
struct bulk_count {
	const char *outcome;
	int64_t procedures, drafts;
};
MUST_CHECK enum err bulk_counts(
    struct db *db, int64_t bulk_id, const struct bulk_count **ret_counts, size_t *ret_count);

struct bulk_item {
	int64_t procedure_id;
	const char *code, *name, *outcome, *detail;
	bool had_draft;
};
/* In the order of their codes, beyond `after` ("": from the top). */
MUST_CHECK enum err bulk_items(struct db *db, int64_t bulk_id, const char *after, size_t most,
    const struct bulk_item **ret_items, size_t *ret_count, bool *ret_more);
/* The next ones that wait, at most `most`. */
MUST_CHECK enum err bulk_planned(
    struct db *db, int64_t bulk_id, size_t most, const struct bulk_item **ret_items, size_t *ret_count);
/* ERR_CONFLICT: it was done meanwhile. */
MUST_CHECK enum err bulk_item_done(
    struct db *db, int64_t bulk_id, int64_t procedure_id, const char *outcome, const char *detail);

extern const struct store bulk_store;

#endif
