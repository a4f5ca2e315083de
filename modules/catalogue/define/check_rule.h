/* A rule that is drawn up against the procedures that it is for: what it reads, and the papers, agencies and cases that it names. */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_RULE_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_RULE_H

#include "core/err.h"

struct definition_problems;
struct definition_subject;

/*
 * A row of the table in check.c. What it names and one of its procedures does not have blocks, so does a decision "papers" or
 * "routing" of another shape (rule.h). A name that it reads and no form asks is a remark: where both change, one of them has to be
 * approved first.
 */
MUST_CHECK enum err check_rule_targets(const struct definition_subject *subject, struct definition_problems *problems);

#endif
