/* Reading one dossier for its page. See dossier_page_store.h. */
#include "dossier/dossier_page_store.h"

#include "core/data/db.h"

static const struct db_column around_columns[] = {
	COL(dossier_around, receiving_name, DB_TEXT),
	COL(dossier_around, solving_name, DB_TEXT),
	COL(dossier_around, form, DB_TEXT),
	COL(dossier_around, people, DB_TEXT),
	COL(dossier_around, papers, DB_TEXT),
	COL(dossier_around, values, DB_TEXT),
};
static const struct db_column entry_columns[] = {
	COL(dossier_entry, seq, DB_INT),
	COL(dossier_entry, kind, DB_TEXT),
	COL(dossier_entry, at, DB_TIME),
	COL(dossier_entry, actor_kind, DB_TEXT),
	COL(dossier_entry, actor_name, DB_TEXT),
	COL(dossier_entry, agency_name, DB_TEXT),
	COL(dossier_entry, facts, DB_TEXT),
};

static const struct db_column money_columns[] = {
	COL(dossier_money, demanded, DB_INT),
	COL(dossier_money, paid, DB_INT),
	COL(dossier_money, open_demands, DB_INT),
};

enum { AROUND, ENTRIES, MONEY, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[AROUND] = { "SELECT receiving.name AS receiving_name, solving.name AS solving_name, "
		     "form_version.content AS form, "
		     "(SELECT JSON_ARRAYAGG(JSON_OBJECT('role', role, 'kind', kind, 'name', name, 'number', number, "
		     "'birth_date', birth_date, 'address', address, 'phone', phone, 'email', email) ORDER BY role) "
		     "FROM dossier_party WHERE dossier_id = dossier.id) AS people, "
		     "(SELECT JSON_ARRAYAGG(JSON_OBJECT('seq', seq, 'name', dossier_paper.name, 'originals', "
		     "originals, 'certified', certified, 'photocopies', photocopies, 'source', source, 'round', round, "
		     "'reference', file.reference, 'file', file.name, 'size', file.size) ORDER BY seq) "
		     "FROM dossier_paper LEFT JOIN file ON file.id = dossier_paper.file_id "
		     "WHERE dossier_id = dossier.id) AS papers, "
		     "(SELECT JSON_ARRAYAGG(JSON_OBJECT('field', field_id, 'row', row_no, 'round', round, 'value', "
		     "value, 'provenance', provenance, 'origin', origin, 'reference', reference, 'taken', "
		     "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', taken_at)) ORDER BY round, field_id, row_no) "
		     "FROM dossier_value WHERE dossier_id = dossier.id) "
		     "AS `values` FROM dossier JOIN agency receiving ON receiving.id = dossier.agency_receiving_id "
		     "JOIN agency solving ON solving.id = dossier.agency_solving_id "
		     "LEFT JOIN form_version ON form_version.id = COALESCE(dossier.declared_form_version_id, "
		     "dossier.form_version_id) WHERE dossier.id = ?",
	    ROW(around_columns, dossier_around) },
	[ENTRIES] = { "SELECT dossier_event.seq, dossier_event.kind, dossier_event.at, dossier_event.actor_kind, "
		      "officer.name AS actor_name, COALESCE((SELECT past.short_name FROM agency_history past "
		      "WHERE past.agency_id = agency.id AND past.until_day > DATE(dossier_event.at + INTERVAL 7 HOUR) "
		      "ORDER BY past.until_day LIMIT 1), agency.short_name) AS agency_name, dossier_event.facts "
		      "FROM dossier_event LEFT JOIN officer ON officer.id = dossier_event.actor_id "
		      "AND dossier_event.actor_kind = 'officer' "
		      "LEFT JOIN agency ON agency.id = dossier_event.actor_agency_id "
		      "WHERE dossier_event.dossier_id = ? ORDER BY dossier_event.seq",
	    ROW(entry_columns, dossier_entry) },
	[MONEY] = { "SELECT demanded, paid, open_demands FROM payment_balance WHERE dossier_id = ?",
	    ROW(money_columns, dossier_money) },
};
const struct store dossier_page_store = { "dossier_page", statements, STATEMENT__MAX };

enum { ENTRIES_MAX = 2000 };

enum err
dossier_around(struct db *db, int64_t dossier_id, struct dossier_around *ret_around)
{
	return db_row(db, &statements[AROUND], ARGS(INT(dossier_id)), ret_around);
}

enum err
dossier_entries(struct db *db, int64_t dossier_id, const struct dossier_entry **ret_entries, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ENTRIES], ARGS(INT(dossier_id)), ENTRIES_MAX, &rows);

	if (err)
		return err;
	*ret_entries = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
dossier_money(struct db *db, int64_t dossier_id, struct dossier_money *ret_money)
{
	return db_row(db, &statements[MONEY], ARGS(INT(dossier_id)), ret_money);
}
