/* Texts and addresses of one language's pages. See edition.h. */
#include "publish/edition.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"

const char *
edition_text(const struct edition *edition, const char *key)
{
	return edition->messages != NULL ? message(edition->messages, edition->language, key) : key;
}

const char *
edition_format(struct arena *arena, const struct edition *edition, const char *key, const char *name, const char *value)
{
	if (edition->messages == NULL)
		return key;
	return message_format(arena, edition->messages, edition->language, key, MESSAGE_ARGUMENTS({ name, value }));
}

const char *
edition_count(struct arena *arena, const struct edition *edition, const char *key, size_t count)
{
	return edition_format(arena, edition, key, "count", arena_printf(arena, "%zu", count));
}

const char *
edition_url(struct arena *arena, const struct edition *edition, const char *pattern, const char *slug)
{
	const char *path = url(arena, pattern, slug);

	if (strcmp(edition->language, MESSAGES_FIRST_LANGUAGE) == 0)
		return path;
	return arena_printf(arena, "/%s%s", edition->language, path);
}

bool
edition_has(const struct edition *edition, const char *module)
{
	return config_has_word(&edition->config->modules, module);
}

void
edition_breadcrumbs(
    struct arena *arena, const struct edition *edition, struct view *page, const char *label, const char *path)
{
	struct view *list = view_list(page, "breadcrumbs");
	struct view *home = view_item(list);

	view_text(home, "label", edition_text(edition, "shell.nav_home"));
	view_url(home, "url", edition_url(arena, edition, "/", ""));
	if (label != NULL) {
		struct view *item = view_item(list);

		view_text(item, "label", label);
		view_url(item, "url", path);
	}
}

void
edition_search(struct arena *arena, const struct edition *edition, struct view *page, const char *q)
{
	view_url(page, "search_url", edition_url(arena, edition, "/tim-kiem", ""));
	view_text(page, "q", q);
}

static const char *
slug_of(const char *const pairs[][2], const char *word)
{
	for (size_t i = 0; pairs[i][0] != NULL; i++)
		if (strcmp(pairs[i][0], word) == 0)
			return pairs[i][1];
	return word;
}

const char *
life_event_slug(const char *event)
{
	static const char *const slugs[][2] = { { "birth", "co-con-nho" }, { "study", "hoc-tap" },
		{ "work", "viec-lam" }, { "marriage", "ket-hon" }, { "land", "dat-dai-nha-o" },
		{ "business", "kinh-doanh" }, { "travel", "di-lai-du-lich" }, { "health", "suc-khoe" },
		{ "death", "nguoi-than-qua-doi" }, { NULL, NULL } };

	return slug_of(slugs, event);
}

const char *
level_slug(const char *level)
{
	static const char *const slugs[][2] = { { "full", "toan-trinh" }, { "partial", "mot-phan" },
		{ "information", "cung-cap-thong-tin" }, { NULL, NULL } };

	return slug_of(slugs, level);
}
