/* Accounts and their rights in MariaDB. See grants_store.h. */
#include "grants_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/data/script.h"

#include "grants.h"

struct number {
	int64_t value;
};
struct held_right {
	const char *table, *privilege;
};

static const struct db_column number_columns[] = { COL(number, value, DB_INT) };
static const struct db_column held_columns[] = { COL(held_right, table, DB_TEXT), COL(held_right, privilege, DB_TEXT) };

enum { COUNT_ACCOUNT, SELECT_RIGHTS, COUNT_WIDE, STATEMENT__MAX };
enum { RIGHTS_MAX = 4 * TABLES_MAX };

#define ON_A_TABLE "PRIVILEGE_TYPE IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"

/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNT_ACCOUNT] = { "SELECT COUNT(*) AS value FROM information_schema.USER_PRIVILEGES WHERE GRANTEE = ?",
	    ROW(number_columns, number) },
	[SELECT_RIGHTS] = { "SELECT TABLE_NAME AS `table`, PRIVILEGE_TYPE AS privilege"
	    " FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE = ? AND TABLE_SCHEMA = ? AND " ON_A_TABLE
	    " ORDER BY TABLE_NAME", ROW(held_columns, held_right) },
	[COUNT_WIDE] = { "SELECT"
	    " (SELECT COUNT(*) FROM information_schema.USER_PRIVILEGES"
	    "  WHERE GRANTEE = ? AND (PRIVILEGE_TYPE <> 'USAGE' OR IS_GRANTABLE = 'YES'))"
	    " + (SELECT COUNT(*) FROM information_schema.SCHEMA_PRIVILEGES WHERE GRANTEE = ?)"
	    " + (SELECT COUNT(*) FROM information_schema.COLUMN_PRIVILEGES WHERE GRANTEE = ?)"
	    " + (SELECT COUNT(*) FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE = ?"
	    "  AND (TABLE_SCHEMA <> ? OR IS_GRANTABLE = 'YES' OR NOT " ON_A_TABLE ")) AS value",
	    ROW(number_columns, number) },
};
/* clang-format on */

/* As information_schema writes an account. */
static const char *
grantee(struct arena *arena, const char *account)
{
	return arena_printf(arena, "'%s'@'localhost'", account);
}

enum err
account_exists(struct db *db, struct arena *arena, const char *account, bool *exists)
{
	struct number number = { 0 };
	enum err err = db_row(db, &statements[COUNT_ACCOUNT], ARGS(TEXT(grantee(arena, account))), &number);

	*exists = number.value > 0;
	return err;
}

enum err
account_make(struct db *db, struct arena *arena, const char *account, const char *password)
{
	const char *who = grantee(arena, account), *how = "IDENTIFIED VIA unix_socket", *quoted;
	enum err err;

	if (password != NULL) {
		if ((quoted = script_quote(db, arena, password)) == NULL)
			return ERR_UNAVAILABLE;
		how = arena_printf(arena, "IDENTIFIED BY %s", quoted);
	}
	err = script_run(db, arena_printf(arena, "CREATE USER IF NOT EXISTS %s %s", who, how), "create an account");
	return err != OK ? err : script_run(db, arena_printf(arena, "ALTER USER %s %s", who, how), "alter an account");
}

static unsigned
right_of(const char *privilege)
{
	return strcmp(privilege, "SELECT") == 0   ? RIGHT_SELECT
	       : strcmp(privilege, "INSERT") == 0 ? RIGHT_INSERT
	       : strcmp(privilege, "UPDATE") == 0 ? RIGHT_UPDATE
						  : RIGHT_DELETE;
}

enum err
account_rights(struct db *db, struct arena *arena, const char *account, const char *schema, struct rights *rights)
{
	struct db_rows rows;
	enum err err = db_rows(
	    db, &statements[SELECT_RIGHTS], ARGS(TEXT(grantee(arena, account)), TEXT(schema)), RIGHTS_MAX, &rows);
	const struct held_right *held = rows.rows;

	*rights = (struct rights){ NULL, 0 };
	for (size_t i = 0; err == OK && i < rows.count; i++)
		err = rights_add(arena, rights, held[i].table, right_of(held[i].privilege));
	return err;
}

enum err
account_has_wide_rights(struct db *db, struct arena *arena, const char *account, const char *schema, bool *wide)
{
	const char *who = grantee(arena, account);
	struct number number = { 0 };
	enum err err = db_row(
	    db, &statements[COUNT_WIDE], ARGS(TEXT(who), TEXT(who), TEXT(who), TEXT(who), TEXT(schema)), &number);

	*wide = number.value > 0;
	return err;
}

enum err
account_grant(
    struct db *db, struct arena *arena, const char *account, const char *rights, const char *schema, const char *table)
{
	return script_run(db,
	    arena_printf(arena, "GRANT %s ON `%s`.`%s` TO %s", rights, schema, table, grantee(arena, account)), table);
}

enum err
account_revoke(
    struct db *db, struct arena *arena, const char *account, const char *rights, const char *schema, const char *table)
{
	return script_run(db,
	    arena_printf(arena, "REVOKE %s ON `%s`.`%s` FROM %s", rights, schema, table, grantee(arena, account)),
	    table);
}

enum err
account_revoke_all(struct db *db, struct arena *arena, const char *account)
{
	return script_run(db,
	    arena_printf(arena, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM %s", grantee(arena, account)),
	    "revoke everything");
}
