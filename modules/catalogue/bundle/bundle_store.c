/* SQL of bundles that wait. See bundle_store.h. */
#include "bundle/bundle_store.h"

#include <string.h>

#include "core/data/db.h"

enum { PIECES_MAX = 64 };
#define PIECE ((size_t)4 << 20)

/* One member alone: its rows are what bytes_join takes. */
struct piece {
	struct bytes content;
};
static const struct db_column upload_columns[] = {
	COL(bundle_upload, id, DB_INT),
	COL(bundle_upload, code, DB_TEXT),
	COL(bundle_upload, file_name, DB_TEXT),
	COL(bundle_upload, signer, DB_TEXT),
	COL(bundle_upload, province, DB_TEXT),
	COL(bundle_upload, procedures, DB_INT),
	COL(bundle_upload, state, DB_TEXT),
	COL(bundle_upload, officer_id, DB_INT),
	COL(bundle_upload, officer_name, DB_TEXT),
	COL(bundle_upload, created_at, DB_TIME),
	COL(bundle_upload, version, DB_INT),
};
static const struct db_column piece_columns[] = { COL(piece, content, DB_BYTES) };

#define UPLOAD                                                                                                         \
	"SELECT upload.id, upload.code, upload.file_name, upload.signer, upload.province, upload.procedures, "         \
	"upload.state, upload.officer_id, officer.name AS officer_name, upload.created_at, upload.version "            \
	"FROM bundle_upload upload LEFT JOIN officer ON officer.id = upload.officer_id "

enum { ADD, ADD_PIECE, BY_CODE, LATEST, PIECES, DECIDE, DROP_PIECES, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT INTO bundle_upload (code, file_name, signer, province, procedures, officer_id, created_at) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[ADD_PIECE] = { "INSERT INTO bundle_piece (upload_id, seq, content) VALUES (?, ?, ?)", NO_ROW },
	[BY_CODE] = { UPLOAD "WHERE upload.code = ?", ROW(upload_columns, bundle_upload) },
	[LATEST] = { UPLOAD "ORDER BY upload.id DESC", ROW(upload_columns, bundle_upload) },
	[PIECES] = { "SELECT content FROM bundle_piece WHERE upload_id = ? ORDER BY seq", ROW(piece_columns, piece) },
	[DECIDE] = { "UPDATE bundle_upload SET state = ?, decided_at = ?, version = version + 1 "
		     "WHERE id = ? AND version = ? AND state = 'waiting'",
	    NO_ROW },
	[DROP_PIECES] = { "DELETE FROM bundle_piece WHERE upload_id = ?", NO_ROW },
};
const struct store bundle_store = { "bundle", statements, STATEMENT__MAX };

enum err
bundle_upload_add(struct db *db, const struct bundle_upload *upload, struct bytes content)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(upload->code), TEXT(upload->file_name), TEXT(upload->signer), TEXT(upload->province),
		INT(upload->procedures), INT(upload->officer_id), TIME(upload->created_at)));
	const int64_t id = (int64_t)db_insert_id(db);

	for (size_t at = 0, seq = 1; !err && at < content.size; at += PIECE, seq++) {
		const size_t size = content.size - at < PIECE ? content.size - at : PIECE;

		err = db_exec(db, &statements[ADD_PIECE],
		    ARGS(INT(id), INT((int64_t)seq), BYTES(((struct bytes){ content.data + at, size }))));
	}
	return err;
}

enum err
bundle_upload_by_code(struct db *db, const char *code, struct bundle_upload *ret_upload)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_upload);
}

enum err
bundle_uploads(struct db *db, const struct bundle_upload **ret_uploads, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LATEST], NO_ARGS, BUNDLE_UPLOADS_SHOWN, &rows);

	if (!err) {
		*ret_uploads = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
bundle_upload_content(struct db *db, struct arena *arena, int64_t id, struct bytes *ret_content)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PIECES], ARGS(INT(id)), PIECES_MAX, &rows);

	if (!err)
		*ret_content = bytes_join(arena, rows.rows, rows.count);
	return err;
}

enum err
bundle_upload_decide(struct db *db, int64_t id, int64_t version, const char *state, int64_t now)
{
	enum err err = db_change_one(db, &statements[DECIDE], ARGS(TEXT(state), TIME(now), INT(id), INT(version)));

	return err ? err : db_exec(db, &statements[DROP_PIECES], ARGS(INT(id)));
}
