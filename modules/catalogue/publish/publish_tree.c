/* Which pages a published tree has. See publish.h. */
#include <string.h>

#include <libxml/xmlwriter.h>

#include "publish/catalogue.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "core/view/template.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/site/site.h"
#include "publish/edition.h"
#include "publish/list_view.h"
#include "record/procedure_record.h"
#include "publish/procedure_view.h"
#include "publish/publish.h"
#include "search/search.h"
#include "publish/tree.h"

#define PAGE_MEMORY ((size_t)64 << 20)
enum { PAGE_MOST = 8 << 20, SITEMAP_MOST = 50000 };

struct writing {
	const struct publishing *p;
	const struct catalogue *catalogue;
	struct tree *tree;
	struct arena *page;     /* of one page */
	struct edition edition; /* the language that is being written */
	const char *other;      /* another language, NULL: there is none */
	xmlTextWriter *sitemap;
	size_t addresses;
};

static enum err
put_buffer(struct writing *w, const char *path, const struct buffer *out)
{
	if (out->full)
		return FAILURE(w->p->failure, ERR_TOO_LARGE, NULL, NULL, "%s is too large", path);
	return tree_put(w->tree, path, out->data, out->size);
}

/* An address for search engines. */
static enum err
add_address(struct writing *w, const char *path)
{
	bool wrong;

	if (w->addresses++ >= SITEMAP_MOST)
		return OK;
	wrong = xmlTextWriterStartElement(w->sitemap, BAD_CAST "url") < 0 ||
		xmlTextWriterWriteElement(w->sitemap, BAD_CAST "loc",
		    BAD_CAST arena_printf(w->page, "%s%s", w->p->config->base_url, path)) < 0 ||
		xmlTextWriterEndElement(w->sitemap) < 0;
	return wrong ? FAILURE(w->p->failure, ERR_INTERNAL, NULL, NULL, "sitemap: out of memory") : OK;
}

static const char *
other_language_url(const struct writing *w, const char *pattern, const char *slug)
{
	struct edition other = w->edition;

	if (w->other == NULL)
		return NULL;
	other.language = w->other;
	return edition_url(w->page, &other, pattern, slug);
}

static void
add_shell(const struct writing *w, struct view *page, const char *path, const char *other_url)
{
	struct view *shell = view_child(page, "shell");

	view_share(page, "t", message_tree(w->p->messages, w->edition.language));
	site_shell_static(w->page, w->p->config, w->p->messages, w->edition.language, path, shell);
	view_text(shell, "title", view_as_text(view_find(page, "title")));
	view_url(shell, "other_language_url", other_url);
}

/*
 * A page at a path: its JSON, and itself through the template. A path that ends with a slash is a folder's index. Gives
 * back the memory of the page.
 */
static enum err
put_page(struct writing *w, const char *template, const char *pattern, const char *slug, struct view *page)
{
	const char *path = edition_url(w->page, &w->edition, pattern, slug);
	const char *file = arena_printf(w->page, "%s%s", path + 1, path[strlen(path) - 1] == '/' ? "index" : "");
	struct buffer out;
	enum err err;

	buffer_init(&out, w->page, PAGE_MOST);
	json_write(&out, page);
	err = put_buffer(w, arena_printf(w->page, "%s.json", file), &out);
	buffer_clear(&out);
	add_shell(w, page, path, other_language_url(w, pattern, slug));
	if (!err)
		err = template_render(w->p->templates, template, page, &out, TEMPLATE_STRICT, w->p->failure);
	if (!err)
		err = put_buffer(w, arena_printf(w->page, "%s.html", file), &out);
	if (!err)
		err = add_address(w, path);
	arena_reset(w->page);
	return err;
}

static enum err
put_site_pages(struct writing *w)
{
	static const struct {
		const char *template, *pattern;
		struct view *(*view)(struct arena *arena, const struct edition *edition);
	} pages[] = {
		{ "catalogue/home", "/", home_view },
		{ "catalogue/index", "/thu-tuc/", procedures_view },
		{ "catalogue/index", "/linh-vuc/", sectors_view },
		{ "catalogue/index", "/co-quan/", agencies_view },
		{ "catalogue/index", "/so-do-trang/", site_map_view },
		{ "catalogue/accessibility", "/ho-tro-tiep-can/", accessibility_view },
	};
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof(pages) / sizeof(pages[0]); i++)
		err = put_page(w, pages[i].template, pages[i].pattern, "", pages[i].view(w->page, &w->edition));
	return err;
}

