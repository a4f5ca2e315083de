/*
 * Fuzz entry: any bytes as a bundle. Nobody's signature is trusted, so none may open; the archive and the manifest behind the
 * signature are read all the same, and what is read must be written and read again as the same.
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle.h"
#include "core/memory/arena.h"

static void
try_members(struct arena *arena, const struct tar_members *members)
{
	struct tar_members again;
	struct tar_fault fault;
	struct bytes archive;

	if (tar_write(arena, members, &archive) != OK)
		return;
	if (tar_read(arena, archive, &again, &fault) != OK || again.count != members->count)
		abort();
	for (size_t i = 0; i < again.count; i++)
		if (strcmp(again.items[i].name, members->items[i].name) != 0 ||
		    again.items[i].content.size != members->items[i].content.size ||
		    memcmp(again.items[i].content.data, members->items[i].content.data, again.items[i].content.size) !=
			0)
			abort();
}

static void
try_input(struct arena *arena, struct bytes archive)
{
	const struct bundle_keys nobody = { NULL, 0 };
	struct record_fault what = { NULL, NULL };
	struct bundle_manifest manifest;
	const struct tar_member *member;
	struct tar_members members;
	struct tar_fault fault = { NULL, NULL };
	struct bundle bundle;

	if (bundle_open(arena, archive, &nobody, &bundle, &fault) == OK || fault.reason == NULL)
		abort();
	if (tar_read(arena, archive, &members, &fault) != OK)
		return;
	try_members(arena, &members);
	member = tar_find(&members, BUNDLE_MANIFEST);
	if (member != NULL)
		(void)record_read(
		    arena, member->content.data, member->content.size, &bundle_manifest_table, &manifest, &what);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		try_input(arena, (struct bytes){ data, size });
	}
	arena_free(arena);
	return 0;
}
