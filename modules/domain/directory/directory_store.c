/* Reading the directory and keeping the accounts of those who sign in. See directory_store.h. */
#include "domain/directory/directory_store.h"

#include "core/data/db.h"

static const struct db_column agency_columns[] = {
	COL(agency, id, DB_INT),
	COL(agency, code, DB_TEXT),
	COL(agency, parent_id, DB_INT),
	COL(agency, name, DB_TEXT),
	COL(agency, short_name, DB_TEXT),
	COL(agency, slug, DB_TEXT),
	COL(agency, tier, DB_TEXT),
	COL(agency, address, DB_TEXT),
	COL(agency, working_hours, DB_TEXT),
	COL(agency, hotline, DB_TEXT),
	COL(agency, email, DB_TEXT),
	COL(agency, valid_from, DB_DATE),
	COL(agency, valid_to, DB_DATE),
	COL(agency, current_id, DB_INT),
};
#define AGENCY                                                                                                         \
	"SELECT agency.id, agency.code, agency.parent_id, agency.name, agency.short_name, agency.slug, agency.tier, "  \
	"agency.address, agency.working_hours, agency.hotline, agency.email, agency.valid_from, agency.valid_to, "     \
	"(SELECT agency_current.current_id FROM agency_current WHERE agency_current.agency_id = agency.id "            \
	"ORDER BY agency_current.current_id LIMIT 1) AS current_id FROM agency "

struct officer_row {
	int64_t id, account_id;
	const char *code, *name, *position;
	int64_t agency_id;
	const char *agency_name, *role;
	int64_t scope_agency_id;
	const char *procedure_code;
};
static const struct db_column officer_columns[] = {
	COL(officer_row, id, DB_INT),
	COL(officer_row, account_id, DB_INT),
	COL(officer_row, code, DB_TEXT),
	COL(officer_row, name, DB_TEXT),
	COL(officer_row, position, DB_TEXT),
	COL(officer_row, agency_id, DB_INT),
	COL(officer_row, agency_name, DB_TEXT),
	COL(officer_row, role, DB_TEXT),
	COL(officer_row, scope_agency_id, DB_INT),
	COL(officer_row, procedure_code, DB_TEXT),
};

static const struct db_column brief_columns[] = {
	COL(officer_brief, id, DB_INT),
	COL(officer_brief, code, DB_TEXT),
	COL(officer_brief, name, DB_TEXT),
	COL(officer_brief, position, DB_TEXT),
	COL(officer_brief, phone, DB_TEXT),
	COL(officer_brief, email, DB_TEXT),
};

static const struct db_column account_columns[] = {
	COL(account, id, DB_INT),
	COL(account, kind, DB_TEXT),
	COL(account, login, DB_TEXT),
	COL(account, name, DB_TEXT),
	COL(account, phone, DB_TEXT),
	COL(account, email, DB_TEXT),
	COL(account, password_hash, DB_TEXT),
	COL(account, totp_seed, DB_BYTES),
	COL(account, totp_last_step, DB_INT),
	COL(account, failures, DB_INT),
	COL(account, locked_until, DB_TIME),
	COL(account, active, DB_BOOL),
	COL(account, version, DB_INT),
};
#define ACCOUNT                                                                                                        \
	"SELECT id, kind, login, name, phone, email, password_hash, totp_seed, totp_last_step, failures, "             \
	"locked_until, active, version FROM account "

