/* Counting searches in vain. See miss.h. */
#include "search/miss.h"

#include <stdint.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/system/jobs.h"
#include "search/keyword_store.h"
#include "search/word.h"

/* A longer text is a story, not a search, and may tell of somebody. */
enum { WORDS_MOST = 8, DAYS_KEPT = 90 };

const char *
miss_words(struct arena *arena, const char *q)
{
	struct word words[WORDS_MOST + 1];
	size_t count = words_split(arena, q, words, WORDS_MOST + 1);
	char *kept;

	if (count == 0 || count > WORDS_MOST || strchr(q, '@') != NULL)
		return NULL;
	kept = arena_strdup(arena, fold(arena, q));
	if (strlen(kept) > MISS_WORDS)
		return NULL;
	for (char *p = kept; *p != '\0'; p++)
		if (*p >= '0' && *p <= '9')
			*p = '#';
	return kept;
}

void
miss_note(struct ctx *c, const char *q)
{
	const char *words = q != NULL ? miss_words(c->arena, q) : NULL;
	int64_t now;

	if (words == NULL)
		return;
	if (ctx_now(c, &now) || miss_add(c->db, local_from_utc(now).day, words))
		failure_clear(&c->failure);
}

enum err
miss_sweep(struct job_ctx *j, bool *ret_more)
{
	*ret_more = false;
	return miss_expire(j->db, local_from_utc(j->now).day - DAYS_KEPT);
}
