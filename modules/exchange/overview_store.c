/* SQL of the administrator's page. See overview_store.h. */
#include "overview_store.h"

#include "core/data/db.h"
#include "core/locale/date.h"
#include "delivery_store.h"
#include "exchange.h"

static const struct db_column count_columns[] = {
	COL(overview_counts, waiting, DB_INT),
	COL(overview_counts, failing, DB_INT),
	COL(overview_counts, dead, DB_INT),
	COL(overview_counts, sent_today, DB_INT),
	COL(overview_counts, oldest_due, DB_TIME),
};
static const struct db_column row_columns[] = {
	COL(overview_row, id, DB_INT),
	COL(overview_row, topic, DB_TEXT),
	COL(overview_row, state, DB_TEXT),
	COL(overview_row, number, DB_TEXT),
	COL(overview_row, channels, DB_TEXT),
	COL(overview_row, targets, DB_TEXT),
	COL(overview_row, error, DB_TEXT),
	COL(overview_row, created_at, DB_TIME),
	COL(overview_row, next_at, DB_TIME),
	COL(overview_row, attempts, DB_INT),
	COL(overview_row, can_resend, DB_BOOL),
};

#define OURS "outbox.consumer = '" EXCHANGE_CONSUMER "'"
#define TROUBLES(condition)                                                                                            \
	"(SELECT outbox.id, outbox.topic, outbox.state, COALESCE(dossier.code, dossier.filing_number) AS number, "     \
	"(SELECT GROUP_CONCAT(channel ORDER BY channel SEPARATOR ', ') FROM delivery "                                 \
	"WHERE delivery.outbox_id = outbox.id) AS channels, "                                                          \
	"(SELECT GROUP_CONCAT(target_masked ORDER BY channel SEPARATOR ', ') FROM delivery "                           \
	"WHERE delivery.outbox_id = outbox.id) AS targets, outbox.last_error AS error, outbox.created_at, "            \
	"outbox.not_before AS next_at, outbox.attempts, "                                                              \
	"outbox.state = 'dead' AND outbox.not_after IS NULL AS can_resend "                                            \
	"FROM outbox LEFT JOIN dossier ON dossier.id = outbox.dossier_id WHERE " OURS " AND " condition                \
	" ORDER BY outbox.not_before DESC, outbox.id DESC LIMIT 50)"

enum { COUNTS, TROUBLED, SENT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[COUNTS] = { "SELECT "
		     "(SELECT COUNT(*) FROM outbox WHERE " OURS " AND state = 'waiting') AS waiting, "
		     "(SELECT COUNT(*) FROM outbox WHERE " OURS
		     " AND state = 'waiting' AND last_error <> '') AS failing, "
		     "(SELECT COUNT(*) FROM outbox WHERE " OURS " AND state = 'dead') AS dead, "
		     "(SELECT COUNT(*) FROM delivery WHERE sent_at >= ?) AS sent_today, "
		     "(SELECT MIN(created_at) FROM outbox WHERE " OURS " AND state = 'waiting' AND not_before <= ?) "
		     "AS oldest_due",
	    ROW(count_columns, overview_counts) },
	[TROUBLED] = { TROUBLES("outbox.state = 'dead'") " UNION ALL " TROUBLES(
			   "outbox.state = 'waiting' AND outbox.last_error <> ''"),
	    ROW(row_columns, overview_row) },
	[SENT] = { "SELECT delivery.outbox_id AS id, delivery.topic, delivery.state, "
		   "COALESCE(dossier.code, dossier.filing_number) AS number, delivery.channel AS channels, "
		   "delivery.target_masked AS targets, delivery.last_error AS error, delivery.sent_at AS created_at, "
		   "delivery.sent_at AS next_at, delivery.attempts, 0 AS can_resend FROM delivery "
		   "LEFT JOIN dossier ON dossier.id = delivery.dossier_id WHERE delivery.sent_at IS NOT NULL "
		   "ORDER BY delivery.sent_at DESC, delivery.id DESC LIMIT 20",
	    ROW(row_columns, overview_row) },
};
const struct store overview_store = { "overview", statements, STATEMENT__MAX };

enum { ROWS_MOST = 100 };

enum err
overview_counts(struct db *db, int64_t now, struct overview_counts *ret_counts)
{
	int64_t today = utc_from_local(local_from_utc(now).day, 0);

	return db_row(db, &statements[COUNTS], ARGS(TIME(today), TIME(now)), ret_counts);
}

static enum err
rows(struct db *db, int statement, const struct overview_row **ret_rows, size_t *ret_count)
{
	struct db_rows found;
	enum err err = db_rows(db, &statements[statement], NO_ARGS, ROWS_MOST, &found);

	if (err)
		return err;
	*ret_rows = found.rows;
	*ret_count = found.count;
	return OK;
}

enum err
overview_troubles(struct db *db, const struct overview_row **ret_rows, size_t *ret_count)
{
	return rows(db, TROUBLED, ret_rows, ret_count);
}

enum err
overview_sent(struct db *db, const struct overview_row **ret_rows, size_t *ret_count)
{
	return rows(db, SENT, ret_rows, ret_count);
}
