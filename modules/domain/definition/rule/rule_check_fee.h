/* What is checked of fee tables besides overlaps and gaps. Private to rule_check*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_CHECK_FEE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_CHECK_FEE_H

#include "domain/definition/rule/rule_check.h"
#include "domain/definition/rule/rule_private.h"

struct rule_problems {
	struct arena *arena;
	struct rule_problem *items;
	size_t count;
};

/* Past RULE_PROBLEMS_MAX nothing is added. */
void rule_problem_add(struct rule_problems *problems, struct rule_problem problem);
/* The value of a cell that reads nothing; false if it reads something. */
bool rule_constant(struct arena *arena, const struct feel *cell, struct feel_value *ret);

/* The shape of the decision "fees" and the cells that are literals; nothing of any other decision. */
void rule_check_fees(struct rule_problems *problems, const struct rule_decision *table);
/* Two lines of a fee table have one code, known from the cells. */
bool rule_fee_same_code(struct arena *arena, const struct rule_decision *table, size_t a, size_t b);

#endif
