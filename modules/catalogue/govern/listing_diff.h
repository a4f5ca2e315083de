/* What two lists of procedures differ in: last year's and this year's, or a list and the catalogue of today. Pure. */
#ifndef MOTCUA_CATALOGUE_LISTING_DIFF_H
#define MOTCUA_CATALOGUE_LISTING_DIFF_H

#include <stddef.h>

struct arena;
struct listing_item;

enum listing_difference { LISTING_ADDED, LISTING_REMOVED, LISTING_RENAMED, LISTING_LEVEL };

struct listing_diff {
	enum listing_difference what;
	const struct listing_item *was, *is; /* NULL of LISTING_ADDED and LISTING_REMOVED where it is not there */
};

/* Both by code. One procedure may have been renamed and changed its level: two differences. */
struct listing_diff *listing_compare(struct arena *arena, const struct listing_item *was, size_t was_count,
    const struct listing_item *is, size_t is_count, size_t *ret_count) __attribute__((returns_nonnull));

#endif