enum {
	AGENCY_BY_ID,
	AGENCY_BY_CODE,
	AGENCY_ON,
	AGENCY_ALL,
	OFFICER_BY_ACCOUNT,
	OFFICER_BY_ID,
	OFFICERS_OF_ROLE,
	ACCOUNT_BY_ID,
	ACCOUNT_BY_LOGIN,
	SET_PASSWORD,
	SET_SEED,
	SIGNED_IN,
	USE_STEP,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[AGENCY_BY_ID] = { AGENCY "WHERE agency.id = ?", ROW(agency_columns, agency) },
	[AGENCY_BY_CODE] = { AGENCY "WHERE agency.code = ?", ROW(agency_columns, agency) },
	[AGENCY_ON] = { "SELECT agency.id, COALESCE(past.code, agency.code) AS code, "
			"IF(past.agency_id IS NULL, agency.parent_id, past.parent_id) AS parent_id, "
			"COALESCE(past.name, agency.name) AS name, COALESCE(past.short_name, agency.short_name) AS "
			"short_name, "
			"COALESCE(past.slug, agency.slug) AS slug, COALESCE(past.tier, agency.tier) AS tier, "
			"agency.address, "
			"agency.working_hours, agency.hotline, agency.email, agency.valid_from, agency.valid_to, "
			"(SELECT agency_current.current_id FROM agency_current WHERE agency_current.agency_id = "
			"agency.id "
			"ORDER BY agency_current.current_id LIMIT 1) AS current_id FROM agency "
			"LEFT JOIN agency_history past ON past.agency_id = agency.id AND past.until_day = "
			"(SELECT later.until_day FROM agency_history later WHERE later.agency_id = agency.id "
			"AND later.until_day > ? ORDER BY later.until_day LIMIT 1) WHERE agency.id = ?",
	    ROW(agency_columns, agency) },
	[AGENCY_ALL] = { AGENCY "ORDER BY COALESCE(agency.parent_id, 0), agency.name", ROW(agency_columns, agency) },
	/* One row per grant and agency it covers; without a valid grant, or once the account is closed, none. */
	[OFFICER_BY_ACCOUNT] = { "SELECT officer.id, officer.account_id, officer.code, officer.name, officer.position, "
				 "officer.agency_id, agency.name AS agency_name, role_grant.role, "
				 "agency_current.agency_id AS scope_agency_id, role_grant.procedure_code "
				 "FROM officer JOIN agency ON agency.id = officer.agency_id "
				 "JOIN account ON account.id = officer.account_id AND account.active = 1 "
				 "JOIN role_grant ON role_grant.officer_id = officer.id "
				 "JOIN agency_current ON agency_current.current_id = role_grant.agency_id "
				 "WHERE officer.account_id = ? AND officer.valid_from <= ? "
				 "AND (officer.valid_to IS NULL OR officer.valid_to >= ?) "
				 "AND role_grant.valid_from <= ? "
				 "AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= ?)",
	    ROW(officer_columns, officer_row) },
	[OFFICER_BY_ID] = { "SELECT id, code, name, position, phone, email FROM officer WHERE id = ?",
	    ROW(brief_columns, officer_brief) },
	[OFFICERS_OF_ROLE] = { "SELECT DISTINCT officer.id, officer.code, officer.name, officer.position, "
			       "officer.phone, "
			       "officer.email FROM role_grant JOIN officer ON officer.id = role_grant.officer_id "
			       "WHERE role_grant.agency_id = ? AND role_grant.role = ? AND role_grant.valid_from <= ? "
			       "AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= ?) "
			       "AND officer.valid_from <= ? AND (officer.valid_to IS NULL OR officer.valid_to >= ?) "
			       "ORDER BY officer.name",
	    ROW(brief_columns, officer_brief) },
	[ACCOUNT_BY_ID] = { ACCOUNT "WHERE id = ?", ROW(account_columns, account) },
	[ACCOUNT_BY_LOGIN] = { ACCOUNT "WHERE kind = ? AND login = ?", ROW(account_columns, account) },
	[SET_PASSWORD] = { "UPDATE account SET password_hash = ?, version = version + 1 WHERE id = ?", NO_ROW },
	[SET_SEED] = { "UPDATE account SET totp_seed = ?, version = version + 1 WHERE id = ?", NO_ROW },
	[SIGNED_IN] = { "UPDATE account SET last_sign_in_at = ?, failures = 0, locked_until = NULL WHERE id = ?",
	    NO_ROW },
	[USE_STEP] = { "UPDATE account SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?", NO_ROW },
};
const struct store directory_store = { "directory", statements, STATEMENT__MAX };

enum { AGENCIES_MAX = 10000, SCOPES_MAX = 20000, BRIEFS_MAX = 200 };

