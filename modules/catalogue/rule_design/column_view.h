/* A column of a rule's table, and what stands over the table, as forms: www/templates/catalogue/rule_column.html, rule_frame.html. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_COLUMN_VIEW_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_COLUMN_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "rule_design/rule_desk.h"

struct arena;
struct ctx;
struct view;

struct column_shown {
	const struct rule_desk *desk;
	const struct rule_table *table;
	int64_t column; /* from 1: the inputs, then the outputs; 0: a new one */
	bool input;     /* it is a condition */
	bool saved;
	struct definition_problems *problems; /* of what was typed; NULL: it was not checked */
};

/* "string", "number" ...: the types that a column may be given, ends with NULL; "" is any. */
extern const char *const rule_column_types[];
/* The one of them that is such a value; "" for any other. */
const char *rule_column_type(enum feel_type type);

/* Conditions and results in addresses: the members of `loai`. */
extern const char *const rule_column_sides[];
/* Where a column (0: a new one) is edited. */
const char *rule_column_path(
    struct ctx *c, const struct rule_desk *desk, const struct rule_table *table, int64_t column, bool input);
const char *rule_frame_path(struct ctx *c, const struct rule_desk *desk, const struct rule_table *table);

/* What people call a box of both pages, "doc" or "cach"; `input`: of a condition's column. NULL: no such box. */
const char *column_box_label(struct ctx *c, const char *name, bool input);

struct view *column_view(struct ctx *c, const struct column_shown *shown);
struct view *frame_view(struct ctx *c, const struct column_shown *shown);
struct view *rule_column_sample(struct arena *arena);
struct view *rule_frame_sample(struct arena *arena);

#endif
