/*
 * Blocks that the province's other portals show in a frame, without script, below /nhung/: the search box, the latest
 * changes, the procedures of an agency; and the page /nhung/ with the code to copy. nginx lets only the origins of
 * province.conf frame them (conf/nginx/render.sh).
 */
#ifndef MOTCUA_CATALOGUE_EMBED_H
#define MOTCUA_CATALOGUE_EMBED_H

#include "core/err.h"

struct arena;
struct page_writer;
struct view;

/* All of them in this language. */
MUST_CHECK enum err embed_put(struct page_writer *writer, const void *content);

/* For --check: the page with the code, a list, the search box. */
struct view *embed_index_sample(struct arena *arena);
struct view *embed_list_sample(struct arena *arena);
struct view *embed_search_sample(struct arena *arena);

#endif
