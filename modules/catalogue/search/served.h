/*
 * The pages that no file can be: search, and what to say where nothing is published. None of them asks the database, so
 * they work while it is down.
 */
#ifndef MOTCUA_CATALOGUE_SERVED_H
#define MOTCUA_CATALOGUE_SERVED_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct edition;
struct search_label;
struct search_query;
struct search_result;
struct view;

extern const struct input search_input;
extern const struct input missing_input;

/* GET /tim-kiem */
enum err handle_search(struct ctx *c, const void *input) MUST_CHECK;
/* GET / while nothing is published */
enum err handle_home(struct ctx *c, const void *input) MUST_CHECK;
/* An address below those of published pages: 404 with the search box; a procedure named by its code leads to its page. */
enum err handle_missing(struct ctx *c, const void *input) MUST_CHECK;

/* The module's shell: the site's, and the way to the same page in the other language. */
enum err served_shell(struct ctx *c, struct view *shell) MUST_CHECK;
/* The edition of the language in which this request is answered; without a catalogue. */
struct edition served_edition(const struct ctx *c);

/* Who may be the applicant, as the catalogue has it. */
extern const char *const search_audiences[];

struct search_filters {
	const struct search_label *sectors, *agencies;
	size_t sector_count, agency_count;
};
struct view *search_view(struct arena *arena, const struct edition *edition, const struct search_query *query,
    const struct search_result *result, const struct search_filters *filters);
struct view *missing_view(struct arena *arena, const struct edition *edition, const char *title, const char *lead);

#endif
