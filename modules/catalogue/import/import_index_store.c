/* What the catalogue has, read once for a slice of an import. See import_store.h and import_index.h. */
#include "core/data/db.h"
#include "import/import_index.h"
#include "import/import_store.h"

enum { ALL_MAX = 100000 };

static const struct db_column code_columns[] = {
	COL(index_code, code, DB_TEXT),
	COL(index_code, own, DB_TEXT),
	COL(index_code, procedure_id, DB_INT),
};
static const struct db_column name_columns[] = {
	COL(index_name, name, DB_TEXT),
	COL(index_name, code, DB_TEXT),
};

enum { CODES, PROCEDURES, SECTORS, AGENCIES, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[CODES] = { "SELECT code, code AS own, id AS procedure_id FROM procedure_item UNION ALL SELECT alias, "
		    "item.code, "
		    "item.id FROM procedure_alias JOIN procedure_item item ON item.id = procedure_alias.procedure_id",
	    ROW(code_columns, index_code) },
	[PROCEDURES] = { "SELECT version.name, item.code FROM procedure_item item JOIN procedure_version version "
			 "ON version.id = COALESCE(item.current_version_id, (SELECT MAX(last.id) FROM "
			 "procedure_version last "
			 "WHERE last.procedure_id = item.id))",
	    ROW(name_columns, index_name) },
	[SECTORS] = { "SELECT name, code FROM sector", ROW(name_columns, index_name) },
	[AGENCIES] = { "SELECT name, code FROM agency WHERE valid_to IS NULL", ROW(name_columns, index_name) },
};
const struct store import_index_store = { "import_index", statements, STATEMENT__MAX };

static enum err
names_read(struct db *db, int statement, struct index_name **names, size_t *count)
{
	struct db_rows rows = { 0 };
	enum err err = db_rows(db, &statements[statement], NO_ARGS, ALL_MAX, &rows);

	*names = rows.rows;
	*count = rows.count;
	return err;
}

enum err
import_index_read(struct db *db, struct arena *arena, struct import_index *ret_index)
{
	struct db_rows rows = { 0 };
	enum err err = db_rows(db, &statements[CODES], NO_ARGS, ALL_MAX, &rows);

	*ret_index = (struct import_index){ .codes = rows.rows, .code_count = rows.count };
	if (!err)
		err = names_read(db, PROCEDURES, &ret_index->procedures, &ret_index->procedure_count);
	if (!err)
		err = names_read(db, SECTORS, &ret_index->sectors, &ret_index->sector_count);
	if (!err)
		err = names_read(db, AGENCIES, &ret_index->agencies, &ret_index->agency_count);
	if (!err)
		index_prepare(arena, ret_index);
	return err;
}
