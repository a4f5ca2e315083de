/* The table of gateways. See gateway.h. */
#include "gateway.h"

#include <string.h>

#include "core/locale/date.h"

const struct gateway *const gateways[] = { &gateway_payplat, &gateway_vnpay, NULL };

const struct gateway *
gateway_by_name(const char *name)
{
	for (size_t i = 0; gateways[i] != NULL; i++)
		if (strcmp(gateways[i]->name, name) == 0)
			return gateways[i];
	return NULL;
}

const char *
gateway_time(struct arena *arena, int64_t at)
{
	char *text = arena_alloc(arena, COMPACT_SIZE);

	if (moment_compact(at, text))
		text[0] = '\0';
	return text;
}
