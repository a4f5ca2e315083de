/* News as a feed (JSON Feed 1.1) and as a block that the province's and the agencies' own portals read. */
#ifndef MOTCUA_CATALOGUE_NEWS_FEED_H
#define MOTCUA_CATALOGUE_NEWS_FEED_H

struct arena;
struct content;
struct edition;
struct view;

/* Within the published tree, one for all languages: news are Vietnamese. */
#define NEWS_FEED_FILE "tin-tuc/feed.json"

/* The newest news, addresses absolute. */
struct view *news_feed_view(struct arena *arena, const struct edition *edition, const struct content *content);
/* The same as a block for a frame of another portal (template catalogue/publish_embed_list). */
struct view *news_frame_view(struct arena *arena, const struct edition *edition, const struct content *content);

#endif
