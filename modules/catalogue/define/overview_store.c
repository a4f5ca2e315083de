/* Lists of definitions. See overview_store.h. */
#include "define/overview_store.h"

#include "core/data/db.h"

enum { VERSIONS_MAX = 100, USAGE_MAX = 500, UNITS_MAX = 5000, IN_FORCE_MAX = 200 };

const char *const define_states[] = { "draft", "submitted", "controlled", "approved", "never", NULL };

/* A collation that takes "d" for "đ" and no letter for another but for its marks. */
#define FOLDED "COLLATE utf8mb4_unicode_520_ci"

static const struct db_column row_columns[] = {
	COL(define_row, kind, DB_TEXT),
	COL(define_row, code, DB_TEXT),
	COL(define_row, name, DB_TEXT),
	COL(define_row, owner_name, DB_TEXT),
	COL(define_row, state, DB_TEXT),
	COL(define_row, version_no, DB_INT),
	COL(define_row, decision_no, DB_TEXT),
	COL(define_row, from_day, DB_DATE),
	COL(define_row, planned_on, DB_DATE),
};
struct count_row {
	int64_t count;
};
static const struct db_column count_columns[] = { COL(count_row, count, DB_INT) };
static const struct db_column usage_columns[] = {
	COL(define_usage, code, DB_TEXT),
	COL(define_usage, example, DB_TEXT),
	COL(define_usage, procedures, DB_INT),
	COL(define_usage, owner_name, DB_TEXT),
};
static const struct db_column version_columns[] = {
	COL(define_version, id, DB_INT),
	COL(define_version, version_no, DB_INT),
	COL(define_version, created_at, DB_TIME),
	COL(define_version, decision_no, DB_TEXT),
	COL(define_version, decision_date, DB_DATE),
	COL(define_version, from_day, DB_DATE),
	COL(define_version, procedures, DB_INT),
};
static const struct db_column running_columns[] = {
	COL(define_running, version_no, DB_INT),
	COL(define_running, dossiers, DB_INT),
};
static const struct db_column procedure_columns[] = {
	COL(define_procedure, code, DB_TEXT),
	COL(define_procedure, name, DB_TEXT),
	COL(define_procedure, owner_name, DB_TEXT),
	COL(define_procedure, case_no, DB_INT),
	COL(define_procedure, version_no, DB_INT),
};
static const struct db_column in_force_columns[] = {
	COL(define_in_force, kind, DB_TEXT),
	COL(define_in_force, code, DB_TEXT),
	COL(define_in_force, version_no, DB_INT),
	COL(define_in_force, case_no, DB_INT),
	COL(define_in_force, decision_no, DB_TEXT),
	COL(define_in_force, from_day, DB_DATE),
};
static const struct db_column unapproved_columns[] = {
	COL(unapproved_row, code, DB_TEXT),
	COL(unapproved_row, name, DB_TEXT),
	COL(unapproved_row, owner_code, DB_TEXT),
	COL(unapproved_row, owner_name, DB_TEXT),
	COL(unapproved_row, planned_on, DB_DATE),
	COL(unapproved_row, draft_code, DB_TEXT),
	COL(unapproved_row, draft_state, DB_TEXT),
	COL(unapproved_row, draft_owner_id, DB_INT),
	COL(unapproved_row, sort_key, DB_TEXT),
};
static const struct db_column unit_columns[] = {
	COL(unapproved_unit, code, DB_TEXT),
	COL(unapproved_unit, name, DB_TEXT),
	COL(unapproved_unit, procedures, DB_INT),
	COL(unapproved_unit, late, DB_INT),
	COL(unapproved_unit, unplanned, DB_INT),
};

/* Is the definition one that procedures of the unit go by? */
#define USED_BY_UNIT(kind)                                                                                             \
	"item.code IN (SELECT today.code FROM " kind "_today today JOIN agency ON agency.id = today.owner_agency_id "  \
	"WHERE agency.code = ?)"
