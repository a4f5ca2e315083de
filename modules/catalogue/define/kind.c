/* Kinds of definitions. See kind.h. */
#include "define/kind.h"

#include <stddef.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/view/url.h"

const char *const definition_kind_names[] = { [DEFINITION_FORM] = "form",
	[DEFINITION_PROCESS] = "process",
	[DEFINITION_RULE] = "rule",
	[DEFINITION_KINDS] = NULL };
const char *const definition_kind_slugs[] = { [DEFINITION_FORM] = "bieu-mau",
	[DEFINITION_PROCESS] = "quy-trinh",
	[DEFINITION_RULE] = "quy-tac",
	[DEFINITION_KINDS] = NULL };

static bool
find(const char *const *words, const char *word, enum definition_kind *ret_kind)
{
	for (size_t i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0) {
			*ret_kind = (enum definition_kind)i;
			return true;
		}
	return false;
}

bool
definition_kind_by_name(const char *name, enum definition_kind *ret_kind)
{
	return find(definition_kind_names, name, ret_kind);
}

bool
definition_kind_by_slug(const char *slug, enum definition_kind *ret_kind)
{
	return find(definition_kind_slugs, slug, ret_kind);
}

const char *
definition_path(struct arena *arena, enum definition_kind kind, const char *code, const char *suffix)
{
	return arena_printf(
	    arena, DEFINE_PATH "/%s/%s%s", definition_kind_slugs[kind], url_encode(arena, code), suffix);
}
