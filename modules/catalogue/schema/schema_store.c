/* Forms of procedures in force. See schema_store.h. */
#include "schema/schema_store.h"

#include "core/data/db.h"

enum { ROWS_MAX = 20000 };

static const struct db_column row_columns[] = {
	COL(schema_row, procedure_code, DB_TEXT),
	COL(schema_row, procedure_name, DB_TEXT),
	COL(schema_row, code, DB_TEXT),
	COL(schema_row, version_no, DB_INT),
};

enum { ROWS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ROWS] = { "SELECT procedure_code, procedure_name, code, version_no FROM form_today ORDER BY procedure_code",
	    ROW(row_columns, schema_row) },
};
const struct store schema_store = { "schema", statements, STATEMENT__MAX };

enum err
schema_rows(struct db *db, const struct schema_row **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ROWS], NULL, 0, ROWS_MAX, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}
