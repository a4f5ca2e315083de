/*
 * dossier_apply: lock, check, advance the clock, write the journal, the outbox and the row, all or nothing.
 * Lock order everywhere: the dossier's row first; the counter of codes, which all dossiers of an agency share, last, so
 * that it is held for one statement and the COMMIT. See door_store.h.
 */
#include "domain/dossier/door_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/door_journal_store.h"
#include "domain/dossier/dossier_columns.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/time/policy_text.h"

struct contents_row {
	int64_t last_paper, round;
};
static const struct db_column contents_columns[] = {
	COL(contents_row, last_paper, DB_INT),
	COL(contents_row, round, DB_INT),
};

enum { LOCK, UPDATE, LEDGER, CONTENTS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LOCK] = { DOSSIER_SELECT "WHERE dossier.id = ? FOR UPDATE", ROW(dossier_columns, dossier) },
	[UPDATE] = { "UPDATE dossier SET state = ?, version = version + 1, code = ?, agency_receiving_id = ?, "
		     "agency_solving_id = ?, form_version_id = ?, process_version_id = ?, "
		     "declared_form_version_id = ?, "
		     "received_at = ?, first_due_at = ?, due_at = ?, wait_until = ?, decided_at = ?, returned_at = ?, "
		     "outcome = ?, supplement_count = ?, extended = ?, consulting = ?, last_seq = ?, last_hash = ? "
		     "WHERE id = ? AND version = ?",
	    NO_ROW },
	[LEDGER] = { "INSERT INTO dossier_clock (dossier_id, seq, event_seq, kind, at, reason, minutes) "
		     "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CONTENTS] = { "SELECT (SELECT COALESCE(MAX(seq), 0) FROM dossier_paper WHERE dossier_id = ?) AS last_paper, "
		       "1 + GREATEST((SELECT COALESCE(MAX(round), 0) FROM dossier_paper WHERE dossier_id = ?), "
		       "(SELECT COALESCE(MAX(round), 0) FROM dossier_value WHERE dossier_id = ?)) AS round",
	    ROW(contents_columns, contents_row) },
};
const struct store door_store = { "door", statements, STATEMENT__MAX };

enum { LEDGER_MAX = 200 };

struct passage {
	struct arena *arena;
	int64_t dossier_id, expected_version;
	const struct dossier_act *act;
	struct dossier *ret_after; /* the caller's own is changed when all is committed, not before */
};

/* How far a request's time may lie before the last entry: it waited for the row while another went through. */
#define WAITED_MOST (60 * DATE_SECOND)

static int64_t
ledger_time(const struct dossier_due *before, int64_t at)
{
	int64_t last = before->event_count > 0 ? before->events[before->event_count - 1].at : at;

	return at < last && last - at <= WAITED_MOST ? last : at;
}

/* The clock's rules are asked before the ledger is written, the ledger decides the due date afterwards. */
static enum err
ledger_row(struct db *db, const struct passage *p, const struct dossier_due *before, const struct dossier_edge *edge,
    struct clock_event *row, bool *ret_write)
{
	const struct dossier_act *act = p->act;

	*row = (struct clock_event){
		.seq = (int32_t)before->event_count + 1, .at = ledger_time(before, act->at), .reason = REASON_NONE
	};
	*ret_write = true;
	switch (edge->clock) {
	case LEDGER_INTAKE: row->kind = CLOCK_INTAKE; return OK;
	case LEDGER_START: row->kind = CLOCK_START; return OK;
	case LEDGER_PAUSE:
		row->kind = CLOCK_PAUSE;
		row->reason = edge->reason;
		*ret_write = !before->result.waiting;
		return OK;
	case LEDGER_RESUME:
		row->kind = clock_resume_kind(&before->policy, before->result.waiting_for);
		*ret_write = before->result.waiting;
		return OK;
	case LEDGER_EXTEND:
		row->kind = CLOCK_EXTEND;
		row->minutes = act->extend_minutes;
		if (act->extend_minutes <= 0)
			return FAILURE(db_failure(db), ERR_INVALID, "dossier.extension_needs_term", NULL, "no minutes");
		return clock_may_extend(&before->policy, before->calendar, &before->result, act->at, db_failure(db));
	case LEDGER_STOP:
		row->kind = CLOCK_STOP;
		*ret_write = before->result.state != CLOCK_NOT_STARTED;
		return OK;
	default: *ret_write = false; return OK;
	}
}

