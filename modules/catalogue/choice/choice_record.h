/*
 * A shared list of choices as a file: {"name", "above", "items": [{"value", "label", "parent", "from", "to"}]}, as `load` takes it
 * in and bundles carry it. Knows no database.
 */
#ifndef MOTCUA_CATALOGUE_CHOICE_RECORD_H
#define MOTCUA_CATALOGUE_CHOICE_RECORD_H

#include <stddef.h>

#include "choice/choice_write_store.h"
#include "core/err.h"

struct arena;
struct record_fault;

struct choice_said {
	const char *name;
	const char *above; /* code of the list above, NULL: it stands alone */
	const struct choice_item *items;
	size_t count; /* at most CHOICE_ITEMS_MAX */
};

/* ERR_INVALID with *fault: no such file. Days that are not said are DATE_NONE; the caller bounds `size`. */
MUST_CHECK enum err choice_said_read(
    struct arena *arena, const char *json, size_t size, struct choice_said *ret_said, struct record_fault *fault);
/* The same list gives the same text. */
const char *choice_said_tell(struct arena *arena, const struct choice_said *said);

#endif
