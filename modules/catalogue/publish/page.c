/* Views into files of the tree. See page.h. */
#include "publish/page.h"

#include <string.h>

#include <libxml/xmlwriter.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "core/view/template.h"
#include "core/view/view.h"
#include "domain/site/site.h"
#include "publish/edition.h"
#include "publish/publish.h"
#include "publish/tree.h"

#define PAGE_MEMORY ((size_t)128 << 20)
enum { PAGE_MOST = 8 << 20, TEXTS_MOST = 8 << 20, SITEMAP_MOST = 50000 };

struct page_writer {
	const struct publishing *p;
	struct edition edition; /* the language that is being written */
	const struct page_content *content;
	struct tree *tree;
	struct arena *page;              /* of one page */
	const char *other;               /* another language, NULL: there is none */
	unsigned char face[SHA256_SIZE]; /* of all that every page of this language shows besides its own view */
	xmlBuffer *xml;
	xmlTextWriter *sitemap;
	size_t addresses;
};

/* --- the rooms ------------------------------------------------------------------------------------------------------- */

enum err
page_content_read(struct db *db, struct arena *arena, int64_t now, const struct page_content **ret_content)
{
	struct page_content *content = ARENA_NEW(arena, struct page_content);
	enum err err = OK;

	content->of_room = arena_array(arena, page_room_count + 1, sizeof(*content->of_room));
	for (size_t i = 0; !err && i < page_room_count; i++)
		if (page_rooms[i].read != NULL)
			err = page_rooms[i].read(db, arena, now, &content->of_room[i]);
	*ret_content = content;
	return err;
}

static const void *
content_of(const struct page_content *content, size_t room)
{
	return content != NULL ? content->of_room[room] : NULL;
}

void
page_add_home(struct arena *arena, const struct edition *edition, const struct page_content *content, struct view *page)
{
	for (size_t i = 0; i < page_room_count; i++)
		if (page_rooms[i].home != NULL)
			page_rooms[i].home(arena, edition, content_of(content, i), page);
}

void
page_add_procedure(struct arena *arena, const struct edition *edition, const struct page_content *content,
    const struct catalogue_procedure *procedure, struct view *page)
{
	for (size_t i = 0; i < page_room_count; i++)
		if (page_rooms[i].procedure != NULL)
			page_rooms[i].procedure(arena, edition, content_of(content, i), procedure, page);
}

enum err
page_put_rooms(struct page_writer *w)
{
	enum err err = OK;

	for (size_t i = 0; !err && i < page_room_count; i++)
		if (page_rooms[i].put != NULL)
			err = page_rooms[i].put(w, content_of(w->content, i));
	return err;
}

/* --- the writer ------------------------------------------------------------------------------------------------------ */

static void
free_writer(void *object)
{
	struct page_writer *w = object;

	xmlFreeTextWriter(w->sitemap);
	xmlBufferFree(w->xml);
	arena_free(w->page);
}

static enum err
out_of_memory(const struct page_writer *w)
{
	return FAILURE(w->p->failure, ERR_INTERNAL, NULL, NULL, "sitemap: out of memory");
}

struct page_writer *
page_writer_new(const struct publishing *publishing, const struct edition *edition, const struct page_content *content,
    struct tree *tree)
{
	struct page_writer *w = ARENA_NEW(publishing->arena, struct page_writer);

	*w = (struct page_writer){ .p = publishing,
		.edition = *edition,
		.content = content,
		.tree = tree,
		.page = arena_new(PAGE_MEMORY),
		.xml = xmlBufferCreate() };
	arena_defer(publishing->arena, free_writer, w);
	/* What pages read goes with them: the versions of a whole catalogue would fill the memory. */
	if (publishing->db != NULL)
		db_set_arena(publishing->db, w->page);
	w->sitemap = w->xml != NULL ? xmlNewTextWriterMemory(w->xml, 0) : NULL;
	if (w->sitemap == NULL || xmlTextWriterStartDocument(w->sitemap, NULL, "UTF-8", NULL) < 0 ||
	    xmlTextWriterStartElementNS(
		w->sitemap, NULL, BAD_CAST "urlset", BAD_CAST "http://www.sitemaps.org/schemas/sitemap/0.9") < 0) {
		(void)out_of_memory(w);
		return NULL;
	}
	return w;
}

const struct edition *
page_edition(const struct page_writer *writer)
{
	return &writer->edition;
}

struct arena *
page_arena(const struct page_writer *writer)
{
	return writer->page;
}

struct db *
page_db(const struct page_writer *writer)
{
	return writer->p->db;
}

static struct view *
shell_of(const struct page_writer *w, struct view *page, const char *path)
{
	struct view *shell = view_child(page, "shell");

	site_shell_static(w->page, w->p->config, w->p->messages, w->edition.language, path, shell);
	for (size_t i = 0; i < page_room_count; i++)
		if (page_rooms[i].shell != NULL)
			page_rooms[i].shell(w->page, &w->edition, content_of(w->content, i), shell);
	return shell;
}

/* Every text, the shell, the templates and this program: what a page's own view does not hold. */
static void
digest_face(struct page_writer *w)
{
	struct view *page = view_object(w->page);
	unsigned char templates[TEMPLATES_DIGEST_SIZE];
	struct buffer texts;

	(void)shell_of(w, page, "/");
	view_share(page, "t", message_tree(w->p->messages, w->edition.language));
	templates_digest(w->p->templates, templates);
	buffer_init(&texts, w->page, TEXTS_MOST);
	json_write(&texts, page);
	buffer_text(&texts, w->p->config->base_url);
	buffer_text(&texts, MOTCUA_VERSION);
	sha256_parts((const struct bytes[]){ { templates, sizeof(templates) },
			 { (const unsigned char *)texts.data, texts.size } },
	    2, w->face);
	arena_reset(w->page);
}

