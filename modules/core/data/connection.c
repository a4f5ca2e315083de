/*
 * One connection: opened when first needed, set up once, closed when in doubt. The library's automatic reconnect stays
 * off: it would silently lose transactions, session settings and prepared statements.
 */
#include "core/data/db_private.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <errmsg.h>

enum {
	CONNECT_SECONDS = 2,
	READ_SECONDS = 10,
	WRITE_SECONDS = 10,
	RETRY_AFTER_US = 500 * 1000,
	PING_AFTER_US = 30 * 1000 * 1000,
};

/*
 * Everything about the session that decides what a statement means. split_materialized: MariaDB 10.11 may sum a grouped
 * subquery anew for each row of the outer query, without an index, when a prepared statement runs again over tables that
 * have grown since.
 */
static const char session_settings[] =
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,"
    "ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE', time_zone = '+00:00', tx_isolation = 'READ-COMMITTED', "
    "autocommit = 1, innodb_lock_wait_timeout = 5, lock_wait_timeout = 10, "
    "optimizer_switch = 'split_materialized=off'";

static const char *const literals[DB_LITERAL__MAX] = {
	[DB_BEGIN] = "START TRANSACTION",
	[DB_REPEATABLE] = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
	[DB_SNAPSHOT] = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
	[DB_COMMIT] = "COMMIT",
	[DB_ROLLBACK] = "ROLLBACK",
	[DB_SAVE + 1] = "SAVEPOINT level_1",
	[DB_SAVE + 2] = "SAVEPOINT level_2",
	[DB_SAVE + 3] = "SAVEPOINT level_3",
	[DB_SAVE + 4] = "SAVEPOINT level_4",
	[DB_SAVE + 5] = "SAVEPOINT level_5",
	[DB_SAVE + 6] = "SAVEPOINT level_6",
	[DB_SAVE + 7] = "SAVEPOINT level_7",
	[DB_RELEASE + 1] = "RELEASE SAVEPOINT level_1",
	[DB_RELEASE + 2] = "RELEASE SAVEPOINT level_2",
	[DB_RELEASE + 3] = "RELEASE SAVEPOINT level_3",
	[DB_RELEASE + 4] = "RELEASE SAVEPOINT level_4",
	[DB_RELEASE + 5] = "RELEASE SAVEPOINT level_5",
	[DB_RELEASE + 6] = "RELEASE SAVEPOINT level_6",
	[DB_RELEASE + 7] = "RELEASE SAVEPOINT level_7",
	[DB_BACK + 1] = "ROLLBACK TO SAVEPOINT level_1",
	[DB_BACK + 2] = "ROLLBACK TO SAVEPOINT level_2",
	[DB_BACK + 3] = "ROLLBACK TO SAVEPOINT level_3",
	[DB_BACK + 4] = "ROLLBACK TO SAVEPOINT level_4",
	[DB_BACK + 5] = "ROLLBACK TO SAVEPOINT level_5",
	[DB_BACK + 6] = "ROLLBACK TO SAVEPOINT level_6",
	[DB_BACK + 7] = "ROLLBACK TO SAVEPOINT level_7",
};

static void
library_start(void)
{
	(void)mysql_server_init(0, NULL, NULL);
}

void
db_disconnect(struct db *db)
{
	if (db->mysql == NULL)
		return;
	db_cache_drop(db);
	mysql_close(db->mysql);
	db->mysql = NULL;
}

static MYSQL *
handle_new(const struct db *db, bool local)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const unsigned connect_s = CONNECT_SECONDS, write_s = WRITE_SECONDS, no_infile = 0;
	const unsigned longest_s = db->statement_ms / 1000 + READ_SECONDS / 2;
	const unsigned read_s = longest_s > READ_SECONDS ? longest_s : READ_SECONDS;
	const my_bool verify = 1, no_reconnect = 0;
	MYSQL *mysql;

	(void)pthread_once(&once, library_start);
	if ((mysql = mysql_init(NULL)) == NULL)
		return NULL;
	(void)mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	/* A session whose statements may run for ever (migrations) is also waited for for ever. */
	if (db->statement_ms > 0)
		(void)mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &read_s);
	(void)mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &write_s);
	(void)mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no_infile);
	(void)mysql_options(mysql, MYSQL_OPT_RECONNECT, &no_reconnect);
	(void)mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (!local) {
		(void)mysql_options(mysql, MYSQL_OPT_SSL_CA, db->ca);
		(void)mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
	}
	return mysql;
}

