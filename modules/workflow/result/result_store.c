/* SQL of results. See result_store.h. */
#include "result/result_store.h"

#include "core/data/db.h"

#include "step/process_routes.h"

enum { INSERT, REPLACE, APPROVE, NUMBER, PUBLISH, BACK_TO_DRAFT, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO result (dossier_id, title, outcome, reason, file_id, sha256, state, drafted_at,"
	    " drafted_by, agency_id) VALUES (?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?)", NO_ROW },
	[REPLACE] = { "UPDATE result SET title = ?, outcome = ?, reason = ?, file_id = ?, sha256 = ?, drafted_at = ?,"
	    " drafted_by = ?, version = version + 1 WHERE dossier_id = ? AND state = 'draft'", NO_ROW },
	[APPROVE] = { "UPDATE result SET state = 'approved', approved_at = ?, approved_by = ?, version = version + 1"
	    " WHERE dossier_id = ? AND state = 'draft'", NO_ROW },
	[NUMBER] = { "UPDATE result SET state = 'numbered', number = ?, issued_on = ?, version = version + 1"
	    " WHERE dossier_id = ? AND state = 'approved'", NO_ROW },
	[PUBLISH] = { "UPDATE result SET state = 'published', published_at = ?, version = version + 1"
	    " WHERE dossier_id = ? AND state = ?", NO_ROW },
	[BACK_TO_DRAFT] = { "UPDATE result SET state = 'draft', approved_at = NULL, approved_by = NULL, number = NULL,"
	    " issued_on = NULL, version = version + 1 WHERE dossier_id = ? AND state IN ('approved', 'numbered')",
	    NO_ROW },
};
/* clang-format on */
const struct store result_store = { "result", statements, STATEMENT__MAX };

enum err
result_put(struct db *db, const struct result_draft *draft, int64_t now)
{
	uint64_t changed = 0;
	enum err err = db_change(db, &statements[REPLACE],
	    ARGS(TEXT(draft->title), TEXT(draft->outcome), TEXT(draft->reason), INT(draft->file_id),
		BYTES(draft->sha256), TIME(now), INT(draft->drafted_by), INT(draft->dossier_id)),
	    &changed);

	if (err || changed == 1)
		return err;
	err = db_exec(db, &statements[INSERT],
	    ARGS(INT(draft->dossier_id), TEXT(draft->title), TEXT(draft->outcome), TEXT(draft->reason),
		INT(draft->file_id), BYTES(draft->sha256), TIME(now), INT(draft->drafted_by), INT(draft->agency_id)));
	if (err == ERR_CONFLICT && db_duplicate(db)) {
		failure_clear(db_failure(db));
		return FAILURE(db_failure(db), ERR_CONFLICT, "workflow_process.result_fixed", NULL, "approved already");
	}
	return err;
}

enum err
result_approve(struct db *db, int64_t dossier_id, int64_t officer_id, int64_t now)
{
	return db_change_one(db, &statements[APPROVE], ARGS(TIME(now), INT(officer_id), INT(dossier_id)));
}

enum err
result_number(struct db *db, int64_t dossier_id, const char *number, int32_t issued_on)
{
	return db_change_one(db, &statements[NUMBER], ARGS(TEXT(number), DATE(issued_on), INT(dossier_id)));
}

enum err
result_publish(struct db *db, int64_t dossier_id, const char *from, int64_t now)
{
	return db_change_one(db, &statements[PUBLISH], ARGS(TIME(now), INT(dossier_id), TEXT(from)));
}

enum err
result_back_to_draft(struct db *db, int64_t dossier_id)
{
	return db_exec(db, &statements[BACK_TO_DRAFT], ARGS(INT(dossier_id)));
}
