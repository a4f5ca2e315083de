/* Lists of words. See word_list.h. */
#include "core/locale/word_list.h"

#include <string.h>

const char *
word_list_find(const char *const *words, const char *word)
{
	while (*words != NULL && strcmp(*words, word) != 0)
		words++;
	return *words;
}
