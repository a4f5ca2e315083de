/*
 * The cashier (thu ngân) takes cash at the counter: the same capture as for a gateway, in one transaction with the
 * attempt, guarded by the demand's version and the form's token. Sees the demands of the agencies where it has the role.
 */
#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/dossier_store.h"
#include "domain/time/local_time.h"

#include "attempt_store.h"
#include "cashier_view.h"
#include "gateway.h"
#include "ledger_store.h"
#include "pay.h"
#include "receipts_page.h"
#include "routes.h"
#include "words.h"

enum { LIST_MOST = 25, TAKINGS_SHOWN = 1000 };

#define CASH "cash"

/* --- the list ---------------------------------------------------------------------------------------------------- */

static enum err
add_list(struct ctx *c, const struct cashier_input *in, struct cashier_page *page)
{
	const struct officer *officer = ctx_officer(c);
	const char *agencies = officer_agencies(c->arena, officer, ROLE_CASHIER);
	const struct demand_brief *demands;
	struct cashier_row *rows;
	size_t count;
	bool more;
	enum err err =
	    demands_open_of_agencies(c->db, c->arena, agencies, in->q, in->truoc, LIST_MOST, &demands, &count, &more);

	if (err)
		return err;
	rows = arena_array(c->arena, count + 1, sizeof(*rows));
	page->rows = rows;
	for (size_t i = 0; i < count; i++) {
		/* A grant for one procedure lists its agency too: it narrows here. */
		if (!officer_may(officer, ROLE_CASHIER, demands[i].agency_id, demands[i].procedure_code))
			continue;
		rows[page->row_count++] = (struct cashier_row){ .code = demands[i].number,
			.url = url(c->arena, "/can-bo/thu-ngan/{}", demands[i].number),
			.payer = demands[i].payer,
			.amount = words_amount(c, demands[i].total),
			.since = date_text(c->arena, local_from_utc(demands[i].created_at).day) };
	}
	if (more)
		page->next_url = url_query_add(c->arena,
		    url_query_add_int(
			c->arena, arena_strdup(c->arena, "/can-bo/thu-ngan"), "truoc", demands[count - 1].id),
		    "q", in->q);
	if (in->truoc != INT64_MAX)
		page->previous_url = url_query_add(c->arena, arena_strdup(c->arena, "/can-bo/thu-ngan"), "q", in->q);
	page->shown = words_with(c, "payment.shown", "count", money_text(c->arena, (int64_t)page->row_count));
	return OK;
}

static struct cashier_page
new_page(struct ctx *c, const char *typed)
{
	return (struct cashier_page){
		.title = ctx_text(c, "payment.cashier_title"),
		.search_label = ctx_text(c, "payment.cashier_search"),
		.search = typed != NULL ? typed : "",
		.takings_url = "/can-bo/thu-ngan/trong-ngay",
	};
}

enum err
handle_cashier(struct ctx *c, const void *input)
{
	const struct cashier_input *in = input;
	struct cashier_page page = new_page(c, in->q);
	struct dossier dossier;
	struct view *view;
	enum err err;

	/* A whole number leads straight to its dossier. */
	if (in->q != NULL && dossier_for_officer(c->db, ctx_officer(c), in->q, &dossier) == OK)
		return respond_redirect(c, url(c->arena, "/can-bo/thu-ngan/{}", dossier_number(&dossier)));
	if ((err = add_list(c, in, &page)))
		return err;
	view = cashier_view(c->arena, &page);
	again_errors(c, view);
	return respond_page(c, "payment/cashier", view);
}

/* --- one dossier ------------------------------------------------------------------------------------------------- */

/* The bill, where this officer is the cashier of the agency that collects. */
static enum err
cashier_bill(struct ctx *c, const char *number, struct bill *bill)
{
	const struct officer *officer = ctx_officer(c);
	int64_t now;
	enum err err;

	*bill = (struct bill){ .demand = { .id = 0 } };
	if ((err = ctx_now(c, &now)) || (err = dossier_for_officer(c->db, officer, number, &bill->dossier)))
		return err;
	if (!officer_may(officer, ROLE_CASHIER, bill->dossier.agency_receiving_id, bill->dossier.procedure_code))
		return refuse(c, ERR_NOT_FOUND, NULL, NULL);
	if ((err = bill_load(c, bill)))
		return err;
	return bill->demand.id != 0 ? OK : refuse(c, ERR_NOT_FOUND, "payment.nothing_due", NULL);
}

