/* Settings of offerings. See offering_store.h. */
#include "agency/offering_store.h"

#include "core/data/db.h"

static const struct db_column offered_columns[] = {
	COL(offered, procedure_id, DB_INT),
	COL(offered, version, DB_INT),
	COL(offered, code, DB_TEXT),
	COL(offered, name, DB_TEXT),
};
static const struct db_column place_columns[] = {
	COL(offering_place, agency_id, DB_INT),
	COL(offering_place, code, DB_TEXT),
	COL(offering_place, name, DB_TEXT),
	COL(offering_place, tier, DB_TEXT),
	COL(offering_place, solving, DB_TEXT),
	COL(offering_place, online_of_version, DB_INT),
	COL(offering_place, online_of_tier, DB_INT),
	COL(offering_place, online_of_agency, DB_INT),
	COL(offering_place, hotline_of_tier, DB_TEXT),
	COL(offering_place, note_of_tier, DB_TEXT),
	COL(offering_place, hotline_of_agency, DB_TEXT),
	COL(offering_place, note_of_agency, DB_TEXT),
};

enum { OFFERED, PLACES, TOUCH, PUT, CLEAR, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[OFFERED] = { "SELECT item.id AS procedure_id, item.version, item.code, version.name FROM procedure_item item "
		"JOIN procedure_version version ON version.id = item.current_version_id WHERE item.code = ?",
	    ROW(offered_columns, offered) },
	[PLACES] = { "SELECT place.id AS agency_id, place.code, place.name, place.tier, solving.name AS solving, "
		"place.online AS online_of_version, COALESCE(whole.online, -1) AS online_of_tier, "
		"COALESCE(own.online, -1) AS online_of_agency, whole.hotline AS hotline_of_tier, "
		"whole.note AS note_of_tier, own.hotline AS hotline_of_agency, own.note AS note_of_agency FROM "
		"(SELECT agency.id, agency.code, agency.name, agency.tier, MIN(today.agency_solving_id) AS solving_id, "
		"MAX(offering.online) AS online FROM procedure_item item JOIN offering_today today "
		"ON today.procedure_version_id = item.current_version_id JOIN procedure_offering offering "
		"ON offering.procedure_version_id = today.procedure_version_id "
		"AND offering.agency_receiving_id = today.was_receiving_id "
		"JOIN agency ON agency.id = today.agency_receiving_id WHERE item.id = ? "
		"GROUP BY agency.id, agency.code, agency.name, agency.tier) place "
		"JOIN agency solving ON solving.id = place.solving_id "
		"LEFT JOIN offering_setting own ON own.procedure_id = ? AND own.tier = '' AND own.agency_id = place.id "
		"LEFT JOIN offering_setting whole ON whole.procedure_id = ? AND whole.tier = place.tier "
		"AND whole.agency_id = 0 ORDER BY place.tier, place.code",
	    ROW(place_columns, offering_place) },
	[TOUCH] = { "UPDATE procedure_item SET version = version + 1 WHERE id = ? AND version = ?", NO_ROW },
	[PUT] = { "INSERT INTO offering_setting (procedure_id, tier, agency_id, online, hotline, note) "
		"VALUES (?, ?, ?, NULLIF(?, -1), ?, ?) ON DUPLICATE KEY UPDATE online = VALUES(online), "
		"hotline = VALUES(hotline), note = VALUES(note), version = version + 1",
	    NO_ROW },
	[CLEAR] = { "DELETE FROM offering_setting WHERE procedure_id = ? AND tier = ? AND agency_id = ? "
		"AND online IS NULL AND hotline IS NULL AND note IS NULL",
	    NO_ROW },
};
/* clang-format on */
const struct store offering_store = { "offering", statements, STATEMENT__MAX };

enum { PLACES_MAX = 2000 };

enum err
offered_by_code(struct db *db, const char *code, struct offered *ret_offered)
{
	return db_row(db, &statements[OFFERED], ARGS(TEXT(code)), ret_offered);
}

enum err
offering_places(struct db *db, int64_t procedure_id, const struct offering_place **ret_places, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(
	    db, &statements[PLACES], ARGS(INT(procedure_id), INT(procedure_id), INT(procedure_id)), PLACES_MAX, &rows);

	if (err)
		return err;
	*ret_places = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
offering_set(struct db *db, const struct offering_put *put)
{
	enum err err = db_change_one(db, &statements[TOUCH], ARGS(INT(put->procedure_id), INT(put->version)));

	if (!err)
		err = db_exec(db, &statements[PUT],
		    ARGS(INT(put->procedure_id), TEXT(put->tier), INT(put->agency_id), INT(put->setting.online),
			TEXT(put->setting.hotline), TEXT(put->setting.note)));
	return err ? err
		   : db_exec(
			 db, &statements[CLEAR], ARGS(INT(put->procedure_id), TEXT(put->tier), INT(put->agency_id)));
}
