/* From parents to a depth-first order. See tree.h. */
#include "agency/tree.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/memory/arena.h"

/* Agencies by id, and for each the first one below it and the next one beside it. */
struct link {
	int64_t id;
	size_t index;
};

struct ordering {
	const struct agency_node *nodes;
	size_t count;
	const struct link *by_id;
	size_t *first, *next; /* `count`: none */
	bool *placed;
	struct agency_place *places;
	size_t done;
};

static int
compare_links(const void *one, const void *other)
{
	int64_t a = ((const struct link *)one)->id, b = ((const struct link *)other)->id;

	return (a > b) - (a < b);
}

static size_t
index_of(const struct ordering *o, int64_t id)
{
	const struct link wanted = { .id = id };
	const struct link *found = bsearch(&wanted, o->by_id, o->count, sizeof(*o->by_id), compare_links);

	return found != NULL ? found->index : o->count;
}

/* Walks down with a stack of its own: what stands next beside each agency on the way. */
static void
place_below(struct ordering *o, size_t *stack, size_t top_index)
{
	size_t depth = 0;

	stack[0] = top_index;
	for (;;) {
		const size_t at = stack[depth];

		if (at == o->count || o->placed[at]) {
			if (depth == 0)
				return;
			depth--;
			stack[depth] = depth == 0 ? o->count : o->next[stack[depth]];
			continue;
		}
		o->placed[at] = true;
		o->places[o->done++] = (struct agency_place){ &o->nodes[at], depth };
		if (o->first[at] != o->count)
			stack[++depth] = o->first[at];
		else
			stack[depth] = depth == 0 ? o->count : o->next[at];
	}
}

const struct agency_place *
tree_order(struct arena *arena, const struct agency_node *nodes, size_t count)
{
	struct link *by_id = arena_array(arena, count + 1, sizeof(*by_id));
	size_t *stack = arena_array(arena, count + 2, sizeof(*stack));
	struct ordering o = { .nodes = nodes, .count = count, .by_id = by_id };

	o.first = arena_array(arena, count + 1, sizeof(*o.first));
	o.next = arena_array(arena, count + 1, sizeof(*o.next));
	o.placed = arena_array(arena, count + 1, sizeof(*o.placed));
	o.places = arena_array(arena, count + 1, sizeof(*o.places));
	for (size_t i = 0; i < count; i++) {
		by_id[i] = (struct link){ nodes[i].id, i };
		o.first[i] = o.next[i] = count;
	}
	qsort(by_id, count, sizeof(*by_id), compare_links);
	for (size_t i = count; i > 0; i--) {
		const size_t parent = index_of(&o, nodes[i - 1].parent_id);

		if (parent == count)
			continue;
		o.next[i - 1] = o.first[parent];
		o.first[parent] = i - 1;
	}
	for (size_t i = 0; i < count; i++)
		if (index_of(&o, nodes[i].parent_id) == count)
			place_below(&o, stack, i);
	/* What is left stands in a circle: shown all the same. */
	for (size_t i = 0; i < count; i++)
		if (!o.placed[i])
			place_below(&o, stack, i);
	return o.places;
}
