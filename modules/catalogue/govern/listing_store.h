/*
 * Lists of procedures by decision (danh sách theo nơi tiếp nhận, danh sách phê duyệt tại chỗ): drawn up from the catalogue,
 * changed while they are drafts, issued once, compared with the one before and with the catalogue of today.
 */
#ifndef MOTCUA_CATALOGUE_LISTING_STORE_H
#define MOTCUA_CATALOGUE_LISTING_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { LISTINGS_PAGE = 50, LISTING_ITEMS_MAX = 20000 };

struct listing {
	int64_t id;
	const char *code;
	const char *kind;  /* centre, counter, online, vertical, on_spot */
	int64_t agency_id; /* 0: the whole province */
	const char *agency_name;
	int64_t year, edition;
	const char *state; /* draft, issued */
	const char *decision_no;
	int32_t decision_date, effective_from;
	int64_t drafted_by, drafted_at, issued_at;
	const char *drafted_name, *issued_name;
	int64_t items, version;
};
struct listing_item {
	int64_t procedure_id;
	const char *code, *name, *sector_name, *service_level;
};

/* Newest first, after the one of code `after` (NULL: from the top). */
MUST_CHECK enum err listings_read(
    struct db *db, const char *after, const struct listing **ret_listings, size_t *ret_count, bool *ret_more);
MUST_CHECK enum err listing_by_code(struct db *db, const char *code, struct listing *ret_listing);
/* The last one issued of the same kind and agency before this one; ERR_NOT_FOUND: there is none. */
MUST_CHECK enum err listing_before(struct db *db, const struct listing *listing, struct listing *ret_listing);
/* By code of procedure. */
MUST_CHECK enum err listing_items(
    struct db *db, int64_t listing_id, const struct listing_item **ret_items, size_t *ret_count);
/* What the catalogue receives at this place today, by code; of on_spot: what the agency solves. */
MUST_CHECK enum err listing_today(
    struct db *db, const char *kind, int64_t agency_id, const struct listing_item **ret_items, size_t *ret_count);
/* How many procedures the latest issued list of approval on the spot names, by agency. */
struct on_spot_count {
	int64_t agency_id, items;
};
MUST_CHECK enum err on_spot_counts(struct db *db, const struct on_spot_count **ret_counts, size_t *ret_count);

/*
 * The draft with its items, in the caller's transaction; the edition is given here. ERR_CONFLICT: there is a draft of this
 * kind, agency and year already.
 */
MUST_CHECK enum err listing_draft(struct db *db, const struct listing *listing);
MUST_CHECK enum err listing_open_draft(
    struct db *db, const char *kind, int64_t agency_id, int64_t year, struct listing *ret_listing);

struct listing_change {
	int64_t listing_id, version;
	const char *procedure_code;
	bool add;
};
/* A transaction of its own. ERR_CONFLICT: no draft of that version; ERR_NOT_FOUND: nothing to add or to remove. */
MUST_CHECK enum err listing_change(struct db *db, const struct listing_change *change);
/* ERR_CONFLICT: no draft of that version. */
MUST_CHECK enum err listing_issue(struct db *db, const struct listing *listing, int64_t officer_id, int64_t now);

extern const struct store listing_store;

#endif