static enum err
put_lists(struct writing *w)
{
	const struct catalogue *catalogue = w->catalogue;
	enum err err = OK;

	for (size_t i = 0; !err && i < catalogue->sector_count; i++)
		err = put_page(w, "catalogue/sector", "/linh-vuc/{}", catalogue->sectors[i].slug,
		    sector_view(w->page, &w->edition, &catalogue->sectors[i]));
	for (size_t i = 0; !err && i < catalogue->agency_count; i++)
		err = put_page(w, "catalogue/agency", "/co-quan/{}", catalogue->agencies[i].slug,
		    agency_view(w->page, &w->edition, &catalogue->agencies[i]));
	for (size_t i = 0; !err && life_events[i] != NULL; i++)
		if (life_event_count(&w->edition, life_events[i]) > 0)
			err = put_page(w, "catalogue/sector", "/su-kien/{}", life_event_slug(life_events[i]),
			    life_event_view(w->page, &w->edition, life_events[i]));
	for (size_t i = 0; !err && service_levels[i] != NULL; i++)
		if (level_count(&w->edition, service_levels[i]) > 0)
			err = put_page(w, "catalogue/sector", "/muc-do/{}", level_slug(service_levels[i]),
			    level_view(w->page, &w->edition, service_levels[i]));
	return err;
}

static enum err
put_procedures(struct writing *w)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < w->catalogue->procedure_count; i++)
		err = put_page(w, "catalogue/procedure", "/thu-tuc/{}", w->catalogue->procedures[i].slug,
		    procedure_view(w->page, &w->edition, &w->catalogue->procedures[i]));
	return err;
}

/* Every language in turn: the first is Vietnamese, the others lie below its code. */
static enum err
put_languages(struct writing *w)
{
	size_t count = messages_language_count(w->p->messages);
	enum err err = OK;

	for (size_t i = 0; !err && i < count; i++) {
		w->edition.language = messages_language(w->p->messages, i);
		w->other = count > 1 ? messages_language(w->p->messages, i == 0 ? 1 : 0) : NULL;
		err = put_site_pages(w);
		if (!err)
			err = put_lists(w);
		if (!err)
			err = put_procedures(w);
	}
	return err;
}

static void
free_sitemap(void *object)
{
	xmlFreeTextWriter(object);
}

static void
free_buffer(void *object)
{
	xmlBufferFree(object);
}

static enum err
put_pages_and_sitemap(struct writing *w)
{
	xmlBuffer *xml = xmlBufferCreate();
	bool wrong;
	enum err err;

	w->sitemap = xml != NULL ? xmlNewTextWriterMemory(xml, 0) : NULL;
	if (w->sitemap == NULL)
		return FAILURE(w->p->failure, ERR_INTERNAL, NULL, NULL, "sitemap: out of memory");
	arena_defer(w->p->arena, free_buffer, xml);
	arena_defer(w->p->arena, free_sitemap, w->sitemap);
	wrong = xmlTextWriterStartDocument(w->sitemap, NULL, "UTF-8", NULL) < 0 ||
		xmlTextWriterStartElementNS(
		    w->sitemap, NULL, BAD_CAST "urlset", BAD_CAST "http://www.sitemaps.org/schemas/sitemap/0.9") < 0;
	err = wrong ? ERR_INTERNAL : put_languages(w);
	if (!err && (xmlTextWriterEndDocument(w->sitemap) < 0 || xmlTextWriterFlush(w->sitemap) < 0))
		err = FAILURE(w->p->failure, ERR_INTERNAL, NULL, NULL, "sitemap: out of memory");
	return err ? err : tree_put(w->tree, "sitemap.xml", xmlBufferContent(xml), (size_t)xmlBufferLength(xml));
}

enum err
publish_tree(
    const struct publishing *publishing, const struct catalogue *catalogue, struct publication *ret_publication)
{
	struct arena *arena = publishing->arena;
	const char *name = arena_printf(arena, "%lld", (long long)publishing->now);
	struct writing w = { .p = publishing,
		.catalogue = catalogue,
		.tree = tree_begin(arena, publishing->config->published, name, publishing->failure),
		.edition = { publishing->config, publishing->messages, NULL, publishing->national_portal, catalogue } };
	enum err err;

	if (w.tree == NULL)
		return ERR_UNAVAILABLE;
	w.page = arena_new(PAGE_MEMORY);
	err = put_pages_and_sitemap(&w);
	if (!err)
		err = search_index_write(
		    arena_printf(arena, "%s/search.sqlite", tree_path(w.tree)), catalogue, publishing->failure);
	if (!err)
		err = tree_finish(w.tree);
	arena_free(w.page);
	*ret_publication = (struct publication){ .tree = name,
		.at = publishing->now,
		.pages = (int64_t)tree_files(w.tree),
		.changed_pages = (int64_t)tree_changed(w.tree) };
	return err;
}
