/* Finding the row of a route table for a path. See route.h. */
#include "core/server/route.h"

#include <string.h>

#include "core/memory/arena.h"

enum { PARTS_MOST = sizeof(((struct route_match *)0)->parts) / sizeof(struct route_part) };

/* One "{name}" at *pattern against *path; both move on. False: there is nothing to match. */
static bool
match_part(const char **pattern, const char **path, struct arena *arena, struct route_match *match)
{
	const char *close = strchr(*pattern, '}');
	size_t name = (size_t)(close - *pattern) - 1;
	bool rest = name > 3 && strncmp(close - 3, "...", 3) == 0;
	size_t size = rest ? strlen(*path) : strcspn(*path, "/");

	if (size == 0 || match->part_count == PARTS_MOST)
		return false;
	match->parts[match->part_count++] = (struct route_part){
		.name = arena_strndup(arena, *pattern + 1, rest ? name - 3 : name),
		.value = arena_strndup(arena, *path, size),
	};
	*pattern = close + 1;
	*path += size;
	return true;
}

static bool
matches(const struct route *route, const char *path, struct arena *arena, struct route_match *match)
{
	const char *pattern = route->path;

	*match = (struct route_match){ .route = route };
	while (*pattern != '\0') {
		if (*pattern == '{') {
			if (!match_part(&pattern, &path, arena, match))
				return false;
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *path == '\0';
}

enum err
route_match(const struct route *const *tables, const size_t *counts, size_t table_count, enum method method,
    const char *path, struct arena *arena, struct route_match *ret_match, unsigned *ret_allowed)
{
	struct route_match match;
	bool found = false;

	*ret_allowed = 0;
	for (size_t t = 0; t < table_count; t++) {
		for (size_t i = 0; i < counts[t]; i++) {
			const struct route *route = &tables[t][i];

			if (!matches(route, path, arena, &match))
				continue;
			*ret_allowed |= 1u << route->method;
			if (route->method == method && (!found || match.part_count < ret_match->part_count)) {
				*ret_match = match;
				found = true;
			}
		}
	}
	if (found)
		return OK;
	return *ret_allowed != 0 ? ERR_INVALID : ERR_NOT_FOUND;
}

const char *
method_name(enum method method)
{
	static const char *const names[METHOD__MAX] = { [GET] = "GET", [POST] = "POST" };

	return method < METHOD__MAX ? names[method] : "?";
}
