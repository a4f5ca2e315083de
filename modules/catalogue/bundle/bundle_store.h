/* Bundles that were brought here, with their bytes while they wait. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_STORE_H
#define MOTCUA_CATALOGUE_BUNDLE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

enum { BUNDLE_UPLOADS_SHOWN = 50 };

struct bundle_upload {
	int64_t id;
	const char *code, *file_name, *signer, *province;
	int64_t procedures;
	const char *state; /* waiting, applied, abandoned */
	int64_t officer_id;
	const char *officer_name;
	int64_t created_at, version;
};

/* With its bytes; in the caller's transaction. */
MUST_CHECK enum err bundle_upload_add(struct db *db, const struct bundle_upload *upload, struct bytes content);
MUST_CHECK enum err bundle_upload_by_code(struct db *db, const char *code, struct bundle_upload *ret_upload);
/* Newest first, at most BUNDLE_UPLOADS_SHOWN. */
MUST_CHECK enum err bundle_uploads(struct db *db, const struct bundle_upload **ret_uploads, size_t *ret_count);
MUST_CHECK enum err bundle_upload_content(struct db *db, struct arena *arena, int64_t id, struct bytes *ret_content);
/* It waits no more, and its bytes go. ERR_CONFLICT: it moved on from `version`. In the caller's transaction. */
MUST_CHECK enum err bundle_upload_decide(struct db *db, int64_t id, int64_t version, const char *state, int64_t now);

extern const struct store bundle_store;

#endif
