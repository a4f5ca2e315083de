/*
 * A procedure as one row of a table: which column says what, for the lists that provinces keep (code, name, sector, term,
 * fee ..., in Vietnamese or as identifiers) and for our own export, which holds every part: a list is one cell, one entry
 * a line, its values between bars ("1 | online | 3 ngay lam viec | ..."), numbers of the case or channel it belongs to
 * first. Knows no format of files.
 */
#ifndef MOTCUA_CATALOGUE_COLUMNS_H
#define MOTCUA_CATALOGUE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"
#include "import/sheet.h"

struct arena;
struct procedure_record;
struct record_fault;
struct version_record;

struct column; /* what a heading means */

struct columns {
	const struct column *items[SHEET_COLUMNS_MAX]; /* NULL: a column that is not read */
	size_t count;
	bool sector_codes; /* the table has sector codes beside the names */
};

/* Reads headings. False: this is no row of headings (code or name is missing, or a column comes twice). */
bool columns_find(struct arena *arena, const char *const *cells, size_t count, struct columns *ret);

/*
 * What the row says (said.h); what only people read (term, fee, agency, level in words) stands in its member "plain".
 * ERR_INVALID with *fault: the column and what is wrong. *ret is a new reference.
 */
enum err columns_row(struct arena *arena, const struct columns *columns, const char *const *cells, size_t count,
    json_t **ret, struct record_fault *fault) MUST_CHECK;

/* The code that the row names, as it stands there, whatever else is wrong with it; NULL. */
const char *columns_code(const struct columns *columns, const char *const *cells, size_t count);

/* Headings of our own table, in its order; how many there are. */
size_t columns_own(struct arena *arena, const char **headings, size_t most);
/* The cells of a procedure under those headings. */
void columns_cells(struct arena *arena, const struct procedure_record *procedure, const struct version_record *version,
    const char **cells, size_t count);

#endif
