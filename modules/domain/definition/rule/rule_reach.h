/*
 * Which rows of a table can match at all where what is put in is bounded: a form offers these choices, a procedure takes dossiers by
 * these channels. Pure and bounded: what cannot be judged counts as reached.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_REACH_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_REACH_H

#include "domain/definition/rule/rule.h"

/* All that an input can be; an input that is not named can be anything. */
struct rule_possible {
	const char *name;
	const struct feel_value *values; /* null among them where nothing may be said */
	size_t count;
};

/*
 * Sets reached[i] for each row (from 0) of the decision that some of the possible inputs meet, leaves the others as they are;
 * room for RULE_ROWS_MAX. Returns how many rows there are; 0: no such table. Judged are cells that read nothing, over columns that
 * read just one input.
 */
size_t rule_reach(struct arena *arena, const struct rule *rule, const char *decision,
    const struct rule_possible *inputs, size_t input_count, bool *reached);
/* Is the price of that row (from 0) of the table of fees 0, whatever is put in? */
bool rule_fee_is_free(struct arena *arena, const struct rule *rule, size_t row);

#endif
