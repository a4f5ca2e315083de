/* SQL of consultations. See consult_store.h. */
#include "consult/consult_store.h"

#include "core/data/db.h"

#include "step/process_routes.h"

enum { ROWS_MAX = 100 };

static const struct db_column columns[] = {
	COL(consultation, dossier_id, DB_INT),
	COL(consultation, seq, DB_INT),
	COL(consultation, step_id, DB_TEXT),
	COL(consultation, agency_id, DB_INT),
	COL(consultation, agency_name, DB_TEXT),
	COL(consultation, question, DB_TEXT),
	COL(consultation, deadline_at, DB_TIME),
	COL(consultation, asked_at, DB_TIME),
	COL(consultation, asked_by, DB_INT),
	COL(consultation, opinion, DB_TEXT),
	COL(consultation, answer, DB_TEXT),
	COL(consultation, answered_at, DB_TIME),
	COL(consultation, answered_by, DB_INT),
	COL(consultation, number, DB_TEXT),
	COL(consultation, procedure_name, DB_TEXT),
	COL(consultation, applicant_name, DB_TEXT),
};
#define CONSULTATION_SELECT                                                                                            \
	"SELECT c.dossier_id, c.seq, c.step_id, c.agency_id, a.name AS agency_name, c.question, c.deadline_at,"        \
	" c.asked_at, c.asked_by, c.opinion, c.answer, c.answered_at, c.answered_by,"                                  \
	" COALESCE(d.code, d.filing_number) AS number, d.procedure_name, d.applicant_name"                             \
	" FROM consultation c JOIN agency a ON a.id = c.agency_id JOIN dossier d ON d.id = c.dossier_id "

enum { INSERT, ANSWER, OF_DOSSIER, AT_AGENCIES, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO consultation (dossier_id, seq, step_id, agency_id, question, deadline_at, asked_at,"
	    " asked_by) SELECT ?, next.seq, ?, ?, ?, ?, ?, ? FROM (SELECT COALESCE(MAX(seq), 0) + 1 AS seq"
	    " FROM consultation WHERE dossier_id = ?) next", NO_ROW },
	[ANSWER] = { "UPDATE consultation SET opinion = ?, answer = ?, answered_at = ?, answered_by = ?"
	    " WHERE dossier_id = ? AND seq = ? AND answered_at IS NULL", NO_ROW },
	[OF_DOSSIER] = { CONSULTATION_SELECT "WHERE c.dossier_id = ? ORDER BY c.seq", ROW(columns, consultation) },
	[AT_AGENCIES] = { CONSULTATION_SELECT "WHERE c.answered_at IS NULL AND c.agency_id IN"
	    " (SELECT id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) mine)"
	    " AND d.state NOT IN ('withdrawn', 'closed', 'returned') ORDER BY c.deadline_at, c.dossier_id, c.seq",
	    ROW(columns, consultation) },
};
/* clang-format on */
const struct store consult_store = { "consult", statements, STATEMENT__MAX };

enum err
consultation_add(struct db *db, int64_t dossier_id, const struct consultation *consultation)
{
	return db_exec(db, &statements[INSERT],
	    ARGS(INT(dossier_id), TEXT(consultation->step_id), INT(consultation->agency_id),
		TEXT(consultation->question), TIME(consultation->deadline_at), TIME(consultation->asked_at),
		INT(consultation->asked_by), INT(dossier_id)));
}

enum err
consultation_answer(struct db *db, const struct consultation *consultation)
{
	return db_change_one(db, &statements[ANSWER],
	    ARGS(TEXT(consultation->opinion), TEXT(consultation->answer), TIME(consultation->answered_at),
		INT(consultation->answered_by), INT(consultation->dossier_id), INT(consultation->seq)));
}

static enum err
list(struct db *db, int statement, const struct db_arg *args, size_t arg_count, const struct consultation **ret_rows,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, ROWS_MAX, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
consultations_of(struct db *db, int64_t dossier_id, const struct consultation **ret_rows, size_t *ret_count)
{
	return list(db, OF_DOSSIER, ARGS(INT(dossier_id)), ret_rows, ret_count);
}

enum err
consultations_at(struct db *db, const char *agencies, const struct consultation **ret_rows, size_t *ret_count)
{
	return list(db, AT_AGENCIES, ARGS(TEXT(agencies)), ret_rows, ret_count);
}
