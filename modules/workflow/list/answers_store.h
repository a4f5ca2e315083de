/* The answers of many dossiers at once, for the table of a procedure's forms. Reads only; who may is decided before. */
#ifndef MOTCUA_WORKFLOW_ANSWERS_STORE_H
#define MOTCUA_WORKFLOW_ANSWERS_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct answers_row {
	int64_t dossier_id;
	const char *field_id;
	int64_t row_no;
	const char *value;
	const char *provenance, *origin; /* as in struct dossier_value; origin "": nobody */
};
/* Of the dossiers in the JSON list of ids, by dossier, earlier rounds first; at most `most`, then ERR_TOO_LARGE. */
MUST_CHECK enum err answers_of(
    struct db *db, const char *ids, size_t most, const struct answers_row **ret_rows, size_t *ret_count);
/* Those of one dossier among them; NULL if it has none. */
const struct answers_row *answers_among(
    const struct answers_row *rows, size_t count, int64_t dossier_id, size_t *ret_count);

struct answers_label {
	const char *list, *value, *label;
};
/* What the choices in the JSON list [{list, value}] of shared lists are called, as of their last day. */
MUST_CHECK enum err answers_labels(
    struct db *db, const char *choices, size_t most, const struct answers_label **ret_labels, size_t *ret_count);

extern const struct store answers_store;

#endif
