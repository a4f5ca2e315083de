/* SQL of bundles. See bundle_store.h. */
#include "bundle/bundle_store.h"

#include <string.h>

#include "bundle/bundle.h"
#include "core/data/db.h"

enum { PIECES_MAX = 64, STATES_MAX = 10 };
#define PIECE ((size_t)4 << 20)

struct piece {
	struct bytes content;
};
struct piece_size {
	int64_t seq, size;
};
struct code_row {
	const char *code;
};
struct id_row {
	int64_t id;
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
	COL(bundle_upload, compared, DB_INT),
	COL(bundle_upload, approved, DB_BOOL),
	COL(bundle_upload, take_lists, DB_BOOL),
	COL(bundle_upload, decision_no, DB_TEXT),
	COL(bundle_upload, decision_date, DB_DATE),
	COL(bundle_upload, from_day, DB_DATE),
	COL(bundle_upload, ordered_by, DB_INT),
	COL(bundle_upload, fault, DB_TEXT),
	COL(bundle_upload, fault_about, DB_TEXT),
	COL(bundle_upload, written, DB_INT),
};
static const struct db_column piece_columns[] = { COL(piece, content, DB_BYTES) };
static const struct db_column size_columns[] = { COL(piece_size, seq, DB_INT), COL(piece_size, size, DB_INT) };
static const struct db_column code_columns[] = { COL(code_row, code, DB_TEXT) };
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };
static const struct db_column line_columns[] = {
	COL(bundle_line, place, DB_INT),
	COL(bundle_line, kind, DB_TEXT),
	COL(bundle_line, code, DB_TEXT),
	COL(bundle_line, name, DB_TEXT),
	COL(bundle_line, state, DB_TEXT),
	COL(bundle_line, why, DB_TEXT),
	COL(bundle_line, about, DB_TEXT),
	COL(bundle_line, changes, DB_INT),
	COL(bundle_line, content, DB_TEXT),
};
static const struct db_column count_columns[] = { COL(bundle_count, state, DB_TEXT), COL(bundle_count, lines, DB_INT) };
static const struct db_column lists_columns[] = { COL(bundle_lists_count, differ, DB_INT),
	COL(bundle_lists_count, lacking, DB_INT) };
static const struct db_column progress_columns[] = { COL(bundle_progress, done, DB_INT),
	COL(bundle_progress, total, DB_INT) };

#define UPLOAD                                                                                                         \
	"SELECT upload.id, upload.code, upload.file_name, upload.signer, upload.province, upload.procedures, "         \
	"upload.state, upload.officer_id, officer.name AS officer_name, upload.created_at, upload.version, "           \
	"upload.compared, upload.approved, upload.take_lists, upload.decision_no, upload.decision_date, "              \
	"upload.from_day, "                                                                                            \
	"upload.ordered_by, upload.fault, upload.fault_about, upload.written "                                         \
	"FROM bundle_upload upload LEFT JOIN officer ON officer.id = upload.officer_id "

