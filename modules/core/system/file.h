/*
 * A small file read whole at start: configuration, secrets, lists. Must not be used for papers of dossiers, which are
 * streamed (domain's file store), nor during a request.
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

#endif
