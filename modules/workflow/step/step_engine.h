/*
 * The work on a dossier moves: its process begins, a step is done or given back, an agency's opinion is a step of its
 * own, the decision falls when nothing of the process is left that could change it. Everything inside the caller's
 * transaction, after the dossier's row was locked by the door.
 */
#ifndef MOTCUA_WORKFLOW_STEP_ENGINE_H
#define MOTCUA_WORKFLOW_STEP_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/locale/date.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier.h"

#include "step/step_flow.h"
#include "step/step_store.h"

struct arena;
struct ctx;
struct db;
struct messages;

/* What a request and a job have in common. */
struct step_env {
	struct db *db;
	struct arena *arena;
	const struct messages *messages;
	struct failure *failure;
	int64_t now;
};
MUST_CHECK enum err step_env_of(struct ctx *c, struct step_env *ret_env);

/* The process with which the dossier was filed. */
MUST_CHECK enum err step_flow_of(const struct step_env *e, const struct dossier *d, struct flow *ret_flow);
/*
 * The terms of open steps and their timers, counted again over the ledger of the legal clock: after the dossier was waited
 * for. Opinions asked of other agencies run on. Nothing happens for a process without terms.
 */
MUST_CHECK enum err step_terms_renew(const struct step_env *e, const struct dossier *d);
/*
 * A timer is due: in one transaction the journal, its step and what follows. Counted again first: a term that the clock
 * stood still for is moved, not fired; one whose step was done is dropped. Running twice fires once. ERR_CONFLICT: the
 * dossier moved on in this moment, or no way leads on from the timer.
 */
#define STEP_TIMER_AGAIN (15 * DATE_MINUTE) /* when one that could not fire is looked at again */
MUST_CHECK enum err step_timer_run(const struct step_env *e, const struct step_timer *timer);
/* Starts the process of an accepted dossier in a transaction of its own; OK if it runs already. */
MUST_CHECK enum err step_ensure(const struct step_env *e, const struct dossier *d);

struct step_done {
	const char *step_id;
	const char *action, *note;
	const char *outcome; /* of the result, "" if there is none */
	const char *opinion; /* of the agency asked, "" */
	int64_t officer_id;  /* DB_NULL_INT: nobody */
};
/* What the move led to. */
struct step_moved {
	bool to_leader; /* the leader's step is open now */
	bool finished;
};
/* Ends a step and opens what follows. ERR_CONFLICT: somebody else was first. */
MUST_CHECK enum err step_advance(const struct step_env *e, struct dossier *d, const struct flow *flow,
    const struct step_done *done, struct step_moved *ret_moved);
/* Is the step on somebody's desk? */
MUST_CHECK enum err step_is_open(
    const struct step_env *e, const struct dossier *d, const char *step_id, bool *ret_open);
/* What was prepared is turned down by the agency asked: the work begins again at the desk. */
MUST_CHECK enum err step_begin_again(const struct step_env *e, const struct dossier *d, const struct flow *flow);

/*
 * The decision (DOSSIER_DECIDE) once the result is approved and no agency is left to be asked: the legal term ends with
 * it. Nothing happens before that.
 */
MUST_CHECK enum err step_decide(
    const struct step_env *e, struct dossier *d, const struct flow *flow, const struct dossier_who *who);

/*
 * Publishes a result that nobody has to publish by hand: the process has no clerk, or its clerk gave the number before
 * the last agency was asked. Nothing happens before the decision.
 */
MUST_CHECK enum err step_publish_settled(const struct step_env *e, struct dossier *d, const struct flow *flow);

#endif
