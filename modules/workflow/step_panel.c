/* The work's steps on the dossier's page. See step.h. */
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/dossier/dossier.h"
#include "step.h"

enum err
step_panel(struct ctx *c, const struct dossier *dossier, struct view *page)
{
	(void)c;
	(void)dossier;
	view_text(page, "step_panel", NULL);
	return OK;
}
