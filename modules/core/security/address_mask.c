/* Masking of addresses. See address_mask.h. */
#include "core/security/address_mask.h"

#include <string.h>

#include "core/memory/arena.h"

const char *
address_masked(struct arena *arena, const char *address)
{
	const char *at = strchr(address, '@');
	size_t size = strlen(address);

	if (at != NULL)
		return arena_printf(arena, "%.*s***%s", at - address > 2 ? 2 : 1, address, at);
	return size < 8 ? "***" : arena_printf(arena, "%.3s****%s", address, address + size - 3);
}
