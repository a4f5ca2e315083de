/* The list of names and values. See pairs.h. */
#include "core/input/pairs.h"

#include <string.h>

#include "core/input/text.h"

void
pairs_init(struct pairs *pairs, struct arena *arena)
{
	*pairs = (struct pairs){ .arena = arena };
	pairs->last = &pairs->first;
}

static bool
is_name(const char *name, size_t size)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

	if (size == 0 || size > PAIR_NAME_MOST)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (name[i] == '\0' || strchr(allowed, name[i]) == NULL)
			return false;
	}
	return true;
}

enum err
pairs_add(struct pairs *pairs, enum field_source from, const char *name, size_t name_size, struct bytes value,
    struct pair **ret_pair)
{
	struct pair *pair;

	if (!is_name(name, name_size))
		return ERR_INVALID;
	if (pairs->count >= PAIRS_MOST)
		return ERR_TOO_LARGE;
	pair = ARENA_NEW(pairs->arena, struct pair);
	pair->name = arena_strndup(pairs->arena, name, name_size);
	pair->value = value;
	pair->from = from;
	*pairs->last = pair;
	pairs->last = &pair->next;
	pairs->count++;
	if (ret_pair != NULL)
		*ret_pair = pair;
	return OK;
}

struct pair *
pairs_find(const struct pairs *pairs, enum field_source from, const char *name)
{
	struct pair *pair = pairs->first;

	while (pair != NULL && (pair->taken || pair->from != from || strcmp(pair->name, name) != 0))
		pair = pair->next;
	return pair;
}

static void
remove_named(struct pairs *pairs, enum field_source from, const char *name)
{
	struct pair **link = &pairs->first;

	while (*link != NULL) {
		if ((*link)->from == from && strcmp((*link)->name, name) == 0) {
			*link = (*link)->next;
			pairs->count--;
		} else {
			link = &(*link)->next;
		}
	}
	pairs->last = link;
}

const char *
pairs_take_text(struct pairs *pairs, enum field_source from, const char *name)
{
	struct pair *pair = pairs_find(pairs, from, name);
	const char *text = NULL;
	bool once;

	if (pair == NULL)
		return NULL;
	pair->taken = true;
	once = pairs_find(pairs, from, name) == NULL;
	remove_named(pairs, from, name);
	if (!once || pair->file != NULL || pair->fault != NULL || text_clean(pairs->arena, pair->value, false, &text))
		return NULL;
	return text;
}

struct input_raw
pairs_raw(const struct pairs *pairs)
{
	struct input_pair *items = arena_array(pairs->arena, pairs->count + 1, sizeof(*items));
	size_t count = 0;

	for (const struct pair *pair = pairs->first; pair != NULL; pair = pair->next) {
		struct input_pair *item = &items[count];

		item->name = pair->name;
		item->file = pair->file;
		if (pair->file != NULL ||
		    (pair->fault == NULL && text_clean(pairs->arena, pair->value, true, &item->value) == OK))
			count++;
	}
	return (struct input_raw){ items, count };
}

const char *
input_raw_text(const struct input_raw *raw, const char *name)
{
	for (size_t i = 0; raw != NULL && i < raw->count; i++) {
		if (raw->pairs[i].value != NULL && strcmp(raw->pairs[i].name, name) == 0)
			return raw->pairs[i].value;
	}
	return NULL;
}
