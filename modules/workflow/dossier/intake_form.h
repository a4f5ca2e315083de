/* The form of one decision of the counter as a view. Private to the intake. */
#ifndef MOTCUA_WORKFLOW_INTAKE_FORM_H
#define MOTCUA_WORKFLOW_INTAKE_FORM_H

#include "domain/dossier/state.h"

struct ctx;
struct dossier;
struct view;

/* With what was typed and what was wrong, if it is shown again. `kind` is one that the counter decides with words. */
struct view *intake_form_view(
    struct ctx *c, const struct dossier *dossier, enum dossier_event_kind kind, const char *queue);

/* Adds textarea members (www/README.md) under `name`. */
struct textarea {
	const char *name, *label, *hint; /* label and hint: message keys; hint may be NULL */
	bool optional;
};
void intake_add_textarea(struct ctx *c, struct view *into, const struct textarea *area);

#endif
