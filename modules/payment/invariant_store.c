/* See invariant_store.h. Each query answers (broken, first). */
#include "invariant_store.h"

#include "core/data/db.h"

struct found_row {
	int64_t broken, first;
};
static const struct db_column found_columns[] = { COL(found_row, broken, DB_INT), COL(found_row, first, DB_INT) };

#define FOUND     ROW(found_columns, found_row)
#define BROKEN(x) "SELECT COUNT(*) AS broken, COALESCE(MIN(" x "), 0) AS first FROM "
#define FEES      "('FEE_PHI', 'FEE_LE_PHI')"
#define PAID      "('paid', 'paid_late')"

enum {
	KNOWN_ACCOUNTS,
	ONE_REVERSAL,
	KEYED,
	WHOLE_AMOUNTS,
	ONE_CAPTURE,
	SETTLED_ONCE,
	REFUNDS_WITHIN,
	PAID_IS_POSTED,
	SETTLED_HAS_RECEIPT,
	LINES_ARE_TOTAL,
	RECEIPTS_ARE_POSTED,
	EVIDENCE_BEHIND,
	CLEARED_WITHIN,
	NO_GAP,
	STATEMENT__MAX
};
_Static_assert((int)STATEMENT__MAX <= (int)INVARIANTS_MOST, "room for every result");
static const struct db_statement statements[STATEMENT__MAX] = {
	[KNOWN_ACCOUNTS] = { BROKEN("t.id") "ledger_transfer t WHERE NOT EXISTS (SELECT 1 FROM ledger_account a "
					    "WHERE a.code = t.debit) OR NOT EXISTS (SELECT 1 FROM ledger_account a "
					    "WHERE a.code = t.credit) OR t.debit = t.credit",
	    FOUND },
	[ONE_REVERSAL] = { BROKEN("r.id") "ledger_transfer r JOIN ledger_transfer t ON t.id = r.reverses_id "
					  "WHERE r.amount <> t.amount OR r.debit <> t.credit OR r.credit <> t.debit",
	    FOUND },
	[KEYED] = { BROKEN("id") "ledger_transfer WHERE idem_key = ''", FOUND },
	[WHOLE_AMOUNTS] = { BROKEN("id") "ledger_transfer WHERE amount <= 0", FOUND },
	[ONE_CAPTURE] = { BROKEN("twice.id") "(SELECT MIN(a.id) AS id FROM attempt a WHERE a.gateway_txn IS NOT NULL "
					     "GROUP BY a.gateway, a.gateway_txn HAVING COUNT(*) > 1) AS twice",
	    FOUND },
	[SETTLED_ONCE] = { BROKEN("more.demand_id") "(SELECT t.demand_id FROM ledger_transfer t WHERE t.credit IN " FEES
						    " AND t.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM "
						    "ledger_transfer r "
						    "WHERE r.reverses_id = t.id) GROUP BY t.demand_id "
						    "HAVING COUNT(DISTINCT t.attempt_id) > 1) AS more",
	    FOUND },
	[REFUNDS_WITHIN] = { BROKEN("beyond.attempt_id") "(SELECT a.id AS attempt_id FROM attempt a WHERE "
							 "(SELECT COALESCE(SUM(r.amount), 0) FROM refund r "
							 "WHERE r.attempt_id = a.id AND r.state <> 'rejected') > "
							 "(SELECT COALESCE(SUM(t.amount), 0) FROM ledger_transfer t "
							 "WHERE t.attempt_id = a.id AND t.debit IN ('CASH', "
							 "'GW_PAYPLAT', 'GW_VNPAY'))) AS beyond",
	    FOUND },
	[PAID_IS_POSTED] = { BROKEN(
				 "a.id") "attempt a WHERE (a.state IN " PAID ") <> (a.amount = (SELECT "
					 "COALESCE(SUM(t.amount), 0) FROM ledger_transfer t WHERE t.attempt_id = a.id "
					 "AND t.idem_key LIKE 'CAPTURE:%'))",
	    FOUND },
	[SETTLED_HAS_RECEIPT] = { BROKEN("l.demand_id") "(SELECT demand_line.demand_id, demand_line.kind "
							"FROM demand_line JOIN demand ON demand.id = "
							"demand_line.demand_id "
							"WHERE demand.state = 'settled' AND demand_line.amount > 0 "
							"GROUP BY demand_line.demand_id, demand_line.kind) AS l "
							"WHERE NOT EXISTS (SELECT 1 FROM receipt r "
							"WHERE r.demand_id = l.demand_id AND r.kind = l.kind)",
	    FOUND },
	[LINES_ARE_TOTAL] = { BROKEN("d.id") "demand d WHERE d.total <> (SELECT COALESCE(SUM(l.amount), 0) "
					     "FROM demand_line l WHERE l.demand_id = d.id) OR (d.state = 'settled') <> "
					     "(d.total = (SELECT COALESCE(SUM(t.amount), 0) FROM ledger_transfer t "
					     "WHERE t.demand_id = d.id AND t.credit IN " FEES "))",
	    FOUND },
	[RECEIPTS_ARE_POSTED] = { BROKEN("r.id") "receipt r WHERE r.state = 'issued' AND r.amount <> (SELECT "
						 "COALESCE(SUM(t.amount), 0) FROM ledger_transfer t "
						 "WHERE t.attempt_id = r.attempt_id AND t.credit = "
						 "IF(r.kind = 'phi', 'FEE_PHI', 'FEE_LE_PHI'))",
	    FOUND },
	[EVIDENCE_BEHIND] = { BROKEN(
				  "t.id") "ledger_transfer t JOIN attempt a ON a.id = t.attempt_id "
					  "WHERE a.gateway <> 'cash' AND NOT EXISTS (SELECT 1 FROM callback_evidence e "
					  "WHERE e.id = t.evidence_id AND e.verified AND e.attempt_id = a.id)",
	    FOUND },
	[CLEARED_WITHIN] = { "SELECT COUNT(*) AS broken, 0 AS first FROM (SELECT a.code FROM ledger_account a "
			     "WHERE a.kind = 'asset' AND (SELECT COALESCE(SUM(IF(t.debit = a.code, t.amount, "
			     "-t.amount)), "
			     "0) FROM ledger_transfer t WHERE a.code IN (t.debit, t.credit)) < 0) AS overdrawn",
	    FOUND },
	[NO_GAP] = { BROKEN(
			 "c.agency_id") "receipt_counter c WHERE c.next - 1 <> (SELECT COUNT(*) FROM receipt r "
					"WHERE r.agency_id = c.agency_id AND r.form = c.form AND r.series = c.series "
					"AND r.year = c.year)",
	    FOUND },
};
const struct store invariant_store = { "invariant", statements, STATEMENT__MAX };

