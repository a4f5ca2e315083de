/* The view tree: nodes in an arena, members in order, an index over large objects. See view.h. */
#include "core/view/view.h"

#include <assert.h>
#include <stdlib.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/url.h"
#include "core/view/view_html.h"
#include "core/view/view_node.h"

enum { WALK_AT_MOST = 16, NAME_MAX_SIZE = 128 };

static void
node_become_container(struct view *node, enum view_kind kind, struct arena *arena)
{
	node->kind = (int)kind;
	node->as.members = ARENA_NEW(arena, struct view_members);
	node->as.members->arena = arena;
}

static void
index_put(struct view_members *members, struct view *member)
{
	size_t mask = members->index_size - 1, slot = member->hash & mask;

	while (members->index[slot] != NULL)
		slot = (slot + 1) & mask;
	members->index[slot] = member;
}

static void
index_grow(struct view_members *members)
{
	members->index_size = members->index_size == 0 ? (size_t)WALK_AT_MOST * 4 : members->index_size * 2;
	members->index = arena_array(members->arena, members->index_size, sizeof(struct view *));
	for (struct view *member = members->first; member != NULL; member = member->next)
		index_put(members, member);
}

static struct view *
append(struct view_members *members)
{
	struct view *member = ARENA_NEW(members->arena, struct view);

	if (members->last == NULL)
		members->first = member;
	else
		members->last->next = member;
	members->last = member;
	members->count++;
	return member;
}

/* The member of that name, emptied if it was there. */
static struct view *
member_for(struct view *object, const char *name)
{
	struct view_members *members = object->as.members;
	uint32_t hash = view_hash(name);
	struct view *member;

	assert(object->kind == VIEW_OBJECT);
	member = view_member(object, name, hash);
	if (member != NULL)
		return member;
	member = append(members);
	member->name = name;
	member->hash = hash;
	if (members->index != NULL && members->count * 2 <= members->index_size)
		index_put(members, member);
	else if (members->count > WALK_AT_MOST)
		index_grow(members);
	return member;
}

static struct view *
item_for(struct view *list)
{
	assert(list->kind == VIEW_LIST);
	return append(list->as.members);
}

static void
node_text(struct view *node, enum view_kind kind, const char *text)
{
	node->kind = text == NULL ? VIEW_NULL : (int)kind;
	node->as.text = text;
}

struct view *
view_object(struct arena *arena)
{
	struct view *object = ARENA_NEW(arena, struct view);

	node_become_container(object, VIEW_OBJECT, arena);
	return object;
}

void
view_text(struct view *object, const char *name, const char *value)
{
	node_text(member_for(object, name), VIEW_TEXT, value);
}

void
view_int(struct view *object, const char *name, int64_t value)
{
	struct view *member = member_for(object, name);

	member->kind = VIEW_INT;
	member->as.number = value;
}

void
view_bool(struct view *object, const char *name, bool value)
{
	struct view *member = member_for(object, name);

	member->kind = VIEW_BOOL;
	member->as.number = value;
}

void
view_url(struct view *object, const char *name, const char *url)
{
	node_text(member_for(object, name), VIEW_URL, url == NULL || url_is_safe(url) ? url : "#");
}

void
view_html(struct view *object, const char *name, const struct buffer *rendered)
{
	node_text(member_for(object, name), VIEW_HTML, rendered->data);
}

struct view *
view_child(struct view *object, const char *name)
{
	struct view *member = member_for(object, name);

	node_become_container(member, VIEW_OBJECT, object->as.members->arena);
	return member;
}

struct view *
view_list(struct view *object, const char *name)
{
	struct view *member = member_for(object, name);

	node_become_container(member, VIEW_LIST, object->as.members->arena);
	return member;
}

static void
node_share(struct view *node, const struct view *other)
{
	node->kind = other == NULL ? VIEW_NULL : VIEW_SHARED;
	node->as.shared = other;
}

void
view_share(struct view *object, const char *name, const struct view *other)
{
	node_share(member_for(object, name), other);
}

struct view *
view_item(struct view *list)
{
	struct view *item = item_for(list);

	node_become_container(item, VIEW_OBJECT, list->as.members->arena);
	return item;
}

void
view_item_text(struct view *list, const char *value)
{
	node_text(item_for(list), VIEW_TEXT, value);
}

void
view_item_share(struct view *list, const struct view *other)
{
	node_share(item_for(list), other);
}

enum view_kind
view_kind(const struct view *node)
{
	node = view_value(node);
	return node == NULL ? VIEW_NULL : (enum view_kind)node->kind;
}

const char *
view_as_text(const struct view *node)
{
	node = view_value(node);
	if (node == NULL || (node->kind != VIEW_TEXT && node->kind != VIEW_URL && node->kind != VIEW_HTML))
		return NULL;
	return node->as.text;
}

int64_t
view_as_int(const struct view *node)
{
	node = view_value(node);
	return node != NULL && node->kind == VIEW_INT ? node->as.number : 0;
}

bool
view_as_bool(const struct view *node)
{
	node = view_value(node);
	if (node == NULL)
		return false;
	switch (node->kind) {
	case VIEW_TEXT:
	case VIEW_URL:
	case VIEW_HTML: return node->as.text[0] != '\0';
	case VIEW_INT:
	case VIEW_BOOL: return node->as.number != 0;
	case VIEW_LIST: return node->as.members->count > 0;
	case VIEW_OBJECT: return true;
	default: return false;
	}
}

static bool
is_container(const struct view *node)
{
	return node != NULL && (node->kind == VIEW_OBJECT || node->kind == VIEW_LIST);
}

size_t
view_count(const struct view *node)
{
	node = view_value(node);
	return is_container(node) ? node->as.members->count : 0;
}

const struct view *
view_find(const struct view *object, const char *name)
{
	object = view_value(object);
	if (object == NULL || object->kind != VIEW_OBJECT)
		return NULL;
	return view_member(object, name, view_hash(name));
}

static const struct view *
item_at(const struct view *list, const char *position)
{
	char *end;
	unsigned long wanted = strtoul(position, &end, 10);
	const struct view *item = view_first(list);

	if (end == position || *end != '\0')
		return NULL;
	while (item != NULL && wanted-- > 0)
		item = view_next(item);
	return item;
}

const struct view *
view_path(const struct view *node, const char *path)
{
	char part[NAME_MAX_SIZE];

	while (node != NULL) {
		size_t size = strcspn(path, ".");

		if (size >= sizeof(part))
			return NULL;
		memcpy(part, path, size);
		part[size] = '\0';
		node = view_kind(node) == VIEW_LIST ? item_at(node, part) : view_find(node, part);
		if (path[size] == '\0')
			return node;
		path += size + 1;
	}
	return NULL;
}

const struct view *
view_first(const struct view *node)
{
	node = view_value(node);
	return is_container(node) ? node->as.members->first : NULL;
}

const struct view *
view_next(const struct view *member)
{
	return member->next;
}

const char *
view_name(const struct view *member)
{
	return member->name;
}
