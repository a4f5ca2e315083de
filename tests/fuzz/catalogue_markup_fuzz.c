/* Any text as CommonMark: the reader stays within its memory and its depth, and every link it lets through may be followed. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "content/address.h"
#include "content/markup.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/view/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MOST = 40000, WORDS_MOST = 100, BLOCKS_DEPTH = 2 * MARKUP_DEPTH + 4 };

/* What a contract rules out has happened. */
static void
demand(bool holds)
{
	if (!holds)
		abort();
}

/* Every url below the node is an allowed one; blocks are no deeper than promised. */
static void
check(const struct view *node, int depth)
{
	const char *name = view_name(node);

	demand(depth <= 3 * BLOCKS_DEPTH);
	if (name != NULL && strcmp(name, "url") == 0 && view_kind(node) == VIEW_URL)
		demand(address_is_allowed(view_as_text(node)));
	for (const struct view *child = view_first(node); child != NULL; child = view_next(child))
		check(child, depth + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	const char *text = arena_strndup(arena, size > 0 ? (const char *)data : "", size);
	struct view *root = view_object(arena);

	/* Fields let only such text in. */
	if (size <= TEXT_MOST && utf8_clean(text, size, UTF8_TEXT)) {
		markup_view(arena, root, text, 2);
		check(root, 0);
		demand(strlen(markup_words(arena, text, WORDS_MOST)) <= WORDS_MOST + strlen("..."));
	}
	arena_free(arena);
	return 0;
}
