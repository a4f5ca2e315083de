/* News and guides in the database. Whoever writes holds the officer's right already; versions keep two apart. */
#ifndef MOTCUA_CATALOGUE_ARTICLE_STORE_H
#define MOTCUA_CATALOGUE_ARTICLE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "content/content.h"
#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;

enum { ARTICLES_PAGE = 50, ARTICLES_PUBLIC = 500, ARTICLE_PROCEDURES = 50 };

/* ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err article_by_slug(struct db *db, const char *slug, struct article *ret_article);
/* The newest ones; `kind` and `state` NULL: any; after the one with slug `after` ("": from the first). */
MUST_CHECK enum err articles_list(struct db *db, const char *kind, const char *state, const char *after,
    const struct article **ret_articles, size_t *ret_count, bool *ret_more);
/* Those that citizens see on `today`, the newest first; at most ARTICLES_PUBLIC. */
MUST_CHECK enum err articles_public(
    struct db *db, int32_t today, const struct article **ret_articles, size_t *ret_count);

/*
 * A draft; its slug is `article->slug` or, where that is taken, the same with a number, and comes back in `article`.
 * `procedures`: ids.
 */
MUST_CHECK enum err article_create(
    struct db *db, struct arena *arena, struct article *article, const int64_t *procedures, size_t procedure_count);
/* Everything but slug, kind and state; ERR_CONFLICT if the version moved on. */
MUST_CHECK enum err article_change(
    struct db *db, const struct article *article, const int64_t *procedures, size_t procedure_count);
/* "published" or "draft"; ERR_CONFLICT if the version moved on. */
MUST_CHECK enum err article_set_state(struct db *db, const struct article *article, const char *state, int64_t now);

/* The id of a procedure by its code; ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err procedure_id_by_code(struct db *db, const char *code, int64_t *ret_id);

extern const struct store article_store;

#endif
