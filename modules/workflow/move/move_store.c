/* Running dossiers by version. See move_store.h. */
#include "move/move_store.h"

#include "core/data/db.h"

static const struct db_column version_columns[] = {
	COL(move_version, id, DB_INT),
	COL(move_version, version_no, DB_INT),
	COL(move_version, content, DB_TEXT),
};
static const struct db_column count_columns[] = {
	COL(move_count, version_no, DB_INT),
	COL(move_count, state_name, DB_TEXT),
	COL(move_count, dossiers, DB_INT),
};
static const struct db_column row_columns[] = {
	COL(move_row, id, DB_INT),
	COL(move_row, version, DB_INT),
	COL(move_row, version_no, DB_INT),
	COL(move_row, code, DB_TEXT),
	COL(move_row, filing_number, DB_TEXT),
	COL(move_row, state_name, DB_TEXT),
	COL(move_row, channel, DB_TEXT),
	COL(move_row, procedure_code, DB_TEXT),
	COL(move_row, procedure_name, DB_TEXT),
	COL(move_row, agency_name, DB_TEXT),
	COL(move_row, agency_receiving_id, DB_INT),
	COL(move_row, agency_solving_id, DB_INT),
	COL(move_row, form_version_id, DB_INT),
	COL(move_row, process_version_id, DB_INT),
	COL(move_row, rule_version_id, DB_INT),
	COL(move_row, filed_at, DB_TIME),
	COL(move_row, today_id, DB_INT),
	COL(move_row, tokens, DB_TEXT),
};

enum { COUNTS_MAX = 2000 };

#define VERSION_OF(kind)                                                                                               \
	{                                                                                                              \
		"SELECT id, version_no, content FROM " kind "_version WHERE code = ? AND (? = 0 OR version_no = ?) "   \
		"ORDER BY version_no DESC LIMIT 1",                                                                    \
		    ROW(version_columns, move_version)                                                                 \
	}
/* By the index of the version and state: as many rows as run, however many dossiers were ever filed by it. */
#define RUNNING_BY(kind)                                                                                               \
	" FROM " kind "_version definition STRAIGHT_JOIN dossier FORCE INDEX (dossier_" kind ") "                      \
	"ON dossier." kind "_version_id = definition.id AND dossier.state IN ('submitted', 'intake_supplement', "      \
	"'intake_fee_due', 'received', 'in_progress', 'supplement_due', 'fee_due', 'stopped') "
#define SEEN                                                                                                           \
	"(? IS NULL OR EXISTS (SELECT 1 FROM JSON_TABLE(?, '$[*]' COLUMNS (agency BIGINT UNSIGNED PATH '$.agency', "   \
	"procedure_code VARCHAR(64) PATH '$.procedure')) AS scope "                                                    \
	"WHERE scope.agency IN (dossier.agency_receiving_id, dossier.agency_solving_id) "                              \
	"AND (scope.procedure_code = '*' OR scope.procedure_code = dossier.procedure_code))) "
#define COUNTS_BY(kind)                                                                                                \
	{                                                                                                              \
		"SELECT definition.version_no, dossier.state AS state_name, COUNT(*) AS dossiers" RUNNING_BY(          \
		    kind) "WHERE definition.code = ? AND " SEEN "GROUP BY definition.version_no, dossier.state "       \
			  "ORDER BY definition.version_no DESC, dossier.state",                                        \
		    ROW(count_columns, move_count)                                                                     \
	}
