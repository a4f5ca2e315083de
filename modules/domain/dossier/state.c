/* The transition table of a dossier. See state.h; the edges are those of the model, the numbers those of the national list. */
#include "domain/dossier/state.h"

#include <string.h>

#include "core/memory/buffer.h"

#define APPLICANT  ACTOR_BIT(ACTOR_APPLICANT)
#define INTAKE     ACTOR_BIT(ACTOR_INTAKE)
#define PROCESSING ACTOR_BIT(ACTOR_PROCESSING)
#define LEADER     ACTOR_BIT(ACTOR_LEADER)
#define CLERK      ACTOR_BIT(ACTOR_CLERK)
#define CASHIER    ACTOR_BIT(ACTOR_CASHIER)
#define KEEPER     ACTOR_BIT(ACTOR_KEEPER)
#define SYSTEM     ACTOR_BIT(ACTOR_SYSTEM)
#define OFFICERS   (INTAKE | PROCESSING | LEADER | CLERK)
#define ANYBODY    (APPLICANT | OFFICERS | CASHIER | SYSTEM)

#define EDGE(from, event, to, actors, clock)                                                                           \
	{                                                                                                              \
		from, event, to, actors, clock, REASON_NONE                                                            \
	}
#define PAUSE(from, event, to, actors, why)                                                                            \
	{                                                                                                              \
		from, event, to, actors, LEDGER_PAUSE, why                                                             \
	}
#define STAYS(state, event, actors)                                                                                    \
	{                                                                                                              \
		state, event, state, actors, LEDGER_NONE, REASON_NONE                                                  \
	}
/* What happened in the world is recorded whatever the state. fee_settled, which moves two states, is told apart. */
#define FACTS(state)                                                                                                   \
	STAYS(state, DOSSIER_DELIVERED, INTAKE | CLERK | SYSTEM),                                                      \
	    STAYS(state, DOSSIER_AGENCY_CHANGED, LEADER | SYSTEM), STAYS(state, DOSSIER_NOTE, ANYBODY),                \
	    STAYS(state, DOSSIER_RATED, APPLICANT | INTAKE | SYSTEM),                                                  \
	    STAYS(state, DOSSIER_CORRECTION, PROCESSING | LEADER | CLERK | SYSTEM)
#define PAID(state) STAYS(state, DOSSIER_FEE_SETTLED, CASHIER | SYSTEM)
/* Not while the applicant answers what was asked, and never after the decision. */
#define MOVES(state) STAYS(state, DOSSIER_DEFINITION_CHANGED, KEEPER)

