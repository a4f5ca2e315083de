/*
 * What a page shows, as a tree of names and values in an arena: filled by *_view.c, written as HTML through a template
 * or as JSON, from the same tree. Holds no markup. Names and values are kept by reference, never copied: they are
 * constants or live in the same arena as the tree. Once filled, a tree may be read by many threads.
 */
#ifndef MOTCUA_CORE_VIEW_VIEW_H
#define MOTCUA_CORE_VIEW_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct view;

enum view_kind { VIEW_NULL, VIEW_TEXT, VIEW_INT, VIEW_BOOL, VIEW_URL, VIEW_HTML, VIEW_OBJECT, VIEW_LIST };

/* An empty object: the root of a page, or of a part that is shared into pages. */
struct view *view_object(struct arena *arena);

/* --- members of an object. A name that is set again gets the new value. ------------------------------------------- */

/* NULL: known to be absent; nothing in HTML, false for a section, null in JSON. */
void view_text(struct view *object, const char *name, const char *value);
void view_int(struct view *object, const char *name, int64_t value);
void view_bool(struct view *object, const char *name, bool value);
/*
 * The only kind of value that a template accepts in href, src, action and formaction. Takes what url() built, and
 * whatever url_is_safe accepts; anything else is our own mistake and becomes "#". NULL as in view_text.
 */
void view_url(struct view *object, const char *name, const char *url);
/* A new empty object under `name`. */
struct view *view_child(struct view *object, const char *name);
/* A new empty list under `name`. */
struct view *view_list(struct view *object, const char *name);
/* `other` itself, not a copy, under `name`: the message tree, the shell. It must live as long as `object`. */
void view_share(struct view *object, const char *name, const struct view *other);

/* --- items of a list ---------------------------------------------------------------------------------------------- */

/* A new empty object at the end of the list. */
struct view *view_item(struct view *list);
void view_item_text(struct view *list, const char *value);
void view_item_share(struct view *list, const struct view *other);

/* --- reading: templates, JSON and tests. NULL is allowed as the node and reads as VIEW_NULL. ---------------------- */

/* What the node is. */
enum view_kind view_kind(const struct view *node);
/* Of a text, url or html; else NULL. */
const char *view_as_text(const struct view *node);
/* Of an int; else 0. */
int64_t view_as_int(const struct view *node);
/* Whether a section with this value is shown: not for null, false, 0, "" and the empty list. */
bool view_as_bool(const struct view *node);
/* Members of an object or items of a list; else 0. */
size_t view_count(const struct view *node);
/* The member of that name, or NULL. Constant time in large objects. */
const struct view *view_find(const struct view *object, const char *name);
/* "rows.0.code": members by name, items by position from 0; NULL if any part is missing. */
const struct view *view_path(const struct view *node, const char *path);
/* Walks members or items in the order in which they were added; NULL at the end. */
const struct view *view_first(const struct view *node);
const struct view *view_next(const struct view *member);
/* The name under which a member stands in its object; NULL for items and roots. */
const char *view_name(const struct view *member);

#endif
