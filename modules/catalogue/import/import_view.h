/* The pages of imports as view trees. Private to import_page.c. */
#ifndef MOTCUA_CATALOGUE_IMPORT_VIEW_H
#define MOTCUA_CATALOGUE_IMPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "import/import_store.h"

struct arena;
struct messages;
struct view;

/* Texts of the request's language. */
struct import_words {
	struct arena *arena;
	const struct messages *messages;
	const char *language;
};

/* One run in the list: code, url, file, when, who, state. */
void import_run_row(const struct import_words *w, struct view *list, const struct import_run *run);
/* Everything of a run's page but its lines and forms. `outcome`: which lines are shown. */
void import_run_view(const struct import_words *w, struct view *page, const struct import_run *run,
    const struct import_counts *counts, const char *outcome);
/* `lines`, any, next_url. */
void import_lines_view(const struct import_words *w, struct view *page, const struct import_run *run,
    const struct import_line *lines, size_t count, bool more, const char *outcome);

/* "catalogue_import.<key>" */
const char *import_word(const struct import_words *w, const char *key);

/* Which lines a report can be narrowed to; "" first: all. NULL-terminated. */
extern const char *const import_outcomes[];

#endif
