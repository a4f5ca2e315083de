/* Words of the room and questions about its rows. See content.h. */
#include "content/content.h"

const char *const article_kinds[] = { "news", "guide", NULL };
const char *const notice_kinds[] = { "planned", "urgent", NULL };

bool
notice_is_current(const struct notice *notice, int64_t now)
{
	return notice->starts_at <= now && now < notice->ends_at;
}
