/* One dossier with everything on it, for the officers of its agencies. */
#ifndef MOTCUA_WORKFLOW_DOSSIER_PAGE_H
#define MOTCUA_WORKFLOW_DOSSIER_PAGE_H

#include <stddef.h>

#include "core/err.h"
#include "domain/dossier/dossier.h"
#include "domain/dossier/dossier_store.h"
#include "domain/time/clock_explain.h"
#include "dossier/dossier_page_store.h"

struct ctx;

struct input;
struct view;

struct dossier_input {
	const char *number, *queue, *done;
};
extern const struct input dossier_input;
/* GET /can-bo/ho-so/{number} */
enum err handle_dossier(struct ctx *c, const void *input) MUST_CHECK;

struct dossier_file_input {
	const char *number, *reference;
};
extern const struct input dossier_file_input;
/* GET /can-bo/ho-so/{number}/tep/{reference}: a paper of the dossier, noted in the log. */
enum err handle_dossier_file(struct ctx *c, const void *input) MUST_CHECK;

/* Everything that the page shows, as read. */
struct dossier_page {
	const struct dossier_input *input;
	struct dossier dossier;
	struct dossier_around around;
	const struct dossier_entry *entries;
	size_t entry_count;
	struct clock_explanation explanation; /* empty before acceptance */
	struct dossier_money money;           /* zero where payment is not deployed */
};

/* The page without the process (step_panel). */
struct view *dossier_page_view(struct ctx *c, const struct dossier_page *page);
/* After step_panel: says why there is nothing to do, if neither counter nor process has anything for this officer. */
void dossier_page_close(struct ctx *c, const struct dossier_page *page, struct view *view);
/* For --check. */
struct arena;
struct view *dossier_sample(struct arena *arena);

#endif
