/* All public content at once, for publishing. */
#ifndef MOTCUA_CATALOGUE_CONTENT_STORE_H
#define MOTCUA_CATALOGUE_CONTENT_STORE_H

#include <stdint.h>

#include "content/content.h"
#include "core/err.h"

struct arena;
struct db;

/* What citizens see at `now`; the rows live in the database's arena. Call it inside the publication's own read. */
MUST_CHECK enum err content_read(struct db *db, struct arena *arena, int64_t now, const struct content **ret_content);

/* Orders a publication at once, and one more at each of `moments` (TIME_NONE: none), when what is shown changes by itself. */
MUST_CHECK enum err content_order(struct db *db, const int64_t *moments, size_t count, int64_t now);

#endif
