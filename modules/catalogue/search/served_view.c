/* Search results and the page for what is not there, as views. See served.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "publish/edition.h"
#include "record/procedure_record.h"
#include "search/matched.h"
#include "search/search.h"
#include "search/served.h"

/* What one can filter by: the name in the address, and the text of its field. */
static const struct {
	const char *name, *label;
} facets[FACETS] = {
	[FACET_SECTOR] = { "linh-vuc", "catalogue.sector" },
	[FACET_AGENCY] = { "co-quan", "catalogue.receiving_agency" },
	[FACET_LEVEL] = { "muc-do", "catalogue.level" },
	[FACET_AUDIENCE] = { "doi-tuong", "catalogue_search.audience" },
	[FACET_EVENT] = { "su-kien", "catalogue_search.event" },
};

/* The address of this search with another page or another filter. */
static const char *
address(struct arena *arena, const struct edition *edition, const struct search_query *query, size_t page)
{
	char *path = arena_strdup(arena, edition_url(arena, edition, "/tim-kiem", ""));

	path = url_query_add(arena, path, "q", query->q);
	for (size_t i = 0; i < FACETS; i++)
		path = url_query_add(arena, path, facets[i].name, query->facets[i]);
	return page > 1 ? url_query_add_int(arena, path, "trang", (int64_t)page) : path;
}

static const char *
level_text(struct arena *arena, const struct edition *edition, const char *level)
{
	return edition_text(edition, arena_printf(arena, "catalogue.level_%s", level));
}

/* --- why it was found --------------------------------------------------------------------------------------------- */

static void
add_parts(struct view *object, const char *name, const struct matched_text *matched)
{
	struct view *parts = view_list(object, name);

	for (size_t i = 0; i < matched->count; i++) {
		struct view *part = view_item(parts);

		view_text(part, "text", matched->parts[i].text);
		view_bool(part, "marked", matched->parts[i].marked);
	}
}

/* The fields in which sought words stand that the name does not have, each with an excerpt. */
static void
add_reasons(struct arena *arena, const struct edition *edition, struct view *item, const struct search_hit *hit)
{
	const struct {
		const char *label, *text;
	} fields[] = {
		{ "catalogue_search.in_keywords", hit->keywords },
		{ "catalogue_search.in_result", hit->result_name },
		{ "catalogue_search.in_papers", hit->papers },
		{ "catalogue_search.in_sector", hit->sector_name },
		{ "catalogue_search.in_agencies", hit->agencies },
	};
	struct view *reasons = view_list(item, "reasons");

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct matched_text matched = matched_excerpt(arena, hit->plan, hit->name, fields[i].text);
		struct view *reason;

		if (matched.marked == 0)
			continue;
		reason = view_item(reasons);
		view_text(reason, "field", edition_text(edition, fields[i].label));
		add_parts(reason, "parts", &matched);
	}
}

/* How what was typed was understood, where that is not what it says: from the best answer. */
static void
add_notes(struct arena *arena, const struct edition *edition, struct view *page, const struct search_result *result)
{
	static const char *const keys[] = {
		[MATCHED_BY_KEYS] = "catalogue_search.by_keys",
		[MATCHED_BY_SYNONYM] = "catalogue_search.by_synonym",
		[MATCHED_BY_CORRECTION] = "catalogue_search.by_correction",
	};
	struct matched_note notes[MATCHED_NOTES];
	struct view *list = view_list(page, "notes");
	size_t count = 0;

	if (result->count > 0 && result->hits[0].plan != NULL)
		count = matched_notes(arena, result->hits[0].plan, result->hits[0].name, notes);
	for (size_t i = 0; i < count; i++) {
		struct view *note = view_item(list);

		view_text(note, "label", edition_text(edition, keys[notes[i].how]));
		view_text(note, "typed", notes[i].typed);
		view_text(note, "understood", notes[i].understood);
	}
	view_bool(page, "has_notes", count > 0);
}

