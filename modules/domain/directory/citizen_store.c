/* SQL of citizens' accounts. See citizen_store.h. */
#include "domain/directory/citizen_store.h"

#include <string.h>

#include "core/data/db.h"

enum { INSERT, RENAME, SET_EMAIL, SET_PHONE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* Two first sign-ins at once meet here: LAST_INSERT_ID(id) makes the same account known to both. */
	[INSERT] = { "INSERT INTO account (kind, login, name, phone, email, created_at) VALUES ('citizen', ?, '', ?, "
		     "?, ?) "
		     "ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id)",
	    NO_ROW },
	[RENAME] = { "UPDATE account SET name = ?, version = version + 1 WHERE id = ? AND version = ? AND kind = "
		     "'citizen'",
	    NO_ROW },
	[SET_EMAIL] = { "UPDATE account SET email = ?, version = version + 1 WHERE id = ? AND kind = 'citizen'",
	    NO_ROW },
	[SET_PHONE] = { "UPDATE account SET phone = ?, version = version + 1 WHERE id = ? AND kind = 'citizen'",
	    NO_ROW },
};
const struct store citizen_store = { "citizen", statements, STATEMENT__MAX };

enum err
citizen_create(struct db *db, const char *address, int64_t now, int64_t *ret_id)
{
	bool is_mail = strchr(address, '@') != NULL;
	enum err err = db_exec(db, &statements[INSERT],
	    ARGS(TEXT(address), TEXT(is_mail ? NULL : address), TEXT(is_mail ? address : NULL), TIME(now)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
citizen_rename(struct db *db, int64_t id, int64_t version, const char *name)
{
	return db_change_one(db, &statements[RENAME], ARGS(TEXT(name), INT(id), INT(version)));
}

enum err
citizen_set_address(struct db *db, int64_t id, const char *address)
{
	return db_change_one(
	    db, &statements[strchr(address, '@') != NULL ? SET_EMAIL : SET_PHONE], ARGS(TEXT(address), INT(id)));
}
