/*
 * What changed in the catalogue, by day: the page /thay-doi/, the Atom feed /thay-doi.atom and the JSON feed
 * /thay-doi/feed.json, all of the same list.
 */
#ifndef MOTCUA_CATALOGUE_CHANGES_H
#define MOTCUA_CATALOGUE_CHANGES_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct catalogue;
struct catalogue_procedure;
struct edition;
struct page_writer;
struct view;

enum change_kind { CHANGE_NEW, CHANGE_CHANGED, CHANGE_ENDED, CHANGE_SUSPENDED };

struct change {
	enum change_kind kind;
	int32_t day; /* from which it holds; may be to come */
	const struct catalogue_procedure *procedure;
	const char *decision_no;
	int32_t decision_date;
	int64_t version_no; /* the version that is new or changed; 0: none */
};

/* The latest `most` changes, newest first; of one day, by decision and name. */
void changes_of(struct arena *arena, const struct catalogue *catalogue, size_t most, const struct change **ret_changes,
    size_t *ret_count);

/* "Thủ tục mới", ... in words. */
const char *change_kind_text(const struct edition *edition, enum change_kind kind);

/* The page in this language and, with the first one, the feeds. */
MUST_CHECK enum err changes_put(struct page_writer *writer, const void *content);

struct view *changes_sample(struct arena *arena);

#endif
