/*
 * What no request waits for: demands from the outbox, questions about attempts that stay silent, the nightly check of the
 * books. Every run is idempotent. See jobs.h.
 */
#include "jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/server/module.h"
#include "core/system/jobs.h"
#include "core/system/log.h"
#include "domain/dossier/outbox_store.h"

#include "attempt_store.h"
#include "capture.h"
#include "demand.h"
#include "gateway.h"
#include "invariant_store.h"
#include "payment.h"

enum { BATCH = 50, LEASE_SECONDS = 60, DRAIN_SECONDS = 2, ASK_SECONDS = 10, ASK_BATCH = 20, NIGHT_SECONDS = 24 * 3600 };

static struct capture_context
context_of(const struct job_ctx *j)
{
	return (struct capture_context){ .db = j->db,
		.arena = j->arena,
		.config = j->module_config,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = j->now };
}

/* --- the outbox -------------------------------------------------------------------------------------------------- */

static enum err
read_payload(const struct outbox_row *row, int64_t *dossier, int64_t *seq)
{
	json_t *root = json_loads(row->payload, 0, NULL);

	*dossier = json_integer_value(json_object_get(root, "dossier"));
	*seq = json_integer_value(json_object_get(root, "seq"));
	json_decref(root);
	return *dossier > 0 && *seq > 0 ? OK : ERR_INVALID;
}

static enum err
consume(const struct job_ctx *j, const struct outbox_row *row)
{
	const struct capture_context context = context_of(j);
	int64_t dossier, seq;
	enum err err = read_payload(row, &dossier, &seq);

	if (err)
		return err;
	if (strcmp(row->topic, "fee.demanded") == 0)
		return demand_make(&context, dossier, seq);
	return strcmp(row->topic, "fee.withdrawn") == 0 ? demands_withdraw(&context, dossier) : ERR_INVALID;
}

static enum err
drain(struct job_ctx *j, bool *ret_more)
{
	const struct outbox_row *rows;
	size_t count;
	enum err err = outbox_lease(j->db, "payment", j->now, LEASE_SECONDS, BATCH, &rows, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		err = consume(j, &rows[i]);
		if (err == OK) {
			err = outbox_done(j->db, rows[i].id, 0);
			continue;
		}
		log_event(LOG_WARNING, "outbox_failed", LOG_TEXT("topic", rows[i].topic), LOG_INT("id", rows[i].id),
		    LOG_TEXT("code", err_name(err)), LOG_TEXT("text", j->failure.log));
		err = outbox_failed(j->db, &rows[i], j->now, err_name(err));
		failure_clear(&j->failure);
	}
	*ret_more = !err && count == BATCH;
	return err;
}

/* --- silent attempts --------------------------------------------------------------------------------------------- */

/* When the gateway is asked, counted from the attempt's beginning; after the last time a person must look. */
static const int64_t asks[] = { 5 * DATE_MINUTE, 15 * DATE_MINUTE, 60 * DATE_MINUTE, DATE_DAY };

static int64_t
next_ask(const struct attempt *attempt, int64_t now)
{
	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++)
		if (attempt->created_at + asks[i] > now)
			return attempt->created_at + asks[i];
	log_event(LOG_WARNING, "attempt_silent", LOG_TEXT("gateway", attempt->gateway), LOG_INT("attempt", attempt->id),
	    LOG_TEXT("state", attempt->state));
	return TIME_NONE;
}

/* What the gateway knows goes the same way as its callback; only what it does not know of may expire. */
static enum err
ask(const struct job_ctx *j, const struct attempt *attempt)
{
	const struct gateway *gateway = gateway_by_name(attempt->gateway);
	const struct capture_context context = context_of(j);
	struct failure failure = { .code = OK };
	const struct gateway_call call = { j->module_config, j->arena, &failure, j->now };
	enum capture_outcome outcome = CAPTURE_UNKNOWN;
	struct report report;
	enum err err;

	if (gateway == NULL || !gateway->offered(j->module_config))
		return OK;
	err = gateway->query(&call, attempt, &report);
	if (err == ERR_NOT_FOUND)
		return attempt_expire(j->db, attempt->id, j->now);
	if (err) {
		log_event(LOG_WARNING, "query_failed", LOG_TEXT("gateway", gateway->name),
		    LOG_INT("attempt", attempt->id), LOG_TEXT("text", failure.log));
		return OK;
	}
	return capture(&context, &report, &outcome);
}

static enum err
ask_silent(struct job_ctx *j, bool *ret_more)
{
	const struct attempt *attempts;
	size_t count;
	enum err err = attempts_to_ask(j->db, j->now, ASK_BATCH, &attempts, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		/* First the next date, so that one that always fails does not hold up the others. */
		err = attempt_set_ask(j->db, attempts[i].id, next_ask(&attempts[i], j->now));
		if (!err && ask(j, &attempts[i])) {
			log_event(LOG_ERROR, "ask_failed", LOG_INT("attempt", attempts[i].id),
			    LOG_TEXT("text", j->failure.log));
			failure_clear(&j->failure);
		}
	}
	*ret_more = !err && count == ASK_BATCH;
	return err;
}

/* --- the books --------------------------------------------------------------------------------------------------- */

static enum err
check_books(struct db *db, size_t *ret_broken)
{
	struct invariant_result results[INVARIANTS_MOST];
	size_t count = 0;
	enum err err = invariants_run(db, results, &count);

	*ret_broken = 0;
	for (size_t i = 0; !err && i < count; i++) {
		if (results[i].broken == 0)
			continue;
		(*ret_broken)++;
		log_event(LOG_ERROR, "invariant_broken", LOG_TEXT("invariant", results[i].name),
		    LOG_INT("rows", results[i].broken), LOG_INT("first", results[i].first));
	}
	return err;
}

static enum err
check_nightly(struct job_ctx *j, bool *ret_more)
{
	size_t broken;
	enum err err = check_books(j->db, &broken);

	*ret_more = false;
	if (!err)
		log_event(broken > 0 ? LOG_ERROR : LOG_INFO, "invariants_checked", LOG_INT("broken", broken));
	return err;
}

const struct job payment_jobs[] = {
	{ "outbox", DRAIN_SECONDS, LEASE_SECONDS, drain },
	{ "silent", ASK_SECONDS, 0, ask_silent },
	{ "invariants", NIGHT_SECONDS, 0, check_nightly },
};
const size_t payment_jobs_count = sizeof(payment_jobs) / sizeof(payment_jobs[0]);

static int
verb_invariants(struct verb_ctx *v, int argc, char **argv)
{
	size_t broken;

	(void)argv;
	if (argc != 1 || check_books(v->db, &broken))
		return EXIT_FAILURE;
	(void)printf("%zu invariants broken\n", broken);
	return broken == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

const struct verb payment_verbs[] = {
	{ "invariants", "", "Check the books against the invariants of the ledger", verb_invariants },
};
const size_t payment_verbs_count = sizeof(payment_verbs) / sizeof(payment_verbs[0]);
