/* Running one statement: values in, rows out, and one more try of a read whose connection had died. */
#include "core/data/db_private.h"

#include <string.h>

#include <mysqld_error.h>

/* Where the rows of a running statement go. */
struct sink {
	unsigned char *rows;
	size_t size, count, capacity; /* rows there, room for them */
	size_t max;                   /* rows wanted; the fetch stops at the one after */
	bool more;
};

enum { FIRST_ROWS = 16 };

static unsigned char *
sink_next(struct db *db, struct sink *sink)
{
	if (sink->count == sink->capacity) {
		size_t capacity = sink->capacity == 0 ? FIRST_ROWS : sink->capacity * 2;
		unsigned char *rows;

		if (capacity > sink->max)
			capacity = sink->max;
		rows = arena_array(db->arena, capacity, sink->size);
		if (sink->count > 0)
			memcpy(rows, sink->rows, sink->count * sink->size);
		sink->rows = rows;
		sink->capacity = capacity;
	}
	return sink->rows + sink->count++ * sink->size;
}

/* While rows are fetched one by one the library leaves the error with the connection instead of the statement. */
static enum err
handle_failed(struct db *db, const struct db_prepared *prepared)
{
	MYSQL_STMT *handle = prepared->handle;
	const char *sql = prepared->statement->sql;

	if (mysql_stmt_errno(handle) == 0)
		return db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), sql);
	return db_failed(db, mysql_stmt_errno(handle), mysql_stmt_sqlstate(handle), mysql_stmt_error(handle), sql);
}

static enum err
execute(struct db *db, struct db_prepared *prepared, const struct db_arg *args, size_t arg_count)
{
	MYSQL_BIND binds[DB_ARGS_MAX];
	MYSQL_TIME times[DB_ARGS_MAX];
	unsigned long lengths[DB_ARGS_MAX];

	if (arg_count != prepared->arg_count)
		return FAILURE(db->failure, ERR_INTERNAL, NULL, NULL, "%zu values where %lu are due [%.120s]",
		    arg_count, prepared->arg_count, prepared->statement->sql);
	for (size_t i = 0; i < arg_count; i++)
		db_bind_arg(&binds[i], &args[i], &times[i], &lengths[i]);
	if ((arg_count > 0 && mysql_stmt_bind_param(prepared->handle, binds) != 0) ||
	    mysql_stmt_execute(prepared->handle) != 0)
		return handle_failed(db, prepared);
	return OK;
}

static enum err
fetch(struct db *db, const struct db_prepared *prepared, struct sink *sink)
{
	enum err err = OK;

	while (err == OK) {
		switch (mysql_stmt_fetch(prepared->handle)) {
		case MYSQL_NO_DATA: return OK;
		case 0:
		case MYSQL_DATA_TRUNCATED: /* texts have no buffer yet; db_read_row tells a real loss */
			if (sink->count == sink->max) {
				sink->more = true;
				return OK;
			}
			err = db_read_row(db, prepared, sink_next(db, sink));
			break;
		default: /* the time limit of a statement may strike here, after the execution was answered */
			return handle_failed(db, prepared);
		}
	}
	return err;
}

/* Reads off whatever rows are left on the wire. */
static void
fetched(struct db *db)
{
	if (db->fetching != NULL)
		(void)mysql_stmt_free_result(db->fetching->handle);
	db->fetching = NULL;
}

static enum err
run_once(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count,
    struct sink *sink, uint64_t *changed)
{
	struct db_prepared *prepared = NULL;
	enum err err;

	if ((err = db_prepare(db, statement, &prepared)) != OK)
		return err;
	if ((err = execute(db, prepared, args, arg_count)) != OK)
		return err;
	if (statement->column_count == 0) {
		*changed = mysql_stmt_affected_rows(prepared->handle);
		db->insert_id = mysql_stmt_insert_id(prepared->handle);
		return OK;
	}
	/* The arena may jump away from here: db_finish finds the statement and reads it off. */
	db->fetching = prepared;
	err = fetch(db, prepared, sink);
	fetched(db);
	return err;
}

static bool
is_read(const struct db_statement *statement)
{
	return strncmp(statement->sql, "SELECT ", 7) == 0 || strncmp(statement->sql, "WITH ", 5) == 0;
}

