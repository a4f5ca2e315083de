/* Reads of what managers count by, and the count of dossiers. See fact.h. */
#include "govern/fact.h"

#include "core/data/db.h"
#include "domain/directory/directory_store.h"

enum { FACTS_MAX = 20000, TRAFFIC_MAX = 10000, BUSY_OTHERWISE = 100 };

static const struct db_column fact_columns[] = {
	COL(fact, procedure_id, DB_INT),
	COL(fact, code, DB_TEXT),
	COL(fact, name, DB_TEXT),
	COL(fact, sector, DB_TEXT),
	COL(fact, sector_name, DB_TEXT),
	COL(fact, tiers, DB_TEXT),
	COL(fact, service_level, DB_TEXT),
	COL(fact, old_level, DB_INT),
	COL(fact, by_ministry, DB_BOOL),
	COL(fact, has_reason, DB_BOOL),
	COL(fact, has_form, DB_BOOL),
	COL(fact, has_process, DB_BOOL),
	COL(fact, has_rule, DB_BOOL),
	COL(fact, charges, DB_BOOL),
	COL(fact, fee_basis, DB_BOOL),
	COL(fact, basis_expired, DB_BOOL),
	COL(fact, agencies, DB_TEXT),
	COL(fact, policies, DB_TEXT),
	COL(fact, law_term, DB_TEXT),
	COL(fact, law_count, DB_TEXT),
	COL(fact, planned_level, DB_TEXT),
	COL(fact, planned_on, DB_DATE),
	COL(fact, integration_due, DB_DATE),
	COL(fact, integrated_on, DB_DATE),
	COL(fact, dossiers, DB_INT),
	COL(fact, online, DB_INT),
	COL(fact, year_dossiers, DB_INT),
	COL(fact, year_online, DB_INT),
};
static const struct db_column traffic_columns[] = {
	COL(traffic, agency_id, DB_INT),
	COL(traffic, dossiers, DB_INT),
	COL(traffic, online, DB_INT),
};
static const struct db_column procedure_traffic_columns[] = {
	COL(procedure_traffic, procedure_id, DB_INT),
	COL(procedure_traffic, code, DB_TEXT),
	COL(procedure_traffic, name, DB_TEXT),
	COL(procedure_traffic, dossiers, DB_INT),
};
struct general_row {
	int64_t busy, counted_at;
};
static const struct db_column general_columns[] = {
	COL(general_row, busy, DB_INT),
	COL(general_row, counted_at, DB_TIME),
};

/* The twelve whole months before the one in which the day lies. */
#define YEAR_BEFORE "month >= DATE_FORMAT(? - INTERVAL 12 MONTH, '%Y-%m-01') AND month < DATE_FORMAT(?, '%Y-%m-01')"

/* A fee that names no basis is looked for only where there is a fee and no rule computes it. */
#define CHARGES                                                                                                        \
	"(EXISTS (SELECT 1 FROM procedure_fee fee WHERE fee.procedure_version_id = version.id "                        \
	"AND (fee.amount IS NULL OR fee.amount > 0)) OR EXISTS (SELECT 1 FROM procedure_channel channel "              \
	"WHERE channel.procedure_version_id = version.id AND channel.fee_text REGEXP '[1-9]'))"

/*
 * FACTS walks from the procedures on (STRAIGHT_JOIN): no index leads from a version back to the procedure whose current one
 * it is, and left to itself MariaDB may go through all procedures for each version.
 */
