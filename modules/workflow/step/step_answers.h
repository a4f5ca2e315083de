/* What a dossier's form was answered, as the conditions of its process read it. */
#ifndef MOTCUA_WORKFLOW_STEP_ANSWERS_H
#define MOTCUA_WORKFLOW_STEP_ANSWERS_H

#include "core/err.h"

struct dossier;
struct feel_context;
struct step_env;

/*
 * The answers by the form that the dossier was filed with, the latest round of each; computed values and hidden questions as
 * form_inputs says. None for a dossier without a form, and for a form that can no longer be read: then no condition on an
 * answer holds. Two statements.
 */
MUST_CHECK enum err step_answers(
    const struct step_env *e, const struct dossier *d, const struct feel_context **ret_answers);

#endif
