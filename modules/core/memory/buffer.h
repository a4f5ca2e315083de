/*
 * Text or bytes that grow, in an arena, up to a stated bound. Past the bound nothing more is added and `full` is set:
 * the owner checks it once at the end. The content is always NUL-terminated (the NUL is not counted).
 */
#ifndef MOTCUA_CORE_MEMORY_BUFFER_H
#define MOTCUA_CORE_MEMORY_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;

struct buffer {
	struct arena *arena;
	char *data; /* never NULL after buffer_init */
	size_t size, capacity, limit;
	bool full; /* something did not fit and was left out */
};

/* `limit`: bytes the content may reach. */
void buffer_init(struct buffer *buffer, struct arena *arena, size_t limit);
/* All of it or nothing is added. */
void buffer_add(struct buffer *buffer, const void *bytes, size_t size);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_char(struct buffer *buffer, char character);
void buffer_printf(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
/* Empties the content, keeps the memory, clears `full`. */
void buffer_clear(struct buffer *buffer);

#endif
