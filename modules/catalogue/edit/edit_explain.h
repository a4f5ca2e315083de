/* What a clock policy means, told by an example: filed on the next Monday at nine, returned when. */
#ifndef MOTCUA_CATALOGUE_EDIT_EXPLAIN_H
#define MOTCUA_CATALOGUE_EDIT_EXPLAIN_H

#include "core/err.h"

struct ctx;
struct view;

/*
 * Adds `explained` [{text}] to the page: the reasoning of the clock line by line with the officer's own calendar, or one line
 * that says why there is none (no policy, no calendar).
 */
MUST_CHECK enum err edit_explain(struct ctx *c, const char *policy, struct view *page);

#endif
