/*
 * Declared names: found one by one where there are few, by a hash where a form declares hundreds for hundreds of conditions.
 * See feel.h and feel_tree.h.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/feel/feel_tree.h"

struct feel_name_index {
	size_t slot_mask;
	uint32_t *slots; /* 1 + the place of a name, 0: free */
	const struct feel_name *const
	    *spoken; /* those that are no plain names: only they can be longer than what stands there */
	size_t spoken_count;
};

static size_t
hash_of(const char *name)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return hash ^ hash >> 16;
}

/* Of two with one name the first counts, as where they are looked up one by one. */
void
feel_names_index(struct arena *arena, struct feel_names *names)
{
	struct feel_name_index *index = ARENA_NEW(arena, struct feel_name_index);
	const struct feel_name **spoken = arena_array(arena, names->count + 1, sizeof(*spoken));
	size_t size = 16;

	while (size < 2 * names->count)
		size *= 2;
	index->slot_mask = size - 1;
	index->slots = arena_array(arena, size, sizeof(*index->slots));
	for (size_t i = 0; i < names->count; i++) {
		const char *name = names->items[i].name;
		size_t slot = hash_of(name) & index->slot_mask;

		while (index->slots[slot] != 0)
			slot = (slot + 1) & index->slot_mask;
		index->slots[slot] = (uint32_t)(i + 1);
		if (feel_plain_name(name) != strlen(name))
			spoken[index->spoken_count++] = &names->items[i];
	}
	index->spoken = spoken;
	names->index = index;
}

const struct feel_name *
feel_name_find(const struct feel_names *names, const char *name)
{
	if (names != NULL && names->index != NULL) {
		const struct feel_name_index *index = names->index;

		for (size_t slot = hash_of(name) & index->slot_mask; index->slots[slot] != 0;
		     slot = (slot + 1) & index->slot_mask) {
			size_t at = index->slots[slot] - 1;
			if (at < names->count && strcmp(names->items[at].name, name) == 0)
				return &names->items[at];
		}
		return NULL;
	}
	for (size_t i = 0; names != NULL && i < names->count; i++)
		if (strcmp(names->items[i].name, name) == 0)
			return &names->items[i];
	return NULL;
}

static size_t
longer(const struct feel_name *name, const char *text, size_t longest)
{
	size_t size = strlen(name->name);

	return size > longest && strncmp(text, name->name, size) == 0 && !feel_is_name_part(text[size]) ? size
													: longest;
}

size_t
feel_name_prefix(const struct feel_names *names, const char *text)
{
	size_t longest = 0;

	if (names != NULL && names->index != NULL) {
		for (size_t i = 0; i < names->index->spoken_count; i++)
			longest = longer(names->index->spoken[i], text, longest);
		return longest;
	}
	for (size_t i = 0; names != NULL && i < names->count; i++)
		longest = longer(&names->items[i], text, longest);
	return longest;
}
