/* What happened to articles, questions and notices: a line for each act with the text as it stood then. */
#ifndef MOTCUA_CATALOGUE_ACT_STORE_H
#define MOTCUA_CATALOGUE_ACT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* How many acts a page shows, the newest. */
enum { ACTS_SHOWN = 50 };

struct content_act {
	const char *owner; /* "article", "question", "notice" */
	int64_t owner_id;
	const char *kind; /* "create", "edit", "publish", "withdraw", "decline" */
	int64_t at;
	int64_t officer_id;       /* DB_NULL_INT: the system */
	const char *officer_name; /* read only; NULL: the system */
	const char *title, *body;
};

/* In the caller's transaction, which holds the owner's row. */
MUST_CHECK enum err content_act_add(struct db *db, const struct content_act *act);
/* The newest first; at most ACTS_SHOWN. */
MUST_CHECK enum err content_acts(
    struct db *db, const char *owner, int64_t owner_id, const struct content_act **ret_acts, size_t *ret_count);

extern const struct store content_act_store;

#endif
