/*
 * A dossier as the steps see it in one request: its row, its process, its result, and whether this officer may do what
 * the address asks. Loaded once, before any transaction.
 */
#ifndef MOTCUA_WORKFLOW_STEP_TARGET_H
#define MOTCUA_WORKFLOW_STEP_TARGET_H

#include <stddef.h>

#include "core/err.h"
#include "domain/dossier/dossier.h"

#include "step/step_engine.h"
#include "step/step_flow.h"
#include "step/step_rule.h"
#include "step/step_store.h"

struct ctx;

struct step_target {
	struct dossier dossier;
	struct step_env env;
	struct flow flow;
	struct step_row row;
	const struct step_task *tasks;
	size_t task_count;
	struct step_facts facts;
};

/* Where the dossier stands; starts the process of an accepted one that has none yet. At most 3 statements otherwise. */
MUST_CHECK enum err step_target_load(struct ctx *c, const struct dossier *dossier, struct step_target *ret_target);
/* By the number in the address, and checked: another agency's is ERR_NOT_FOUND, else as step_check says. */
MUST_CHECK enum err step_target_for(
    struct ctx *c, const char *number, enum step_action action, struct step_target *ret_target);
/*
 * The open step of the role: this officer's own before one that nobody took before another's; NULL if there is none.
 */
const struct step_task *step_target_task(const struct ctx *c, const struct step_target *target, enum role role);

#endif
