/*
 * Lists of procedures issued by decision: the office draws them up, another person issues them, every year anew. What each
 * says against the one before and against the catalogue; approval on the spot with its share, target and candidates.
 */
#ifndef MOTCUA_CATALOGUE_LISTING_H
#define MOTCUA_CATALOGUE_LISTING_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define LISTING_PATH "/can-bo/danh-muc/danh-sach"

extern const struct input listings_input, listing_draft_input, listing_input, listing_items_input, listing_change_input,
    listing_issue_input;

/* GET /can-bo/danh-muc/danh-sach, and the shares on the spot as a file below /tai-cho/tai-ve */
enum err handle_listings(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_listings_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_on_spot_csv(struct ctx *c, const void *input) MUST_CHECK;
/* POST /can-bo/danh-muc/danh-sach */
enum err handle_listing_draft(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../danh-sach/{list}, its procedures at /muc, the same as a file at /tai-ve */
enum err handle_listing(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_listing_items(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_listing_csv(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../danh-sach/{list}/muc and .../danh-sach/{list}/ban-hanh */
enum err handle_listing_change(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_listing_issue(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_listing_again(struct ctx *c, const void *input) MUST_CHECK;

#endif
