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
		  "AND (leased_until IS NULL OR leased_until <= ?) ORDER BY not_before, id LIMIT 100 "
		  "FOR UPDATE SKIP LOCKED",
	    ROW(row_columns, outbox_row) },
	[LEASE] = { "UPDATE outbox SET leased_until = ?, attempts = attempts + 1 WHERE id = ?", NO_ROW },
	[DONE] = { "UPDATE outbox SET state = 'done', leased_until = NULL, last_error = '' WHERE id = ?", NO_ROW },
	[DONE_AND_WIPED] = { "UPDATE outbox SET state = 'done', leased_until = NULL, last_error = '', payload = '{}' "
			     "WHERE id = ?",
	    NO_ROW },
	[AGAIN] = { "UPDATE outbox SET leased_until = NULL, not_before = ?, last_error = ? WHERE id = ?", NO_ROW },
	/* What expires is of no use any more, and may be a secret (a one-time code): only the fact is kept. */
	[DEAD] = { "UPDATE outbox SET state = 'dead', leased_until = NULL, last_error = ?, "
		   "payload = IF(not_after IS NULL, payload, '{}') WHERE id = ?",
	    NO_ROW },
	[REVIVE] = { "UPDATE outbox SET state = 'waiting', attempts = 0, not_before = ?, last_error = '' "
		     "WHERE id = ? AND consumer = ? AND state = 'dead' AND not_after IS NULL",
	    NO_ROW },
};
const struct store outbox_consumer_store = { "outbox_consumer", statements, STATEMENT__MAX };

enum { ATTEMPTS_MAX = 12, FIRST_WAIT = 30, LONGEST_WAIT = 3600, SECOND_US = 1000000, DUE_MAX = 100 };

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

static enum err
lease_once(struct db *db, const void *arg)
{
	const struct lease *lease = arg;
	const struct outbox_row *row;
	enum err err = db_rows(db, &statements[DUE], ARGS(TEXT(lease->consumer), TIME(lease->now), TIME(lease->now)),
	    DUE_MAX, lease->rows);

	if (err)
		return err;
	row = lease->rows->rows;
	if (lease->rows->count > lease->most)
		lease->rows->count = lease->most;
	for (size_t i = 0; i < lease->rows->count; i++)
		if ((err = db_change_one(db, &statements[LEASE], ARGS(TIME(lease->until), INT(row[i].id)))))
			return err;
	return OK;
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
