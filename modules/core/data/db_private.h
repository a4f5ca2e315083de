/*
 * What the files of core/data share: the handle, its connection and its prepared statements.
 * Nothing outside core/data includes this header or the MariaDB library's.
 */
#ifndef MOTCUA_CORE_DATA_DB_PRIVATE_H
#define MOTCUA_CORE_DATA_DB_PRIVATE_H

#include <mysql.h>

#include "core/data/db.h"
#include "core/system/clock.h"

enum {
	DB_HOSTS_MAX = 8,
	DB_ARGS_MAX = 64,
	DB_COLUMNS_MAX = 96,
	DB_CACHE_SLOTS = 1024, /* a power of two; at three quarters the cache is dropped and starts again */
	DB_DEPTH_MAX = 8,
	DB_TRANSACTION_RUNS = 5,
};

struct db_host {
	char name[256];
	unsigned port;
};

/* Where the client library puts one column of the row being fetched. */
struct db_slot {
	int64_t number;
	MYSQL_TIME time;
	unsigned long length;
	my_bool null, error;
};

/* A statement prepared on this connection; slots and results are bound once. */
struct db_prepared {
	const struct db_statement *statement;
	MYSQL_STMT *handle;
	unsigned long arg_count;
	struct db_slot *slots;
	MYSQL_BIND *results;
};

enum db_literal {
	DB_BEGIN,
	DB_REPEATABLE,
	DB_SNAPSHOT,
	DB_COMMIT,
	DB_ROLLBACK,
	DB_SAVE,                             /* + depth */
	DB_RELEASE = DB_SAVE + DB_DEPTH_MAX, /* + depth */
	DB_BACK = DB_RELEASE + DB_DEPTH_MAX, /* + depth */
	DB_LITERAL__MAX = DB_BACK + DB_DEPTH_MAX,
};

struct db {
	MYSQL *mysql; /* NULL: not connected */
	struct db_prepared *cache[DB_CACHE_SLOTS];
	size_t cached;
	struct db_prepared *fetching; /* has rows on the wire that nobody read yet */

	struct arena *arena;
	struct failure *failure, own_failure;
	struct db_statistics statistics;
	unsigned last_errno;
	uint64_t insert_id;

	unsigned depth, base; /* open transaction and savepoints; how many of them belong to a test */
	bool doomed;          /* the server rolled the transaction back: nothing may follow but the end */
	bool rerun;           /* ... and running it again may help */

	int64_t idle_since, retry_at; /* monotonic microseconds */
	unsigned statement_ms, random;
	bool test_clock;

	char *socket, *ca, *user, *password, *schema;
	struct db_host hosts[DB_HOSTS_MAX];
	size_t host_count, host;
};

/* --- connection.c */

/* Connects if needed; within 500 ms of a failed attempt it refuses at once. */
MUST_CHECK enum err db_connected(struct db *db);
/* Forgets the connection and every statement prepared on it. */
void db_disconnect(struct db *db);
MUST_CHECK enum err db_literal(struct db *db, enum db_literal literal);

/* --- error.c */

/* Records the library's error and draws the consequences: a lost connection is closed, a transaction that the server
 * rolled back is doomed. `what` is constant text for the log. */
enum err db_failed(struct db *db, unsigned number, const char *sqlstate, const char *text, const char *what);

/* --- prepare.c */

/* The statement as the server knows it, from the connection's cache or prepared now; connects first if need be. */
MUST_CHECK enum err db_prepare(struct db *db, const struct db_statement *statement, struct db_prepared **prepared);
/* Forgets all of them: the connection is gone, or the cache is full. */
void db_cache_drop(struct db *db);

/* --- value.c */

/* The bind for one value; `time` and `length` must live until the statement ran. */
void db_bind_arg(MYSQL_BIND *bind, const struct db_arg *arg, MYSQL_TIME *time, unsigned long *length);
/* The bind for one column of the result. */
void db_bind_column(MYSQL_BIND *bind, enum db_type type, struct db_slot *slot);
/* Moves the fetched row into the struct; text and bytes into the arena. */
MUST_CHECK enum err db_read_row(struct db *db, const struct db_prepared *prepared, void *row);

#endif
