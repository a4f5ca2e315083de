/* Splitting texts into words, comparing them. See word.h. */
#include "search/word.h"

#include <string.h>

#include "core/locale/fold.h"
#include "core/locale/syllable.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"

/* Bytes of a word that count: no word of the catalogue is longer. */
enum { WORD_MOST = 80 };

static const char *
code_of(struct arena *arena, const char *text, const char *folded)
{
	struct syllable syllable;
	const char *code;

	if (!syllable_of_text(&syllable, text))
		return NULL;
	code = syllable_code(arena, &syllable);
	return strcmp(code, folded) != 0 ? code : NULL;
}

size_t
words_split(struct arena *arena, const char *text, struct word *words, size_t most)
{
	size_t count = 0, end = 0;

	for (size_t at = 0; count < most && fold_next_word(text, &at, &end); at = end) {
		struct word *word = &words[count];

		word->text =
		    arena_strndup(arena, text + at, utf8_cut(text + at, end - at < WORD_MOST ? end - at : WORD_MOST));
		word->folded = fold(arena, word->text);
		word->code = code_of(arena, word->text, word->folded);
		count += word->folded[0] != '\0';
	}
	return count;
}

bool
word_means(const struct word *typed, const struct word *word)
{
	return strcmp(typed->folded, word->folded) == 0 &&
	       (typed->code == NULL || (word->code != NULL && strcmp(typed->code, word->code) == 0));
}

bool
word_is_one_slip_away(const char *one, const char *other)
{
	size_t one_size = strlen(one), other_size = strlen(other), begin = 0, end = 0, least;

	if (one_size > other_size + 1 || other_size > one_size + 1)
		return false;
	least = one_size < other_size ? one_size : other_size;
	while (begin < least && one[begin] == other[begin])
		begin++;
	while (end < least - begin && one[one_size - end - 1] == other[other_size - end - 1])
		end++;
	if (one_size != other_size)
		return begin + end == least;
	if (begin + end + 1 == least)
		return true;
	return begin + end + 2 == least && one[begin] == other[begin + 1] && one[begin + 1] == other[begin];
}
