/*
 * A text of the administration as words, numbers and signs: what the readers of terms and fees look at, so that capitals,
 * diacritics and blanks do not matter. Pure; keeps the place of each piece in the text, so that its own words can be kept.
 */
#ifndef MOTCUA_CATALOGUE_WORDS_H
#define MOTCUA_CATALOGUE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum word_kind {
	WORD_LETTERS, /* `folded` is the word in lower case without marks */
	WORD_NUMBER,  /* digits with single , . or / between them, as written */
	WORD_SIGN,    /* one byte of punctuation, or a line feed */
	WORD_BULLET,  /* a dash, plus or dot that opens an item of a list */
};

struct word {
	enum word_kind kind;
	const char *folded; /* never NULL; of a number or sign: as written */
	size_t from, to;    /* bytes of the text */
};

/* A run of words of one text. */
struct words {
	const char *text;
	const struct word *items;
	size_t count;
};

/* The words of a text: all of them, however long it is. */
struct words words_of(struct arena *arena, const char *text);
/* The part from item `from` up to and not including `to`. */
struct words words_part(struct words words, size_t from, size_t to);
/* The text itself from the first word to the last, "" if there is none. */
const char *words_text(struct arena *arena, struct words words);

/* Do the words from `at` on read like the folded phrase ("ke tu ngay")? Signs never match. */
bool words_at(struct words words, size_t at, const char *phrase);
/* The place of the phrase at or after `from`; words.count if it is not there. */
size_t words_find(struct words words, size_t from, const char *phrase);
/* How many words a phrase has. */
size_t phrase_length(const char *phrase);
/* The place of the last such sign; words.count if there is none. */
size_t words_last_sign(struct words words, char sign);
bool word_is_sign(struct words words, size_t at, char sign);
/* Without signs, bullets and line feeds at both ends. */
struct words words_trim(struct words words);

#endif
