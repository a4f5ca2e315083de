/* A sample dossier's walk. See walk.h. Must stay pure. */
#include "simulate/walk.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/time/calendar.h"
#include "domain/time/policy_text.h"
#include "simulate/walk_clock.h"
#include "simulate/walk_filed.h"

/* Actions that do not end a step but tell the clock or the counter something (domain/dossier/state.h's events). */
#define ASK_SUPPLEMENT "request_supplement"
#define REFUSE         "refuse"
#define APPROVE        "approve"
#define COLLECT        "collect"

enum { FACTS = 6 };

/* The walk as it goes. */
struct walking {
	struct arena *arena;
	const struct walk_definitions *definitions;
	const struct walk_given *given;
	struct walk_trace *trace;
	struct walk_clock clock;
	struct process_tokens tokens;
	struct walk_visit *visits;
	struct walk_note *notes;
	const char **fired; /* timers that leave their step running fire once */
	size_t fired_count, visit_most;
	bool approved;
	const char *outcome;
};

static bool
has_role(const struct process_step *step, const char *role)
{
	return step->kind == PROCESS_USER_TASK && strcmp(step->role, role) == 0;
}

static void
stick(struct walking *w, const char *message, const char *element)
{
	w->trace->end = WALK_STUCK;
	w->trace->stuck = message;
	w->trace->stuck_at = element;
}

/* --- the decision ---------------------------------------------------------------------------------------------------- */

static void
accept(struct walking *w, int64_t at)
{
	if (w->trace->accepted)
		return;
	w->trace->accepted = true;
	w->trace->accepted_at = at;
	walk_clock_note(&w->clock, CLOCK_START, REASON_NONE, at);
}

static bool
consults_are_answered(const struct walking *w)
{
	const struct process_step *const *steps;
	size_t count = process_steps(w->definitions->process, &steps);

	for (size_t i = 0; i < count; i++) {
		bool answered = steps[i]->kind != PROCESS_CONSULT;

		for (size_t v = 0; v < w->trace->visit_count && !answered; v++)
			answered = w->visits[v].step == steps[i] && w->visits[v].closed_at != TIME_NONE;
		if (!answered)
			return false;
	}
	return true;
}

/* The way leads to the counter: whoever was not asked until now will not be asked. */
static bool
is_at_return(const struct walking *w)
{
	for (size_t i = 0; i < w->trace->visit_count; i++)
		if (w->visits[i].closed_at == TIME_NONE && has_role(w->visits[i].step, "returning"))
			return true;
	return w->trace->end == WALK_DONE;
}

/* The legal term ends with the decision: approved, with nobody left to be asked; without a leader, at the return. */
static void
decide(struct walking *w, int64_t at)
{
	struct walk_trace *t = w->trace;

	if (t->decided_at != TIME_NONE || !t->accepted || t->waiting)
		return;
	if (!is_at_return(w) && (!w->approved || !consults_are_answered(w)))
		return;
	t->decided_at = at;
	walk_clock_note(&w->clock, CLOCK_STOP, REASON_NONE, at);
}

/* --- the process ----------------------------------------------------------------------------------------------------- */

/* What conditions read: the answers, and the facts of the work, which win. */
static struct feel_context
variables(const struct walking *w, const char *action)
{
	const struct feel_context *inputs = &w->trace->inputs;
	struct feel_binding *bindings = arena_array(w->arena, inputs->count + FACTS, sizeof(*bindings));
	const struct feel_binding facts[FACTS] = {
		{ "action", feel_string(action) },
		{ "outcome", feel_string(w->outcome) },
		{ "opinion",
		    feel_string(strcmp(action, "agree") == 0 || strcmp(action, "disagree") == 0 ? action : "") },
		{ "channel", feel_string(w->given->channel) },
		{ "case", feel_integer(w->given->case_no) },
		{ "supplements", feel_integer(w->trace->supplements) },
	};
	size_t count = FACTS;

	memcpy(bindings, facts, sizeof(facts));
	for (size_t i = 0; i < inputs->count; i++) {
		bool is_fact = false;

		for (size_t f = 0; f < FACTS && !is_fact; f++)
			is_fact = strcmp(facts[f].name, inputs->bindings[i].name) == 0;
		if (!is_fact)
			bindings[count++] = inputs->bindings[i];
	}
	return (struct feel_context){ bindings, count, inputs->today };
}

