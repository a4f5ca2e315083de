/* The writing side of an upload, for the multipart reader only. Files vanish at the arena's reset unless kept. */
#ifndef MOTCUA_CORE_INPUT_UPLOAD_WRITE_H
#define MOTCUA_CORE_INPUT_UPLOAD_WRITE_H

#include <stddef.h>

#include <openssl/types.h>

#include "core/err.h"
#include "core/input/upload.h"

struct arena;

struct upload_writer {
	struct upload upload;
	int fd;
	EVP_MD_CTX *digest;
};

/* A new temporary file in `folder` (NULL: TMPDIR or /tmp). ERR_UNAVAILABLE: it cannot be made. */
enum err upload_open(
    struct arena *arena, const char *folder, struct upload_writer **ret_writer, struct failure *failure) MUST_CHECK;
enum err upload_write(struct upload_writer *writer, const void *data, size_t size, struct failure *failure) MUST_CHECK;
/* Hash, type, fsync. */
enum err upload_finish(struct upload_writer *writer, struct arena *arena, struct failure *failure) MUST_CHECK;

#endif
