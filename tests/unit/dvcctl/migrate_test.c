/* Migrations that stop, resume and refuse; rights that become what is declared. Mirrors modules/dvcctl/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/data/db.h"
#include "core/data/script.h"
#include "core/memory/arena.h"

#include "dvcctl.h"
#include "grants.h"
#include "grants_store.h"
#include "migrate.h"
#include "migrate_store.h"

#define SCHEMA "motcua_test_dvcctl"

struct fixture {
	struct dvcctl d;
	char folder[64], said[8192];
};

struct number {
	int64_t value;
};
static const struct db_column number_columns[] = { COL(number, value, DB_INT) };
enum { COUNT_ROWS, COUNT_TABLE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNT_ROWS] = { "SELECT COUNT(*) AS value FROM one", ROW(number_columns, number) },
	[COUNT_TABLE] = { "SELECT COUNT(*) AS value FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND "
			  "TABLE_NAME = ?",
	    ROW(number_columns, number) },
};

static const char bookkeeping[] =
    "CREATE TABLE IF NOT EXISTS core_migration (name VARCHAR(96) PRIMARY KEY, checksum BINARY(32) NOT NULL, "
    "statements INT NOT NULL, done INT NOT NULL, started_at DATETIME(6) NOT NULL, finished_at DATETIME(6) NULL);\n"
    "CREATE TABLE IF NOT EXISTS core_job_lease (job VARCHAR(64) PRIMARY KEY, holder VARCHAR(96) NOT NULL, "
    "until_at DATETIME(6) NOT NULL);\n";

static const char *
path_of(struct fixture *f, const char *folder, const char *name)
{
	return arena_printf(f->d.arena, "%s/%s/%s", f->folder, folder, name);
}

static void
write_file(struct fixture *f, const char *folder, const char *name, const char *text)
{
	const char *path = path_of(f, folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
}

static void
remove_file(struct fixture *f, const char *folder, const char *name)
{
	(void)unlink(path_of(f, folder, name));
}

static void
run(struct fixture *f, const char *statement)
{
	assert_int_equal(script_run(f->d.db, statement, "test"), OK);
}

/* One migrate; what it said is in f->said, why it failed in f->d.failure. */
static enum err
migrated(struct fixture *f, bool dry_run)
{
	enum err err;

	failure_clear(&f->d.failure);
	memset(f->said, 0, sizeof(f->said));
	f->d.out = fmemopen(f->said, sizeof(f->said), "w");
	assert_non_null(f->d.out);
	err = migrate(&f->d, dry_run);
	(void)fclose(f->d.out);
	return err;
}

static int64_t
rows_of_one(struct fixture *f)
{
	struct number number;

	assert_int_equal(db_row(f->d.db, &statements[COUNT_ROWS], NO_ARGS, &number), OK);
	return number.value;
}

static bool
table_exists(struct fixture *f, const char *table)
{
	struct number number;

	assert_int_equal(db_row(f->d.db, &statements[COUNT_TABLE], ARGS(TEXT(SCHEMA), TEXT(table)), &number), OK);
	return number.value == 1;
}

/* --- migrations -------------------------------------------------------------------------------------------------- */

static void
migrations_are_applied_once_and_in_order(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0020-test-rows.sql", "INSERT INTO one VALUES (1);\nINSERT INTO one VALUES (2);\n");
	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), OK);
	assert_int_equal(rows_of_one(f), 2);
	assert_int_equal(migrated(f, false), OK);
	assert_int_equal(rows_of_one(f), 2);
	assert_null(strstr(f->said, "applied "));
}

static void
a_dry_run_says_what_it_would_do_and_does_nothing(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, true), OK);
	assert_non_null(strstr(f->said, "would apply  0010-test-one (1 statements)"));
	assert_false(table_exists(f, "one"));
	assert_false(table_exists(f, "core_migration"));
}

static void
a_migration_that_stopped_goes_on_where_it_stopped(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql",
	    "CREATE TABLE one (id INT PRIMARY KEY);\nINSERT INTO one VALUES (1);\nINSERT INTO other VALUES (1);\n"
	    "INSERT INTO one VALUES (2);\n");
	assert_int_equal(migrated(f, false), ERR_INTERNAL);
	assert_non_null(strstr(f->said, "0010-test-one stopped at statement 3 of 4"));
	assert_int_equal(rows_of_one(f), 1);
	assert_int_equal(migrated(f, false), ERR_INTERNAL);
	run(f, "CREATE TABLE other (id INT PRIMARY KEY)");
	assert_int_equal(migrated(f, true), OK);
	assert_non_null(strstr(f->said, "would resume 0010-test-one at statement 3 of 4"));
	assert_int_equal(migrated(f, false), OK);
	assert_int_equal(rows_of_one(f), 2);
}

