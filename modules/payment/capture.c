/*
 * The one way by which money enters the books. See capture.h.
 *
 *   attempt \ report       paid, same number  paid, other number    failed       amount differs        held
 *   initiated              paid               -                     failed       break, suspense       held
 *   failed, expired, held  paid late          -                     kept         break, suspense       held or kept
 *   paid, paid late        nothing new        refundable, break     nothing new  break                 nothing new
 *
 * A number that stands for another attempt's money already settles nothing: a break. Where the demand is settled or
 * cancelled already, the money is the payer's: refundable, and a person is asked.
 */
#include "capture.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/view.h"
#include "domain/dossier/dossier_store.h"
#include "domain/time/local_time.h"

#include "attempt_store.h"
#include "demand_store.h"
#include "ledger_store.h"
#include "payment.h"
#include "receipt_store.h"

enum { FACTS_MOST = 4096 };

struct capture_call {
	const struct capture_context *context;
	const struct report *report;
	enum capture_outcome *outcome;
};

/* One run of the transaction: what it has locked and written so far. */
struct run {
	const struct capture_context *c;
	const struct report *r;
	struct db *db;
	struct attempt attempt;
	struct demand demand;
	int64_t evidence_id; /* DB_NULL_INT: none */
};

/* Where the money of a gateway waits until the treasury has it. */
static const char *
clearing_account(const char *gateway)
{
	static const struct {
		const char *gateway, *account;
	} accounts[] = { { "payplat", "GW_PAYPLAT" }, { "vnpay", "GW_VNPAY" }, { "cash", ACCOUNT_CASH } };

	for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++)
		if (strcmp(accounts[i].gateway, gateway) == 0)
			return accounts[i].account;
	return ACCOUNT_SUSPENSE;
}

/* "CAPTURE:vnpay:<ref>:<number>": the business key of a posting, with the line where there are several. */
static const char *
posting_key(const struct run *run, const char *kind)
{
	return arena_printf(run->c->arena, "%s:%s:%s:%s", kind, run->r->gateway, run->r->reference,
	    run->r->transaction != NULL ? run->r->transaction : "-");
}

static enum err
post(struct run *run, const char *credit, int64_t amount, const char *key, int64_t line_no)
{
	const struct transfer transfer = {
		.debit = clearing_account(run->r->gateway),
		.credit = credit,
		.amount = amount,
		.idem_key = key,
		.demand_id = run->attempt.demand_id,
		.attempt_id = run->attempt.id,
		.line_no = line_no,
		.evidence_id = run->evidence_id,
		.at = run->c->at,
	};

	return transfer_add(run->db, &transfer);
}

static enum err
ask_for_refund(struct run *run, const char *reason, int64_t amount)
{
	const struct refund_request request = { .key = posting_key(run, "REVIEW"),
		.reason = reason,
		.demand_id = run->attempt.demand_id,
		.attempt_id = run->attempt.id,
		.amount = amount,
		.at = run->c->at };

	return refund_add(run->db, &request);
}

static enum err
report_break(struct run *run, const char *kind)
{
	const struct ledger_break item = { .kind = kind,
		.key = arena_printf(run->c->arena, "%s:%lld", posting_key(run, "BREAK"), (long long)run->r->amount),
		.attempt_id = run->attempt.id,
		.expected = run->attempt.amount,
		.reported = run->r->amount,
		.at = run->c->at };

	return break_add(run->db, &item);
}

/* --- receipts ---------------------------------------------------------------------------------------------------- */

static int64_t
sum_of_kind(const struct demand_line *lines, size_t count, const char *kind)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(lines[i].kind, kind) == 0)
			sum += lines[i].amount;
	return sum;
}

/* The receipt of one kind of fee, if anything of that kind was paid; its sign and number are added to `numbers`. */
static enum err
issue(struct run *run, const struct dossier *dossier, const struct receipt_parties *parties, const char *kind,
    int64_t amount, const char **numbers)
{
	const struct payment_config *config = run->c->config;
	const bool phi = strcmp(kind, LINE_PHI) == 0;
	const int year = civil_from_days(office_day(run->c->at)).year;
	struct receipt receipt = {
		.demand_id = run->demand.id,
		.attempt_id = run->attempt.id,
		.kind = kind,
		.agency_id = run->demand.agency_id,
		.form = config->receipt_form,
		.series = arena_printf(run->c->arena, "%s-%02dE",
		    phi ? config->receipt_series_phi : config->receipt_series_le_phi, year % 100),
		.year = year,
		.agency_name = parties->agency_name,
		.agency_code = parties->agency_code,
		.dossier_number = dossier_number(dossier),
		.payer = run->demand.payer,
		.payer_address = parties->payer_address,
		.amount = amount,
		.method = run->attempt.gateway,
		.collector = run->c->collector != NULL ? run->c->collector : parties->agency_name,
		.issued_at = run->c->at,
	};
	enum err err;

	if (amount == 0)
		return OK;
	if ((err = receipt_issue(run->db, &receipt)))
		return err;
	*numbers = arena_printf(run->c->arena, "%s%s%s/%08lld", *numbers, **numbers != '\0' ? ", " : "", receipt.series,
	    (long long)receipt.number);
	return OK;
}

