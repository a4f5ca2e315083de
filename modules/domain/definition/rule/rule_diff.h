/* What differs between two versions of a rule, by decision, column and row. Pure; the words are keys of the catalogue. */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_DIFF_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_DIFF_H

#include "domain/definition/rule/rule.h"

/*
 * message: rule.diff.decision_added, decision_gone, literal, hit, column_added, column_gone, column (its label, expression or
 * allowed values), row_added, row_gone, row_moved, note, cell.
 */
struct rule_change {
	const char *message;
	const char *decision; /* name */
	size_t row;         /* from 1: in the newer version, of a row that is gone in the older; 0 if not about a row */
	const char *column; /* label, or "" */
	const char *from, *to;
};

enum { RULE_CHANGES_MAX = 2000 };

/*
 * Rows and columns are the same if they have the same id; without ids, if they stand at the same place. Returns how many
 * changes, at most RULE_CHANGES_MAX; 0 for rules that decide by the same tables, however their documents are laid out.
 */
size_t rule_diff(
    struct arena *arena, const struct rule *older, const struct rule *newer, const struct rule_change **ret);

#endif
