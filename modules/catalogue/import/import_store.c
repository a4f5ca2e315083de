/* Statements of runs and lines. See import_store.h. */
#include "import/import_store.h"

#include <string.h>

#include "core/data/db.h"

static const struct db_column run_columns[] = {
	COL(import_run, id, DB_INT),
	COL(import_run, code, DB_TEXT),
	COL(import_run, file_name, DB_TEXT),
	COL(import_run, format, DB_TEXT),
	COL(import_run, state, DB_TEXT),
	COL(import_run, runner, DB_TEXT),
	COL(import_run, mode, DB_TEXT),
	COL(import_run, whole, DB_BOOL),
	COL(import_run, complete, DB_BOOL),
	COL(import_run, run_by, DB_TEXT),
	COL(import_run, decision_no, DB_TEXT),
	COL(import_run, decision_date, DB_DATE),
	COL(import_run, effective_from, DB_DATE),
	COL(import_run, officer_id, DB_INT),
	COL(import_run, officer_name, DB_TEXT),
	COL(import_run, created_at, DB_TIME),
	COL(import_run, finished_at, DB_TIME),
	COL(import_run, fault, DB_TEXT),
	COL(import_run, fault_line, DB_INT),
	COL(import_run, version, DB_INT),
};
#define RUN_ROW ROW(run_columns, import_run)
#define RUN                                                                                                            \
	"SELECT import_run.id, import_run.code, file_name, format, import_run.state, runner, mode, whole, complete, "  \
	"run_by, decision_no, decision_date, effective_from, officer_id, officer.name AS officer_name, created_at, "   \
	"finished_at, fault, fault_line, import_run.version FROM import_run "                                          \
	"LEFT JOIN officer ON officer.id = import_run.officer_id "

static const struct db_column line_columns[] = {
	COL(import_line, seq, DB_INT),
	COL(import_line, place, DB_INT),
	COL(import_line, code, DB_TEXT),
	COL(import_line, name, DB_TEXT),
	COL(import_line, said, DB_TEXT),
	COL(import_line, outcome, DB_TEXT),
	COL(import_line, applied, DB_BOOL),
	COL(import_line, noted, DB_BOOL),
	COL(import_line, report, DB_TEXT),
};
#define LINE_ROW ROW(line_columns, import_line)
#define LINE     "SELECT seq, place, code, name, said, outcome, applied, noted, report FROM import_line "

static const struct db_column count_columns[] = {
	COL(import_counts, total, DB_INT),
	COL(import_counts, unread, DB_INT),
	COL(import_counts, fresh, DB_INT),
	COL(import_counts, changed, DB_INT),
	COL(import_counts, unchanged, DB_INT),
	COL(import_counts, off, DB_INT),
	COL(import_counts, refused, DB_INT),
	COL(import_counts, nameless, DB_INT),
	COL(import_counts, noted, DB_INT),
	COL(import_counts, applied, DB_INT),
};

/* One member alone: its rows are what bytes_join takes. */
struct piece_row {
	struct bytes content;
};
static const struct db_column piece_columns[] = { COL(piece_row, content, DB_BYTES) };
struct number_row {
	int64_t number;
};
static const struct db_column number_columns[] = { COL(number_row, number, DB_INT) };