/* --- settling ---------------------------------------------------------------------------------------------------- */

static const char *
settled_facts(const struct capture_context *c, const struct demand *demand, const char *method, const char *reference,
    const char *receipts)
{
	struct view *facts = view_object(c->arena);
	struct buffer out;

	view_int(facts, "demand", demand->id);
	view_int(facts, "amount", demand->total);
	view_text(facts, "method", method);
	view_text(facts, "reference", reference);
	view_text(facts, "receipt", receipts);
	buffer_init(&out, c->arena, FACTS_MOST);
	json_write(&out, facts);
	return out.data;
}

/* The last lock: the dossier hears that its fee is there. A fact is never refused, whatever the dossier's state. */
static enum err
tell_dossier(const struct capture_context *c, struct dossier *dossier, const char *facts)
{
	const struct dossier_act act = { .kind = DOSSIER_FEE_SETTLED, .who = c->who, .at = c->at, .facts = facts };

	return dossier_apply(c->db, c->arena, dossier, DOSSIER_ANY_VERSION, &act);
}

static enum err
post_lines(struct run *run, const struct demand_line *lines, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		const char *account = strcmp(lines[i].kind, LINE_PHI) == 0 ? ACCOUNT_PHI : ACCOUNT_LE_PHI;
		enum err err;

		if (lines[i].amount == 0)
			continue;
		sum += lines[i].amount;
		err = post(run, account, lines[i].amount,
		    arena_printf(run->c->arena, "%s:%lld", posting_key(run, "CAPTURE"), (long long)lines[i].line_no),
		    lines[i].line_no);
		if (err)
			return err;
	}
	if (sum != run->attempt.amount)
		return FAILURE(db_failure(run->db), ERR_INTERNAL, NULL, NULL, "lines of demand %lld are %lld, not %lld",
		    (long long)run->demand.id, (long long)sum, (long long)run->attempt.amount);
	return OK;
}

static enum err
settle(struct run *run)
{
	const struct demand_line *lines;
	struct receipt_parties parties;
	struct dossier dossier;
	const char *numbers = "";
	size_t count;
	enum err err;

	if ((err = demand_lines(run->db, run->demand.id, &lines, &count)) || (err = post_lines(run, lines, count)) ||
	    (err = demand_end(run->db, run->demand.id, DEMAND_SETTLED, run->c->at)) ||
	    (err = dossier_by_id(run->db, run->demand.dossier_id, &dossier)) ||
	    (err = receipt_parties(run->db, run->demand.agency_id, dossier.id, &parties)) ||
	    (err = issue(run, &dossier, &parties, LINE_PHI, sum_of_kind(lines, count, LINE_PHI), &numbers)) ||
	    (err = issue(run, &dossier, &parties, LINE_LE_PHI, sum_of_kind(lines, count, LINE_LE_PHI), &numbers)))
		return err;
	return tell_dossier(run->c, &dossier,
	    settled_facts(run->c, &run->demand, run->attempt.gateway, run->attempt.merchant_ref, numbers));
}

/* The fee is settled or no longer asked for: what came is the payer's. */
static enum err
keep_for_payer(struct run *run)
{
	const char *key = arena_printf(run->c->arena, "%s:0", posting_key(run, "CAPTURE"));
	enum err err = post(run, ACCOUNT_PAYER_REFUNDABLE, run->attempt.amount, key, DB_NULL_INT);

	return err ? err
		   : ask_for_refund(
			 run, demand_is(&run->demand, DEMAND_SETTLED) ? "double" : "cancelled", run->attempt.amount);
}

/* A second payment under one reference: the first one counts. */
static enum err
second_transaction(struct run *run, enum capture_outcome *ret_outcome)
{
	const char *key = posting_key(run, "SECOND");
	bool known;
	enum err err = transfer_exists(run->db, key, &known);

	*ret_outcome = known ? CAPTURE_KNOWN : CAPTURE_RECORDED;
	if (err || known)
		return err;
	if ((err = post(run, ACCOUNT_PAYER_REFUNDABLE, run->attempt.amount, key, DB_NULL_INT)) ||
	    (err = report_break(run, "second_transaction")))
		return err;
	return ask_for_refund(run, "second_transaction", run->attempt.amount);
}

