/*
 * Files: bytes on disk under the configured folder, one row each. The file is on disk and synced before its row
 * exists; a row never points to nothing. Used by submission, workflow and payment.
 */
#ifndef MOTCUA_DOMAIN_FILE_FILE_STORE_H
#define MOTCUA_DOMAIN_FILE_FILE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/upload.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

struct file {
	int64_t id;
	const char *reference; /* what pages and addresses call it by: 32 hexadecimal digits */
	struct bytes sha256;
	int64_t size; /* bytes */
	const char *media_type, *name;
	const char *scan;       /* not_scanned, clean, suspect */
	const char *owner_kind; /* draft, dossier, result */
	int64_t owner_id;
	int64_t created_at;
	const char *created_by_kind;
	int64_t created_by;
};

/* Whose file it is to be and who brings it. */
struct file_owner {
	const char *kind;
	int64_t id;
	const char *by_kind; /* citizen, officer, system */
	int64_t by;
};

/*
 * Moves an upload into the store and writes its row. `folder`: config->files. Not within a function that
 * db_transaction may run again: after the first run the upload is no longer where it was.
 */
MUST_CHECK enum err file_keep(struct db *db, struct arena *arena, const char *folder, struct upload *upload,
    const struct file_owner *owner, int64_t now, int64_t *ret_id);
/* The same for bytes made here (a printed form, a result). */
MUST_CHECK enum err file_write(struct db *db, struct arena *arena, const char *folder, struct bytes content,
    const char *name, const char *media_type, const struct file_owner *owner, int64_t now, int64_t *ret_id);

/* ERR_NOT_FOUND if unknown; who may see it is the caller's to decide by its owner. */
MUST_CHECK enum err file_by_reference(struct db *db, const char *reference, struct file *ret_file);
MUST_CHECK enum err file_by_id(struct db *db, int64_t id, struct file *ret_file);
MUST_CHECK enum err files_of(
    struct db *db, const char *owner_kind, int64_t owner_id, const struct file **ret_files, size_t *ret_count);
/* Hands a file over: from a draft to the dossier that was made of it. ERR_CONFLICT if it is not the draft's. */
MUST_CHECK enum err file_give(
    struct db *db, int64_t id, const char *from_kind, int64_t from_id, const char *to_kind, int64_t to_id);

/* Where it lies below the folder: "3f/9a/3f9a...". For respond_file. */
const char *file_path(struct arena *arena, const char *reference);

extern const struct store file_store;

#endif
