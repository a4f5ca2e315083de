/*
 * What happens without an officer: events that call for work become steps, a process that was never started is found,
 * dossiers nobody completed within the wait limit are closed. Part of process_routes.h.
 */

#include <string.h>

#include "core/data/db.h"
#include "core/system/log.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/outbox_store.h"

#include "agency/agency_move.h"
#include "step/process_routes.h"
#include "step/step_engine.h"
#include "step/step_journal.h"

enum { BATCH = 50, LEASE_SECONDS = 60 };

static struct step_env
env_of(struct job_ctx *j)
{
	return (struct step_env){ j->db, j->arena, j->messages, &j->failure, j->now };
}

static bool
is_open(enum dossier_state state)
{
	return state == DOSSIER_RECEIVED || state == DOSSIER_IN_PROGRESS || state == DOSSIER_SUPPLEMENT_DUE ||
	       state == DOSSIER_FEE_DUE || state == DOSSIER_STOPPED || state == DOSSIER_DECIDED;
}

/* Accepted dossiers get their first steps, and terms counted by the clock as it runs now; those that ended keep none open. */
static enum err
settle(struct job_ctx *j, int64_t dossier_id)
{
	const struct step_env env = env_of(j);
	struct dossier dossier;
	enum err err = dossier_by_id(j->db, dossier_id, &dossier);

	if (err)
		return err;
	if (is_open(dossier.state)) {
		err = step_ensure(&env, &dossier);
		return err ? err : step_terms_renew(&env, &dossier);
	}
	return dossier_state_is_end(dossier.state) ? tasks_close(j->db, dossier_id, dossier.state_name, j->now) : OK;
}

/* Every topic but one asks the same: look at the dossier and make the desk agree with it. */
static enum err
drain(struct job_ctx *j, bool *ret_more)
{
	const struct outbox_row *rows;
	size_t count;
	enum err err = outbox_lease(j->db, "workflow", j->now, LEASE_SECONDS, BATCH, &rows, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		if (strcmp(rows[i].topic, AGENCY_CHANGED_TOPIC) == 0)
			err = agency_moves(j, &rows[i]);
		else
			err = rows[i].dossier_id != DB_NULL_INT ? settle(j, rows[i].dossier_id) : OK;
		if (!err) {
			err = outbox_done(j->db, rows[i].id, 0);
			continue;
		}
		if (err == ERR_UNAVAILABLE)
			return err;
		err = outbox_failed(j->db, &rows[i], j->now, j->failure.log);
		failure_clear(&j->failure);
	}
	*ret_more = !err && count == BATCH;
	return err;
}

/* One dossier, one queue at least: who has no process gets it; who is in no queue still is told to the operator. */
static enum err
find_missing(struct job_ctx *j, bool *ret_more)
{
	const struct step_env env = env_of(j);
	const int64_t *ids;
	int64_t lost = 0;
	size_t count;
	enum err err = dossiers_without_process(j->db, &ids, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		struct dossier dossier;

		if ((err = dossier_by_id(j->db, ids[i], &dossier)))
			return err;
		if ((err = step_ensure(&env, &dossier)) && err != ERR_UNAVAILABLE) {
			log_event(LOG_ERROR, "process_not_started", LOG_INT("dossier", ids[i]),
			    LOG_TEXT("why", j->failure.log));
			failure_clear(&j->failure);
			err = OK;
		}
	}
	if (!err && !(err = dossiers_in_no_queue(j->db, &lost)) && lost > 0)
		log_event(LOG_ERROR, "dossiers_in_no_queue", LOG_INT("count", lost));
	*ret_more = false;
	return err;
}

/* Closes one. Answered in this very moment it is no longer waited for: ERR_CONFLICT, and it stays. */
static enum err
close_one(struct job_ctx *j, int64_t dossier_id)
{
	struct dossier dossier;
	const struct dossier_act act = {
		.kind = DOSSIER_CLOSE,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = j->now,
		.facts = journal_facts(j->arena, "reason", "wait_limit"),
	};
	enum err err;

	if ((err = dossier_by_id(j->db, dossier_id, &dossier)) ||
	    (err = dossier_apply(j->db, j->arena, &dossier, dossier.version, &act)))
		return err;
	return tasks_close(j->db, dossier_id, "closed", j->now);
}

/* The supplement or fee never came within the procedure's wait limit. One that cannot be closed holds up no other. */
static enum err
close_waited_for(struct job_ctx *j, bool *ret_more)
{
	const int64_t *ids;
	size_t count, closed = 0;
	enum err err = dossiers_waited_for(j->db, j->now, &ids, &count);

	*ret_more = false;
	if (err)
		return err;
	for (size_t i = 0; i < count && !j->stopping(); i++) {
		err = close_one(j, ids[i]);
		closed += err == OK;
		if (err == ERR_UNAVAILABLE)
			return err;
		if (err && err != ERR_CONFLICT)
			log_event(LOG_ERROR, "dossier_not_closed", LOG_INT("dossier", ids[i]),
			    LOG_TEXT("why", j->failure.log));
		if (err)
			failure_clear(&j->failure);
	}
	*ret_more = closed >= BATCH;
	return OK;
}

/* One timer that cannot fire holds up no other: it is looked at again later, and the operator hears of it. */
static enum err
fire_timers(struct job_ctx *j, bool *ret_more)
{
	const struct step_env env = env_of(j);
	const struct step_timer *timers;
	size_t count;
	enum err err = timers_due(j->db, j->now, &timers, &count);

	for (size_t i = 0; !err && i < count && !j->stopping(); i++) {
		err = step_timer_run(&env, &timers[i]);
		if (!err || err == ERR_UNAVAILABLE)
			continue;
		log_event(LOG_ERROR, "timer_not_fired", LOG_INT("dossier", timers[i].dossier_id),
		    LOG_TEXT("timer", timers[i].timer_id), LOG_TEXT("why", j->failure.log));
		failure_clear(&j->failure);
		err = timer_move(j->db, timers[i].id, j->now + STEP_TIMER_AGAIN);
	}
	*ret_more = !err && count >= BATCH;
	return err;
}

const struct job process_jobs[PROCESS_JOBS] = {
	{ "drain", 3, 0, drain },
	{ "missing_steps", 60, 0, find_missing },
	{ "close_waited_for", 300, 0, close_waited_for },
	{ "timers", 30, 0, fire_timers },
};