static const struct cashier_demand *
open_demand(struct ctx *c, const struct bill *bill)
{
	struct cashier_demand *shown = ARENA_NEW(c->arena, struct cashier_demand);
	struct pay_line *lines = arena_array(c->arena, bill->line_count + 1, sizeof(*lines));
	const char *number = dossier_number(&bill->dossier);

	for (size_t i = 0; i < bill->line_count; i++) {
		lines[i].label = words_line(c, bill->lines[i].name, bill->lines[i].quantity, bill->lines[i].unit_price);
		lines[i].amount = words_line_amount(c, bill->lines[i].amount);
	}
	*shown = (struct cashier_demand){
		.code = number,
		.payer = bill->demand.payer,
		.procedure = bill->dossier.procedure_name,
		.total = words_amount(c, bill->demand.total),
		.in_words = words_spelled(c, bill->demand.total),
		.action = url(c->arena, "/can-bo/thu-ngan/{}", number),
		.once = idempotency_key(c),
		.lines = lines,
		.line_count = bill->line_count,
		.event_seq = bill->demand.event_seq,
		.version = bill->demand.version,
		.received_label = ctx_text(c, "payment.received"),
		.received = again_typed(c, "received", money_text(c->arena, bill->demand.total)),
		.received_error = again_error(c, "received"),
	};
	return shown;
}

/* "Taken", with what goes back over the counter; or why there is nothing to take. */
static enum err
add_state(struct ctx *c, const struct bill *bill, struct cashier_page *page)
{
	const char *number = dossier_number(&bill->dossier);
	struct attempt attempt;
	enum err err;

	if (demand_is(&bill->demand, DEMAND_CANCELLED) || bill->demand.total == 0) {
		page->notice =
		    ctx_text(c, bill->demand.total == 0 ? "payment.state_exempt" : "payment.state_cancelled");
		return OK;
	}
	page->receipt_url = url(c->arena, "/can-bo/thu-ngan/{}/bien-lai", number);
	page->receipt_label = ctx_text(c, "payment.receipt_print");
	page->notice = message_format(c->arena, c->messages, c->language, "payment.taken",
	    MESSAGE_ARGUMENTS({ "amount", words_amount(c, bill->demand.total) }, { "code", number }));
	if ((err = attempt_newest(c->db, bill->demand.id, &attempt)))
		return err;
	if (attempt_is_paid(&attempt) && attempt.received != DB_NULL_INT && attempt.received > attempt.amount)
		page->notice = message_format(c->arena, c->messages, c->language, "payment.taken_change",
		    MESSAGE_ARGUMENTS({ "amount", words_amount(c, attempt.amount) }, { "code", number },
			{ "received", words_amount(c, attempt.received) },
			{ "change", words_amount(c, attempt.received - attempt.amount) }));
	return OK;
}

enum err
handle_cashier_demand(struct ctx *c, const void *input)
{
	static const struct cashier_input everything = { NULL, INT64_MAX };
	const struct number_input *in = input;
	struct cashier_page page = new_page(c, NULL);
	struct view *view;
	struct bill bill;
	enum err err = cashier_bill(c, in->number, &bill);

	if (err || (err = add_list(c, &everything, &page)))
		return err;
	if (demand_is(&bill.demand, DEMAND_OPEN))
		page.demand = open_demand(c, &bill);
	else if ((err = add_state(c, &bill, &page)))
		return err;
	view = cashier_view(c->arena, &page);
	again_errors(c, view);
	return respond_page(c, "payment/cashier", view);
}

enum err
handle_take_cash_again(struct ctx *c, const void *input)
{
	const struct cash_input *in = input;
	const struct number_input number = { in->number };

	return handle_cashier_demand(c, &number);
}

/* --- taking cash ------------------------------------------------------------------------------------------------- */

struct cash {
	struct ctx *c;
	const struct cash_input *in;
	const struct bill *bill;
};

static enum err
capture_cash(struct db *db, const struct cash *cash, const struct attempt *attempt)
{
	const struct officer *officer = ctx_officer(cash->c);
	const struct capture_context context = { .db = db,
		.arena = cash->c->arena,
		.config = cash->c->module_config,
		.who = { ACTOR_CASHIER, "officer", officer->id, officer->agency_id },
		.collector = officer->name,
		.at = cash->c->now };
	const struct report report = { .gateway = CASH,
		.reference = attempt->merchant_ref,
		.says = SAYS_PAID,
		.amount = attempt->amount,
		.transaction = attempt->merchant_ref,
		.channel = "counter" };
	enum capture_outcome outcome = CAPTURE_UNKNOWN;
	enum err err = capture(&context, &report, &outcome);

	if (!err && outcome != CAPTURE_RECORDED)
		return FAILURE(
		    db_failure(db), ERR_INTERNAL, NULL, NULL, "cash was not recorded: outcome %d", (int)outcome);
	return err;
}

/*
 * The demand is locked first: cash is never taken for what is settled, nor for another fee than the form showed. The attempt
 * is new, so nobody waits for it.
 */
