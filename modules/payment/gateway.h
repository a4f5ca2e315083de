/*
 * The table of gateways: one row per way to pay online, each with the same few verbs. A gateway knows its formats and
 * signatures; it reads no table and decides nothing about money (capture.h does).
 */
#ifndef MOTCUA_PAYMENT_GATEWAY_H
#define MOTCUA_PAYMENT_GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

#include "capture.h"

struct attempt;
struct ctx;
struct demand;
struct demand_line;
struct dossier;
struct payment_config;
struct receipt_parties;

/* All that a gateway may want to know of what is to be paid. */
struct order {
	const struct attempt *attempt;
	const struct demand *demand;
	const struct demand_line *lines;
	size_t line_count;
	const struct dossier *dossier;
	const struct receipt_parties *parties;
	const char *info;       /* for the payer's account statement: ASCII, no '|' */
	const char *return_url; /* whole address of our return page */
};

struct gateway_call {
	const struct payment_config *config;
	struct arena *arena;
	struct failure *failure;
	int64_t now;
};

struct gateway {
	const char *name;         /* stored, and in addresses */
	const char *label, *hint; /* message keys */
	int64_t life;             /* seconds that a payer has */
	bool signed_return;       /* the return page's query is signed as a message is */
	bool (*offered)(const struct payment_config *config);
	/* Where the payer goes. ERR_UNAVAILABLE: the gateway does not answer, try again with the same reference;
	 * ERR_INVALID: it refused this order. */
	enum err (*begin)(const struct gateway_call *call, const struct order *order, const char **ret_url);
	/* Asks. ERR_UNAVAILABLE: no usable answer; ERR_NOT_FOUND: it knows no such payment. */
	enum err (*query)(const struct gateway_call *call, const struct attempt *attempt, struct report *ret_report);
	/* Reads and verifies a message that came in. ERR_FORBIDDEN: the signature is wrong; ERR_INVALID: not a proper message. */
	enum err (*read)(const struct gateway_call *call, struct bytes message, struct report *ret_report);
	/* Answers that message as the gateway's protocol wants it. `err` OK: `outcome` counts. */
	enum err (*answer)(struct ctx *c, struct bytes message, enum err err, enum capture_outcome outcome);
};

extern const struct gateway gateway_payplat, gateway_vnpay;

/* All that exist, in the order in which they are offered; NULL ends the list. */
extern const struct gateway *const gateways[];
/* NULL: no such gateway. */
const struct gateway *gateway_by_name(const char *name);

/* yyyyMMddHHmmss, GMT+7. */
const char *gateway_time(struct arena *arena, int64_t at) __attribute__((returns_nonnull));

#endif