/* With the open draft if it may be seen, and the decision on the newest version. */
#define DEFINITIONS                                                                                                    \
	"FROM definition_item item LEFT JOIN agency owner ON owner.id = item.owner_agency_id "                         \
	"LEFT JOIN definition_draft draft ON draft.kind = item.kind AND draft.open_code = item.code "                  \
	"AND (? IS NULL OR draft.owner_agency_id IN "                                                                  \
	"(SELECT mine.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) mine)) "                              \
	"LEFT JOIN definition_draft approved ON approved.kind = item.kind AND approved.code = item.code "              \
	"AND approved.version_id = item.newest_version_id "                                                            \
	"WHERE (item.newest_version_id IS NOT NULL OR draft.id IS NOT NULL) AND (? IS NULL OR item.kind = ?) "         \
	"AND (? IS NULL OR NOT EXISTS (SELECT 1 FROM JSON_TABLE(?, '$[*]' COLUMNS (pattern VARCHAR(500) PATH '$')) "   \
	"AS words WHERE CONCAT(item.code, ' ', COALESCE(draft.name, item.name)) " FOLDED " NOT LIKE words.pattern)) "
#define FORM_OF_UNIT    USED_BY_UNIT("form")
#define PROCESS_OF_UNIT USED_BY_UNIT("process")
#define RULE_OF_UNIT    USED_BY_UNIT("rule")
/* Of the unit, or gone by in the unit; '-' is the office. */
#define OF_UNIT                                                                                                        \
	"AND (? IS NULL OR COALESCE(owner.code, '-') = ? OR CASE item.kind WHEN 'form' THEN " FORM_OF_UNIT             \
	" WHEN 'process' THEN " PROCESS_OF_UNIT " ELSE " RULE_OF_UNIT " END) "
#define IN_STATE                                                                                                       \
	"AND (? IS NULL OR CASE ? WHEN 'approved' THEN item.newest_version_id IS NOT NULL "                            \
	"WHEN 'never' THEN item.newest_version_id IS NULL ELSE draft.state = ? END) "
#define USAGE_OF(kind)                                                                                                 \
	{                                                                                                              \
		"SELECT used.code, used.example, used.procedures, agency.name AS owner_name FROM (SELECT today.code, " \
		"MIN(today.procedure_name) AS example, COUNT(*) AS procedures, "                                       \
		"MIN(COALESCE(today.owner_agency_id, 0)) AS first_id, MAX(COALESCE(today.owner_agency_id, 0)) AS "     \
		"last_id "                                                                                             \
		"FROM " kind "_today today WHERE today.code IN "                                                       \
		"(SELECT asked.code FROM JSON_TABLE(?, '$[*]' COLUMNS (code VARCHAR(64) PATH '$')) asked) "            \
		"GROUP BY today.code) used LEFT JOIN agency ON agency.id = used.first_id AND used.first_id = "         \
		"used.last_id",                                                                                        \
		    ROW(usage_columns, define_usage)                                                                   \
	}
#define VERSIONS_OF(kind_)                                                                                             \
	{                                                                                                              \
		"SELECT version.id, version.version_no, version.created_at, draft.decision_no, draft.decision_date, "  \
		"draft.from_day, COALESCE(used.procedures, 0) AS procedures FROM " kind_ "_version version "           \
		"LEFT JOIN definition_draft draft ON draft.kind = '" kind_ "' AND draft.code = version.code "          \
		"AND draft.version_id = version.id LEFT JOIN (SELECT today.version_id, COUNT(*) AS procedures "        \
		"FROM " kind_ "_today today WHERE today.code = ? GROUP BY today.version_id) used "                     \
		"ON used.version_id = version.id WHERE version.code = ? ORDER BY version.version_no DESC",             \
		    ROW(version_columns, define_version)                                                               \
	}
#define RUNNING_OF(kind)                                                                                               \
	{                                                                                                              \
		"SELECT version.version_no, COUNT(*) AS dossiers FROM " kind "_version version "                       \
		"JOIN " kind "_running running ON running.version_id = version.id WHERE version.code = ? "             \
		"GROUP BY version.version_no ORDER BY version.version_no DESC",                                        \
		    ROW(running_columns, define_running)                                                               \
	}
