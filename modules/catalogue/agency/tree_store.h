/* Agencies as an administrator reads and edits them. Writes through domain/directory/agency_write_store.h. */
#ifndef MOTCUA_CATALOGUE_TREE_STORE_H
#define MOTCUA_CATALOGUE_TREE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "agency/tree.h"
#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;

/* One agency with all that can be edited of it; codes of its parent and calendar NULL: none. */
struct agency_record {
	int64_t id;
	const char *code, *statistics_code;
	int64_t parent_id;
	const char *parent_code, *name, *short_name, *slug, *tier;
	const char *address, *working_hours, *hotline, *email;
	int64_t calendar_id;
	const char *calendar_code;
	int32_t valid_from, valid_to;
	int64_t version;
};
/* What it was until a day. */
struct agency_past {
	int32_t until_day;
	const char *code, *name, *parent_name, *decision;
};
/* Who took over from it, or from whom it took over. */
struct agency_heir {
	bool after; /* it follows the agency */
	const char *code, *name;
	int32_t effective;
	const char *decision;
};
struct calendar_choice {
	const char *code, *name;
};

/* The agencies that stood on `day`, by the names of that day; `words` (folded as the directory sorts) narrows, NULL: all. */
MUST_CHECK enum err tree_on(struct db *db, int32_t day, const char *words, bool ended_too,
    const struct agency_node **ret_nodes, size_t *ret_count);
MUST_CHECK enum err agency_record_by_code(struct db *db, const char *code, struct agency_record *ret_record);
MUST_CHECK enum err agency_pasts(
    struct db *db, int64_t agency_id, const struct agency_past **ret_pasts, size_t *ret_count);
MUST_CHECK enum err agency_heirs(
    struct db *db, int64_t agency_id, const struct agency_heir **ret_heirs, size_t *ret_count);
MUST_CHECK enum err calendar_choices(struct db *db, const struct calendar_choice **ret_choices, size_t *ret_count);
/* ERR_NOT_FOUND if there is none of that code. */
MUST_CHECK enum err calendar_by_code(struct db *db, const char *code, int64_t *ret_id);

/* Held until COMMIT by whoever changes the tree's shape, so that two changes cannot close a circle between them. */
MUST_CHECK enum err tree_lock(struct db *db);
/* Does `id` stand at or above `other_id`? Then it cannot go below it. */
MUST_CHECK enum err agency_is_above(struct db *db, int64_t id, int64_t other_id, bool *ret_above);
/* A free part of an address for that name: with the code where another agency has it, or had it. */
MUST_CHECK enum err agency_slug(
    struct db *db, struct arena *arena, const char *name, const char *code, int64_t id, const char **ret_slug);
/* The record takes the place of the row at its version; what was before is kept until `until`. See agency_edit. */
MUST_CHECK enum err agency_record_write(
    struct db *db, const struct agency_record *record, int32_t until, const char *decision);
MUST_CHECK enum err agency_record_add(struct db *db, const struct agency_record *record, int64_t *ret_id);

extern const struct store tree_store;

#endif
