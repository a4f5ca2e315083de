/* The record of migrations in the database. See migrate_store.h. */
#include "migrate_store.h"

#include "core/data/db.h"
#include "core/data/script.h"

#include "folder.h"

#define LEASE_NAME "'dvcctl.migrate'"

struct number {
	int64_t value;
};
struct holder {
	const char *name;
};

static const struct db_column applied_columns[] = {
	COL(applied, name, DB_TEXT),
	COL(applied, checksum, DB_BYTES),
	COL(applied, statements, DB_INT),
	COL(applied, done, DB_INT),
	COL(applied, finished_at, DB_TIME),
};
static const struct db_column number_columns[] = { COL(number, value, DB_INT) };
static const struct db_column holder_columns[] = { COL(holder, name, DB_TEXT) };

enum {
	COUNT_RECORD,
	SELECT_APPLIED,
	INSERT_BEGUN,
	UPDATE_DONE,
	UPDATE_FINISHED,
	TAKE_LEASE,
	SELECT_HOLDER,
	DELETE_LEASE,
	DELETE_ANY_LEASE,
	STATEMENT__MAX
};

enum { MIGRATIONS_MAX = 5000 };

/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNT_RECORD] = { "SELECT COUNT(*) AS value FROM information_schema.TABLES"
	    " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'core_migration'", ROW(number_columns, number) },
	[SELECT_APPLIED] = { "SELECT name, checksum, statements, done, finished_at FROM core_migration ORDER BY name",
	    ROW(applied_columns, applied) },
	[INSERT_BEGUN] = { "INSERT INTO core_migration (name, checksum, statements, done, started_at)"
	    " VALUES (?, ?, ?, 0, NOW(6)) ON DUPLICATE KEY UPDATE"
	    " checksum = IF(done = 0, VALUES(checksum), checksum),"
	    " statements = IF(done = 0, VALUES(statements), statements)", NO_ROW },
	[UPDATE_DONE] = { "UPDATE core_migration SET done = ? WHERE name = ?", NO_ROW },
	[UPDATE_FINISHED] = { "UPDATE core_migration SET finished_at = NOW(6) WHERE name = ? AND done = statements",
	    NO_ROW },
	/* The assignments run from left to right: the second sees who holds the lease now. */
	[TAKE_LEASE] = { "INSERT INTO core_job_lease (job, holder, until_at)"
	    " VALUES (" LEASE_NAME ", ?, NOW(6) + INTERVAL 15 MINUTE) ON DUPLICATE KEY UPDATE"
	    " holder = IF(until_at < NOW(6), VALUES(holder), holder),"
	    " until_at = IF(holder = VALUES(holder), VALUES(until_at), until_at)", NO_ROW },
	[SELECT_HOLDER] = { "SELECT holder AS name FROM core_job_lease WHERE job = " LEASE_NAME " AND holder <> ?",
	    ROW(holder_columns, holder) },
	[DELETE_LEASE] = { "DELETE FROM core_job_lease WHERE job = " LEASE_NAME " AND holder = ?", NO_ROW },
	[DELETE_ANY_LEASE] = { "DELETE FROM core_job_lease WHERE job = " LEASE_NAME, NO_ROW },
};
/* clang-format on */

enum err
schema_create(struct db *db, struct arena *arena, const char *schema)
{
	return script_run(db,
	    arena_printf(
		arena, "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", schema),
	    "create schema");
}

enum err
migrations_recorded(struct db *db, bool *recorded)
{
	struct number number = { 0 };
	enum err err = db_row(db, &statements[COUNT_RECORD], NO_ARGS, &number);

	*recorded = number.value > 0;
	return err;
}

enum err
migrations_applied(struct db *db, struct applied_list *list)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[SELECT_APPLIED], NO_ARGS, MIGRATIONS_MAX, &rows);

	*list = (struct applied_list){ rows.rows, rows.count };
	return err;
}

enum err
migration_begin(struct db *db, const struct sql_file *file, int64_t count)
{
	const struct bytes checksum = { file->checksum, sizeof(file->checksum) };

	return db_exec(db, &statements[INSERT_BEGUN], ARGS(TEXT(file->name), BYTES(checksum), INT(count)));
}

struct step {
	const char *name, *statement;
	int64_t index;
	bool *again;
};

/* MariaDB commits a DDL statement by itself; the note then commits alone, and a break between the two is what `again`
 * is for. Anything else is one transaction with its note. */
static enum err
step_once(struct db *db, const void *arg)
{
	const struct step *step = arg;
	enum err err = script_run(db, step->statement, step->name);

	if (err != OK && *step->again && script_was_done_before(db)) {
		failure_clear(db_failure(db));
		err = OK;
	}
	*step->again = true;
	return err != OK ? err
			 : db_change_one(db, &statements[UPDATE_DONE], ARGS(INT(step->index + 1), TEXT(step->name)));
}

enum err
migration_step(struct db *db, const char *name, const char *statement, int64_t index, bool again)
{
	const struct step step = { .name = name, .statement = statement, .index = index, .again = &again };

	return db_transaction(db, step_once, &step);
}

enum err
migration_finish(struct db *db, const char *name)
{
	return db_change_one(db, &statements[UPDATE_FINISHED], ARGS(TEXT(name)));
}

enum err
lease_take(struct db *db, const char *me, const char **holder)
{
	struct holder other = { NULL };
	enum err err = db_exec(db, &statements[TAKE_LEASE], ARGS(TEXT(me)));

	if (err != OK)
		return err;
	err = db_row(db, &statements[SELECT_HOLDER], ARGS(TEXT(me)), &other);
	*holder = other.name;
	return err == ERR_NOT_FOUND ? OK : err == OK ? ERR_CONFLICT : err;
}

enum err
lease_release(struct db *db, const char *me)
{
	return me == NULL ? db_exec(db, &statements[DELETE_ANY_LEASE], NO_ARGS)
			  : db_exec(db, &statements[DELETE_LEASE], ARGS(TEXT(me)));
}
