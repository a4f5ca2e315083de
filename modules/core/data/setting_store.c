/* Reads one setting. See setting_store.h. */
#include "core/data/setting_store.h"

#include "core/data/db.h"

struct setting_row {
	const char *value;
};
static const struct db_column setting_columns[] = { COL(setting_row, value, DB_TEXT) };

enum { BY_NAME, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_NAME] = { "SELECT value FROM core_setting WHERE name = ?", ROW(setting_columns, setting_row) },
};
const struct store setting_store = { "setting", statements, STATEMENT__MAX };

enum err
setting_text(struct db *db, const char *name, const char *fallback, const char **ret_value)
{
	struct setting_row row;
	enum err err = db_row(db, &statements[BY_NAME], ARGS(TEXT(name)), &row);

	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	*ret_value = err == OK ? row.value : fallback;
	return OK;
}