static void
open_visits(struct walking *w, const struct process_move *move, int64_t at)
{
	for (size_t i = 0; i < move->opened_count; i++) {
		struct walk_visit *visit = &w->visits[w->trace->visit_count];

		if (w->trace->visit_count == w->visit_most) {
			stick(w, "catalogue_simulate.stuck_long", move->opened[i]->id);
			return;
		}
		*visit = (struct walk_visit){ .step = move->opened[i], .closed_at = TIME_NONE, .action = "" };
		walk_clock_open(&w->clock, visit, at);
		w->trace->visit_count++;
	}
}

static void
close_visit(struct walking *w, const struct process_step *step, const char *action, int64_t at)
{
	for (size_t i = w->trace->visit_count; i > 0; i--) {
		struct walk_visit *visit = &w->visits[i - 1];

		if (visit->step != step || visit->closed_at != TIME_NONE)
			continue;
		visit->closed_at = at;
		visit->action = action;
		visit->late = visit->due_at != TIME_NONE && at > visit->due_at;
		return;
	}
}

/* Takes over what a move did to the tokens. */
static void
settle(struct walking *w, const struct process_move *move, const char *action, int64_t at)
{
	for (size_t i = 0; i < move->closed_count; i++)
		close_visit(w, move->closed[i], action, at);
	w->tokens = move->tokens;
	open_visits(w, move, at);
	if (w->trace->end == WALK_OPEN && move->finished)
		w->trace->end = WALK_DONE;
	decide(w, at);
}

static bool
is_due_at(const struct walking *w, const char *time)
{
	return w->trace->fee_due > 0 && w->trace->paid_at == TIME_NONE && strcmp(w->given->fee_time, time) == 0;
}

static bool
intake_is_open(const struct walking *w)
{
	for (size_t i = 0; i < w->trace->visit_count; i++)
		if (w->visits[i].closed_at == TIME_NONE && has_role(w->visits[i].step, "intake"))
			return true;
	return false;
}

/* Where nobody has to look at it first, it is accepted as soon as what is due at filing is paid. */
static void
take_up(struct walking *w, int64_t at)
{
	if (is_due_at(w, "at_filing") || intake_is_open(w))
		return;
	accept(w, at);
	if (w->definitions->process == NULL)
		w->trace->end = WALK_DONE;
}

static void
begin(struct walking *w, int64_t at)
{
	struct definition_error error = { .element = "" };
	const struct feel_context context = variables(w, "accept");
	struct process_move move;

	if (w->definitions->process == NULL) {
		take_up(w, at);
		return;
	}
	if (process_start(w->arena, w->definitions->process, &context, &move, &error)) {
		stick(w, "catalogue_simulate.stuck_no_way", error.element);
		return;
	}
	settle(w, &move, "", at);
	take_up(w, at);
}

/* --- the fee --------------------------------------------------------------------------------------------------------- */

static void
file(struct walking *w)
{
	struct walk_trace *t = w->trace;

	walk_clock_note(&w->clock, CLOCK_INTAKE, REASON_NONE, w->given->filed_at);
	if (t->fee_state == WALK_FEE_LINES && *w->given->fee_time != '\0' && strcmp(w->given->fee_time, "none") != 0)
		t->fee_due = t->fees.total;
	begin(w, w->given->filed_at);
}

static void
settle_fee(struct walking *w, const char *method, int64_t at)
{
	w->trace->paid_at = at;
	w->trace->paid_by = method;
}

static void
walk_pay(struct walking *w, const struct walk_act *act)
{
	const bool at_filing = is_due_at(w, "at_filing");

	if (!walk_pays_by(act->action) || (!at_filing && (!is_due_at(w, "at_return") || !w->trace->accepted))) {
		stick(w, "catalogue_simulate.stuck_not_due", "");
		return;
	}
	settle_fee(w, act->action, act->at);
	if (!at_filing)
		return;
	for (size_t i = 0; i < w->trace->visit_count; i++) /* whoever has it gets it now */
		walk_clock_open(&w->clock, &w->visits[i], act->at);
	take_up(w, act->at);
}

/*
 * What is due at filing is paid before the counter takes the dossier up, which it may refuse at any time (domain/dossier/state).
 * What is due at return the cashier's step takes; nothing is handed over before. False: it must be paid first.
 */
