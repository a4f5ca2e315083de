/* Facts of journal entries that this module writes: JSON as text, kept in the arena. Private to the module. */
#ifndef MOTCUA_SUBMISSION_FACTS_H
#define MOTCUA_SUBMISSION_FACTS_H

#include <jansson.h>

struct arena;

/* The object as text; takes the reference. NULL only if memory or the object is broken: then there are no facts. */
const char *facts_keep(struct arena *arena, json_t *facts);

#endif
