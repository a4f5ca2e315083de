/* Reading versions. See version_store.h; version_write_store.c writes them. */
#include "record/version_store.h"

#include "core/data/db.h"
#include "record/procedure_record.h"

enum { VERSIONS_MAX = 200, CASES_MAX = 100, FEES_MAX = 50, PARTS_MAX = 200, OFFERINGS_MAX = 2000 };

static const struct db_column line_columns[] = {
	COL(version_line, id, DB_INT),
	COL(version_line, procedure_id, DB_INT),
	COL(version_line, version_no, DB_INT),
	COL(version_line, version, DB_INT),
	COL(version_line, based_on_id, DB_INT),
	COL(version_line, drafted_by, DB_INT),
	COL(version_line, drafter_name, DB_TEXT),
	COL(version_line, state, DB_TEXT),
	COL(version_line, name, DB_TEXT),
	COL(version_line, decision_no, DB_TEXT),
	COL(version_line, decision_date, DB_DATE),
	COL(version_line, effective_from, DB_DATE),
	COL(version_line, effective_to, DB_DATE),
	COL(version_line, created_at, DB_TIME),
	COL(version_line, updated_at, DB_TIME),
	COL(version_line, current, DB_BOOL),
};
#define LINE                                                                                                           \
	"SELECT version.id, version.procedure_id, version.version_no, version.version, "                               \
	"version.based_on_version_id AS based_on_id, version.drafted_by, officer.name AS drafter_name, "               \
	"version.state, version.name, version.decision_no, version.decision_date, version.effective_from, "            \
	"version.effective_to, version.created_at, version.updated_at, "                                               \
	"COALESCE(item.current_version_id = version.id, FALSE) AS current "                                            \
	"FROM procedure_version version JOIN procedure_item item ON item.id = version.procedure_id "                   \
	"LEFT JOIN officer ON officer.id = version.drafted_by "

static const struct db_column version_columns[] = {
	COL(version_record, state, DB_TEXT),
	COL(version_record, name, DB_TEXT),
	COL(version_record, sector, DB_TEXT),
	COL(version_record, sector_name, DB_TEXT),
	COL(version_record, tiers, DB_TEXT),
	COL(version_record, kind, DB_TEXT),
	COL(version_record, run_by, DB_TEXT),
	COL(version_record, external_url, DB_TEXT),
	COL(version_record, service_level, DB_TEXT),
	COL(version_record, level_reason, DB_TEXT),
	COL(version_record, old_level, DB_INT),
	COL(version_record, steps, DB_TEXT),
	COL(version_record, copies, DB_INT),
	COL(version_record, audience, DB_TEXT),
	COL(version_record, audience_note, DB_TEXT),
	COL(version_record, result_name, DB_TEXT),
	COL(version_record, fee_time, DB_TEXT),
	COL(version_record, conditions, DB_TEXT),
	COL(version_record, legal_basis, DB_TEXT),
	COL(version_record, life_events, DB_TEXT),
	COL(version_record, keywords, DB_TEXT),
	COL(version_record, form, DB_TEXT),
	COL(version_record, process, DB_TEXT),
	COL(version_record, rule, DB_TEXT),
	COL(version_record, decision_no, DB_TEXT),
	COL(version_record, decision_date, DB_DATE),
	COL(version_record, effective_from, DB_DATE),
	COL(version_record, effective_to, DB_DATE),
	COL(version_record, sector_id, DB_INT),
	COL(version_record, form_version_id, DB_INT),
	COL(version_record, process_version_id, DB_INT),
	COL(version_record, rule_version_id, DB_INT),
};
static const struct db_column case_columns[] = {
	COL(case_record, name, DB_TEXT),
	COL(case_record, steps, DB_TEXT),
};
static const struct db_column channel_columns[] = {
	COL(channel_record, channel, DB_TEXT),
	COL(channel_record, term_text, DB_TEXT),
	COL(channel_record, clock_policy, DB_TEXT),
	COL(channel_record, fee_text, DB_TEXT),
	COL(channel_record, note, DB_TEXT),
};
static const struct db_column fee_columns[] = {
	COL(fee_record, kind, DB_TEXT),
	COL(fee_record, code, DB_TEXT),
	COL(fee_record, name, DB_TEXT),
	COL(fee_record, amount, DB_INT),
	COL(fee_record, unit, DB_TEXT),
	COL(fee_record, note, DB_TEXT),
};
static const struct db_column requirement_columns[] = {
	COL(requirement_record, code, DB_TEXT),
	COL(requirement_record, name, DB_TEXT),
	COL(requirement_record, originals, DB_INT),
	COL(requirement_record, certified, DB_INT),
	COL(requirement_record, photocopies, DB_INT),
	COL(requirement_record, required, DB_BOOL),
	COL(requirement_record, shown_only, DB_BOOL),
	COL(requirement_record, replaced_by, DB_TEXT),
	COL(requirement_record, template_file, DB_TEXT),
	COL(requirement_record, template_name, DB_TEXT),
	COL(requirement_record, result_codes, DB_TEXT),
};
static const struct db_column offering_columns[] = {
	COL(offering_record, receiving, DB_TEXT),
	COL(offering_record, solving, DB_TEXT),
	COL(offering_record, consulted, DB_TEXT),
	COL(offering_record, online, DB_BOOL),
	COL(offering_record, receiving_id, DB_INT),
	COL(offering_record, solving_id, DB_INT),
	COL(offering_record, consulted_id, DB_INT),
	COL(offering_record, receiving_name, DB_TEXT),
	COL(offering_record, solving_name, DB_TEXT),
	COL(offering_record, consulted_name, DB_TEXT),
};
static const struct db_column result_columns[] = {
	COL(result_record, code, DB_TEXT),
	COL(result_record, name, DB_TEXT),
	COL(result_record, template_file, DB_TEXT),
};
static const struct db_column basis_columns[] = {
	COL(basis_record, number, DB_TEXT),
	COL(basis_record, name, DB_TEXT),
	COL(basis_record, issuer, DB_TEXT),
	COL(basis_record, issued_on, DB_DATE),
	COL(basis_record, effective_on, DB_DATE),
	COL(basis_record, expires_on, DB_DATE),
	COL(basis_record, url, DB_TEXT),
};
static const struct db_column agency_columns[] = {
	COL(agency_record, role, DB_TEXT),
	COL(agency_record, code, DB_TEXT),
	COL(agency_record, name, DB_TEXT),
	COL(agency_record, agency_id, DB_INT),
};
static const struct db_column relation_columns[] = {
	COL(relation_record, kind, DB_TEXT),
	COL(relation_record, code, DB_TEXT),
};