/* Writes the ledger row that the edge calls for and takes over what the clock then says. */
static enum err
advance_clock(struct db *db, const struct passage *p, const struct dossier_edge *edge, struct dossier *d)
{
	struct clock_event *events, row;
	struct dossier_due due_now;
	bool write;
	enum err err;

	if (edge->clock == LEDGER_NONE)
		return OK;
	if ((err = dossier_due(db, p->arena, d, &due_now)) || (err = ledger_row(db, p, &due_now, edge, &row, &write)) ||
	    !write)
		return err;
	if (due_now.event_count >= LEDGER_MAX)
		return FAILURE(db_failure(db), ERR_CONFLICT, "dossier.not_now", NULL, "the clock ledger is full");
	events = arena_array(p->arena, due_now.event_count + 1, sizeof(*events));
	if (due_now.event_count > 0)
		memcpy(events, due_now.events, due_now.event_count * sizeof(*events));
	events[due_now.event_count] = row;
	err = due(&due_now.policy, due_now.calendar, events, due_now.event_count + 1, &due_now.result);
	if (err)
		return FAILURE(db_failure(db), err, clock_problem_key(due_now.result.problem), NULL,
		    "clock of dossier %lld at row %d", (long long)d->id, (int)due_now.result.problem_seq);
	d->first_due_at = due_now.result.first_due;
	d->due_at = due_now.result.due;
	d->wait_until = due_now.result.wait_limit;
	d->extended = due_now.result.extended;
	return db_exec(db, &statements[LEDGER],
	    ARGS(INT(d->id), INT(row.seq), INT(d->last_seq + 1), TEXT(clock_event_name(row.kind)), TIME(row.at),
		TEXT(clock_reason_name(row.reason)), INT(row.minutes)));
}

/* NĐ 61/2018/NĐ-CP, Đ17(2)(a): one notice with all that is missing; an incomplete answer is accepted or refused. */
static enum err
check_first_notice(struct db *db, const struct dossier *d)
{
	struct dossier_event asked;
	enum err err = dossier_event_last(db, d->id, DOSSIER_ASK_INTAKE_SUPPLEMENT, &asked);

	if (err == OK)
		return FAILURE(
		    db_failure(db), ERR_CONFLICT, "dossier.notice_once", NULL, "asked at %lld", (long long)asked.seq);
	return err == ERR_NOT_FOUND ? OK : err;
}

/* What an act must bring, and the rules of law that no state expresses. */
static enum err
check_act(struct db *db, const struct dossier *d, const struct dossier_act *act)
{
	struct failure *failure = db_failure(db);

	switch (act->kind) {
	case DOSSIER_ASK_INTAKE_SUPPLEMENT: return check_first_notice(db, d);
	case DOSSIER_ASK_SUPPLEMENT:
		/* NĐ 61/2018/NĐ-CP, Đ11(2)(c): supplements are asked for once only. */
		if (d->supplement_count > 0 && !act->leader_approved)
			return FAILURE(failure, ERR_CONFLICT, "dossier.supplement_once", NULL, "asked before");
		return OK;
	case DOSSIER_DECIDE:
		if (act->outcome == NULL ||
		    (strcmp(act->outcome, "granted") != 0 && strcmp(act->outcome, "refused") != 0))
			return FAILURE(failure, ERR_INVALID, "dossier.needs_outcome", "outcome", "no outcome");
		return OK;
	case DOSSIER_AGENCY_CHANGED:
		if (act->agency_solving_id <= 0)
			return FAILURE(failure, ERR_INVALID, "dossier.needs_agency", NULL, "no agency");
		/* Who received a dossier is a fact of the day on which it was accepted. */
		if (act->agency_receiving_id > 0 && d->received_at != TIME_NONE)
			return FAILURE(failure, ERR_INVALID, "dossier.needs_agency", NULL, "received already");
		return OK;
	case DOSSIER_DEFINITION_CHANGED:
		if (act->form_version_id <= 0 && act->process_version_id <= 0)
			return FAILURE(failure, ERR_INVALID, "dossier.needs_definition", NULL, "no definition");
		return OK;
	default: return OK;
	}
}

