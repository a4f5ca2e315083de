/* SQL that only the import of the organisation needs. See organisation.h. */
#include "organisation/organisation.h"

#include "core/data/db.h"

struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };
struct hash_row {
	struct bytes sha256;
};
static const struct db_column hash_columns[] = { COL(hash_row, sha256, DB_BYTES) };

enum { CALENDAR_BY_CODE, OFFICER_BY_CODE, SLUG_OF_OTHER, LAST, KEEP, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[CALENDAR_BY_CODE] = { "SELECT id FROM calendar WHERE code = ?", ROW(id_columns, id_row) },
	[OFFICER_BY_CODE] = { "SELECT id FROM officer WHERE code = ?", ROW(id_columns, id_row) },
	[SLUG_OF_OTHER] = { "SELECT id FROM agency WHERE slug = ? AND code <> ?", ROW(id_columns, id_row) },
	[LAST] = { "SELECT sha256 FROM organisation_import ORDER BY id DESC LIMIT 1", ROW(hash_columns, hash_row) },
	[KEEP] = { "INSERT INTO organisation_import (sha256, imported_at, agencies, officers, grants)"
	    " VALUES (?, ?, ?, ?, ?)", NO_ROW },
};
/* clang-format on */
const struct store organisation_store = { "organisation", statements, STATEMENT__MAX };

static enum err
id_by_code(struct db *db, int statement, const char *code, int64_t *ret_id)
{
	struct id_row row;
	enum err err = db_row(db, &statements[statement], ARGS(TEXT(code)), &row);

	if (!err)
		*ret_id = row.id;
	return err;
}

enum err
calendar_id_by_code(struct db *db, const char *code, int64_t *ret_id)
{
	return id_by_code(db, CALENDAR_BY_CODE, code, ret_id);
}

enum err
officer_id_by_code(struct db *db, const char *code, int64_t *ret_id)
{
	return id_by_code(db, OFFICER_BY_CODE, code, ret_id);
}

enum err
slug_is_taken(struct db *db, const char *slug, const char *code, bool *ret_taken)
{
	struct id_row row;
	enum err err = db_row(db, &statements[SLUG_OF_OTHER], ARGS(TEXT(slug), TEXT(code)), &row);

	*ret_taken = !err;
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
organisation_last(struct db *db, struct bytes *ret_sha256)
{
	struct hash_row row;
	enum err err = db_row(db, &statements[LAST], NO_ARGS, &row);

	if (!err)
		*ret_sha256 = row.sha256;
	return err;
}

enum err
organisation_keep(struct db *db, struct bytes sha256, int64_t now, const struct organisation_outcome *outcome)
{
	return db_exec(db, &statements[KEEP],
	    ARGS(BYTES(sha256), TIME(now), INT((int64_t)outcome->agencies), INT((int64_t)outcome->officers),
		INT((int64_t)outcome->grants)));
}
