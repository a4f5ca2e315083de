/* Reading answers of many dossiers. See answers_store.h. */
#include "list/answers_store.h"

#include <stdlib.h>

#include "core/data/db.h"

static const struct db_column row_columns[] = {
	COL(answers_row, dossier_id, DB_INT),
	COL(answers_row, field_id, DB_TEXT),
	COL(answers_row, row_no, DB_INT),
	COL(answers_row, value, DB_TEXT),
	COL(answers_row, provenance, DB_TEXT),
	COL(answers_row, origin, DB_TEXT),
};
static const struct db_column label_columns[] = {
	COL(answers_label, list, DB_TEXT),
	COL(answers_label, value, DB_TEXT),
	COL(answers_label, label, DB_TEXT),
};

enum { ROWS, LABELS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ROWS] = { "SELECT STRAIGHT_JOIN dossier_value.dossier_id, dossier_value.field_id, dossier_value.row_no, "
		   "dossier_value.value, dossier_value.provenance, dossier_value.origin FROM JSON_TABLE(?, '$[*]' "
		   "COLUMNS (id BIGINT UNSIGNED PATH '$')) AS wanted "
		   "JOIN dossier_value ON dossier_value.dossier_id = wanted.id "
		   "ORDER BY dossier_value.dossier_id, dossier_value.round, dossier_value.field_id, "
		   "dossier_value.row_no LIMIT ?",
	    ROW(row_columns, answers_row) },
	[LABELS] = { "SELECT STRAIGHT_JOIN choice_item.list_code AS list, choice_item.value, choice_item.label "
		     "FROM JSON_TABLE(?, '$[*]' COLUMNS (list VARCHAR(64) PATH '$.list', value VARCHAR(64) PATH "
		     "'$.value')) AS wanted JOIN choice_item "
		     "ON choice_item.list_code = CONVERT(wanted.list USING utf8mb4) COLLATE utf8mb4_nopad_bin "
		     "AND choice_item.value = CONVERT(wanted.value USING utf8mb4) COLLATE utf8mb4_nopad_bin "
		     "ORDER BY choice_item.from_day DESC LIMIT ?",
	    ROW(label_columns, answers_label) },
};
const struct store answers_store = { "answers", statements, STATEMENT__MAX };

enum err
answers_of(struct db *db, const char *ids, size_t most, const struct answers_row **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ROWS], ARGS(TEXT(ids), INT((int64_t)most + 1)), most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return rows.more ? ERR_TOO_LARGE : OK;
}

static int
by_dossier(const void *key, const void *element)
{
	const int64_t *id = key;
	const struct answers_row *row = element;

	return (*id > row->dossier_id) - (*id < row->dossier_id);
}

const struct answers_row *
answers_among(const struct answers_row *rows, size_t count, int64_t dossier_id, size_t *ret_count)
{
	const struct answers_row *at = count == 0 ? NULL : bsearch(&dossier_id, rows, count, sizeof(*rows), by_dossier);
	const struct answers_row *end = rows + count;

	*ret_count = 0;
	if (at == NULL)
		return NULL;
	while (at > rows && at[-1].dossier_id == dossier_id)
		at--;
	while (at + *ret_count < end && at[*ret_count].dossier_id == dossier_id)
		(*ret_count)++;
	return at;
}

enum err
answers_labels(
    struct db *db, const char *choices, size_t most, const struct answers_label **ret_labels, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LABELS], ARGS(TEXT(choices), INT((int64_t)most + 1)), most, &rows);

	if (err)
		return err;
	*ret_labels = rows.rows;
	*ret_count = rows.count;
	return OK;
}
