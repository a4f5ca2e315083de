/* What a bundle would change in definitions and shared lists that this catalogue has, in words, below the page of the bundle. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_CHANGES_H
#define MOTCUA_CATALOGUE_BUNDLE_CHANGES_H

#include <stddef.h>

#include "core/err.h"

struct bundle_line;
struct page;

/* A table for each changed definition or list; one that cannot be compared by the rules of today has none. An error is the database's. */
MUST_CHECK enum err bundle_changes_show(struct page *page, const struct bundle_line *lines, size_t count);

#endif