static const struct dossier_edge edges[] = {
	EDGE(DOSSIER_NEW, DOSSIER_SUBMIT, DOSSIER_SUBMITTED, APPLICANT | INTAKE | SYSTEM, LEDGER_INTAKE),

	EDGE(DOSSIER_SUBMITTED, DOSSIER_RECEIVE, DOSSIER_RECEIVED, INTAKE | SYSTEM, LEDGER_START),
	EDGE(DOSSIER_SUBMITTED, DOSSIER_ASK_INTAKE_SUPPLEMENT, DOSSIER_INTAKE_SUPPLEMENT, INTAKE | SYSTEM, LEDGER_NONE),
	EDGE(DOSSIER_SUBMITTED, DOSSIER_DEMAND_INTAKE_FEE, DOSSIER_INTAKE_FEE_DUE, INTAKE | SYSTEM, LEDGER_NONE),
	EDGE(DOSSIER_SUBMITTED, DOSSIER_REFUSE_INTAKE, DOSSIER_INTAKE_REFUSED, INTAKE | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_SUBMITTED, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | SYSTEM, LEDGER_STOP),
	MOVES(DOSSIER_SUBMITTED),
	PAID(DOSSIER_SUBMITTED),
	FACTS(DOSSIER_SUBMITTED),

	EDGE(DOSSIER_INTAKE_SUPPLEMENT, DOSSIER_SUPPLEMENT_ANSWERED, DOSSIER_SUBMITTED, APPLICANT | INTAKE | SYSTEM,
	    LEDGER_NONE),
	EDGE(DOSSIER_INTAKE_SUPPLEMENT, DOSSIER_REFUSE_INTAKE, DOSSIER_INTAKE_REFUSED, INTAKE | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_INTAKE_SUPPLEMENT, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_INTAKE_SUPPLEMENT, DOSSIER_CLOSE, DOSSIER_CLOSED, INTAKE | SYSTEM, LEDGER_STOP),
	PAID(DOSSIER_INTAKE_SUPPLEMENT),
	FACTS(DOSSIER_INTAKE_SUPPLEMENT),

	EDGE(DOSSIER_INTAKE_FEE_DUE, DOSSIER_FEE_SETTLED, DOSSIER_SUBMITTED, CASHIER | SYSTEM, LEDGER_NONE),
	EDGE(DOSSIER_INTAKE_FEE_DUE, DOSSIER_REFUSE_INTAKE, DOSSIER_INTAKE_REFUSED, INTAKE | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_INTAKE_FEE_DUE, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_INTAKE_FEE_DUE, DOSSIER_CLOSE, DOSSIER_CLOSED, INTAKE | SYSTEM, LEDGER_STOP),
	MOVES(DOSSIER_INTAKE_FEE_DUE),
	FACTS(DOSSIER_INTAKE_FEE_DUE),

	EDGE(DOSSIER_RECEIVED, DOSSIER_START_PROCESSING, DOSSIER_IN_PROGRESS, OFFICERS | SYSTEM, LEDGER_NONE),
	PAUSE(DOSSIER_RECEIVED, DOSSIER_ASK_SUPPLEMENT, DOSSIER_SUPPLEMENT_DUE, INTAKE | PROCESSING | LEADER | SYSTEM,
	    REASON_SUPPLEMENT),
	PAUSE(DOSSIER_RECEIVED, DOSSIER_DEMAND_FEE, DOSSIER_FEE_DUE, OFFICERS | CASHIER | SYSTEM, REASON_FEE),
	PAUSE(DOSSIER_RECEIVED, DOSSIER_STOP, DOSSIER_STOPPED, PROCESSING | LEADER | SYSTEM, REASON_STOPPED),
	EDGE(DOSSIER_RECEIVED, DOSSIER_DECIDE, DOSSIER_DECIDED, OFFICERS | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_RECEIVED, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | PROCESSING | SYSTEM,
	    LEDGER_STOP),
	EDGE(DOSSIER_RECEIVED, DOSSIER_EXTEND, DOSSIER_RECEIVED, PROCESSING | LEADER | SYSTEM, LEDGER_EXTEND),
	STAYS(DOSSIER_RECEIVED, DOSSIER_FORWARD_STEP, OFFICERS | SYSTEM),
	STAYS(DOSSIER_RECEIVED, DOSSIER_CONSULT, PROCESSING | LEADER | SYSTEM),
	STAYS(DOSSIER_RECEIVED, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	STAYS(DOSSIER_RECEIVED, DOSSIER_APPROVE, LEADER | SYSTEM),
	STAYS(DOSSIER_RECEIVED, DOSSIER_NUMBER_RESULT, CLERK | SYSTEM),
	MOVES(DOSSIER_RECEIVED),
	PAID(DOSSIER_RECEIVED),
	FACTS(DOSSIER_RECEIVED),

	PAUSE(DOSSIER_IN_PROGRESS, DOSSIER_ASK_SUPPLEMENT, DOSSIER_SUPPLEMENT_DUE,
	    INTAKE | PROCESSING | LEADER | SYSTEM, REASON_SUPPLEMENT),
	PAUSE(DOSSIER_IN_PROGRESS, DOSSIER_DEMAND_FEE, DOSSIER_FEE_DUE, OFFICERS | CASHIER | SYSTEM, REASON_FEE),
	PAUSE(DOSSIER_IN_PROGRESS, DOSSIER_STOP, DOSSIER_STOPPED, PROCESSING | LEADER | SYSTEM, REASON_STOPPED),
	EDGE(DOSSIER_IN_PROGRESS, DOSSIER_DECIDE, DOSSIER_DECIDED, OFFICERS | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_IN_PROGRESS, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | PROCESSING | SYSTEM,
	    LEDGER_STOP),
	EDGE(DOSSIER_IN_PROGRESS, DOSSIER_EXTEND, DOSSIER_IN_PROGRESS, PROCESSING | LEADER | SYSTEM, LEDGER_EXTEND),
	STAYS(DOSSIER_IN_PROGRESS, DOSSIER_FORWARD_STEP, OFFICERS | SYSTEM),
	STAYS(DOSSIER_IN_PROGRESS, DOSSIER_CONSULT, PROCESSING | LEADER | SYSTEM),
	STAYS(DOSSIER_IN_PROGRESS, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	STAYS(DOSSIER_IN_PROGRESS, DOSSIER_APPROVE, LEADER | SYSTEM),
	STAYS(DOSSIER_IN_PROGRESS, DOSSIER_NUMBER_RESULT, CLERK | SYSTEM),
	MOVES(DOSSIER_IN_PROGRESS),
	PAID(DOSSIER_IN_PROGRESS),
	FACTS(DOSSIER_IN_PROGRESS),

	EDGE(DOSSIER_SUPPLEMENT_DUE, DOSSIER_SUPPLEMENT_ANSWERED, DOSSIER_IN_PROGRESS, APPLICANT | INTAKE | SYSTEM,
	    LEDGER_RESUME),
	PAUSE(DOSSIER_SUPPLEMENT_DUE, DOSSIER_STOP, DOSSIER_STOPPED, PROCESSING | LEADER | SYSTEM, REASON_STOPPED),
	EDGE(DOSSIER_SUPPLEMENT_DUE, DOSSIER_DECIDE, DOSSIER_DECIDED, OFFICERS | SYSTEM, LEDGER_STOP),
	EDGE(DOSSIER_SUPPLEMENT_DUE, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | PROCESSING | SYSTEM,
	    LEDGER_STOP),
	EDGE(DOSSIER_SUPPLEMENT_DUE, DOSSIER_CLOSE, DOSSIER_CLOSED, INTAKE | PROCESSING | LEADER | SYSTEM, LEDGER_STOP),
	STAYS(DOSSIER_SUPPLEMENT_DUE, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	PAID(DOSSIER_SUPPLEMENT_DUE),
	FACTS(DOSSIER_SUPPLEMENT_DUE),

	EDGE(DOSSIER_FEE_DUE, DOSSIER_FEE_SETTLED, DOSSIER_IN_PROGRESS, CASHIER | SYSTEM, LEDGER_RESUME),
	PAUSE(DOSSIER_FEE_DUE, DOSSIER_STOP, DOSSIER_STOPPED, PROCESSING | LEADER | SYSTEM, REASON_STOPPED),
	EDGE(DOSSIER_FEE_DUE, DOSSIER_WITHDRAW, DOSSIER_WITHDRAWN, APPLICANT | INTAKE | PROCESSING | SYSTEM,
	    LEDGER_STOP),
	EDGE(DOSSIER_FEE_DUE, DOSSIER_CLOSE, DOSSIER_CLOSED, INTAKE | PROCESSING | LEADER | SYSTEM, LEDGER_STOP),
	STAYS(DOSSIER_FEE_DUE, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	MOVES(DOSSIER_FEE_DUE),
	FACTS(DOSSIER_FEE_DUE),

	EDGE(DOSSIER_STOPPED, DOSSIER_RESUME, DOSSIER_IN_PROGRESS, PROCESSING | LEADER | SYSTEM, LEDGER_RESUME),
	EDGE(DOSSIER_STOPPED, DOSSIER_DECIDE, DOSSIER_DECIDED, OFFICERS | SYSTEM, LEDGER_STOP),
	STAYS(DOSSIER_STOPPED, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	MOVES(DOSSIER_STOPPED),
	PAID(DOSSIER_STOPPED),
	FACTS(DOSSIER_STOPPED),

	EDGE(
	    DOSSIER_DECIDED, DOSSIER_RETURN_RESULT, DOSSIER_RETURNED, INTAKE | CLERK | APPLICANT | SYSTEM, LEDGER_NONE),
	STAYS(DOSSIER_DECIDED, DOSSIER_FORWARD_STEP, OFFICERS | SYSTEM),
	STAYS(DOSSIER_DECIDED, DOSSIER_CONSULT_ANSWER, OFFICERS | SYSTEM),
	STAYS(DOSSIER_DECIDED, DOSSIER_APPROVE, LEADER | SYSTEM),
	STAYS(DOSSIER_DECIDED, DOSSIER_NUMBER_RESULT, CLERK | SYSTEM),
	STAYS(DOSSIER_DECIDED, DOSSIER_PUBLISH_RESULT, CLERK | INTAKE | SYSTEM),
	PAID(DOSSIER_DECIDED),
	FACTS(DOSSIER_DECIDED),

	PAID(DOSSIER_INTAKE_REFUSED),
	FACTS(DOSSIER_INTAKE_REFUSED),
	PAID(DOSSIER_WITHDRAWN),
	FACTS(DOSSIER_WITHDRAWN),
	PAID(DOSSIER_CLOSED),
	FACTS(DOSSIER_CLOSED),
	PAID(DOSSIER_RETURNED),
	FACTS(DOSSIER_RETURNED),
};

#define EDGE_COUNT (sizeof(edges) / sizeof(*edges))

/* clang-format off */
static const struct {
	const char *name;
	int national;
	enum clock_state clock;
	bool end;
} states[DOSSIER_STATE__MAX] = {
	[DOSSIER_NEW]               = { "new",               0,  CLOCK_NOT_STARTED, false },
	[DOSSIER_SUBMITTED]         = { "submitted",         1,  CLOCK_NOT_STARTED, false },
	[DOSSIER_INTAKE_SUPPLEMENT] = { "intake_supplement", 5,  CLOCK_NOT_STARTED, false },
	[DOSSIER_INTAKE_FEE_DUE]    = { "intake_fee_due",    6,  CLOCK_NOT_STARTED, false },
	[DOSSIER_INTAKE_REFUSED]    = { "intake_refused",    3,  CLOCK_STOPPED,     true },
	[DOSSIER_RECEIVED]          = { "received",          2,  CLOCK_RUNNING,     false },
	[DOSSIER_IN_PROGRESS]       = { "in_progress",       4,  CLOCK_RUNNING,     false },
	[DOSSIER_SUPPLEMENT_DUE]    = { "supplement_due",    5,  CLOCK_PAUSED,      false },
	[DOSSIER_FEE_DUE]           = { "fee_due",           6,  CLOCK_PAUSED,      false },
	[DOSSIER_STOPPED]           = { "stopped",           8,  CLOCK_PAUSED,      false },
	[DOSSIER_WITHDRAWN]         = { "withdrawn",         7,  CLOCK_STOPPED,     true },
	[DOSSIER_CLOSED]            = { "closed",            8,  CLOCK_STOPPED,     true },
	[DOSSIER_DECIDED]           = { "decided",           9,  CLOCK_STOPPED,     false },
	[DOSSIER_RETURNED]          = { "returned",          10, CLOCK_STOPPED,     true },
};
/* clang-format on */

static const char *const event_names[DOSSIER_EVENT__MAX] = {
	[DOSSIER_SUBMIT] = "submit",
	[DOSSIER_RECEIVE] = "receive",
	[DOSSIER_REFUSE_INTAKE] = "refuse_intake",
	[DOSSIER_ASK_INTAKE_SUPPLEMENT] = "ask_intake_supplement",
	[DOSSIER_DEMAND_INTAKE_FEE] = "demand_intake_fee",
	[DOSSIER_SUPPLEMENT_ANSWERED] = "supplement_answered",
	[DOSSIER_FEE_SETTLED] = "fee_settled",
	[DOSSIER_START_PROCESSING] = "start_processing",
	[DOSSIER_ASK_SUPPLEMENT] = "ask_supplement",
	[DOSSIER_DEMAND_FEE] = "demand_fee",
	[DOSSIER_STOP] = "stop",
	[DOSSIER_RESUME] = "resume",
	[DOSSIER_WITHDRAW] = "withdraw",
	[DOSSIER_CLOSE] = "close",
	[DOSSIER_DECIDE] = "decide",
	[DOSSIER_RETURN_RESULT] = "return_result",
	[DOSSIER_EXTEND] = "extend",
	[DOSSIER_FORWARD_STEP] = "forward_step",
	[DOSSIER_CONSULT] = "consult",
	[DOSSIER_CONSULT_ANSWER] = "consult_answer",
	[DOSSIER_APPROVE] = "approve",
	[DOSSIER_NUMBER_RESULT] = "number_result",
	[DOSSIER_PUBLISH_RESULT] = "publish_result",
	[DOSSIER_DELIVERED] = "delivered",
	[DOSSIER_AGENCY_CHANGED] = "agency_changed",
	[DOSSIER_NOTE] = "note",
	[DOSSIER_RATED] = "rated",
	[DOSSIER_CORRECTION] = "correction",
	[DOSSIER_DEFINITION_CHANGED] = "definition_changed",
};

static const char *const actor_names[DOSSIER_ACTOR__MAX] = {
	[ACTOR_APPLICANT] = "applicant",
	[ACTOR_INTAKE] = "intake",
	[ACTOR_PROCESSING] = "processing",
	[ACTOR_LEADER] = "leader",
	[ACTOR_CLERK] = "clerk",
	[ACTOR_CASHIER] = "cashier",
	[ACTOR_KEEPER] = "keeper",
	[ACTOR_SYSTEM] = "system",
};

const struct dossier_edge *
dossier_edges(size_t *count)
{
	*count = EDGE_COUNT;
	return edges;
}

const struct dossier_edge *
dossier_edge_of(enum dossier_state from, enum dossier_event_kind event)
{
	for (size_t i = 0; i < EDGE_COUNT; i++)
		if (edges[i].from == from && edges[i].event == event)
			return &edges[i];
	return NULL;
}

enum err
dossier_next(enum dossier_state from, enum dossier_event_kind event, enum dossier_state *to)
{
	const struct dossier_edge *edge = dossier_edge_of(from, event);

	if (edge == NULL)
		return ERR_CONFLICT;
	*to = edge->to;
	return OK;
}

enum err
dossier_next_by(
    enum dossier_state from, enum dossier_event_kind event, enum dossier_actor actor, enum dossier_state *to)
{
	const struct dossier_edge *edge = dossier_edge_of(from, event);

	if (edge == NULL)
		return ERR_CONFLICT;
	if (actor < 0 || actor >= DOSSIER_ACTOR__MAX || (edge->actors & ACTOR_BIT(actor)) == 0)
		return ERR_FORBIDDEN;
	*to = edge->to;
	return OK;
}

bool
dossier_event_is_fact(enum dossier_event_kind event)
{
	return event == DOSSIER_FEE_SETTLED || (event >= DOSSIER_DELIVERED && event <= DOSSIER_CORRECTION);
}

static bool
state_known(enum dossier_state state)
{
	return state >= 0 && state < DOSSIER_STATE__MAX;
}

bool
dossier_state_is_end(enum dossier_state state)
{
	return state_known(state) && states[state].end;
}

int
dossier_state_national(enum dossier_state state)
{
	return state_known(state) ? states[state].national : 0;
}

enum clock_state
dossier_state_clock(enum dossier_state state)
{
	return state_known(state) ? states[state].clock : CLOCK_NOT_STARTED;
}

const char *
dossier_state_name(enum dossier_state state)
{
	return state_known(state) ? states[state].name : "unknown";
}

const char *
dossier_event_name(enum dossier_event_kind event)
{
	return event >= 0 && event < DOSSIER_EVENT__MAX ? event_names[event] : "unknown";
}

const char *
dossier_actor_name(enum dossier_actor actor)
{
	return actor >= 0 && actor < DOSSIER_ACTOR__MAX ? actor_names[actor] : "unknown";
}

/* "new" is no stored state: a row that holds it is damaged. */
enum err
dossier_state_by_name(const char *name, enum dossier_state *ret)
{
	for (int i = DOSSIER_SUBMITTED; i < DOSSIER_STATE__MAX; i++)
		if (strcmp(name, states[i].name) == 0) {
			*ret = (enum dossier_state)i;
			return OK;
		}
	return ERR_INVALID;
}

enum err
dossier_event_by_name(const char *name, enum dossier_event_kind *ret)
{
	for (int i = 0; i < DOSSIER_EVENT__MAX; i++)
		if (strcmp(name, event_names[i]) == 0) {
			*ret = (enum dossier_event_kind)i;
			return OK;
		}
	return ERR_INVALID;
}

enum err
dossier_actor_by_name(const char *name, enum dossier_actor *ret)
{
	for (int i = 0; i < DOSSIER_ACTOR__MAX; i++)
		if (strcmp(name, actor_names[i]) == 0) {
			*ret = (enum dossier_actor)i;
			return OK;
		}
	return ERR_INVALID;
}

void
dossier_states_dot(struct buffer *buffer)
{
	buffer_text(buffer, "digraph dossier {\n\tnode [shape=box];\n");
	for (int i = 0; i < DOSSIER_STATE__MAX; i++)
		buffer_printf(buffer, "\t%s [label=\"%s\\n%d\"%s];\n", states[i].name, states[i].name,
		    states[i].national, states[i].end ? " peripheries=2" : "");
	for (size_t i = 0; i < EDGE_COUNT; i++) {
		if (dossier_event_is_fact(edges[i].event) && edges[i].from == edges[i].to)
			continue;
		buffer_printf(buffer, "\t%s -> %s [label=\"%s\"];\n", states[edges[i].from].name,
		    states[edges[i].to].name, event_names[edges[i].event]);
	}
	buffer_text(buffer, "}\n");
}
