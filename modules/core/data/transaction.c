/*
 * Transactions as functions that can run again. Galera answers 1213 at any statement including COMMIT, and that is
 * normal: the whole function is run again, up to a number of times and a length of time.
 */
#include "core/data/db_private.h"

#include <stdlib.h>
#include <time.h>

enum {
	WAIT_FIRST_US = 5 * 1000,
	RERUN_WITHIN_US = 10 * 1000 * 1000, /* a person waits: no new run after this */
};

static enum db_literal
at_depth(enum db_literal first, unsigned depth)
{
	return (enum db_literal)((unsigned)first + depth);
}

/* Waits 5..10 ms before the second run, twice as long before each further one. */
static void
wait_before(struct db *db, unsigned run)
{
	const long shortest = (long)WAIT_FIRST_US << run;
	const long microseconds = shortest + rand_r(&db->random) % shortest;
	const struct timespec wait = { .tv_nsec = microseconds * 1000 };

	(void)nanosleep(&wait, NULL);
}

static void
roll_back(struct db *db)
{
	if (db->mysql == NULL)
		return;
	if (db_literal(db, DB_ROLLBACK) != OK)
		db_disconnect(db);
}

static enum err
commit(struct db *db)
{
	const enum err err = db_literal(db, DB_COMMIT);

	if (err == OK || db->mysql != NULL)
		return err;
	/* The server may have committed before the line broke; running again could do everything twice. */
	db->rerun = false;
	failure_clear(db->failure);
	return FAILURE(
	    db->failure, ERR_UNAVAILABLE, NULL, NULL, "commit outcome unknown: connection lost (%u)", db->last_errno);
}

static enum err
begin_change(struct db *db)
{
	return db_literal(db, DB_BEGIN);
}

/* A session reads what is committed now; only this one transaction keeps to the moment at which it began. */
static enum err
begin_snapshot(struct db *db)
{
	enum err err = db_literal(db, DB_REPEATABLE);

	return err ? err : db_literal(db, DB_SNAPSHOT);
}

/* One run from BEGIN to the end; db->rerun says whether another may help. */
static enum err
run_once(
    struct db *db, enum err (*begin)(struct db *db), enum err (*once)(struct db *db, const void *arg), const void *arg)
{
	enum err err;

	db->doomed = db->rerun = false;
	if ((err = db_connected(db)) != OK)
		return err;
	db->depth = 1; /* from here a lost connection is this transaction's */
	if ((err = begin(db)) == OK)
		err = once(db, arg);
	if (err == OK && db->doomed)
		err = ERR_UNAVAILABLE; /* `once` went on over a deadlock: nothing of it is left to commit */
	if (err == OK)
		err = commit(db);
	if (err != OK)
		roll_back(db);
	db->depth = 0;
	db->doomed = false;
	return err;
}

static enum err
outermost(
    struct db *db, enum err (*begin)(struct db *db), enum err (*once)(struct db *db, const void *arg), const void *arg)
{
	const struct failure before = *db->failure;
	const int64_t start = clock_monotonic();
	enum err err = ERR_INTERNAL;

	for (unsigned run = 0; run < DB_TRANSACTION_RUNS; run++) {
		if (run > 0) {
			*db->failure = before;
			wait_before(db, run - 1);
		}
		err = run_once(db, begin, once, arg);
		if (err == OK || !db->rerun || clock_monotonic() - start > RERUN_WITHIN_US)
			break;
	}
	db->rerun = false;
	return err;
}

static enum err
nested(struct db *db, enum err (*once)(struct db *db, const void *arg), const void *arg)
{
	const unsigned level = db->depth;
	enum err err;

	if (level >= DB_DEPTH_MAX)
		return FAILURE(
		    db->failure, ERR_INTERNAL, NULL, NULL, "transactions nested more than %d deep", DB_DEPTH_MAX);
	if (db->doomed)
		return FAILURE(db->failure, ERR_UNAVAILABLE, NULL, NULL, "the transaction is already rolled back");
	if ((err = db_literal(db, at_depth(DB_SAVE, level))) != OK)
		return err;
	db->depth++;
	err = once(db, arg);
	db->depth = level;
	if (db->doomed)
		return err != OK ? err : ERR_UNAVAILABLE;
	if (err == OK)
		return db_literal(db, at_depth(DB_RELEASE, level));
	if (db_literal(db, at_depth(DB_BACK, level)) != OK)
		db->doomed = true;
	return err;
}

enum err
db_transaction(struct db *db, enum err (*once)(struct db *db, const void *arg), const void *arg)
{
	return db->depth > 0 ? nested(db, once, arg) : outermost(db, begin_change, once, arg);
}

enum err
db_snapshot(struct db *db, enum err (*once)(struct db *db, const void *arg), const void *arg)
{
	return db->depth > 0 ? nested(db, once, arg) : outermost(db, begin_snapshot, once, arg);
}

enum err
db_test_begin(struct db *db)
{
	enum err err = db_literal(db, DB_BEGIN);

	if (err != OK)
		return err;
	/* The first savepoint is where db_finish returns to. */
	db->depth = db->base = 1;
	return OK;
}

void
db_test_end(struct db *db)
{
	db->base = 0;
	db_finish(db);
}
