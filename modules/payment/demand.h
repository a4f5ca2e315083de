/*
 * How a demand comes to be: from the event of the dossier's journal that asked for the fee, by the job or when the
 * payment page opens, whichever is first.
 */
#ifndef MOTCUA_PAYMENT_DEMAND_H
#define MOTCUA_PAYMENT_DEMAND_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

#include "demand_store.h"

struct arena;
struct capture_context;
struct dossier;
struct dossier_event;

/*
 * Reads {"lines":[{"kind","code","name","quantity","unit_price","amount","basis"}],"total","payer"}. ERR_INVALID if a line's
 * amount is not its quantity times its price or the total not their sum: nobody is asked for a wrong amount.
 */
MUST_CHECK enum err demand_read(struct arena *arena, const char *facts, struct demand *ret_demand,
    const struct demand_line **ret_lines, size_t *ret_count);

/*
 * The demand of that event, made if it is not there yet. One whose lines are all exempt is settled at once and the
 * dossier goes on; one whose dossier was withdrawn, refused or closed meanwhile is cancelled at once. ERR_NOT_FOUND: no such event, or it asked for no fee.
 */
MUST_CHECK enum err demand_make(const struct capture_context *context, int64_t dossier_id, int64_t event_seq);

/* The same for a dossier that waits for its fee; OK if it waits for none. */
MUST_CHECK enum err demand_make_due(const struct capture_context *context, const struct dossier *dossier);

/* The dossier was withdrawn: its open demands are cancelled, what was paid is put before a person. */
MUST_CHECK enum err demands_withdraw(const struct capture_context *context, int64_t dossier_id);

#endif
