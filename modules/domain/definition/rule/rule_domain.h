/*
 * The values of a column cut into regions on which every cell of it says the same, and the cells as sets of regions.
 * Private to rule_domain.c and rule_check*.c.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_DOMAIN_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_DOMAIN_H

#include "domain/definition/rule/rule_private.h"

enum { RULE_REGIONS_MAX = 2048 };

struct rule_domain {
	struct feel_value *values; /* one for each region, which stands for all of it */
	const char **texts;        /* the region as FEEL, for people */
	size_t count;              /* 0: the column cannot be judged */
};

/* A set of regions; NULL: the cell is an expression and could not be judged. */
struct rule_set {
	const uint64_t *bits;
	bool all;
};

/* Regions of column `column` of the table, those outside its allowed values left out. */
struct rule_domain rule_domain_of(struct arena *arena, const struct rule_decision *table, size_t column);
struct rule_set rule_set_of(struct arena *arena, const struct rule_domain *domain, const struct feel *cell);

#endif
