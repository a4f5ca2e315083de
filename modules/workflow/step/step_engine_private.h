/* What step_engine.c and step_timer.c share. */
#ifndef MOTCUA_WORKFLOW_STEP_ENGINE_PRIVATE_H
#define MOTCUA_WORKFLOW_STEP_ENGINE_PRIVATE_H

#include "step/step_engine.h"

/* What conditions read after `action`; the form's answers only where the process reads them. */
MUST_CHECK enum err step_facts_of(const struct step_env *e, const struct dossier *d, const struct flow *flow,
    const char *action, struct flow_facts *ret_facts);
/* The rows of a move: tokens, steps that ended with it, steps that it opened. `version` of the instance before it. */
MUST_CHECK enum err step_settle_move(const struct step_env *e, struct dossier *d, const struct flow *flow,
    const struct flow_move *move, int64_t version);
/* Sets the timers of a step that was opened just now. */
MUST_CHECK enum err step_timers_arm(
    const struct step_env *e, const struct dossier *d, const struct process_step *step, int64_t agency_id);

#endif
