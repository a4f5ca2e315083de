/* Any text as a path: at most one row matches, and its parts put back into the pattern give the path. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/server/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct route routes[] = {
	{ GET, "/ho-so" },
	{ GET, "/ho-so/{code}" },
	{ GET, "/ho-so/moi" },
	{ POST, "/ho-so/{code}/tiep-nhan" },
	{ GET, "/ho-so/{code}/tep/{file}" },
	{ GET, "/tai-lieu/{path...}" },
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct route *const tables[] = { routes };
	static const size_t counts[] = { sizeof(routes) / sizeof(routes[0]) };
	struct arena *arena = arena_new((size_t)64 << 20);
	const char *path = arena_strndup(arena, size > 0 ? (const char *)data : "", size);
	struct route_match match;
	unsigned allowed;

	if (route_match(tables, counts, 1, GET, path, arena, &match, &allowed) == OK) {
		size_t length = strlen(match.route->path);

		for (size_t i = 0; i < match.part_count; i++) {
			bool rest = strstr(match.route->path, "...}") != NULL;

			if (match.parts[i].value[0] == '\0' || (!rest && strchr(match.parts[i].value, '/') != NULL))
				abort();
			length += strlen(match.parts[i].value) - strlen(match.parts[i].name) - (rest ? 5 : 2);
		}
		if (length != strlen(path))
			abort();
	}
	arena_free(arena);
	return 0;
}
