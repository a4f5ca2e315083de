/* What an operation over agencies leaves to move. See agency_move.h. */
#include "agency/agency_move.h"

#include "core/data/db.h"

static const struct db_column move_columns[] = {
	COL(agency_move, dossier_id, DB_INT),
	COL(agency_move, from_id, DB_INT),
	COL(agency_move, to_id, DB_INT),
	COL(agency_move, operation, DB_TEXT),
	COL(agency_move, decision, DB_TEXT),
	COL(agency_move, from_code, DB_TEXT),
	COL(agency_move, from_name, DB_TEXT),
	COL(agency_move, to_code, DB_TEXT),
	COL(agency_move, to_name, DB_TEXT),
};

enum { LEFT, PASS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LEFT] = { "SELECT move.dossier_id, move.from_id, move.to_id, move.operation, move.decision_no AS decision, "
		   "former.code AS from_code, former.name AS from_name, next.code AS to_code, next.name AS to_name "
		   "FROM agency_dossier_move move JOIN agency former ON former.id = move.from_id "
		   "JOIN agency next ON next.id = move.to_id WHERE move.operation = ? "
		   "AND move.operation_state = 'applied' AND move.dossier_id > ? ORDER BY move.dossier_id LIMIT ?",
	    ROW(move_columns, agency_move) },
	[PASS] = { "UPDATE task SET agency_id = ? WHERE dossier_id = ? AND agency_id = ? AND closed_no = 0", NO_ROW },
};
const struct store agency_move_store = { "agency_move", statements, STATEMENT__MAX };

enum err
agency_moves_left(struct db *db, const char *operation, int64_t after_id, size_t most,
    const struct agency_move **ret_moves, size_t *ret_count)
{
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[LEFT], ARGS(TEXT(operation), INT(after_id), INT((int64_t)most)), most, &rows);

	if (err)
		return err;
	*ret_moves = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
tasks_pass(struct db *db, int64_t dossier_id, int64_t from_id, int64_t to_id)
{
	return db_exec(db, &statements[PASS], ARGS(INT(to_id), INT(dossier_id), INT(from_id)));
}