enum { FACTS, TRAFFIC_BY_AGENCY, TRAFFIC_OF_AGENCY, GENERAL, TRAFFIC_CLEAR, TRAFFIC_COUNT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[FACTS] = { "SELECT item.id AS procedure_id, item.code, version.name, sector.slug AS sector, "
		    "sector.name AS sector_name, version.tiers, version.service_level, "
		    "COALESCE(version.old_level, 0) AS old_level, version.run_by = 'ministry' AS by_ministry, "
		    "version.level_reason <> '' AS has_reason, COALESCE(item.form_version_id, version.form_version_id) "
		    "IS NOT NULL AS has_form, "
		    "COALESCE(process.code <> 'default', FALSE) AS has_process, "
		    "COALESCE(item.rule_version_id, version.rule_version_id) IS NOT NULL AS has_rule, " CHARGES
		    " AS charges, "
		    "COALESCE(item.rule_version_id, version.rule_version_id) IS NOT NULL OR (" CHARGES
		    " AND (version.legal_basis LIKE '%phi%' "
		    "OR EXISTS (SELECT 1 FROM procedure_basis basis WHERE basis.procedure_version_id = version.id "
		    "AND basis.name LIKE '%phi%'))) AS fee_basis, "
		    "EXISTS (SELECT 1 FROM procedure_basis basis WHERE basis.procedure_version_id = version.id "
		    "AND basis.expires_on <= ?) AS basis_expired, "
		    "(SELECT GROUP_CONCAT(DISTINCT offering.agency_solving_id) FROM procedure_offering offering "
		    "WHERE offering.procedure_version_id = version.id) AS agencies, "
		    "IF(COALESCE(plan.law_term, '') = '', NULL, (SELECT GROUP_CONCAT(DISTINCT channel.clock_policy "
		    "SEPARATOR '\\n') FROM procedure_channel channel WHERE channel.procedure_version_id = version.id)) "
		    "AS policies, NULLIF(plan.law_term, '') AS law_term, plan.law_count, "
		    "NULLIF(plan.level, '') AS planned_level, plan.due_on AS planned_on, plan.integration_due, "
		    "plan.integrated_on, COALESCE(traffic.dossiers, 0) AS dossiers, "
		    "COALESCE(traffic.online, 0) AS online, COALESCE(traffic.year_dossiers, 0) AS year_dossiers, "
		    "COALESCE(traffic.year_online, 0) AS year_online "
		    "FROM procedure_item item STRAIGHT_JOIN procedure_version version "
		    "ON version.id = item.current_version_id STRAIGHT_JOIN sector ON sector.id = version.sector_id "
		    "LEFT JOIN process_version process ON process.id = "
		    "COALESCE(item.process_version_id, version.process_version_id) "
		    "LEFT JOIN service_plan plan ON plan.procedure_id = item.id AND plan.seq = (SELECT MAX(newest.seq) "
		    "FROM service_plan newest WHERE newest.procedure_id = item.id) "
		    "LEFT JOIN (SELECT procedure_code, SUM(dossiers) AS dossiers, SUM(online) AS online, "
		    "SUM(IF(" YEAR_BEFORE ", dossiers, 0)) AS year_dossiers, "
		    "SUM(IF(" YEAR_BEFORE ", online, 0)) AS year_online FROM catalogue_traffic "
		    "GROUP BY procedure_code) traffic ON traffic.procedure_code = item.code ORDER BY item.code",
	    ROW(fact_columns, fact) },
	[TRAFFIC_BY_AGENCY] = { "SELECT agency_current.current_id AS agency_id, SUM(traffic.dossiers) AS dossiers, "
				"SUM(traffic.online) AS online FROM (SELECT agency_id, SUM(dossiers) AS dossiers, "
				"SUM(online) AS online FROM catalogue_traffic WHERE " YEAR_BEFORE
				" GROUP BY agency_id) traffic JOIN agency_current "
				"ON agency_current.agency_id = traffic.agency_id GROUP BY agency_current.current_id",
	    ROW(traffic_columns, traffic) },
	[TRAFFIC_OF_AGENCY] = { "SELECT item.id AS procedure_id, item.code, version.name, "
				"SUM(traffic.dossiers) AS dossiers FROM agency_current "
				"JOIN catalogue_traffic traffic ON traffic.agency_id = agency_current.agency_id "
				"AND traffic." YEAR_BEFORE " JOIN procedure_item item "
				"ON item.code = traffic.procedure_code "
				"JOIN procedure_version version ON version.id = item.current_version_id "
				"WHERE agency_current.current_id = ? GROUP BY item.id, item.code, version.name "
				"ORDER BY dossiers DESC, item.code",
	    ROW(procedure_traffic_columns, procedure_traffic) },
	[GENERAL] = { "SELECT COALESCE((SELECT value FROM catalogue_target WHERE kind = 'busy_count' AND level = '' "
		      "AND tier = '' AND agency_id = 0 ORDER BY seq DESC, due_on DESC LIMIT 1), ?) AS busy, "
		      "(SELECT MAX(counted_at) FROM catalogue_traffic) AS counted_at",
	    ROW(general_columns, general_row) },
	[TRAFFIC_CLEAR] = { "DELETE FROM catalogue_traffic", NO_ROW },
	[TRAFFIC_COUNT] = { "INSERT INTO catalogue_traffic (procedure_code, agency_id, month, dossiers, online, "
			    "counted_at) SELECT procedure_code, agency_solving_id, month, dossiers, online, ? "
			    "FROM dossier_traffic",
	    NO_ROW },
};
const struct store fact_store = { "fact", statements, STATEMENT__MAX };

enum err
facts_read(struct db *db, struct arena *arena, int32_t today, struct facts *ret_facts)
{
	struct facts facts = { .today = today };
	struct general_row general = { 0 };
	struct db_rows rows;
	enum err err = db_row(db, &statements[GENERAL], ARGS(INT(BUSY_OTHERWISE)), &general);

	if (err || (err = db_rows(db, &statements[FACTS],
			ARGS(DATE(today), DATE(today), DATE(today), DATE(today), DATE(today)), FACTS_MAX, &rows)))
		return err;
	facts.busy = general.busy;
	facts.counted_at = general.counted_at;
	facts.items = rows.rows;
	facts.count = rows.count;
	if ((err = db_rows(db, &statements[TRAFFIC_BY_AGENCY], ARGS(DATE(today), DATE(today)), TRAFFIC_MAX, &rows)))
		return err;
	facts.traffic = rows.rows;
	facts.traffic_count = rows.count;
	if ((err = agency_all(db, &facts.agencies, &facts.agency_count)))
		return err;
	facts_settle(arena, &facts);
	*ret_facts = facts;
	return OK;
}

enum err
traffic_of_agency(
    struct db *db, int64_t agency_id, int32_t today, const struct procedure_traffic **ret_rows, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(
	    db, &statements[TRAFFIC_OF_AGENCY], ARGS(DATE(today), DATE(today), INT(agency_id)), FACTS_MAX, &rows);

	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return err;
}

static enum err
count_once(struct db *db, const void *arg)
{
	const int64_t *now = arg;
	enum err err = db_exec(db, &statements[TRAFFIC_CLEAR], NO_ARGS);

	return err ? err : db_exec(db, &statements[TRAFFIC_COUNT], ARGS(TIME(*now)));
}

enum err
traffic_count(struct db *db, int64_t now)
{
	return db_transaction(db, count_once, &now);
}
