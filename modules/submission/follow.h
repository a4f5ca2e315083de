/*
 * Where a dossier stands, in the parts that tracking and the owner's page share: status in words, due date with its reasons,
 * what is asked, what is left to do, what happened.
 */
#ifndef MOTCUA_SUBMISSION_FOLLOW_H
#define MOTCUA_SUBMISSION_FOLLOW_H

#include <stddef.h>

#include "core/err.h"
#include "domain/dossier/dossier_store.h"

#include "follow_store.h"

struct ctx;
struct view;

/* A request for a supplement as the office worded it. */
struct asked {
	const char *const *items;
	size_t count;
	const char *reason, *contact; /* NULL: not said */
};
/* Reads the facts of the event; what is no such JSON gives an empty one. */
void asked_read(struct arena *arena, const char *facts, struct asked *ret_asked);

struct follow {
	struct dossier dossier;
	struct dossier_face face;
	struct dossier_due due; /* only if `clock` */
	bool clock;             /* the clock has started: there is a due date to explain */
};

/* Face and clock of a dossier that was read through somebody's eyes. */
MUST_CHECK enum err follow_load(struct ctx *c, struct follow *follow);

/* state, status_text, received, due, has_reasons, reasons, has_asked, asked {items, reason, contact, until}. */
void follow_show(struct ctx *c, struct view *page, const struct follow *follow);
/* `left`: the one thing that the applicant has to do, with the way to it; `owner`: he is signed in. */
void follow_show_left(struct ctx *c, struct view *page, const struct follow *follow, bool owner);
/* `events`, newest first, and has_events; notes of the office are its own. */
void follow_show_events(struct ctx *c, struct view *page, const struct dossier_event *events, size_t count);

/* Does the dossier wait for its applicant to complete it? */
bool follow_waits_for_supplement(const struct dossier *dossier);

#endif