static void
a_break_between_a_table_and_its_note_does_no_harm(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql",
	    "CREATE TABLE one (id INT PRIMARY KEY);\nALTER TABLE one ADD COLUMN b INT;\nINSERT INTO one VALUES (1, "
	    "1);\n");
	assert_int_equal(migrated(f, false), OK);
	run(f, "DELETE FROM one");
	run(f, "UPDATE core_migration SET done = 1, finished_at = NULL WHERE name = '0010-test-one'");
	assert_int_equal(migrated(f, false), OK);
	assert_int_equal(rows_of_one(f), 1);
}

static void
a_table_that_stands_in_the_way_of_a_new_migration_is_not_overlooked(void **state)
{
	struct fixture *f = *state;

	run(f, "CREATE TABLE one (something INT)");
	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), ERR_INTERNAL);
	assert_int_equal(f->d.failure.db_errno, 1050);
}

static void
edited_history_is_refused(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), OK);
	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id BIGINT PRIMARY KEY);\n");
	write_file(f, "migrations", "0020-test-two.sql", "CREATE TABLE two (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), ERR_CONFLICT);
	assert_non_null(strstr(f->d.failure.log, "0010-test-one was applied and has been edited"));
	assert_false(table_exists(f, "two"));
}

static void
what_had_no_effect_yet_may_be_corrected(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABEL one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), ERR_INTERNAL);
	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\nDO 1;\n");
	assert_int_equal(migrated(f, false), OK);
	assert_int_equal(migrated(f, false), OK);
}

static void
a_schema_newer_than_the_program_is_left_alone(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), OK);
	remove_file(f, "migrations", "0010-test-one.sql");
	write_file(f, "migrations", "0005-test-two.sql", "CREATE TABLE two (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), ERR_CONFLICT);
	assert_non_null(strstr(f->d.failure.log, "0010-test-one was applied here but is not among the files"));
	assert_false(table_exists(f, "two"));
	remove_file(f, "migrations", "0005-test-two.sql");
}

static void
two_at_once_are_kept_apart_until_the_lease_ends(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(migrated(f, false), OK);
	run(f, "INSERT INTO core_job_lease VALUES ('dvcctl.migrate', 'host-b:77', NOW(6) + INTERVAL 1 MINUTE)");
	write_file(f, "migrations", "0010-test-one.sql", "CREATE TABLE one (id INT PRIMARY KEY);\n");
	assert_int_equal(migrated(f, false), ERR_CONFLICT);
	assert_non_null(strstr(f->d.failure.log, "host-b:77"));
	run(f, "UPDATE core_job_lease SET until_at = NOW(6) - INTERVAL 1 SECOND");
	assert_int_equal(migrated(f, false), OK);
	assert_true(table_exists(f, "one"));
}

static void
a_file_with_another_name_is_refused(void **state)
{
	struct fixture *f = *state;

	write_file(f, "migrations", "10-one.sql", "DO 1;\n");
	assert_int_equal(migrated(f, false), ERR_INVALID);
	remove_file(f, "migrations", "10-one.sql");
	write_file(f, "migrations", "0010 x.sql", "DO 1;\n");
	assert_int_equal(migrated(f, false), ERR_INVALID);
	remove_file(f, "migrations", "0010 x.sql");
}

/* --- rights ------------------------------------------------------------------------------------------------------ */

static void
declare(struct fixture *f, const char *probe, const char *shared)
{
	write_file(f, "grants", "dvcprobe.sql", probe);
	write_file(f, "grants", "shared.sql", shared);
}

static enum err
granted(struct fixture *f, bool dry_run)
{
	enum err err;

	failure_clear(&f->d.failure);
	memset(f->said, 0, sizeof(f->said));
	f->d.out = fmemopen(f->said, sizeof(f->said), "w");
	assert_non_null(f->d.out);
	err = grants_apply(&f->d, dry_run);
	(void)fclose(f->d.out);
	return err;
}

