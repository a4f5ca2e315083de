/* The file of current interruptions. See current_notices.h. */
#include "domain/site/current_notices.h"

#include <stddef.h>
#include <stdio.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "core/view/url.h"
#include "core/view/view.h"

enum { FILE_MOST = 8 * 1024, NOTICES_MOST = 5 };

static void
forget(void *object)
{
	json_decref(object);
}

/* The file as JSON, NULL if there is none. What publishing writes is smaller than FILE_MOST: one read is all of it. */
static json_t *
read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rbe");
	char *text;
	size_t size;

	if (file == NULL)
		return NULL;
	text = arena_alloc(arena, FILE_MOST);
	size = fread(text, 1, FILE_MOST, file);
	(void)fclose(file);
	return json_loadb(text, size, 0, NULL);
}

static void
add_item(struct view *list, const json_t *notice)
{
	const char *label = json_string_value(json_object_get(notice, "label"));
	const char *url = json_string_value(json_object_get(notice, "url"));
	const char *until = json_string_value(json_object_get(notice, "until"));
	struct view *item;

	if (label == NULL || until == NULL || url == NULL || !url_is_local(url))
		return;
	item = view_item(list);
	view_text(item, "label", label);
	view_url(item, "url", url);
	view_text(item, "until", until);
}

void
current_notices_add(struct arena *arena, const char *published, struct view *shell)
{
	json_t *root = read_file(arena, arena_printf(arena, "%s/current/" CURRENT_NOTICES_FILE, published));
	const json_t *items = json_object_get(json_object_get(root, "notices"), "items");
	struct view *list;

	view_text(shell, "notices", NULL);
	if (root == NULL)
		return;
	arena_defer(arena, forget, root);
	if (json_array_size(items) == 0)
		return;
	list = view_list(view_child(shell, "notices"), "items");
	for (size_t i = 0; i < json_array_size(items) && i < NOTICES_MOST; i++)
		add_item(list, json_array_get(items, i));
}
