/* Which pages a published tree has. See publish.h. */
#include "publish/publish.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/list_view.h"
#include "publish/page.h"
#include "publish/procedure_view.h"
#include "publish/tree.h"
#include "record/procedure_record.h"
#include "search/search.h"

static enum err
put(struct page_writer *w, const char *template, const char *pattern, const char *slug, struct view *view)
{
	return page_put(w, &(struct page){ template, pattern, slug, view, false, NULL });
}

static enum err
put_site_pages(struct page_writer *w, const struct page_content *content)
{
	static const struct {
		const char *template, *pattern;
		struct view *(*view)(struct arena *arena, const struct edition *edition);
	} pages[] = {
		{ "catalogue/index", "/thu-tuc/", procedures_view },
		{ "catalogue/index", "/linh-vuc/", sectors_view },
		{ "catalogue/index", "/co-quan/", agencies_view },
		{ "catalogue/index", "/so-do-trang/", site_map_view },
		{ "catalogue/accessibility", "/ho-tro-tiep-can/", accessibility_view },
	};
	struct view *home = home_view(page_arena(w), page_edition(w));
	enum err err;

	page_add_home(page_arena(w), page_edition(w), content, home);
	err = put(w, "catalogue/home", "/", "", home);
	for (size_t i = 0; !err && i < sizeof(pages) / sizeof(pages[0]); i++)
		err = put(w, pages[i].template, pages[i].pattern, "", pages[i].view(page_arena(w), page_edition(w)));
	return err;
}

static enum err
put_lists(struct page_writer *w)
{
	const struct edition *edition = page_edition(w);
	const struct catalogue *catalogue = edition->catalogue;
	struct arena *arena = page_arena(w);
	enum err err = OK;

	for (size_t i = 0; !err && i < catalogue->sector_count; i++)
		err = put(w, "catalogue/sector", "/linh-vuc/{}", catalogue->sectors[i].slug,
		    sector_view(arena, edition, &catalogue->sectors[i]));
	for (size_t i = 0; !err && life_events[i] != NULL; i++)
		if (life_event_count(edition, life_events[i]) > 0)
			err = put(w, "catalogue/sector", "/su-kien/{}", life_event_slug(life_events[i]),
			    life_event_view(arena, edition, life_events[i]));
	for (size_t i = 0; !err && service_levels[i] != NULL; i++)
		if (level_count(edition, service_levels[i]) > 0)
			err = put(w, "catalogue/sector", "/muc-do/{}", level_slug(service_levels[i]),
			    level_view(arena, edition, service_levels[i]));
	return err;
}

static enum err
put_procedures(struct page_writer *w, const struct page_content *content)
{
	const struct edition *edition = page_edition(w);
	enum err err = OK;

	for (size_t i = 0; !err && i < edition->catalogue->procedure_count; i++) {
		const struct catalogue_procedure *procedure = &edition->catalogue->procedures[i];
		struct view *view = procedure_view(page_arena(w), edition, procedure);

		page_add_procedure(page_arena(w), edition, content, procedure, view);
		err = put(w, "catalogue/procedure", "/thu-tuc/{}", procedure->slug, view);
	}
	return err;
}

/* Every language in turn: the first is Vietnamese, the others lie below its code. */
static enum err
put_pages(struct page_writer *w, const struct messages *messages, const struct page_content *content)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < messages_language_count(messages); i++) {
		page_language(w, i);
		err = put_site_pages(w, content);
		if (!err)
			err = put_lists(w);
		if (!err)
			err = put_procedures(w, content);
		if (!err)
			err = page_put_rooms(w);
	}
	return err ? err : page_put_sitemap(w);
}

/* The search index is written by a thread of its own while the pages are made: each needs about as long as the other. */
struct indexing {
	pthread_t thread;
	bool running;
	const char *path;
	const struct catalogue *catalogue;
	struct failure failure;
	enum err err;
};

static void *
write_index(void *object)
{
	struct indexing *job = object;

	job->err = search_index_write(job->path, job->catalogue, &job->failure);
	return NULL;
}

static void
join_indexing(void *object)
{
	struct indexing *job = object;

	if (job->running)
		(void)pthread_join(job->thread, NULL);
	job->running = false;
}

/* Nothing is done where the catalogue is that of the tree before. */
static enum err
begin_indexing(const struct publishing *p, const struct catalogue *catalogue, struct indexing **ret_job)
{
	static const char name[] = "search.sqlite";
	struct indexing *job = ARENA_NEW(p->arena, struct indexing);
	unsigned char digest[SHA256_SIZE];

	/* Whatever ends this publication waits for the thread before the arena, and the catalogue in it, goes. */
	arena_defer(p->arena, join_indexing, job);
	*ret_job = job;
	*job = (struct indexing){ .path = arena_printf(p->arena, "%s/%s", tree_path(p->tree), name),
		.catalogue = catalogue };
	sha256_parts((const struct bytes[]){ { catalogue->digest, sizeof(catalogue->digest) },
			 { (const unsigned char *)MOTCUA_VERSION, strlen(MOTCUA_VERSION) } },
	    2, digest);
	if (tree_keep(p->tree, name, digest))
		return OK;
	tree_claim(p->tree, name, digest);
	job->running = pthread_create(&job->thread, NULL, write_index, job) == 0;
	return job->running ? OK : FAILURE(p->failure, ERR_UNAVAILABLE, NULL, NULL, "no thread for the search index");
}

/* Always after begin_indexing, whatever became of the pages. */
static enum err
end_indexing(const struct publishing *p, struct indexing *job, enum err err)
{
	join_indexing(job);
	if (err || !job->err)
		return err;
	*p->failure = job->failure;
	return job->err;
}

enum err
publish_tree(const struct publishing *publishing, const struct catalogue *catalogue, const struct page_content *content,
    struct publication *ret_publication)
{
	const struct edition edition = { publishing->config, publishing->messages, NULL, publishing->national_portal,
		catalogue };
	struct tree *tree = publishing->tree;
	struct page_writer *w = page_writer_new(publishing, &edition, content, tree);
	struct indexing *index;
	enum err err;

	if (w == NULL)
		return ERR_UNAVAILABLE;
	err = begin_indexing(publishing, catalogue, &index);
	if (!err)
		err = put_pages(w, publishing->messages, content);
	err = end_indexing(publishing, index, err);
	if (!err)
		err = tree_finish(tree);
	*ret_publication = (struct publication){ .tree = tree_name(tree),
		.at = publishing->now,
		.pages = (int64_t)tree_files(tree),
		.changed_pages = (int64_t)tree_changed(tree) };
	return err;
}
