/* Facts of journal entries. See facts.h. */
#include "facts.h"

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"

enum { FACTS_MAX = 64 * 1024 };

static void
release(void *json)
{
	json_decref(json);
}

json_t *
facts_read(struct arena *arena, const char *text)
{
	json_t *json = text == NULL ? NULL : json_loads(text, 0, NULL);

	if (json != NULL)
		arena_defer(arena, release, json);
	return json;
}

const char *
facts_text(struct arena *arena, const json_t *facts, const char *name)
{
	const char *text = json_string_value(json_object_get(facts, name));

	return text == NULL || text[0] == '\0' ? NULL : arena_strdup(arena, text);
}

json_int_t
facts_int(const json_t *facts, const char *name)
{
	return json_integer_value(json_object_get(facts, name));
}

const char *
facts_write(struct arena *arena, const struct view *facts)
{
	struct buffer out;

	buffer_init(&out, arena, FACTS_MAX);
	json_write(&out, facts);
	return out.data;
}
