/*
 * The prepared statements of one connection, found by the address of their table row, prepared when first used and
 * checked against the table then: a statement and its struct that drifted apart never return a row.
 */
#include "core/data/db_private.h"

#include <stdlib.h>
#include <string.h>

#include <errmsg.h>

static void
prepared_free(struct db_prepared *prepared)
{
	if (prepared == NULL)
		return;
	if (prepared->handle != NULL)
		(void)mysql_stmt_close(prepared->handle);
	free(prepared->slots);
	free(prepared->results);
	free(prepared);
}

void
db_cache_drop(struct db *db)
{
	db->fetching = NULL;
	for (size_t i = 0; db->cached > 0 && i < DB_CACHE_SLOTS; i++) {
		prepared_free(db->cache[i]);
		db->cache[i] = NULL;
	}
	db->cached = 0;
}

/* Where the statement is, or where it would go: linear probing from a hash of its address. */
static struct db_prepared **
slot_of(struct db *db, const struct db_statement *statement)
{
	size_t at = (size_t)(((uint64_t)(uintptr_t)statement * UINT64_C(0x9E3779B97F4A7C15)) >> 40) % DB_CACHE_SLOTS;

	while (db->cache[at] != NULL && db->cache[at]->statement != statement)
		at = (at + 1) % DB_CACHE_SLOTS;
	return &db->cache[at];
}

static bool
names_swapped(const struct db_statement *statement, const MYSQL_FIELD *fields, size_t index)
{
	if (strcmp(statement->columns[index].name, fields[index].name) == 0)
		return false;
	for (size_t i = 0; i < statement->column_count; i++)
		if (strcmp(statement->columns[index].name, fields[i].name) == 0)
			return true;
	return false;
}

/* Does the result have the columns that the table row announces? */
static enum err
check_columns(struct db *db, const struct db_statement *statement, MYSQL_STMT *handle)
{
	const unsigned found = mysql_stmt_field_count(handle);
	MYSQL_RES *metadata;
	enum err err = OK;

	if (found != statement->column_count)
		return FAILURE(db->failure, ERR_INTERNAL, NULL, NULL, "%u columns where the table says %zu [%.120s]",
		    found, statement->column_count, statement->sql);
	if (found == 0)
		return OK;
	if ((metadata = mysql_stmt_result_metadata(handle)) == NULL)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for a statement");
	for (size_t i = 0; err == OK && i < found; i++)
		if (names_swapped(statement, mysql_fetch_fields(metadata), i))
			err = FAILURE(db->failure, ERR_INTERNAL, NULL, NULL,
			    "column %s stands elsewhere in the result [%.120s]", statement->columns[i].name,
			    statement->sql);
	mysql_free_result(metadata);
	return err;
}

static enum err
bind_results(struct db *db, struct db_prepared *prepared)
{
	const struct db_statement *statement = prepared->statement;

	if (statement->column_count == 0)
		return OK;
	prepared->slots = calloc(statement->column_count, sizeof(*prepared->slots));
	prepared->results = calloc(statement->column_count, sizeof(*prepared->results));
	if (prepared->slots == NULL || prepared->results == NULL)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for a statement");
	for (size_t i = 0; i < statement->column_count; i++)
		db_bind_column(&prepared->results[i], statement->columns[i].type, &prepared->slots[i]);
	if (mysql_stmt_bind_result(prepared->handle, prepared->results) != 0)
		return FAILURE(
		    db->failure, ERR_INTERNAL, NULL, NULL, "cannot bind the columns of [%.120s]", statement->sql);
	return OK;
}

static enum err
prepare(struct db *db, struct db_prepared *prepared)
{
	const struct db_statement *statement = prepared->statement;
	MYSQL_STMT *handle = prepared->handle = mysql_stmt_init(db->mysql);
	enum err err;

	if (handle == NULL)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for a statement");
	if (mysql_stmt_prepare(handle, statement->sql, (unsigned long)strlen(statement->sql)) != 0) {
		err = db_failed(db, mysql_stmt_errno(handle), mysql_stmt_sqlstate(handle), mysql_stmt_error(handle),
		    statement->sql);
		return err;
	}
	prepared->arg_count = mysql_stmt_param_count(handle);
	if (prepared->arg_count > DB_ARGS_MAX || statement->column_count > DB_COLUMNS_MAX)
		return FAILURE(
		    db->failure, ERR_INTERNAL, NULL, NULL, "too many values or columns [%.120s]", statement->sql);
	if ((err = check_columns(db, statement, handle)) != OK)
		return err;
	return bind_results(db, prepared);
}

enum err
db_prepare(struct db *db, const struct db_statement *statement, struct db_prepared **ret_prepared)
{
	struct db_prepared **slot, *prepared;
	enum err err;

	if ((err = db_connected(db)) != OK)
		return err;
	slot = slot_of(db, statement);
	if (*slot != NULL) {
		*ret_prepared = *slot;
		return OK;
	}
	if (db->cached >= DB_CACHE_SLOTS / 4 * 3) {
		db_cache_drop(db);
		slot = slot_of(db, statement);
	}
	if ((prepared = calloc(1, sizeof(*prepared))) == NULL)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for a statement");
	prepared->statement = statement;
	if ((err = prepare(db, prepared)) != OK) {
		prepared_free(prepared);
		return err;
	}
	*ret_prepared = *slot = prepared;
	db->cached++;
	return OK;
}
