/*
 * What the body parsers deliver: a list of names with raw bytes or a file, in the order in which they came, bounded in
 * number. Rules are applied later, by input_fill.
 */
#ifndef MOTCUA_CORE_INPUT_PAIRS_H
#define MOTCUA_CORE_INPUT_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/input/field.h"
#include "core/memory/arena.h"

enum { PAIRS_MOST = 1000, PAIR_NAME_MOST = 128 };

struct pair {
	struct pair *next;
	const char *name; /* [A-Za-z0-9_.-]{1,128} */
	struct bytes value;
	struct upload *file;
	const char *fault; /* message key: it could not even be decoded; the value is empty then */
	enum field_source from;
	bool taken; /* some field of the table has claimed it */
};

struct pairs {
	struct arena *arena;
	struct pair *first, **last;
	size_t count;
};

/* Empty; names and values will live in `arena`. */
void pairs_init(struct pairs *pairs, struct arena *arena);
/* ERR_INVALID: not a name; ERR_TOO_LARGE: more than PAIRS_MOST. `name` is copied. *ret_pair may be NULL. */
enum err pairs_add(struct pairs *pairs, enum field_source from, const char *name, size_t name_size, struct bytes value,
    struct pair **ret_pair) MUST_CHECK;
/* The first untaken pair of that name from there, or NULL. */
struct pair *pairs_find(const struct pairs *pairs, enum field_source from, const char *name);
/* Takes the pair out of the list and returns its text if it is one plain line that came once; otherwise NULL. */
const char *pairs_take_text(struct pairs *pairs, enum field_source from, const char *name);
/* The list as handlers and templates may see it: cleaned texts and files. What cannot be shown is left out. */
struct input_raw pairs_raw(const struct pairs *pairs);

/*
 * application/x-www-form-urlencoded, also a query. ERR_INVALID: a name that is none; a value with bad percent-encoding is
 * kept with its fault, so that the person is told which field.
 */
enum err urlencoded_parse(struct pairs *pairs, enum field_source from, const char *data, size_t size) MUST_CHECK;

/*
 * A flat JSON object: strings, whole numbers, booleans, null (absent) and arrays of strings (the name repeated). ERR_INVALID:
 * anything else, depth above 32, a repeated name, more than one document.
 */
enum err json_body_parse(struct pairs *pairs, const char *data, size_t size) MUST_CHECK;

#endif
