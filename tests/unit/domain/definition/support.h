/* Files and worked answers for the tests of definitions. */
#ifndef MOTCUA_TESTS_DEFINITION_SUPPORT_H
#define MOTCUA_TESTS_DEFINITION_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"

/* The whole file with a NUL after it, or NULL if it cannot be read. */
static inline char *
file_text(struct arena *arena, const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "rb");
	char *text;

	if (file == NULL)
		return NULL;
	text = arena_alloc(arena, 300 * 1024);
	*ret_size = fread(text, 1, 300 * 1024 - 1, file);
	fclose(file);
	return text;
}

#endif
