/*
 * Search over the published catalogue: an SQLite FTS5 index beside the pages, folded (core/locale/fold.h) so that it is
 * found with and without diacritics. Written once by publishing, then only read: it works while MariaDB is down. What a
 * person types is data: every word is quoted, none is ever an operator.
 */
#ifndef MOTCUA_CATALOGUE_SEARCH_H
#define MOTCUA_CATALOGUE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct catalogue;
struct failure;
struct plan;
struct search_index;

enum { SEARCH_PAGE = 20 };

/* Writes a new index file. ERR_UNAVAILABLE if it cannot be written. */
enum err search_index_write(const char *path, const struct catalogue *catalogue, struct failure *failure) MUST_CHECK;

/*
 * This thread's handle on the file, opened when first needed and again when another file stands at `path`; closed with
 * the thread. ERR_UNAVAILABLE: there is none, or it is no index.
 */
enum err search_open(const char *path, struct search_index **ret_index, struct failure *failure) MUST_CHECK;

/* What one can filter by; the last ones are kept as the catalogue has them: level, audience, life event. */
enum facet { FACET_SECTOR, FACET_AGENCY, FACET_LEVEL, FACET_AUDIENCE, FACET_EVENT, FACETS };

struct search_query {
	const char *q; /* as typed; NULL or without a word: all, by name */
	/* Slug, slug (with the units below it), full|partial|information, citizen|organisation, birth ...; NULL: any. */
	const char *facets[FACETS];
	size_t offset;
};

struct search_hit {
	const char *code, *slug, *name, *sector_name;
	const char *agency_name; /* the first that receives it, "" if none */
	int64_t agency_count;
	const char *level;
	bool ended;
	const char *keywords, *result_name, *papers, *agencies; /* lines and lists as the catalogue has them */
	const struct plan *plan;                                /* how it was found; NULL: by no word */
};

struct search_result {
	const struct search_hit *hits; /* at most SEARCH_PAGE from `offset` on */
	size_t count;
	size_t total;
	bool loose; /* nothing held every word: these hold some of them */
};

/* Those in force first, best match first. Lives in the arena. */
enum err search_run(struct search_index *index, struct arena *arena, const struct search_query *query,
    struct search_result *ret_result, struct failure *failure) MUST_CHECK;

/* The slug of the procedure with that code; ERR_NOT_FOUND if there is none. */
enum err search_slug_of_code(struct search_index *index, struct arena *arena, const char *code, const char **ret_slug,
    struct failure *failure) MUST_CHECK;

/* Names of sectors ("sector") or agencies ("agency") that have procedures, by name: what one can filter by. */
struct search_label {
	const char *slug, *name;
};
enum err search_labels(struct search_index *index, struct arena *arena, const char *kind,
    const struct search_label **ret_labels, size_t *ret_count, struct failure *failure) MUST_CHECK;

#endif
