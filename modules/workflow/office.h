/*
 * What every page of an officer begins with: the dossier as this officer may see it, the role that an act needs, who
 * acts. Knows no page of its own.
 */
#ifndef MOTCUA_WORKFLOW_OFFICE_H
#define MOTCUA_WORKFLOW_OFFICE_H

#include <stdint.h>

#include "core/err.h"
#include "domain/directory/officer.h"
#include "domain/dossier/door_store.h"

struct ctx;
struct db;
struct view;

/* Another agency's dossier is ERR_NOT_FOUND, the same as an unknown one. Asks for the time as well (c->now). */
MUST_CHECK enum err office_dossier(struct ctx *c, const char *number, struct dossier *ret_dossier);
/* ERR_FORBIDDEN, with the role that is needed, unless the officer has it at this agency for this procedure. */
MUST_CHECK enum err office_need(struct ctx *c, enum role role, int64_t agency_id, const char *procedure_code);
/* office_dossier for an act of the counter: the intake role at the receiving agency. */
MUST_CHECK enum err office_dossier_at_counter(struct ctx *c, const char *number, struct dossier *ret_dossier);
/* The officer of this request, acting in that capacity. */
struct dossier_who office_who(const struct ctx *c, enum dossier_actor as);

/* The address of a dossier's page; `queue` (may be NULL) is the list that the officer came from. */
const char *office_dossier_url(const struct ctx *c, const struct dossier *dossier, const char *queue);
/* Adds state {label, kind}: for partials/tag. */
void office_add_state(const struct ctx *c, struct view *into, enum dossier_state state);

/*
 * Who read whose data, when: kept in the log (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). `dossier` is NULL where it is
 * not one dossier's; `what` says what was read and never a person's data itself.
 */
void office_note_reading(const struct ctx *c, const struct dossier *dossier, const char *what);

/*
 * The next number of a printed form ("12/HDHS") in the register that the agency keeps of it, one a year from 1 (TT
 * 01/2018/TT-VPCP, Đ10(2)); inside the caller's transaction, so that a number is never used up in vain. `kind` is the event that the form
 * tells of.
 */
MUST_CHECK enum err office_form_number(
    struct db *db, struct ctx *c, enum dossier_event_kind kind, int64_t agency_id, const char **ret_number);

#endif
