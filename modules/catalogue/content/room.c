/* The room's row of page_rooms. See room.h. */
#include "content/room.h"

#include <string.h>

#include "content/content.h"
#include "content/content_store.h"
#include "content/news_feed.h"
#include "content/public_view.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/view.h"
#include "domain/site/current_notices.h"
#include "publish/edition.h"

enum { JSON_MOST = 1 << 20 };

enum err
content_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content)
{
	const struct content *content;
	enum err err = content_read(db, arena, now, &content);

	*ret_content = content;
	return err;
}

static enum err
put(struct page_writer *w, const char *template, const char *pattern, const char *slug, struct view *view)
{
	return page_put(w, &(struct page){ .template = template, .pattern = pattern, .slug = slug, .view = view });
}

static enum err
put_lists(struct page_writer *w, const struct content *content)
{
	const struct edition *edition = page_edition(w);
	struct arena *arena = page_arena(w);
	enum err err =
	    put(w, "catalogue/content_list", "/tin-tuc/", "", public_articles_view(arena, edition, content, "news"));

	if (!err)
		err = put(w, "catalogue/content_list", "/huong-dan/", "",
		    public_articles_view(arena, edition, content, "guide"));
	if (!err)
		err = put(w, "catalogue/content_list", "/hoi-dap/", "", public_questions_view(arena, edition, content));
	if (!err)
		err = put(
		    w, "catalogue/content_notices", "/thong-bao/", "", public_notices_view(arena, edition, content));
	return err;
}

static enum err
put_json(struct page_writer *w, const char *path, const struct view *view)
{
	struct buffer out;

	buffer_init(&out, page_arena(w), JSON_MOST);
	json_write(&out, view);
	return page_put_file(w, path, &out);
}

/* Once for all languages: for the pages that modules serve, which interruptions last; for other portals, the news. */
static enum err
put_files(struct page_writer *w, const struct content *content)
{
	struct view *root = view_object(page_arena(w));
	enum err err;

	if (strcmp(page_edition(w)->language, MESSAGES_FIRST_LANGUAGE) != 0)
		return OK;
	public_add_shell(page_arena(w), page_edition(w), content, root);
	err = put_json(w, CURRENT_NOTICES_FILE, root);
	return err ? err : put_json(w, NEWS_FEED_FILE, news_feed_view(page_arena(w), page_edition(w), content));
}

enum err
content_room_put(struct page_writer *w, const void *room_content)
{
	const struct content *content = room_content;
	enum err err = put_lists(w, content);

	for (size_t i = 0; !err && i < content->article_count; i++)
		err = put(w, "catalogue/content_page",
		    strcmp(content->articles[i].kind, "guide") == 0 ? "/huong-dan/{}" : "/tin-tuc/{}",
		    content->articles[i].slug,
		    public_article_view(page_arena(w), page_edition(w), &content->articles[i]));
	for (size_t i = 0; !err && i < content->question_count; i++)
		err = put(w, "catalogue/content_page", "/hoi-dap/{}", content->questions[i].slug,
		    public_question_view(page_arena(w), page_edition(w), &content->questions[i]));
	if (!err)
		err = page_put(w, &(struct page){ .template = "catalogue/publish_embed_list",
				      .pattern = "/nhung/tin-tuc",
				      .slug = "",
				      .view = news_frame_view(page_arena(w), page_edition(w), content),
				      .unlisted = true });
	return err ? err : put_files(w, content);
}

void
content_room_shell(struct arena *arena, const struct edition *edition, const void *content, struct view *shell)
{
	public_add_shell(arena, edition, content, shell);
}

void
content_room_home(struct arena *arena, const struct edition *edition, const void *content, struct view *page)
{
	public_add_home(arena, edition, content, page);
}

void
content_room_procedure(struct arena *arena, const struct edition *edition, const void *content,
    const struct catalogue_procedure *procedure, struct view *page)
{
	public_add_procedure(arena, edition, content, procedure, page);
}
