/* SQL of the books. See ledger_store.h. */
#include "ledger_store.h"

#include "core/data/db.h"
#include "core/security/hash.h"

struct count_row {
	int64_t count;
};
static const struct db_column count_columns[] = { COL(count_row, count, DB_INT) };

enum { TRANSFER, EXISTS, BREAK, REFUND, REFUND_WITHDRAWN, EVIDENCE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[TRANSFER] = { "INSERT INTO ledger_transfer (debit, credit, amount, idem_key, demand_id, attempt_id, line_no, "
		       "evidence_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[EXISTS] = { "SELECT COUNT(*) AS count FROM ledger_transfer WHERE idem_key = ?",
	    ROW(count_columns, count_row) },
	[BREAK] = { "INSERT INTO ledger_break (kind, bkey, attempt_id, expected, reported, at) "
		    "SELECT ?, ?, ?, ?, ?, ? FROM DUAL "
		    "WHERE NOT EXISTS (SELECT 1 FROM ledger_break WHERE kind = ? AND bkey = ?)",
	    NO_ROW },
	[REFUND] = { "INSERT INTO refund (request_key, demand_id, attempt_id, amount, reason, requested_by, "
		     "requested_at) SELECT ?, ?, ?, ?, ?, 0, ? FROM DUAL "
		     "WHERE NOT EXISTS (SELECT 1 FROM refund WHERE request_key = ?)",
	    NO_ROW },
	[REFUND_WITHDRAWN] = { "INSERT INTO refund (request_key, demand_id, attempt_id, amount, reason, requested_by, "
			       "requested_at) SELECT CONCAT('WITHDRAWN:', attempt.id), attempt.demand_id, attempt.id, "
			       "attempt.amount, 'withdrawn', 0, ? FROM attempt JOIN demand "
			       "ON demand.id = attempt.demand_id WHERE attempt.demand_id = ? "
			       "AND demand.state = 'settled' AND attempt.state IN ('paid', 'paid_late') "
			       "AND NOT EXISTS (SELECT 1 FROM refund WHERE refund.attempt_id = attempt.id)",
	    NO_ROW },
	[EVIDENCE] = { "INSERT INTO callback_evidence (gateway, channel, payload_sha256, payload, verified, "
		       "attempt_id, "
		       "first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
		       "id = LAST_INSERT_ID(id), deliveries = deliveries + 1, last_at = VALUES(last_at), "
		       "verified = GREATEST(verified, VALUES(verified)), "
		       "attempt_id = COALESCE(VALUES(attempt_id), attempt_id)",
	    NO_ROW },
};
const struct store ledger_store = { "ledger", statements, STATEMENT__MAX };

enum err
transfer_add(struct db *db, const struct transfer *t)
{
	return db_exec(db, &statements[TRANSFER],
	    ARGS(TEXT(t->debit), TEXT(t->credit), INT(t->amount), TEXT(t->idem_key), INT(t->demand_id),
		INT(t->attempt_id), INT(t->line_no), INT(t->evidence_id), TIME(t->at)));
}

enum err
transfer_exists(struct db *db, const char *idem_key, bool *ret_exists)
{
	struct count_row row;
	enum err err = db_row(db, &statements[EXISTS], ARGS(TEXT(idem_key)), &row);

	if (err)
		return err;
	*ret_exists = row.count > 0;
	return OK;
}

enum err
break_add(struct db *db, const struct ledger_break *b)
{
	return db_exec(db, &statements[BREAK],
	    ARGS(TEXT(b->kind), TEXT(b->key), INT(b->attempt_id), INT(b->expected), INT(b->reported), TIME(b->at),
		TEXT(b->kind), TEXT(b->key)));
}

enum err
refund_add(struct db *db, const struct refund_request *r)
{
	return db_exec(db, &statements[REFUND],
	    ARGS(TEXT(r->key), INT(r->demand_id), INT(r->attempt_id), INT(r->amount), TEXT(r->reason), TIME(r->at),
		TEXT(r->key)));
}

enum err
refund_add_withdrawn(struct db *db, int64_t demand_id, int64_t at)
{
	return db_exec(db, &statements[REFUND_WITHDRAWN], ARGS(TIME(at), INT(demand_id)));
}

enum err
evidence_add(struct db *db, const struct evidence *e, int64_t *ret_id)
{
	unsigned char digest[SHA256_SIZE];
	enum err err;

	sha256(e->payload.data, e->payload.size, digest);
	err = db_exec(db, &statements[EVIDENCE],
	    ARGS(TEXT(e->gateway), TEXT(e->channel), BYTES(((struct bytes){ digest, sizeof(digest) })),
		BYTES(e->payload), BOOL(e->verified), INT(e->attempt_id), TIME(e->at), TIME(e->at)));
	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}
