/*
 * A sample dossier walks through a procedure: form, fee, steps, clock, as one pure function of the definitions and of what
 * was given. Nothing of it is filed. The same walk kept as an example says afterwards whether a changed definition still
 * does the same. Must not know of requests, the database or the time of day: the moment of filing is an input.
 */
#ifndef MOTCUA_CATALOGUE_WALK_H
#define MOTCUA_CATALOGUE_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/form/form.h"
#include "domain/definition/process/process.h"
#include "domain/definition/rule/rule.h"
#include "domain/time/clock.h"

struct arena;
struct calendar;

enum { WALK_ACTS_MAX = 200 /* of one walk */ };

/* Read already; NULL: the procedure has none. */
struct walk_definitions {
	struct form *form; /* its shared lists are given to it before it is walked (domain/procedure/choice_store.h) */
	const struct rule *rule;
	const struct process *process;
};

enum walk_act_kind {
	WALK_STEP, /* somebody ends a step, asks for a supplement or refuses: `element` the step, `action` what was chosen */
	WALK_ANSWER, /* the applicant has completed the dossier */
	WALK_TIMER,  /* a term has passed: `element` the timer */
	WALK_PAY,    /* the applicant has paid what is due: `action` how, one of walk_pay_methods */
	WALK_ACT__MAX
};
struct walk_act {
	enum walk_act_kind kind;
	const char *element, *action; /* "" where they say nothing */
	int64_t at;                   /* microseconds UTC, never before the act that came first */
};

/* "payplat", "vnpay", "cash"; ends with NULL. */
extern const char *const walk_pay_methods[];
bool walk_pays_by(const char *method);

/* The working time of an agency that does a step. */
struct walk_place {
	const char *agency; /* code */
	const char *name;   /* NULL where nobody reads it */
	const struct calendar *calendar;
};

struct walk_given {
	const char *channel; /* online, counter, post */
	int64_t case_no, filed_at;
	const char *policy;              /* domain/time/policy_text.h */
	const char *fee_time;            /* none, at_filing, at_return; "": nobody is asked to pay */
	const struct calendar *calendar; /* of the agency that receives: its counter */
	const char *solving, *consulted; /* codes of the agencies that solve and are asked; "": the one that receives */
	const struct walk_place
	    *places; /* of these and of all that the process asks; one that is not there works like the first */
	size_t place_count;
	struct form_values values;
	const struct walk_act *acts;
	size_t act_count;
};

/* One time that a step was open. */
struct walk_visit {
	const struct process_step *step;
	int64_t opened_at,
	    due_at;           /* due: TIME_NONE without a term; of a dossier that is waited for, as it was before */
	int64_t counted_from; /* when it was opened, or when the law began to count again */
	bool stood_still;     /* the term is longer by the time in which the dossier was waited for */
	int64_t closed_at;    /* TIME_NONE: still open */
	const char *action;   /* how it ended: an action, "" for one without a choice, "timer" */
	bool late;
};

/* A line of the story beside the steps. */
struct walk_note {
	enum walk_act_kind kind;
	const char *element, *action;
	int64_t at;
};

struct walk_timer {
	const struct process_step *step;
	const struct process_timer *timer;
	int64_t at; /* when its term has passed */
};

enum walk_end {
	WALK_OPEN,    /* steps are open, or the applicant is waited for */
	WALK_DONE,    /* no token is left, or the procedure has no process */
	WALK_REFUSED, /* not accepted at the counter */
	WALK_STUCK,   /* the process goes no further, or an act does not fit: `stuck`, `stuck_at` */
	WALK_END__MAX
};

enum walk_fee_state { WALK_FEE_NONE, WALK_FEE_LINES, WALK_FEE_BROKEN };

struct walk_trace {
	const struct form_field *const
	    *visible; /* fields that a person answers or sees computed, in the form's order */
	size_t visible_count;
	struct form_problems problems; /* papers are not asked for: they have a page of their own */
	struct form_problems
	    remarks; /* what is no mistake: an answer that is asked for, the service is not for this person */
	struct feel_context inputs; /* what the rule and the conditions of the process read */
	enum walk_fee_state fee_state;
	struct rule_fees fees;
	const size_t *fee_rows; /* of the table "fees" that matched, from 0 */
	size_t fee_row_count;
	const struct walk_visit *visits;
	size_t visit_count;
	const struct walk_note *notes;
	size_t note_count;
	const struct walk_timer *timers; /* of the open steps: those that run and have not fired */
	size_t timer_count;
	enum walk_end end;
	const char *stuck;    /* message key; NULL unless stuck */
	const char *stuck_at; /* element, or "" */
	bool waiting;         /* for the applicant */
	int64_t fee_due;      /* đồng that must be paid at its time, paid or not; 0: nothing */
	bool unpaid;          /* it is time to pay, and nobody goes on before */
	int64_t paid_at;      /* TIME_NONE: not paid */
	const char *paid_by;  /* how; "" */
	bool accepted, refused;
	int64_t supplements, last_at, accepted_at, decided_at;
	struct clock_policy policy;
	const struct clock_event *events;
	size_t event_count;
	struct due_result clock; /* `problem` where the calendar ends */
	int64_t path_minutes;    /* the longest way through the process, working minutes; 0: no process, mixed terms */
	int64_t legal_minutes;   /* of the policy's term; 0: calendar days or months, which are not minutes */
	const char *term_fault;  /* message key of process_check_term, or NULL */
};

/*
 * Walks. OK whatever the dossier meets on its way: that is the trace's. ERR_INVALID with `failure`: the policy cannot be
 * read, or there are too many acts.
 */
MUST_CHECK enum err walk_run(struct arena *arena, const struct walk_definitions *definitions,
    const struct walk_given *given, struct failure *failure, struct walk_trace *ret_trace);

/* "open", "done" ... and "step", "answer", "timer"; never NULL. ERR_INVALID for an unknown name. */
const char *walk_end_name(enum walk_end end);
const char *walk_act_name(enum walk_act_kind kind);
MUST_CHECK enum err walk_act_by_name(const char *name, enum walk_act_kind *ret_kind);

/*
 * Where the step is done: at the agency that is asked, at the counter for its roles, else at the one that solves. NULL: it works
 * like the one that receives.
 */
const struct walk_place *walk_place_of(const struct walk_given *given, const struct process_step *step);
/* The working time over which the step's term runs. */
const struct calendar *walk_calendar_of(const struct walk_given *given, const struct process_step *step);
/* The working time by which the legal clock runs: of the agency that solves (domain/dossier/dossier_store.h). */
const struct calendar *walk_legal_calendar(const struct walk_given *given);

/* When an open step would most likely be ended: at its due date, else at once; never before `trace->last_at`. */
int64_t walk_suggested_at(const struct walk_trace *trace, const struct walk_visit *visit);
/* May the step end with that action? One without a choice with any. */
bool walk_step_offers(const struct process_step *step, const char *action);
/* The open visit of a step, or NULL. */
const struct walk_visit *walk_open_visit(const struct walk_trace *trace, const char *step_id);

#endif
