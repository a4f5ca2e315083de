/*
 * Guards for route tables: who may, by role. A guard loads the officer with all its grants (one statement) into
 * c->principal; the handler then narrows by agency and procedure (officer_may, dossier_for_officer).
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_OFFICER_GUARD_H
#define MOTCUA_DOMAIN_DIRECTORY_OFFICER_GUARD_H

#include "core/server/route.h"
#include "domain/directory/officer.h"

struct ctx;

extern const struct guard guard_staff; /* any role */
extern const struct guard guard_intake;
extern const struct guard guard_processing;
extern const struct guard guard_section_head;
extern const struct guard guard_leader;
extern const struct guard guard_clerk;
extern const struct guard guard_returning;
extern const struct guard guard_cashier;
extern const struct guard guard_administrator;
extern const struct guard guard_drafter;
extern const struct guard guard_controller;
extern const struct guard guard_approver;
extern const struct guard guard_catalogue; /* who works on the catalogue: one of these three, or an administrator */
extern const struct guard
    guard_drafting; /* who writes drafts of procedures: units, the office for its own, administrators */
extern const struct guard guard_keeper; /* who answers for definitions everywhere: controllers, administrators */

/* The officer of this request; only behind one of the guards above. */
const struct officer *ctx_officer(const struct ctx *c);
/*
 * The officer if one is signed in, whatever the page's guard: for the shell of pages that anyone may see.
 * ERR_NOT_FOUND if none.
 */
MUST_CHECK enum err ctx_officer_if_any(struct ctx *c, const struct officer **ret_officer);

#endif