enum {
	ADD_RUN,
	BY_CODE,
	NEXT,
	UNFINISHED,
	NEWEST,
	COUNTS,
	ENTER,
	REFUSE,
	ORDER,
	ABANDON,
	ADD_PIECE,
	PIECES,
	DROP_PIECES,
	ADD_LINE,
	TO_CHECK,
	TO_APPLY,
	CHECKED,
	APPLIED,
	REPEATS,
	SWITCHED_OFF,
	PAGE,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD_RUN] = { "INSERT INTO import_run (code, file_name, file_sha256, format, state, runner, complete, "
		      "officer_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[BY_CODE] = { RUN "WHERE import_run.code = ?", RUN_ROW },
	[NEXT] = { RUN "WHERE import_run.state IN ('received', 'read', 'ordered') AND runner = 'job' "
		       "ORDER BY import_run.id LIMIT 1",
	    RUN_ROW },
	[UNFINISHED] = { RUN "WHERE import_run.state IN ('received', 'read', 'checked', 'ordered') AND "
			     "runner = 'verb' AND file_sha256 = ? ORDER BY import_run.id DESC LIMIT 1",
	    RUN_ROW },
	[NEWEST] = { RUN "WHERE import_run.id < ? ORDER BY import_run.id DESC", RUN_ROW },
	[COUNTS] = { "SELECT COUNT(*) AS total, COALESCE(SUM(outcome = 'read'), 0) AS unread, "
		     "COALESCE(SUM(outcome = 'new'), 0) AS fresh, COALESCE(SUM(outcome = 'changed'), 0) AS changed, "
		     "COALESCE(SUM(outcome = 'unchanged'), 0) AS unchanged, COALESCE(SUM(outcome = 'off'), 0) AS off, "
		     "COALESCE(SUM(outcome = 'refused'), 0) AS refused, COALESCE(SUM(outcome = 'refused' AND code = "
		     "''), "
		     "0) AS nameless, COALESCE(SUM(noted), 0) AS noted, "
		     "COALESCE(SUM(applied), 0) AS applied FROM import_line WHERE run_id = ?",
	    ROW(count_columns, import_counts) },
	[ENTER] = { "UPDATE import_run SET state = ?, finished_at = ?, version = version + 1 WHERE id = ?", NO_ROW },
	[REFUSE] = { "UPDATE import_run SET state = 'refused', fault = ?, fault_line = ?, finished_at = ?, "
		     "version = version + 1 WHERE id = ?",
	    NO_ROW },
	[ORDER] = { "UPDATE import_run SET state = 'ordered', mode = ?, whole = ?, run_by = ?, "
		    "decision_no = ?, decision_date = ?, effective_from = ?, version = version + 1 "
		    "WHERE id = ? AND version = ? AND state = 'checked'",
	    NO_ROW },
	[ABANDON] = { "UPDATE import_run SET state = 'abandoned', finished_at = ?, version = version + 1 "
		      "WHERE id = ? AND version = ? AND state = 'checked'",
	    NO_ROW },
	[ADD_PIECE] = { "INSERT INTO import_piece (run_id, seq, content) VALUES (?, ?, ?)", NO_ROW },
	[PIECES] = { "SELECT content FROM import_piece WHERE run_id = ? ORDER BY seq", ROW(piece_columns, piece_row) },
	[DROP_PIECES] = { "DELETE FROM import_piece WHERE run_id = ?", NO_ROW },
	[ADD_LINE] = { "INSERT INTO import_line (run_id, seq, place, code, name, said, outcome, report) "
		       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[TO_CHECK] = { LINE "WHERE run_id = ? AND outcome = 'read' ORDER BY seq", LINE_ROW },
	[TO_APPLY] = { LINE "WHERE run_id = ? AND applied = FALSE AND outcome IN ('new', 'changed', 'off') ORDER BY "
			    "seq",
	    LINE_ROW },
	[CHECKED] = { "UPDATE import_line SET code = ?, outcome = ?, noted = ?, report = ? WHERE run_id = ? AND seq = "
		      "?",
	    NO_ROW },
	[APPLIED] = { "UPDATE import_line SET applied = TRUE WHERE run_id = ? AND seq = ?", NO_ROW },
	[REPEATS] = { "SELECT COUNT(*) AS number FROM import_line WHERE run_id = ? AND code = ? AND seq < ? "
		      "AND outcome <> 'refused'",
	    ROW(number_columns, number_row) },
	[SWITCHED_OFF] = { "INSERT INTO import_line (run_id, seq, place, code, name, said, outcome, report) "
			   "SELECT ?, (SELECT COALESCE(MAX(last.seq), 0) FROM import_line last WHERE last.run_id = ?) "
			   "+ "
			   "ROW_NUMBER() OVER (ORDER BY item.code), 0, item.code, version.name, '', 'off', '' "
			   "FROM procedure_item item JOIN procedure_version version ON version.id = "
			   "item.current_version_id WHERE item.listed AND version.kind = 'standard' "
			   "AND item.code REGEXP '^[1-9][.][0-9]{6}$' AND NOT EXISTS (SELECT 1 FROM import_line named "
			   "WHERE named.run_id = ? AND named.code = item.code) AND NOT EXISTS (SELECT 1 FROM "
			   "import_line nameless WHERE nameless.run_id = ? AND nameless.code = '' "
			   "AND nameless.outcome = 'refused')",
	    NO_ROW },
	[PAGE] = { LINE "WHERE run_id = ? AND seq > ? AND (? = '' OR outcome = ? OR (? = 'noted' AND noted)) ORDER BY "
			"seq",
	    LINE_ROW },
};
const struct store import_store = { "import", statements, STATEMENT__MAX };

enum err
run_add(struct db *db, const struct import_run *run, struct bytes digest, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ADD_RUN],
	    ARGS(TEXT(run->code), TEXT(run->file_name), BYTES(digest), TEXT(run->format), TEXT(run->state),
		TEXT(run->runner), BOOL(run->complete), INT(run->officer_id), TIME(run->created_at)));

	*ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
run_by_code(struct db *db, const char *code, struct import_run *ret_run)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_run);
}

enum err
run_next(struct db *db, struct import_run *ret_run)
{
	return db_row(db, &statements[NEXT], NO_ARGS, ret_run);
}

enum err
run_unfinished(struct db *db, struct bytes digest, struct import_run *ret_run)
{
	return db_row(db, &statements[UNFINISHED], ARGS(BYTES(digest)), ret_run);
}

