/* Agencies as a tree of any depth, as it stood on one day. Pure. */
#ifndef MOTCUA_CATALOGUE_AGENCY_TREE_H
#define MOTCUA_CATALOGUE_AGENCY_TREE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct agency_node {
	int64_t id, parent_id; /* DB_NULL_INT at the top */
	const char *code, *name, *tier, *slug;
	int32_t valid_from, valid_to;
	const char *successors; /* their names, NULL: none */
	const char *former;     /* what it is called today, where that differs; NULL: the same */
};

struct agency_place {
	const struct agency_node *node;
	size_t depth; /* 0 at the top */
};

/*
 * Depth first, below each agency its own in the order given. One whose parent is not among them stands at the top. Every
 * agency comes once, whatever the parents say. `count` places come back.
 */
const struct agency_place *tree_order(struct arena *arena, const struct agency_node *nodes, size_t count);

#endif