void
page_language(struct page_writer *w, size_t index)
{
	w->edition.language = messages_language(w->p->messages, index);
	w->other =
	    messages_language_count(w->p->messages) > 1 ? messages_language(w->p->messages, index == 0 ? 1 : 0) : NULL;
	digest_face(w);
}

/* --- pages ----------------------------------------------------------------------------------------------------------- */

/* An address for search engines. */
static enum err
add_address(struct page_writer *w, const char *path)
{
	bool wrong;

	if (w->addresses++ >= SITEMAP_MOST)
		return OK;
	wrong = xmlTextWriterStartElement(w->sitemap, BAD_CAST "url") < 0 ||
		xmlTextWriterWriteElement(w->sitemap, BAD_CAST "loc",
		    BAD_CAST arena_printf(w->page, "%s%s", w->p->config->base_url, path)) < 0 ||
		xmlTextWriterEndElement(w->sitemap) < 0;
	return wrong ? out_of_memory(w) : OK;
}

static const char *
other_language_url(const struct page_writer *w, const struct page *page)
{
	struct edition other = w->edition;

	if (w->other == NULL)
		return NULL;
	other.language = w->other;
	return edition_url(w->page, &other, page->pattern, page->slug);
}

static enum err
put_buffer(struct page_writer *w, const char *path, const unsigned char *digest, const struct buffer *out)
{
	if (out->full)
		return FAILURE(w->p->failure, ERR_TOO_LARGE, NULL, NULL, "%s is too large", path);
	return tree_put(w->tree, path, digest, out->data, out->size);
}

static enum err
put_html(struct page_writer *w, const struct page *page, const char *path, const char *file,
    const unsigned char digest[SHA256_SIZE])
{
	struct view *shell;
	struct buffer out;
	enum err err;

	shell = shell_of(w, page->view, path);
	view_share(page->view, "t", message_tree(w->p->messages, w->edition.language));
	view_text(shell, "title", view_as_text(view_find(page->view, "title")));
	view_url(shell, "other_language_url", other_language_url(w, page));
	buffer_init(&out, w->page, PAGE_MOST);
	err = template_render(w->p->templates, page->template, page->view, &out, TEMPLATE_STRICT, w->p->failure);
	return err ? err : put_buffer(w, file, digest, &out);
}

struct place {
	const char *path;        /* its address */
	const char *html, *json; /* its files */
	unsigned char digest[SHA256_SIZE];
};

/* Where a page stands and what it is made of: `content`, and the face of its language. */
static struct place
place_of(const struct page_writer *w, const struct page *page, struct bytes content)
{
	const char *path = edition_url(w->page, &w->edition, page->pattern, page->slug);
	const char *file = arena_printf(w->page, "%s%s", path + 1, path[strlen(path) - 1] == '/' ? "index" : "");
	struct place place = { path, arena_printf(w->page, "%s.html", file), arena_printf(w->page, "%s.json", file),
		{ 0 } };

	sha256_parts((const struct bytes[]){ { w->face, sizeof(w->face) },
			 { (const unsigned char *)page->template, strlen(page->template) },
			 { (const unsigned char *)path, strlen(path) }, content },
	    4, place.digest);
	return place;
}

/* The page is part of the tree: its address, and its memory back. */
static enum err
done(struct page_writer *w, const struct page *page, const char *path)
{
	enum err err = page->unlisted ? OK : add_address(w, path);

	arena_reset(w->page);
	return err;
}

bool
page_keep(struct page_writer *w, const struct page *page)
{
	struct place place = place_of(w, page, (struct bytes){ page->made_of, SHA256_SIZE });

	return tree_keep(w->tree, place.json, place.digest) && tree_keep(w->tree, place.html, place.digest) &&
	       done(w, page, place.path) == OK;
}

/* The JSON says all that is particular to the page: with the face of its language it decides whether anything is done. */
enum err
page_put(struct page_writer *w, const struct page *page)
{
	struct place place;
	struct buffer out;
	enum err err = OK;

	buffer_init(&out, w->page, PAGE_MOST);
	json_write(&out, page->view);
	place = place_of(w, page,
	    page->made_of != NULL ? (struct bytes){ page->made_of, SHA256_SIZE }
				  : (struct bytes){ (const unsigned char *)out.data, out.size });
	if (!tree_keep(w->tree, place.json, place.digest))
		err = put_buffer(w, place.json, place.digest, &out);
	if (!err && !tree_keep(w->tree, place.html, place.digest))
		err = put_html(w, page, place.path, place.html, place.digest);
	if (!err)
		return done(w, page, place.path);
	arena_reset(w->page);
	return err;
}

enum err
page_put_file(struct page_writer *w, const char *path, const struct buffer *out)
{
	return put_buffer(w, path, NULL, out);
}

bool
page_keep_file(struct page_writer *w, const char *path, const unsigned char *digest)
{
	const bool kept = tree_keep(w->tree, path, digest);

	if (kept)
		arena_reset(w->page);
	return kept;
}

enum err
page_put_bytes(struct page_writer *w, const char *path, const unsigned char *digest, struct bytes content)
{
	enum err err = tree_put(w->tree, path, digest, content.data, content.size);

	arena_reset(w->page);
	return err;
}

enum err
page_put_sitemap(struct page_writer *w)
{
	if (xmlTextWriterEndDocument(w->sitemap) < 0 || xmlTextWriterFlush(w->sitemap) < 0)
		return out_of_memory(w);
	return tree_put(w->tree, "sitemap.xml", NULL, xmlBufferContent(w->xml), (size_t)xmlBufferLength(w->xml));
}