static bool
pays_or_is_paid(struct walking *w, const struct process_step *step, const struct walk_act *act)
{
	if (is_due_at(w, "at_filing"))
		return strcmp(act->action, REFUSE) == 0 && has_role(step, "intake");
	if (!is_due_at(w, "at_return"))
		return true;
	if (has_role(step, "cashier") && (strcmp(act->action, COLLECT) == 0 || step->action_count == 0))
		settle_fee(w, "cash", act->at);
	return !has_role(step, "returning");
}

/* --- acts ------------------------------------------------------------------------------------------------------------ */

static void
ask_supplement(struct walking *w, int64_t at)
{
	w->trace->waiting = true;
	w->trace->supplements++;
	walk_clock_note(&w->clock, CLOCK_PAUSE, REASON_SUPPLEMENT, at);
}

static void
answer_supplement(struct walking *w, const struct walk_act *act)
{
	if (!w->trace->waiting) {
		stick(w, "catalogue_simulate.stuck_not_waiting", "");
		return;
	}
	w->trace->waiting = false;
	walk_clock_note(&w->clock, clock_resume_kind(&w->trace->policy, REASON_SUPPLEMENT), REASON_NONE, act->at);
	walk_clock_renew(&w->clock, w->visits, w->trace->visit_count);
}

static void
end_step(struct walking *w, const struct process_step *step, const struct walk_act *act)
{
	struct definition_error error = { .element = "" };
	struct feel_context context;
	struct process_move move;

	if (has_role(step, "leader") && (strcmp(act->action, APPROVE) == 0 || step->action_count == 0))
		w->approved = true;
	if (strcmp(act->action, REFUSE) == 0)
		w->outcome = "refused";
	else if (w->outcome[0] == '\0' && has_role(step, "processing"))
		w->outcome = "granted";
	context = variables(w, act->action);
	if (process_complete(w->arena, w->definitions->process, &w->tokens, step->id, &context, &move, &error)) {
		stick(w, "catalogue_simulate.stuck_no_way", error.element);
		return;
	}
	if (has_role(step, "intake"))
		accept(w, act->at);
	settle(w, &move, act->action, act->at);
}

static void
walk_step(struct walking *w, const struct walk_act *act)
{
	const struct walk_visit *visit = walk_open_visit(w->trace, act->element);

	if (visit == NULL || !walk_step_offers(visit->step, act->action)) {
		stick(w, visit == NULL ? "catalogue_simulate.stuck_closed" : "catalogue_simulate.stuck_action",
		    act->element);
		return;
	}
	if (w->trace->waiting) {
		stick(w, "catalogue_simulate.stuck_waiting", act->element);
		return;
	}
	if (!pays_or_is_paid(w, visit->step, act)) {
		stick(w, "catalogue_simulate.stuck_unpaid", act->element);
	} else if (strcmp(act->action, ASK_SUPPLEMENT) == 0) {
		ask_supplement(w, act->at);
	} else if (strcmp(act->action, REFUSE) == 0 && has_role(visit->step, "intake")) {
		close_visit(w, visit->step, REFUSE, act->at);
		w->trace->refused = true;
		w->trace->end = WALK_REFUSED;
	} else {
		end_step(w, visit->step, act);
	}
}

static bool
has_fired(const struct walking *w, const char *timer_id)
{
	for (size_t i = 0; i < w->fired_count; i++)
		if (strcmp(w->fired[i], timer_id) == 0)
			return true;
	return false;
}

/* Those of open steps that have not fired; one that stands still fires when it runs again. */
static void
list_timers(struct walking *w)
{
	struct walk_trace *t = w->trace;
	struct walk_timer *timers = arena_array(w->arena, PROCESS_NODES_MAX, sizeof(*timers));

	t->timers = timers;
	t->timer_count = 0;
	for (size_t i = 0; i < t->visit_count && t->end == WALK_OPEN; i++) {
		const struct walk_visit *visit = &w->visits[i];

		for (size_t n = 0; visit->closed_at == TIME_NONE && n < visit->step->timer_count; n++) {
			const struct process_timer *timer = &visit->step->timers[n];
			const int64_t at = walk_clock_timer_end(&w->clock, visit, timer);

			if (at != TIME_NONE && !has_fired(w, timer->id) && t->timer_count < PROCESS_NODES_MAX)
				timers[t->timer_count++] = (struct walk_timer){ visit->step, timer, at };
		}
	}
}

