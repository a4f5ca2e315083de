/* What the index can find: its words with how many procedures have them, and the words that people use for others. Pure. */
#ifndef MOTCUA_CATALOGUE_VOCABULARY_H
#define MOTCUA_CATALOGUE_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/word.h"

struct arena;

enum { SYNONYM_WORDS = 8, MEANING_WORDS = 16, NEAR_WORDS = 8 };

struct vocabulary_word {
	const char *text; /* folded */
	int64_t documents;
	size_t size; /* of the text, in bytes */
};

/* "sổ đỏ" -> "giấy chứng nhận quyền sử dụng đất". No meaning: the words say nothing about what is sought ("ở đâu"). */
struct synonym {
	const char *text, *meaning;
	struct word words[SYNONYM_WORDS];
	size_t word_count;
	struct word meaning_words[MEANING_WORDS];
	size_t meaning_count;
};

struct vocabulary {
	const struct vocabulary_word *words; /* by text, in bytes' order */
	size_t word_count;
	const struct synonym *synonyms; /* by folded text: those of one word stand together */
	size_t synonym_count;
	int64_t documents;
};

/* How many procedures have the word; with `begun` at least as many as the most frequent word that begins so. */
int64_t vocabulary_documents(const struct vocabulary *vocabulary, const char *folded, bool begun);
/* Is it a word of a procedure or of a synonym; with `begun`: the beginning of one? */
bool vocabulary_knows(const struct vocabulary *vocabulary, const char *folded, bool begun);

/* Words one slip away, those of most procedures first; returns how many. */
size_t vocabulary_near(
    const struct vocabulary *vocabulary, const char *folded, const struct vocabulary_word **ret_words, size_t most);

/* The longest synonym whose words are the first of these; its neighbours may have the same words. NULL: none. */
const struct synonym *vocabulary_synonym(const struct vocabulary *vocabulary, const struct word *words, size_t count);
/* The synonym after it if it has the same words, else NULL. */
const struct synonym *vocabulary_other_meaning(const struct vocabulary *vocabulary, const struct synonym *synonym);

/* Fills the words of a synonym from its texts. */
void synonym_split(struct arena *arena, struct synonym *synonym);

#endif
