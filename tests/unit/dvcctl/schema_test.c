/* The repository's own migrations and grants, applied to an empty schema: what every table of motcua must keep to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/data/db.h"
#include "core/data/script.h"
#include "core/memory/arena.h"

#include "dvcctl.h"
#include "folder.h"
#include "grants.h"
#include "migrate.h"
#include "migrate_store.h"
#include "owners.h"

#define SCHEMA "motcua_test_schema"

struct name {
	const char *name;
};
static const struct db_column name_columns[] = { COL(name, name, DB_TEXT) };

enum { TABLES, TABLES_AND_VIEWS, WITHOUT_KEY, NOT_INNODB, NOT_UTF8, LOOSE_REFERENCES, STATEMENT__MAX };
/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[TABLES] = { "SELECT TABLE_NAME AS name FROM information_schema.TABLES"
	    " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'", ROW(name_columns, name) },
	[TABLES_AND_VIEWS] = { "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?",
	    ROW(name_columns, name) },
	[WITHOUT_KEY] = { "SELECT TABLE_NAME AS name FROM information_schema.TABLES t WHERE TABLE_SCHEMA = ?"
	    " AND TABLE_TYPE = 'BASE TABLE' AND NOT EXISTS (SELECT 1 FROM information_schema.STATISTICS s"
	    " WHERE s.TABLE_SCHEMA = t.TABLE_SCHEMA AND s.TABLE_NAME = t.TABLE_NAME AND s.INDEX_NAME = 'PRIMARY')",
	    ROW(name_columns, name) },
	[NOT_INNODB] = { "SELECT TABLE_NAME AS name FROM information_schema.TABLES"
	    " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE' AND ENGINE <> 'InnoDB'", ROW(name_columns, name) },
	[NOT_UTF8] = { "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) AS name FROM information_schema.COLUMNS"
	    " WHERE TABLE_SCHEMA = ? AND CHARACTER_SET_NAME <> 'utf8mb4'", ROW(name_columns, name) },
	/* A code that two people could write in two ways must not name one thing: no key on text ignores case or accents. */
	[LOOSE_REFERENCES] = { "SELECT CONCAT(c.TABLE_NAME, '.', c.COLUMN_NAME) AS name"
	    " FROM information_schema.COLUMNS c JOIN information_schema.STATISTICS s ON s.TABLE_SCHEMA = c.TABLE_SCHEMA"
	    " AND s.TABLE_NAME = c.TABLE_NAME AND s.COLUMN_NAME = c.COLUMN_NAME AND s.NON_UNIQUE = 0"
	    " WHERE c.TABLE_SCHEMA = ? AND c.COLLATION_NAME IS NOT NULL AND c.COLLATION_NAME NOT LIKE '%\\_bin'",
	    ROW(name_columns, name) },
};
/* clang-format on */

static struct db_rows
names(struct dvcctl *d, int statement)
{
	struct db_rows rows;

	assert_int_equal(db_rows(d->db, &statements[statement], ARGS(TEXT(SCHEMA)), 1000, &rows), OK);
	return rows;
}

static void
assert_none(struct dvcctl *d, int statement)
{
	const struct db_rows rows = names(d, statement);
	const struct name *found = rows.rows;

	for (size_t i = 0; i < rows.count; i++)
		print_error("%s\n", found[i].name);
	assert_int_equal(rows.count, 0);
}

static void
migrations_apply_to_an_empty_schema_and_then_have_nothing_to_do(void **state)
{
	struct dvcctl *d = *state;
	char said[1 << 14] = "";

	d->out = fmemopen(said, sizeof(said), "w");
	assert_non_null(d->out);
	if (migrate(d, false) != OK)
		fail_msg("%s", d->failure.log);
	rewind(d->out);
	assert_int_equal(migrate(d, true), OK);
	(void)fclose(d->out);
	d->out = stderr;
	assert_int_equal(strncmp(said, "schema ", 7), 0); /* nothing that it would do stands before it */
}

