/*
 * The citizen pays: sees what is owed, chooses a gateway, leaves through a page of ours, comes back to a page that only
 * reads. Another person's dossier is not found. No money moves here: that is callback.c and the job.
 */
#include "pay.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "domain/dossier/dossier_store.h"

#include "attempt_store.h"
#include "demand.h"
#include "gateway.h"
#include "leave.h"
#include "pay_view.h"
#include "payment.h"
#include "receipt_store.h"
#include "routes.h"
#include "words.h"

enum { CHOICES_MOST = 8 };

struct capture_context
pay_context(struct ctx *c)
{
	return (struct capture_context){ .db = c->db,
		.arena = c->arena,
		.config = c->module_config,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = c->now };
}

const char *
pay_dossier_url(struct ctx *c, const struct dossier *dossier)
{
	if (!config_has_word(&c->config->modules, "submission"))
		return NULL;
	return url(c->arena, "/tai-khoan/ho-so/{}", dossier_number(dossier));
}

enum err
bill_load(struct ctx *c, struct bill *bill)
{
	const struct capture_context context = pay_context(c);
	const struct demand *demands;
	size_t count;
	enum err err;

	if ((err = demand_make_due(&context, &bill->dossier)) ||
	    (err = demands_of_dossier(c->db, bill->dossier.id, &demands, &count)) || count == 0)
		return err;
	bill->demand = demands[0];
	for (size_t i = count; i-- > 0;)
		if (demand_is(&demands[i], DEMAND_OPEN))
			bill->demand = demands[i];
	return demand_lines(c->db, bill->demand.id, &bill->lines, &bill->line_count);
}

/* The bill of one's own dossier. */
static enum err
my_bill(struct ctx *c, const char *number, struct bill *bill)
{
	int64_t now;
	enum err err;

	*bill = (struct bill){ .demand = { .id = 0 } };
	if ((err = ctx_now(c, &now)) ||
	    (err = dossier_for_account(c->db, c->session.account_id, number, &bill->dossier)) ||
	    (err = bill_load(c, bill)))
		return err;
	return bill->demand.id != 0 ? OK : refuse(c, ERR_NOT_FOUND, "payment.nothing_due", NULL);
}

/* --- what is owed ------------------------------------------------------------------------------------------------ */

enum err
handle_home(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page(c, "payment/home", home_view(c->arena, ctx_text(c, "payment.home_title")));
}

enum err
handle_mine(struct ctx *c, const void *input)
{
	const struct demand_brief *demands;
	struct mine_row *rows;
	size_t count;
	enum err err = demands_open_of_account(c->db, c->session.account_id, &demands, &count);

	(void)input;
	if (err)
		return err;
	rows = arena_array(c->arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct mine_row){ .code = demands[i].number,
			.url = url(c->arena, "/thanh-toan/{}", demands[i].number),
			.procedure = demands[i].procedure_name,
			.amount = words_amount(c, demands[i].total),
			.since = date_text(c->arena, local_from_utc(demands[i].created_at).day) };
	return respond_page(c, "payment/mine", mine_view(c->arena, ctx_text(c, "payment.mine_title"), rows, count));
}

static size_t
add_choices(struct ctx *c, struct pay_choice *choices)
{
	const char *typed = again_typed(c, "method", NULL);
	size_t count = 0;

	for (size_t i = 0; gateways[i] != NULL && count < CHOICES_MOST; i++) {
		if (!gateways[i]->offered(c->module_config))
			continue;
		choices[count] = (struct pay_choice){ .value = gateways[i]->name,
			.label = ctx_text(c, gateways[i]->label),
			.hint = ctx_text(c, gateways[i]->hint) };
		choices[count].selected = typed != NULL ? strcmp(typed, gateways[i]->name) == 0 : count == 0;
		count++;
	}
	return count;
}

