/*
 * The database, as the rest of motcua sees it: statements are constant tables, rows are structs, a transaction is a
 * function. One struct db per thread, one MariaDB connection each. Only files named *_store.c may include this header
 * for its statements; nothing outside core/data touches the MariaDB library.
 *
 *	struct agency { int64_t id; const char *name; int64_t closed_at; };
 *
 *	static const struct db_column agency_columns[] = {
 *		COL(agency, id, DB_INT), COL(agency, name, DB_TEXT), COL(agency, closed_at, DB_TIME),
 *	};
 *	enum { SELECT_BY_ID, RENAME, STATEMENT__MAX };
 *	static const struct db_statement statements[STATEMENT__MAX] = {
 *		[SELECT_BY_ID] = { "SELECT id, name, closed_at FROM agency WHERE id = ?", ROW(agency_columns, agency) },
 *		[RENAME]       = { "UPDATE agency SET name = ? WHERE id = ? AND version = ?", NO_ROW },
 *	};
 *
 *	err = db_row(db, &statements[SELECT_BY_ID], ARGS(INT(id)), &agency);
 *	err = db_change_one(db, &statements[RENAME], ARGS(TEXT(name), INT(id), INT(version)));
 */
#ifndef MOTCUA_CORE_DATA_DB_H
#define MOTCUA_CORE_DATA_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/none.h"

struct db;

/* --- values ------------------------------------------------------------------------------------------------------ */

enum db_type {
	DB_INT,   /* int64_t; NULL is DB_NULL_INT */
	DB_TEXT,  /* const char *, UTF-8 without NUL; NULL is NULL */
	DB_BYTES, /* struct bytes; NULL is { NULL, 0 } */
	DB_TIME,  /* int64_t microseconds since 1970 UTC, a DATETIME(6) column; NULL is TIME_NONE */
	DB_DATE,  /* int32_t days since 1970-01-01, a DATE column; NULL is DATE_NONE */
	DB_BOOL,  /* bool, a TINYINT column; NULL reads as false */
};

#define DB_NULL_INT INT64_MIN

/* --- statements and rows as tables ------------------------------------------------------------------------------- */

struct db_column {
	const char *name; /* of the struct's member; where the result has a column of that name, it must be this one */
	enum db_type type;
	size_t offset;
};

struct db_statement {
	const char *sql; /* a constant with ? for every value; never built at run time */
	const struct db_column *columns;
	size_t column_count, row_size;
};

/* clang-format off */
/* 1 if a member of this C type can hold this kind of column. */
#define DB_HOLDS(member, kind)                                                 \
	_Generic((member),                                                     \
	    int64_t: (kind) == DB_INT || (kind) == DB_TIME,                    \
	    const char *: (kind) == DB_TEXT,                                   \
	    struct bytes: (kind) == DB_BYTES,                                  \
	    int32_t: (kind) == DB_DATE,                                        \
	    bool: (kind) == DB_BOOL)

/* A column of a row: does not compile if the member's type does not hold the kind. */
#define COL(tag, member, kind)                                                 \
	{ #member, (kind), offsetof(struct tag, member) +                      \
	    (sizeof(char[DB_HOLDS(((struct tag *)0)->member, kind) ? 1 : -1]) - 1) }
/* clang-format on */
#define ROW(columns, tag) (columns), sizeof(columns) / sizeof((columns)[0]), sizeof(struct tag)
#define NO_ROW            NULL, 0, 0

struct db_arg {
	enum db_type type;
	bool null;
	union {
		int64_t number;
		const char *text;
		struct bytes bytes;
	} value;
};

/* The values for the ? of a statement, in order. The null value of each type (see enum db_type) is stored as NULL. */
#define ARGS(...)                                                                                                      \
	(const struct db_arg[]){ __VA_ARGS__ }, sizeof((const struct db_arg[]){ __VA_ARGS__ }) / sizeof(struct db_arg)
#define NO_ARGS  NULL, 0
#define TEXT(x)  db_arg_text(x)
#define INT(x)   db_arg_number(DB_INT, (x), DB_NULL_INT)
#define TIME(x)  db_arg_number(DB_TIME, (x), TIME_NONE)
#define DATE(x)  db_arg_number(DB_DATE, (x), DATE_NONE)
#define BOOL(x)  db_arg_bool(x)
#define BYTES(x) db_arg_bytes(x)
#define NULL_ARG ((struct db_arg){ .type = DB_INT, .null = true })

static inline struct db_arg
db_arg_number(enum db_type type, int64_t number, int64_t none)
{
	return (struct db_arg){ .type = type, .null = number == none, .value = { .number = number } };
}

static inline struct db_arg
db_arg_bool(bool value)
{
	return (struct db_arg){ .type = DB_BOOL, .value = { .number = value } };
}

static inline struct db_arg
db_arg_text(const char *text)
{
	return (struct db_arg){ .type = DB_TEXT, .null = text == NULL, .value = { .text = text } };
}

static inline struct db_arg
db_arg_bytes(struct bytes bytes)
{
	return (struct db_arg){ .type = DB_BYTES, .null = bytes.data == NULL, .value = { .bytes = bytes } };
}

/* --- running statements ------------------------------------------------------------------------------------------ */