static bool
host_is_local(const struct db_host *host)
{
	return strcmp(host->name, "localhost") == 0 || strcmp(host->name, "127.0.0.1") == 0 ||
	       strcmp(host->name, "::1") == 0;
}

static enum err
session_prepare(struct db *db)
{
	char limit[64];

	(void)snprintf(limit, sizeof(limit), "SET SESSION max_statement_time = %u.%03u", db->statement_ms / 1000,
	    db->statement_ms % 1000);
	if (mysql_real_query(db->mysql, session_settings, sizeof(session_settings) - 1) != 0 ||
	    mysql_real_query(db->mysql, limit, (unsigned long)strlen(limit)) != 0)
		return db_failed(
		    db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), "session settings");
	return OK;
}

/* Tries one host (NULL: the socket). */
static enum err
connect_to(struct db *db, const struct db_host *host)
{
	const bool local = host == NULL || host_is_local(host);

	if (!local && db->ca == NULL)
		return FAILURE(
		    db->failure, ERR_UNAVAILABLE, NULL, NULL, "database host %s needs a CA file", host->name);
	if ((db->mysql = handle_new(db, local)) == NULL)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "no memory for a database connection");
	if (mysql_real_connect(db->mysql, host != NULL ? host->name : "localhost", db->user, db->password, db->schema,
		host != NULL ? host->port : 0, host != NULL ? NULL : db->socket, CLIENT_FOUND_ROWS) == NULL) {
		(void)db_failed(
		    db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), "connect");
		db_disconnect(db);
		return ERR_UNAVAILABLE; /* whatever the reason, the person can only come back later */
	}
	if (session_prepare(db) != OK) {
		db_disconnect(db);
		return ERR_UNAVAILABLE;
	}
	return OK;
}

static enum err
connect_to_any(struct db *db)
{
	struct failure before = *db->failure;
	enum err err = ERR_UNAVAILABLE;

	if (db->socket != NULL)
		return connect_to(db, NULL);
	for (size_t tries = 0, first = db->host; err != OK && tries < db->host_count; tries++) {
		*db->failure = before;
		db->host = (first + tries) % db->host_count;
		err = connect_to(db, &db->hosts[db->host]);
	}
	if (err == OK)
		*db->failure = before;
	return err;
}

/* A connection that lay idle may have been closed by the server; finding out now lets a write through. */
static void
drop_if_dead(struct db *db, int64_t now)
{
	if (db->mysql != NULL && db->depth == 0 && now - db->idle_since > PING_AFTER_US && mysql_ping(db->mysql) != 0)
		db_disconnect(db);
}

enum err
db_connected(struct db *db)
{
	int64_t now = clock_monotonic();
	enum err err;

	drop_if_dead(db, now);
	db->idle_since = now;
	if (db->mysql != NULL)
		return OK;
	if (db->depth > 0)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "the connection of this transaction is lost");
	if (now < db->retry_at)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "the database was away a moment ago");
	if ((err = connect_to_any(db)) != OK)
		db->retry_at = clock_monotonic() + RETRY_AFTER_US;
	return err;
}

enum err
db_literal(struct db *db, enum db_literal literal)
{
	const char *sql = literals[literal];
	enum err err = db_connected(db);
	int64_t start;

	if (err != OK)
		return err;
	start = clock_monotonic();
	if (mysql_real_query(db->mysql, sql, (unsigned long)strlen(sql)) != 0)
		err = db_failed(db, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql), sql);
	db->statistics.calls++;
	db->statistics.microseconds += (uint64_t)(clock_monotonic() - start);
	return err;
}
