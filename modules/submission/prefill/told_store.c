/* SQL of what others know. See told_store.h. */
#include "prefill/told_store.h"

#include "core/data/db.h"

static const struct db_column identity_columns[] = {
	COL(told_identity, issuer, DB_TEXT),
	COL(told_identity, person_number, DB_TEXT),
	COL(told_identity, full_name, DB_TEXT),
	COL(told_identity, birth_date, DB_DATE),
	COL(told_identity, verified_at, DB_TIME),
};
static const struct db_column answer_columns[] = {
	COL(told_answer, request, DB_TEXT),
	COL(told_answer, asked_at, DB_TIME),
	COL(told_answer, outcome, DB_TEXT),
	COL(told_answer, facts, DB_BYTES),
};
static const struct db_column earlier_columns[] = {
	COL(told_earlier, dossier_id, DB_INT),
	COL(told_earlier, form_version_id, DB_INT),
	COL(told_earlier, number, DB_TEXT),
	COL(told_earlier, filed_at, DB_TIME),
	COL(told_earlier, kind, DB_TEXT),
	COL(told_earlier, name, DB_TEXT),
	COL(told_earlier, person_number, DB_TEXT),
	COL(told_earlier, address, DB_TEXT),
};

enum { IDENTITY, ANSWER, EARLIER, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[IDENTITY] = { "SELECT issuer, person_number, full_name, birth_date, verified_at FROM account_identity "
		       "WHERE account_id = ?",
	    ROW(identity_columns, told_identity) },
	[ANSWER] = { "SELECT request, asked_at, outcome, facts FROM register_answer "
		     "WHERE draft_reference = ? AND account_id = ? ORDER BY id DESC LIMIT 1",
	    ROW(answer_columns, told_answer) },
	[EARLIER] = { "SELECT dossier.id AS dossier_id, dossier.form_version_id, "
		      "COALESCE(dossier.code, dossier.filing_number) AS number, dossier.filed_at, "
		      "dossier_party.kind, dossier_party.name, dossier_party.number AS person_number, "
		      "dossier_party.address FROM dossier JOIN dossier_party ON dossier_party.dossier_id = dossier.id "
		      "AND dossier_party.role = 'applicant' WHERE dossier.account_id = ? "
		      "ORDER BY dossier.id DESC LIMIT 6",
	    ROW(earlier_columns, told_earlier) },
};
const struct store told_store = { "told", statements, STATEMENT__MAX };

enum err
told_identity(struct db *db, int64_t account_id, struct told_identity *ret_identity)
{
	return db_row(db, &statements[IDENTITY], ARGS(INT(account_id)), ret_identity);
}

enum err
told_answer(struct db *db, int64_t account_id, const char *draft_reference, struct told_answer *ret_answer)
{
	return db_row(db, &statements[ANSWER], ARGS(TEXT(draft_reference), INT(account_id)), ret_answer);
}

enum err
told_earlier(struct db *db, int64_t account_id, const struct told_earlier **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[EARLIER], ARGS(INT(account_id)), TOLD_EARLIER_MOST, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}
