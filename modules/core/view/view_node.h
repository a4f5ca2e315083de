/*
 * How a node of the view tree lies in memory. Only core/view includes this: the tree itself, the template renderer and
 * the JSON writer, which walk it once per request and do without a call per step.
 */
#ifndef MOTCUA_CORE_VIEW_VIEW_NODE_H
#define MOTCUA_CORE_VIEW_VIEW_NODE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/view/view.h"

/* A member that stands for another node; never seen outside core/view. */
enum { VIEW_SHARED = VIEW_LIST + 1 };

struct view_members {
	struct arena *arena;
	struct view *first, *last;
	size_t count;
	struct view **index; /* open addressing by hash, at most half full; NULL while a walk is cheap */
	size_t index_size;   /* a power of two */
};

struct view {
	int kind;      /* enum view_kind or VIEW_SHARED */
	uint32_t hash; /* of the name */
	const char *name;
	struct view *next;
	union {
		const char *text;
		int64_t number; /* int and bool */
		struct view_members *members;
		const struct view *shared;
	} as;
};

/* FNV-1a: short names, no adversary (names are ours, and a walk stays correct whatever they hash to). */
static inline uint32_t
view_hash(const char *name)
{
	uint32_t hash = 2166136261U;

	for (const unsigned char *at = (const unsigned char *)name; *at != '\0'; at++)
		hash = (hash ^ *at) * 16777619U;
	return hash;
}

/* The node that a shared member stands for; any other node is its own value. */
static inline const struct view *
view_value(const struct view *node)
{
	while (node != NULL && node->kind == VIEW_SHARED)
		node = node->as.shared;
	return node;
}

/* As view_find, with the hash known and `object` a value already; the member itself, not what it stands for. */
static inline struct view *
view_member(const struct view *object, const char *name, uint32_t hash)
{
	const struct view_members *members = object->as.members;

	if (members->index != NULL) {
		size_t mask = members->index_size - 1;

		for (size_t slot = hash & mask; members->index[slot] != NULL; slot = (slot + 1) & mask)
			if (members->index[slot]->hash == hash && strcmp(members->index[slot]->name, name) == 0)
				return members->index[slot];
		return NULL;
	}
	for (struct view *member = members->first; member != NULL; member = member->next)
		if (member->hash == hash && strcmp(member->name, name) == 0)
			return member;
	return NULL;
}

#endif
