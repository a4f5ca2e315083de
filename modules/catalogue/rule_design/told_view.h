/* What a check of a form of rule_design found, for www/templates/catalogue/told.html. Private to the room. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_TOLD_VIEW_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_TOLD_VIEW_H

#include "rule_design/rule_desk.h"

struct ctx;
struct view;

/* Adds tried, has_problems, problems and blocks; `problems` NULL: nothing was checked, the page is only shown. */
void told_view(struct ctx *c, struct view *page, const struct rule_desk *desk, struct definition_problems *problems);
/*
 * Makes problems of that row lead to `anchor` on the page at hand: who reads them is about to mend the row there. Those of other
 * rows lead to the page of examples, as everywhere.
 */
void told_lead(struct ctx *c, const struct rule_desk *desk, struct definition_problems *problems, const char *decision,
    size_t row, const char *anchor);
/* The same members for the sample views of --check. */
void told_sample(struct view *page);

#endif
