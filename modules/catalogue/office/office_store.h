/* What the administrator's list reads. */
#ifndef MOTCUA_CATALOGUE_OFFICE_STORE_H
#define MOTCUA_CATALOGUE_OFFICE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { OFFICE_PAGE = 100 };

struct office_row {
	const char *code, *slug, *name, *sector_name, *service_level;
	int64_t version_no;
	int32_t effective_from;
	bool in_force, has_form, has_process, has_rule;
};
/* The procedures whose code is greater than `after` ("" for the first page), at most OFFICE_PAGE; *ret_more: there are
 * further ones. */
MUST_CHECK enum err office_list(
    struct db *db, const char *after, const struct office_row **ret_rows, size_t *ret_count, bool *ret_more);

struct office_publication {
	int64_t published_at, pages, changed_pages;
};
/* The latest; ERR_NOT_FOUND if nothing was ever published. */
MUST_CHECK enum err office_published(struct db *db, struct office_publication *ret_publication);

extern const struct store office_store;

#endif
