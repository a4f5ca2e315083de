/* Pages for frames. See embed.h. */
#include "publish/embed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/site/site.h"
#include "publish/catalogue.h"
#include "publish/changes.h"
#include "publish/edition.h"
#include "publish/page.h"
#include "publish/sample.h"

enum { CHANGES_SHOWN = 20 };

/* --- what stands in the frames ---------------------------------------------------------------------------------------- */

static struct view *
search_frame(struct arena *arena, const struct edition *edition)
{
	struct view *page = view_object(arena);

	view_text(page, "title", edition_text(edition, "catalogue.search_label"));
	edition_search(arena, edition, page, NULL);
	return page;
}

/* A list of links; `more_url`: where all of it stands. */
static struct view *
list_frame(struct arena *arena, const char *title, const char *more_url, struct view **ret_items)
{
	struct view *page = view_object(arena);

	view_text(page, "title", title);
	view_url(page, "more_url", more_url);
	*ret_items = view_list(page, "items");
	return page;
}

static void
add_item(struct arena *arena, const struct edition *edition, struct view *items,
    const struct catalogue_procedure *procedure, const char *note)
{
	struct view *item = view_item(items);

	view_text(item, "label", procedure->name);
	view_url(item, "url", edition_url(arena, edition, "/thu-tuc/{}", procedure->slug));
	view_text(item, "note", note);
}

static struct view *
changes_frame(struct arena *arena, const struct edition *edition)
{
	struct view *items;
	struct view *page = list_frame(
	    arena, edition_text(edition, "catalogue.changes"), edition_url(arena, edition, "/thay-doi/", ""), &items);
	const struct change *changes;
	size_t count;

	changes_of(arena, edition->catalogue, CHANGES_SHOWN, &changes, &count);
	for (size_t i = 0; i < count; i++)
		add_item(arena, edition, items, changes[i].procedure,
		    arena_printf(
			arena, "%s, %s", change_kind_text(edition, changes[i].kind), date_text(arena, changes[i].day)));
	return page;
}

static bool
is_received_by(const struct catalogue *catalogue, const struct catalogue_procedure *procedure, int64_t agency_id)
{
	const struct catalogue_span span = catalogue_parts(catalogue, procedure)->offerings;

	for (size_t i = 0; i < span.count; i++)
		if (catalogue->offerings[span.first + i].receiving_id == agency_id)
			return true;
	return false;
}

static struct view *
agency_frame(struct arena *arena, const struct edition *edition, const struct agency *agency)
{
	const struct catalogue *catalogue = edition->catalogue;
	struct view *items;
	struct view *page =
	    list_frame(arena, agency->name, edition_url(arena, edition, "/co-quan/{}", agency->slug), &items);

	for (size_t i = 0; i < catalogue->procedure_count; i++) {
		const struct catalogue_procedure *procedure = &catalogue->procedures[i];

		if (procedure->in_force && is_received_by(catalogue, procedure, agency->id))
			add_item(arena, edition, items, procedure,
			    edition_text(edition, arena_printf(arena, "catalogue.level_%s", procedure->service_level)));
	}
	return page;
}

/* --- the page with the code ------------------------------------------------------------------------------------------- */

static void
add_block(struct arena *arena, const struct edition *edition, struct view *blocks, const char *label, const char *path,
    int64_t height)
{
	struct view *block = view_item(blocks);

	view_text(block, "label", label);
	view_url(block, "url", path);
	view_text(block, "address", arena_printf(arena, "%s%s", edition->config->base_url, path));
	view_int(block, "height", height);
}

static struct view *
index_view(struct arena *arena, const struct edition *edition, const char *origins)
{
	const struct catalogue *catalogue = edition->catalogue;
	struct view *page = view_object(arena), *blocks;

	view_text(page, "title", edition_text(edition, "catalogue.embed"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	view_text(page, "origins", origins[0] != '\0' ? origins : NULL);
	blocks = view_list(page, "blocks");
	add_block(arena, edition, blocks, edition_text(edition, "catalogue.search_label"),
	    edition_url(arena, edition, "/nhung/tim-kiem", ""), 200);
	add_block(arena, edition, blocks, edition_text(edition, "catalogue.changes"),
	    edition_url(arena, edition, "/nhung/thay-doi", ""), 600);
	add_block(arena, edition, blocks, edition_text(edition, "catalogue_content.news"),
	    edition_url(arena, edition, "/nhung/tin-tuc", ""), 400);
	for (size_t i = 0; i < catalogue->agency_count; i++)
		if (catalogue->agencies[i].valid_to == DATE_NONE)
			add_block(arena, edition, blocks, catalogue->agencies[i].name,
			    edition_url(arena, edition, "/nhung/co-quan/{}", catalogue->agencies[i].slug), 600);
	return page;
}

static enum err
put(struct page_writer *w, const char *template, const char *pattern, const char *slug, struct view *view)
{
	return page_put(w, &(struct page){ template, pattern, slug, view, true, NULL });
}

enum err
embed_put(struct page_writer *w, const void *content)
{
	const struct edition *edition = page_edition(w);
	const struct catalogue *catalogue = edition->catalogue;
	enum err err = put(w, "catalogue/publish_embed", "/nhung/", "",
	    index_view(page_arena(w), edition, site_province()->embed_origins));

	(void)content;
	if (!err)
		err = put(
		    w, "catalogue/publish_embed_search", "/nhung/tim-kiem", "", search_frame(page_arena(w), edition));
	if (!err)
		err = put(
		    w, "catalogue/publish_embed_list", "/nhung/thay-doi", "", changes_frame(page_arena(w), edition));
	for (size_t i = 0; !err && i < catalogue->agency_count; i++)
		if (catalogue->agencies[i].valid_to == DATE_NONE)
			err = put(w, "catalogue/publish_embed_list", "/nhung/co-quan/{}", catalogue->agencies[i].slug,
			    agency_frame(page_arena(w), edition, &catalogue->agencies[i]));
	return err;
}

struct view *
embed_index_sample(struct arena *arena)
{
	struct edition edition = *edition_sample(arena);
	struct core_config *config = ARENA_NEW(arena, struct core_config);

	*config = *edition.config;
	config->base_url = "https://example.vn";
	edition.config = config;
	return index_view(arena, &edition, "https://example.vn");
}

struct view *
embed_list_sample(struct arena *arena)
{
	return changes_frame(arena, edition_sample(arena));
}

struct view *
embed_search_sample(struct arena *arena)
{
	return search_frame(arena, edition_sample(arena));
}
