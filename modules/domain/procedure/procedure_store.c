/* Reads of the catalogue. See procedure_store.h. */
#include "domain/procedure/procedure_store.h"

#include "core/data/db.h"

static const struct db_column procedure_columns[] = {
	COL(procedure, id, DB_INT),
	COL(procedure, code, DB_TEXT),
	COL(procedure, slug, DB_TEXT),
	COL(procedure, name, DB_TEXT),
	COL(procedure, sector_name, DB_TEXT),
	COL(procedure, state, DB_TEXT),
	COL(procedure, service_level, DB_TEXT),
	COL(procedure, kind, DB_TEXT),
	COL(procedure, fee_time, DB_TEXT),
	COL(procedure, result_name, DB_TEXT),
	COL(procedure, form_version_id, DB_INT),
	COL(procedure, process_version_id, DB_INT),
	COL(procedure, rule_version_id, DB_INT),
};
/* By what a version goes: in force, by what was approved for the procedure meanwhile; else by what it names itself. */
#define TODAY(kind)                                                                                                    \
	"COALESCE(IF(version.id = item.current_version_id, item." kind "_version_id, NULL), version." kind             \
	"_version_id) "                                                                                                \
	"AS " kind "_version_id"
#define PROCEDURE                                                                                                      \
	"SELECT version.id, item.code, item.slug, version.name, sector.name AS sector_name, version.state, "           \
	"version.service_level, version.kind, version.fee_time, version.result_name, " TODAY("form") ", " TODAY(       \
	    "process") ", " TODAY("rule") " "                                                                          \
					  "FROM procedure_version version JOIN procedure_item item ON item.id = "      \
					  "version.procedure_id "                                                      \
					  "JOIN sector ON sector.id = version.sector_id "

static const struct db_column case_columns[] = {
	COL(procedure_case, case_no, DB_INT),
	COL(procedure_case, name, DB_TEXT),
};
static const struct db_column channel_columns[] = {
	COL(procedure_channel, channel, DB_TEXT),
	COL(procedure_channel, term_text, DB_TEXT),
	COL(procedure_channel, clock_policy, DB_TEXT),
	COL(procedure_channel, fee_text, DB_TEXT),
};
static const struct db_column requirement_columns[] = {
	COL(procedure_requirement, seq, DB_INT),
	COL(procedure_requirement, code, DB_TEXT),
	COL(procedure_requirement, name, DB_TEXT),
	COL(procedure_requirement, originals, DB_INT),
	COL(procedure_requirement, certified, DB_INT),
	COL(procedure_requirement, photocopies, DB_INT),
	COL(procedure_requirement, required, DB_BOOL),
	COL(procedure_requirement, shown_only, DB_BOOL),
	COL(procedure_requirement, replaced_by, DB_TEXT),
	COL(procedure_requirement, template_file, DB_TEXT),
};
static const struct db_column offering_columns[] = {
	COL(procedure_offering, agency_receiving_id, DB_INT),
	COL(procedure_offering, agency_receiving_name, DB_TEXT),
	COL(procedure_offering, agency_receiving_code, DB_TEXT),
	COL(procedure_offering, agency_solving_id, DB_INT),
	COL(procedure_offering, agency_solving_name, DB_TEXT),
	COL(procedure_offering, agency_consulted_id, DB_INT),
	COL(procedure_offering, online, DB_BOOL),
};
/*
 * As it is met today: an agency that ended by whoever took over. One that took over from several receives once; where
 * these were solved by different agencies, the first of them solves.
 */
#define OFFERING                                                                                                       \
	"SELECT offering.agency_receiving_id, receiving.name AS agency_receiving_name, "                               \
	"receiving.code AS agency_receiving_code, MIN(offering.agency_solving_id) AS agency_solving_id, "              \
	"MIN(solving.name) AS agency_solving_name, MIN(offering.agency_consulted_id) AS agency_consulted_id, "         \
	"MAX(offering.online) AS online FROM offering_today offering "                                                 \
	"JOIN agency receiving ON receiving.id = offering.agency_receiving_id "                                        \
	"JOIN agency solving ON solving.id = offering.agency_solving_id "
#define BY_RECEIVING "GROUP BY offering.agency_receiving_id, receiving.name, receiving.code "

struct closure_row {
	int32_t opens_on, closes_on, from_day, to_day;
	const char *reason, *decision_no, *replaced_by;
};
static const struct db_column closure_columns[] = {
	COL(closure_row, opens_on, DB_DATE),
	COL(closure_row, closes_on, DB_DATE),
	COL(closure_row, from_day, DB_DATE),
	COL(closure_row, to_day, DB_DATE),
	COL(closure_row, reason, DB_TEXT),
	COL(closure_row, decision_no, DB_TEXT),
	COL(closure_row, replaced_by, DB_TEXT),
};
struct use_row {
	int64_t version_id;
};
static const struct db_column use_columns[] = { COL(use_row, version_id, DB_INT) };
struct content_row {
	const char *content;
};
static const struct db_column content_columns[] = { COL(content_row, content, DB_TEXT) };

