/* Moves of the work, with the rows they leave. See step_engine.h. */
#include "step/step_engine.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "domain/definition/process/process_clock.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/local_time.h"

#include "consult/consult_store.h"
#include "result/result_store.h"
#include "step/step_answers.h"
#include "step/step_engine_private.h"
#include "step/step_journal.h"

enum err
step_env_of(struct ctx *c, struct step_env *ret_env)
{
	*ret_env = (struct step_env){ c->db, c->arena, c->messages, &c->failure, 0 };
	return ctx_now(c, &ret_env->now);
}

enum err
step_flow_of(const struct step_env *e, const struct dossier *d, struct flow *ret_flow)
{
	const char *bpmn = NULL;
	enum err err = OK;

	if (d->process_version_id != DB_NULL_INT)
		err = definition_content(e->db, DEFINITION_PROCESS, d->process_version_id, &bpmn);
	return err ? err : flow_open(e->arena, bpmn, e->failure, ret_flow);
}

enum err
step_facts_of(const struct step_env *e, const struct dossier *d, const struct flow *flow, const char *action,
    struct flow_facts *ret_facts)
{
	*ret_facts = (struct flow_facts){
		.action = action,
		.outcome = "",
		.opinion = "",
		.channel = d->channel,
		.case_no = d->case_no,
		.supplements = d->supplement_count,
		.today = office_day(e->now),
	};
	return flow_reads_answers(flow) ? step_answers(e, d, &ret_facts->answers) : OK;
}

/* When a step that opens now is due; TIME_NONE if it has no term or the calendar is missing. */
static enum err
step_due(const struct step_env *e, int64_t agency_id, const struct process_step *step, int64_t *ret_due)
{
	const struct process_term *term = process_step_term(step);
	const struct calendar *calendar = NULL;
	enum err err;

	*ret_due = TIME_NONE;
	if (term->minutes <= 0)
		return OK;
	if (!term->calendar && (err = calendar_of_agency(e->db, e->arena, agency_id, &calendar)))
		return err;
	*ret_due = process_term_after(calendar, term, e->now);
	return OK;
}

/* The counter's agency for its roles, the solving one for all others. */
static int64_t
agency_of_role(const struct dossier *d, const char *role)
{
	static const enum role counter[] = { ROLE_INTAKE, ROLE_RETURNING, ROLE_CASHIER };

	for (size_t i = 0; i < sizeof(counter) / sizeof(counter[0]); i++)
		if (strcmp(role, role_name(counter[i])) == 0)
			return d->agency_receiving_id;
	return d->agency_solving_id;
}

static const char *
step_title(const struct step_env *e, const struct flow *flow, const struct process_step *step)
{
	return flow_is_plain(flow) ? message(e->messages, MESSAGES_FIRST_LANGUAGE, step->name) : step->name;
}

/* --- an agency's opinion as a step of the process -------------------------------------------------------------------- */

/* The agency that the definition names, else the one that the procedure's offering names. */
static enum err
consulted_agency(
    const struct step_env *e, const struct dossier *d, const struct process_step *step, struct agency *ret_agency)
{
	struct procedure_offering offering;
	enum err err = step->agency[0] != '\0' ? agency_by_code(e->db, step->agency, ret_agency) : ERR_NOT_FOUND;

	if (err != ERR_NOT_FOUND)
		return err;
	err = procedure_offering_at(e->db, d->procedure_version_id, d->agency_receiving_id, &offering);
	if (!err && offering.agency_consulted_id != DB_NULL_INT)
		return agency_by_id(e->db, offering.agency_consulted_id, ret_agency);
	return err == ERR_NOT_FOUND || !err ? FAILURE(e->failure, ERR_CONFLICT, "workflow_process.no_agency", NULL,
						  "step %s names '%s'", step->id, step->agency)
					    : err;
}

static enum err
open_consultation(const struct step_env *e, struct dossier *d, const struct process_step *step, const char *title,
    struct step_task *task)
{
	struct agency agency;
	struct consultation consultation;
	struct dossier_act act;
	enum err err = consulted_agency(e, d, step, &agency);

