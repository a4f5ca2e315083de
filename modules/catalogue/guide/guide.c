/* Guides from files: read at start, looked up by name, shown as a page. See guide.h. */
#include "guide/guide.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/markup.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/system/file.h"
#include "core/view/url.h"
#include "core/view/view.h"

enum { GUIDES_MEMORY = GUIDES_MAX * GUIDE_BYTES_MAX, NAME_MAX_BYTES = 64 };

/* One guide in one language. Constant after the start. */
struct guide {
	const char *language, *name; /* "vi", "thiet-ke" */
	const char *title, *body;    /* the first heading; the text below it */
};

static struct guide guides[GUIDES_MAX];
static size_t guide_count;
static struct arena *guide_arena; /* of the texts, until the next start */

struct guide_in {
	const char *guide;
};
static const struct field guide_fields[] = {
	FIELD(guide_in, guide, FIELD_CODE, FROM_PATH, .required = true, .max = NAME_MAX_BYTES, .pattern = "a-z0-9-"),
};
const struct input guide_input = INPUT(guide_in, guide_fields);

/* --- reading them --------------------------------------------------------------------------------------------------- */

struct reading {
	struct arena *arena;
	const char *folder, *language;
	struct failure *failure;
};

static enum err
refuse_file(const struct reading *r, const char *file, enum err code, const char *why)
{
	*r->failure = (struct failure){ .code = code, .file = __FILE__, .line = __LINE__ };
	snprintf(r->failure->log, sizeof(r->failure->log), "guide %s/%s/%s: %s", r->folder, r->language, file, why);
	return code;
}

/* "thiet-ke.md" -> "thiet-ke"; NULL if it has another shape. */
static const char *
name_of(struct arena *arena, const char *file)
{
	size_t size = strspn(file, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (size == 0 || size > NAME_MAX_BYTES || strcmp(file + size, ".md") != 0)
		return NULL;
	return arena_strndup(arena, file, size);
}

static enum err
read_guide(const struct reading *r, const char *file)
{
	const char *path = arena_printf(r->arena, "%s/%s/%s", r->folder, r->language, file);
	struct guide *guide = &guides[guide_count];
	struct bytes content;
	char *text, *end;
	enum err err;

	if (guide_count == GUIDES_MAX)
		return refuse_file(r, file, ERR_TOO_LARGE, "too many guides");
	if ((guide->name = name_of(r->arena, file)) == NULL)
		return refuse_file(r, file, ERR_INVALID, "its name is not [a-z0-9-]+.md");
	if ((err = file_read(r->arena, path, GUIDE_BYTES_MAX, false, &content, r->failure)))
		return err;
	text = arena_strndup(r->arena, (const char *)content.data, content.size);
	end = strchr(text, '\n');
	if (strncmp(text, "# ", 2) != 0 || end == NULL)
		return refuse_file(r, file, ERR_INVALID, "it does not open with a heading \"# ...\"");
	*end = '\0';
	guide->language = r->language;
	guide->title = text + 2;
	guide->body = end + 1;
	guide_count++;
	return OK;
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static enum err
read_language(const struct reading *r)
{
	struct dirent **files;
	int count = scandir(arena_printf(r->arena, "%s/%s", r->folder, r->language), &files, is_visible, alphasort);
	enum err err = OK;

	for (int i = 0; i < count; i++) {
		if (!err)
			err = read_guide(r, files[i]->d_name);
		free(files[i]);
	}
	if (count >= 0)
		free(files);
	return err;
}

enum err
guides_start(const struct core_config *config, struct failure *failure)
{
	struct reading r = { .folder = config->guides, .failure = failure };
	struct dirent **languages;
	int count = scandir(config->guides, &languages, is_visible, alphasort);
	enum err err = OK;

	guide_count = 0;
	if (guide_arena != NULL)
		arena_free(guide_arena);
	r.arena = guide_arena = arena_new(GUIDES_MEMORY);
	for (int i = 0; i < count; i++) {
		r.language = arena_strdup(r.arena, languages[i]->d_name);
		if (!err)
			err = read_language(&r);
		free(languages[i]);
	}
	if (count >= 0)
		free(languages);
	return err;
}

/* --- showing them ----------------------------------------------------------------------------------------------------- */

static const struct guide *
guide_find(const char *language, const char *name)
{
	for (size_t i = 0; i < guide_count; i++)
		if (strcmp(guides[i].language, language) == 0 && strcmp(guides[i].name, name) == 0)
			return &guides[i];
	return NULL;
}

/* In the reader's language, else in the first one; NULL: in neither. */
static const struct guide *
guide_for(const struct ctx *c, const char *name)
{
	const struct guide *guide = guide_find(c->language, name);

	return guide != NULL ? guide : guide_find(MESSAGES_FIRST_LANGUAGE, name);
}

const char *
guide_url(struct ctx *c, const char *name)
{
	return guide_for(c, name) != NULL ? url(c->arena, OFFICE_GUIDES_PATH "/{}", name) : NULL;
}

/* `foreign`: the guide's language, where it is not the page's. */
static void
show_language(struct view *at, const struct guide *guide, const char *language)
{
	view_text(at, "foreign", strcmp(guide->language, language) == 0 ? NULL : guide->language);
}

enum err
handle_guide_list(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena), *items = view_list(page, "guides");
	size_t shown = 0;

	(void)input;
	view_text(page, "title", ctx_text(c, "catalogue_guide.title"));
	for (size_t i = 0; i < guide_count; i++) {
		const struct guide *guide = guide_for(c, guides[i].name);
		struct view *item;

		/* each once: all have a text in the first language, a translation only stands in for it */
		if (guide == NULL || strcmp(guides[i].language, MESSAGES_FIRST_LANGUAGE) != 0)
			continue;
		item = view_item(items);
		view_text(item, "label", guide->title);
		view_url(item, "url", guide_url(c, guide->name));
		show_language(item, guide, c->language);
		shown++;
	}
	view_bool(page, "any", shown > 0);
	return respond_page(c, "catalogue/guides", page);
}

enum err
handle_guide_page(struct ctx *c, const void *input)
{
	const struct guide_in *in = input;
	const struct guide *guide = guide_for(c, in->guide);
	struct view *page;

	if (guide == NULL)
		return ERR_NOT_FOUND;
	page = view_object(c->arena);
	view_text(page, "title", guide->title);
	view_url(page, "back_url", OFFICE_GUIDES_PATH);
	show_language(page, guide, c->language);
	markup_view(c->arena, page, guide->body, 2);
	return respond_page(c, "catalogue/guide", page);
}

struct view *
guides_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item = view_item(view_list(page, "guides"));

	view_text(page, "title", "sample");
	view_bool(page, "any", true);
	view_text(item, "label", "sample");
	view_url(item, "url", OFFICE_GUIDES_PATH "/sample");
	view_text(item, "foreign", "vi");
	return page;
}

struct view *
guide_sample(struct arena *arena)
{
	struct view *page = view_object(arena);

	view_text(page, "title", "sample");
	view_url(page, "back_url", OFFICE_GUIDES_PATH);
	view_text(page, "foreign", NULL);
	markup_view(arena, page, "## one\n\n- two\n\n1. three", 2);
	return page;
}
