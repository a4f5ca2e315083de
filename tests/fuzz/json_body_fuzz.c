/* Any bytes as a JSON body: refused, or a flat list of names and values. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/input/pairs.h"
#include "core/memory/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct pairs pairs;

	pairs_init(&pairs, arena);
	if (json_body_parse(&pairs, (const char *)data, size) == OK && pairs_raw(&pairs).count > pairs.count)
		abort();
	arena_free(arena);
	return 0;
}