	if (err || (err = step_due(e, agency.id, step, &task->due_at)))
		return err;
	task->agency_id = agency.id;
	task->role = "consult";
	consultation = (struct consultation){
		.step_id = step->id,
		.agency_id = agency.id,
		.question = title,
		.deadline_at = task->due_at,
		.asked_at = e->now,
		.asked_by = DB_NULL_INT,
	};
	act = (struct dossier_act){
		.kind = DOSSIER_CONSULT,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = e->now,
		.facts = journal_facts(
		    e->arena, "agency", agency.code, "question", title, "deadline", moment_iso(e->arena, task->due_at)),
	};
	if ((err = consultation_add(e->db, d->id, &consultation)))
		return err;
	return dossier_apply(e->db, e->arena, d, DOSSIER_ANY_VERSION, &act);
}

/* --- moves ------------------------------------------------------------------------------------------------------------ */

static enum err
open_steps(
    const struct step_env *e, struct dossier *d, const struct flow *flow, const struct flow_move *move, int64_t group)
{
	for (size_t i = 0; i < move->opened_count; i++) {
		const struct process_step *step = move->opened[i];
		struct step_task task = {
			.step_id = step->id,
			.name = step_title(e, flow, step),
			.role = step->role,
			.agency_id = agency_of_role(d, step->role),
			.assignee_id = DB_NULL_INT,
			.opened_at = e->now,
		};
		enum err err = step->kind == PROCESS_CONSULT ? open_consultation(e, d, step, task.name, &task)
							     : step_due(e, task.agency_id, step, &task.due_at);

		if (err || (err = task_add(e->db, d->id, &task, group)) ||
		    (err = step_timers_arm(e, d, step, task.agency_id)))
			return err;
	}
	return OK;
}

enum err
step_settle_move(
    const struct step_env *e, struct dossier *d, const struct flow *flow, const struct flow_move *move, int64_t version)
{
	enum err err = instance_set(e->db, d->id, move->tokens, version, move->finished ? e->now : TIME_NONE);

	for (size_t i = 0; !err && i < move->ended_count; i++)
		err = task_close(e->db, d->id, move->ended[i]->id, "terminated", "", DB_NULL_INT, e->now);
	return err ? err : open_steps(e, d, flow, move, version + 1);
}

struct beginning {
	const struct step_env *env;
	const struct dossier *dossier;
};

static enum err
begin_once(struct db *db, const void *arg)
{
	const struct beginning *b = arg;
	const struct step_env *e = b->env;
	struct dossier d = *b->dossier;
	struct flow_facts facts;
	struct flow flow;
	struct flow_move move;
	enum err err;

	if ((err = step_flow_of(e, &d, &flow)) || (err = step_facts_of(e, &d, &flow, "accept", &facts)) ||
	    (err = flow_start(e->arena, &flow, &facts, e->failure, &move)) ||
	    (err = instance_add(db, d.id, move.tokens, e->now)))
		return err;
	return open_steps(e, &d, &flow, &move, 1);
}

enum err
step_ensure(const struct step_env *e, const struct dossier *d)
{
	const struct beginning beginning = { e, d };
	enum err err = db_transaction(e->db, begin_once, &beginning);

	if (err == ERR_CONFLICT && db_duplicate(e->db)) {
		failure_clear(e->failure);
		return OK;
	}
	return err;
}

static bool
opens_role(const struct flow_move *move, enum role role)
{
	for (size_t i = 0; i < move->opened_count; i++)
		if (strcmp(move->opened[i]->role, role_name(role)) == 0)
			return true;
	return false;
}

enum err
step_advance(const struct step_env *e, struct dossier *d, const struct flow *flow, const struct step_done *done,
    struct step_moved *ret_moved)
{
	struct flow_facts facts;
	struct flow_move move;
	const char *tokens = NULL;
	int64_t version = 0;
	enum err err = step_facts_of(e, d, flow, done->action, &facts);

	if (err)
		return err;
	facts.outcome = done->outcome;
	facts.opinion = done->opinion;
	if ((err = instance_lock(e->db, d->id, &tokens, &version)) ||
	    (err = flow_complete(e->arena, flow, tokens, done->step_id, &facts, e->failure, &move)) ||
	    (err = task_close(e->db, d->id, done->step_id, done->action, done->note, done->officer_id, e->now)))
		return err;
	*ret_moved = (struct step_moved){ opens_role(&move, ROLE_LEADER), move.finished };
	return step_settle_move(e, d, flow, &move, version);
}

enum err
step_is_open(const struct step_env *e, const struct dossier *d, const char *step_id, bool *ret_open)
{
	const struct step_task *tasks;
	size_t count;
	enum err err = step_tasks(e->db, d->id, &tasks, &count);

	*ret_open = false;
	for (size_t i = 0; !err && i < count && !*ret_open; i++)
		*ret_open = tasks[i].closed_at == TIME_NONE && strcmp(tasks[i].step_id, step_id) == 0;
	return err;
}

