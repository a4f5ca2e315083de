/* The product's own texts and an arena, for unit tests of what is told in words: the same ones that the modules read. */
#ifndef MOTCUA_TESTS_UNIT_SUPPORT_TEXTS_H
#define MOTCUA_TESTS_UNIT_SUPPORT_TEXTS_H

#include "core/locale/messages.h"
#include "core/memory/arena.h"

static struct arena *arena;
static struct messages *messages;

static inline int
texts_start(void **state)
{
	struct failure failure = { 0 };

	(void)state;
	arena = arena_new((size_t)256 << 20);
	messages = messages_load(arena, "www/messages", &failure);
	return messages != NULL ? 0 : 1;
}

static inline int
texts_end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#endif
