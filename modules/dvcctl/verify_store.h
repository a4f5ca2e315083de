/* What a verification reads beside the domain's stores: all rows of files, in batches. */
#ifndef MOTCUA_DVCCTL_VERIFY_STORE_H
#define MOTCUA_DVCCTL_VERIFY_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct db;

struct stored_file {
	int64_t id;
	const char *reference;
	struct bytes sha256;
	int64_t size;
};
/* Up to 1000 files above `after_id`, by id. */
MUST_CHECK enum err stored_files(
    struct db *db, int64_t after_id, const struct stored_file **ret_files, size_t *ret_count);

#endif