/*
 * What all of these can answer besides what each says:
 * ERR_UNAVAILABLE  the database is away, busy or too slow: the person may try again later;
 * ERR_CONFLICT     a unique key holds this value already (db_duplicate tells it from the others);
 * ERR_INTERNAL     the statement is wrong, a text argument or column is not what it must be, a right is missing.
 * The failure record has MariaDB's number and text. Outside a transaction each statement commits by itself,
 * and is run again over a deadlock like one.
 * Text and bytes of a row live in the arena given with db_set_arena.
 */

/* Runs a statement whose effect nobody counts. */
MUST_CHECK enum err db_exec(
    struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count);
/* As db_exec; *changed: rows that the WHERE matched, whether or not a value became different. */
MUST_CHECK enum err db_change(struct db *db, const struct db_statement *statement, const struct db_arg *args,
    size_t arg_count, uint64_t *changed);
/* As db_exec; ERR_CONFLICT unless exactly one row was matched: the guard of every versioned row. */
MUST_CHECK enum err db_change_one(
    struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count);
/* Reads the one row into the struct of the statement's ROW. None: ERR_NOT_FOUND, nothing recorded, *row untouched.
 * More than one: ERR_INTERNAL. */
MUST_CHECK enum err db_row(
    struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count, void *row);

struct db_rows {
	void *rows; /* `count` structs of the statement's ROW, in the arena; never NULL */
	size_t count;
	bool more; /* there was at least one row beyond `max` */
};

/* Reads up to `max` rows; none is OK with count 0. */
MUST_CHECK enum err db_rows(struct db *db, const struct db_statement *statement, const struct db_arg *args,
    size_t arg_count, size_t max, struct db_rows *rows);

/* The AUTO_INCREMENT value that the last db_exec, db_change or db_change_one made, 0 if none. */
uint64_t db_insert_id(const struct db *db);
/* Did the last statement fail because a unique key holds the value already? */
bool db_duplicate(const struct db *db);

/*
 * Runs `once` in a transaction and commits if it answers OK, otherwise rolls back and answers what it answered.
 * `once` may run several times (deadlock, lost connection before COMMIT: up to 5 times, with a short random wait), so
 * whatever it changes outside the database must bear that: start from `arg`, never from an earlier run.
 * Inside another transaction it is a savepoint and never reruns by itself: the outermost does.
 * A COMMIT whose answer got lost: ERR_UNAVAILABLE, and the log says "commit outcome unknown".
 */
MUST_CHECK enum err db_transaction(struct db *db, enum err (*once)(struct db *db, const void *arg), const void *arg);
/*
 * The same for reading alone: every statement of `once` sees the database as it was when the transaction began. For
 * what is put together from many statements. Inside another transaction it sees what that one sees.
 */
MUST_CHECK enum err db_snapshot(struct db *db, enum err (*once)(struct db *db, const void *arg), const void *arg);

/* The database's clock, NOW(6), plus the test offset (core_setting test_clock_offset_us, microseconds) where allowed. */
MUST_CHECK enum err db_now(struct db *db, int64_t *now);
/* Adds the test offset, where allowed, to a NOW(6) that came with another statement: see session_store.c. */
MUST_CHECK enum err db_test_shift(struct db *db, int64_t *now);

/* --- the life of a connection (core/server, jobs, command line, tests) -------------------------------------------- */

struct db_config {
	const char *socket; /* path of MariaDB's UNIX socket; NULL or "": use hosts */
	const char *hosts;  /* "db1,db2:3307": tried in turn */
	const char *ca; /* file of the CA that signs the hosts' certificates; demanded with hosts that are not local */
	const char *user;     /* NULL: the operating system's user, by unix_socket */
	const char *password; /* NULL: none */
	const char *schema;   /* NULL: none selected */
};

/* A handle; connects when first used. The texts of `config` are copied. Aborts only if there is no memory at start. */
struct db *db_open(const struct db_config *config);
void db_close(struct db *db);

/* Starts a request: where rows go; statistics from zero; no failure. */
void db_set_arena(struct db *db, struct arena *arena);
/* Where failures are recorded, NULL: the handle's own record. */
void db_set_failure(struct db *db, struct failure *failure);
struct failure *db_failure(struct db *db);
/* Ends a request: rolls back what is still open. */
void db_finish(struct db *db);

/*
 * How long one statement may run on the server (default 5000 ms, 0: for ever); jobs and dvcctl need more. Outside a
 * transaction only: the connection is made anew.
 */
void db_set_statement_time(struct db *db, unsigned milliseconds);
/* Whether db_now honours the test offset: only where the configuration says test_clock = yes. */
void db_allow_test_clock(struct db *db, bool allowed);

struct db_statistics {
	uint64_t calls;        /* round trips since db_set_arena, BEGIN and COMMIT included, preparing not */
	uint64_t microseconds; /* spent waiting for them */
};
struct db_statistics db_statistics(const struct db *db);

/* Prepares each statement against the live schema and writes a line to `out` for each one that does not fit; how many. */
size_t db_check(struct db *db, const struct db_statement *statements, size_t count, FILE *out);

/* Tests: everything from db_test_begin to db_test_end is one transaction that is rolled back; db_finish leaves it open. */
MUST_CHECK enum err db_test_begin(struct db *db);
void db_test_end(struct db *db);

#endif
