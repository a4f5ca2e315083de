/* One row of a rule's table as a form. See www/templates/catalogue/rule_row.html. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_ROW_VIEW_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_ROW_VIEW_H

#include "rule_design/rule_desk.h"

struct arena;
struct ctx;
struct view;

struct row_shown {
	const struct rule_desk *desk;
	const struct rule_table *table;
	size_t row; /* from 1; 0: the table has none yet */
	bool saved;
	struct definition_problems *problems; /* of what was typed; NULL: it was not checked */
};

struct view *row_view(struct ctx *c, const struct row_shown *shown);
struct view *rule_row_sample(struct arena *arena);

#endif