/* The numbers are those of the ledger's design: I-1 balanced ... I-12 evidence; without one: of the receipts. */
static const char *const names[STATEMENT__MAX] = {
	[KNOWN_ACCOUNTS] = "I-1 both sides of a posting are accounts",
	[ONE_REVERSAL] = "I-2 a reversal mirrors what it reverses",
	[KEYED] = "I-3 every posting has its business key",
	[WHOLE_AMOUNTS] = "I-4 amounts are above zero",
	[ONE_CAPTURE] = "I-5 a gateway's transaction is captured once",
	[SETTLED_ONCE] = "I-6 one attempt settles a demand",
	[REFUNDS_WITHIN] = "I-7 refunds do not exceed what came in",
	[PAID_IS_POSTED] = "I-8 an attempt is paid exactly if its money is posted",
	[SETTLED_HAS_RECEIPT] = "I-9 what is settled has its receipts",
	[LINES_ARE_TOTAL] = "I-10 a demand is settled exactly if the books say so",
	[RECEIPTS_ARE_POSTED] = "a receipt names what is posted",
	[EVIDENCE_BEHIND] = "I-12 a gateway's money rests on its verified message",
	[CLEARED_WITHIN] = "I-11 no more leaves a clearing account than came in",
	[NO_GAP] = "receipt numbers have no gap",
};

enum err
invariants_run(struct db *db, struct invariant_result results[INVARIANTS_MOST], size_t *ret_count)
{
	for (size_t i = 0; i < STATEMENT__MAX; i++) {
		struct found_row row;
		enum err err = db_row(db, &statements[i], NO_ARGS, &row);

		if (err)
			return err;
		results[i] = (struct invariant_result){ names[i], row.broken, row.first };
	}
	*ret_count = STATEMENT__MAX;
	return OK;
}
