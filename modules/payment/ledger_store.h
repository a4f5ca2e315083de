/*
 * The books: transfers (append only), breaks, refund requests and the evidence that postings rest on. Every write is
 * keyed, and made under the lock of its attempt.
 */
#ifndef MOTCUA_PAYMENT_LEDGER_STORE_H
#define MOTCUA_PAYMENT_LEDGER_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

#define ACCOUNT_CASH             "CASH"
#define ACCOUNT_PHI              "FEE_PHI"
#define ACCOUNT_LE_PHI           "FEE_LE_PHI"
#define ACCOUNT_PAYER_REFUNDABLE "PAYER_REFUNDABLE"
#define ACCOUNT_SUSPENSE         "SUSPENSE"

struct transfer {
	const char *debit, *credit;
	int64_t amount; /* đồng, above 0 */
	const char *idem_key;
	int64_t demand_id, attempt_id;
	int64_t line_no;     /* DB_NULL_INT: no line of the demand */
	int64_t evidence_id; /* DB_NULL_INT: cash */
	int64_t at;
};
/* ERR_CONFLICT: this key is in the books already. */
MUST_CHECK enum err transfer_add(struct db *db, const struct transfer *transfer);
MUST_CHECK enum err transfer_exists(struct db *db, const char *idem_key, bool *ret_exists);

/* A break is written once for its kind and key. */
struct ledger_break {
	const char *kind, *key;
	int64_t attempt_id, expected, reported, at;
};
MUST_CHECK enum err break_add(struct db *db, const struct ledger_break *item);

/* A request, once for its key; by the system. */
struct refund_request {
	const char *key, *reason;
	int64_t demand_id, attempt_id, amount, at;
};
MUST_CHECK enum err refund_add(struct db *db, const struct refund_request *request);
/* A request for every payment of a settled demand: the dossier was withdrawn. */
MUST_CHECK enum err refund_add_withdrawn(struct db *db, int64_t demand_id, int64_t at);

/* What a gateway sent, byte for byte. The same again only counts up. */
struct evidence {
	const char *gateway, *channel;
	struct bytes payload; /* up to 8192 bytes */
	bool verified;
	int64_t attempt_id; /* DB_NULL_INT: of none that we know */
	int64_t at;
};
MUST_CHECK enum err evidence_add(struct db *db, const struct evidence *evidence, int64_t *ret_id);

extern const struct store ledger_store;

#endif