enum err
step_begin_again(const struct step_env *e, const struct dossier *d, const struct flow *flow)
{
	const struct process_step *desk = flow_step_of(flow, ROLE_PROCESSING);
	struct dossier now = *d;
	struct flow_move move;
	const char *tokens = NULL;
	int64_t version = 0;
	enum err err;

	if (desk == NULL)
		desk = flow->steps[0];
	if ((err = instance_lock(e->db, d->id, &tokens, &version)) ||
	    (err = flow_begin_again_at(e->arena, flow, desk, e->failure, &move)) ||
	    (err = tasks_close(e->db, d->id, "begin_again", e->now)) ||
	    (err = instance_set(e->db, d->id, move.tokens, version, TIME_NONE)) ||
	    (err = result_back_to_draft(e->db, d->id)))
		return err;
	return open_steps(e, &now, flow, &move, version + 1);
}

/* --- the decision ----------------------------------------------------------------------------------------------------- */

/* The way leads to the counter, or is at its end: whoever was not asked until now will not be asked. */
static bool
is_past_asking(const struct step_task *tasks, size_t count)
{
	size_t open = 0;

	for (size_t i = 0; i < count; i++) {
		if (tasks[i].closed_at != TIME_NONE)
			continue;
		if (strcmp(tasks[i].role, role_name(ROLE_RETURNING)) == 0)
			return true;
		open++;
	}
	return open == 0;
}

/* Has every agency that the process asks answered, or let its time pass where the process goes on without it? */
static bool
all_were_asked(const struct flow *flow, const struct step_task *tasks, size_t count)
{
	for (size_t i = 0; i < flow->count; i++) {
		bool answered = flow->steps[i]->kind != PROCESS_CONSULT;

		for (size_t t = 0; t < count && !answered; t++)
			answered =
			    tasks[t].closed_at != TIME_NONE && tasks[t].outcome != NULL &&
			    (strcmp(tasks[t].outcome, "answer") == 0 || strcmp(tasks[t].outcome, "timer") == 0) &&
			    strcmp(tasks[t].step_id, flow->steps[i]->id) == 0;
		if (!answered)
			return false;
	}
	return true;
}

enum err
step_decide(const struct step_env *e, struct dossier *d, const struct flow *flow, const struct dossier_who *who)
{
	const struct step_task *tasks;
	struct step_row row;
	struct dossier_act act;
	size_t count;
	enum err err;

	if (d->state != DOSSIER_IN_PROGRESS)
		return OK;
	if ((err = step_row(e->db, d->id, &row)) || (err = step_tasks(e->db, d->id, &tasks, &count)))
		return err;
	if (row.approved_at == TIME_NONE || (!all_were_asked(flow, tasks, count) && !is_past_asking(tasks, count)))
		return OK;
	act = (struct dossier_act){
		.kind = DOSSIER_DECIDE,
		.who = *who,
		.at = e->now,
		.outcome = row.outcome,
		.facts = journal_facts(e->arena, "outcome", row.outcome, "reason", row.reason),
	};
	return dossier_apply(e->db, e->arena, d, DOSSIER_ANY_VERSION, &act);
}

static bool
clerk_is_at_work(const struct step_task *tasks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (tasks[i].closed_at == TIME_NONE && strcmp(tasks[i].role, role_name(ROLE_CLERK)) == 0)
			return true;
	return false;
}

enum err
step_publish_settled(const struct step_env *e, struct dossier *d, const struct flow *flow)
{
	const bool has_clerk = flow_step_of(flow, ROLE_CLERK) != NULL;
	const char *ready = has_clerk ? "numbered" : "approved";
	const struct dossier_act act = {
		.kind = DOSSIER_PUBLISH_RESULT, .who = { ACTOR_SYSTEM, "system", 0, 0 }, .at = e->now
	};
	const struct step_task *tasks;
	struct step_row row;
	size_t count;
	enum err err;

	if (d->state != DOSSIER_DECIDED)
		return OK;
	if ((err = step_row(e->db, d->id, &row)) || (err = step_tasks(e->db, d->id, &tasks, &count)))
		return err;
	if (row.result_state == NULL || strcmp(row.result_state, ready) != 0 || clerk_is_at_work(tasks, count))
		return OK;
	err = result_publish(e->db, d->id, ready, e->now);
	return err ? err : dossier_apply(e->db, e->arena, d, DOSSIER_ANY_VERSION, &act);
}
