/* The lists of a dry run. See movable_store.h. */
#include "agency/movable_store.h"

#include "core/data/db.h"

static const struct db_column item_columns[] = {
	COL(movable, id, DB_INT),
	COL(movable, code, DB_TEXT),
	COL(movable, name, DB_TEXT),
	COL(movable, from_id, DB_INT),
	COL(movable, from_name, DB_TEXT),
	COL(movable, to_id, DB_INT),
	COL(movable, to_name, DB_TEXT),
	COL(movable, place, DB_TEXT),
	COL(movable, open, DB_BOOL),
};
struct count_row {
	int64_t pieces, open;
};
static const struct db_column count_columns[] = {
	COL(count_row, pieces, DB_INT),
	COL(count_row, open, DB_INT),
};
static const struct db_column state_columns[] = {
	COL(movable_state, state, DB_TEXT),
	COL(movable_state, dossiers, DB_INT),
};

/* clang-format off */
#define CHOSEN(of_kind, of_item) \
	"(SELECT choice.successor_id FROM agency_operation_choice choice " \
	"WHERE choice.operation_id = ending.operation_id AND choice.agency_id = ending.agency_id " \
	"AND choice.kind = '" of_kind "' AND choice.item = " of_item ")"
/* No MIN() here: MariaDB 10.11 refuses such a subquery when the statement is executed a second time (error 1140). */
#define SOLE \
	"(SELECT sole.agency_id FROM agency_operation_part sole WHERE sole.operation_id = ending.operation_id " \
	"AND sole.side = 'succeeds' AND NOT EXISTS (SELECT 1 FROM agency_operation_part more " \
	"WHERE more.operation_id = sole.operation_id AND more.side = 'succeeds' " \
	"AND more.agency_id <> sole.agency_id))"
/* What was chosen for this one, else for all of the kind, else the only successor. */
#define DESTINATION(of_kind, of_item) \
	"COALESCE(" CHOSEN(of_kind, of_item) ", " CHOSEN(of_kind, "'*'") ", " SOLE ")"
#define ENDING "WHERE ending.operation_id = ? AND ending.side = 'ends'"

/* Each piece with where it comes from and goes to. */
#define OFFICERS \
	"SELECT officer.id, officer.code, officer.name, ending.agency_id AS from_id, " \
	DESTINATION("officer", "officer.code") " AS to_id FROM agency_operation_part ending " \
	"JOIN officer ON officer.agency_id = ending.agency_id " ENDING
#define AGENCIES \
	"SELECT below.id, below.code, below.name, ending.agency_id AS from_id, " \
	DESTINATION("agency", "below.code") " AS to_id FROM agency_operation_part ending " \
	"JOIN agency below ON below.parent_id = ending.agency_id AND below.valid_to IS NULL " \
	"AND NOT EXISTS (SELECT 1 FROM agency_operation_part also " \
	"WHERE also.operation_id = ending.operation_id AND also.agency_id = below.id) " ENDING
#define GUESTS \
	"SELECT DISTINCT officer.id, officer.code, officer.name, ending.agency_id AS from_id, NULL AS to_id " \
	"FROM agency_operation_part ending JOIN agency_operation operation ON operation.id = ending.operation_id " \
	"JOIN role_grant ON role_grant.agency_id = ending.agency_id " \
	"AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= operation.effective) " \
	"JOIN officer ON officer.id = role_grant.officer_id AND officer.agency_id <> ending.agency_id " ENDING
/* Whatever it took over itself counts as its own. Solving for another's counter needs one successor, receiving does not. */
#define OFFERED \
	"SELECT ending.operation_id, ending.agency_id, offering.procedure_version_id, FALSE AS for_others " \
	"FROM agency_operation_part ending JOIN agency_current former ON former.current_id = ending.agency_id " \
	"JOIN procedure_offering offering ON offering.agency_receiving_id = former.agency_id " ENDING \
	" UNION ALL SELECT ending.operation_id, ending.agency_id, offering.procedure_version_id, " \
	"offering.agency_receiving_id <> offering.agency_solving_id FROM agency_operation_part ending " \
	"JOIN agency_current former ON former.current_id = ending.agency_id " \
	"JOIN procedure_offering offering ON offering.agency_solving_id = former.agency_id " ENDING
#define PROCEDURES \
	"SELECT item.id, item.code, version.name, ending.agency_id AS from_id, CASE WHEN EXISTS " \
	"(SELECT 1 FROM agency_operation_choice own WHERE own.operation_id = ending.operation_id " \
	"AND own.agency_id = ending.agency_id AND own.kind = 'procedure' AND own.item = item.code) THEN " \
	CHOSEN("procedure", "item.code") " ELSE COALESCE(" CHOSEN("procedure", "'*'") ", " SOLE ") END AS to_id, " \
	"MAX(ending.for_others) AS for_others FROM (" OFFERED ") ending " \
	"JOIN procedure_item item ON item.current_version_id = ending.procedure_version_id " \
	"JOIN procedure_version version ON version.id = item.current_version_id " \
	"GROUP BY item.id, item.code, version.name, ending.operation_id, ending.agency_id"
#define DOSSIERS                                                                                                       \
	"SELECT move.dossier_id AS id, move.filing_number AS code, move.state AS name, move.from_id, move.to_id "      \
	"FROM agency_dossier_move move WHERE move.operation_id = ?"

/* One procedure may come from several agencies: only both codes together say where a list was left. */
#define PLACE "CONCAT(piece.code, '/', former.code)"
#define ITEM \
	"SELECT piece.id, piece.code, piece.name, piece.from_id, former.name AS from_name, piece.to_id, " \
	"next.name AS to_name, " PLACE " AS place, "
