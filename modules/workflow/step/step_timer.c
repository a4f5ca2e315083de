/* Timers of steps and terms beside a clock that stands still. Part of step_engine.h. */
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "domain/definition/process/process_clock.h"
#include "domain/directory/calendar_store.h"
#include "domain/dossier/dossier_store.h"

#include "step/step_engine.h"
#include "step/step_engine_private.h"
#include "step/step_journal.h"

/* The clock of the dossier, and the calendar of the agency that has the step. */
struct step_terms {
	struct dossier_due clock;
	const struct calendar *calendar;
	int64_t agency_id;
};

static enum err
terms_of(const struct step_env *e, int64_t agency_id, struct step_terms *terms)
{
	if (terms->calendar != NULL && terms->agency_id == agency_id)
		return OK;
	terms->agency_id = agency_id;
	return calendar_of_agency(e->db, e->arena, agency_id, &terms->calendar);
}

static int64_t
term_end(const struct step_terms *terms, int64_t opened_at, const struct process_term *term)
{
	return process_term_end(
	    &terms->clock.policy, terms->calendar, terms->clock.events, terms->clock.event_count, opened_at, term);
}

enum err
step_timers_arm(const struct step_env *e, const struct dossier *d, const struct process_step *step, int64_t agency_id)
{
	const struct calendar *calendar;
	enum err err;

	if (step->timer_count == 0)
		return OK;
	if ((err = calendar_of_agency(e->db, e->arena, agency_id, &calendar)))
		return err;
	for (size_t i = 0; i < step->timer_count && !err; i++) {
		const int64_t at = process_term_after(calendar, &step->timers[i].after, e->now);

		err = at == TIME_NONE ? FAILURE(e->failure, ERR_UNAVAILABLE, "calendar.missing", NULL,
					    "timer %s goes beyond the calendar", step->timers[i].id)
				      : timer_add(e->db, d->id, step->id, step->timers[i].id, at);
	}
	return err;
}

/* --- after a pause ------------------------------------------------------------------------------------------------ */

static enum err
renew_tasks(const struct step_env *e, const struct dossier *d, const struct flow *flow, struct step_terms *terms)
{
	const struct step_task *tasks;
	size_t count;
	enum err err = step_tasks(e->db, d->id, &tasks, &count);

	for (size_t i = 0; !err && i < count; i++) {
		const struct process_step *step = flow_step(flow, tasks[i].step_id);
		int64_t due;

		if (tasks[i].closed_at != TIME_NONE || step == NULL || !process_step_pauses(step) ||
		    process_step_term(step)->minutes <= 0 || (err = terms_of(e, tasks[i].agency_id, terms)))
			continue;
		due = term_end(terms, tasks[i].opened_at, process_step_term(step));
		if (due != TIME_NONE && due != tasks[i].due_at)
			err = task_set_due(e->db, tasks[i].id, due);
	}
	return err;
}

static enum err
renew_timers(const struct step_env *e, const struct dossier *d, const struct flow *flow, struct step_terms *terms)
{
	const struct step_timer *timers;
	size_t count;
	enum err err = timers_of(e->db, d->id, &timers, &count);

	for (size_t i = 0; !err && i < count; i++) {
		const struct process_timer *timer;
		int64_t at;

		if (flow_timer(flow, timers[i].timer_id, &timer) == NULL ||
		    (err = terms_of(e, timers[i].agency_id, terms)))
			continue;
		at = term_end(terms, timers[i].opened_at, &timer->after);
		if (at != TIME_NONE && at != timers[i].fire_at)
			err = timer_move(e->db, timers[i].id, at);
	}
	return err;
}

enum err
step_terms_renew(const struct step_env *e, const struct dossier *d)
{
	struct step_terms terms = { .calendar = NULL };
	struct flow flow;
	enum err err = step_flow_of(e, d, &flow);

	if (err || flow_is_plain(&flow))
		return err;
	if ((err = dossier_due(e->db, e->arena, d, &terms.clock)) || (err = renew_tasks(e, d, &flow, &terms)))
		return err;
	return renew_timers(e, d, &flow, &terms);
}

/* --- firing ------------------------------------------------------------------------------------------------------- */

struct firing {
	const struct step_env *env;
	const struct dossier *dossier;
	const struct step_timer *row;
	const struct flow *flow;
	const struct process_step *step;
	const struct process_timer *timer;
};

/* The journal first: it locks the dossier, as every other move does. */
static enum err
fire_once(struct db *db, const void *arg)
{
	const struct firing *f = arg;
	const struct step_env *e = f->env;
	struct dossier d = *f->dossier;
	const struct dossier_act act = {
		.kind = DOSSIER_FORWARD_STEP,
		.who = { ACTOR_SYSTEM, "system", 0, 0 },
		.at = e->now,
		.facts = journal_facts(e->arena, "step", f->step->name, "timer", f->timer->id, "term",
		    f->timer->after.text, "ended", f->timer->interrupting ? "true" : NULL),
	};
	struct flow_facts facts;
	struct flow_move move;
	const char *tokens = NULL;
	int64_t version = 0;
	enum err err;

	if ((err = dossier_apply(db, e->arena, &d, DOSSIER_ANY_VERSION, &act)) ||
	    (err = timer_fired(db, f->row->id, e->now)) || (err = instance_lock(db, d.id, &tokens, &version)) ||
	    (err = step_facts_of(e, &d, f->flow, "timer", &facts)) ||
	    (err = flow_timer_fire(e->arena, f->flow, tokens, f->timer->id, &facts, e->failure, &move)))
		return err;
	if (f->timer->interrupting)
		err = task_close(db, d.id, f->step->id, "timer", "", DB_NULL_INT, e->now);
	if (err || (err = step_settle_move(e, &d, f->flow, &move, version)))
		return err;
	if ((err = step_decide(e, &d, f->flow, &act.who)))
		return err;
	return step_publish_settled(e, &d, f->flow);
}

enum err
step_timer_run(const struct step_env *e, const struct step_timer *timer)
{
	struct step_terms terms = { .calendar = NULL };
	struct firing firing = { .env = e, .row = timer };
	struct dossier d;
	struct flow flow;
	int64_t at;
	enum err err = dossier_by_id(e->db, timer->dossier_id, &d);

	if (err)
		return err;
	if (!timer->is_open || dossier_state_is_end(d.state))
		return timer_drop(e->db, timer->id, e->now);
	if ((err = step_flow_of(e, &d, &flow)) || (err = dossier_due(e->db, e->arena, &d, &terms.clock)) ||
	    (err = terms_of(e, timer->agency_id, &terms)))
		return err;
	firing.dossier = &d;
	firing.flow = &flow;
	firing.step = flow_is_plain(&flow) ? NULL : flow_timer(&flow, timer->timer_id, &firing.timer);
	if (firing.step == NULL)
		return timer_drop(e->db, timer->id, e->now);
	at = term_end(&terms, timer->opened_at, &firing.timer->after);
	if (at == TIME_NONE)
		return timer_move(e->db, timer->id, e->now + STEP_TIMER_AGAIN); /* the clock stands still */
	if (at > e->now)
		return timer_move(e->db, timer->id, at);
	return db_transaction(e->db, fire_once, &firing);
}