const struct db_column *
agency_row_columns(size_t *ret_count)
{
	*ret_count = sizeof(agency_columns) / sizeof(agency_columns[0]);
	return agency_columns;
}

enum err
agency_by_id(struct db *db, int64_t id, struct agency *ret_agency)
{
	return db_row(db, &statements[AGENCY_BY_ID], ARGS(INT(id)), ret_agency);
}

enum err
agency_by_code(struct db *db, const char *code, struct agency *ret_agency)
{
	return db_row(db, &statements[AGENCY_BY_CODE], ARGS(TEXT(code)), ret_agency);
}

enum err
agency_on(struct db *db, int64_t id, int32_t day, struct agency *ret_agency)
{
	return db_row(db, &statements[AGENCY_ON], ARGS(DATE(day), INT(id)), ret_agency);
}

enum err
agency_all(struct db *db, const struct agency **ret_agencies, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[AGENCY_ALL], NO_ARGS, AGENCIES_MAX, &rows);

	if (err)
		return err;
	*ret_agencies = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
officer_by_account(struct db *db, struct arena *arena, int64_t account_id, int32_t today, struct officer *ret_officer)
{
	const struct officer_row *row;
	struct role_scope *scopes;
	struct db_rows rows;
	size_t count = 0;
	enum err err = db_rows(db, &statements[OFFICER_BY_ACCOUNT],
	    ARGS(INT(account_id), DATE(today), DATE(today), DATE(today), DATE(today)), SCOPES_MAX, &rows);

	if (err)
		return err;
	if (rows.count == 0)
		return ERR_NOT_FOUND;
	row = rows.rows;
	scopes = arena_array(arena, rows.count, sizeof(*scopes));
	for (size_t i = 0; i < rows.count; i++)
		if (role_by_name(row[i].role, &scopes[count].role)) {
			scopes[count].agency_id = row[i].scope_agency_id;
			scopes[count++].procedure_code = row[i].procedure_code;
		}
	*ret_officer = (struct officer){
		.id = row->id,
		.account_id = row->account_id,
		.code = row->code,
		.name = row->name,
		.position = row->position,
		.agency_id = row->agency_id,
		.agency_name = row->agency_name,
		.scopes = scopes,
		.scope_count = count,
	};
	return OK;
}

enum err
officers_of_role(struct db *db, int64_t agency_id, const char *role, int32_t today,
    const struct officer_brief **ret_officers, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OFFICERS_OF_ROLE],
	    ARGS(INT(agency_id), TEXT(role), DATE(today), DATE(today), DATE(today), DATE(today)), BRIEFS_MAX, &rows);

	if (err)
		return err;
	*ret_officers = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
officer_by_id(struct db *db, int64_t id, struct officer_brief *ret_officer)
{
	return db_row(db, &statements[OFFICER_BY_ID], ARGS(INT(id)), ret_officer);
}

enum err
account_by_id(struct db *db, int64_t id, struct account *ret_account)
{
	return db_row(db, &statements[ACCOUNT_BY_ID], ARGS(INT(id)), ret_account);
}

enum err
account_by_login(struct db *db, const char *kind, const char *login, struct account *ret_account)
{
	return db_row(db, &statements[ACCOUNT_BY_LOGIN], ARGS(TEXT(kind), TEXT(login)), ret_account);
}

enum err
account_set_password(struct db *db, int64_t id, const char *password_hash)
{
	return db_change_one(db, &statements[SET_PASSWORD], ARGS(TEXT(password_hash), INT(id)));
}

enum err
account_set_seed(struct db *db, int64_t id, struct bytes sealed_seed)
{
	return db_change_one(db, &statements[SET_SEED], ARGS(BYTES(sealed_seed), INT(id)));
}

enum err
account_signed_in(struct db *db, int64_t id, int64_t now)
{
	return db_change_one(db, &statements[SIGNED_IN], ARGS(TIME(now), INT(id)));
}

enum err
account_use_step(struct db *db, int64_t id, int64_t step)
{
	return db_change_one(db, &statements[USE_STEP], ARGS(INT(step), INT(id), INT(step)));
}