static void
an_account_has_the_rights_of_its_file_and_of_what_it_includes(void **state)
{
	struct fixture *f = *state;
	struct rights rights;

	run(f, "CREATE TABLE one (id INT PRIMARY KEY)");
	run(f, "CREATE TABLE two (id INT PRIMARY KEY)");
	declare(f, "-- owner: dvcprobe\n-- include: shared\nGRANT SELECT, INSERT ON {schema}.one TO {account};\n",
	    "GRANT SELECT, UPDATE, DELETE ON {schema}.two TO {account};\n");
	assert_int_equal(granted(f, false), OK);
	run(f, "GRANT DELETE ON " SCHEMA ".one TO motcua_dvcprobe@localhost");
	run(f, "REVOKE UPDATE ON " SCHEMA ".two FROM motcua_dvcprobe@localhost");
	assert_int_equal(granted(f, true), OK);
	assert_non_null(strstr(f->said, "too much motcua_dvcprobe: DELETE on one"));
	assert_non_null(strstr(f->said, "missing  motcua_dvcprobe: UPDATE on two"));
	run(f, "GRANT SELECT ON " SCHEMA ".* TO motcua_dvcprobe@localhost");
	assert_int_equal(granted(f, false), OK);
	assert_int_equal(account_rights(f->d.db, f->d.arena, "motcua_dvcprobe", SCHEMA, &rights), OK);
	assert_int_equal(rights.count, 2);
	assert_int_equal(rights_on(&rights, "one"), RIGHT_SELECT | RIGHT_INSERT);
	assert_int_equal(rights_on(&rights, "two"), RIGHT_SELECT | RIGHT_UPDATE | RIGHT_DELETE);
	assert_int_equal(granted(f, true), OK);
	assert_non_null(strstr(f->said, "rights of 1 accounts equal"));
}

static void
the_account_signs_in_with_its_password_and_is_held_to_its_rights(void **state)
{
	struct fixture *f = *state;
	const struct db_config config = { .socket = f->d.core.database_socket,
		.user = "motcua_dvcprobe",
		.password = "not-a-secret-0123456789",
		.schema = SCHEMA };
	struct number number;
	struct db *db = db_open(&config);

	run(f, "CREATE TABLE one (id INT PRIMARY KEY)");
	declare(f, "GRANT SELECT ON {schema}.one TO {account};\n", "");
	assert_int_equal(granted(f, false), OK);
	db_set_arena(db, f->d.arena);
	assert_int_equal(db_row(db, &statements[COUNT_ROWS], NO_ARGS, &number), OK);
	assert_int_equal(script_run(db, "INSERT INTO one VALUES (1)", "test"), ERR_INTERNAL);
	assert_int_equal(db_failure(db)->db_errno, 1142);
	db_close(db);
}

static void
a_grant_that_is_more_than_data_on_one_table_is_refused(void **state)
{
	static const char *const refused[] = {
		"GRANT ALL ON {schema}.one TO {account};",
		"GRANT DROP ON {schema}.one TO {account};",
		"GRANT SELECT, ALTER ON {schema}.one TO {account};",
		"GRANT SELECT ON {schema}.* TO {account};",
		"GRANT SELECT ON *.* TO {account};",
		"GRANT SELECT ON mysql.user TO {account};",
		"GRANT SELECT ON {schema}.one TO {account} WITH GRANT OPTION;",
		"GRANT SELECT ON {schema}.one TO root@localhost;",
		"DROP TABLE one;",
		"-- include: nobody",
		"-- include: dvcprobe",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		declare(f, refused[i], "");
		assert_int_equal(granted(f, false), ERR_INVALID);
	}
}

/* ----------------------------------------------------------------------------------------------------------------- */

static int
empty_schema(void **state)
{
	struct fixture *f = *state;

	arena_reset(f->d.arena);
	failure_clear(&f->d.failure);
	remove_file(f, "migrations", "0010-test-one.sql");
	remove_file(f, "migrations", "0020-test-rows.sql");
	remove_file(f, "migrations", "0020-test-two.sql");
	return script_run(f->d.db, "DROP DATABASE IF EXISTS " SCHEMA, "test") != OK ||
	       schema_create(f->d.db, f->d.arena, SCHEMA) != OK || script_run(f->d.db, "USE " SCHEMA, "test") != OK;
}