enum {
	ADD,
	ADD_PIECE,
	BY_CODE,
	LATEST,
	PIECE_SIZES,
	ONE_PIECE,
	DROP_PIECES,
	ORDER,
	AGAIN,
	ABANDON,
	NEXT,
	HOLD,
	COMPARED,
	BEGIN_WRITING,
	APPLIED,
	FAIL,
	LINE_ADD,
	LINES,
	DROP_LINES,
	COUNTS,
	LISTS_FOUND,
	PROGRESS_PUT,
	PROGRESS,
	DROP_PROGRESS,
	CODES,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT INTO bundle_upload (code, file_name, signer, province, procedures, officer_id, created_at) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[ADD_PIECE] = { "INSERT INTO bundle_piece (upload_id, seq, content) VALUES (?, ?, ?)", NO_ROW },
	[BY_CODE] = { UPLOAD "WHERE upload.code = ?", ROW(upload_columns, bundle_upload) },
	[LATEST] = { UPLOAD "ORDER BY upload.id DESC", ROW(upload_columns, bundle_upload) },
	[PIECE_SIZES] = { "SELECT seq, LENGTH(content) AS size FROM bundle_piece WHERE upload_id = ? ORDER BY seq",
	    ROW(size_columns, piece_size) },
	[ONE_PIECE] = { "SELECT content FROM bundle_piece WHERE upload_id = ? AND seq = ?", ROW(piece_columns, piece) },
	[DROP_PIECES] = { "DELETE FROM bundle_piece WHERE upload_id = ?", NO_ROW },
	[ORDER] = { "UPDATE bundle_upload SET state = 'ordered', approved = ?, take_lists = ?, decision_no = ?, "
		    "decision_date = ?, "
		    "from_day = ?, ordered_by = ?, decided_at = ?, fault = '', fault_about = '', version = version + 1 "
		    "WHERE id = ? AND version = ? AND state = 'waiting'",
	    NO_ROW },
	[AGAIN] = { "UPDATE bundle_upload SET state = 'received', compared = 0, fault = '', fault_about = '', "
		    "version = version + 1 WHERE id = ? AND version = ? AND state IN ('waiting', 'refused')",
	    NO_ROW },
	[ABANDON] = { "UPDATE bundle_upload SET state = 'abandoned', decided_at = ?, version = version + 1 "
		      "WHERE id = ? AND version = ? AND state IN ('received', 'waiting', 'ordered', 'refused')",
	    NO_ROW },
	[NEXT] = { UPLOAD "WHERE upload.state IN ('received', 'ordered', 'writing') ORDER BY upload.id LIMIT 1",
	    ROW(upload_columns, bundle_upload) },
	[HOLD] = { "SELECT id FROM bundle_upload WHERE id = ? AND state = ? FOR UPDATE SKIP LOCKED",
	    ROW(id_columns, id_row) },
	[COMPARED] = { "UPDATE bundle_upload SET compared = ?, state = ? WHERE id = ?", NO_ROW },
	[BEGIN_WRITING] = { "UPDATE bundle_upload SET state = 'writing', version = version + 1 "
			    "WHERE id = ? AND state = 'ordered'",
	    NO_ROW },
	[APPLIED] = { "UPDATE bundle_upload SET state = 'applied', written = ?, decided_at = ?, version = version + 1 "
		      "WHERE id = ?",
	    NO_ROW },
	[FAIL] = { "UPDATE bundle_upload SET state = ?, compared = 0, fault = ?, fault_about = ?, version = version + "
		   "1 "
		   "WHERE id = ?",
	    NO_ROW },
	[LINE_ADD] = { "INSERT INTO bundle_line (upload_id, place, kind, code, name, state, why, about, changes, "
		       "content) "
		       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[LINES] = { "SELECT place, kind, code, name, state, why, about, changes, content FROM bundle_line "
		    "WHERE upload_id = ? AND place > ? ORDER BY place",
	    ROW(line_columns, bundle_line) },
	[DROP_LINES] = { "DELETE FROM bundle_line WHERE upload_id = ?", NO_ROW },
	[COUNTS] = { "SELECT state, COUNT(*) AS `lines` FROM bundle_line WHERE upload_id = ? GROUP BY state",
	    ROW(count_columns, bundle_count) },
	[LISTS_FOUND] = { "SELECT COUNT(*) AS differ, COUNT(NULLIF(why, '')) AS lacking FROM bundle_line "
			  "WHERE upload_id = ? AND kind = 'list' AND state = 'changed'",
	    ROW(lists_columns, bundle_lists_count) },
	[PROGRESS_PUT] = { "INSERT INTO bundle_progress (upload_id, done, total) VALUES (?, ?, ?) "
			   "ON DUPLICATE KEY UPDATE done = VALUES(done), total = VALUES(total)",
	    NO_ROW },
	[PROGRESS] = { "SELECT done, total FROM bundle_progress WHERE upload_id = ?",
	    ROW(progress_columns, bundle_progress) },
	[DROP_PROGRESS] = { "DELETE FROM bundle_progress WHERE upload_id = ?", NO_ROW },
	[CODES] = { "SELECT code FROM procedure_item WHERE current_version_id IS NOT NULL AND listed ORDER BY code",
	    ROW(code_columns, code_row) },
};
const struct store bundle_store = { "bundle", statements, STATEMENT__MAX };

/* --- the row ----------------------------------------------------------------------------------------------------------- */

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

/* Piece by piece, so that only one of them is there twice. */
enum err
bundle_upload_content(struct db *db, struct arena *arena, int64_t id, struct bytes *ret_content)
{
	struct db_rows rows;
	const struct piece_size *sizes;
	struct piece piece;
	unsigned char *content;
	size_t size = 0, at = 0;
	enum err err = db_rows(db, &statements[PIECE_SIZES], ARGS(INT(id)), PIECES_MAX, &rows);

	if (err)
		return err;
	sizes = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		size += (size_t)sizes[i].size;
	content = arena_alloc(arena, size + 1);
	for (size_t i = 0; !err && i < rows.count; i++) {
		err = db_row(db, &statements[ONE_PIECE], ARGS(INT(id), INT(sizes[i].seq)), &piece);
		if (!err && piece.content.size != (size_t)sizes[i].size)
			err = ERR_CONFLICT;
		if (!err) {
			memcpy(content + at, piece.content.data, piece.content.size);
			at += piece.content.size;
		}
	}
	*ret_content = (struct bytes){ content, size };
	return err;
}

/* What stood there of it before it was compared anew or given up. */
static enum err
drop_found(struct db *db, int64_t id)
{
	enum err err = db_exec(db, &statements[DROP_LINES], ARGS(INT(id)));

	return err ? err : db_exec(db, &statements[DROP_PROGRESS], ARGS(INT(id)));
}

enum err
bundle_upload_order(struct db *db, const struct bundle_upload *upload, int64_t now)
{
	enum err err = db_change_one(db, &statements[ORDER],
	    ARGS(BOOL(upload->approved), BOOL(upload->take_lists), TEXT(upload->decision_no),
		DATE(upload->decision_date), DATE(upload->from_day), INT(upload->ordered_by), TIME(now),
		INT(upload->id), INT(upload->version)));

	return err ? err : db_exec(db, &statements[DROP_PROGRESS], ARGS(INT(upload->id)));
}

enum err
bundle_upload_again(struct db *db, int64_t id, int64_t version)
{
	enum err err = db_change_one(db, &statements[AGAIN], ARGS(INT(id), INT(version)));

	return err ? err : drop_found(db, id);
}

enum err
bundle_upload_abandon(struct db *db, int64_t id, int64_t version, int64_t now)
{
	enum err err = db_change_one(db, &statements[ABANDON], ARGS(TIME(now), INT(id), INT(version)));

	if (!err)
		err = drop_found(db, id);
	return err ? err : db_exec(db, &statements[DROP_PIECES], ARGS(INT(id)));
}

/* --- the job ------------------------------------------------------------------------------------------------------------ */

enum err
bundle_upload_next(struct db *db, struct bundle_upload *ret_upload)
{
	return db_row(db, &statements[NEXT], NO_ARGS, ret_upload);
}

enum err
bundle_upload_hold(struct db *db, int64_t id, const char *state)
{
	struct id_row row;

	return db_row(db, &statements[HOLD], ARGS(INT(id), TEXT(state)), &row);
}

enum err
bundle_upload_compared(struct db *db, int64_t id, int64_t parts, const char *state)
{
	return db_exec(db, &statements[COMPARED], ARGS(INT(parts), TEXT(state), INT(id)));
}

enum err
bundle_upload_begin(struct db *db, int64_t id)
{
	return db_change_one(db, &statements[BEGIN_WRITING], ARGS(INT(id)));
}

enum err
bundle_upload_applied(struct db *db, int64_t id, int64_t written, int64_t now)
{
	enum err err = db_change_one(db, &statements[APPLIED], ARGS(INT(written), TIME(now), INT(id)));

	return err ? err : db_exec(db, &statements[DROP_PIECES], ARGS(INT(id)));
}

struct failing {
	int64_t id;
	const char *state, *fault, *about;
};

static enum err
fail_once(struct db *db, const void *arg)
{
	const struct failing *f = arg;
	enum err err =
	    db_change_one(db, &statements[FAIL], ARGS(TEXT(f->state), TEXT(f->fault), TEXT(f->about), INT(f->id)));

	return err ? err : drop_found(db, f->id);
}

enum err
bundle_upload_fail(struct db *db, int64_t id, const char *state, const char *fault, const char *about)
{
	return db_transaction(db, fail_once, &(struct failing){ id, state, fault, about });
}

/* --- what the comparison found ------------------------------------------------------------------------------------------ */

enum err
bundle_line_add(struct db *db, int64_t upload_id, const struct bundle_line *line)
{
	return db_exec(db, &statements[LINE_ADD],
	    ARGS(INT(upload_id), INT(line->place), TEXT(line->kind), TEXT(line->code), TEXT(line->name),
		TEXT(line->state), TEXT(line->why), TEXT(line->about), INT(line->changes), TEXT(line->content)));
}

enum err
bundle_lines(struct db *db, int64_t upload_id, int64_t after, const struct bundle_line **ret_lines, size_t *ret_count,
    bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LINES], ARGS(INT(upload_id), INT(after)), BUNDLE_LINES_PAGE, &rows);

	if (!err) {
		*ret_lines = rows.rows;
		*ret_count = rows.count;
		*ret_more = rows.more;
	}
	return err;
}

