/*
 * A procedure's page while it is being made: what its parts (parts_view.c) share with the rest of it (procedure_view.c).
 * Private to these two.
 */
#ifndef MOTCUA_CATALOGUE_MAKING_H
#define MOTCUA_CATALOGUE_MAKING_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct catalogue_parts;
struct catalogue_procedure;
struct edition;
struct view;

struct making {
	struct arena *arena;
	const struct edition *edition;
	const struct catalogue_procedure *procedure;
	const struct catalogue_parts *parts;
	struct view *page;
};

/* A text of catalogue.json: prefix and word make its key. */
const char *making_text(const struct making *m, const char *prefix, const char *word);
/* NULL for "": a template then leaves it out. */
const char *making_or_null(const char *value);
/* Each line that is not empty, as an item of a new list; how many. */
size_t making_lines(const struct making *m, struct view *object, const char *name, const char *lines);
/* The name of the case, where there are several; else NULL. */
const char *making_case_name(const struct making *m, int64_t case_no);

/* Fees as the record states them, results, legal basis, agencies by role, related procedures, versions. */
void parts_view_add(const struct making *m);

#endif
