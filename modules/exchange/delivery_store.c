/* SQL of deliveries and their log. See delivery_store.h. */
#include "delivery_store.h"

#include <string.h>

#include "core/data/db.h"
#include "domain/dossier/outbox_store.h"

static const struct db_column delivery_columns[] = {
	COL(delivery, id, DB_INT),
	COL(delivery, attempts, DB_INT),
	COL(delivery, lost, DB_INT),
	COL(delivery, state, DB_TEXT),
};

enum { MAKE, LOCK, BEGIN, FINISH, LOG, REOPEN, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[MAKE] = { "INSERT INTO delivery (outbox_id, channel, dossier_id, topic, target_hash, target_masked, state, "
		   "tried_at) VALUES (?, ?, ?, ?, ?, ?, '" DELIVERY_WAITING "', ?) ON DUPLICATE KEY UPDATE id = id",
	    NO_ROW },
	[LOCK] = { "SELECT id, attempts, lost, state FROM delivery WHERE outbox_id = ? AND channel = ? FOR UPDATE",
	    ROW(delivery_columns, delivery) },
	[BEGIN] = { "UPDATE delivery SET state = ?, attempts = ?, lost = ?, tried_at = ? WHERE id = ?", NO_ROW },
	[FINISH] = { "UPDATE delivery SET state = ?, last_error = ?, sent_at = ? WHERE id = ?", NO_ROW },
	[LOG] = { "INSERT INTO message_log (delivery_id, attempt, at, outcome, reply, message_hash) "
		  "VALUES (?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[REOPEN] = { "UPDATE delivery SET state = '" DELIVERY_FAILED "', lost = 0 WHERE outbox_id = ? "
		     "AND state <> '" DELIVERY_SENT "'",
	    NO_ROW },
};
const struct store delivery_store = { "delivery", statements, STATEMENT__MAX };

enum { HASH_SIZE = 32 };

bool
delivery_is_final(const struct delivery *delivery)
{
	return strcmp(delivery->state, DELIVERY_SENT) == 0 || strcmp(delivery->state, DELIVERY_REFUSED) == 0 ||
	       strcmp(delivery->state, DELIVERY_UNCLEAR) == 0;
}

/* The attempt before this one has no end: the log says that nobody knows it. */
static enum err
log_lost(struct db *db, const struct delivery *delivery, int64_t now)
{
	static const unsigned char nothing[HASH_SIZE];

	return db_exec(db, &statements[LOG],
	    ARGS(INT(delivery->id), INT(delivery->attempts), TIME(now), TEXT(DELIVERY_UNCLEAR), TEXT(""),
		BYTES(((struct bytes){ nothing, HASH_SIZE }))));
}

struct begin {
	const struct delivery_start *start;
	struct delivery *ret_delivery;
};

static enum err
begin_once(struct db *db, const void *arg)
{
	const struct begin *begin = arg;
	const struct delivery_start *s = begin->start;
	struct delivery *d = begin->ret_delivery;
	enum err err;

	if ((err = db_exec(db, &statements[MAKE],
		 ARGS(INT(s->row->id), TEXT(s->channel), INT(s->row->dossier_id), TEXT(s->row->topic),
		     BYTES(s->target_hash), TEXT(s->target_masked), TIME(s->now)))) ||
	    (err = db_row(db, &statements[LOCK], ARGS(INT(s->row->id), TEXT(s->channel)), d)))
		return err;
	if (delivery_is_final(d))
		return OK;
	if (strcmp(d->state, DELIVERY_SENDING) == 0) {
		if ((err = log_lost(db, d, s->now)))
			return err;
		d->lost++;
	}
	d->state = d->lost > 1 ? DELIVERY_UNCLEAR : DELIVERY_SENDING;
	d->attempts += d->lost > 1 ? 0 : 1;
	return db_change_one(
	    db, &statements[BEGIN], ARGS(TEXT(d->state), INT(d->attempts), INT(d->lost), TIME(s->now), INT(d->id)));
}

enum err
delivery_begin(struct db *db, const struct delivery_start *start, struct delivery *ret_delivery)
{
	const struct begin begin = { start, ret_delivery };

	return db_transaction(db, begin_once, &begin);
}

static enum err
finish_once(struct db *db, const void *arg)
{
	const struct delivery_end *end = arg;
	bool sent = strcmp(end->state, DELIVERY_SENT) == 0;
	enum err err = db_change_one(db, &statements[FINISH],
	    ARGS(TEXT(end->state), TEXT(sent ? "" : end->reply), TIME(sent ? end->now : TIME_NONE),
		INT(end->delivery->id)));

	return err ? err
		   : db_exec(db, &statements[LOG],
			 ARGS(INT(end->delivery->id), INT(end->delivery->attempts), TIME(end->now), TEXT(end->state),
			     TEXT(end->reply), BYTES(end->message_hash)));
}

enum err
delivery_finish(struct db *db, const struct delivery_end *end)
{
	return db_transaction(db, finish_once, end);
}

enum err
delivery_reopen(struct db *db, int64_t outbox_id)
{
	return db_exec(db, &statements[REOPEN], ARGS(INT(outbox_id)));
}
