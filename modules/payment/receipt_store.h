/*
 * Receipts (biên lai): numbered without gaps per collecting body, form, series and year, one live paper for each kind of
 * fee of a demand. Content as NĐ 254/2026/NĐ-CP, Điều 23 khoản 2 asks.
 */
#ifndef MOTCUA_PAYMENT_RECEIPT_STORE_H
#define MOTCUA_PAYMENT_RECEIPT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct receipt {
	int64_t id, demand_id, attempt_id;
	const char *kind;
	int64_t agency_id;
	const char *form, *series;
	int64_t year, number; /* number: 1 to 99,999,999; given by receipt_issue */
	const char *agency_name, *agency_code, *dossier_number, *payer, *payer_address;
	int64_t amount;
	const char *method, *collector;
	int64_t issued_at;
	const char *state;
};

enum { RECEIPT_NUMBER_MOST = 99999999 };

/*
 * Inside the caller's transaction, which holds the counter's row from here to its end; sets receipt->number.
 * ERR_UNAVAILABLE when the series of that year is used up.
 */
MUST_CHECK enum err receipt_issue(struct db *db, struct receipt *receipt);
/* Of a dossier's demands, in the order of issue; at most 50. */
MUST_CHECK enum err receipts_of_dossier(
    struct db *db, int64_t dossier_id, const struct receipt **ret_receipts, size_t *ret_count);

/* What the collecting body and the payer are called on the paper. */
struct receipt_parties {
	const char *agency_name, *agency_code, *payer_address;
};
MUST_CHECK enum err receipt_parties(
    struct db *db, int64_t agency_id, int64_t dossier_id, struct receipt_parties *ret_parties);

extern const struct store receipt_store;

#endif