/* Uses of one case that no later one replaced. */
#define LASTING                                                                                                        \
	"NOT EXISTS (SELECT 1 FROM definition_use later WHERE later.procedure_id = used.procedure_id "                 \
	"AND later.kind = used.kind AND later.case_no = used.case_no AND (later.from_day > used.from_day "             \
	"OR (later.from_day = used.from_day AND later.id > used.id)))"
#define PROCEDURES_OF(kind_)                                                                                           \
	{                                                                                                              \
		"SELECT listed.code, listed.name, agency.name AS owner_name, listed.case_no, listed.version_no FROM "  \
		"(SELECT today.procedure_code AS code, today.procedure_name AS name, today.owner_agency_id, "          \
		"0 AS case_no, today.version_no FROM " kind_ "_today today WHERE today.code = ? UNION ALL "            \
		"SELECT item.code, version.name, item.owner_agency_id, used.case_no, definition.version_no "           \
		"FROM definition_use used JOIN " kind_ "_version definition ON definition.id = used.version_id "       \
		"JOIN procedure_item item ON item.id = used.procedure_id "                                             \
		"JOIN procedure_version version ON version.id = item.current_version_id "                              \
		"WHERE definition.code = ? AND used.kind = '" kind_ "' AND used.case_no > 0 AND " LASTING ") listed "  \
		"LEFT JOIN agency ON agency.id = listed.owner_agency_id WHERE listed.code > ? "                        \
		"ORDER BY listed.code, listed.case_no",                                                                \
		    ROW(procedure_columns, define_procedure)                                                           \
	}
/* What a procedure goes by today, and what was decided for it, even for later days or one case. */
#define OF_PROCEDURE_OF(kind_)                                                                                         \
	{                                                                                                              \
		"SELECT '" kind_ "' AS kind, listed.code, listed.version_no, listed.case_no, listed.decision_no, "     \
		"listed.from_day FROM (SELECT today.code, today.version_no, 0 AS case_no, NULL AS decision_no, "       \
		"NULL AS from_day FROM " kind_ "_today today WHERE today.procedure_id = ? UNION ALL "                  \
		"SELECT definition.code, definition.version_no, used.case_no, used.decision_no, used.from_day "        \
		"FROM definition_use used JOIN " kind_ "_version definition ON definition.id = used.version_id "       \
		"WHERE used.procedure_id = ? AND used.kind = '" kind_ "') listed "                                     \
		"ORDER BY listed.from_day IS NOT NULL, listed.case_no, listed.from_day",                               \
		    ROW(in_force_columns, define_in_force)                                                             \
	}
/*
 * Procedures of the province without a process of their own, today or by a decision for later; the day by which the drafts
 * for them are to be approved.
 */
#define UNAPPROVED                                                                                                     \
	"FROM procedure_item item JOIN procedure_version version ON version.id = item.current_version_id "             \
	"LEFT JOIN process_version process ON process.id = COALESCE(item.process_version_id, "                         \
	"version.process_version_id) LEFT JOIN agency owner ON owner.id = item.owner_agency_id LEFT JOIN (SELECT "     \
	"target.procedure_id, MIN(open.planned_on) AS planned_on, MIN(open.id) AS draft_id "                           \
	"FROM definition_draft open JOIN definition_draft_target target ON target.draft_id = open.id "                 \
	"WHERE open.kind = 'process' AND open.open_code IS NOT NULL GROUP BY target.procedure_id) plan "               \
	"ON plan.procedure_id = item.id LEFT JOIN definition_draft draft ON draft.id = plan.draft_id "                 \
	"WHERE version.run_by = 'province' AND COALESCE(process.code, 'default') = 'default' AND NOT EXISTS "          \
	"(SELECT 1 FROM definition_use used WHERE used.procedure_id = item.id AND used.kind = 'process' "              \
	"AND used.case_no = 0 AND used.version_id IS NOT NULL AND " LASTING ") "

