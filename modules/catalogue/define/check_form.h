/*
 * A form that is drawn up against what it needs, the shared lists that it chooses from, and against what reads its answers: the
 * rules and processes of the procedures that it is for.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_CHECK_FORM_H
#define MOTCUA_CATALOGUE_DEFINE_CHECK_FORM_H

#include "core/err.h"

struct definition_problems;
struct definition_subject;

/*
 * A row of the table in check.c. A list that nobody keeps, or that does not hang on the list above it, blocks: no choice could
 * ever be made. One that has no choices today is a remark.
 */
MUST_CHECK enum err check_form_lists(const struct definition_subject *subject, struct definition_problems *problems);
/*
 * A row of the table in check.c. A name that is read and not asked is a remark, it does not block: where both change, one of
 * them has to be approved first.
 */
MUST_CHECK enum err check_form_targets(const struct definition_subject *subject, struct definition_problems *problems);

#endif