static void
add_hit(struct arena *arena, const struct edition *edition, struct view *results, const struct search_hit *hit)
{
	struct view *item = view_item(results);
	const struct matched_text name = matched_whole(arena, hit->plan, hit->name);

	view_text(item, "label", hit->name);
	add_parts(item, "parts", &name);
	view_url(item, "url", edition_url(arena, edition, "/thu-tuc/{}", hit->slug));
	view_text(item, "code", hit->code);
	view_text(item, "sector", hit->sector_name);
	view_text(item, "agency",
	    hit->agency_count > 1 ? edition_count(arena, edition, "catalogue.agency_count", (size_t)hit->agency_count)
				  : hit->agency_name);
	view_text(item, "level",
	    hit->ended ? edition_text(edition, "catalogue.ended_group") : level_text(arena, edition, hit->level));
	add_reasons(arena, edition, item, hit);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

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

/* A value of a facet in words. */
static const char *
value_text(struct arena *arena, const struct edition *edition, const struct search_filters *filters, enum facet facet,
    const char *value)
{
	switch (facet) {
	case FACET_SECTOR: return label_of(filters->sectors, filters->sector_count, value);
	case FACET_AGENCY: return label_of(filters->agencies, filters->agency_count, value);
	case FACET_LEVEL: return level_text(arena, edition, value);
	case FACET_AUDIENCE: return edition_text(edition, arena_printf(arena, "catalogue.audience_%s", value));
	case FACET_EVENT: return edition_text(edition, arena_printf(arena, "catalogue.event_%s", value));
	case FACETS: break;
	}
	return value;
}

/* The filters in force, each with the search as it would be without it. */
static void
add_chips(struct arena *arena, const struct edition *edition, struct view *page, const struct search_query *query,
    const struct search_filters *filters)
{
	struct view *chips = view_list(page, "chips");

	for (enum facet facet = 0; facet < FACETS; facet++) {
		struct search_query without = *query;
		struct view *chip;

		if (query->facets[facet] == NULL)
			continue;
		without.facets[facet] = NULL;
		chip = view_item(chips);
		view_text(chip, "label", value_text(arena, edition, filters, facet, query->facets[facet]));
		view_url(chip, "url", address(arena, edition, &without, 1));
	}
	view_bool(page, "has_chips", view_count(chips) > 0);
}

/* A field of the form with filters: empty means any. */
static struct view *
add_select(const struct edition *edition, struct view *fields, enum facet facet)
{
	struct view *field = view_item(fields);

	part_field(field, facets[facet].name, edition_text(edition, facets[facet].label), NULL, NULL, false);
	view_text(field, "empty", edition_text(edition, "catalogue.any"));
	return view_list(field, "options");
}

static void
add_labels(struct view *options, const struct search_label *labels, size_t count, const char *chosen)
{
	for (size_t i = 0; i < count; i++)
		part_option(options, labels[i].slug, labels[i].name, chosen);
}

static void
add_filters(struct arena *arena, const struct edition *edition, struct view *page, const struct search_query *query,
    const struct search_filters *filters)
{
	static const char *const *const choices[FACETS] = {
		[FACET_LEVEL] = service_levels, [FACET_AUDIENCE] = search_audiences, [FACET_EVENT] = life_events
	};
	struct view *fields = view_list(page, "filters");

	for (enum facet facet = 0; facet < FACETS; facet++) {
		struct view *options = add_select(edition, fields, facet);
		const char *chosen = query->facets[facet];

		if (facet == FACET_SECTOR)
			add_labels(options, filters->sectors, filters->sector_count, chosen);
		if (facet == FACET_AGENCY)
			add_labels(options, filters->agencies, filters->agency_count, chosen);
		for (size_t i = 0; choices[facet] != NULL && choices[facet][i] != NULL; i++)
			part_option(options, choices[facet][i],
			    value_text(arena, edition, filters, facet, choices[facet][i]), chosen);
	}
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
	add_notes(arena, edition, page, result);
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