enum {
	LIST,
	COUNT,
	USAGE,
	VERSIONS = USAGE + DEFINITION_KINDS,
	PROCEDURES = VERSIONS + DEFINITION_KINDS,
	OF_PROCEDURE = PROCEDURES + DEFINITION_KINDS,
	RUNNING = OF_PROCEDURE + DEFINITION_KINDS, /* of forms and processes */
	UNAPPROVED_LIST = RUNNING + 2,
	UNAPPROVED_UNITS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { "SELECT item.kind, item.code, COALESCE(draft.name, item.name) AS name, owner.name AS owner_name, "
		   "draft.state, CASE item.kind WHEN 'form' THEN (SELECT version_no FROM form_version "
		   "WHERE id = item.newest_version_id) WHEN 'process' THEN (SELECT version_no FROM process_version "
		   "WHERE id = item.newest_version_id) ELSE (SELECT version_no FROM rule_version "
		   "WHERE id = item.newest_version_id) END AS version_no, approved.decision_no, approved.from_day, "
		   "draft.planned_on " DEFINITIONS OF_UNIT IN_STATE
		   "AND (item.kind > ? OR (item.kind = ? AND item.code > ?)) "
		   "ORDER BY item.kind, item.code",
	    ROW(row_columns, define_row) },
	[COUNT] = { "SELECT COUNT(*) AS count " DEFINITIONS OF_UNIT IN_STATE, ROW(count_columns, count_row) },
	[USAGE + DEFINITION_FORM] = USAGE_OF("form"),
	[USAGE + DEFINITION_PROCESS] = USAGE_OF("process"),
	[USAGE + DEFINITION_RULE] = USAGE_OF("rule"),
	[VERSIONS + DEFINITION_FORM] = VERSIONS_OF("form"),
	[VERSIONS + DEFINITION_PROCESS] = VERSIONS_OF("process"),
	[VERSIONS + DEFINITION_RULE] = VERSIONS_OF("rule"),
	[PROCEDURES + DEFINITION_FORM] = PROCEDURES_OF("form"),
	[PROCEDURES + DEFINITION_PROCESS] = PROCEDURES_OF("process"),
	[PROCEDURES + DEFINITION_RULE] = PROCEDURES_OF("rule"),
	[OF_PROCEDURE + DEFINITION_FORM] = OF_PROCEDURE_OF("form"),
	[OF_PROCEDURE + DEFINITION_PROCESS] = OF_PROCEDURE_OF("process"),
	[OF_PROCEDURE + DEFINITION_RULE] = OF_PROCEDURE_OF("rule"),
	[RUNNING + DEFINITION_FORM] = RUNNING_OF("form"),
	[RUNNING + DEFINITION_PROCESS] = RUNNING_OF("process"),
	[UNAPPROVED_LIST] = { "SELECT code, name, owner_code, owner_name, planned_on, draft_code, draft_state, "
			      "draft_owner_id, sort_key FROM (SELECT item.code, version.name, owner.code AS "
			      "owner_code, "
			      "owner.name AS owner_name, plan.planned_on, draft.code AS draft_code, "
			      "draft.state AS draft_state, draft.owner_agency_id AS draft_owner_id, "
			      "CONCAT(IF(plan.planned_on < ?, '0', '1'), ' ', COALESCE(plan.planned_on, '9999'), ' ', "
			      "COALESCE(owner.code, '-'), ' ', item.code) AS sort_key " UNAPPROVED
			      "AND (? IS NULL OR COALESCE(owner.code, '-') = ?) AND (NOT ? OR plan.planned_on < ?)"
			      ") AS waiting WHERE sort_key > ? ORDER BY sort_key",
	    ROW(unapproved_columns, unapproved_row) },
	[UNAPPROVED_UNITS] = { "SELECT owner.code, owner.name, COUNT(*) AS procedures, "
			       "CAST(SUM(COALESCE(plan.planned_on < ?, FALSE)) AS INTEGER) AS late, "
			       "CAST(SUM(plan.planned_on IS NULL) AS INTEGER) AS unplanned " UNAPPROVED
			       "GROUP BY owner.code, owner.name ORDER BY procedures DESC, owner.code",
	    ROW(unit_columns, unapproved_unit) },
};
const struct store overview_store = { "overview", statements, STATEMENT__MAX };