static enum err
run(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count, struct sink *sink,
    uint64_t *changed)
{
	const struct failure before = *db->failure;
	const int64_t start = clock_monotonic();
	const bool connected = db->mysql != NULL;
	enum err err;

	db->last_errno = 0;
	if (db->doomed)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "the transaction is already rolled back");
	fetched(db);
	err = run_once(db, statement, args, arg_count, sink, changed);
	if (err == ERR_UNAVAILABLE && connected && db->mysql == NULL && db->depth == 0 && sink != NULL &&
	    is_read(statement)) {
		*db->failure = before;
		sink->count = 0;
		err = run_once(db, statement, args, arg_count, sink, changed);
	}
	db->statistics.calls++;
	db->statistics.microseconds += (uint64_t)(clock_monotonic() - start);
	return err;
}

static enum err
wrong_use(struct db *db, const struct db_statement *statement)
{
	return FAILURE(db->failure, ERR_INTERNAL, NULL, NULL,
	    "a statement with rows, used as one without or the reverse, "
	    "or no arena [%.120s]",
	    statement->sql);
}

struct change {
	const struct db_statement *statement;
	const struct db_arg *args;
	size_t arg_count;
	uint64_t *changed;
};

static enum err
change_once(struct db *db, const void *arg)
{
	const struct change *change = arg;

	return run(db, change->statement, change->args, change->arg_count, NULL, change->changed);
}

enum err
db_change(
    struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count, uint64_t *changed)
{
	const struct change change = { statement, args, arg_count, changed };
	const struct failure before = *db->failure;
	enum err err;

	*changed = 0;
	db->insert_id = 0;
	db->last_errno = 0;
	if (statement->column_count > 0)
		return wrong_use(db, statement);
	err = change_once(db, &change);
	if (err == OK || db->depth > 0 || (db->last_errno != ER_LOCK_DEADLOCK && db->last_errno != ER_CHECKREAD))
		return err;
	/* By itself it is a transaction that others were in the way of: nothing of it is left, and it runs again like any. */
	*db->failure = before;
	return db_transaction(db, change_once, &change);
}

enum err
db_exec(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count)
{
	uint64_t changed;

	return db_change(db, statement, args, arg_count, &changed);
}

enum err
db_change_one(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count)
{
	uint64_t changed;
	enum err err = db_change(db, statement, args, arg_count, &changed);

	if (err == OK && changed != 1)
		err = FAILURE(db->failure, ERR_CONFLICT, NULL, NULL, "%llu rows changed instead of one [%.120s]",
		    (unsigned long long)changed, statement->sql);
	return err;
}

enum err
db_row(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count, void *row)
{
	struct sink sink = { .size = statement->row_size, .max = 1 };
	uint64_t changed;
	enum err err;

	if (statement->column_count == 0 || db->arena == NULL)
		return wrong_use(db, statement);
	if ((err = run(db, statement, args, arg_count, &sink, &changed)) != OK)
		return err;
	if (sink.more)
		return FAILURE(db->failure, ERR_INTERNAL, NULL, NULL, "more than one row [%.120s]", statement->sql);
	if (sink.count == 0)
		return ERR_NOT_FOUND;
	memcpy(row, sink.rows, sink.size);
	return OK;
}

enum err
db_rows(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count, size_t max,
    struct db_rows *rows)
{
	struct sink sink = { .size = statement->row_size, .max = max };
	uint64_t changed;
	enum err err;

	*rows = (struct db_rows){ 0 };
	if (statement->column_count == 0 || db->arena == NULL || max == 0)
		return wrong_use(db, statement);
	if ((err = run(db, statement, args, arg_count, &sink, &changed)) != OK)
		return err;
	rows->rows = sink.rows != NULL ? sink.rows : arena_alloc(db->arena, statement->row_size);
	rows->count = sink.count;
	rows->more = sink.more;
	return OK;
}

void
db_set_arena(struct db *db, struct arena *arena)
{
	fetched(db);
	db->arena = arena;
	db->statistics = (struct db_statistics){ 0 };
	failure_clear(db->failure);
}

void
db_finish(struct db *db)
{
	fetched(db);
	if (db->depth > db->base) {
		const bool doomed = db->doomed;

		db->depth = db->base;
		if (doomed && db->base > 0)
			return;
		db->doomed = db->rerun = false;
		if (db->mysql != NULL &&
		    db_literal(db, db->base == 0 ? DB_ROLLBACK : (enum db_literal)(DB_BACK + (int)db->base)) != OK)
			db_disconnect(db);
	}
}