enum err
runs_newest(struct db *db, int64_t before, const struct import_run **ret_runs, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows = { 0 };
	enum err err = db_rows(db, &statements[NEWEST], ARGS(INT(before)), IMPORT_RUNS_PAGE, &rows);

	*ret_runs = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return err;
}

enum err
run_counts(struct db *db, int64_t run_id, struct import_counts *ret_counts)
{
	return db_row(db, &statements[COUNTS], ARGS(INT(run_id)), ret_counts);
}

enum err
run_enter(struct db *db, int64_t run_id, const char *state, int64_t finished)
{
	return db_exec(db, &statements[ENTER], ARGS(TEXT(state), TIME(finished), INT(run_id)));
}

enum err
run_refuse(struct db *db, int64_t run_id, const char *fault, int64_t line, int64_t now)
{
	return db_exec(db, &statements[REFUSE], ARGS(TEXT(fault), INT(line), TIME(now), INT(run_id)));
}

enum err
run_order(struct db *db, const struct import_run *run)
{
	return db_change_one(db, &statements[ORDER],
	    ARGS(TEXT(run->mode), BOOL(run->whole), TEXT(run->run_by), TEXT(run->decision_no), DATE(run->decision_date),
		DATE(run->effective_from), INT(run->id), INT(run->version)));
}

enum err
run_abandon(struct db *db, int64_t run_id, int64_t version, int64_t now)
{
	return db_change_one(db, &statements[ABANDON], ARGS(TIME(now), INT(run_id), INT(version)));
}

enum err
piece_add(struct db *db, int64_t run_id, int64_t seq, struct bytes content)
{
	return db_exec(db, &statements[ADD_PIECE], ARGS(INT(run_id), INT(seq), BYTES(content)));
}

enum { PIECES_MAX = 64 };

enum err
pieces_read(struct db *db, struct arena *arena, int64_t run_id, struct bytes *ret_file)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PIECES], ARGS(INT(run_id)), PIECES_MAX, &rows);

	if (!err)
		*ret_file = bytes_join(arena, rows.rows, rows.count);
	return err;
}

enum err
pieces_drop(struct db *db, int64_t run_id)
{
	return db_exec(db, &statements[DROP_PIECES], ARGS(INT(run_id)));
}

enum err
line_add(struct db *db, int64_t run_id, const struct import_line *line)
{
	return db_exec(db, &statements[ADD_LINE],
	    ARGS(INT(run_id), INT(line->seq), INT(line->place), TEXT(line->code), TEXT(line->name), TEXT(line->said),
		TEXT(line->outcome), TEXT(line->report)));
}

static enum err
lines_of(
    struct db *db, int statement, int64_t run_id, size_t most, const struct import_line **ret_lines, size_t *ret_count)
{
	struct db_rows rows = { 0 };
	enum err err = db_rows(db, &statements[statement], ARGS(INT(run_id)), most, &rows);

	*ret_lines = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
lines_to_check(struct db *db, int64_t run_id, size_t most, const struct import_line **ret_lines, size_t *ret_count)
{
	return lines_of(db, TO_CHECK, run_id, most, ret_lines, ret_count);
}

enum err
lines_to_apply(struct db *db, int64_t run_id, size_t most, const struct import_line **ret_lines, size_t *ret_count)
{
	return lines_of(db, TO_APPLY, run_id, most, ret_lines, ret_count);
}

enum err
line_checked(struct db *db, int64_t run_id, const struct import_line *line)
{
	return db_exec(db, &statements[CHECKED],
	    ARGS(TEXT(line->code), TEXT(line->outcome), BOOL(line->noted), TEXT(line->report), INT(run_id),
		INT(line->seq)));
}

enum err
line_applied(struct db *db, int64_t run_id, int64_t seq)
{
	return db_exec(db, &statements[APPLIED], ARGS(INT(run_id), INT(seq)));
}

enum err
line_repeats(struct db *db, int64_t run_id, int64_t seq, const char *code, bool *ret_repeats)
{
	struct number_row row = { 0 };
	enum err err = db_row(db, &statements[REPEATS], ARGS(INT(run_id), TEXT(code), INT(seq)), &row);

	*ret_repeats = row.number > 0;
	return err;
}

enum err
lines_switched_off(struct db *db, int64_t run_id)
{
	return db_exec(db, &statements[SWITCHED_OFF], ARGS(INT(run_id), INT(run_id), INT(run_id), INT(run_id)));
}

enum err
lines_page(struct db *db, int64_t run_id, const char *outcome, int64_t after, const struct import_line **ret_lines,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows = { 0 };
	enum err err = db_rows(db, &statements[PAGE],
	    ARGS(INT(run_id), INT(after), TEXT(outcome), TEXT(outcome), TEXT(outcome)), IMPORT_LINES_PAGE, &rows);

	*ret_lines = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return err;
}