static struct pay_tag
tag_of(struct ctx *c, const struct demand *demand, bool waiting)
{
	if (demand_is(demand, DEMAND_SETTLED))
		return (struct pay_tag){ ctx_text(c, demand->total > 0 ? "payment.state_paid" : "payment.state_exempt"),
			"done" };
	if (demand_is(demand, DEMAND_CANCELLED))
		return (struct pay_tag){ ctx_text(c, "payment.state_cancelled"), "neutral" };
	return (struct pay_tag){ ctx_text(c, waiting ? "payment.state_waiting" : "payment.state_due"), "waiting" };
}

static const struct pay_line *
pay_lines(struct ctx *c, const struct bill *bill)
{
	struct pay_line *lines = arena_array(c->arena, bill->line_count + 1, sizeof(*lines));

	for (size_t i = 0; i < bill->line_count; i++) {
		const struct demand_line *l = &bill->lines[i];

		lines[i].label = words_line(c, l->name, l->quantity, l->unit_price);
		lines[i].amount = words_line_amount(c, l->amount);
	}
	return lines;
}

/* A gateway that was told and has not answered: paying again now could be paying twice. */
static enum err
is_waiting(struct ctx *c, const struct demand *demand, bool *ret_waiting)
{
	struct attempt attempt;
	enum err err = attempt_newest(c->db, demand->id, &attempt);

	*ret_waiting = false;
	if (err == ERR_NOT_FOUND)
		return OK;
	if (!err)
		*ret_waiting = attempt_is(&attempt, ATTEMPT_HELD) ||
			       (attempt_is(&attempt, ATTEMPT_INITIATED) && attempt.leave_url != NULL);
	return err;
}

static enum err
show_bill(struct ctx *c, const struct bill *bill)
{
	struct pay_choice choices[CHOICES_MOST];
	const struct demand *d = &bill->demand;
	const bool open = demand_is(d, DEMAND_OPEN), paid = demand_is(d, DEMAND_SETTLED) && d->total > 0;
	const char *number = dossier_number(&bill->dossier);
	struct pay_page page = {
		.title = ctx_text(c, paid ? "payment.paid_title" : "payment.title"),
		.code = number,
		.procedure = bill->dossier.procedure_name,
		.lines = pay_lines(c, bill),
		.line_count = bill->line_count,
		.total = words_amount(c, d->total),
		.in_words = words_spelled(c, d->total),
		.choices = choices,
		.choice_count = open ? add_choices(c, choices) : 0,
		.choices_label = ctx_text(c, "payment.method"),
		.error = again_error(c, "method"),
		.once = idempotency_key(c),
		.counter_text = open ? ctx_text(c, "payment.counter") : NULL,
		.receipt_url = paid ? url(c->arena, "/thanh-toan/{}/bien-lai", number) : NULL,
		.dossier_url = pay_dossier_url(c, &bill->dossier),
		.back_url = "/thanh-toan",
	};
	struct view *view;
	bool waiting = false;
	enum err err = open ? is_waiting(c, d, &waiting) : OK;

	if (err)
		return err;
	page.tag = tag_of(c, d, waiting);
	page.note = waiting ? ctx_text(c, "payment.waiting") : NULL;
	page.action = page.choice_count > 0 ? url(c->arena, "/thanh-toan/{}", number) : NULL;
	view = pay_view(c->arena, &page);
	again_errors(c, view);
	return respond_page(c, "payment/pay", view);
}

enum err
handle_pay(struct ctx *c, const void *input)
{
	const struct number_input *in = input;
	struct bill bill;
	enum err err = my_bill(c, in->number, &bill);

	return err ? err : show_bill(c, &bill);
}

enum err
handle_start_again(struct ctx *c, const void *input)
{
	const struct pay_input *in = input;
	const struct number_input number = { in->number };

	return handle_pay(c, &number);
}

/* --- leaving for a gateway --------------------------------------------------------------------------------------- */

