/*
 * A file that came with a form: already on disk under a random name, counted, hashed and sniffed.
 * It is removed at the end of the request unless somebody keeps it.
 */
#ifndef MOTCUA_CORE_INPUT_UPLOAD_H
#define MOTCUA_CORE_INPUT_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct upload {
	const char *path; /* the temporary file, mode 0640 */
	const char
	    *name; /* as the person's device called it: UTF-8, NFC, no path, no control character; for display only */
	const char *type; /* what libmagic saw in its first bytes, "application/pdf"; never what the client claimed */
	int64_t size;     /* bytes */
	unsigned char sha256[32];
	bool kept;
};

struct uploads {
	struct upload *const *items;
	size_t count;
};

/*
 * Moves the file to `path` (same file system: rename and fsync of file and folder, or copied) and leaves it there.
 * ERR_CONFLICT: something is there already; ERR_UNAVAILABLE: disk full or unreachable.
 */
enum err upload_keep(struct upload *upload, const char *path) MUST_CHECK;

/*
 * What an upload of these bytes would have as its type, for files that came some other way (in an archive). Valid until the
 * next call of the same thread.
 */
const char *bytes_type(struct bytes bytes);

#endif
