/* SQL of attempts. See attempt_store.h. */
#include "attempt_store.h"

#include <string.h>

#include "core/data/db.h"

static const struct db_column attempt_columns[] = {
	COL(attempt, id, DB_INT),
	COL(attempt, demand_id, DB_INT),
	COL(attempt, gateway, DB_TEXT),
	COL(attempt, merchant_ref, DB_TEXT),
	COL(attempt, amount, DB_INT),
	COL(attempt, state, DB_TEXT),
	COL(attempt, gateway_txn, DB_TEXT),
	COL(attempt, sent_at_text, DB_TEXT),
	COL(attempt, once_key, DB_TEXT),
	COL(attempt, leave_url, DB_TEXT),
	COL(attempt, payer_address, DB_TEXT),
	COL(attempt, received, DB_INT),
	COL(attempt, officer_id, DB_INT),
	COL(attempt, created_at, DB_TIME),
	COL(attempt, expires_at, DB_TIME),
	COL(attempt, captured_at, DB_TIME),
	COL(attempt, ask_at, DB_TIME),
	COL(attempt, asked, DB_INT),
};
#define ATTEMPT                                                                                                        \
	"SELECT id, demand_id, gateway, merchant_ref, amount, state, gateway_txn, sent_at_text, once_key, leave_url, " \
	"payer_address, received, officer_id, created_at, expires_at, captured_at, ask_at, asked FROM attempt "

static const struct db_column taking_columns[] = {
	COL(taking, number, DB_TEXT),
	COL(taking, payer, DB_TEXT),
	COL(taking, gateway, DB_TEXT),
	COL(taking, amount, DB_INT),
	COL(taking, captured_at, DB_TIME),
	COL(taking, officer_name, DB_TEXT),
};

struct count_row {
	int64_t count;
};
static const struct db_column count_columns[] = { COL(count_row, count, DB_INT) };
static const struct db_column total_columns[] = {
	COL(takings_total, gateway, DB_TEXT),
	COL(takings_total, amount, DB_INT),
	COL(takings_total, count, DB_INT),
};
#define TAKEN                                                                                                          \
	"WHERE attempt.captured_at >= ? AND attempt.captured_at < ? AND demand.agency_id IN (SELECT allowed.id "       \
	"FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) AS allowed) "