enum err
handle_start(struct ctx *c, const void *input)
{
	const struct pay_input *in = input;
	const struct gateway *gateway = gateway_by_name(in->method);
	struct attempt attempt;
	struct bill bill;
	const char *number;
	enum err err = my_bill(c, in->number, &bill);

	if (err)
		return err;
	number = dossier_number(&bill.dossier);
	if (!demand_is(&bill.demand, DEMAND_OPEN))
		return respond_redirect(c, url(c->arena, "/thanh-toan/{}", number));
	if (gateway == NULL || !gateway->offered(c->module_config))
		return again_refuse(c, "method", "payment.choose_method");
	if ((err = leave_prepare(c, gateway, &bill, &attempt))) {
		if (err != ERR_INVALID && err != ERR_UNAVAILABLE)
			return err;
		log_event(LOG_WARNING, "gateway_failed", LOG_TEXT("gateway", gateway->name),
		    LOG_TEXT("why", c->failure.log), LOG_TEXT("request", c->request->id));
		failure_clear(&c->failure);
		return again_refuse(
		    c, "method", err == ERR_INVALID ? "payment.gateway_refused" : "payment.gateway_silent");
	}
	return respond_redirect(
	    c, url_query_add(c->arena, url(c->arena, "/thanh-toan/{}/roi-trang", number), "ma", attempt.merchant_ref));
}

/* "pay.example.vn", for people to see where they go. */
static const char *
host_of(struct arena *arena, const char *address)
{
	const char *host = strstr(address, "://");

	host = host != NULL ? host + 3 : address;
	return arena_strndup(arena, host, strcspn(host, "/?#"));
}

static enum err
show_leave(struct ctx *c, const struct bill *bill, const struct attempt *attempt)
{
	const char *number = dossier_number(&bill->dossier);
	const char *back = url(c->arena, "/thanh-toan/{}", number);
	const struct leave_page page = {
		.title = ctx_text(c, attempt->leave_url != NULL ? "payment.leave_title" : "payment.leave_soon"),
		.code = number,
		.amount = words_amount(c, attempt->amount),
		.gateway = words_method(c, attempt->gateway),
		.host = attempt->leave_url != NULL ? host_of(c->arena, attempt->leave_url) : NULL,
		.leave_url = attempt->leave_url,
		.reload_url = url_query_add(
		    c->arena, url(c->arena, "/thanh-toan/{}/roi-trang", number), "ma", attempt->merchant_ref),
		.back_url = back,
	};

	if (!attempt_is(attempt, ATTEMPT_INITIATED) || attempt->expires_at <= c->now)
		return respond_redirect(c, back);
	return respond_page(c, "payment/leave", leave_view(c->arena, &page));
}

/* The attempt of that reference, if it pays this bill; any other is not found. */
static enum err
attempt_of_bill(struct ctx *c, const struct bill *bill, const char *reference, struct attempt *ret_attempt)
{
	enum err err = ERR_NOT_FOUND;

	for (size_t i = 0; err == ERR_NOT_FOUND && gateways[i] != NULL; i++)
		err = attempt_by_ref(c->db, gateways[i]->name, reference, ret_attempt);
	if (!err && ret_attempt->demand_id != bill->demand.id)
		return refuse(c, ERR_NOT_FOUND, NULL, NULL);
	return err;
}

enum err
handle_leave(struct ctx *c, const void *input)
{
	const struct leave_input *in = input;
	struct attempt attempt;
	struct bill bill;
	enum err err = my_bill(c, in->number, &bill);

	if (!err)
		err = attempt_of_bill(c, &bill, in->ma, &attempt);
	return err ? err : show_leave(c, &bill, &attempt);
}

/* --- coming back ------------------------------------------------------------------------------------------------- */

enum back { BACK_PAID, BACK_DOUBLE, BACK_FAILED, BACK_WAITING };

/* What the books say of this attempt. */
static enum back
back_of(const struct attempt *attempt, const struct bill *bill, const struct receipt *receipts, size_t count)
{
	bool own = attempt_is_paid(attempt) && demand_is(&bill->demand, DEMAND_SETTLED);

	for (size_t i = 0; own && i < count; i++)
		if (receipts[i].demand_id == attempt->demand_id && receipts[i].attempt_id != attempt->id)
			own = false; /* another attempt settled it */
	if (attempt_is_paid(attempt))
		return own ? BACK_PAID : BACK_DOUBLE;
	if (attempt_is(attempt, ATTEMPT_FAILED) || attempt_is(attempt, ATTEMPT_EXPIRED))
		return BACK_FAILED;
	return BACK_WAITING;
}