static const struct walk_timer *
running_timer(struct walking *w, const char *timer_id)
{
	list_timers(w);
	for (size_t i = 0; i < w->trace->timer_count; i++)
		if (strcmp(w->trace->timers[i].timer->id, timer_id) == 0)
			return &w->trace->timers[i];
	return NULL;
}

static void
walk_timer(struct walking *w, const struct walk_act *act)
{
	struct definition_error error = { .element = "" };
	const struct feel_context context = variables(w, "timer");
	const struct walk_timer *timer = running_timer(w, act->element);
	struct process_move move;

	if (timer != NULL && timer->at > act->at) {
		stick(w, "catalogue_simulate.stuck_timer_early", act->element);
		return;
	}
	if (timer == NULL ||
	    process_timer_fire(w->arena, w->definitions->process, &w->tokens, act->element, &context, &move, &error)) {
		stick(w, "catalogue_simulate.stuck_timer", act->element);
		return;
	}
	w->fired[w->fired_count++] = act->element;
	settle(w, &move, "timer", act->at);
}

static void
walk_acts(struct walking *w)
{
	struct walk_trace *t = w->trace;

	for (size_t i = 0; i < w->given->act_count && t->end == WALK_OPEN; i++) {
		const struct walk_act *act = &w->given->acts[i];

		if (act->at < t->last_at) {
			stick(w, "catalogue_simulate.stuck_earlier", act->element);
			return;
		}
		w->notes[t->note_count++] = (struct walk_note){ act->kind, act->element, act->action, act->at };
		switch (act->kind) {
		case WALK_ANSWER: answer_supplement(w, act); break;
		case WALK_TIMER: walk_timer(w, act); break;
		case WALK_PAY: walk_pay(w, act); break;
		default: walk_step(w, act); break;
		}
		t->last_at = act->at;
	}
}

/* --- what is said at the end ----------------------------------------------------------------------------------------- */

/* Terms in calendar days and months are no minutes of work: there is nothing to compare the steps' sum with. */
static int64_t
legal_minutes(const struct clock_policy *policy)
{
	if (policy->term.unit == TERM_MONTH || policy->term.unit == TERM_WEEK || policy->count == CLOCK_CALENDAR_DAYS)
		return 0;
	return policy->term.unit == TERM_SAME_DAY ? STANDARD_DAY : policy->term.minutes;
}

static void
measure(struct walking *w)
{
	struct walk_trace *t = w->trace;
	struct definition_error error = { .message = NULL, .element = "" };

	t->unpaid = is_due_at(w, "at_filing") || (is_due_at(w, "at_return") && t->end == WALK_OPEN && is_at_return(w));
	t->legal_minutes = legal_minutes(&t->policy);
	if (w->definitions->process != NULL &&
	    process_check_term(
		w->definitions->process, t->legal_minutes > 0 ? t->legal_minutes : INT64_MAX, &t->path_minutes, &error))
		t->term_fault = error.message;
}

enum err
walk_run(struct arena *arena, const struct walk_definitions *definitions, const struct walk_given *given,
    struct failure *failure, struct walk_trace *ret_trace)
{
	const size_t most = PROCESS_TOKENS_MAX + (size_t)WALK_ACTS_MAX * 4;
	struct walking w = { arena, definitions, given, ret_trace, .outcome = "", .visit_most = most };
	enum err err;

	*ret_trace = (struct walk_trace){
		.stuck_at = "", .accepted_at = TIME_NONE, .decided_at = TIME_NONE, .paid_at = TIME_NONE, .paid_by = ""
	};
	if (given->act_count > WALK_ACTS_MAX)
		return FAILURE(failure, ERR_INVALID, "catalogue_simulate.too_many_acts", NULL, "%s", "");
	if ((err = policy_parse(arena, given->policy, failure, &ret_trace->policy)))
		return err;
	w.visits = arena_array(arena, most, sizeof(*w.visits));
	w.notes = arena_array(arena, WALK_ACTS_MAX, sizeof(*w.notes));
	w.clock = walk_clock_new(arena, given, &ret_trace->policy);
	w.fired = arena_array(arena, WALK_ACTS_MAX, sizeof(*w.fired));
	ret_trace->visits = w.visits;
	ret_trace->notes = w.notes;
	ret_trace->last_at = given->filed_at;
	walk_file(arena, definitions, given, ret_trace);
	file(&w);
	walk_acts(&w);
	list_timers(&w);
	walk_clock_judge(arena, &w.clock, ret_trace);
	measure(&w);
	return OK;
}
