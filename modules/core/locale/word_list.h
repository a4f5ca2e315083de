/* Lists of words: constant texts that end with NULL, as the choices of fields are. */
#ifndef MOTCUA_CORE_LOCALE_WORD_LIST_H
#define MOTCUA_CORE_LOCALE_WORD_LIST_H

/* The entry of `words` that says `word`, which lives as long as the list; NULL if none does. */
const char *word_list_find(const char *const *words, const char *word);

#endif
