/*
 * A gateway's message as a short list of names and texts, read from and written as one flat JSON object. Values that
 * could shift the boundary between two signed fields are refused both ways.
 */
#ifndef MOTCUA_PAYMENT_FIELDS_H
#define MOTCUA_PAYMENT_FIELDS_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { FIELDS_MOST = 40, FIELDS_BYTES_MOST = 8192, FIELD_VALUE_MOST = 1000 };

struct fields {
	struct {
		const char *name, *value;
	} items[FIELDS_MOST];
	size_t count;
};

/* ERR_INVALID: a '|' or a control character in the value, too long, or too many. Both texts are kept, not copied. */
MUST_CHECK enum err fields_add(struct fields *fields, const char *name, const char *value);
/* "" if there is none. */
const char *fields_get(const struct fields *fields, const char *name);
/*
 * Reads a JSON object: texts and whole numbers are kept, other kinds left out. ERR_INVALID: no object, a name twice, too long, or
 * a value that fields_add refuses.
 */
MUST_CHECK enum err fields_read(struct arena *arena, struct bytes json, struct fields *ret_fields);
/* The values of `names` in order (absent ones empty), joined by '|'. */
const char *fields_line(struct arena *arena, const struct fields *fields, const char *const *names)
    __attribute__((returns_nonnull));

#endif
