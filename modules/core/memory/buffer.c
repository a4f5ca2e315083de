/* Bounded growing buffer over an arena. See buffer.h. */
#include "core/memory/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/memory/arena.h"

enum { FIRST_CAPACITY = 256 };

void
buffer_init(struct buffer *buffer, struct arena *arena, size_t limit)
{
	*buffer = (struct buffer){ .arena = arena, .limit = limit };
	buffer->capacity = limit < FIRST_CAPACITY ? limit : FIRST_CAPACITY;
	buffer->data = arena_alloc(arena, buffer->capacity + 1);
}

static bool
reserve(struct buffer *buffer, size_t more)
{
	size_t capacity = buffer->capacity;
	char *data;

	if (buffer->full || more > buffer->limit - buffer->size) {
		buffer->full = true;
		return false;
	}
	if (more <= capacity - buffer->size)
		return true;
	while (capacity - buffer->size < more)
		capacity = capacity > buffer->limit / 2 ? buffer->limit : capacity * 2;
	data = arena_alloc(buffer->arena, capacity + 1);
	memcpy(data, buffer->data, buffer->size);
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

void
buffer_add(struct buffer *buffer, const void *bytes, size_t size)
{
	if (size == 0 || !reserve(buffer, size))
		return;
	memcpy(buffer->data + buffer->size, bytes, size);
	buffer->size += size;
	buffer->data[buffer->size] = '\0';
}

void
buffer_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void
buffer_char(struct buffer *buffer, char character)
{
	buffer_add(buffer, &character, 1);
}

void
buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list args;
	int size;

	va_start(args, format);
	size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (size < 0 || !reserve(buffer, (size_t)size))
		return;
	va_start(args, format);
	(void)vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, args);
	va_end(args);
	buffer->size += (size_t)size;
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->size = 0;
	buffer->full = false;
	buffer->data[0] = '\0';
}
