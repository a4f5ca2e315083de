/*
 * Do rows of a table cover all inputs? A search over regions of columns, one column after the other, in which rows that
 * ask for nothing more end it early. Private to rule_cover.c and rule_check.c.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_COVER_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_COVER_H

#include "domain/definition/rule/rule_domain.h"

enum { RULE_COVER_WORK = 20 * 1000 * 1000 }; /* rows looked at, over all searches of one table */

struct rule_cover {
	struct arena *arena;
	size_t column_count, row_count;
	const struct rule_domain *domains;  /* of each column */
	const struct rule_set *const *sets; /* of each row, of each column */
	bool unknown_covers;                /* a cell that could not be judged takes everything, or nothing */
	size_t work;                        /* done so far */
	bool exhausted;                     /* the work was not enough: nothing is known */
	/* What was found: the region of each column, of at most found_max inputs. */
	size_t (*found)[RULE_COLUMNS_MAX];
	size_t found_count, found_max;
};

/*
 * Looks for inputs within `box` (the sets of a row; NULL: all) that none of the first `rows` rows meets. They are in
 * `found`; none: covered, unless `exhausted`.
 */
void rule_cover_search(struct rule_cover *cover, const struct rule_set *box, size_t rows);
/* Is the region in the set? `unknown`: what to say of a set that could not be judged. */
bool rule_set_has(const struct rule_set *set, size_t region, bool unknown);

#endif
