/*
 * Memory of one request (or one job run): allocated piece by piece, given back all at once.
 * Nothing is freed singly and nothing allocated here may be kept past the reset. Not shared between threads.
 */
#ifndef MOTCUA_CORE_MEMORY_ARENA_H
#define MOTCUA_CORE_MEMORY_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

#define ARENA_REQUEST_LIMIT ((size_t)8 << 20) /* bytes; a route may ask for more */

/* A new arena that may grow to `limit` bytes; aborts the process if even the first 64 KiB cannot be had. */
struct arena *arena_new(size_t limit);
/* Resets and gives the arena itself back. NULL is allowed. */
void arena_free(struct arena *arena);
/*
 * One beside `parent`, for work done piece by piece: reset after each piece, freed with the parent's next reset. Over its limit the
 * parent's boundary is where it goes, as if the parent had been exhausted.
 */
struct arena *arena_child(struct arena *parent, size_t limit) __attribute__((returns_nonnull));
/* Runs the deferred calls, newest first, and empties the arena; the first block is kept. */
void arena_reset(struct arena *arena);
/* Changes the limit, in bytes, until the next reset. */
void arena_set_limit(struct arena *arena, size_t limit);
/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *arena);

/*
 * Zeroed memory, aligned for any type; never NULL. Over the limit or out of memory: jumps to the boundary set by
 * arena_guard (the server's request boundary: 413 or 503), or aborts if none is set.
 */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((returns_nonnull, malloc));
/* `count` zeroed elements; an overflowing product counts as over the limit. */
void *arena_array(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* A copy of `text`, NUL included. */
char *arena_strdup(struct arena *arena, const char *text) __attribute__((returns_nonnull));
/* `size` bytes of `text`, NUL added. */
char *arena_strndup(struct arena *arena, const char *text, size_t size) __attribute__((returns_nonnull));
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) __attribute__((returns_nonnull));
char *arena_vprintf(struct arena *arena, const char *format, va_list args) __attribute__((returns_nonnull));

/* Calls `function(object)` at the reset: for what the request must close (an XML document, a temporary file). */
void arena_defer(struct arena *arena, void (*function)(void *object), void *object);

enum arena_exhaustion { ARENA_OVER_LIMIT = 1, ARENA_OUT_OF_MEMORY = 2 };
/* Where to jump on exhaustion, with the value of enum arena_exhaustion; NULL: nowhere. Only core/server, jobs and tests. */
void arena_guard(struct arena *arena, jmp_buf *boundary);

/* A run of bytes that belongs to somebody else; may hold NUL. */
struct bytes {
	const unsigned char *data;
	size_t size;
};
/* One run out of `count` runs, in their order, in the arena. */
struct bytes bytes_join(struct arena *arena, const struct bytes *parts, size_t count);

#endif
