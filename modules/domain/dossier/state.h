/*
 * The states of a dossier, the events that may happen to it and the declared edges: data, drawn by a command and tested
 * edge by edge. What is not declared is refused. Who is authorised beyond the class of actor, and everything in the
 * database, is the door's business (dossier_apply).
 */
#ifndef MOTCUA_DOMAIN_DOSSIER_STATE_H
#define MOTCUA_DOMAIN_DOSSIER_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/time/clock.h"

struct buffer;

/* Stored by name (dossier_state_name); DOSSIER_NEW is the dossier that does not exist yet and is never stored. */
enum dossier_state {
	DOSSIER_NEW,
	DOSSIER_SUBMITTED,
	DOSSIER_INTAKE_SUPPLEMENT,
	DOSSIER_INTAKE_FEE_DUE,
	DOSSIER_INTAKE_REFUSED,
	DOSSIER_RECEIVED,
	DOSSIER_IN_PROGRESS,
	DOSSIER_SUPPLEMENT_DUE,
	DOSSIER_FEE_DUE,
	DOSSIER_STOPPED,
	DOSSIER_WITHDRAWN,
	DOSSIER_CLOSED,
	DOSSIER_DECIDED,
	DOSSIER_RETURNED,
	DOSSIER_STATE__MAX
};

enum dossier_event_kind {
	DOSSIER_SUBMIT,                /* the dossier comes to be */
	DOSSIER_RECEIVE,               /* accepted: code, receipt, the clock starts */
	DOSSIER_REFUSE_INTAKE,         /* not accepted, with the reason */
	DOSSIER_ASK_INTAKE_SUPPLEMENT, /* incomplete before acceptance */
	DOSSIER_DEMAND_INTAKE_FEE,     /* a fee is due before acceptance */
	DOSSIER_SUPPLEMENT_ANSWERED,   /* the applicant completed it */
	DOSSIER_FEE_SETTLED,           /* fact: the money is there */
	DOSSIER_START_PROCESSING,
	DOSSIER_ASK_SUPPLEMENT,
	DOSSIER_DEMAND_FEE,
	DOSSIER_STOP,
	DOSSIER_RESUME,
	DOSSIER_WITHDRAW,
	DOSSIER_CLOSE,  /* the supplement or fee never came within the wait limit */
	DOSSIER_DECIDE, /* a result, or a reasoned refusal in substance (NĐ 61/2018 Điều 19 khoản 8) */
	DOSSIER_RETURN_RESULT,
	DOSSIER_EXTEND,       /* a new due date, with an apology */
	DOSSIER_FORWARD_STEP, /* the next step of the process: journal only */
	DOSSIER_CONSULT,      /* another agency's opinion is asked */
	DOSSIER_CONSULT_ANSWER,
	DOSSIER_APPROVE,            /* the leader approves the draft result */
	DOSSIER_NUMBER_RESULT,      /* the clerk gives number and date */
	DOSSIER_PUBLISH_RESULT,     /* the result is there to download */
	DOSSIER_DELIVERED,          /* fact: a partner or the post has it */
	DOSSIER_AGENCY_CHANGED,     /* fact: agencies were merged or the dossier moved */
	DOSSIER_NOTE,               /* fact */
	DOSSIER_RATED,              /* fact: the applicant's rating */
	DOSSIER_CORRECTION,         /* fact: a result or record was put right (NĐ 61/2018 Điều 21) */
	DOSSIER_DEFINITION_CHANGED, /* it goes on by a newer version of its form or process, found safe for it */
	DOSSIER_EVENT__MAX
};

enum dossier_actor {
	ACTOR_APPLICANT,
	ACTOR_INTAKE,     /* cán bộ tiếp nhận */
	ACTOR_PROCESSING, /* cán bộ thụ lý */
	ACTOR_LEADER,
	ACTOR_CLERK,   /* văn thư */
	ACTOR_CASHIER, /* thu ngân */
	ACTOR_KEEPER, /* quản trị, kiểm soát thủ tục: who answers for definitions, not for what is decided by them */
	ACTOR_SYSTEM, /* a module's own job or a partner */
	DOSSIER_ACTOR__MAX
};
#define ACTOR_BIT(actor) (1U << (actor))

/* What the event does to the clock ledger: the door writes the row that it names. */
enum dossier_clock {
	LEDGER_NONE,
	LEDGER_INTAKE,
	LEDGER_START,
	LEDGER_PAUSE,  /* with the edge's reason; if a pause is open already, it stays open */
	LEDGER_RESUME, /* RESUME or RESTART, as clock_resume_kind says for the open pause; nothing if none is open */
	LEDGER_EXTEND,
	LEDGER_STOP,
	DOSSIER_CLOCK__MAX
};

struct dossier_edge {
	enum dossier_state from;
	enum dossier_event_kind event;
	enum dossier_state to;
	unsigned actors; /* ACTOR_BITs */
	enum dossier_clock clock;
	enum clock_reason reason; /* of LEDGER_PAUSE */
};

/* All declared edges, the facts of every state included. */
const struct dossier_edge *dossier_edges(size_t *count);
/* The edge of that event in that state, or NULL if none is declared. */
const struct dossier_edge *dossier_edge_of(enum dossier_state from, enum dossier_event_kind event);
/* Where the event leads; ERR_CONFLICT, `to` untouched, for every undeclared edge and every unknown value. */
MUST_CHECK enum err dossier_next(enum dossier_state from, enum dossier_event_kind event, enum dossier_state *to);
/* The same, and ERR_FORBIDDEN if this class of actor may not. */
MUST_CHECK enum err dossier_next_by(
    enum dossier_state from, enum dossier_event_kind event, enum dossier_actor actor, enum dossier_state *to);

/* fee_settled, delivered, agency_changed, note, rated, correction: recorded in every state but DOSSIER_NEW. */
bool dossier_event_is_fact(enum dossier_event_kind event);
/* intake_refused, withdrawn, closed, returned. */
bool dossier_state_is_end(enum dossier_state state);
/* The national status 1..10 (law of the national portal); 0 for DOSSIER_NEW. */
int dossier_state_national(enum dossier_state state);
/* How the clock of a dossier in this state stands, where the procedure stops it at all. */
enum clock_state dossier_state_clock(enum dossier_state state);

/* "in_progress", "ask_supplement", "intake" ...: the identifiers stored in the database. Never NULL. */
const char *dossier_state_name(enum dossier_state state);
const char *dossier_event_name(enum dossier_event_kind event);
const char *dossier_actor_name(enum dossier_actor actor);
MUST_CHECK enum err dossier_state_by_name(const char *name, enum dossier_state *ret);
MUST_CHECK enum err dossier_event_by_name(const char *name, enum dossier_event_kind *ret);
MUST_CHECK enum err dossier_actor_by_name(const char *name, enum dossier_actor *ret);

/* The graph in Graphviz' language, facts that change nothing left out. */
void dossier_states_dot(struct buffer *buffer);

#endif
