/* Reading a body within its announced length. See body.h. */
#include "core/input/body.h"

size_t
body_read(struct body *body, void *buffer, size_t size)
{
	uint64_t left = body->announced - body->taken;
	size_t got;

	if (size > left)
		size = (size_t)left;
	if (size == 0)
		return 0;
	got = body->read(body->source, buffer, size);
	body->taken += got;
	return got;
}

enum err
body_all(struct body *body, struct arena *arena, size_t limit, struct bytes *ret_bytes)
{
	unsigned char *data;
	size_t size = 0;

	if (body->announced > limit)
		return ERR_TOO_LARGE;
	data = arena_alloc(arena, (size_t)body->announced + 1);
	while (size < body->announced) {
		size_t got = body_read(body, data + size, (size_t)body->announced - size);

		if (got == 0)
			return ERR_INVALID;
		size += got;
	}
	*ret_bytes = (struct bytes){ data, size };
	return OK;
}
