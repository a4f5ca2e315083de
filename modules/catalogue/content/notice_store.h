/* Notices of interruptions in the database. */
#ifndef MOTCUA_CATALOGUE_NOTICE_STORE_H
#define MOTCUA_CATALOGUE_NOTICE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "content/content.h"
#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { NOTICES_PAGE = 50, NOTICES_PUBLIC = 50, NOTICE_CODE = 8 };

/* ERR_NOT_FOUND if there is none. */
MUST_CHECK enum err notice_by_code(struct db *db, const char *code, struct notice *ret_notice);
/* The newest ones, after the one called `after` ("": from the first). */
MUST_CHECK enum err notices_list(
    struct db *db, const char *after, const struct notice **ret_notices, size_t *ret_count, bool *ret_more);
/* Those that were published, the last to begin first, past ones too; at most NOTICES_PUBLIC. */
MUST_CHECK enum err notices_public(struct db *db, const struct notice **ret_notices, size_t *ret_count);

/* A draft. */
MUST_CHECK enum err notice_add(struct db *db, struct notice *notice, int64_t edited_by);
/* Everything but its code; ERR_CONFLICT if the version moved on. */
MUST_CHECK enum err notice_change(struct db *db, const struct notice *notice, int64_t edited_by);

extern const struct store content_notice_store;

#endif
