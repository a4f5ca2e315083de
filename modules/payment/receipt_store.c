/* SQL of receipts. See receipt_store.h. */
#include "receipt_store.h"

#include "core/data/db.h"

static const struct db_column receipt_columns[] = {
	COL(receipt, id, DB_INT),
	COL(receipt, demand_id, DB_INT),
	COL(receipt, attempt_id, DB_INT),
	COL(receipt, kind, DB_TEXT),
	COL(receipt, agency_id, DB_INT),
	COL(receipt, form, DB_TEXT),
	COL(receipt, series, DB_TEXT),
	COL(receipt, year, DB_INT),
	COL(receipt, number, DB_INT),
	COL(receipt, agency_name, DB_TEXT),
	COL(receipt, agency_code, DB_TEXT),
	COL(receipt, dossier_number, DB_TEXT),
	COL(receipt, payer, DB_TEXT),
	COL(receipt, payer_address, DB_TEXT),
	COL(receipt, amount, DB_INT),
	COL(receipt, method, DB_TEXT),
	COL(receipt, collector, DB_TEXT),
	COL(receipt, issued_at, DB_TIME),
	COL(receipt, state, DB_TEXT),
};
struct number_row {
	int64_t number;
};
static const struct db_column number_columns[] = { COL(number_row, number, DB_INT) };
static const struct db_column parties_columns[] = {
	COL(receipt_parties, agency_name, DB_TEXT),
	COL(receipt_parties, agency_code, DB_TEXT),
	COL(receipt_parties, payer_address, DB_TEXT),
};

enum { COUNT, NUMBER, INSERT, OF_DOSSIER, PARTIES, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNT] = { "INSERT INTO receipt_counter (agency_id, form, series, year, next) VALUES (?, ?, ?, ?, 2) "
		    "ON DUPLICATE KEY UPDATE next = next + 1",
	    NO_ROW },
	[NUMBER] = { "SELECT next - 1 AS number FROM receipt_counter "
		     "WHERE agency_id = ? AND form = ? AND series = ? AND year = ?",
	    ROW(number_columns, number_row) },
	[INSERT] = { "INSERT INTO receipt (demand_id, attempt_id, kind, agency_id, form, series, year, number, "
		     "agency_name, agency_code, dossier_number, payer, payer_address, amount, method, collector, "
		     "issued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[OF_DOSSIER] = { "SELECT receipt.id, receipt.demand_id, receipt.attempt_id, receipt.kind, receipt.agency_id, "
			 "receipt.form, receipt.series, receipt.year, receipt.number, receipt.agency_name, "
			 "receipt.agency_code, receipt.dossier_number, receipt.payer, receipt.payer_address, "
			 "receipt.amount, receipt.method, receipt.collector, receipt.issued_at, receipt.state "
			 "FROM demand JOIN receipt ON receipt.demand_id = demand.id "
			 "WHERE demand.dossier_id = ? ORDER BY receipt.id",
	    ROW(receipt_columns, receipt) },
	[PARTIES] = { "SELECT agency.name AS agency_name, agency.code AS agency_code, "
		      "COALESCE((SELECT dossier_party.address FROM dossier_party WHERE dossier_party.dossier_id = ? "
		      "AND dossier_party.role = 'applicant'), '') AS payer_address FROM agency WHERE agency.id = ?",
	    ROW(parties_columns, receipt_parties) },
};
const struct store receipt_store = { "receipt", statements, STATEMENT__MAX };

enum { RECEIPTS_MOST = 50 };

enum err
receipt_issue(struct db *db, struct receipt *r)
{
	struct number_row row;
	enum err err =
	    db_exec(db, &statements[COUNT], ARGS(INT(r->agency_id), TEXT(r->form), TEXT(r->series), INT(r->year)));

	if (err || (err = db_row(db, &statements[NUMBER],
			ARGS(INT(r->agency_id), TEXT(r->form), TEXT(r->series), INT(r->year)), &row)))
		return err;
	if (row.number > RECEIPT_NUMBER_MOST)
		return FAILURE(db_failure(db), ERR_UNAVAILABLE, NULL, NULL, "receipt series %s of %lld is used up",
		    r->series, (long long)r->year);
	r->number = row.number;
	return db_exec(db, &statements[INSERT],
	    ARGS(INT(r->demand_id), INT(r->attempt_id), TEXT(r->kind), INT(r->agency_id), TEXT(r->form),
		TEXT(r->series), INT(r->year), INT(r->number), TEXT(r->agency_name), TEXT(r->agency_code),
		TEXT(r->dossier_number), TEXT(r->payer), TEXT(r->payer_address), INT(r->amount), TEXT(r->method),
		TEXT(r->collector), TIME(r->issued_at)));
}

enum err
receipts_of_dossier(struct db *db, int64_t dossier_id, const struct receipt **ret_receipts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OF_DOSSIER], ARGS(INT(dossier_id)), RECEIPTS_MOST, &rows);

	if (err)
		return err;
	*ret_receipts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
receipt_parties(struct db *db, int64_t agency_id, int64_t dossier_id, struct receipt_parties *ret_parties)
{
	return db_row(db, &statements[PARTIES], ARGS(INT(dossier_id), INT(agency_id)), ret_parties);
}