static enum err
show_back(struct ctx *c, const struct bill *bill, const struct attempt *attempt, enum back back, const char *here)
{
	static const struct {
		const char *title, *text, *label, *kind;
	} words[] = {
		[BACK_PAID] = { "payment.return_paid", "payment.return_paid_text", "payment.state_paid", "done" },
		[BACK_DOUBLE] = { "payment.return_double", "payment.return_double_text", "payment.state_double",
		    "neutral" },
		[BACK_FAILED] = { "payment.return_failed", "payment.return_failed_text", "payment.state_failed",
		    "bad" },
		[BACK_WAITING] = { "payment.return_waiting", "payment.return_waiting_text", "payment.state_waiting",
		    "waiting" },
	};
	const char *number = dossier_number(&bill->dossier);
	const bool open = demand_is(&bill->demand, DEMAND_OPEN);
	const struct return_page page = {
		.title = ctx_text(c, words[back].title),
		.code = number,
		.text = words_with(c, words[back].text, "amount", words_amount(c, attempt->amount)),
		.next = back == BACK_PAID ? ctx_text(c, "payment.return_paid_next") : NULL,
		.paid = back == BACK_PAID,
		.waiting = back == BACK_WAITING,
		.tag = { ctx_text(c, words[back].label), words[back].kind },
		.reload_url = back == BACK_WAITING ? here : NULL,
		.pay_url = back == BACK_FAILED && open ? url(c->arena, "/thanh-toan/{}", number) : NULL,
		.receipt_url = back == BACK_PAID ? url(c->arena, "/thanh-toan/{}/bien-lai", number) : NULL,
		.dossier_url = pay_dossier_url(c, &bill->dossier),
	};

	return respond_page(c, "payment/return", return_view(c->arena, &page));
}

/* VNPAY signs what the browser carries; whoever changed it gets the page of an unknown reference. */
static enum err
check_return(struct ctx *c, const struct gateway *gateway)
{
	const struct gateway_call call = { c->module_config, c->arena, &c->failure, c->now };
	const char *query = c->request->query;
	struct report report;

	if (!gateway->signed_return ||
	    gateway->read(&call, (struct bytes){ (const unsigned char *)query, strlen(query) }, &report) == OK)
		return OK;
	return refuse(c, ERR_NOT_FOUND, "payment.return_unknown", NULL);
}

enum err
handle_return(struct ctx *c, const void *input)
{
	const struct return_input *in = input;
	const struct gateway *gateway = gateway_by_name(in->gateway);
	const char *reference = in->payplat_reference != NULL ? in->payplat_reference : in->vnpay_reference;
	const struct receipt *receipts;
	struct attempt attempt;
	struct bill bill = { .demand = { .id = 0 } };
	size_t count;
	int64_t now;
	enum err err;

	if (gateway == NULL || reference == NULL)
		return refuse(c, ERR_NOT_FOUND, "payment.return_unknown", NULL);
	if ((err = ctx_now(c, &now)) || (err = check_return(c, gateway)) ||
	    (err = attempt_by_ref(c->db, gateway->name, reference, &attempt)) ||
	    (err = demand_by_id(c->db, attempt.demand_id, &bill.demand)) ||
	    (err = dossier_by_id(c->db, bill.demand.dossier_id, &bill.dossier)) ||
	    (err = receipts_of_dossier(c->db, bill.dossier.id, &receipts, &count)))
		return err;
	if (bill.dossier.account_id != c->session.account_id)
		return refuse(c, ERR_NOT_FOUND, "payment.return_unknown", NULL);
	return show_back(c, &bill, &attempt, back_of(&attempt, &bill, receipts, count),
	    arena_printf(c->arena, "%s?%s", c->request->path, c->request->query));
}
