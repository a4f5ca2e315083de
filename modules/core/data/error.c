/* MariaDB's error numbers: what each means for the caller, the transaction and the connection. */
#include "core/data/db_private.h"

#include <stdio.h>
#include <string.h>

#include <errmsg.h>
#include <mysqld_error.h>

enum consequence {
	FORGET_CONNECTION = 1, /* nothing that was prepared or begun on it is left */
	RERUN = 2,             /* the transaction is gone; running it again may succeed */
	NEXT_HOST = 4,
};

static const struct error_class {
	unsigned number;
	enum err err;
	unsigned consequences;
} classes[] = {
	{ ER_DUP_ENTRY, ERR_CONFLICT, 0 },
	{ ER_DUP_ENTRY_WITH_KEY_NAME, ERR_CONFLICT, 0 },
	{ ER_LOCK_DEADLOCK, ERR_UNAVAILABLE, RERUN },
	{ ER_LOCK_WAIT_TIMEOUT, ERR_UNAVAILABLE, RERUN },
	{ ER_CHECKREAD, ERR_UNAVAILABLE, RERUN },
	{ CR_SERVER_GONE_ERROR, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN },
	{ CR_SERVER_LOST, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN },
	{ CR_SERVER_LOST_EXTENDED, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN },
	{ ER_CONNECTION_KILLED, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN },
	{ ER_SERVER_SHUTDOWN, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN },
	{ ER_UNKNOWN_COM_ERROR, ERR_UNAVAILABLE, FORGET_CONNECTION | RERUN | NEXT_HOST },
	{ CR_CONNECTION_ERROR, ERR_UNAVAILABLE, FORGET_CONNECTION | NEXT_HOST },
	{ CR_CONN_HOST_ERROR, ERR_UNAVAILABLE, FORGET_CONNECTION | NEXT_HOST },
	{ CR_COMMANDS_OUT_OF_SYNC, ERR_INTERNAL, FORGET_CONNECTION },
	{ CR_MALFORMED_PACKET, ERR_INTERNAL, FORGET_CONNECTION },
	{ ER_STATEMENT_TIMEOUT, ERR_UNAVAILABLE, 0 },
	{ ER_QUERY_INTERRUPTED, ERR_UNAVAILABLE, 0 },
	{ ER_CON_COUNT_ERROR, ERR_UNAVAILABLE, 0 },
	{ ER_TOO_MANY_USER_CONNECTIONS, ERR_UNAVAILABLE, 0 },
	{ ER_USER_LIMIT_REACHED, ERR_UNAVAILABLE, 0 },
	{ ER_MAX_PREPARED_STMT_COUNT_REACHED, ERR_UNAVAILABLE, 0 },
	{ ER_OPTION_PREVENTS_STATEMENT, ERR_UNAVAILABLE, 0 }, /* read only */
	{ ER_DISK_FULL, ERR_UNAVAILABLE, 0 },
	{ ER_RECORD_FILE_FULL, ERR_UNAVAILABLE, 0 },
	{ ER_OUTOFMEMORY, ERR_UNAVAILABLE, 0 },
	{ CR_OUT_OF_MEMORY, ERR_UNAVAILABLE, 0 },
};

static const struct error_class *
class_of(unsigned number)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (classes[i].number == number)
			return &classes[i];
	return NULL;
}

/*
 * MariaDB quotes the offending value in data (22...) and key (23...) errors. It may be somebody's identity number, so
 * it never reaches the log. What remains is the kind of error and the column or key.
 */
static void
without_values(const char *text, const char *sqlstate, unsigned number, char *out, size_t size)
{
	const bool quotes_values = strncmp(sqlstate, "22", 2) == 0 || strncmp(sqlstate, "23", 2) == 0 ||
				   number == ER_TRUNCATED_WRONG_VALUE_FOR_FIELD || number == ER_WRONG_VALUE_FOR_TYPE;
	const char *quote = strchr(text, '\''), *place = NULL;

	if (!quotes_values || quote == NULL) {
		(void)snprintf(out, size, "%.120s", text);
		return;
	}
	for (const char *at = strstr(quote, "' for "); at != NULL; at = strstr(at + 1, "' for "))
		place = at + 1;
	(void)snprintf(
	    out, size, "%.*s...%.90s", (int)(quote - text > 60 ? 60 : quote - text), text, place != NULL ? place : "");
}

enum err
db_failed(struct db *db, unsigned number, const char *sqlstate, const char *text, const char *what)
{
	const struct error_class *class = class_of(number);
	const enum err err = class != NULL ? class->err : ERR_INTERNAL;
	const unsigned consequences = class != NULL ? class->consequences : 0;
	const bool first = db->failure->code == OK;
	char safe[160];

	without_values(text, sqlstate, number, safe, sizeof(safe));
	(void)FAILURE(db->failure, err, NULL, NULL, "database %u %s [%.60s]", number, safe, what);
	if (first)
		db->failure->db_errno = number;
	db->last_errno = number;
	if ((consequences & RERUN) != 0 && db->depth > 0)
		db->doomed = db->rerun = true;
	if ((consequences & NEXT_HOST) != 0 && db->host_count > 0)
		db->host = (db->host + 1) % db->host_count;
	if ((consequences & FORGET_CONNECTION) != 0) {
		db->doomed = db->doomed || db->depth > 0;
		db_disconnect(db);
	}
	return err;
}
