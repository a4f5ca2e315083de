/*
 * What is wrong with the tables of a rule, told when it is saved: rows that overlap where they must not, inputs that no row
 * meets, rows that are never reached, fee lines that would be refused. Pure and bounded. Exact for cells made of
 * comparisons, ranges and lists of literals over numbers, texts (equality only), dates and booleans; allowed values are the
 * domain, else all values of the type that are not null (null too where a cell of the column speaks of it).
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_CHECK_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_CHECK_H

#include "domain/definition/rule/rule.h"

enum { RULE_PROBLEMS_MAX = 60, RULE_EXAMPLES_MAX = 5 };

/*
 * message                          blocks   about
 * rule.check.overlap               yes      two rows of a UNIQUE table meet the same inputs
 * rule.check.different             yes      two rows of an ANY table meet the same inputs and say different things
 * rule.check.same_code             yes      two fee lines of one code can be due together
 * rule.check.fee_shape             yes      the decision "fees" is not a fee table (rule.h)
 * rule.check.fee_cell              yes      a fee line's kind, code, name, price, quantity or basis is not one
 * rule.check.not_allowed           yes      an output outside the allowed values of its column
 * rule.check.gap                   no       no row meets these inputs and there is no default
 * rule.check.gap_collect           no       the same in a table that collects: the list is then empty
 * rule.check.gap_all               no       no row is ever met, whatever the inputs: a table without rows
 * rule.check.unreachable           no       the rows before it in a FIRST table take all that it would meet
 * rule.check.never                 no       nothing that is allowed meets the row
 * rule.check.unjudged              no       the cell is an expression: overlaps and gaps around it could not be judged
 * rule.check.too_large             no       the table is too large for overlaps and gaps to be judged
 */
struct rule_problem {
	const char *message;
	bool blocks;
	const char *decision; /* id */
	size_t rows[2];       /* from 1; 0: not about a row */
	const char *column;   /* label, or "" */
	const char *example;  /* inputs in FEEL, "Số bản = 3; Kênh = \"post\"", or "" */
};

/* All decisions in order; at most RULE_PROBLEMS_MAX. Returns how many. */
size_t rule_check(struct arena *arena, const struct rule *rule, const struct rule_problem **ret);

#endif
