/* Settings in the database. See setting_store.h. */
#include "setting_store.h"

#include "core/data/db.h"

static const struct db_column setting_columns[] = {
	COL(setting, value, DB_TEXT),
	COL(setting, changed_by, DB_TEXT),
	COL(setting, version, DB_INT),
};

enum { SELECT_SETTING, UPSERT_SETTING, INSERT_HISTORY, STATEMENT__MAX };

/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[SELECT_SETTING] = { "SELECT value, changed_by, version FROM core_setting WHERE name = ?",
	    ROW(setting_columns, setting) },
	[UPSERT_SETTING] = { "INSERT INTO core_setting (name, value, version, changed_at, changed_by)"
	    " VALUES (?, ?, 1, NOW(6), ?) ON DUPLICATE KEY UPDATE value = VALUES(value), version = version + 1,"
	    " changed_at = VALUES(changed_at), changed_by = VALUES(changed_by)", NO_ROW },
	[INSERT_HISTORY] = { "INSERT INTO core_setting_history (name, version, value, changed_at, changed_by)"
	    " SELECT name, version, value, changed_at, changed_by FROM core_setting WHERE name = ?", NO_ROW },
};
/* clang-format on */

struct change {
	const char *name, *value, *by;
};

enum err
setting_get(struct db *db, const char *name, struct setting *setting)
{
	return db_row(db, &statements[SELECT_SETTING], ARGS(TEXT(name)), setting);
}

static enum err
set_once(struct db *db, const void *arg)
{
	const struct change *c = arg;
	enum err err = db_exec(db, &statements[UPSERT_SETTING], ARGS(TEXT(c->name), TEXT(c->value), TEXT(c->by)));

	return err != OK ? err : db_exec(db, &statements[INSERT_HISTORY], ARGS(TEXT(c->name)));
}

enum err
setting_set(struct db *db, const char *name, const char *value, const char *by)
{
	const struct change change = { name, value, by };

	return db_transaction(db, set_once, &change);
}