/* First which ones, then what is to be known of those alone. */
#define ROWS_BY(kind, today)                                                                                           \
	{                                                                                                              \
		"SELECT dossier.id, dossier.version, picked.version_no, dossier.code, dossier.filing_number, "         \
		"dossier.state AS state_name, dossier.channel, dossier.procedure_code, dossier.procedure_name, "       \
		"agency.short_name AS agency_name, dossier.agency_receiving_id, dossier.agency_solving_id, "           \
		"dossier.form_version_id, dossier.process_version_id, dossier.rule_version_id, "                       \
		"dossier.filed_at, " today                                                                             \
		" AS today_id, process_instance.tokens FROM (SELECT dossier.id, definition.version_no" RUNNING_BY(     \
		    kind) "WHERE definition.code = ? AND definition.version_no < ? "                                   \
			  "AND (? = 0 OR definition.version_no = ?) AND (? IS NULL OR dossier.state = ?) "             \
			  "AND (? IS NULL OR ? IN (dossier.code, dossier.filing_number)) "                             \
			  "AND dossier.id > COALESCE((SELECT last.id FROM dossier last "                               \
			  "WHERE last.filing_number = ?), 0) AND " SEEN "ORDER BY dossier.id LIMIT ?) picked "         \
			  "JOIN dossier ON dossier.id = picked.id "                                                    \
			  "JOIN agency ON agency.id = dossier.agency_solving_id "                                      \
			  "LEFT JOIN process_instance ON process_instance.dossier_id = dossier.id "                    \
			  "LEFT JOIN procedure_in_force in_force ON in_force.code = dossier.procedure_code "           \
			  "ORDER BY dossier.id",                                                                       \
		    ROW(row_columns, move_row)                                                                         \
	}
/* What was decided for the case goes before what the procedure has (domain/procedure: procedure_take_case). */
#define PROCESS_TODAY                                                                                                  \
	"COALESCE((SELECT used.version_id FROM definition_use used WHERE used.procedure_id = in_force.procedure_id "   \
	"AND used.kind = 'process' AND used.case_no = dossier.case_no AND used.from_day <= ? "                         \
	"ORDER BY used.from_day DESC, used.id DESC LIMIT 1), in_force.process_version_id)"
#define FORM_TODAY "in_force.form_version_id"

enum { VERSION, COUNTS = VERSION + 2, ROWS = COUNTS + 2, STATEMENT__MAX = ROWS + 2 };
static const struct db_statement statements[STATEMENT__MAX] = {
	[VERSION + DEFINITION_FORM] = VERSION_OF("form"),
	[VERSION + DEFINITION_PROCESS] = VERSION_OF("process"),
	[COUNTS + DEFINITION_FORM] = COUNTS_BY("form"),
	[COUNTS + DEFINITION_PROCESS] = COUNTS_BY("process"),
	[ROWS + DEFINITION_FORM] = ROWS_BY("form", FORM_TODAY),
	[ROWS + DEFINITION_PROCESS] = ROWS_BY("process", PROCESS_TODAY),
};
const struct store move_store = { "move", statements, STATEMENT__MAX };

enum err
move_version_by_number(
    struct db *db, enum definition_kind kind, const char *code, int64_t version_no, struct move_version *ret_version)
{
	return db_row(
	    db, &statements[VERSION + (int)kind], ARGS(TEXT(code), INT(version_no), INT(version_no)), ret_version);
}

enum err
move_counts(struct db *db, const struct move_query *query, const struct move_count **ret_counts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[COUNTS + (int)query->kind],
	    ARGS(TEXT(query->code), TEXT(query->scope), TEXT(query->scope)), COUNTS_MAX, &rows);

	if (err)
		return err;
	*ret_counts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
move_rows(struct db *db, const struct move_query *query, size_t most, const struct move_row **ret_rows,
    size_t *ret_count, bool *ret_more)
{
	const struct db_arg args[] = { DATE(query->today), TEXT(query->code), INT(query->newer), INT(query->older),
		INT(query->older), TEXT(query->state), TEXT(query->state), TEXT(query->number), TEXT(query->number),
		TEXT(query->after), TEXT(query->scope), TEXT(query->scope), INT((int64_t)most + 1) };
	/* Only a case's process has a day of its own. */
	const size_t first = query->kind == DEFINITION_PROCESS ? 0 : 1;
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ROWS + (int)query->kind], args + first,
	    sizeof(args) / sizeof(args[0]) - first, most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}