enum {
	INSERT,
	LOCK,
	BY_REF,
	NEWEST,
	LIVE,
	BEGIN,
	SET_LEAVE,
	RELEASE,
	REFUSED,
	EXPIRE,
	FAIL,
	HOLD,
	TXN_OTHERS,
	SET_PAID,
	SET_ASK,
	TO_ASK,
	TAKINGS,
	TAKINGS_TOTALS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO attempt (demand_id, gateway, merchant_ref, amount, state, gateway_txn, sent_at_text, "
		     "once_key, payer_address, received, officer_id, created_at, expires_at, captured_at, ask_at) "
		     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[LOCK] = { ATTEMPT "WHERE gateway = ? AND merchant_ref = ? FOR UPDATE", ROW(attempt_columns, attempt) },
	[BY_REF] = { ATTEMPT "WHERE gateway = ? AND merchant_ref = ?", ROW(attempt_columns, attempt) },
	[NEWEST] = { ATTEMPT "WHERE demand_id = ? ORDER BY id DESC LIMIT 1", ROW(attempt_columns, attempt) },
	[LIVE] = { ATTEMPT "WHERE demand_id = ? AND gateway = ? AND state = 'initiated' AND expires_at > ? "
			   "ORDER BY id DESC LIMIT 1",
	    ROW(attempt_columns, attempt) },
	[BEGIN] = { "UPDATE attempt SET begun_at = ? WHERE id = ? AND leave_url IS NULL "
		    "AND (begun_at IS NULL OR begun_at < ?)",
	    NO_ROW },
	[SET_LEAVE] = { "UPDATE attempt SET leave_url = ?, begun_at = NULL WHERE id = ? AND leave_url IS NULL",
	    NO_ROW },
	[RELEASE] = { "UPDATE attempt SET begun_at = NULL WHERE id = ?", NO_ROW },
	[REFUSED] = { "UPDATE attempt SET state = 'failed', begun_at = NULL, ask_at = NULL WHERE id = ? "
		      "AND state = 'initiated'",
	    NO_ROW },
	[EXPIRE] = { "UPDATE attempt SET state = 'expired', ask_at = NULL WHERE id = ? AND state = 'initiated' "
		     "AND expires_at <= ?",
	    NO_ROW },
	[FAIL] = { "UPDATE attempt SET state = 'failed', begun_at = NULL, ask_at = NULL WHERE id = ?", NO_ROW },
	[HOLD] = { "UPDATE attempt SET state = 'held', begun_at = NULL, ask_at = COALESCE(ask_at, ?) WHERE id = ?",
	    NO_ROW },
	[TXN_OTHERS] = { "SELECT COUNT(*) AS count FROM attempt WHERE gateway = ? AND gateway_txn = ? AND id <> ?",
	    ROW(count_columns, count_row) },
	[SET_PAID] = { "UPDATE attempt SET state = ?, gateway_txn = ?, captured_at = ?, ask_at = NULL WHERE id = ?",
	    NO_ROW },
	[SET_ASK] = { "UPDATE attempt SET ask_at = ?, asked = asked + 1 WHERE id = ? AND ask_at IS NOT NULL", NO_ROW },
	[TO_ASK] = { ATTEMPT "WHERE ask_at <= ? ORDER BY ask_at, id LIMIT 101", ROW(attempt_columns, attempt) },
	[TAKINGS] = { "SELECT COALESCE(dossier.code, dossier.filing_number) AS number, demand.payer, attempt.gateway, "
		      "attempt.amount, attempt.captured_at, officer.name AS officer_name FROM attempt "
		      "JOIN demand ON demand.id = attempt.demand_id JOIN dossier ON dossier.id = demand.dossier_id "
		      "LEFT JOIN officer ON officer.id = attempt.officer_id " TAKEN
		      "ORDER BY attempt.captured_at, attempt.id LIMIT ?",
	    ROW(taking_columns, taking) },
	[TAKINGS_TOTALS] = { "SELECT attempt.gateway, CAST(SUM(attempt.amount) AS SIGNED) AS amount, COUNT(*) AS count "
			     "FROM attempt "
			     "JOIN demand ON demand.id = attempt.demand_id " TAKEN
			     "GROUP BY attempt.gateway ORDER BY attempt.gateway",
	    ROW(total_columns, takings_total) },
};
const struct store attempt_store = { "attempt", statements, STATEMENT__MAX };

enum { GATEWAYS_MOST = 16 };
#define BEGIN_AGAIN INT64_C(60000000) /* microseconds: a request that talks to the gateway longer has died */

bool
attempt_is(const struct attempt *attempt, const char *state)
{
	return strcmp(attempt->state, state) == 0;
}

bool
attempt_is_paid(const struct attempt *attempt)
{
	return attempt_is(attempt, ATTEMPT_PAID) || attempt_is(attempt, ATTEMPT_PAID_LATE);
}

enum err
attempt_insert(struct db *db, const struct attempt *a, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[INSERT],
	    ARGS(INT(a->demand_id), TEXT(a->gateway), TEXT(a->merchant_ref), INT(a->amount), TEXT(a->state),
		TEXT(a->gateway_txn), TEXT(a->sent_at_text), TEXT(a->once_key), TEXT(a->payer_address),
		INT(a->received), INT(a->officer_id), TIME(a->created_at), TIME(a->expires_at), TIME(a->captured_at),
		TIME(a->ask_at)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
attempt_lock(struct db *db, const char *gateway, const char *merchant_ref, struct attempt *ret_attempt)
{
	return db_row(db, &statements[LOCK], ARGS(TEXT(gateway), TEXT(merchant_ref)), ret_attempt);
}

enum err
attempt_by_ref(struct db *db, const char *gateway, const char *merchant_ref, struct attempt *ret_attempt)
{
	return db_row(db, &statements[BY_REF], ARGS(TEXT(gateway), TEXT(merchant_ref)), ret_attempt);
}

enum err
attempt_newest(struct db *db, int64_t demand_id, struct attempt *ret_attempt)
{
	return db_row(db, &statements[NEWEST], ARGS(INT(demand_id)), ret_attempt);
}

enum err
attempt_live(struct db *db, int64_t demand_id, const char *gateway, int64_t now, struct attempt *ret_attempt)
{
	return db_row(db, &statements[LIVE], ARGS(INT(demand_id), TEXT(gateway), TIME(now)), ret_attempt);
}

enum err
attempt_begin(struct db *db, int64_t id, int64_t now)
{
	return db_change_one(db, &statements[BEGIN], ARGS(TIME(now), INT(id), TIME(now - BEGIN_AGAIN)));
}

enum err
attempt_set_leave(struct db *db, int64_t id, const char *leave_url)
{
	return db_change_one(db, &statements[SET_LEAVE], ARGS(TEXT(leave_url), INT(id)));
}

enum err
attempt_release(struct db *db, int64_t id)
{
	return db_exec(db, &statements[RELEASE], ARGS(INT(id)));
}

enum err
attempt_refused(struct db *db, int64_t id)
{
	return db_exec(db, &statements[REFUSED], ARGS(INT(id)));
}

enum err
attempt_expire(struct db *db, int64_t id, int64_t now)
{
	return db_exec(db, &statements[EXPIRE], ARGS(INT(id), TIME(now)));
}

enum err
attempt_fail(struct db *db, int64_t id)
{
	return db_change_one(db, &statements[FAIL], ARGS(INT(id)));
}

enum err
attempt_hold(struct db *db, int64_t id, int64_t ask_at)
{
	return db_change_one(db, &statements[HOLD], ARGS(TIME(ask_at), INT(id)));
}

enum err
attempt_set_paid(struct db *db, int64_t id, const char *state, const char *gateway_txn, int64_t at)
{
	return db_change_one(db, &statements[SET_PAID], ARGS(TEXT(state), TEXT(gateway_txn), TIME(at), INT(id)));
}

enum err
attempt_txn_taken(struct db *db, const char *gateway, const char *gateway_txn, int64_t id, bool *ret_taken)
{
	struct count_row others;
	enum err err = db_row(db, &statements[TXN_OTHERS], ARGS(TEXT(gateway), TEXT(gateway_txn), INT(id)), &others);

	if (err)
		return err;
	*ret_taken = others.count > 0;
	return OK;
}

enum err
attempt_set_ask(struct db *db, int64_t id, int64_t ask_at)
{
	return db_exec(db, &statements[SET_ASK], ARGS(TIME(ask_at), INT(id)));
}

enum err
attempts_to_ask(struct db *db, int64_t now, size_t most, const struct attempt **ret_attempts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[TO_ASK], ARGS(TIME(now)), most, &rows);

	if (err)
		return err;
	*ret_attempts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
takings(struct db *db, const char *agencies, int64_t from, int64_t to, size_t most, const struct taking **ret_takings,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(
	    db, &statements[TAKINGS], ARGS(TIME(from), TIME(to), TEXT(agencies), INT((int64_t)most)), most, &rows);

	if (err)
		return err;
	*ret_takings = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
takings_totals(struct db *db, const char *agencies, int64_t from, int64_t to, const struct takings_total **ret_totals,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[TAKINGS_TOTALS], ARGS(TIME(from), TIME(to), TEXT(agencies)), GATEWAYS_MOST, &rows);

	if (err)
		return err;
	*ret_totals = rows.rows;
	*ret_count = rows.count;
	return OK;
}