enum {
	IN_FORCE,
	BY_ID,
	OF_AGENCY,
	CASES,
	CHANNEL,
	REQUIREMENTS,
	OFFERINGS,
	OFFERING_AT,
	OFFERING_SOLVED,
	CLOSURE,
	PROCESS_OF_CASE,
	FORM,
	PROCESS,
	RULE,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[IN_FORCE] = { PROCEDURE "WHERE item.current_version_id = version.id AND version.state = 'published' "
				 "AND item.id = (SELECT id FROM procedure_item WHERE code = ? UNION "
				 "SELECT procedure_id FROM procedure_alias WHERE alias = ? UNION "
				 "SELECT id FROM procedure_item WHERE slug = ? LIMIT 1)",
	    ROW(procedure_columns, procedure) },
	[BY_ID] = { PROCEDURE "WHERE version.id = ?", ROW(procedure_columns, procedure) },
	[OF_AGENCY] = { PROCEDURE
	    "WHERE version.id IN (SELECT offering.procedure_version_id FROM offering_today offering "
	    "WHERE offering.agency_receiving_id = ?) AND item.current_version_id = version.id "
	    "AND version.state = 'published' ORDER BY version.name",
	    ROW(procedure_columns, procedure) },
	[CASES] = { "SELECT case_no, name FROM procedure_case WHERE procedure_version_id = ? ORDER BY case_no",
	    ROW(case_columns, procedure_case) },
	[CHANNEL] = { "SELECT channel, term_text, clock_policy, fee_text FROM procedure_channel "
		      "WHERE procedure_version_id = ? AND case_no = ? AND channel = ?",
	    ROW(channel_columns, procedure_channel) },
	[REQUIREMENTS] = { "SELECT seq, code, name, originals, certified, photocopies, required, shown_only, "
			   "replaced_by, "
			   "template_file FROM procedure_requirement WHERE procedure_version_id = ? AND case_no = ? "
			   "ORDER BY seq",
	    ROW(requirement_columns, procedure_requirement) },
	[OFFERINGS] = { OFFERING "WHERE offering.procedure_version_id = ? " BY_RECEIVING "ORDER BY receiving.name",
	    ROW(offering_columns, procedure_offering) },
	[OFFERING_AT] = { OFFERING "WHERE offering.procedure_version_id = ? "
				   "AND ? IN (offering.agency_receiving_id, offering.was_receiving_id) " BY_RECEIVING
				   "ORDER BY offering.agency_receiving_id LIMIT 1",
	    ROW(offering_columns, procedure_offering) },
	[OFFERING_SOLVED] = { OFFERING "WHERE offering.procedure_version_id = ? AND solving.code = ? " BY_RECEIVING
				       "ORDER BY offering.agency_receiving_id LIMIT 1",
	    ROW(offering_columns, procedure_offering) },
	/* Of several suspensions that hold, the one that holds longest. */
	[CLOSURE] = { "SELECT item.opens_on, item.closes_on, suspension.from_day, suspension.to_day, "
		      "COALESCE(suspension.reason, '') AS reason, COALESCE(suspension.decision_no, '') AS decision_no, "
		      "item.replaced_by FROM procedure_item item LEFT JOIN procedure_suspension suspension "
		      "ON suspension.procedure_id = item.id AND suspension.from_day <= ? "
		      "AND (suspension.to_day IS NULL OR suspension.to_day > ?) WHERE item.code = ? "
		      "ORDER BY suspension.to_day IS NULL DESC, suspension.to_day DESC LIMIT 1",
	    ROW(closure_columns, closure_row) },
	[PROCESS_OF_CASE] = { "SELECT used.version_id FROM definition_use used JOIN procedure_version version "
			      "ON version.procedure_id = used.procedure_id WHERE version.id = ? AND used.kind = "
			      "'process' AND used.case_no = ? AND used.from_day <= ? "
			      "ORDER BY used.from_day DESC, used.id DESC LIMIT 1",
	    ROW(use_columns, use_row) },
	[FORM] = { "SELECT content FROM form_version WHERE id = ?", ROW(content_columns, content_row) },
	[PROCESS] = { "SELECT content FROM process_version WHERE id = ?", ROW(content_columns, content_row) },
	[RULE] = { "SELECT content FROM rule_version WHERE id = ?", ROW(content_columns, content_row) },
};
const struct store procedure_store = { "procedure", statements, STATEMENT__MAX };