static enum err
take_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct cash *cash = arg;
	struct ctx *c = cash->c;
	char reference[ATTEMPT_REF_SIZE + 1];
	struct attempt attempt = {
		.gateway = CASH,
		.merchant_ref = reference,
		.state = ATTEMPT_INITIATED,
		.sent_at_text = gateway_time(c->arena, c->now),
		.payer_address = "",
		.received = cash->in->received,
		.officer_id = ctx_officer(c)->id,
		.created_at = c->now,
		.expires_at = c->now,
		.captured_at = TIME_NONE,
		.ask_at = TIME_NONE,
	};
	struct demand demand;
	enum err err = demand_lock(db, cash->bill->demand.id, &demand);

	if (err)
		return err;
	if (!demand_is(&demand, DEMAND_OPEN) || demand.event_seq != cash->in->demand ||
	    demand.version != cash->in->version)
		return refuse(c, ERR_CONFLICT, "payment.not_open", NULL);
	random_code(reference, ATTEMPT_REF_SIZE);
	attempt.demand_id = demand.id;
	attempt.amount = demand.total;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s",
	    url(c->arena, "/can-bo/thu-ngan/{}", dossier_number(&cash->bill->dossier)));
	err = attempt_insert(db, &attempt, &attempt.id);
	return err ? err : capture_cash(db, cash, &attempt);
}

enum err
handle_take_cash(struct ctx *c, const void *input)
{
	const struct cash_input *in = input;
	struct bill bill;
	struct cash cash = { c, in, &bill };
	enum err err = cashier_bill(c, in->number, &bill);

	if (err)
		return err;
	if (in->received < bill.demand.total)
		return again_refuse(c, "received", "payment.received_too_little");
	return idempotency_run(c, "payment.cash", take_once, &cash);
}

enum err
handle_cashier_receipts(struct ctx *c, const void *input)
{
	const struct number_input *in = input;
	struct bill bill;
	enum err err = cashier_bill(c, in->number, &bill);

	return err ? err : receipts_show(c, &bill, url(c->arena, "/can-bo/thu-ngan/{}", dossier_number(&bill.dossier)));
}

/* --- the day's takings ------------------------------------------------------------------------------------------- */

/* All that a day's page is made of: what was taken, and the totals, which count also what is not listed. */
struct day {
	int32_t day;
	const struct taking *list;
	size_t count;
	const struct takings_total *totals;
	size_t total_count;
};

static const struct takings_row *
takings_rows(struct ctx *c, const struct day *day)
{
	struct takings_row *rows = arena_array(c->arena, day->count + 1, sizeof(*rows));

	for (size_t i = 0; i < day->count; i++) {
		const struct taking *t = &day->list[i];

		rows[i] = (struct takings_row){ .when = moment_format(c->arena, "{HH}:{mm}", t->captured_at),
			.code = t->number,
			.payer = t->payer,
			.method = words_method(c, t->gateway),
			.officer = t->officer_name != NULL ? t->officer_name : ctx_text(c, "payment.online"),
			.amount = words_amount(c, t->amount) };
	}
	return rows;
}

static void
add_totals(struct ctx *c, const struct day *day, struct takings_page *page)
{
	struct takings_sum *sums = arena_array(c->arena, day->total_count + 1, sizeof(*sums));
	int64_t total = 0, count = 0;

	for (size_t i = 0; i < day->total_count; i++) {
		sums[i] = (struct takings_sum){ words_method(c, day->totals[i].gateway),
			words_amount(c, day->totals[i].amount) };
		total += day->totals[i].amount;
		count += day->totals[i].count;
	}
	page->sums = sums;
	page->sum_count = day->total_count;
	page->total = words_amount(c, total);
	page->in_words = words_spelled(c, total);
	if (count > (int64_t)day->count)
		page->cut = message_format(c->arena, c->messages, c->language, "payment.takings_cut",
		    MESSAGE_ARGUMENTS({ "shown", money_text(c->arena, (int64_t)day->count) },
			{ "count", money_text(c->arena, count) }));
}

static enum err
show_takings(struct ctx *c, const struct day *day)
{
	const struct civil civil = civil_from_days(day->day);
	struct view *view;
	struct takings_page page = { .title = ctx_text(c, "payment.takings_title"),
		.day = date_text(c->arena, day->day),
		.date_label = ctx_text(c, "payment.day"),
		.date_error = again_error(c, "ngay"),
		.date_day = arena_printf(c->arena, "%d", civil.day),
		.date_month = arena_printf(c->arena, "%d", civil.month),
		.date_year = arena_printf(c->arena, "%d", civil.year),
		.back_url = "/can-bo/thu-ngan",
		.rows = takings_rows(c, day),
		.row_count = day->count };

	add_totals(c, day, &page);
	view = takings_view(c->arena, &page);
	again_errors(c, view);
	return respond_page(c, "payment/takings", view);
}

enum err
handle_takings(struct ctx *c, const void *input)
{
	const struct day_input *in = input;
	const char *agencies = officer_agencies(c->arena, ctx_officer(c), ROLE_CASHIER);
	struct day day = { .count = 0 };
	int64_t now, from, to;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	day.day = in->ngay != DATE_ABSENT && c->errors == NULL ? in->ngay : office_day(now);
	from = utc_from_local(day.day, 0);
	to = utc_from_local(day.day + 1, 0);
	if ((err = takings(c->db, agencies, from, to, TAKINGS_SHOWN, &day.list, &day.count)) ||
	    (err = takings_totals(c->db, agencies, from, to, &day.totals, &day.total_count)))
		return err;
	return show_takings(c, &day);
}
