/* Lists by decision as tables and forms. See listing.h. */
#ifndef MOTCUA_CATALOGUE_LISTING_VIEW_H
#define MOTCUA_CATALOGUE_LISTING_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct agency;
struct ctx;
struct listing;
struct listing_item;
struct page;
struct procedure_traffic;
struct sheet;

/* "Received at the centre, 2026" */
const char *listing_title(struct ctx *c, const struct listing *listing);
struct sheet *listings_sheet(struct ctx *c, const struct listing *listings, size_t count);
struct sheet *listing_items_sheet(struct ctx *c, const struct listing_item *items, size_t count);
void listing_facts(struct page *page, const struct listing *listing);

/* Two sides of a comparison; both by code. */
struct listing_sides {
	const struct listing_item *was, *is;
	size_t was_count, is_count;
};
/* What changed against the list `before`; the first 500 differences, here and below. */
struct sheet *listing_changes_sheet(struct ctx *c, const struct listing *before, const struct listing_sides *sides);
/* What the list (was) and the catalogue of today (is) say differently. `chosen`: a list of a choice among what the place
 * has, so that what it leaves out is no difference. */
struct sheet *listing_against_sheet(struct ctx *c, bool chosen, const struct listing_sides *sides);
/* The busiest that the list does not name yet. */
struct sheet *listing_candidates_sheet(struct ctx *c, const struct procedure_traffic *traffic, size_t traffic_count,
    const struct listing_item *items, size_t item_count);

void listing_draft_form(struct page *page, int year, const struct agency *agencies, size_t agency_count);
void listing_change_form(struct page *page, const struct listing *listing);
void listing_issue_form(struct page *page, const struct listing *listing);

#endif
