/*
 * How a page gets into the published tree: a room of the catalogue makes its view, this does the rest: the JSON beside
 * it, the shell, the template, the site map, and nothing at all where the page is the same as in the tree before.
 * Also the table of rooms that have pages (rooms.c): to publish pages, a room adds its row there.
 */
#ifndef MOTCUA_CATALOGUE_PAGE_H
#define MOTCUA_CATALOGUE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct arena;
struct buffer;
struct catalogue_procedure;
struct db;
struct edition;
struct page_writer;
struct publishing;
struct tree;
struct view;

/* --- what a room gives ----------------------------------------------------------------------------------------------- */

/* Any function may be NULL. `content` is what the room's `read` gave, NULL in samples: then members are still set. */
struct page_room {
	const char *name;
	/* Reads what its pages are made of, in the one snapshot in which all of publishing reads. */
	enum err (*read)(struct db *db, struct arena *arena, int64_t now, const void **ret_content);
	/* Puts its pages in the language that is being written: page_edition, page_put. */
	enum err (*put)(struct page_writer *writer, const void *content);
	/* Add its part to every page's shell, to home, and to the page of each procedure. */
	void (*shell)(struct arena *arena, const struct edition *edition, const void *content, struct view *shell);
	void (*home)(struct arena *arena, const struct edition *edition, const void *content, struct view *page);
	void (*procedure)(struct arena *arena, const struct edition *edition, const void *content,
	    const struct catalogue_procedure *procedure, struct view *page);
};
extern const struct page_room page_rooms[];
extern const size_t page_room_count;

/* What all rooms read, in the order of page_rooms. */
struct page_content {
	const void **of_room; /* page_room_count of them */
};
MUST_CHECK enum err page_content_read(
    struct db *db, struct arena *arena, int64_t now, const struct page_content **ret_content);

/* Add the parts of all rooms. `content` NULL: in samples. */
void page_add_home(
    struct arena *arena, const struct edition *edition, const struct page_content *content, struct view *page);
void page_add_procedure(struct arena *arena, const struct edition *edition, const struct page_content *content,
    const struct catalogue_procedure *procedure, struct view *page);

/* --- what a room calls ----------------------------------------------------------------------------------------------- */

/* The language that is being written and the catalogue. */
const struct edition *page_edition(const struct page_writer *writer);
/* Memory of the page that is being made: given back by page_put. */
struct arena *page_arena(const struct page_writer *writer);

/* The database, for what never changes (decided versions); rows live in page_arena. */
struct db *page_db(const struct page_writer *writer);

/*
 * A page at edition_url(pattern, slug), where a path that ends with a slash is a folder's index: its JSON, and the view
 * through the template. The view has everything that the template reads but `t` and `shell`.
 */
struct page {
	const char *template, *pattern, *slug;
	struct view *view;
	bool unlisted; /* search engines need not know it */
	/* Digest of what the view is made of, where making it is costly; NULL: the view's JSON decides. */
	const unsigned char *made_of;
};
/* Afterwards the view is gone, and everything else in page_arena. */
MUST_CHECK enum err page_put(struct page_writer *writer, const struct page *page);
/*
 * Is a page with this path and template there already, made of what has the digest `made_of`? Then it is part of the new
 * tree, as if it had been put; else the caller makes its view and puts it.
 */
bool page_keep(struct page_writer *writer, const struct page *page);
/*
 * Any other file: a feed, data; `path` relative to the tree. page_arena stays as it is. ERR_TOO_LARGE if the buffer is full.
 */
MUST_CHECK enum err page_put_file(struct page_writer *writer, const char *path, const struct buffer *out);
/*
 * A file whose bytes have that digest (32 bytes): kept if the tree before has it, else the caller puts it. Afterwards page_arena is
 * empty.
 */
bool page_keep_file(struct page_writer *writer, const char *path, const unsigned char *digest);
MUST_CHECK enum err page_put_bytes(
    struct page_writer *writer, const char *path, const unsigned char *digest, struct bytes content);

/* --- what publishing calls ------------------------------------------------------------------------------------------- */

/* A writer of this publication's pages, in no language yet. Lives in publishing's arena. NULL with the failure filled. */
struct page_writer *page_writer_new(const struct publishing *publishing, const struct edition *edition,
    const struct page_content *content, struct tree *tree);
/* From now on pages are in the language of that number. */
void page_language(struct page_writer *writer, size_t index);
/* The pages of all rooms in this language. */
MUST_CHECK enum err page_put_rooms(struct page_writer *writer);
/* Puts sitemap.xml: every page so far that is listed. */
MUST_CHECK enum err page_put_sitemap(struct page_writer *writer);

#endif