enum err
bundle_counts(struct db *db, int64_t upload_id, const struct bundle_count **ret_counts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[COUNTS], ARGS(INT(upload_id)), STATES_MAX, &rows);

	if (!err) {
		*ret_counts = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
bundle_lists_found(struct db *db, int64_t upload_id, struct bundle_lists_count *ret_count)
{
	return db_row(db, &statements[LISTS_FOUND], ARGS(INT(upload_id)), ret_count);
}

/* --- how far it is ------------------------------------------------------------------------------------------------------- */

enum err
bundle_progress_put(struct db *db, int64_t upload_id, int64_t done, int64_t total)
{
	return db_exec(db, &statements[PROGRESS_PUT], ARGS(INT(upload_id), INT(done), INT(total)));
}

enum err
bundle_progress_of(struct db *db, int64_t upload_id, struct bundle_progress *ret_progress)
{
	enum err err = db_row(db, &statements[PROGRESS], ARGS(INT(upload_id)), ret_progress);

	if (err == ERR_NOT_FOUND)
		*ret_progress = (struct bundle_progress){ 0, 0 };
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
bundle_codes(struct db *db, const char *const **ret_codes, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[CODES], NO_ARGS, BUNDLE_PROCEDURES_MAX, &rows);

	if (!err) {
		*ret_codes = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}
