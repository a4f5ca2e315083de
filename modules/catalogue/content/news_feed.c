/* The feed of news. See news_feed.h. */
#include "content/news_feed.h"

#include <string.h>

#include "content/content.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "publish/edition.h"

enum { FEED_NEWS = 50, FRAME_NEWS = 10 };

static const char *
absolute(struct arena *arena, const struct edition *edition, const char *path)
{
	return arena_printf(arena, "%s%s", edition->config->base_url, path);
}

static void
add_item(struct arena *arena, const struct edition *edition, struct view *items, const struct article *article)
{
	struct view *item = view_item(items);

	/* The same for ever, whatever the address of the portal becomes. */
	view_text(item, "id", arena_printf(arena, "urn:motcua:tin-tuc:%s", article->slug));
	view_text(item, "url", absolute(arena, edition, url(arena, "/tin-tuc/{}", article->slug)));
	view_text(item, "title", article->title);
	view_text(item, "content_text", article->summary);
	view_text(item, "date_published", moment_iso(arena, article->published_at));
	view_text(item, "date_modified", moment_iso(arena, article->updated_at));
}

struct view *
news_feed_view(struct arena *arena, const struct edition *edition, const struct content *content)
{
	struct view *feed = view_object(arena), *items;

	view_text(feed, "version", "https://jsonfeed.org/version/1.1");
	view_text(feed, "title", edition_text(edition, "catalogue_content.news"));
	view_text(feed, "home_page_url", absolute(arena, edition, "/tin-tuc/"));
	view_text(feed, "feed_url", absolute(arena, edition, "/" NEWS_FEED_FILE));
	view_text(feed, "language", MESSAGES_FIRST_LANGUAGE);
	items = view_list(feed, "items");
	for (size_t i = 0; i < content->article_count && view_count(items) < FEED_NEWS; i++)
		if (strcmp(content->articles[i].kind, "news") == 0)
			add_item(arena, edition, items, &content->articles[i]);
	return feed;
}

struct view *
news_frame_view(struct arena *arena, const struct edition *edition, const struct content *content)
{
	struct view *page = view_object(arena), *items;

	view_text(page, "title", edition_text(edition, "catalogue_content.news"));
	view_url(page, "more_url", edition_url(arena, edition, "/tin-tuc/", ""));
	items = view_list(page, "items");
	for (size_t i = 0; i < content->article_count && view_count(items) < FRAME_NEWS; i++) {
		const struct article *article = &content->articles[i];
		struct view *item;

		if (strcmp(article->kind, "news") != 0)
			continue;
		item = view_item(items);
		view_text(item, "label", article->title);
		view_url(item, "url", edition_url(arena, edition, "/tin-tuc/{}", article->slug));
		view_text(item, "note", date_text(arena, local_from_utc(article->published_at).day));
	}
	return page;
}