enum { PROCEDURES_MAX = 10000, CASES_MAX = 100, REQUIREMENTS_MAX = 200, OFFERINGS_MAX = 2000 };

enum err
procedure_in_force(struct db *db, const char *code, struct procedure *ret_procedure)
{
	return db_row(db, &statements[IN_FORCE], ARGS(TEXT(code), TEXT(code), TEXT(code)), ret_procedure);
}

enum err
procedure_by_id(struct db *db, int64_t version_id, struct procedure *ret_procedure)
{
	return db_row(db, &statements[BY_ID], ARGS(INT(version_id)), ret_procedure);
}

enum err
procedure_channel(
    struct db *db, int64_t version_id, int64_t case_no, const char *channel, struct procedure_channel *ret_channel)
{
	return db_row(db, &statements[CHANNEL], ARGS(INT(version_id), INT(case_no), TEXT(channel)), ret_channel);
}

enum err
procedure_offering_at(
    struct db *db, int64_t version_id, int64_t agency_receiving_id, struct procedure_offering *ret_offering)
{
	return db_row(db, &statements[OFFERING_AT], ARGS(INT(version_id), INT(agency_receiving_id)), ret_offering);
}

static enum err
list(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most, const void **ret_rows,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
procedures_of_agency(
    struct db *db, int64_t agency_receiving_id, const struct procedure **ret_procedures, size_t *ret_count)
{
	return list(
	    db, OF_AGENCY, ARGS(INT(agency_receiving_id)), PROCEDURES_MAX, (const void **)ret_procedures, ret_count);
}

enum err
procedure_cases(struct db *db, int64_t version_id, const struct procedure_case **ret_cases, size_t *ret_count)
{
	return list(db, CASES, ARGS(INT(version_id)), CASES_MAX, (const void **)ret_cases, ret_count);
}

enum err
procedure_requirements(struct db *db, int64_t version_id, int64_t case_no,
    const struct procedure_requirement **ret_requirements, size_t *ret_count)
{
	return list(db, REQUIREMENTS, ARGS(INT(version_id), INT(case_no)), REQUIREMENTS_MAX,
	    (const void **)ret_requirements, ret_count);
}

enum err
procedure_solved_by(struct db *db, int64_t version_id, const char *agency_code, struct procedure_offering *ret_offering)
{
	return db_row(db, &statements[OFFERING_SOLVED], ARGS(INT(version_id), TEXT(agency_code)), ret_offering);
}

enum err
procedure_offerings(
    struct db *db, int64_t version_id, const struct procedure_offering **ret_offerings, size_t *ret_count)
{
	return list(db, OFFERINGS, ARGS(INT(version_id)), OFFERINGS_MAX, (const void **)ret_offerings, ret_count);
}

enum err
procedure_closure(struct db *db, const char *code, int32_t today, struct procedure_closure *ret_closure)
{
	struct closure_row row;
	enum err err = db_row(db, &statements[CLOSURE], ARGS(DATE(today), DATE(today), TEXT(code)), &row);

	if (err)
		return err;
	*ret_closure = (struct procedure_closure){ CLOSURE_NONE, DATE_NONE, DATE_NONE, row.reason, row.decision_no,
		row.replaced_by };
	if (row.from_day != DATE_NONE) {
		ret_closure->kind = CLOSURE_SUSPENDED;
		ret_closure->from = row.from_day;
		ret_closure->until = row.to_day;
	} else if (row.opens_on != DATE_NONE && today < row.opens_on) {
		ret_closure->kind = CLOSURE_NOT_YET;
		ret_closure->until = row.opens_on;
	} else if (row.closes_on != DATE_NONE && today > row.closes_on) {
		ret_closure->kind = CLOSURE_OVER;
		ret_closure->from = row.closes_on + 1;
	}
	return OK;
}

enum err
procedure_take_case(struct db *db, int64_t case_no, int32_t today, struct procedure *procedure)
{
	struct use_row own;
	enum err err =
	    db_row(db, &statements[PROCESS_OF_CASE], ARGS(INT(procedure->id), INT(case_no), DATE(today)), &own);

	if (err == ERR_NOT_FOUND)
		return OK;
	if (!err && own.version_id != DB_NULL_INT)
		procedure->process_version_id = own.version_id;
	return err;
}

enum err
definition_content(struct db *db, enum definition_kind kind, int64_t id, const char **ret_content)
{
	static const int of_kind[] = {
		[DEFINITION_FORM] = FORM, [DEFINITION_PROCESS] = PROCESS, [DEFINITION_RULE] = RULE
	};
	struct content_row row;
	enum err err = db_row(db, &statements[of_kind[kind]], ARGS(INT(id)), &row);

	if (err)
		return err;
	*ret_content = row.content;
	return OK;
}
