/*
 * What gateways tell us: POST CONFIRM of PayPlat, GET IPN of VNPAY. Verified before anything else is looked at; answered
 * after COMMIT, in the gateway's own format, the same however often it comes. Nothing is asked of the network here.
 */
#include <string.h>

#include "core/data/db.h"
#include "core/security/throttle_store.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/log.h"

#include "gateway.h"
#include "ledger_store.h"
#include "payment.h"
#include "routes.h"

enum { EVIDENCE_MOST = 8192, METHOD_NOT_ALLOWED = 405 };

/* Forgeries are kept as evidence too, but nobody may fill our disk with them. */
static const struct throttle forgeries = { "payment.forgery", 3600, 200 };

/* Best effort: an answer never waits for it. */
static void
keep_refused(struct ctx *c, const struct gateway *gateway, struct bytes message, enum err err)
{
	const struct evidence evidence = { .gateway = gateway->name,
		.channel = "callback",
		.payload = message,
		.verified = err != ERR_FORBIDDEN && err != ERR_INVALID,
		.attempt_id = DB_NULL_INT,
		.at = c->now };
	const struct failure cause = c->failure;
	enum err limit = OK;
	int64_t id;

	log_event(LOG_WARNING, "callback_refused", LOG_TEXT("gateway", gateway->name), LOG_TEXT("code", err_name(err)),
	    LOG_TEXT("request", c->request->id));
	if (!evidence.verified)
		limit = throttle_hit(c->db, &forgeries, gateway->name, c->now);
	if (limit == OK && message.size > 0 && message.size <= EVIDENCE_MOST && evidence_add(c->db, &evidence, &id))
		log_event(LOG_WARNING, "evidence_lost", LOG_TEXT("gateway", gateway->name));
	c->failure = cause;
}

static enum err
receive(struct ctx *c, const struct gateway *gateway, struct bytes message, enum capture_outcome *ret_outcome)
{
	const struct payment_config *config = c->module_config;
	const struct gateway_call call = { config, c->arena, &c->failure, c->now };
	const struct capture_context context = {
		.db = c->db, .arena = c->arena, .config = config, .who = { ACTOR_SYSTEM, "system", 0, 0 }, .at = c->now
	};
	struct report report;
	/* Also from a gateway that is no longer offered: who was sent there has paid. Without a key nothing verifies. */
	enum err err = gateway->read(&call, message, &report);

	return err ? err : capture(&context, &report, ret_outcome);
}

static enum err
handle(struct ctx *c, const struct gateway *gateway, struct bytes message)
{
	static const char *const why[] = { [CAPTURE_RECORDED] = NULL,
		[CAPTURE_KNOWN] = NULL,
		[CAPTURE_UNKNOWN] = "reference",
		[CAPTURE_AMOUNT] = "amount",
		[CAPTURE_TAKEN] = "number" };
	enum capture_outcome outcome = CAPTURE_UNKNOWN;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err) /* nothing is verified yet, so nothing of it is sent back */
		return gateway->answer(c, (struct bytes){ NULL, 0 }, ERR_UNAVAILABLE, outcome);
	if ((err = receive(c, gateway, message, &outcome)))
		keep_refused(c, gateway, message, err);
	else if (why[outcome] != NULL)
		log_event(LOG_WARNING, "callback_refused", LOG_TEXT("gateway", gateway->name),
		    LOG_TEXT("code", why[outcome]), LOG_TEXT("request", c->request->id));
	return gateway->answer(c, message, err, outcome);
}

static void
answer_refusal(struct ctx *c, const struct gateway *gateway)
{
	const struct bytes nothing = { NULL, 0 };

	if (gateway->answer(c, nothing, ERR_UNAVAILABLE, CAPTURE_UNKNOWN))
		c->response.status = 0; /* the general answer then */
}

enum err
handle_payplat_confirm(struct ctx *c, const void *input)
{
	(void)input;
	return handle(c, &gateway_payplat, request_body(c->request));
}

void
refuse_payplat_confirm(struct ctx *c, enum err err)
{
	(void)err;
	answer_refusal(c, &gateway_payplat);
}

/* HEAD would be answered by this row, and must not settle anything. */
enum err
handle_vnpay_ipn(struct ctx *c, const void *input)
{
	const char *query = c->request->query;

	(void)input;
	if (c->request->head) {
		respond_status(c, METHOD_NOT_ALLOWED);
		return OK;
	}
	return handle(c, &gateway_vnpay, (struct bytes){ (const unsigned char *)query, strlen(query) });
}

void
refuse_vnpay_ipn(struct ctx *c, enum err err)
{
	(void)err;
	answer_refusal(c, &gateway_vnpay);
}
