/* SQL of following a dossier. See follow_store.h. */
#include "follow_store.h"

#include "core/data/db.h"

static const struct db_column face_columns[] = {
	COL(dossier_face, receiving, DB_TEXT),
	COL(dossier_face, solving, DB_TEXT),
	COL(dossier_face, asked_seq, DB_INT),
	COL(dossier_face, asked_facts, DB_TEXT),
};
static const struct db_column result_columns[] = {
	COL(result_file, title, DB_TEXT),
	COL(result_file, number, DB_TEXT),
	COL(result_file, issued_on, DB_DATE),
	COL(result_file, reference, DB_TEXT),
	COL(result_file, name, DB_TEXT),
	COL(result_file, media_type, DB_TEXT),
	COL(result_file, size, DB_INT),
};
static const struct db_column step_columns[] = {
	COL(step_row, step_id, DB_TEXT),
	COL(step_row, name, DB_TEXT),
	COL(step_row, closed_at, DB_TIME),
};
struct overall_row {
	int64_t overall;
};
static const struct db_column overall_columns[] = { COL(overall_row, overall, DB_INT) };

enum { FACE, RESULTS, STEPS, RATE, RATED, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[FACE] = { "SELECT receiving.name AS receiving, solving.name AS solving, asked.seq AS asked_seq, "
		   "asked.facts AS asked_facts FROM dossier "
		   "JOIN agency receiving ON receiving.id = dossier.agency_receiving_id "
		   "JOIN agency solving ON solving.id = dossier.agency_solving_id "
		   "LEFT JOIN dossier_event asked ON asked.dossier_id = dossier.id AND asked.seq = "
		   "(SELECT MAX(seq) FROM dossier_event WHERE dossier_id = dossier.id "
		   "AND kind IN ('ask_supplement', 'ask_intake_supplement')) WHERE dossier.id = ?",
	    ROW(face_columns, dossier_face) },
	[RESULTS] = { "SELECT published_result.title, published_result.number, published_result.issued_on, "
		      "file.reference, file.name, file.media_type, file.size FROM published_result "
		      "JOIN file ON file.id = published_result.file_id WHERE published_result.dossier_id = ? "
		      "ORDER BY published_result.published_at",
	    ROW(result_columns, result_file) },
	[STEPS] = { "SELECT step_id, name, closed_at FROM dossier_step WHERE dossier_id = ? ORDER BY seq",
	    ROW(step_columns, step_row) },
	[RATE] = { "INSERT INTO rating (dossier_id, overall, convenience, punctuality, attitude, comment, rated_at) "
		   "VALUES (?, ?, NULLIF(?, 0), NULLIF(?, 0), NULLIF(?, 0), ?, ?)",
	    NO_ROW },
	[RATED] = { "SELECT overall FROM rating WHERE dossier_id = ?", ROW(overall_columns, overall_row) },
};
const struct store follow_store = { "follow", statements, STATEMENT__MAX };

enum { RESULTS_MOST = 50, STEPS_MOST = 500 };

enum err
dossier_face(struct db *db, int64_t dossier_id, struct dossier_face *ret_face)
{
	return db_row(db, &statements[FACE], ARGS(INT(dossier_id)), ret_face);
}

enum err
results_of(struct db *db, int64_t dossier_id, const struct result_file **ret_results, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[RESULTS], ARGS(INT(dossier_id)), RESULTS_MOST, &rows);

	if (err)
		return err;
	*ret_results = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
steps_of(struct db *db, int64_t dossier_id, const struct step_row **ret_steps, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[STEPS], ARGS(INT(dossier_id)), STEPS_MOST, &rows);

	if (err)
		return err;
	*ret_steps = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
rating_add(struct db *db, int64_t dossier_id, const struct rating *r, int64_t now)
{
	return db_exec(db, &statements[RATE],
	    ARGS(INT(dossier_id), INT(r->overall), INT(r->convenience), INT(r->punctuality), INT(r->attitude),
		TEXT(r->comment), TIME(now)));
}

enum err
rating_exists(struct db *db, int64_t dossier_id, bool *ret_exists)
{
	struct overall_row row;
	enum err err = db_row(db, &statements[RATED], ARGS(INT(dossier_id)), &row);

	*ret_exists = err == OK;
	return err == ERR_NOT_FOUND ? OK : err;
}