/* Members of the row that the kind of event sets by itself; the clock's members come from advance_clock. */
static enum err
set_members(struct db *db, const struct passage *p, struct dossier *d)
{
	const struct dossier_act *act = p->act;
	struct agency agency;
	enum err err;

	switch (act->kind) {
	case DOSSIER_RECEIVE:
		/* NĐ 118/2025/NĐ-CP, Đ17(3): one code, given on acceptance. */
		d->received_at = act->at;
		if ((err = agency_by_id(db, d->agency_receiving_id, &agency)))
			return err;
		return number_next(db, p->arena, NUMBER_CODE, agency.code, act->at, &d->code);
	case DOSSIER_ASK_SUPPLEMENT: d->supplement_count++; return OK;
	case DOSSIER_CONSULT: d->consulting = true; return OK;
	case DOSSIER_CONSULT_ANSWER: d->consulting = false; return OK;
	case DOSSIER_DECIDE:
		d->decided_at = act->at;
		d->outcome = act->outcome;
		return OK;
	case DOSSIER_RETURN_RESULT: d->returned_at = act->at; return OK;
	case DOSSIER_AGENCY_CHANGED:
		d->agency_solving_id = act->agency_solving_id;
		if (act->agency_receiving_id > 0)
			d->agency_receiving_id = act->agency_receiving_id;
		return OK;
	case DOSSIER_DEFINITION_CHANGED:
		if (act->form_version_id > 0)
			d->form_version_id = act->form_version_id;
		if (act->process_version_id > 0)
			d->process_version_id = act->process_version_id;
		return OK;
	/* What is answered now is declared by the form that asked it. */
	case DOSSIER_SUPPLEMENT_ANSWERED:
		if (act->value_count > 0)
			d->declared_form_version_id = d->form_version_id;
		return OK;
	default: return OK;
	}
}

static enum err
add_contents(struct db *db, const struct dossier *d, const struct dossier_act *act)
{
	struct contents_row row;
	enum err err;

	if (act->paper_count == 0 && act->value_count == 0)
		return OK;
	if ((err = db_row(db, &statements[CONTENTS], ARGS(INT(d->id), INT(d->id), INT(d->id)), &row)))
		return err;
	return door_add_contents(
	    db, d->id, row.round, row.last_paper + 1, act->papers, act->paper_count, act->values, act->value_count);
}

static enum err
lock_and_check(struct db *db, const struct passage *p, struct dossier *d, const struct dossier_edge **ret_edge)
{
	struct failure *failure = db_failure(db);
	enum err err = db_row(db, &statements[LOCK], ARGS(INT(p->dossier_id)), d);

	if (err)
		return err;
	if ((err = dossier_state_by_name(d->state_name, &d->state)))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "state '%s' in the row", d->state_name);
	if (p->expected_version != DOSSIER_ANY_VERSION && p->expected_version != d->version)
		return FAILURE(failure, ERR_CONFLICT, "dossier.moved_on", NULL, "version %lld, expected %lld",
		    (long long)d->version, (long long)p->expected_version);
	if ((*ret_edge = dossier_edge_of(d->state, p->act->kind)) == NULL)
		return FAILURE(failure, ERR_CONFLICT, "dossier.not_now", NULL, "%s in state %s",
		    dossier_event_name(p->act->kind), d->state_name);
	if (((*ret_edge)->actors & ACTOR_BIT(p->act->who.as)) == 0)
		return FAILURE(failure, ERR_FORBIDDEN, "dossier.not_yours", NULL, "%s by %s",
		    dossier_event_name(p->act->kind), dossier_actor_name(p->act->who.as));
	return check_act(db, d, p->act);
}

static enum err
apply_once(struct db *db, const void *arg)
{
	const struct passage *p = arg;
	const struct dossier_edge *edge;
	struct dossier d;
	enum err err;

	if ((err = lock_and_check(db, p, &d, &edge)) || (err = advance_clock(db, p, edge, &d)) ||
	    (err = add_contents(db, &d, p->act)))
		return err;
	d.state = edge->to;
	d.state_name = dossier_state_name(edge->to);
	if ((err = door_record(db, p->arena, &d, p->act->kind, &p->act->who, p->act->at, p->act->facts)) ||
	    (err = set_members(db, p, &d)) ||
	    (err = db_change_one(db, &statements[UPDATE],
		 ARGS(TEXT(d.state_name), TEXT(d.code), INT(d.agency_receiving_id), INT(d.agency_solving_id),
		     INT(d.form_version_id), INT(d.process_version_id), INT(d.declared_form_version_id),
		     TIME(d.received_at), TIME(d.first_due_at), TIME(d.due_at), TIME(d.wait_until), TIME(d.decided_at),
		     TIME(d.returned_at), TEXT(d.outcome), INT(d.supplement_count), BOOL(d.extended),
		     BOOL(d.consulting), INT(d.last_seq), BYTES(d.last_hash), INT(d.id), INT(d.version)))))
		return err;
	d.version++;
	*p->ret_after = d;
	return OK;
}

enum err
dossier_apply(struct db *db, struct arena *arena, struct dossier *dossier, int64_t expected_version,
    const struct dossier_act *act)
{
	struct dossier after;
	const struct passage passage = { arena, dossier->id, expected_version, act, &after };
	enum err err = db_transaction(db, apply_once, &passage);

	if (!err)
		*dossier = after;
	return err;
}
