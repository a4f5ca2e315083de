/* Writing the directory: imports of agencies and officers, new accounts. See directory_store.h. */
#include "core/data/db.h"
#include "domain/directory/directory_store.h"

enum { ACCOUNT_INSERT, AGENCY_PUT, OFFICER_PUT, GRANT_PUT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ACCOUNT_INSERT] = { "INSERT INTO account (kind, login, name, phone, email, password_hash, totp_seed, "
			     "created_at) "
			     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	/* LAST_INSERT_ID(id) makes the id known in both cases. */
	[AGENCY_PUT] = { "INSERT INTO agency (code, parent_id, name, short_name, slug, tier, address, working_hours, "
			 "hotline, "
			 "email, valid_from, valid_to, calendar_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
			 "ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), parent_id = VALUES(parent_id), "
			 "name = VALUES(name), short_name = VALUES(short_name), tier = VALUES(tier), "
			 "address = VALUES(address), working_hours = VALUES(working_hours), "
			 "hotline = VALUES(hotline), email = VALUES(email), valid_from = VALUES(valid_from), "
			 "valid_to = VALUES(valid_to), calendar_id = VALUES(calendar_id), version = version + 1",
	    NO_ROW },
	[OFFICER_PUT] = { "INSERT INTO officer (account_id, code, name, position, agency_id, phone, email, valid_from, "
			  "valid_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
			  "ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), name = VALUES(name), "
			  "position = VALUES(position), agency_id = VALUES(agency_id), phone = VALUES(phone), "
			  "email = VALUES(email), valid_from = VALUES(valid_from), valid_to = VALUES(valid_to), "
			  "version = version + 1",
	    NO_ROW },
	[GRANT_PUT] = { "INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from, valid_to) "
			"VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE valid_from = VALUES(valid_from), "
			"valid_to = VALUES(valid_to)",
	    NO_ROW },
};
const struct store directory_write_store = { "directory_write", statements, STATEMENT__MAX };

enum err
account_create(struct db *db, const struct account *account, int64_t now, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ACCOUNT_INSERT],
	    ARGS(TEXT(account->kind), TEXT(account->login), TEXT(account->name), TEXT(account->phone),
		TEXT(account->email), TEXT(account->password_hash), BYTES(account->totp_seed), TIME(now)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
agency_put(struct db *db, const struct agency *agency, int64_t calendar_id, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[AGENCY_PUT],
	    ARGS(TEXT(agency->code), INT(agency->parent_id), TEXT(agency->name), TEXT(agency->short_name),
		TEXT(agency->slug), TEXT(agency->tier), TEXT(agency->address), TEXT(agency->working_hours),
		TEXT(agency->hotline), TEXT(agency->email), DATE(agency->valid_from), DATE(agency->valid_to),
		INT(calendar_id)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
officer_put(struct db *db, const struct officer_put *officer, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[OFFICER_PUT],
	    ARGS(INT(officer->account_id), TEXT(officer->code), TEXT(officer->name), TEXT(officer->position),
		INT(officer->agency_id), TEXT(officer->phone), TEXT(officer->email), DATE(officer->valid_from),
		DATE(officer->valid_to)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
role_grant_put(struct db *db, int64_t officer_id, enum role role, int64_t agency_id, const char *procedure_code,
    int32_t valid_from, int32_t valid_to)
{
	return db_exec(db, &statements[GRANT_PUT],
	    ARGS(INT(officer_id), TEXT(role_name(role)), INT(agency_id), TEXT(procedure_code), DATE(valid_from),
		DATE(valid_to)));
}