/* Does the report tell of the very money that this attempt brought? */
static bool
is_in_the_books(const struct run *run)
{
	const char *number = run->r->transaction, *known = run->attempt.gateway_txn;

	return attempt_is_paid(&run->attempt) && (number == NULL || known == NULL || strcmp(number, known) == 0);
}

static enum err
money_came(struct run *run, enum capture_outcome *ret_outcome)
{
	const char *number = run->r->transaction;
	const struct attempt *a = &run->attempt;
	bool taken = false;
	enum err err;

	if (is_in_the_books(run)) {
		*ret_outcome = CAPTURE_KNOWN;
		return OK;
	}
	if (attempt_is_paid(a))
		return second_transaction(run, ret_outcome);
	if (number != NULL && ((err = attempt_txn_taken(run->db, a->gateway, number, a->id, &taken)) || taken)) {
		*ret_outcome = CAPTURE_TAKEN;
		return err ? err : report_break(run, "number_taken");
	}
	*ret_outcome = CAPTURE_RECORDED;
	if ((err = demand_lock(run->db, a->demand_id, &run->demand)) ||
	    (err = attempt_set_paid(run->db, a->id, attempt_is(a, ATTEMPT_INITIATED) ? ATTEMPT_PAID : ATTEMPT_PAID_LATE,
		 number, run->c->at)))
		return err;
	return demand_is(&run->demand, DEMAND_OPEN) ? settle(run) : keep_for_payer(run);
}

/* Never settles; what was taken waits in suspense, and the gateway hears the same each time. */
static enum err
wrong_amount(struct run *run)
{
	const char *key = posting_key(run, "SUSPENSE");
	bool known = true;
	enum err err = report_break(run, "amount");

	if (err || run->r->says != SAYS_PAID || run->r->amount <= 0 || is_in_the_books(run))
		return err;
	if ((err = transfer_exists(run->db, key, &known)) || known)
		return err;
	return post(run, ACCOUNT_SUSPENSE, run->r->amount, key, DB_NULL_INT);
}

static enum err
no_money(struct run *run, enum capture_outcome *ret_outcome)
{
	const struct attempt *a = &run->attempt;
	const bool held = run->r->says == SAYS_HELD;
	const bool moves =
	    held ? attempt_is(a, ATTEMPT_INITIATED) || attempt_is(a, ATTEMPT_FAILED) || attempt_is(a, ATTEMPT_EXPIRED)
		 : attempt_is(a, ATTEMPT_INITIATED) || attempt_is(a, ATTEMPT_HELD);

	if (run->r->says == SAYS_NOTHING || !moves) {
		*ret_outcome = CAPTURE_KNOWN;
		return OK;
	}
	*ret_outcome = CAPTURE_RECORDED;
	return held ? attempt_hold(run->db, a->id, run->c->at) : attempt_fail(run->db, a->id);
}

/* --- the transaction --------------------------------------------------------------------------------------------- */

static enum err
keep_evidence(struct run *run, int64_t attempt_id)
{
	const struct evidence evidence = { .gateway = run->r->gateway,
		.channel = run->r->channel,
		.payload = run->r->payload,
		.verified = true,
		.attempt_id = attempt_id,
		.at = run->c->at };

	run->evidence_id = DB_NULL_INT;
	return run->r->payload.size == 0 ? OK : evidence_add(run->db, &evidence, &run->evidence_id);
}

static enum err
capture_once(struct db *db, const void *arg)
{
	const struct capture_call *call = arg;
	struct run run = { .c = call->context, .r = call->report, .db = db };
	enum err err = attempt_lock(db, run.r->gateway, run.r->reference, &run.attempt);

	if (err == ERR_NOT_FOUND) {
		*call->outcome = CAPTURE_UNKNOWN;
		return keep_evidence(&run, DB_NULL_INT);
	}
	if (err || (err = keep_evidence(&run, run.attempt.id)))
		return err;
	if (run.r->amount != AMOUNT_UNSAID && run.r->amount != run.attempt.amount) {
		*call->outcome = CAPTURE_AMOUNT;
		return wrong_amount(&run);
	}
	return run.r->says == SAYS_PAID ? money_came(&run, call->outcome) : no_money(&run, call->outcome);
}

enum err
capture(const struct capture_context *context, const struct report *report, enum capture_outcome *ret_outcome)
{
	const struct capture_call call = { context, report, ret_outcome };

	return db_transaction(context->db, capture_once, &call);
}

enum err
capture_exempt(const struct capture_context *context, const struct demand *demand)
{
	struct dossier dossier;
	enum err err = dossier_by_id(context->db, demand->dossier_id, &dossier);

	return err ? err : tell_dossier(context, &dossier, settled_facts(context, demand, "exempt", NULL, NULL));
}
