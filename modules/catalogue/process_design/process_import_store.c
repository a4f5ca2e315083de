/* SQL of imports of step lists. See process_import_store.h. */
#include "process_design/process_import_store.h"

#include "core/data/db.h"

enum { NEWEST_MAX = 20 };

static const struct db_column columns[] = {
	COL(process_import, id, DB_INT),
	COL(process_import, officer_id, DB_INT),
	COL(process_import, created_at, DB_TIME),
	COL(process_import, code, DB_TEXT),
	COL(process_import, file_name, DB_TEXT),
	COL(process_import, officer_name, DB_TEXT),
	COL(process_import, report, DB_TEXT),
};

#define IMPORT(report)                                                                                                 \
	"SELECT import.id, import.officer_id, import.created_at, import.code, import.file_name, "                      \
	"officer.name AS officer_name, " report " AS report FROM process_import import "                               \
	"JOIN officer ON officer.id = import.officer_id WHERE (? IS NULL OR import.officer_id = ?) "

enum { ADD, BY_CODE, NEWEST, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT INTO process_import (code, file_name, officer_id, created_at, report) VALUES (?, ?, ?, ?, ?)",
	    NO_ROW },
	[BY_CODE] = { IMPORT("import.report") "AND import.code = ?", ROW(columns, process_import) },
	[NEWEST] = { IMPORT("''") "ORDER BY import.id DESC LIMIT 20", ROW(columns, process_import) },
};
const struct store process_import_store = { "process_import", statements, STATEMENT__MAX };

enum err
process_import_add(struct db *db, const struct process_import *import)
{
	return db_exec(db, &statements[ADD],
	    ARGS(TEXT(import->code), TEXT(import->file_name), INT(import->officer_id), TIME(import->created_at),
		TEXT(import->report)));
}

enum err
process_import_by_code(struct db *db, const char *code, int64_t officer_id, struct process_import *ret_import)
{
	return db_row(db, &statements[BY_CODE], ARGS(INT(officer_id), INT(officer_id), TEXT(code)), ret_import);
}

enum err
process_imports_newest(struct db *db, int64_t officer_id, const struct process_import **ret_imports, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[NEWEST], ARGS(INT(officer_id), INT(officer_id)), NEWEST_MAX, &rows);

	*ret_imports = rows.rows;
	*ret_count = rows.count;
	return err;
}
