/* An arena with the limit of a request, for unit tests of what one request does. Tests of other limits make their own. */
#ifndef MOTCUA_TESTS_UNIT_SUPPORT_ARENA_H
#define MOTCUA_TESTS_UNIT_SUPPORT_ARENA_H

#include "core/memory/arena.h"

static struct arena *arena;

static inline int
arena_start(void **state)
{
	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT);
	return 0;
}

static inline int
arena_end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#endif
