/* SQL of targets and plans. See plan_store.h. */
#include "govern/plan_store.h"

#include "core/data/db.h"

enum { TARGETS_MAX = 1000, HISTORY_MAX = 200 };

static const struct db_column target_columns[] = {
	COL(target, kind, DB_TEXT),
	COL(target, level, DB_TEXT),
	COL(target, tier, DB_TEXT),
	COL(target, agency_id, DB_INT),
	COL(target, due_on, DB_DATE),
	COL(target, seq, DB_INT),
	COL(target, value, DB_INT),
	COL(target, source, DB_TEXT),
	COL(target, officer_id, DB_INT),
	COL(target, at, DB_TIME),
	COL(target, officer_name, DB_TEXT),
	COL(target, agency_code, DB_TEXT),
	COL(target, agency_name, DB_TEXT),
};
static const struct db_column plan_columns[] = {
	COL(service_plan, procedure_id, DB_INT),
	COL(service_plan, seq, DB_INT),
	COL(service_plan, level, DB_TEXT),
	COL(service_plan, due_on, DB_DATE),
	COL(service_plan, integration_due, DB_DATE),
	COL(service_plan, integrated_on, DB_DATE),
	COL(service_plan, law_term, DB_TEXT),
	COL(service_plan, law_count, DB_TEXT),
	COL(service_plan, law_source, DB_TEXT),
	COL(service_plan, officer_id, DB_INT),
	COL(service_plan, at, DB_TIME),
	COL(service_plan, officer_name, DB_TEXT),
};
static const struct db_column procedure_columns[] = {
	COL(planned_procedure, id, DB_INT),
	COL(planned_procedure, code, DB_TEXT),
	COL(planned_procedure, name, DB_TEXT),
	COL(planned_procedure, service_level, DB_TEXT),
};

#define TARGET                                                                                                         \
	"SELECT target.kind, target.level, target.tier, target.agency_id, target.due_on, target.seq, target.value, "   \
	"target.source, target.officer_id, target.at, officer.name AS officer_name, agency.code AS agency_code, "      \
	"agency.short_name AS agency_name FROM catalogue_target target "                                               \
	"LEFT JOIN officer ON officer.id = target.officer_id LEFT JOIN agency ON agency.id = target.agency_id "
#define SAME_KEY                                                                                                       \
	"newest.kind = target.kind AND newest.level = target.level AND newest.tier = target.tier "                     \
	"AND newest.agency_id = target.agency_id AND newest.due_on = target.due_on"

enum { TARGETS, TARGETS_HISTORY, TARGET_PUT, PROCEDURE, PLANS, PLAN_ADD, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[TARGETS] = { TARGET "WHERE target.value IS NOT NULL AND target.seq = (SELECT MAX(newest.seq) "
			     "FROM catalogue_target newest WHERE " SAME_KEY ") "
			     "ORDER BY target.kind, target.due_on, target.level, target.tier, target.agency_id",
	    ROW(target_columns, target) },
	[TARGETS_HISTORY] = { TARGET "ORDER BY target.at DESC, target.kind, target.level, target.tier, target.seq DESC",
	    ROW(target_columns, target) },
	/* The next number in a table of its own: MariaDB refuses parameters beside MAX() when it runs the statement again. */
	[TARGET_PUT] = { "INSERT INTO catalogue_target (kind, level, tier, agency_id, due_on, seq, value, source, "
			 "officer_id, at) SELECT ?, ?, ?, ?, ?, next.seq, ?, ?, ?, ? FROM "
			 "(SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM catalogue_target WHERE kind = ? AND level = ? "
			 "AND tier = ? AND agency_id = ? AND due_on = ?) next",
	    NO_ROW },
	[PROCEDURE] = { "SELECT item.id, item.code, version.name, version.service_level FROM procedure_item item "
			"JOIN procedure_version version ON version.id = COALESCE(item.current_version_id, "
			"(SELECT MAX(last.id) FROM procedure_version last WHERE last.procedure_id = item.id)) "
			"WHERE item.code = ?",
	    ROW(procedure_columns, planned_procedure) },
	[PLANS] = { "SELECT plan.procedure_id, plan.seq, plan.level, plan.due_on, plan.integration_due, "
		    "plan.integrated_on, plan.law_term, plan.law_count, plan.law_source, plan.officer_id, plan.at, "
		    "officer.name AS officer_name FROM service_plan plan "
		    "LEFT JOIN officer ON officer.id = plan.officer_id "
		    "WHERE plan.procedure_id = ? ORDER BY plan.seq DESC",
	    ROW(plan_columns, service_plan) },
	[PLAN_ADD] = { "INSERT INTO service_plan (procedure_id, seq, level, due_on, integration_due, integrated_on, "
		       "law_term, law_count, law_source, officer_id, at) SELECT ?, newest.seq + 1, ?, ?, ?, ?, ?, ?, "
		       "?, ?, ? FROM (SELECT COALESCE(MAX(seq), 0) AS seq FROM service_plan WHERE procedure_id = ?) "
		       "newest WHERE newest.seq = ?",
	    NO_ROW },
};
const struct store plan_store = { "plan", statements, STATEMENT__MAX };

static enum err
targets(struct db *db, const struct db_statement *statement, size_t most, const struct target **ret, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, statement, NO_ARGS, most, &rows);

	*ret = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
targets_read(struct db *db, const struct target **ret_targets, size_t *ret_count)
{
	return targets(db, &statements[TARGETS], TARGETS_MAX, ret_targets, ret_count);
}

enum err
targets_history(struct db *db, const struct target **ret_targets, size_t *ret_count)
{
	return targets(db, &statements[TARGETS_HISTORY], HISTORY_MAX, ret_targets, ret_count);
}

enum err
target_put(struct db *db, const struct target *t)
{
	return db_exec(db, &statements[TARGET_PUT],
	    ARGS(TEXT(t->kind), TEXT(t->level), TEXT(t->tier), INT(t->agency_id), DATE(t->due_on), INT(t->value),
		TEXT(t->source), INT(t->officer_id), TIME(t->at), TEXT(t->kind), TEXT(t->level), TEXT(t->tier),
		INT(t->agency_id), DATE(t->due_on)));
}

enum err
planned_procedure(struct db *db, const char *code, struct planned_procedure *ret_procedure)
{
	return db_row(db, &statements[PROCEDURE], ARGS(TEXT(code)), ret_procedure);
}

enum err
service_plans(struct db *db, int64_t procedure_id, const struct service_plan **ret_plans, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[PLANS], ARGS(INT(procedure_id)), HISTORY_MAX, &rows);

	*ret_plans = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
service_plan_add(struct db *db, const struct service_plan *p)
{
	return db_change_one(db, &statements[PLAN_ADD],
	    ARGS(INT(p->procedure_id), TEXT(p->level), DATE(p->due_on), DATE(p->integration_due),
		DATE(p->integrated_on), TEXT(p->law_term), TEXT(p->law_count), TEXT(p->law_source), INT(p->officer_id),
		TIME(p->at), INT(p->procedure_id), INT(p->seq - 1)));
}
