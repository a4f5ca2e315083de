/* A fee rule that is drawn up against the procedures that it is for: would the fee ever be asked of anybody? */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_FEE_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_FEE_H

#include "core/err.h"

struct definition_problems;
struct definition_subject;

/*
 * A row of the table in check.c; remarks only. A procedure whose fee time is "none", although the rule has a fee for it; a procedure
 * that no row of the table can meet, by its form and its channels; a row that none of the procedures can meet.
 */
MUST_CHECK enum err check_rule_fees(const struct definition_subject *subject, struct definition_problems *problems);

#endif