static void
every_table_has_a_primary_key_and_transactions_and_utf8(void **state)
{
	assert_true(names(*state, TABLES).count > 10);
	assert_none(*state, WITHOUT_KEY);
	assert_none(*state, NOT_INNODB);
	assert_none(*state, NOT_UTF8);
}

static void
what_is_unique_is_compared_byte_by_byte(void **state)
{
	assert_none(*state, LOOSE_REFERENCES);
}

static void
every_table_has_one_writer(void **state)
{
	struct dvcctl *d = *state;
	const struct db_rows tables = names(d, TABLES);
	const struct name *table = tables.rows;
	struct owners owners;
	size_t orphans = 0;

	assert_int_equal(owners_read(d, &owners), OK);
	for (size_t i = 0; i < tables.count; i++) {
		if (owner_of(&owners, table[i].name) == NULL) {
			print_error("nobody declares to write %s\n", table[i].name);
			orphans++;
		}
	}
	assert_int_equal(orphans, 0);
}

static bool
exists(const struct db_rows *tables, const char *table)
{
	const struct name *name = tables->rows;

	for (size_t i = 0; i < tables->count; i++)
		if (strcmp(name[i].name, table) == 0)
			return true;
	return false;
}

static void
rights_are_declared_only_on_what_exists(void **state)
{
	struct dvcctl *d = *state;
	const struct db_rows tables = names(d, TABLES_AND_VIEWS);
	struct sql_files files;
	size_t missing = 0;

	assert_int_equal(folder_read(d->arena, d->own.grants, &files, &d->failure), OK);
	assert_true(files.count > 0);
	for (size_t i = 0; i < files.count; i++) {
		struct rights rights;

		assert_int_equal(grants_declared(d->arena, &files, files.files[i].name, &rights, &d->failure), OK);
		for (size_t k = 0; k < rights.count; k++) {
			if (!exists(&tables, rights.tables[k].table)) {
				print_error("grants/%s.sql: %s\n", files.files[i].name, rights.tables[k].table);
				missing++;
			}
		}
	}
	assert_int_equal(missing, 0);
}

static int
start(void **state)
{
	static struct dvcctl d;
	const struct db_config config = { .socket = getenv("MOTCUA_TEST_DB_SOCKET") };

	d.arena = arena_new((size_t)256 << 20);
	d.db = db_open(&config);
	d.out = stderr;
	d.own.migrations = "db/migrations";
	d.own.grants = "db/grants";
	d.core.database_name = SCHEMA;
	db_set_arena(d.db, d.arena);
	db_set_failure(d.db, &d.failure);
	*state = &d;
	return script_run(d.db, "DROP DATABASE IF EXISTS " SCHEMA, "test") != OK ||
	       schema_create(d.db, d.arena, SCHEMA) != OK || script_run(d.db, "USE " SCHEMA, "test") != OK;
}

static int
end(void **state)
{
	struct dvcctl *d = *state;
	const int wrong = script_run(d->db, "DROP DATABASE IF EXISTS " SCHEMA, "test") != OK;

	db_close(d->db);
	arena_free(d->arena);
	return wrong;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(migrations_apply_to_an_empty_schema_and_then_have_nothing_to_do),
		cmocka_unit_test(every_table_has_a_primary_key_and_transactions_and_utf8),
		cmocka_unit_test(what_is_unique_is_compared_byte_by_byte),
		cmocka_unit_test(every_table_has_one_writer),
		cmocka_unit_test(rights_are_declared_only_on_what_exists),
	};

	if (getenv("MOTCUA_TEST_DB_SOCKET") == NULL) {
		(void)fputs("skipped: MOTCUA_TEST_DB_SOCKET is not set\n", stderr);
		return 0;
	}
	return cmocka_run_group_tests(tests, start, end);
}
