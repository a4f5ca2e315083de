/* What an operation writes into the catalogue's own tables. See operation_apply.h. */
#include "agency/operation_apply_store.h"

#include "core/data/db.h"

enum { LEAVE, SETTINGS, DRAFTED, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* For the agency and everyone that it took over from, before it is succeeded itself. */
	[LEAVE] = { "INSERT INTO agency_offering_move (agency_id, procedure_id, successor_id) "
		    "SELECT former.agency_id, ?, ? FROM agency_current former WHERE former.current_id = ? "
		    "ON DUPLICATE KEY UPDATE successor_id = IF(agency_offering_move.successor_id IN "
		    "(SELECT same.agency_id FROM agency_current same WHERE same.current_id = ?), "
		    "VALUES(successor_id), agency_offering_move.successor_id)",
	    NO_ROW },
	/* What an offering had of its own goes to the one that has it now, unless that one says otherwise itself. */
	[SETTINGS] = { "INSERT IGNORE INTO offering_setting (procedure_id, tier, agency_id, online, hotline, note) "
		       "SELECT procedure_id, '', ?, online, hotline, note FROM offering_setting "
		       "WHERE tier = '' AND agency_id = ?",
	    NO_ROW },
	[DRAFTED] = { "UPDATE procedure_item SET owner_agency_id = COALESCE((SELECT choice.successor_id "
		      "FROM agency_operation_choice choice WHERE choice.operation_id = ? AND choice.agency_id = ? "
		      "AND choice.kind = 'procedure' AND choice.item = procedure_item.code), ?), "
		      "version = version + 1 WHERE owner_agency_id = ?",
	    NO_ROW },
};
const struct store operation_apply_store = { "operation_apply", statements, STATEMENT__MAX };

enum err
offering_leave(struct db *db, int64_t agency_id, int64_t procedure_id, int64_t successor_id)
{
	return db_exec(
	    db, &statements[LEAVE], ARGS(INT(procedure_id), INT(successor_id), INT(agency_id), INT(agency_id)));
}

enum err
offering_settings_pass(struct db *db, int64_t from_id, int64_t to_id)
{
	return db_exec(db, &statements[SETTINGS], ARGS(INT(to_id), INT(from_id)));
}

enum err
drafted_pass(struct db *db, int64_t operation_id, int64_t from_id, int64_t otherwise_id, uint64_t *ret_count)
{
	return db_change(db, &statements[DRAFTED],
	    ARGS(INT(operation_id), INT(from_id), INT(otherwise_id), INT(from_id)), ret_count);
}
