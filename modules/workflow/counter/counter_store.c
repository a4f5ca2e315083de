/* Sealed tracking secrets of the counter. See counter_store.h. */
#include "counter/counter_store.h"

#include "core/data/db.h"

struct secret_row {
	struct bytes sealed;
};
static const struct db_column secret_columns[] = { COL(secret_row, sealed, DB_BYTES) };

enum { PUT, FIND, EXPIRE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[PUT] = { "INSERT INTO receipt_secret (dossier_id, sealed, created_at) VALUES (?, ?, ?)", NO_ROW },
	[FIND] = { "SELECT sealed FROM receipt_secret WHERE dossier_id = ?", ROW(secret_columns, secret_row) },
	[EXPIRE] = { "DELETE FROM receipt_secret WHERE created_at < ?", NO_ROW },
};
const struct store counter_store = { "counter", statements, STATEMENT__MAX };

enum err
receipt_secret_put(struct db *db, int64_t dossier_id, struct bytes sealed, int64_t now)
{
	return db_exec(db, &statements[PUT], ARGS(INT(dossier_id), BYTES(sealed), TIME(now)));
}

enum err
receipt_secret_of(struct db *db, int64_t dossier_id, struct bytes *ret_sealed)
{
	struct secret_row row;
	enum err err = db_row(db, &statements[FIND], ARGS(INT(dossier_id)), &row);

	if (!err)
		*ret_sealed = row.sealed;
	return err;
}

enum err
receipt_secret_expire(struct db *db, int64_t before)
{
	return db_exec(db, &statements[EXPIRE], ARGS(TIME(before)));
}