static enum err
read_rows(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most, const void **ret_rows,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	if (ret_more != NULL)
		*ret_more = rows.more;
	return OK;
}

/* --- all definitions ---------------------------------------------------------------------------------------------- */

#define FILTER_ARGS(f)                                                                                                 \
	TEXT((f)->agencies), TEXT((f)->agencies), TEXT((f)->kind), TEXT((f)->kind), TEXT((f)->words),                  \
	    TEXT((f)->words), TEXT((f)->unit), TEXT((f)->unit), TEXT((f)->unit), TEXT((f)->unit), TEXT((f)->unit),     \
	    TEXT((f)->state), TEXT((f)->state), TEXT((f)->state)

enum err
definitions_list(struct db *db, const struct define_filter *filter, const char *after_kind, const char *after_code,
    size_t most, const struct define_row **ret_rows, size_t *ret_count, bool *ret_more)
{
	return read_rows(db, LIST, ARGS(FILTER_ARGS(filter), TEXT(after_kind), TEXT(after_kind), TEXT(after_code)),
	    most, (const void **)ret_rows, ret_count, ret_more);
}

enum err
definitions_count(struct db *db, const struct define_filter *filter, int64_t *ret_count)
{
	struct count_row row;
	enum err err = db_row(db, &statements[COUNT], ARGS(FILTER_ARGS(filter)), &row);

	if (!err)
		*ret_count = row.count;
	return err;
}

enum err
definitions_usage(struct db *db, enum definition_kind kind, const char *codes, const struct define_usage **ret_usage,
    size_t *ret_count)
{
	return read_rows(
	    db, USAGE + (int)kind, ARGS(TEXT(codes)), USAGE_MAX, (const void **)ret_usage, ret_count, NULL);
}

/* --- one definition ----------------------------------------------------------------------------------------------- */

enum err
define_versions(struct db *db, enum definition_kind kind, const char *code, const struct define_version **ret_versions,
    size_t *ret_count)
{
	return read_rows(db, VERSIONS + (int)kind, ARGS(TEXT(code), TEXT(code)), VERSIONS_MAX,
	    (const void **)ret_versions, ret_count, NULL);
}

enum err
define_running(struct db *db, enum definition_kind kind, const char *code, const struct define_running **ret_rows,
    size_t *ret_count)
{
	return read_rows(
	    db, RUNNING + (int)kind, ARGS(TEXT(code)), VERSIONS_MAX, (const void **)ret_rows, ret_count, NULL);
}

enum err
define_procedures(struct db *db, enum definition_kind kind, const char *code, const char *after, size_t most,
    const struct define_procedure **ret_rows, size_t *ret_count, bool *ret_more)
{
	return read_rows(db, PROCEDURES + (int)kind, ARGS(TEXT(code), TEXT(code), TEXT(after)), most,
	    (const void **)ret_rows, ret_count, ret_more);
}

enum err
define_of_procedure(struct db *db, enum definition_kind kind, int64_t procedure_id,
    const struct define_in_force **ret_rows, size_t *ret_count)
{
	return read_rows(db, OF_PROCEDURE + (int)kind, ARGS(INT(procedure_id), INT(procedure_id)), IN_FORCE_MAX,
	    (const void **)ret_rows, ret_count, NULL);
}

/* --- procedures without an approved process ----------------------------------------------------------------------- */

enum err
unapproved_list(struct db *db, const struct unapproved_filter *filter, const char *after, size_t most,
    const struct unapproved_row **ret_rows, size_t *ret_count, bool *ret_more)
{
	return read_rows(db, UNAPPROVED_LIST,
	    ARGS(DATE(filter->today), TEXT(filter->unit), TEXT(filter->unit), BOOL(filter->late), DATE(filter->today),
		TEXT(after)),
	    most, (const void **)ret_rows, ret_count, ret_more);
}

enum err
unapproved_units(struct db *db, int32_t today, const struct unapproved_unit **ret_units, size_t *ret_count)
{
	return read_rows(db, UNAPPROVED_UNITS, ARGS(DATE(today)), UNITS_MAX, (const void **)ret_units, ret_count, NULL);
}
