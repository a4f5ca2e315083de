/* SQL of decisions and their deadlines. See deadline_store.h. */
#include "govern/deadline_store.h"

#include "core/data/db.h"

enum { DECISIONS_MAX = 5000, RULES_MAX = 100 };

static const struct db_column decision_columns[] = {
	COL(decision, decision_no, DB_TEXT),
	COL(decision, decision_date, DB_DATE),
	COL(decision, effective_from, DB_DATE),
	COL(decision, versions, DB_INT),
	COL(decision, by_ministry, DB_BOOL),
	COL(decision, entered_at, DB_TIME),
	COL(decision, public_at, DB_TIME),
	COL(decision, track, DB_TEXT),
	COL(decision, units, DB_TEXT),
	COL(decision, deciders, DB_TEXT),
};
static const struct db_column rule_columns[] = {
	COL(publication_rule, track, DB_TEXT),
	COL(publication_rule, valid_from, DB_DATE),
	COL(publication_rule, valid_to, DB_DATE),
	COL(publication_rule, public_days, DB_INT),
	COL(publication_rule, before_days, DB_INT),
	COL(publication_rule, source, DB_TEXT),
};
struct found_row {
	int64_t versions;
};
static const struct db_column found_columns[] = { COL(found_row, versions, DB_INT) };

enum { DECISIONS, RULES, TRACK_PUT, FIND, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[DECISIONS] = { "SELECT decision.decision_no, decision.decision_date, decision.effective_from, "
			"decision.versions, decision.by_ministry, decision.entered_at, "
			"(SELECT MIN(publication.published_at) FROM publication "
			"WHERE publication.published_at >= decision.entered_at) AS public_at, track.track, "
			"decision.units, decision.deciders FROM "
			"(SELECT version.decision_no, version.decision_date, MIN(version.effective_from) AS "
			"effective_from, COUNT(DISTINCT version.id) AS versions, MAX(version.run_by = 'ministry') AS "
			"by_ministry, MAX(COALESCE(review.at, version.created_at)) AS entered_at, "
			"GROUP_CONCAT(DISTINCT agency.short_name ORDER BY agency.short_name SEPARATOR ', ') AS units, "
			"GROUP_CONCAT(DISTINCT officer.name ORDER BY officer.name SEPARATOR ', ') AS deciders "
			"FROM procedure_version version JOIN procedure_item item ON item.id = version.procedure_id "
			"LEFT JOIN procedure_review review ON review.procedure_version_id = version.id "
			"AND review.kind = 'decide' LEFT JOIN agency ON agency.id = item.owner_agency_id "
			"LEFT JOIN officer ON officer.id = review.officer_id "
			"WHERE version.state IN ('published', 'superseded') AND version.decision_date >= ? "
			"AND version.decision_date < ? GROUP BY version.decision_no, version.decision_date) decision "
			"LEFT JOIN decision_track track ON track.decision_no = decision.decision_no "
			"AND track.decision_date = decision.decision_date "
			"ORDER BY decision.decision_date DESC, decision.decision_no",
	    ROW(decision_columns, decision) },
	[RULES] = { "SELECT track, valid_from, valid_to, public_days, before_days, source FROM publication_rule "
		    "ORDER BY track, valid_from",
	    ROW(rule_columns, publication_rule) },
	[TRACK_PUT] = { "INSERT INTO decision_track (decision_no, decision_date, track, officer_id, at) "
			"VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE track = VALUES(track), "
			"officer_id = VALUES(officer_id), at = VALUES(at)",
	    NO_ROW },
	[FIND] = { "SELECT COUNT(*) AS versions FROM procedure_version WHERE decision_no = ? AND decision_date = ? "
		   "AND state IN ('published', 'superseded')",
	    ROW(found_columns, found_row) },
};
const struct store deadline_store = { "deadline", statements, STATEMENT__MAX };

enum err
decisions_read(struct db *db, int32_t first, int32_t end, const struct decision **ret_decisions, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[DECISIONS], ARGS(DATE(first), DATE(end)), DECISIONS_MAX, &rows);

	*ret_decisions = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
publication_rules(struct db *db, const struct publication_rule **ret_rules, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[RULES], NO_ARGS, RULES_MAX, &rows);

	*ret_rules = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
decision_track_put(struct db *db, const struct decision_track *t)
{
	return db_exec(db, &statements[TRACK_PUT],
	    ARGS(TEXT(t->decision_no), DATE(t->decision_date), TEXT(t->track), INT(t->officer_id), TIME(t->at)));
}

enum err
decision_find(struct db *db, const char *decision_no, int32_t decision_date)
{
	struct found_row row = { 0 };
	enum err err = db_row(db, &statements[FIND], ARGS(TEXT(decision_no), DATE(decision_date)), &row);

	if (err)
		return err;
	return row.versions > 0 ? OK : ERR_NOT_FOUND;
}
