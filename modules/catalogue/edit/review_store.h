/* Remarks on sections of a version (kind `comment` in its history): read and added, never changed. */
#ifndef MOTCUA_CATALOGUE_REVIEW_STORE_H
#define MOTCUA_CATALOGUE_REVIEW_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct review_remark {
	const char *section, *note;
	const char *officer_name;
	int64_t at;
};
/* In the order in which they were made; at most 500. */
MUST_CHECK enum err review_remarks(
    struct db *db, int64_t version_id, const struct review_remark **ret_remarks, size_t *ret_count);
MUST_CHECK enum err review_remark_add(
    struct db *db, int64_t version_id, const char *section, const char *note, int64_t officer_id, int64_t now);

extern const struct store review_store;

#endif
