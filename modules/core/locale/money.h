/*
 * Amounts in đồng (int64, no smaller unit) as people write and read them aloud. The words come from the message
 * catalogue (number_words.json); the rules for joining them are here. Must not compute fees.
 */
#ifndef MOTCUA_CORE_LOCALE_MONEY_H
#define MOTCUA_CORE_LOCALE_MONEY_H

#include <stdint.h>

#include "core/err.h"

struct arena;
struct messages;

/* "8.000", "-1.250.000" */
const char *money_text(struct arena *arena, int64_t amount) __attribute__((returns_nonnull));

/* Reads "8000" or "8.000" (dots only between full groups of three), no sign. ERR_INVALID for anything else. */
MUST_CHECK enum err money_parse(const char *text, int64_t *amount);

/* The words that Vietnamese needs for numbers, filled by the caller from the catalogue; none may be NULL. */
struct number_words {
	const char *digits[10]; /* 0 to 9 said alone */
	const char *ten;        /* 10 to 19 begin with it */
	const char *tens;       /* 20 to 90: after the digit */
	const char *one_after;  /* 1 after 20, 30 ... 90 */
	const char *four_after; /* 4 after 20, 30 ... 90 */
	const char *five_after; /* 5 after 10, 20 ... 90 */
	const char *gap;        /* for the missing tens: 105 */
	const char *hundred;
	const char *thousand, *million, *billion;
	const char *minus;
};

/* The words from the catalogue (number_words.json). */
void number_words_load(const struct messages *messages, const char *language, struct number_words *words);

/* Reads any number aloud in lower case, words joined by single spaces. */
const char *number_in_words(struct arena *arena, const struct number_words *words, int64_t number)
    __attribute__((returns_nonnull));

#endif
