/*
 * What a section's form holds: texts as typed, beside each what is wrong with it. Made from a record or from a form, and
 * carried back into the record by the bounds of the record's own tables. Pure: knows no request and no database.
 */
#ifndef MOTCUA_CATALOGUE_EDIT_VALUES_H
#define MOTCUA_CATALOGUE_EDIT_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "edit/edit_table.h"

struct arena;
struct input_rest;

/* The structs that a section's parts belong to, by enum edit_base; NULL where the section has no such part. */
struct edit_bases {
	void *of[BASE__MAX];
};

/* The largest number of a row that a form may name. */
enum { EDIT_ROWS_MAX = 2000 };

struct edit_value {
	const char *text;  /* never NULL; several choices joined by commas */
	const char *error; /* message key; NULL: nothing known to be wrong */
};
struct edit_row {
	struct edit_value *values; /* one for each field of the part */
	const char *origin;        /* number of the record's entry that it was, "" for a new one */
	const char *place;         /* where it is to stand, as typed; "" where it was */
	bool remove;
};
struct edit_rows {
	const struct edit_part *part;
	struct edit_row *rows; /* exactly one for a part that is no list */
	size_t count;
};
struct edit_values {
	const struct edit_section *section;
	struct edit_rows *parts; /* one for each part of the section */
};

/* As the record has it. */
struct edit_values edit_values_of(
    struct arena *arena, const struct edit_section *section, const struct edit_bases *bases);
/* As a form sent it: "name", and "list.0.name" for rows; ".was", ".place" and ".remove" belong to the row itself. Names that the section does not
 * know are passed over. */
struct edit_values edit_values_typed(
    struct arena *arena, const struct edit_section *section, const struct input_rest *typed);
/* One more row, empty, at the end of a list. */
struct edit_row *edit_values_add_row(struct arena *arena, struct edit_rows *rows);

/*
 * Carries the values into the bases: rows taken away and new ones left empty go, the others stand in the order of their places, and what
 * the form does not show of an entry stays. ERR_INVALID: something is wrong, each fault stands beside its value; the bases
 * are then half changed and of no use.
 */
MUST_CHECK enum err edit_values_apply(struct arena *arena, struct edit_values *values, const struct edit_bases *bases);

/* A fault that was found elsewhere: beside `member` of the row that became that entry of the list, or of a part that is no list (`list` NULL).
 * False: the section has no such field. */
bool edit_values_fault(struct arena *arena, struct edit_values *values, const char *list, size_t entry,
    const char *member, const char *message);

#endif
