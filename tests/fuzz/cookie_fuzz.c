/* Any text as a Cookie header: names are tokens, values end before a semicolon, the number is bounded. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/server/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct request request = { .cookie_count = 0 };

	request_cookies_parse(arena, arena_strndup(arena, size > 0 ? (const char *)data : "", size), &request);
	if (request.cookie_count > REQUEST_COOKIES_MOST)
		abort();
	for (size_t i = 0; i < request.cookie_count; i++) {
		const struct cookie *cookie = &request.cookies[i];

		if (cookie->name[0] == '\0' || strpbrk(cookie->name, "=; \t") != NULL ||
		    strchr(cookie->value, ';') != NULL)
			abort();
		if (request_cookie(&request, cookie->name) == NULL)
			abort();
	}
	arena_free(arena);
	return 0;
}