enum {
	LINES,
	LINE_BY_ID,
	LINE_BY_NUMBER,
	LINE_NEWEST,
	LINE_AT_WORK,
	WHOLE,
	CASES,
	CHANNELS,
	FEES,
	REQUIREMENTS,
	OFFERINGS,
	RESULTS,
	BASIS,
	AGENCIES,
	RELATIONS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[LINES] = { LINE "WHERE version.procedure_id = ? ORDER BY version.version_no DESC",
	    ROW(line_columns, version_line) },
	[LINE_BY_ID] = { LINE "WHERE version.id = ?", ROW(line_columns, version_line) },
	[LINE_BY_NUMBER] = { LINE "WHERE version.procedure_id = ? AND version.version_no = ?",
	    ROW(line_columns, version_line) },
	[LINE_NEWEST] = { LINE "WHERE version.procedure_id = ? AND version.state <> 'discarded' "
			       "ORDER BY version.version_no DESC LIMIT 1",
	    ROW(line_columns, version_line) },
	[LINE_AT_WORK] = { LINE "WHERE version.procedure_id = ? AND version.state IN ('draft', 'submitted', "
				"'controlled') ORDER BY version.version_no DESC LIMIT 1",
	    ROW(line_columns, version_line) },
	[WHOLE] = { "SELECT version.state, version.name, sector.code AS sector, sector.name AS sector_name, "
		    "version.tiers, version.kind, version.run_by, version.external_url, version.service_level, "
		    "version.level_reason, version.old_level, version.steps, version.copies, version.audience, "
		    "version.audience_note, version.result_name, version.fee_time, version.conditions, "
		    "version.legal_basis, version.life_events, version.keywords, form_version.code AS form, "
		    "process_version.code AS process, rule_version.code AS rule, version.decision_no, "
		    "version.decision_date, version.effective_from, version.effective_to, version.sector_id, "
		    "version.form_version_id, version.process_version_id, version.rule_version_id "
		    "FROM procedure_version version JOIN sector ON sector.id = version.sector_id "
		    "LEFT JOIN form_version ON form_version.id = version.form_version_id "
		    "LEFT JOIN process_version ON process_version.id = version.process_version_id "
		    "LEFT JOIN rule_version ON rule_version.id = version.rule_version_id WHERE version.id = ?",
	    ROW(version_columns, version_record) },
	[CASES] = { "SELECT name, steps FROM procedure_case WHERE procedure_version_id = ? ORDER BY case_no",
	    ROW(case_columns, case_record) },
	[CHANNELS] = { "SELECT channel, term_text, clock_policy, fee_text, note FROM procedure_channel "
		       "WHERE procedure_version_id = ? AND case_no = ? "
		       "ORDER BY FIELD(channel, 'online', 'counter', 'post')",
	    ROW(channel_columns, channel_record) },
	[FEES] = { "SELECT kind, code, name, amount, unit, note FROM procedure_fee "
		   "WHERE procedure_version_id = ? AND case_no = ? AND channel = ? ORDER BY seq",
	    ROW(fee_columns, fee_record) },
	[REQUIREMENTS] = { "SELECT code, name, originals, certified, photocopies, required, shown_only, replaced_by, "
			   "template_file, template_name, result_codes FROM procedure_requirement "
			   "WHERE procedure_version_id = ? AND case_no = ? ORDER BY seq",
	    ROW(requirement_columns, requirement_record) },
	[OFFERINGS] = { "SELECT receiving.code AS receiving, solving.code AS solving, consulted.code AS consulted, "
			"offering.online, receiving.id AS receiving_id, solving.id AS solving_id, "
			"consulted.id AS consulted_id, receiving.name AS receiving_name, "
			"solving.name AS solving_name, consulted.name AS consulted_name FROM procedure_offering "
			"offering "
			"JOIN agency receiving ON receiving.id = offering.agency_receiving_id "
			"JOIN agency solving ON solving.id = offering.agency_solving_id "
			"LEFT JOIN agency consulted ON consulted.id = offering.agency_consulted_id "
			"WHERE offering.procedure_version_id = ? ORDER BY receiving.code",
	    ROW(offering_columns, offering_record) },
	[RESULTS] = { "SELECT code, name, template_file FROM procedure_result WHERE procedure_version_id = ? "
		      "ORDER BY seq",
	    ROW(result_columns, result_record) },
	[BASIS] = { "SELECT number, name, issuer, issued_on, effective_on, expires_on, url FROM procedure_basis "
		    "WHERE procedure_version_id = ? ORDER BY seq",
	    ROW(basis_columns, basis_record) },
	[AGENCIES] = { "SELECT role, code, name, agency_id FROM procedure_agency WHERE procedure_version_id = ? "
		       "ORDER BY FIELD(role, 'performing', 'competent', 'delegated', 'cooperating', 'publishing'), seq",
	    ROW(agency_columns, agency_record) },
	[RELATIONS] = { "SELECT kind, code FROM procedure_relation WHERE procedure_version_id = ? "
			"ORDER BY FIELD(kind, 'related', 'linked'), seq",
	    ROW(relation_columns, relation_record) },
};
const struct store version_store = { "version", statements, STATEMENT__MAX };

