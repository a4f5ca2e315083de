/*
 * What officers do with a dossier: one input for all acts, each act's own fields in its own table, one handler that
 * runs the act in one transaction with its events. The forms are step_form.h's, the permissions step_rule.h's.
 */
#ifndef MOTCUA_WORKFLOW_STEP_ACT_H
#define MOTCUA_WORKFLOW_STEP_ACT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"
#include "domain/dossier/door_store.h"

#include "step/step_target.h"

struct ctx;

/* Members that an act's table does not name are zero. */
struct step_input {
	const char *number;
	int64_t version;
	const char *note, *reason;
	const char *assignee;          /* forward by the section head: code of the officer who gets the desk's step */
	const char *items, *contact;   /* ask_supplement: one item a line */
	const char *papers;            /* supplement_brought: one paper a line */
	struct uploads scans;          /* supplement_brought */
	const char *agency, *question; /* consult */
	int32_t deadline;              /* consult */
	const char *title;             /* draft, refuse */
	struct upload *file;           /* draft, refuse */
	const char *seen;              /* approve: SHA-256 of the file that the leader saw, hexadecimal, or "none" */
	const char *symbol;            /* number: ký hiệu */
	int32_t issued_on;             /* number */
	const char *to, *identity;     /* return_result */
	bool authorised, without_receipt; /* return_result */
	bool originals, sign;             /* return_result */
	int64_t days;                     /* extend: working days more */
	const char *requested_by;         /* stop */
};

/* The address alone: the form of an act. */
extern const struct input step_form_input;
extern const struct input step_inputs[STEP_ACTION__MAX];

MUST_CHECK enum err handle_step(struct ctx *c, const void *input);

/* One run of an act inside its transaction; begins anew when the transaction is run again. */
struct step_pass {
	struct ctx *c;
	const struct step_target *target;
	const struct step_input *in;
	const struct step_env *env;
	struct dossier d;
	int64_t expected; /* version that the officer saw; DOSSIER_ANY_VERSION once the row is locked */
	struct dossier_who who;
	enum role role;
	const struct step_task *task; /* the role's open step, or NULL */
	const int64_t *file_ids;      /* of the uploads, kept already */
};

/* Applies an event by this officer, or another in `as`; facts NULL: {}. */
MUST_CHECK enum err pass_apply(struct step_pass *p, enum dossier_event_kind kind, const char *facts);
MUST_CHECK enum err pass_act(struct step_pass *p, struct dossier_act *act);
/* The dossier is being worked on: DOSSIER_START_PROCESSING if it was only received. */
MUST_CHECK enum err pass_start(struct step_pass *p);
/* Ends the role's open step, if there is one. */
MUST_CHECK enum err pass_advance(
    struct step_pass *p, const char *action, const char *note, struct step_moved *ret_moved);

/* The acts with the result (result.c). */
MUST_CHECK enum err act_draft(struct step_pass *p);
MUST_CHECK enum err act_refuse(struct step_pass *p);
MUST_CHECK enum err act_approve(struct step_pass *p);
MUST_CHECK enum err act_number(struct step_pass *p);
MUST_CHECK enum err act_publish(struct step_pass *p);
MUST_CHECK enum err act_return_result(struct step_pass *p);
/* Asking another agency (consult.c). */
MUST_CHECK enum err act_consult(struct step_pass *p);

#endif
