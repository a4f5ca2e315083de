/* Facts of journal entries. See facts.h. */
#include "facts.h"

#include <stdlib.h>

#include "core/memory/arena.h"

const char *
facts_keep(struct arena *arena, json_t *facts)
{
	char *text = json_dumps(facts, JSON_COMPACT);
	const char *copy = text != NULL ? arena_strdup(arena, text) : NULL;

	free(text);
	json_decref(facts);
	return copy;
}
