/* See leave.h. */
#include "leave.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/security/random.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/system/config.h"

#include "attempt_store.h"
#include "gateway.h"
#include "pay.h"
#include "receipt_store.h"
#include "words.h"

/* The first time that the gateway is asked about an attempt that stays silent. */
#define FIRST_ASK (5 * DATE_MINUTE)

enum { ONCE_MOST = 128, ADDRESS_MOST = 45 };

struct opening {
	struct ctx *c;
	const struct gateway *gateway;
	int64_t demand_id;
	struct attempt *attempt;
};

static enum err
insert(struct db *db, const struct opening *o, const struct demand *demand)
{
	struct ctx *c = o->c;
	char *reference = arena_alloc(c->arena, ATTEMPT_REF_SIZE + 1);
	const char *address = c->request->remote_address;
	struct attempt *a = o->attempt;
	enum err err;

	random_code(reference, ATTEMPT_REF_SIZE);
	*a = (struct attempt){
		.demand_id = demand->id,
		.gateway = o->gateway->name,
		.merchant_ref = reference,
		.amount = demand->total,
		.state = ATTEMPT_INITIATED,
		.sent_at_text = gateway_time(c->arena, c->now),
		.once_key = c->once != NULL && strlen(c->once) <= ONCE_MOST ? c->once : NULL,
		.payer_address = strlen(address) <= ADDRESS_MOST ? address : "",
		.received = DB_NULL_INT,
		.officer_id = DB_NULL_INT,
		.created_at = c->now,
		.expires_at = c->now + o->gateway->life * DATE_SECOND,
		.captured_at = TIME_NONE,
		.ask_at = c->now + FIRST_ASK,
	};
	err = attempt_insert(db, a, &a->id);
	if (err != ERR_CONFLICT || a->once_key == NULL)
		return err;
	/* The same form again, after its attempt failed. */
	failure_clear(db_failure(db));
	a->once_key = NULL;
	return attempt_insert(db, a, &a->id);
}

/* Under the demand's lock two clicks, or two windows, find the same attempt. */
static enum err
open_once(struct db *db, const void *arg)
{
	const struct opening *o = arg;
	struct demand demand;
	enum err err = demand_lock(db, o->demand_id, &demand);

	if (err)
		return err;
	if (!demand_is(&demand, DEMAND_OPEN))
		return FAILURE(db_failure(db), ERR_CONFLICT, "payment.not_open", NULL, "the demand is not open");
	err = attempt_live(db, demand.id, o->gateway->name, o->c->now, o->attempt);
	return err == ERR_NOT_FOUND ? insert(db, o, &demand) : err;
}

static enum err
ask_gateway(struct ctx *c, const struct gateway *gateway, const struct bill *bill, const struct attempt *attempt,
    const char **ret_url)
{
	const struct gateway_call call = { c->module_config, c->arena, &c->failure, c->now };
	struct receipt_parties parties;
	const struct order order = {
		.attempt = attempt,
		.demand = &bill->demand,
		.lines = bill->lines,
		.line_count = bill->line_count,
		.dossier = &bill->dossier,
		.parties = &parties,
		.info = words_with(c, "payment.order_info", "number", dossier_number(&bill->dossier)),
		.return_url = arena_printf(c->arena, "%s/thanh-toan/tro-ve/%s", c->config->base_url, gateway->name),
	};
	enum err err = receipt_parties(c->db, bill->demand.agency_id, bill->dossier.id, &parties);

	return err ? err : gateway->begin(&call, &order, ret_url);
}

/* Tells the books what the gateway said; the first cause stays recorded. */
static enum err
conclude(struct ctx *c, struct attempt *attempt, enum err err, const char *leave_url)
{
	const struct failure cause = c->failure;
	enum err second;

	if (err == OK) {
		attempt->leave_url = leave_url;
		return attempt_set_leave(c->db, attempt->id, leave_url);
	}
	second = err == ERR_INVALID ? attempt_refused(c->db, attempt->id) : attempt_release(c->db, attempt->id);
	if (!second)
		c->failure = cause;
	return err;
}

enum err
leave_prepare(struct ctx *c, const struct gateway *gateway, const struct bill *bill, struct attempt *ret_attempt)
{
	const struct opening opening = { c, gateway, bill->demand.id, ret_attempt };
	const char *leave_url = NULL;
	enum err err = db_transaction(c->db, open_once, &opening);

	if (err || ret_attempt->leave_url != NULL)
		return err;
	if ((err = attempt_begin(c->db, ret_attempt->id, c->now)) == ERR_CONFLICT) {
		failure_clear(&c->failure); /* another request is asking just now */
		return OK;
	}
	if (err)
		return err;
	err = ask_gateway(c, gateway, bill, ret_attempt, &leave_url);
	return conclude(c, ret_attempt, err, leave_url);
}
