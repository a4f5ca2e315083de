/*
 * Small files read whole at start (configuration, secrets, lists; never papers of dossiers, which are streamed, nor
 * during a request), what a command was asked to write, and the folder entry of a file made durable.
 */
#ifndef MOTCUA_CORE_SYSTEM_FILE_H
#define MOTCUA_CORE_SYSTEM_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

/*
 * Reads a regular file of at most `limit` bytes; a NUL follows the bytes. ERR_TOO_LARGE over the limit, ERR_NOT_FOUND
 * if there is none, ERR_INTERNAL if it cannot be read. `secret`: ERR_FORBIDDEN if others may read it.
 */
MUST_CHECK enum err file_read(
    struct arena *arena, const char *path, size_t limit, bool secret, struct bytes *content, struct failure *failure);

/*
 * Writes the bytes to `path`, over what was there. ERR_UNAVAILABLE if they are not all written; what is there then is
 * no whole file.
 */
MUST_CHECK enum err file_save(const char *path, struct bytes content, struct failure *failure);

/*
 * Puts the entry of `path` in its folder on disk: a file that was made, linked or renamed is not safe before, however
 * well its content is. ERR_UNAVAILABLE if it cannot be.
 */
MUST_CHECK enum err file_sync_entry(const char *path);

#endif
