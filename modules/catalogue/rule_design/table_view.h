/* Tables of a rule as views: read on the page of examples, for www/templates/catalogue/rule_table.html. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_TABLE_VIEW_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_TABLE_VIEW_H

#include "rule_design/rule_desk.h"

struct ctx;
struct view;

/*
 * Adds tables [...]; the rows that met what was put in are marked, what is wrong with a row is told at it. `given`, `outcome`
 * may be NULL.
 */
void rule_tables_add(struct ctx *c, struct view *page, const struct rule_desk *desk,
    const struct definition_problems *problems, const struct given *given, const struct outcome *outcome);
/* A hit policy of rule_edit.h in words. */
const char *rule_policy_text(struct ctx *c, const char *policy);
/* The same members for the sample views of --check. */
void rule_tables_sample(struct view *page);

#endif