static int
start(void **state)
{
	static const char *const folders[] = { "migrations", "grants", "secrets" };
	static const char *const modules[] = { "dvcprobe", NULL };
	static struct fixture f;
	const struct db_config config = { .socket = getenv("MOTCUA_TEST_DB_SOCKET") };

	(void)snprintf(f.folder, sizeof(f.folder), "/tmp/motcua-dvcctl.XXXXXX");
	if (mkdtemp(f.folder) == NULL)
		return -1;
	f.d.arena = arena_new((size_t)256 << 20);
	f.d.db = db_open(&config);
	db_set_arena(f.d.db, f.d.arena);
	db_set_failure(f.d.db, &f.d.failure);
	for (size_t i = 0; i < 3; i++)
		if (mkdir(arena_printf(f.d.arena, "%s/%s", f.folder, folders[i]), 0700) != 0)
			return -1;
	write_file(&f, "migrations", "0000-core-bookkeeping.sql", bookkeeping);
	write_file(&f, "secrets", "database-dvcprobe", "not-a-secret-0123456789\n");
	f.d.core.database_socket = config.socket;
	f.d.core.database_name = SCHEMA;
	f.d.core.modules = (struct config_words){ modules, 1 };
	f.d.own.accounts = SIGN_IN_PASSWORD;
	/* these outlive the arena's resets */
	f.d.own.migrations = strdup(path_of(&f, "migrations", ""));
	f.d.own.grants = strdup(path_of(&f, "grants", ""));
	f.d.own.secrets = strdup(path_of(&f, "secrets", ""));
	*state = &f;
	return f.d.own.migrations == NULL || f.d.own.grants == NULL || f.d.own.secrets == NULL;
}

static int
end(void **state)
{
	struct fixture *f = *state;
	const int wrong = script_run(f->d.db, "DROP DATABASE IF EXISTS " SCHEMA, "test") != OK ||
			  script_run(f->d.db, "DROP USER IF EXISTS motcua_dvcprobe@localhost", "test") != OK;

	remove_file(f, "migrations", "0000-core-bookkeeping.sql");
	remove_file(f, "grants", "dvcprobe.sql");
	remove_file(f, "grants", "shared.sql");
	remove_file(f, "secrets", "database-dvcprobe");
	free((void *)(uintptr_t)f->d.own.migrations);
	free((void *)(uintptr_t)f->d.own.grants);
	free((void *)(uintptr_t)f->d.own.secrets);
	(void)rmdir(path_of(f, "migrations", ""));
	(void)rmdir(path_of(f, "grants", ""));
	(void)rmdir(path_of(f, "secrets", ""));
	(void)rmdir(f->folder);
	db_close(f->d.db);
	arena_free(f->d.arena);
	return wrong;
}

#define IN_EMPTY_SCHEMA(test) cmocka_unit_test_setup(test, empty_schema)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_EMPTY_SCHEMA(migrations_are_applied_once_and_in_order),
		IN_EMPTY_SCHEMA(a_dry_run_says_what_it_would_do_and_does_nothing),
		IN_EMPTY_SCHEMA(a_migration_that_stopped_goes_on_where_it_stopped),
		IN_EMPTY_SCHEMA(a_break_between_a_table_and_its_note_does_no_harm),
		IN_EMPTY_SCHEMA(a_table_that_stands_in_the_way_of_a_new_migration_is_not_overlooked),
		IN_EMPTY_SCHEMA(edited_history_is_refused),
		IN_EMPTY_SCHEMA(what_had_no_effect_yet_may_be_corrected),
		IN_EMPTY_SCHEMA(a_schema_newer_than_the_program_is_left_alone),
		IN_EMPTY_SCHEMA(two_at_once_are_kept_apart_until_the_lease_ends),
		IN_EMPTY_SCHEMA(a_file_with_another_name_is_refused),
		IN_EMPTY_SCHEMA(an_account_has_the_rights_of_its_file_and_of_what_it_includes),
		IN_EMPTY_SCHEMA(the_account_signs_in_with_its_password_and_is_held_to_its_rights),
		IN_EMPTY_SCHEMA(a_grant_that_is_more_than_data_on_one_table_is_refused),
	};

	if (getenv("MOTCUA_TEST_DB_SOCKET") == NULL) {
		(void)fputs("skipped: MOTCUA_TEST_DB_SOCKET is not set\n", stderr);
		return 0;
	}
	return cmocka_run_group_tests(tests, start, end);
}
