/* SQL that only the import of old dossiers needs. See old_dossier.h. */
#include "core/data/db.h"

#include "old/old_dossier.h"

struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

enum { VERSION, KNOWN, SILENT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[VERSION] = { "SELECT procedure_version.id FROM procedure_item "
		      "JOIN procedure_version ON procedure_version.procedure_id = procedure_item.id "
		      "JOIN procedure_offering ON procedure_offering.procedure_version_id = procedure_version.id "
		      "WHERE procedure_item.code = ? AND procedure_offering.agency_receiving_id = ? "
		      "AND procedure_version.effective_from <= ? AND procedure_version.state <> 'draft' "
		      "ORDER BY procedure_version.effective_from DESC LIMIT 1",
	    ROW(id_columns, id_row) },
	[KNOWN] = { "SELECT id FROM dossier WHERE agency_receiving_id = ? AND filed_at = ? AND procedure_code = ? "
		    "AND applicant_name = ? LIMIT 1",
	    ROW(id_columns, id_row) },
	[SILENT] = { "DELETE FROM outbox WHERE dossier_id = ? AND (consumer = 'exchange' OR ? = 1)", NO_ROW },
};
const struct store old_dossier_store = { "old_dossier", statements, STATEMENT__MAX };

enum err
old_version(struct db *db, const char *procedure_code, int64_t agency_id, int32_t day, int64_t *ret_version_id)
{
	struct id_row row;
	enum err err = db_row(db, &statements[VERSION], ARGS(TEXT(procedure_code), INT(agency_id), DATE(day)), &row);

	if (!err)
		*ret_version_id = row.id;
	return err;
}

enum err
old_is_known(struct db *db, int64_t agency_id, const struct old_dossier *old, bool *ret_known)
{
	struct id_row row;
	enum err err = db_row(db, &statements[KNOWN],
	    ARGS(INT(agency_id), TIME(old->filed_at), TEXT(old->procedure), TEXT(old->applicant.name)), &row);

	*ret_known = !err;
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
old_stay_silent(struct db *db, const struct dossier *dossier)
{
	return db_exec(db, &statements[SILENT], ARGS(INT(dossier->id), INT(dossier_state_is_end(dossier->state))));
}