#define FROM(pieces) \
	" AS open FROM (" pieces ") piece JOIN agency former ON former.id = piece.from_id " \
	"LEFT JOIN agency next ON next.id = piece.to_id WHERE " PLACE " > ? ORDER BY place LIMIT ?"
/* clang-format on */
#define COUNT(open, pieces) "SELECT COUNT(*) AS pieces, COALESCE(SUM(" open "), 0) AS open FROM (" pieces ") piece"

enum {
	COUNT_PROCEDURES,
	COUNT_OFFICERS,
	COUNT_GUESTS,
	COUNT_AGENCIES,
	COUNT_DOSSIERS,
	COUNT_DRAFTED,
	LIST_PROCEDURES,
	LIST_OFFICERS,
	LIST_GUESTS,
	LIST_AGENCIES,
	LIST_DOSSIERS,
	STATES,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNT_PROCEDURES] = { COUNT("for_others AND to_id IS NULL", PROCEDURES), ROW(count_columns, count_row) },
	[COUNT_OFFICERS] = { COUNT("to_id IS NULL", OFFICERS), ROW(count_columns, count_row) },
	[COUNT_GUESTS] = { COUNT("0", GUESTS), ROW(count_columns, count_row) },
	[COUNT_AGENCIES] = { COUNT("to_id IS NULL", AGENCIES), ROW(count_columns, count_row) },
	[COUNT_DOSSIERS] = { COUNT("to_id IS NULL", DOSSIERS), ROW(count_columns, count_row) },
	[COUNT_DRAFTED] = { "SELECT COUNT(*) AS pieces, 0 AS open FROM agency_operation_part ending "
			    "JOIN procedure_item ON procedure_item.owner_agency_id = ending.agency_id "
			    "WHERE ending.operation_id = ? AND ending.side = 'ends'",
	    ROW(count_columns, count_row) },
	[LIST_PROCEDURES] = { ITEM "piece.for_others AND piece.to_id IS NULL" FROM(PROCEDURES),
	    ROW(item_columns, movable) },
	[LIST_OFFICERS] = { ITEM "piece.to_id IS NULL" FROM(OFFICERS), ROW(item_columns, movable) },
	[LIST_GUESTS] = { ITEM "FALSE" FROM(GUESTS), ROW(item_columns, movable) },
	[LIST_AGENCIES] = { ITEM "piece.to_id IS NULL" FROM(AGENCIES), ROW(item_columns, movable) },
	[LIST_DOSSIERS] = { ITEM "piece.to_id IS NULL" FROM(DOSSIERS), ROW(item_columns, movable) },
	[STATES] = { "SELECT state, COUNT(*) AS dossiers FROM agency_dossier_move WHERE operation_id = ? "
		     "GROUP BY state ORDER BY state",
	    ROW(state_columns, movable_state) },
};
const struct store movable_store = { "movable", statements, STATEMENT__MAX };

enum { STATES_MAX = 20 };

enum err
movable_counts(struct db *db, int64_t operation_id, struct movable_counts *ret_counts)
{
	struct count_row rows[COUNT_DRAFTED + 1];
	const struct db_arg id = INT(operation_id);
	enum err err = OK;

	for (int count = COUNT_PROCEDURES; !err && count <= COUNT_DRAFTED; count++)
		err = count == COUNT_PROCEDURES ? db_row(db, &statements[count], ARGS(id, id), &rows[count])
						: db_row(db, &statements[count], ARGS(id), &rows[count]);
	if (err)
		return err;
	*ret_counts = (struct movable_counts){
		.procedures = rows[COUNT_PROCEDURES].pieces,
		.procedures_open = rows[COUNT_PROCEDURES].open,
		.officers = rows[COUNT_OFFICERS].pieces,
		.officers_open = rows[COUNT_OFFICERS].open,
		.guests = rows[COUNT_GUESTS].pieces,
		.agencies = rows[COUNT_AGENCIES].pieces,
		.agencies_open = rows[COUNT_AGENCIES].open,
		.dossiers = rows[COUNT_DOSSIERS].pieces,
		.dossiers_open = rows[COUNT_DOSSIERS].open,
		.drafted = rows[COUNT_DRAFTED].pieces,
	};
	return OK;
}

static enum err
list(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most, struct movables *ret)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (err)
		return err;
	*ret = (struct movables){ rows.rows, rows.count, rows.more };
	return OK;
}

enum err
movable_procedures(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret)
{
	return list(db, LIST_PROCEDURES,
	    ARGS(INT(operation_id), INT(operation_id), TEXT(after), INT((int64_t)most + 1)), most, ret);
}

enum err
movable_officers(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret)
{
	return list(db, LIST_OFFICERS, ARGS(INT(operation_id), TEXT(after), INT((int64_t)most + 1)), most, ret);
}

enum err
movable_guests(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret)
{
	return list(db, LIST_GUESTS, ARGS(INT(operation_id), TEXT(after), INT((int64_t)most + 1)), most, ret);
}

enum err
movable_agencies(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret)
{
	return list(db, LIST_AGENCIES, ARGS(INT(operation_id), TEXT(after), INT((int64_t)most + 1)), most, ret);
}

enum err
movable_dossiers(struct db *db, int64_t operation_id, const char *after, size_t most, struct movables *ret)
{
	return list(db, LIST_DOSSIERS, ARGS(INT(operation_id), TEXT(after), INT((int64_t)most + 1)), most, ret);
}

enum err
movable_states(struct db *db, int64_t operation_id, const struct movable_state **ret_counts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[STATES], ARGS(INT(operation_id)), STATES_MAX, &rows);

	if (err)
		return err;
	*ret_counts = rows.rows;
	*ret_count = rows.count;
	return OK;
}
