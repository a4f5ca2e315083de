/* Signatures among the facts of filing. See co_signed.h. */
#include "domain/dossier/co_signed.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/memory/arena.h"

#define SIGNATURES "co_signed"
#define DIGEST     "co_signed_sha256"

static const char *
kept(struct arena *arena, json_t *facts)
{
	char *text = json_dumps(facts, JSON_COMPACT);
	const char *copy = text != NULL ? arena_strdup(arena, text) : NULL;

	free(text);
	return copy;
}

const char *
co_signed_add(
    struct arena *arena, const char *facts, const char *digest, const struct co_signature *signatures, size_t count)
{
	json_t *all = json_loads(facts, JSON_REJECT_DUPLICATES, NULL), *list = json_array();
	const char *text = NULL;
	int failed = 0;

	for (size_t i = 0; i < count; i++) {
		const struct co_signature *s = &signatures[i];

		failed |= json_array_append_new(
		    list, json_pack("{s:s, s:I, s:I, s:s, s:s}", "group", s->group, "row", (json_int_t)s->row, "at",
			      (json_int_t)s->at, "method", s->method, "address", s->address));
	}
	if (json_is_object(all) && !failed && json_object_set(all, SIGNATURES, list) == 0 &&
	    json_object_set_new(all, DIGEST, json_string(digest)) == 0)
		text = kept(arena, all);
	json_decref(list);
	json_decref(all);
	return text;
}

static void
forget_json(void *object)
{
	json_decref(object);
}

size_t
co_signed_read(
    struct arena *arena, const char *facts, const char **ret_digest, const struct co_signature **ret_signatures)
{
	json_t *all = facts != NULL ? json_loads(facts, JSON_REJECT_DUPLICATES, NULL) : NULL;
	const json_t *list = json_object_get(all, SIGNATURES), *item;
	struct co_signature *found = arena_array(arena, json_array_size(list) + 1, sizeof(*found));
	size_t i, count = 0;

	arena_defer(arena, forget_json, all);
	json_array_foreach(list, i, item)
	{
		struct co_signature *s = &found[count];
		json_int_t row, at;

		if (json_unpack((json_t *)item, "{s:s, s:I, s:I, s:s, s:s}", "group", &s->group, "row", &row, "at", &at,
			"method", &s->method, "address", &s->address) != 0)
			continue;
		s->row = row;
		s->at = at;
		count++;
	}
	*ret_digest = count > 0 ? json_string_value(json_object_get(all, DIGEST)) : NULL;
	*ret_signatures = found;
	return count;
}
