/*
 * What becomes of a verified report about one attempt, whoever brings it: a callback, the job that asks, the cashier.
 * One transaction: lock attempt and demand, post, settle, number the receipts, tell the dossier. Locks always in this
 * order: attempt, demand, receipt counter, dossier. The same report again changes nothing. Knows no gateway's format.
 */
#ifndef MOTCUA_PAYMENT_CAPTURE_H
#define MOTCUA_PAYMENT_CAPTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/dossier/door_store.h"

struct db;
struct demand;
struct payment_config;

/* SAYS_HELD: money may have moved, a person must look. SAYS_NOTHING: no final state yet; nothing is changed. */
enum report_says { SAYS_PAID, SAYS_FAILED, SAYS_HELD, SAYS_NOTHING };

#define AMOUNT_UNSAID INT64_C(-1)

struct report {
	const char *gateway, *reference;
	enum report_says says;
	int64_t amount;          /* đồng; AMOUNT_UNSAID: the gateway named none */
	const char *transaction; /* the gateway's number of the money, NULL if none moved */
	const char *channel;     /* callback, query, counter */
	struct bytes payload;    /* the message itself; size 0: none (cash) */
};

enum capture_outcome {
	CAPTURE_RECORDED, /* changed something now */
	CAPTURE_KNOWN,    /* nothing new */
	CAPTURE_UNKNOWN,  /* no such reference; the evidence is kept */
	CAPTURE_AMOUNT,   /* another amount than was asked for: never settles */
	CAPTURE_TAKEN,    /* the gateway's number stands for another attempt's money: a person must look */
};

struct capture_context {
	struct db *db;
	struct arena *arena;
	const struct payment_config *config;
	struct dossier_who who; /* system for gateways, cashier at the counter */
	const char *collector;  /* name on the receipt */
	int64_t at;
};

/*
 * Any error: nothing is written, try again later.
 */
MUST_CHECK enum err capture(
    const struct capture_context *context, const struct report *report, enum capture_outcome *ret_outcome);

/*
 * Nothing is owed (every line is exempt): tells the dossier so, inside the caller's transaction. No receipt number.
 */
MUST_CHECK enum err capture_exempt(const struct capture_context *context, const struct demand *demand);

#endif
