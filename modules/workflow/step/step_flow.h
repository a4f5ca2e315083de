/*
 * The way of one dossier through its process: the definition that it was filed with, or the plain one that every
 * service has (thụ lý, duyệt, trả). Steps whose work the door has already proved done, intake and the taking of fees,
 * are passed by themselves. Pure: no database, no time of day.
 */
#ifndef MOTCUA_WORKFLOW_STEP_FLOW_H
#define MOTCUA_WORKFLOW_STEP_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/process/process.h"
#include "domain/directory/officer.h"

struct arena;
struct process_model;

struct flow {
	const struct process *process; /* NULL: the plain one */
	struct process_model *model;   /* as it is drawn; NULL with it */
	const struct process_step *const *steps;
	size_t count;
};

/* What the conditions of gateways read, by these names. */
struct flow_facts {
	const char *action;  /* of the step just done: forward, return_back, approve, number, answer ... */
	const char *outcome; /* of the result: granted, refused, "" */
	const char *opinion; /* of the agency asked: agree, disagree, other, "" */
	const char *channel;
	int64_t case_no, supplements;
	int64_t today;                      /* days */
	const struct feel_context *answers; /* of the form that the dossier was filed with; NULL: none are read */
};

struct flow_move {
	const char *tokens; /* to be stored */
	const struct process_step **opened;
	size_t opened_count;
	const struct process_step **ended; /* were open, and are not any more, beside the one that the move is about */
	size_t ended_count;
	bool finished;
};

/* `bpmn` NULL: the plain process. ERR_INTERNAL with the element in the log for a definition that cannot be read. */
MUST_CHECK enum err flow_open(struct arena *arena, const char *bpmn, struct failure *failure, struct flow *ret_flow);

/* The steps with which the work on an accepted dossier begins. */
MUST_CHECK enum err flow_start(struct arena *arena, const struct flow *flow, const struct flow_facts *facts,
    struct failure *failure, struct flow_move *ret_move);
/*
 * Ends the step. ERR_CONFLICT with workflow_process.step_gone: it is not open (somebody else was first), or with
 * workflow_process.no_way: no gateway condition holds.
 */
MUST_CHECK enum err flow_complete(struct arena *arena, const struct flow *flow, const char *tokens, const char *step_id,
    const struct flow_facts *facts, struct failure *failure, struct flow_move *ret_move);
/* The term of a timer has passed: an interrupting one ends its step. ERR_CONFLICT: the step is not open any more. */
MUST_CHECK enum err flow_timer_fire(struct arena *arena, const struct flow *flow, const char *tokens,
    const char *timer_id, const struct flow_facts *facts, struct failure *failure, struct flow_move *ret_move);
/* All steps but this one are given up: the work begins there again. */
MUST_CHECK enum err flow_begin_again_at(struct arena *arena, const struct flow *flow, const struct process_step *step,
    struct failure *failure, struct flow_move *ret_move);

/* NULL if there is none. */
const struct process_step *flow_step(const struct flow *flow, const char *id);
/* The step that the timer stands on, and the timer itself; NULL if there is none. */
const struct process_step *flow_timer(const struct flow *flow, const char *id, const struct process_timer **ret_timer);
/* Do its conditions read answers of the form? */
bool flow_reads_answers(const struct flow *flow);
/* The first step of that role, or NULL. */
const struct process_step *flow_step_of(const struct flow *flow, enum role role);
/* Does the step's definition name the action? */
bool flow_step_has(const struct process_step *step, const char *action);
/* The names of the plain process's steps are keys of the message catalogue. */
bool flow_is_plain(const struct flow *flow);

#endif
