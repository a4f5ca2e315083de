/*
 * The steps of the work on a dossier as its page shows them: where it stands, what this officer may do now. The rules
 * are step_rule.h's, the moves step_flow.h's, the pages process_routes.h's.
 */
#ifndef MOTCUA_WORKFLOW_STEP_H
#define MOTCUA_WORKFLOW_STEP_H

#include "core/err.h"

struct ctx;
struct dossier;
struct view;

/*
 * Adds the object `step_panel` to the dossier's page, for {{#step_panel}}{{>workflow/step_panel}}{{/step_panel}}:
 * has_actions, actions [{label, url, secondary, warning}] (what to do next first), has_steps, steps [{label, done,
 * current}], result {title, outcome, state, number (or null), file_name, file_url (or null)} or null, has_prints, prints
 * [{label, url}], has_consultations, consultations [{agency, question, deadline, late, opinion (or null), answer (or
 * null)}]; and `diagram`, for partials/process_diagram (null for the plain process). Starts the process of an accepted dossier that has none yet. At most 3 statements otherwise. Behind
 * guard_staff.
 */
MUST_CHECK enum err step_panel(struct ctx *c, const struct dossier *dossier, struct view *page);

#endif
