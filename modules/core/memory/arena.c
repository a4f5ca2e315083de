/* The request's memory: a list of blocks, bumped from the newest. See arena.h. */
#include "core/memory/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024 };

struct block {
	struct block *older;
	size_t size, used;
	alignas(max_align_t) unsigned char data[];
};

struct deferred {
	struct deferred *older;
	void (*function)(void *object);
	void *object;
};

struct arena {
	struct block *newest, *first;
	struct deferred *deferred;
	size_t limit, first_limit, used;
	jmp_buf *boundary;
};

static struct block *
block_new(size_t size)
{
	struct block *block = calloc(1, sizeof(*block) + size);

	if (block != NULL)
		block->size = size;
	return block;
}

struct arena *
arena_new(size_t limit)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (arena == NULL || (arena->first = block_new(FIRST_BLOCK)) == NULL) {
		(void)fputs("arena: no memory for the first block\n", stderr);
		abort();
	}
	arena->newest = arena->first;
	arena->limit = arena->first_limit = limit;
	return arena;
}

void
arena_reset(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->older;
		deferred->function(deferred->object);
	}
	while (arena->newest != arena->first) {
		struct block *block = arena->newest;

		arena->newest = block->older;
		free(block);
	}
	memset(arena->first->data, 0, arena->first->used);
	arena->first->used = 0;
	arena->used = 0;
	arena->limit = arena->first_limit;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_reset(arena);
	free(arena->first);
	free(arena);
}

static void
free_child(void *arena)
{
	arena_free(arena);
}

struct arena *
arena_child(struct arena *parent, size_t limit)
{
	struct arena *child = arena_new(limit);

	child->boundary = parent->boundary;
	arena_defer(parent, free_child, child);
	return child;
}

void
arena_set_limit(struct arena *arena, size_t limit)
{
	arena->limit = limit;
}

size_t
arena_used(const struct arena *arena)
{
	return arena->used;
}

void
arena_guard(struct arena *arena, jmp_buf *boundary)
{
	arena->boundary = boundary;
}

static _Noreturn void
exhausted(struct arena *arena, enum arena_exhaustion reason)
{
	if (arena->boundary != NULL)
		longjmp(*arena->boundary, (int)reason);
	(void)fputs(reason == ARENA_OVER_LIMIT ? "arena: over its limit\n" : "arena: out of memory\n", stderr);
	abort();
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct block *block = arena->newest;
	unsigned char *memory;

	if (size > arena->limit || arena->used > arena->limit - size)
		exhausted(arena, ARENA_OVER_LIMIT);
	size = size == 0 ? align : (size + align - 1) / align * align;
	if (block->size - block->used < size) {
		size_t wanted = block->size * 2 > (size_t)1 << 20 ? (size_t)1 << 20 : block->size * 2;

		block = block_new(wanted > size ? wanted : size);
		if (block == NULL)
			exhausted(arena, ARENA_OUT_OF_MEMORY);
		block->older = arena->newest;
		arena->newest = block;
	}
	memory = block->data + block->used;
	block->used += size;
	arena->used += size;
	return memory;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		exhausted(arena, ARENA_OVER_LIMIT);
	return arena_alloc(arena, total);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t size)
{
	char *copy = arena_alloc(arena, size + 1);

	memcpy(copy, text, size);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *
arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text;
	int size;

	va_copy(again, args);
	size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size < 0)
		exhausted(arena, ARENA_OVER_LIMIT);
	text = arena_alloc(arena, (size_t)size + 1);
	(void)vsnprintf(text, (size_t)size + 1, format, args);
	return text;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void
arena_defer(struct arena *arena, void (*function)(void *object), void *object)
{
	struct deferred *deferred = ARENA_NEW(arena, struct deferred);

	deferred->older = arena->deferred;
	deferred->function = function;
	deferred->object = object;
	arena->deferred = deferred;
}

struct bytes
bytes_join(struct arena *arena, const struct bytes *parts, size_t count)
{
	unsigned char *joined, *at;
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += parts[i].size;
	at = joined = arena_alloc(arena, size + 1);
	for (size_t i = 0; i < count; at += parts[i].size, i++)
		if (parts[i].size > 0)
			memcpy(at, parts[i].data, parts[i].size);
	return (struct bytes){ joined, size };
}
