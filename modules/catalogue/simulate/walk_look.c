/* What others ask of a walk: its words, its open steps, whose step it is. See walk.h. Must stay pure. */
#include "simulate/walk.h"

#include <string.h>

static const char *const end_names[WALK_END__MAX] = { "open", "done", "refused", "stuck" };
static const char *const act_names[WALK_ACT__MAX] = { "step", "answer", "timer", "pay" };
const char *const walk_pay_methods[] = { "payplat", "vnpay", "cash", NULL };

const char *
walk_end_name(enum walk_end end)
{
	return end_names[end];
}

const char *
walk_act_name(enum walk_act_kind kind)
{
	return act_names[kind];
}

enum err
walk_act_by_name(const char *name, enum walk_act_kind *ret_kind)
{
	for (size_t i = 0; i < WALK_ACT__MAX; i++)
		if (strcmp(act_names[i], name) == 0) {
			*ret_kind = (enum walk_act_kind)i;
			return OK;
		}
	return ERR_INVALID;
}

const struct walk_visit *
walk_open_visit(const struct walk_trace *trace, const char *step_id)
{
	for (size_t i = trace->visit_count; i > 0; i--)
		if (trace->visits[i - 1].closed_at == TIME_NONE && strcmp(trace->visits[i - 1].step->id, step_id) == 0)
			return &trace->visits[i - 1];
	return NULL;
}

int64_t
walk_suggested_at(const struct walk_trace *trace, const struct walk_visit *visit)
{
	return visit->due_at != TIME_NONE && visit->due_at > trace->last_at ? visit->due_at : trace->last_at;
}

/* --- whose step it is ------------------------------------------------------------------------------------------------ */

static bool
is_at_counter(const struct process_step *step)
{
	static const char *const roles[] = { "intake", "returning", "cashier" };

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (strcmp(step->role, roles[i]) == 0)
			return true;
	return false;
}

/* "": the one that receives. */
static const char *
agency_of(const struct walk_given *given, const struct process_step *step)
{
	if (step->kind == PROCESS_CONSULT)
		return *step->agency != '\0' ? step->agency : given->consulted;
	return is_at_counter(step) ? "" : given->solving;
}

static const struct walk_place *
place_named(const struct walk_given *given, const char *agency)
{
	for (size_t i = 0; i < given->place_count; i++)
		if (strcmp(given->places[i].agency, agency) == 0)
			return &given->places[i];
	return NULL;
}

static const struct calendar *
calendar_at(const struct walk_given *given, const struct walk_place *place)
{
	return place != NULL ? place->calendar : given->calendar;
}

const struct walk_place *
walk_place_of(const struct walk_given *given, const struct process_step *step)
{
	return place_named(given, agency_of(given, step));
}

const struct calendar *
walk_calendar_of(const struct walk_given *given, const struct process_step *step)
{
	return calendar_at(given, walk_place_of(given, step));
}

const struct calendar *
walk_legal_calendar(const struct walk_given *given)
{
	return calendar_at(given, place_named(given, given->solving));
}

bool
walk_step_offers(const struct process_step *step, const char *action)
{
	if (step->action_count == 0)
		return true;
	for (size_t i = 0; i < step->action_count; i++)
		if (strcmp(step->actions[i], action) == 0)
			return true;
	return false;
}

bool
walk_pays_by(const char *name)
{
	for (size_t i = 0; walk_pay_methods[i] != NULL; i++)
		if (strcmp(walk_pay_methods[i], name) == 0)
			return true;
	return false;
}
