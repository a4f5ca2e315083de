/* What the administrator's list reads: the newest version of each procedure, whatever its state; and that list
 * as the entries of a bulk edit. */
#ifndef MOTCUA_CATALOGUE_OFFICE_STORE_H
#define MOTCUA_CATALOGUE_OFFICE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct office_filter;

struct office_row {
	const char *code, *slug, *name, *sector_name;
	const char *owner_name; /* NULL: the office of the People's Committee */
	const char *service_level, *kind, *state;
	int64_t version_no;
	int32_t effective_from;
	bool in_force, listed, has_form, has_process, has_rule;
	const char *sort_key;
};

/* Names of what the list can be sorted by: code, name, sector, since, changed; the first is the usual one. */
extern const char *const office_orders[];

struct office_query {
	const struct office_filter *filter;
	const char *order; /* an entry of office_orders */
	bool down;
	const char *after; /* code of the last row seen; NULL: from the top */
	size_t most;
};

/* The next rows after `after` (from the top if there is no such procedure any more); *ret_more: there are further ones. */
MUST_CHECK enum err office_list(struct db *db, struct arena *arena, const struct office_query *query,
    const struct office_row **ret_rows, size_t *ret_count, bool *ret_more);
/* How many procedures the filter leaves. */
MUST_CHECK enum err office_count(
    struct db *db, struct arena *arena, const struct office_filter *filter, int64_t *ret_count);

/*
 * Every procedure that the filter leaves becomes an entry of a bulk edit (bulk_store.h): planned; or left out because a
 * version of it is with the office, or none of `agencies` (a JSON array of ids; NULL: no matter whose) drafts it.
 */
MUST_CHECK enum err office_plan(
    struct db *db, struct arena *arena, const struct office_filter *filter, int64_t bulk_id, const char *agencies);

/* What the filters offer: sectors that some version names, agencies that draft. */
struct office_choice {
	const char *code, *name;
};
struct office_choices {
	const struct office_choice *sectors, *owners;
	size_t sector_count, owner_count;
};
MUST_CHECK enum err office_choices(struct db *db, struct office_choices *ret_choices);

struct office_publication {
	int64_t published_at, pages, changed_pages;
};
/* The latest; ERR_NOT_FOUND if nothing was ever published. */
MUST_CHECK enum err office_published(struct db *db, struct office_publication *ret_publication);

extern const struct store office_store;

#endif
