/* Any bytes as a multipart body with the boundary "b", read in pieces of the length that the first byte says. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/input/body.h"
#include "core/input/multipart.h"
#include "core/input/pairs.h"
#include "core/memory/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
	const uint8_t *data;
	size_t left, step;
};

static size_t
read_piece(void *from, void *buffer, size_t size)
{
	struct source *source = from;

	size = size > source->step ? source->step : size;
	size = size > source->left ? source->left : size;
	memcpy(buffer, source->data, size);
	source->data += size;
	source->left -= size;
	return size;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct multipart_rules rules = { .file_size = 1000 };
	struct arena *arena = arena_new((size_t)256 << 20);
	struct failure failure = { 0 };
	struct source source;
	struct body body = { .read = read_piece, .source = &source };
	struct pairs pairs;

	if (size > 0) {
		source = (struct source){ data + 1, size - 1, (size_t)data[0] + 1 };
		body.announced = size - 1;
		pairs_init(&pairs, arena);
		if (multipart_parse(&pairs, &body, "multipart/form-data; boundary=b", &rules, &failure) == OK &&
		    body.taken != body.announced)
			abort();
	}
	arena_free(arena);
	return 0;
}
