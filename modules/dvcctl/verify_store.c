/* SQL of verifications. See verify_store.h. */
#include "verify_store.h"

#include "core/data/db.h"

static const struct db_column file_columns[] = {
	COL(stored_file, id, DB_INT),
	COL(stored_file, reference, DB_TEXT),
	COL(stored_file, sha256, DB_BYTES),
	COL(stored_file, size, DB_INT),
};

enum { FILES_ABOVE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[FILES_ABOVE] = { "SELECT id, reference, sha256, size FROM file WHERE id > ? ORDER BY id LIMIT 1000",
	    ROW(file_columns, stored_file) },
};

enum { BATCH = 1000 };

enum err
stored_files(struct db *db, int64_t after_id, const struct stored_file **ret_files, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[FILES_ABOVE], ARGS(INT(after_id)), BATCH, &rows);

	if (err)
		return err;
	*ret_files = rows.rows;
	*ret_count = rows.count;
	return OK;
}
