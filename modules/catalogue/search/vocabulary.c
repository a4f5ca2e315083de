/* Looking words up, finding words nearby, recognising synonyms. See vocabulary.h. */
#include "search/vocabulary.h"

#include <string.h>

#include "core/memory/arena.h"

/* The place of the first word that is not before `folded`. */
static size_t
place_of(const struct vocabulary *vocabulary, const char *folded)
{
	size_t low = 0, high = vocabulary->word_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(vocabulary->words[middle].text, folded) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
begins(const char *text, const char *beginning)
{
	return strncmp(text, beginning, strlen(beginning)) == 0;
}

int64_t
vocabulary_documents(const struct vocabulary *vocabulary, const char *folded, bool begun)
{
	int64_t most = 0;

	for (size_t i = place_of(vocabulary, folded);
	     i < vocabulary->word_count && begins(vocabulary->words[i].text, folded); i++) {
		if (!begun && strcmp(vocabulary->words[i].text, folded) != 0)
			break;
		if (vocabulary->words[i].documents > most)
			most = vocabulary->words[i].documents;
	}
	return most;
}

static bool
matches(const char *text, const char *folded, bool begun)
{
	return begun ? begins(text, folded) : strcmp(text, folded) == 0;
}

bool
vocabulary_knows(const struct vocabulary *vocabulary, const char *folded, bool begun)
{
	size_t place = place_of(vocabulary, folded);

	if (place < vocabulary->word_count && matches(vocabulary->words[place].text, folded, begun))
		return true;
	for (size_t i = 0; i < vocabulary->synonym_count; i++)
		for (size_t k = 0; k < vocabulary->synonyms[i].word_count; k++)
			if (matches(vocabulary->synonyms[i].words[k].folded, folded, begun))
				return true;
	return false;
}

/* Keeps the list sorted by documents; the last falls off a full one. */
static size_t
insert(const struct vocabulary_word **words, size_t count, size_t most, const struct vocabulary_word *word)
{
	size_t at = count;

	while (at > 0 && words[at - 1]->documents < word->documents)
		at--;
	if (at >= most)
		return count;
	if (count == most)
		count--;
	memmove(&words[at + 1], &words[at], (count - at) * sizeof(*words));
	words[at] = word;
	return count + 1;
}

size_t
vocabulary_near(
    const struct vocabulary *vocabulary, const char *folded, const struct vocabulary_word **ret_words, size_t most)
{
	size_t count = 0, size = strlen(folded);

	for (size_t i = 0; i < vocabulary->word_count; i++)
		if (vocabulary->words[i].size + 1 >= size && vocabulary->words[i].size <= size + 1 &&
		    word_is_one_slip_away(vocabulary->words[i].text, folded))
			count = insert(ret_words, count, most, &vocabulary->words[i]);
	return count;
}

static bool
begins_with_synonym(const struct word *words, size_t count, const struct synonym *synonym)
{
	if (synonym->word_count == 0 || synonym->word_count > count)
		return false;
	for (size_t i = 0; i < synonym->word_count; i++)
		if (!word_means(&words[i], &synonym->words[i]))
			return false;
	return true;
}

const struct synonym *
vocabulary_synonym(const struct vocabulary *vocabulary, const struct word *words, size_t count)
{
	const struct synonym *longest = NULL;

	for (size_t i = 0; i < vocabulary->synonym_count; i++)
		if ((longest == NULL || vocabulary->synonyms[i].word_count > longest->word_count) &&
		    begins_with_synonym(words, count, &vocabulary->synonyms[i]))
			longest = &vocabulary->synonyms[i];
	return longest;
}

const struct synonym *
vocabulary_other_meaning(const struct vocabulary *vocabulary, const struct synonym *synonym)
{
	const struct synonym *next = synonym + 1;

	return next < vocabulary->synonyms + vocabulary->synonym_count && strcmp(next->text, synonym->text) == 0 ? next
														 : NULL;
}

void
synonym_split(struct arena *arena, struct synonym *synonym)
{
	synonym->word_count = words_split(arena, synonym->text, synonym->words, SYNONYM_WORDS);
	synonym->meaning_count = words_split(arena, synonym->meaning, synonym->meaning_words, MEANING_WORDS);
}
