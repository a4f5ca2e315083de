/* Search results and the page for what is not there, as views. See served.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "publish/edition.h"
#include "record/procedure_record.h"
#include "search/search.h"
#include "search/served.h"

/* The address of this search with another page or another filter. */
static const char *
address(struct arena *arena, const struct edition *edition, const struct search_query *query, size_t page)
{
	char *path = arena_strdup(arena, edition_url(arena, edition, "/tim-kiem", ""));

	path = url_query_add(arena, path, "q", query->q);
	path = url_query_add(arena, path, "linh-vuc", query->sector);
	path = url_query_add(arena, path, "co-quan", query->agency);
	path = url_query_add(arena, path, "muc-do", query->level);
	return page > 1 ? url_query_add_int(arena, path, "trang", (int64_t)page) : path;
}

static const char *
level_text(struct arena *arena, const struct edition *edition, const char *level)
{
	return edition_text(edition, arena_printf(arena, "catalogue.level_%s", level));
}

static void
add_hit(struct arena *arena, const struct edition *edition, struct view *results, const struct search_hit *hit)
{
	struct view *item = view_item(results);

	view_text(item, "label", hit->name);
	view_url(item, "url", edition_url(arena, edition, "/thu-tuc/{}", hit->slug));
	view_text(item, "code", hit->code);
	view_text(item, "sector", hit->sector_name);
	view_text(item, "agency",
	    hit->agency_count > 1 ? edition_count(arena, edition, "catalogue.agency_count", (size_t)hit->agency_count)
				  : hit->agency_name);
	view_text(item, "level",
	    hit->ended ? edition_text(edition, "catalogue.ended_group") : level_text(arena, edition, hit->level));
}

static void
add_pages(struct arena *arena, const struct edition *edition, struct view *page, const struct search_query *query,
    const struct search_result *result)
{
	size_t at = query->offset / SEARCH_PAGE + 1;
	struct view *pages;

	if (result->total <= SEARCH_PAGE) {
		view_text(page, "pages", NULL);
		return;
	}
	pages = view_child(page, "pages");
	view_text(pages, "shown",
	    arena_printf(arena, "%zu–%zu / %zu", query->offset + 1, query->offset + result->count, result->total));
	view_url(pages, "previous_url", at > 1 ? address(arena, edition, query, at - 1) : NULL);
	view_url(pages, "next_url",
	    query->offset + result->count < result->total ? address(arena, edition, query, at + 1) : NULL);
}

static const char *
label_of(const struct search_label *labels, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(labels[i].slug, slug) == 0)
			return labels[i].name;
	return slug;
}

static void
add_chip(struct arena *arena, const struct edition *edition, struct view *chips, const char *label,
    const struct search_query *without)
{
	struct view *chip = view_item(chips);

	view_text(chip, "label", label);
	view_url(chip, "url", address(arena, edition, without, 1));
}

/* The filters in force, each with the search as it would be without it. */
static void
add_chips(struct arena *arena, const struct edition *edition, struct view *page, const struct search_query *query,
    const struct search_filters *filters)
{
	struct view *chips = view_list(page, "chips");
	struct search_query without;

	view_bool(page, "has_chips", query->sector != NULL || query->agency != NULL || query->level != NULL);
	if (query->sector != NULL) {
		without = *query;
		without.sector = NULL;
		add_chip(
		    arena, edition, chips, label_of(filters->sectors, filters->sector_count, query->sector), &without);
	}
	if (query->agency != NULL) {
		without = *query;
		without.agency = NULL;
		add_chip(
		    arena, edition, chips, label_of(filters->agencies, filters->agency_count, query->agency), &without);
	}
	if (query->level != NULL) {
		without = *query;
		without.level = NULL;
		add_chip(arena, edition, chips, level_text(arena, edition, query->level), &without);
	}
}

/* A field of the form with filters: empty means any. */
static struct view *
add_select(const struct edition *edition, struct view *fields, const char *name, const char *label)
{
	struct view *field = view_item(fields);

	part_field(field, name, edition_text(edition, label), NULL, NULL, false);
	view_text(field, "empty", edition_text(edition, "catalogue.any"));
	return view_list(field, "options");
}

static void
add_filters(struct arena *arena, const struct edition *edition, struct view *page, const struct search_query *query,
    const struct search_filters *filters)
{
	struct view *fields = view_list(page, "filters");
	struct view *options = add_select(edition, fields, "linh-vuc", "catalogue.sector");

	for (size_t i = 0; i < filters->sector_count; i++)
		part_option(options, filters->sectors[i].slug, filters->sectors[i].name, query->sector);
	options = add_select(edition, fields, "co-quan", "catalogue.receiving_agency");
	for (size_t i = 0; i < filters->agency_count; i++)
		part_option(options, filters->agencies[i].slug, filters->agencies[i].name, query->agency);
	options = add_select(edition, fields, "muc-do", "catalogue.level");
	for (size_t i = 0; service_levels[i] != NULL; i++)
		part_option(options, service_levels[i], level_text(arena, edition, service_levels[i]), query->level);
}

struct view *
search_view(struct arena *arena, const struct edition *edition, const struct search_query *query,
    const struct search_result *result, const struct search_filters *filters)
{
	struct view *page = view_object(arena);
	struct view *results;

	view_text(page, "title", edition_text(edition, "catalogue.search_title"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	edition_search(arena, edition, page, query->q);
	view_text(page, "found",
	    edition_count(arena, edition, result->loose ? "catalogue.found_loose" : "catalogue.found", result->total));
	view_bool(page, "any", result->count > 0);
	results = view_list(page, "results");
	for (size_t i = 0; i < result->count; i++)
		add_hit(arena, edition, results, &result->hits[i]);
	add_pages(arena, edition, page, query, result);
	add_chips(arena, edition, page, query, filters);
	add_filters(arena, edition, page, query, filters);
	view_url(page, "sectors_url", edition_url(arena, edition, "/linh-vuc/", ""));
	return page;
}

struct view *
missing_view(struct arena *arena, const struct edition *edition, const char *title, const char *lead)
{
	struct view *page = view_object(arena);

	view_text(page, "title", title);
	view_text(page, "lead", lead);
	edition_search(arena, edition, page, NULL);
	return page;
}
