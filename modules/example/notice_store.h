/* Notices on the board: the module's one table. */
#ifndef MOTCUA_EXAMPLE_NOTICE_STORE_H
#define MOTCUA_EXAMPLE_NOTICE_STORE_H

#include "core/server/module.h"

struct notice {
	const char *reference, *title, *body; /* reference: how its address names it */
	int64_t published_at, published_by;   /* microseconds UTC; officer */
};

/* The newest 50. */
MUST_CHECK enum err notices_newest(struct db *db, const struct notice **ret_notices, size_t *ret_count);
MUST_CHECK enum err notice_by_reference(struct db *db, const char *reference, struct notice *ret_notice);
MUST_CHECK enum err notice_add(struct db *db, const struct notice *notice);

extern const struct store notice_store;

#endif
