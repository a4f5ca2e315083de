/*
 * "Truc tuyen: A; Dich vu buu chinh: B; Truc tiep: C": texts of the national base that say something of each channel.
 * Pure.
 */
#ifndef MOTCUA_CATALOGUE_CHANNEL_TEXT_H
#define MOTCUA_CATALOGUE_CHANNEL_TEXT_H

#include "import/words.h"

/*
 * Calls `take` for each channel that the text names, with "online", "post" or "counter" and the words that belong to it;
 * once with NULL and all words if it begins with no channel.
 */
void channels_read(struct words words, void (*take)(void *of, const char *channel, struct words words), void *of);

#endif
