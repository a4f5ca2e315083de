/* Changes of agencies with their history. See agency_write_store.h. */
#include "domain/directory/agency_write_store.h"

#include "core/data/db.h"
#include "domain/directory/directory_store.h"

enum { CREATE, KEEP, KEEP_CHANGED, EDIT, END, MOVE, SUCCEED, OFFICER, PASS, END_GRANTS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[CREATE] = { "INSERT INTO agency (code, statistics_code, parent_id, name, short_name, slug, tier, address, "
		     "working_hours, hotline, email, calendar_id, valid_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		     "?, ?)",
	    NO_ROW },
	/* Two changes on one day: what stood there in the morning is what that day's papers showed. */
	[KEEP] = { "INSERT IGNORE INTO agency_history (agency_id, until_day, code, name, short_name, slug, parent_id, "
		   "tier, decision) SELECT id, ?, code, name, short_name, slug, parent_id, tier, ? FROM agency "
		   "WHERE id = ?",
	    NO_ROW },
	[KEEP_CHANGED] = { "INSERT IGNORE INTO agency_history (agency_id, until_day, code, name, short_name, slug, "
			   "parent_id, tier, decision) SELECT id, ?, code, name, short_name, slug, parent_id, tier, ? "
			   "FROM agency WHERE id = ? AND NOT (code = ? AND BINARY name = ? AND BINARY short_name = ? "
			   "AND slug = ? AND parent_id <=> ? AND tier = ?)",
	    NO_ROW },
	[EDIT] = { "UPDATE agency SET code = ?, statistics_code = ?, parent_id = ?, name = ?, short_name = ?, slug = "
		   "?, "
		   "tier = ?, address = ?, working_hours = ?, hotline = ?, email = ?, calendar_id = ?, valid_from = ?, "
		   "version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
	[END] = { "UPDATE agency SET valid_to = ?, version = version + 1 WHERE id = ? AND valid_to IS NULL", NO_ROW },
	[MOVE] = { "UPDATE agency SET parent_id = ?, version = version + 1 WHERE id = ?", NO_ROW },
	[SUCCEED] = { "INSERT INTO agency_succession (agency_id, successor_id, effective, decision) "
		      "VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE effective = VALUES(effective), "
		      "decision = VALUES(decision)",
	    NO_ROW },
	[OFFICER] = { "UPDATE officer SET agency_id = ?, version = version + 1 WHERE id = ?", NO_ROW },
	[PASS] = { "INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from, valid_to) "
		   "SELECT officer_id, role, ?, procedure_code, GREATEST(valid_from, ?), valid_to FROM role_grant held "
		   "WHERE held.officer_id = ? AND held.agency_id = ? AND (held.valid_to IS NULL OR held.valid_to >= ?) "
		   "ON DUPLICATE KEY UPDATE valid_from = LEAST(role_grant.valid_from, VALUES(valid_from)), "
		   "valid_to = IF(role_grant.valid_to IS NULL OR VALUES(valid_to) IS NULL, NULL, "
		   "GREATEST(role_grant.valid_to, VALUES(valid_to)))",
	    NO_ROW },
	[END_GRANTS] = { "UPDATE role_grant SET valid_to = ? - INTERVAL 1 DAY WHERE agency_id = ? "
			 "AND (valid_to IS NULL OR valid_to >= ?)",
	    NO_ROW },
};
const struct store agency_write_store = { "agency_write", statements, STATEMENT__MAX };

enum err
agency_create(
    struct db *db, const struct agency *agency, const char *statistics_code, int64_t calendar_id, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[CREATE],
	    ARGS(TEXT(agency->code), TEXT(statistics_code), INT(agency->parent_id), TEXT(agency->name),
		TEXT(agency->short_name), TEXT(agency->slug), TEXT(agency->tier), TEXT(agency->address),
		TEXT(agency->working_hours), TEXT(agency->hotline), TEXT(agency->email), INT(calendar_id),
		DATE(agency->valid_from)));

	if (!err)
		*ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
agency_edit(struct db *db, const struct agency *agency, const char *statistics_code, int64_t calendar_id,
    int64_t version, int32_t until, const char *decision)
{
	enum err err = db_exec(db, &statements[KEEP_CHANGED],
	    ARGS(DATE(until), TEXT(decision), INT(agency->id), TEXT(agency->code), TEXT(agency->name),
		TEXT(agency->short_name), TEXT(agency->slug), INT(agency->parent_id), TEXT(agency->tier)));

	return err ? err
		   : db_change_one(db, &statements[EDIT],
			 ARGS(TEXT(agency->code), TEXT(statistics_code), INT(agency->parent_id), TEXT(agency->name),
			     TEXT(agency->short_name), TEXT(agency->slug), TEXT(agency->tier), TEXT(agency->address),
			     TEXT(agency->working_hours), TEXT(agency->hotline), TEXT(agency->email), INT(calendar_id),
			     DATE(agency->valid_from), INT(agency->id), INT(version)));
}

enum err
agency_end(struct db *db, int64_t id, int32_t last_day)
{
	return db_change_one(db, &statements[END], ARGS(DATE(last_day), INT(id)));
}

enum err
agency_move(struct db *db, int64_t id, int64_t parent_id, int32_t day, const char *decision)
{
	enum err err = db_exec(db, &statements[KEEP], ARGS(DATE(day), TEXT(decision), INT(id)));

	return err ? err : db_change_one(db, &statements[MOVE], ARGS(INT(parent_id), INT(id)));
}

enum err
agency_succeed(struct db *db, int64_t agency_id, int64_t successor_id, int32_t effective, const char *decision)
{
	return db_exec(
	    db, &statements[SUCCEED], ARGS(INT(agency_id), INT(successor_id), DATE(effective), TEXT(decision)));
}

enum err
officer_move(struct db *db, int64_t officer_id, int64_t agency_id)
{
	return db_change_one(db, &statements[OFFICER], ARGS(INT(agency_id), INT(officer_id)));
}

enum err
role_grants_pass(struct db *db, int64_t officer_id, int64_t from, int64_t to, int32_t day)
{
	return db_exec(db, &statements[PASS], ARGS(INT(to), DATE(day), INT(officer_id), INT(from), DATE(day)));
}

enum err
role_grants_end(struct db *db, int64_t agency_id, int32_t day)
{
	return db_exec(db, &statements[END_GRANTS], ARGS(DATE(day), INT(agency_id), DATE(day)));
}
