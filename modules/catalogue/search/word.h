/* The words of a text as search sees them, whether it is a procedure's name, a synonym or what somebody typed. Pure. */
#ifndef MOTCUA_CATALOGUE_WORD_H
#define MOTCUA_CATALOGUE_WORD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct word {
	const char *text;   /* as written */
	const char *folded; /* core/locale/fold.h */
	const char *code;   /* with its marks (core/locale/syllable.h); NULL: written without any, or no syllable */
};

/* The first `most` words; returns how many. */
size_t words_split(struct arena *arena, const char *text, struct word *words, size_t most);

/* Is `typed` the same word? What was typed without marks may mean any. */
bool word_means(const struct word *typed, const struct word *word);

/* Is one the other with one letter more, less or different, or with two neighbours exchanged? Equal words are not. */
bool word_is_one_slip_away(const char *one, const char *other);

#endif
