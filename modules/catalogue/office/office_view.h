/* The administrator's list as a view. Fills names and values from rows; asks nothing. */
#ifndef MOTCUA_CATALOGUE_OFFICE_VIEW_H
#define MOTCUA_CATALOGUE_OFFICE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct edition;
struct office_choices;
struct office_filter;
struct office_publication;
struct office_query;
struct office_row;
struct view;

struct office_page {
	const struct office_query *query;
	int64_t from; /* the place of the first row in the whole list, from 1 */
	const struct office_row *rows;
	size_t count;
	bool more;
	int64_t total;
	const struct office_choices *choices;
	const struct office_publication *published; /* NULL: never */
	bool may_draft, may_publish;
};

struct view *office_view(struct arena *arena, const struct edition *edition, const struct office_page *page);

/* Adds the filters' fields (list `filters`), chips, has_chips and clear_url for the list at `path`. */
void office_view_filters(struct arena *arena, const struct edition *edition, struct view *view, const char *path,
    const struct office_filter *filter, const struct office_choices *choices);
/* state {label, kind} of a version, for partials/tag. */
void office_view_state(struct arena *arena, const struct edition *edition, struct view *item, const char *state);

#endif
