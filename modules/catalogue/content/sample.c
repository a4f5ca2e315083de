/* Sample content and the sample views of its published pages. See sample.h and public_view.h. */
#include "content/sample.h"

#include "content/content.h"
#include "content/content_index.h"
#include "content/public_view.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "publish/sample.h"

#define NOW INT64_C(1795000000000000)

static const struct article articles[] = {
	{ 1, "news", "news", "news", "summary", "body", "", DB_NULL_INT, NULL, NULL, DATE_NONE, DATE_NONE, "published",
	    false, 1, "officer", NOW, NOW, 1, "" },
	{ 2, "guide", "guide", "guide", "summary", "# body\n\n1. one\n2. **two**\n\n> `three`",
	    "https://youtu.be/sample", 1, "H01", "agency", DATE_NONE, DATE_NONE, "published", false, 1, "officer", NOW,
	    NOW, 1, "1.000001" },
};
static const struct question questions[] = { { 1, "HD-1", "published", "office", NULL, NULL, NULL, NOW, DATE_NONE,
    "answer", "answer", "- yes", "1.000001", "sample", "sample", 1, "H01", "agency", "", "officer", NOW, NOW, 1 } };
static const struct notice notices[] = { { 1, "TB-1", "planned", "published", "notice", "all", "body", NOW - 1, NOW + 1,
					     "officer", NOW, NOW, 1 },
	{ 2, "TB-2", "urgent", "published", "coming", "all", "body", NOW + 1, NOW + 2, "officer", NOW, NOW, 1 } };

const struct content *
content_sample(struct arena *arena)
{
	struct content *content = ARENA_NEW(arena, struct content);

	*content = (struct content){ NOW, articles, sizeof(articles) / sizeof(articles[0]), questions,
		sizeof(questions) / sizeof(questions[0]), notices, sizeof(notices) / sizeof(notices[0]), NULL, 0 };
	content_index(arena, content);
	return content;
}

struct view *
public_list_sample(struct arena *arena)
{
	return public_questions_view(arena, edition_sample(arena), content_sample(arena));
}

struct view *
public_page_sample(struct arena *arena)
{
	return public_article_view(arena, edition_sample(arena), &content_sample(arena)->articles[1]);
}

struct view *
public_notices_sample(struct arena *arena)
{
	return public_notices_view(arena, edition_sample(arena), content_sample(arena));
}
