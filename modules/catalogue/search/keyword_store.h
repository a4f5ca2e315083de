/* Words that people use for official ones, kept by administrators, and what searches found nothing. */
#ifndef MOTCUA_CATALOGUE_KEYWORD_STORE_H
#define MOTCUA_CATALOGUE_KEYWORD_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

enum { KEYWORD_PAGE = 50, MISS_PAGE = 30, MISS_WORDS = 120 };

struct keyword {
	const char *word, *meaning; /* no meaning (""): search passes over the word */
};

/*
 * Those after `after` in order, whose word or meaning has `part` in it ("": all), at most KEYWORD_PAGE; *ret_more: there
 * are further ones. `after` with two empty texts: from the beginning.
 */
MUST_CHECK enum err keyword_list(struct db *db, const char *part, const struct keyword *after,
    const struct keyword **ret_rows, size_t *ret_count, bool *ret_more);
/* ERR_CONFLICT with db_duplicate: it is there already. */
MUST_CHECK enum err keyword_add(struct db *db, const struct keyword *keyword);
/* Takes it in unless it is there. */
MUST_CHECK enum err keyword_load(struct db *db, const struct keyword *keyword);
/* ERR_CONFLICT: it is not there (any more). */
MUST_CHECK enum err keyword_remove(struct db *db, const struct keyword *keyword);

/* One more search of that day with these words (search/miss.h) found nothing. A day keeps so many different ones at most. */
MUST_CHECK enum err miss_add(struct db *db, int32_t day, const char *words);

struct miss {
	const char *words;
	int64_t times;
	int32_t last_day;
};
/*
 * What was sought in vain since `since`, most often first, at most MISS_PAGE. What fewer than three searches had is not
 * told: it may be one person's own.
 */
MUST_CHECK enum err miss_list(struct db *db, int32_t since, const struct miss **ret_rows, size_t *ret_count);
/* Forgets the days before `before`. */
MUST_CHECK enum err miss_expire(struct db *db, int32_t before);

extern const struct store keyword_store;

#endif
