/* News and guides in the back office, as views. Pure but for the hidden tokens of forms. */
#ifndef MOTCUA_CATALOGUE_ARTICLE_VIEW_H
#define MOTCUA_CATALOGUE_ARTICLE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct article;
struct ctx;
struct view;

#define ARTICLES_PATH "/can-bo/danh-muc/bai-viet"
#define GUIDES_PATH   "/can-bo/danh-muc/huong-dan"

/* A page of the list. `kind` "news" or "guide"; `state` NULL: any. */
struct view *articles_view(
    struct ctx *c, const char *kind, const char *state, const struct article *articles, size_t count, bool more);

/* The editor of an article, or of a new one (id 0); the history is the caller's to add. `done`: a message key or NULL. */
struct view *article_edit_view(
    struct ctx *c, const struct article *article, bool may_write, bool preview, const char *done);

struct view *articles_sample(struct arena *arena);
struct view *article_edit_sample(struct arena *arena);

#endif
