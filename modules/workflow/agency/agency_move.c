/* Open dossiers follow their agency. See agency_move.h. */
#include "agency/agency_move.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/system/jobs.h"
#include "core/system/log.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/outbox_store.h"

#include "step/step_journal.h"

enum { TURN = 200 };

struct passing {
	struct job_ctx *j;
	const struct agency_move *move;
};

/* The clock is not touched: its ledger, its due date and what it waits for stay as they are. */
static enum err
pass_once(struct db *db, const void *arg)
{
	const struct passing *p = arg;
	const struct agency_move *m = p->move;
	struct dossier d;
	enum err err = dossier_by_id(db, m->dossier_id, &d);
	struct dossier_act act = {
		.kind = DOSSIER_AGENCY_CHANGED,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = p->j->now,
		.facts = journal_facts(p->j->arena, "operation", m->operation, "decision", m->decision, "from",
		    m->from_code, "from_name", m->from_name, "to", m->to_code, "to_name", m->to_name),
	};

	if (err)
		return err;
	act.agency_solving_id = d.agency_solving_id == m->from_id ? m->to_id : d.agency_solving_id;
	if (d.received_at == TIME_NONE && d.agency_receiving_id == m->from_id)
		act.agency_receiving_id = m->to_id;
	/* The version read here: what moved on meanwhile is found again by the next turn. */
	if ((err = dossier_apply(db, p->j->arena, &d, d.version, &act)))
		return err;
	return tasks_pass(db, m->dossier_id, m->from_id, m->to_id);
}

/* A dossier that cannot be moved just now holds up no other; *ret_later: it is tried again. */
static enum err
pass(struct job_ctx *j, const struct agency_move *move, bool *ret_later)
{
	enum err err = db_transaction(j->db, pass_once, &(struct passing){ j, move });

	if (!err || err == ERR_UNAVAILABLE)
		return err;
	*ret_later = true;
	log_event(
	    LOG_ERROR, "dossier_not_moved", LOG_INT("dossier", move->dossier_id), LOG_TEXT("why", j->failure.log));
	failure_clear(&j->failure);
	return OK;
}

/* The rest is a row of its own, so that a turn stays within its lease. */
static enum err
order_rest(struct job_ctx *j, const char *operation, int64_t after_id)
{
	return outbox_add(j->db,
	    &(struct outbox_message){ "workflow", AGENCY_CHANGED_TOPIC,
		arena_printf(j->arena, "%s/%" PRId64, operation, after_id), DB_NULL_INT, "{}", TIME_NONE, TIME_NONE },
	    j->now);
}

enum err
agency_moves(struct job_ctx *j, const struct outbox_row *row)
{
	const char *slash = strchr(row->key, '/');
	const char *operation =
	    slash != NULL ? arena_strndup(j->arena, row->key, (size_t)(slash - row->key)) : row->key;
	const struct agency_move *moves;
	bool later = false;
	size_t count, i;
	enum err err =
	    agency_moves_left(j->db, operation, slash != NULL ? strtoll(slash + 1, NULL, 10) : 0, TURN, &moves, &count);

	for (i = 0; !err && i < count && !j->stopping(); i++)
		err = pass(j, &moves[i], &later);
	/* Told to leave: the row stays as it is and is leased again. */
	if (!err && i < count)
		return ERR_UNAVAILABLE;
	if (!err && count == TURN)
		err = order_rest(j, operation, moves[count - 1].dossier_id);
	if (!err && later)
		err = FAILURE(&j->failure, ERR_CONFLICT, NULL, NULL, "%s: dossiers left to move", operation);
	return err;
}
