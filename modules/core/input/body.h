/*
 * Where a request's body comes from, and its bound. The FastCGI stream in the server, a string in tests.
 */
#ifndef MOTCUA_CORE_INPUT_BODY_H
#define MOTCUA_CORE_INPUT_BODY_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct body {
	/* Up to `size` bytes into `buffer`; 0 at the end. */
	size_t (*read)(void *source, void *buffer, size_t size);
	void *source;
	uint64_t announced; /* CONTENT_LENGTH; 0 without a body */
	uint64_t taken;     /* read so far */
};

/* Reads, never beyond what was announced. */
size_t body_read(struct body *body, void *buffer, size_t size);
/* The whole body. ERR_TOO_LARGE: more than `limit` announced (nothing is read); ERR_INVALID: it ended early. */
enum err body_all(struct body *body, struct arena *arena, size_t limit, struct bytes *ret_bytes) MUST_CHECK;

#endif
