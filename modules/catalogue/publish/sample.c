/* Sample views. See sample.h. */
#include "publish/sample.h"

#include "publish/catalogue.h"
#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "domain/directory/directory_store.h"
#include "publish/edition.h"
#include "publish/list_view.h"
#include "govern/page.h"
#include "office/office.h"
#include "publish/procedure_view.h"
#include "search/search.h"
#include "search/served.h"

static const struct agency agencies[] = {
	{ 1, "H01.1", DB_NULL_INT, "sample agency", "sample", "sample-agency", "commune", "1 Sample Street",
	    "7:30-17:30", "1900 0000", "", 0, DATE_NONE, 1 },
	{ 2, "H01.2", 1, "closed agency", "closed", "closed-agency", "district", "", "", "", "", 0, 20000, 1 },
};
static const struct catalogue_sector sectors[] = { { 1, "sample-sector", "sample sector" } };
static const struct catalogue_procedure procedures[] = {
	{ 1, "1.000001", "sample", "sample procedure", NULL, 1, true, "full", "standard", "citizen,organisation",
	    "birth,business", "sample", "first step\nsecond step", "one condition", "one law", "a result", "1/QD",
	    20000, 20000, DATE_NONE },
	{ 2, "1.000002", "ended", "ended procedure", "1.000001", 1, false, "partial", "standard", "citizen", "", "", "",
	    "", "", "a result", "", DATE_NONE, 10000, 20000 },
};
static const struct catalogue_parts parts[] = {
	{ { 0, 2 }, { 0, 2 }, { 0, 2 }, { 0, 1 } },
	{ { 2, 0 }, { 2, 0 }, { 2, 0 }, { 1, 1 } },
};
static const struct catalogue_case cases[] = { { 1, 1, "one case" }, { 1, 2, "another case" } };
static const struct catalogue_channel channels[] = {
	{ 1, 1, "online", "1 day", "8.000" },
	{ 1, 2, "post", "2 days", "8.000" },
};
static const struct catalogue_paper papers[] = {
	{ 1, 1, "a form", 1, 0, 0, true, false, "e-form", "sample.pdf" },
	{ 1, 2, "a card", 0, 1, 0, false, true, "", "" },
};
static const struct catalogue_offering offerings[] = {
	{ 1, 1, 1, 2, true },
	{ 2, 2, 2, DB_NULL_INT, true },
};
static const struct catalogue_synonym synonyms[] = { { "everyday", "sample" } };

const struct catalogue *
catalogue_sample(struct arena *arena)
{
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);

	*catalogue = (struct catalogue){ .agencies = agencies,
		.agency_count = 2,
		.sectors = sectors,
		.sector_count = 1,
		.procedures = procedures,
		.parts = parts,
		.procedure_count = 2,
		.cases = cases,
		.channels = channels,
		.papers = papers,
		.offerings = offerings,
		.synonyms = synonyms,
		.synonym_count = 1 };
	catalogue_index(arena, catalogue);
	return catalogue;
}

static const struct edition *
edition_sample(struct arena *arena)
{
	static const char *const modules[] = { "catalogue", "submission", NULL };
	struct core_config *config = ARENA_NEW(arena, struct core_config);
	struct edition *edition = ARENA_NEW(arena, struct edition);

	config->modules = (struct config_words){ modules, 2 };
	*edition = (struct edition){ config, NULL, MESSAGES_FIRST_LANGUAGE, "https://example.vn/{code}",
		catalogue_sample(arena) };
	return edition;
}

static struct view *
home_sample(struct arena *arena)
{
	return home_view(arena, edition_sample(arena));
}

static struct view *
index_sample(struct arena *arena)
{
	return site_map_view(arena, edition_sample(arena));
}

static struct view *
sector_sample(struct arena *arena)
{
	return sector_view(arena, edition_sample(arena), &sectors[0]);
}

static struct view *
agency_sample(struct arena *arena)
{
	return agency_view(arena, edition_sample(arena), &agencies[1]);
}

static struct view *
procedure_sample(struct arena *arena)
{
	const struct edition *edition = edition_sample(arena);

	return procedure_view(arena, edition, &edition->catalogue->procedures[0]);
}

static struct view *
accessibility_sample(struct arena *arena)
{
	return accessibility_view(arena, edition_sample(arena));
}

static struct view *
search_sample(struct arena *arena)
{
	static const struct search_label labels[] = { { "sample", "sample" } };
	static const struct search_hit hits[] = { { "1.000001", "sample", "sample", "sample", "sample", 1, "full",
	    false } };

	return search_view(arena, edition_sample(arena),
	    &(struct search_query){ "sample", "sample", "sample", "full", SEARCH_PAGE },
	    &(struct search_result){ hits, 1, (size_t)3 * SEARCH_PAGE, false },
	    &(struct search_filters){ labels, labels, 1, 1 });
}

static struct view *
missing_sample(struct arena *arena)
{
	return missing_view(arena, edition_sample(arena), "sample", "sample");
}

const struct page_sample catalogue_samples[] = {
	{ "catalogue/home", home_sample },
	{ "catalogue/index", index_sample },
	{ "catalogue/sector", sector_sample },
	{ "catalogue/agency", agency_sample },
	{ "catalogue/procedure", procedure_sample },
	{ "catalogue/accessibility", accessibility_sample },
	{ "catalogue/search", search_sample },
	{ "catalogue/missing", missing_sample },
	{ "catalogue/office", office_sample },
	{ "catalogue/govern", page_sample },
};
const size_t catalogue_sample_count = sizeof(catalogue_samples) / sizeof(catalogue_samples[0]);
