/*
 * What differs between two versions of a process, by the ids of its elements, and whether work in progress could go on by
 * the newer one. Pure; the words are keys of the catalogue.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_DIFF_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_DIFF_H

#include "domain/definition/process/process_model.h"

/*
 * message: process.diff.step_added step_removed gateway_added gateway_removed event_added event_removed timer_added
 * timer_removed flow_added flow_removed (from, to: names of its ends), kind, name, role, unit, term, actions, form, agency,
 * called, symbol, content, output, timing, default, timer (another step), interrupting, flow (other ends), condition, note, process
 * (its name), remark (the documentation of the process or of a flow), sheet.
 */
struct process_change {
	const char *message;
	const char *element;   /* id, "" for the process and its sheet */
	const char *name;      /* of the element, as it is now or was last; "" */
	const char *from, *to; /* what stood and what stands there */
};

enum { PROCESS_CHANGES_MAX = 2000 };

/* Steps first, then gateways, flows, notes, the sheet. Where things are drawn is no change. At most PROCESS_CHANGES_MAX. */
size_t process_diff(struct arena *arena, const struct process_model *older, const struct process_model *newer,
    const struct process_change **ret);

/*
 * May an instance of `older` that stands at `tokens` go on with `newer`? True if every open step is there for the same role
 * and agency and with the same timers, what waits at a join waits there for the same branch, no other agency is asked that was not, and
 * from there the newer process can always be completed. Else *ret says what stands in the way: process.move.step_gone, step_other
 * (from, to: role or agency), timer_other, wait_gone, asks_more (to: the agency), stuck.
 */
bool process_movable(struct arena *arena, const struct process *older, const struct process *newer,
    const struct process_tokens *tokens, const struct process_change **ret, size_t *ret_count);

#endif
