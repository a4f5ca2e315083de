/*
 * What part of the catalogue the administrator looks at: words and choices, kept in the address, so that an address is a
 * saved view and a bulk edit acts upon exactly what the list shows. Knows no SQL and no page.
 */
#ifndef MOTCUA_CATALOGUE_OFFICE_FILTER_H
#define MOTCUA_CATALOGUE_OFFICE_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/input/field.h"

struct arena;

#define OFFICE_LIST_PATH "/can-bo/danh-muc"

/* NULL: not asked for. */
struct office_filter {
	const char *q;      /* words of name and code, with or without diacritics, in any order */
	const char *sector; /* code */
	const char *owner; /* code of the agency that drafts; OFFICE_OWNER_NONE: the office of the People's Committee */
	const char *state; /* of the newest version, or "unlisted" */
	const char *level; /* service_levels */
	const char *kind;  /* standard, internal, pilot */
	const char *lacking; /* what the newest version lacks: form, process, fee */
};

#define OFFICE_OWNER_NONE "-"

extern const char *const office_states[];
extern const char *const office_kinds[];
extern const char *const office_lacks[];

/* The rows of an input table for a struct `tag` that has a struct office_filter named `filter`. */
#define OFFICE_FILTER_FIELDS(tag, from_)                                                                               \
	FIELD_NAMED(tag, filter.q, "q", FIELD_TEXT, (from_), .max = 200),                                              \
	    FIELD_NAMED(tag, filter.sector, "linh-vuc", FIELD_CODE, (from_), .max = 40),                               \
	    FIELD_NAMED(tag, filter.owner, "don-vi", FIELD_CODE, (from_), .max = 35),                                  \
	    FIELD_NAMED(tag, filter.state, "trang-thai", FIELD_CHOICE, (from_), .choices = office_states),             \
	    FIELD_NAMED(tag, filter.level, "muc-do", FIELD_CHOICE, (from_), .choices = service_levels),                \
	    FIELD_NAMED(tag, filter.kind, "loai", FIELD_CHOICE, (from_), .choices = office_kinds),                     \
	    FIELD_NAMED(tag, filter.lacking, "thieu", FIELD_CHOICE, (from_), .choices = office_lacks)

enum { OFFICE_FILTERS = 7 };

/* One condition as the address names it. */
struct office_condition {
	const char *name;  /* of the parameter */
	const char *value; /* NULL: not set */
};
/* All of them, set or not, in the order in which they are shown. */
void office_conditions(const struct office_filter *filter, struct office_condition conditions[OFFICE_FILTERS]);

/* `path` with every condition but the one named `without` (NULL: all). */
const char *office_filter_address(
    struct arena *arena, const char *path, const struct office_filter *filter, const char *without);

/* The words of `q` as a JSON array of LIKE patterns, ["%dang%","%ky%"]; NULL if there are none. */
const char *office_words(struct arena *arena, const char *q);

#endif
