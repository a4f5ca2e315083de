/* Public content, and the orders to publish it. See content_store.h. */
#include "content/content_store.h"

#include <stdlib.h>
#include <string.h>

#include "content/article_store.h"
#include "content/content_index.h"
#include "content/notice_store.h"
#include "content/question_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/security/random.h"
#include "domain/dossier/outbox_store.h"
#include "publish/order.h"

enum { KEY_DIGITS = 24 };

enum err
content_read(struct db *db, struct arena *arena, int64_t now, const struct content **ret_content)
{
	struct content *content = ARENA_NEW(arena, struct content);
	enum err err = articles_public(db, local_from_utc(now).day, &content->articles, &content->article_count);

	if (!err)
		err = questions_public(db, &content->questions, &content->question_count);
	if (!err)
		err = notices_public(db, &content->notices, &content->notice_count);
	content->now = now;
	if (!err)
		content_index(arena, content);
	*ret_content = content;
	return err;
}

enum err
content_order(struct db *db, const int64_t *moments, size_t count, int64_t now)
{
	enum err err = publish_order(db, now);

	for (size_t i = 0; !err && i < count; i++) {
		char key[KEY_DIGITS + 1];

		if (moments[i] == TIME_NONE || moments[i] <= now)
			continue;
		random_digits(key, KEY_DIGITS);
		err = outbox_add(db,
		    &(struct outbox_message){ "catalogue", "publish", key, DB_NULL_INT, "{}", moments[i], TIME_NONE },
		    now);
	}
	return err;
}
