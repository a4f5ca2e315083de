/*
 * How an agency works through a dossier: the executable subset of BPMN 2.0 XML (start, end and terminate event, user
 * task, exclusive and parallel gateway, call activity = another agency is asked, timer on a step's boundary), and its
 * run as a pure function over tokens. The document with its drawing, sheet and notes is process_model.h's. What lies
 * outside is refused with the element's id. Our attributes are in the namespace urn:motcua:bpmn.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/definition/definition_error.h"
#include "domain/definition/feel/feel.h"

struct arena;

enum {
	PROCESS_BYTES_MAX = 256 * 1024,
	PROCESS_NODES_MAX = 200,
	PROCESS_ACTIONS_MAX = 12, /* of one step */
	PROCESS_TOKENS_MAX = 200,
	PROCESS_TOKENS_TEXT_MAX = 16 * 1024
};

/* A term as the law writes it ("0,5 ngày", "02 giờ", "30 ngày" calendar); counted by the procedure's clock policy. */
struct process_term {
	const char *text; /* "" if the step has none */
	int64_t minutes;  /* working minutes, a day of 8 hours; calendar: 24 hours */
	bool calendar;    /* motcua:count="calendar" */
};

/* A timer on the boundary of a step: what happens when its term has passed. */
struct process_timer {
	const char *id;
	struct process_term after;
	bool interrupting;
	size_t target; /* node reached, internal */
};

enum process_step_kind {
	PROCESS_USER_TASK,
	PROCESS_CONSULT, /* callActivity: motcua:agency names whom, calledElement by which process of its own */
};

struct process_step {
	const char *id, *name;
	enum process_step_kind kind;
	const char *role; /* candidate role: intake, processing, section_head, leader, clerk, returning, cashier ... */
	const char *agency; /* code of the agency consulted, "" for a step of the own agency */
	const char *called; /* of a consultation: code of that agency's own process, or "" */
	struct process_term term;
	const char *const
	    *actions; /* what the officer may do: motcua:actions="approve return_back ..."; may be empty */
	size_t action_count;
	const char *form; /* motcua:form: key of a form to fill at this step, or "" */
	const struct process_timer *timers;
	size_t timer_count;
};

struct process;
struct process_tokens;

/* ERR_TOO_LARGE past PROCESS_BYTES_MAX; ERR_INVALID with *error: outside the subset, or a broken structure. */
enum err process_parse(
    struct arena *arena, const char *xml, size_t size, struct process **ret, struct definition_error *error) MUST_CHECK;

/* Of the process element; "" without one. */
const char *process_name(const struct process *process);
/* Steps in document order. */
size_t process_steps(const struct process *process, const struct process_step *const **ret);
/* NULL if there is none. */
const struct process_step *process_step(const struct process *process, const char *id);

/* The longest way through the process, as the legal term has to allow for it. */
struct process_path {
	const struct process_step *const *steps; /* on it, in order; those without a term too */
	size_t count;
	int64_t minutes; /* working minutes, or calendar minutes if `calendar` */
	bool calendar;   /* some steps count calendar days */
	bool mixed;      /* and some working ones: then the minutes are no sum of anything */
};
/* Of parallel branches and of alternatives the longest, loops once. What a timer leads to is not in the plan. */
void process_critical_path(struct arena *arena, const struct process *process, struct process_path *ret);
/*
 * Its minutes against the legal term, which counts like the steps: ERR_INVALID with *error "process.term_exceeded" if they
 * are more than `legal_minutes`, "process.term_mixed" if calendar and working terms are mixed.
 */
enum err process_check_term(const struct process *process, int64_t legal_minutes, int64_t *ret_minutes,
    struct definition_error *error) MUST_CHECK;
/*
 * Is it sound, whatever its conditions say: no element is reached twice at once, no join waits for ever, from everywhere the end
 * is reached, every element can come about. ERR_INVALID with *error: process.twice, process.never_joins, process.never_ends,
 * process.unreachable and the element; process.too_tangled if it has more states than are looked at. Takes some MB of the arena.
 */
MUST_CHECK enum err process_check_sound(
    struct arena *arena, const struct process *process, struct definition_error *error);
/* The same of an instance that stands at `tokens`: from there. Whether every element can still come about is not asked. */
MUST_CHECK enum err process_check_sound_from(struct arena *arena, const struct process *process,
    const struct process_tokens *tokens, struct definition_error *error);

/*
 * What gateway conditions may read: `action` (what the officer chose at the step just done), `outcome` (granted, refused),
 * `opinion` (agree, disagree, other), `channel`, `case` and `supplements` (numbers), and `answers` (form_names; NULL: none).
 * A question of the form by one of these names is not seen.
 */
void process_names(struct arena *arena, const struct feel_names *answers, struct feel_names *ret);
/* Does any condition read more than process_names without a form? */
bool process_reads_answers(const struct process *process);
/* The name of the step behind which the way of that id branches off, "" for none. */
const char *process_flow_step(const struct process *process, const char *flow_id);
/* Every name read by a gateway condition is declared, and has the right type. */
enum err process_check_names(struct arena *arena, const struct process *process, const struct feel_names *names,
    struct definition_error *error) MUST_CHECK;

/* "0,5 ngày", "02 giờ", "30 ngày làm việc", "15 phút", "PT4H", "P3D"; ERR_INVALID else. */
enum err process_term_parse(struct arena *arena, const char *text, bool calendar, struct process_term *ret) MUST_CHECK;

/* Where an instance stands: open steps and tokens that wait at a joining gateway. Opaque; stored as text. */
struct process_tokens {
	struct process_token {
		size_t node; /* index into the process */
		size_t flow; /* arriving flow of a waiting token; SIZE_MAX for an open step */
	} * items;
	size_t count;
};

/* What a move did. */
struct process_move {
	struct process_tokens tokens;
	const struct process_step *const *opened; /* steps to create tasks for, in order */
	size_t opened_count;
	const struct process_step *const *closed;
	size_t closed_count;
	bool finished; /* no token is left */
};

/*
 * The first steps. `variables`: what gateway conditions read (answers, flags of the dossier, the outcome "action" of
 * the step just done). ERR_CONFLICT if a gateway has no flow that holds and no default: the process stands still
 * rather than go a wrong way; failure's element is the gateway.
 */
enum err process_start(struct arena *arena, const struct process *process, const struct feel_context *variables,
    struct process_move *ret, struct definition_error *error) MUST_CHECK;
/* Ends one open step. ERR_NOT_FOUND if it is not open (somebody else was first). */
enum err process_complete(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const char *step_id, const struct feel_context *variables, struct process_move *ret,
    struct definition_error *error) MUST_CHECK;
/* A boundary timer fires: an interrupting one closes its step. ERR_NOT_FOUND if its step is not open. */
enum err process_timer_fire(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const char *timer_id, const struct feel_context *variables, struct process_move *ret,
    struct definition_error *error) MUST_CHECK;
/* Is the step open? */
bool process_is_open(const struct process *process, const struct process_tokens *tokens, const char *step_id);
/* Steps that are open, in document order. */
size_t process_open_steps(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const struct process_step *const **ret);

/* Compact text by element ids ("1 task_a join<flow_3"), stable when the drawing changes, readable in the database. */
const char *process_tokens_write(
    struct arena *arena, const struct process *process, const struct process_tokens *tokens);
/* ERR_INVALID if the text is not one of this process. */
enum err process_tokens_read(
    struct arena *arena, const struct process *process, const char *text, struct process_tokens *ret) MUST_CHECK;

#endif
