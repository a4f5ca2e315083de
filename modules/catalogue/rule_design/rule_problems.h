/* The checks of rules for define/check.h: their tables, and the examples kept for them. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_RULE_PROBLEMS_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_RULE_PROBLEMS_H

#include "define/check.h"

/* Rows that overlap, inputs that no row meets, fee lines that could not be demanded (domain/definition/rule/rule_check.h). */
definition_check_fn check_rule_tables;
/* Every example must come out as it was kept: one that does not blocks. */
definition_check_fn check_rule_examples;

#endif