enum err
versions_of(struct db *db, int64_t procedure_id, const struct version_line **ret_lines, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LINES], ARGS(INT(procedure_id)), VERSIONS_MAX, &rows);

	if (err)
		return err;
	*ret_lines = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
version_by_id(struct db *db, int64_t id, struct version_line *ret_line)
{
	return db_row(db, &statements[LINE_BY_ID], ARGS(INT(id)), ret_line);
}

enum err
version_by_number(struct db *db, int64_t procedure_id, int64_t version_no, struct version_line *ret_line)
{
	return db_row(db, &statements[LINE_BY_NUMBER], ARGS(INT(procedure_id), INT(version_no)), ret_line);
}

enum err
version_newest(struct db *db, int64_t procedure_id, struct version_line *ret_line)
{
	return db_row(db, &statements[LINE_NEWEST], ARGS(INT(procedure_id)), ret_line);
}

enum err
version_at_work(struct db *db, int64_t procedure_id, struct version_line *ret_line)
{
	return db_row(db, &statements[LINE_AT_WORK], ARGS(INT(procedure_id)), ret_line);
}

static enum err
read_list(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most,
    struct record_list *ret_list)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (!err)
		*ret_list = (struct record_list){ rows.rows, rows.count };
	return err;
}

static enum err
read_case(struct db *db, int64_t id, int64_t case_no, struct case_record *one)
{
	struct channel_record *channels;
	enum err err = read_list(db, CHANNELS, ARGS(INT(id), INT(case_no)), PARTS_MAX, &one->channels);

	if (!err)
		err = read_list(db, REQUIREMENTS, ARGS(INT(id), INT(case_no)), PARTS_MAX, &one->requirements);
	channels = one->channels.items;
	for (size_t i = 0; !err && i < one->channels.count; i++)
		err = read_list(
		    db, FEES, ARGS(INT(id), INT(case_no), TEXT(channels[i].channel)), FEES_MAX, &channels[i].fees);
	return err;
}

enum err
version_read(struct db *db, int64_t id, struct version_record *ret_version)
{
	struct version_record *version = ret_version;
	struct case_record *cases;
	enum err err;

	record_init(&version_record_table, version);
	err = db_row(db, &statements[WHOLE], ARGS(INT(id)), version);
	if (!err)
		err = read_list(db, CASES, ARGS(INT(id)), CASES_MAX, &version->cases);
	if (!err)
		err = read_list(db, OFFERINGS, ARGS(INT(id)), OFFERINGS_MAX, &version->offerings);
	if (!err)
		err = read_list(db, RESULTS, ARGS(INT(id)), PARTS_MAX, &version->results);
	if (!err)
		err = read_list(db, BASIS, ARGS(INT(id)), PARTS_MAX, &version->basis);
	if (!err)
		err = read_list(db, AGENCIES, ARGS(INT(id)), PARTS_MAX, &version->agencies);
	if (!err)
		err = read_list(db, RELATIONS, ARGS(INT(id)), PARTS_MAX, &version->relations);
	cases = version->cases.items;
	for (size_t i = 0; !err && i < version->cases.count; i++)
		err = read_case(db, id, (int64_t)i + 1, &cases[i]);
	return err;
}
