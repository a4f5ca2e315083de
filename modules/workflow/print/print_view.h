/* The printed forms as views. Private to print. */
#ifndef MOTCUA_WORKFLOW_PRINT_VIEW_H
#define MOTCUA_WORKFLOW_PRINT_VIEW_H

#include <stddef.h>

#include "domain/directory/directory_store.h"
#include "domain/dossier/dossier.h"
#include "domain/time/clock.h"
#include "dossier/dossier_page_store.h"

struct ctx;
struct view;

/* What every form prints from. */
struct print_sheet {
	struct dossier dossier;
	struct dossier_around around;
	const struct dossier_entry *entries;
	size_t entry_count;
	const struct dossier_entry *entry; /* the event that the form documents */
	struct agency agency;              /* the receiving one */
	const char *term;                  /* the term in words */
	const char *secret;                /* tracking secret, NULL: handed out already or filed online */
};

struct view *receipt_view(struct ctx *c, const struct print_sheet *sheet);
struct view *supplement_request_view(struct ctx *c, const struct print_sheet *sheet);
struct view *refusal_view(struct ctx *c, const struct print_sheet *sheet);
struct view *control_sheet_view(struct ctx *c, const struct print_sheet *sheet);
struct view *form_copy_view(struct ctx *c, const struct print_sheet *sheet);

#endif
