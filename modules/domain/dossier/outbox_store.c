/* Adding to the outbox and draining it under leases. See outbox_store.h. */
#include "domain/dossier/outbox_store.h"

#include <string.h>

#include "core/data/db.h"

static const struct db_column row_columns[] = {
	COL(outbox_row, id, DB_INT),
	COL(outbox_row, topic, DB_TEXT),
	{ "key", DB_TEXT, offsetof(struct outbox_row, key) },
	COL(outbox_row, dossier_id, DB_INT),
	COL(outbox_row, payload, DB_TEXT),
	COL(outbox_row, created_at, DB_TIME),
	COL(outbox_row, not_after, DB_TIME),
	COL(outbox_row, attempts, DB_INT),
};

enum { ADD, ADD__MAX };
static const struct db_statement add_statements[ADD__MAX] = {
	/* The key decides: what is there already stays. */
	[ADD] = { "INSERT INTO outbox (consumer, topic, okey, dossier_id, payload, created_at, not_before, not_after) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
};
const struct store outbox_store = { "outbox", add_statements, ADD__MAX };

enum { DUE, LEASE, DONE, DONE_AND_WIPED, AGAIN, DEAD, REVIVE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[DUE] = { "SELECT id, topic, CONVERT(okey USING utf8mb4) AS `key`, dossier_id, payload, created_at, not_after, "
		  "attempts FROM outbox WHERE consumer = ? AND state = 'waiting' AND not_before <= ? "
		  "AND (leased_until IS NULL OR leased_until <= ?) ORDER BY not_before, id LIMIT ? "
		  "FOR UPDATE SKIP LOCKED",
	    ROW(row_columns, outbox_row) },
	[LEASE] = { "UPDATE outbox SET leased_until = ?, attempts = attempts + 1 WHERE id = ?", NO_ROW },
	[DONE] = { "UPDATE outbox SET state = 'done', leased_until = NULL, last_error = '' WHERE id = ?", NO_ROW },
	[DONE_AND_WIPED] = { "UPDATE outbox SET state = 'done', leased_until = NULL, last_error = '', payload = '{}' "
			     "WHERE id = ?",
	    NO_ROW },
	[AGAIN] = { "UPDATE outbox SET leased_until = NULL, not_before = ?, last_error = LEFT(?, 500) WHERE id = ?",
	    NO_ROW },
	/* What expires is of no use any more, and may be a secret (a one-time code): only the fact is kept. */
	[DEAD] = { "UPDATE outbox SET state = 'dead', leased_until = NULL, last_error = LEFT(?, 500), "
		   "payload = IF(not_after IS NULL, payload, '{}') WHERE id = ?",
	    NO_ROW },
	[REVIVE] = { "UPDATE outbox SET state = 'waiting', attempts = 0, not_before = ?, last_error = '' "
		     "WHERE id = ? AND consumer = ? AND state = 'dead' AND not_after IS NULL",
	    NO_ROW },
};
const struct store outbox_consumer_store = { "outbox_consumer", statements, STATEMENT__MAX };

enum { ATTEMPTS_MAX = 12, FIRST_WAIT = 30, LONGEST_WAIT = 3600, SECOND_US = 1000000, LEASE_ROUNDS = 100 };

enum err
outbox_add(struct db *db, const struct outbox_message *message, int64_t now)
{
	struct bytes key = { (const unsigned char *)message->key, strlen(message->key) };
	enum err err = db_exec(db, &add_statements[ADD],
	    ARGS(TEXT(message->consumer), TEXT(message->topic), BYTES(key), INT(message->dossier_id),
		TEXT(message->payload), TIME(now), TIME(message->not_before == TIME_NONE ? now : message->not_before),
		TIME(message->not_after)));

	/* There already: done once. Those who add may insert only (db/grants/door.sql), so no ON DUPLICATE KEY. */
	if (err != ERR_CONFLICT || !db_duplicate(db))
		return err;
	failure_clear(db_failure(db));
	return OK;
}

struct lease {
	const char *consumer;
	int64_t now, until;
	size_t most;
	struct db_rows *rows;
};

/* Leases the row, or ends it where it has no more chance; *ret_leased: which. */
static enum err
lease_row(struct db *db, const struct lease *lease, const struct outbox_row *row, bool *ret_leased)
{
	*ret_leased = false;
	if (row->not_after != TIME_NONE && row->not_after <= lease->now)
		return db_change_one(db, &statements[DEAD], ARGS(TEXT("past not_after"), INT(row->id)));
	/* Leased that often and never ended: it may be what brings its consumer down each time. */
	if (row->attempts >= ATTEMPTS_MAX)
		return db_change_one(db, &statements[DEAD], ARGS(TEXT("leased and never ended"), INT(row->id)));
	*ret_leased = true;
	return db_change_one(db, &statements[LEASE], ARGS(TIME(lease->until), INT(row->id)));
}

/* Leases what is due; *ret_found counts what was ended for good as well. */
static enum err
lease_due(struct db *db, const struct lease *lease, size_t *ret_found)
{
	struct outbox_row *row;
	size_t leased = 0;
	enum err err = db_rows(db, &statements[DUE],
	    ARGS(TEXT(lease->consumer), TIME(lease->now), TIME(lease->now), INT((int64_t)lease->most)), lease->most,
	    lease->rows);

	if (err)
		return err;
	row = lease->rows->rows;
	*ret_found = lease->rows->count;
	for (size_t i = 0; i < *ret_found; i++) {
		bool is_leased;

		if ((err = lease_row(db, lease, &row[i], &is_leased)))
			return err;
		if (is_leased)
			row[leased++] = row[i];
	}
	lease->rows->count = leased;
	return OK;
}

/* Nothing leased must mean that nothing is due, not that the first rows had to be ended. */
static enum err
lease_once(struct db *db, const void *arg)
{
	const struct lease *lease = arg;
	size_t found = 1;
	enum err err = OK;

	lease->rows->count = 0;
	for (int round = 0; !err && found > 0 && lease->rows->count == 0 && round < LEASE_ROUNDS; round++)
		err = lease_due(db, lease, &found);
	return err;
}

enum err
outbox_lease(struct db *db, const char *consumer, int64_t now, int lease_seconds, size_t most,
    const struct outbox_row **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	const struct lease lease = { consumer, now, now + (int64_t)lease_seconds * SECOND_US, most, &rows };
	enum err err = db_transaction(db, lease_once, &lease);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
outbox_done(struct db *db, int64_t id, int wipe)
{
	return db_change_one(db, &statements[wipe ? DONE_AND_WIPED : DONE], ARGS(INT(id)));
}

enum err
outbox_failed(struct db *db, const struct outbox_row *row, int64_t now, const char *error)
{
	int64_t wait = row->attempts >= 8 ? LONGEST_WAIT : (int64_t)FIRST_WAIT << row->attempts;
	int64_t again = now + (wait > LONGEST_WAIT ? LONGEST_WAIT : wait) * SECOND_US;

	/* row->attempts was read before this attempt was counted. */
	if (row->attempts + 1 >= ATTEMPTS_MAX || (row->not_after != TIME_NONE && again > row->not_after))
		return db_change_one(db, &statements[DEAD], ARGS(TEXT(error), INT(row->id)));
	return db_change_one(db, &statements[AGAIN], ARGS(TIME(again), TEXT(error), INT(row->id)));
}

enum err
outbox_give_up(struct db *db, const struct outbox_row *row, const char *error)
{
	return db_change_one(db, &statements[DEAD], ARGS(TEXT(error), INT(row->id)));
}

enum err
outbox_revive(struct db *db, const char *consumer, int64_t id, int64_t now)
{
	return db_change_one(db, &statements[REVIVE], ARGS(TIME(now), INT(id), TEXT(consumer)));
}
