/* Steps of the editor of forms. See form_step_store.h. */
#include "form_design/form_step_store.h"

#include "core/data/db.h"

enum { STEPS_KEPT = 30 };

static const struct db_column step_columns[] = {
	COL(form_step, version, DB_INT),
	COL(form_step, content, DB_TEXT),
	COL(form_step, at, DB_TIME),
};

enum { NEWEST, KEEP, FORGET, DROP, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[NEWEST] = { "SELECT version, content, at FROM form_design_step WHERE draft_id = ? ORDER BY version DESC LIMIT "
		     "1",
	    ROW(step_columns, form_step) },
	[KEEP] = { "INSERT INTO form_design_step (draft_id, version, content, at) VALUES (?, ?, ?, ?)", NO_ROW },
	[FORGET] = { "DELETE FROM form_design_step WHERE draft_id = ? AND version <= ?", NO_ROW },
	[DROP] = { "DELETE FROM form_design_step WHERE draft_id = ? AND version = ?", NO_ROW },
};
const struct store form_step_store = { "form_step", statements, STATEMENT__MAX };

enum err
form_step_newest(struct db *db, int64_t draft_id, struct form_step *ret_step)
{
	return db_row(db, &statements[NEWEST], ARGS(INT(draft_id)), ret_step);
}

enum err
form_step_keep(struct db *db, int64_t draft_id, const struct form_step *step)
{
	enum err err = db_exec(
	    db, &statements[KEEP], ARGS(INT(draft_id), INT(step->version), TEXT(step->content), TIME(step->at)));

	return err ? err : db_exec(db, &statements[FORGET], ARGS(INT(draft_id), INT(step->version - STEPS_KEPT)));
}

enum err
form_step_drop(struct db *db, int64_t draft_id, int64_t version)
{
	return db_exec(db, &statements[DROP], ARGS(INT(draft_id), INT(version)));
}
