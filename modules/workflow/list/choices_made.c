/* Choices that were made. See choices_made.h. */
#include "list/choices_made.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/view.h"

enum { FIRST_ROOM = 256, JSON_BYTES_MAX = 4 << 20 };

struct choice_made {
	const char *list, *value;
};

static int
by_choice(const void *a, const void *b)
{
	const struct choice_made *x = a, *y = b;
	const int lists = strcmp(x->list, y->list);

	return lists != 0 ? lists : strcmp(x->value, y->value);
}

/* Sorted, each once. */
static void
settle(struct choices_made *made)
{
	size_t kept = 0;

	if (made->count > 0)
		qsort(made->items, made->count, sizeof(*made->items), by_choice);
	for (size_t i = 0; i < made->count; i++)
		if (kept == 0 || by_choice(&made->items[kept - 1], &made->items[i]) != 0)
			made->items[kept++] = made->items[i];
	made->count = kept;
}

/* What is there twice makes room before more memory does. */
static void
make_room(struct arena *arena, struct choices_made *made)
{
	struct choice_made *items;

	settle(made);
	if (2 * made->count < made->room)
		return;
	made->room = made->room > 0 ? 2 * made->room : FIRST_ROOM;
	items = arena_array(arena, made->room, sizeof(*items));
	if (made->count > 0)
		memcpy(items, made->items, made->count * sizeof(*items));
	made->items = items;
}

void
choices_made_add(struct arena *arena, struct choices_made *made, const char *list, const char *value)
{
	char *rest = strchr(value, ',') != NULL ? arena_strdup(arena, value) : NULL, *one;

	if (rest != NULL) {
		while ((one = strsep(&rest, ",")) != NULL)
			choices_made_add(arena, made, list, one);
		return;
	}
	if (made->count == made->room)
		make_room(arena, made);
	made->items[made->count++] = (struct choice_made){ list, value };
}

enum err
choices_made_json(struct arena *arena, struct choices_made *made, size_t most, const char **ret_json)
{
	struct view *list = view_list(view_object(arena), "made");
	struct buffer out;

	settle(made);
	if (made->count > most)
		return ERR_TOO_LARGE;
	for (size_t i = 0; i < made->count; i++) {
		struct view *item = view_item(list);

		view_text(item, "list", made->items[i].list);
		view_text(item, "value", made->items[i].value);
	}
	buffer_init(&out, arena, JSON_BYTES_MAX);
	json_write(&out, list);
	*ret_json = out.data;
	return out.full ? ERR_TOO_LARGE : OK;
}
