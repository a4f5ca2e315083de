/*
 * Removing files that never became part of a dossier: the row first, the bytes after its commit, so that a row never
 * points to nothing. For submission, whose drafts expire, and for whoever keeps an upload before the act that wants it.
 */
#ifndef MOTCUA_DOMAIN_FILE_FILE_REMOVE_STORE_H
#define MOTCUA_DOMAIN_FILE_FILE_REMOVE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct file;

/* Deletes the row. ERR_CONFLICT: the file is not, or no longer, that owner's. */
MUST_CHECK enum err file_forget(struct db *db, int64_t id, const char *owner_kind, int64_t owner_id);
/* Deletes the bytes, after the row's deletion was committed; that they are gone already is no error. */
void file_erase(struct arena *arena, const char *folder, const char *reference);

/* Both, for a file that was kept and then not wanted (a button pressed twice); that it cannot be done is only logged. */
void file_drop(
    struct db *db, struct arena *arena, const char *folder, int64_t id, const char *owner_kind, int64_t owner_id);

/* Files of that kind of owner kept before `before`, of which nothing became: at most 50, only id, reference, owner_id. */
MUST_CHECK enum err files_left(
    struct db *db, const char *owner_kind, int64_t before, const struct file **ret_files, size_t *ret_count);

extern const struct store file_remove_store;

#endif
