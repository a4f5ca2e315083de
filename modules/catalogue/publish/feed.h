/* Feeds that other sites read: Atom (RFC 4287) and JSON Feed 1.1. They differ only where the list does. */
#ifndef MOTCUA_CATALOGUE_FEED_H
#define MOTCUA_CATALOGUE_FEED_H

#include <stddef.h>

#include "core/err.h"

struct change;
struct page_writer;

/* /thay-doi.atom and /thay-doi/feed.json: the first of these changes, newest first. */
MUST_CHECK enum err feed_put(struct page_writer *writer, const struct change *changes, size_t count);

#endif
