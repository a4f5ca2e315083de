/* The rows of a shared list as people paste them from a spreadsheet: which are choices, and what is wrong with the others. */
#ifndef MOTCUA_CATALOGUE_CHOICE_ROWS_H
#define MOTCUA_CATALOGUE_CHOICE_ROWS_H

#include <stddef.h>

#include "choice/choice_write_store.h"

struct arena;

enum { CHOICE_FAULTS_MAX = 50 };

struct choice_fault {
	size_t line;
	const char *message; /* catalogue_choice.fault_* */
};

struct choice_rows {
	struct choice_item *items;
	size_t count;
	struct choice_fault *faults; /* the first CHOICE_FAULTS_MAX */
	size_t fault_count;
};

/*
 * Columns value, label, parent, from, to (comma, semicolon or tab); a first row with these names is passed over. `parents`, sorted
 * by value, are what a row may hang on; NULL: the list stands alone. With faults nothing of it is to be written.
 */
void choice_rows_read(struct arena *arena, const char *text, const struct choice_item *parents, size_t parent_count,
    struct choice_rows *ret_rows);

#endif
